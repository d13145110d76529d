//! Checks files against the library's declarations on disk: `cargo run -p ruchy-check --example check FILE…`
//!
//! Prints diagnostics, and with `--stats` how much was made.

use ruchy_check::{CheckOptions, Checker};
use ruchy_syntax::outline::outline;
use ruchy_syntax::{Dialect, MacroTable, SourceMap, parse, render};
use std::path::{Path, PathBuf};

fn library(dir: &Path, out: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(dir) else { return };
    let mut entries: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            library(&path, out);
        } else if path.extension().is_some_and(|e| e == "ruchy") {
            out.push(path);
        }
    }
}

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../std/ruchy");
    let mut files = Vec::new();
    library(&root, &mut files);
    let mut sources = SourceMap::new();
    let macros = MacroTable::default();
    let mut checker = Checker::new();
    for path in files {
        let text = std::fs::read_to_string(&path).expect("readable");
        let id = sources.add(path.display().to_string(), text, Dialect::Std);
        let (file, errors) = outline(&sources, id);
        for e in errors {
            println!("{}", render(&e, &sources, false));
        }
        checker.add_library_file(file);
    }
    checker.set_sources(sources.clone());
    checker.finish_library();
    for e in checker.take_diagnostics() {
        println!("LIBRARY {}", render(&e, &sources, false));
    }
    let mut failed = 0;
    for arg in std::env::args().skip(1) {
        let path = PathBuf::from(&arg);
        let dialect = match path.extension().and_then(|e| e.to_str()) {
            Some("rs") => Dialect::Rust,
            Some("tsk") => Dialect::Tusk,
            _ => Dialect::Relaxed,
        };
        let text = std::fs::read_to_string(&path).expect("readable");
        let id = sources.add(arg.clone(), text, dialect);
        let mut macros = macros.clone();
        let (tree, mut errors) = parse(&sources, id, &mut macros);
        let root = checker.new_root(dialect);
        errors.extend(checker.check_file(root, tree, &sources, CheckOptions::default()));
        if errors.iter().any(|e| e.severity == ruchy_syntax::Severity::Error) {
            failed += 1;
        }
        for e in errors {
            println!("{}", render(&e, &sources, false));
        }
        println!("{arg}: {} instances", checker.program.instances.len());
    }
    std::process::exit(i32::from(failed > 0));
}
