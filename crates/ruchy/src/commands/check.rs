//! `ruchy check`: what is wrong with programs, without running them.

use super::{Done, counted};
use crate::{input, terminal};
use lexopt::prelude::*;
use ruchy::Engine;
use ruchy::session::{Wanted, render_all};
use std::path::PathBuf;

pub const USAGE: &str = "\
Reports what is wrong with programs, without running them.

Usage: ruchy check FILE|FOLDER...

Exit status: 0 if nothing is wrong (there may be warnings), else 1.";

pub fn start(mut parser: lexopt::Parser) -> Done {
    let mut paths = Vec::new();
    while let Some(arg) = parser.next()? {
        match arg {
            Value(path) => paths.push(PathBuf::from(path)),
            other => return Err(other.unexpected()),
        }
    }
    if paths.is_empty() {
        return Err("which program? Give a FILE".into());
    }
    let engine = Engine::new();
    let mut failed = 0;
    for path in &paths {
        let files = if path.is_dir() { input::programs_below(path) } else { Ok(vec![path.clone()]) };
        for source in files.map_or_else(|message| vec![Err(message)], |files| files.iter().map(|file| input::read(file)).collect()) {
            let source = match source {
                Ok(source) => source,
                Err(message) => {
                    terminal::error(&message);
                    failed += 1;
                    continue;
                }
            };
            let wanted = Wanted { tests: true, check_only: true };
            match engine.compile_for(&source.name, &source.text, source.dialect, wanted) {
                Ok(program) => eprint!("{}", render_all(&program.warnings, &program.sources, terminal::colours())),
                Err(refused) => {
                    eprint!("{}", refused.render(terminal::colours()));
                    failed += 1;
                }
            }
        }
    }
    if failed > 0 {
        terminal::error(&format!("{} refused", counted(failed, "file")));
    }
    Ok(i32::from(failed > 0))
}
