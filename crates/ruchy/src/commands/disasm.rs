//! `ruchy disasm`: the code that a program is turned into.

use super::{Done, compile, show};
use crate::{input, terminal};
use lexopt::prelude::*;
use ruchy::Engine;
use ruchy::session::Wanted;
use std::path::PathBuf;

pub const USAGE: &str = "\
Prints the code that a program is turned into: each function with its instructions, without the library's.

Usage: ruchy disasm FILE";

pub fn start(mut parser: lexopt::Parser) -> Done {
    let path = match parser.next()? {
        Some(Value(path)) => PathBuf::from(path),
        Some(other) => return Err(other.unexpected()),
        None => return Err("which program? Give a FILE".into()),
    };
    if let Some(more) = parser.next()? {
        return Err(more.unexpected());
    }
    let source = match input::read(&path) {
        Ok(source) => source,
        Err(message) => {
            terminal::error(&message);
            return Ok(1);
        }
    };
    let engine = Engine::new();
    let Some(program) = compile(&engine, &source, Wanted { tests: true, check_only: false }) else { return Ok(1) };
    let machine = ruchy_vm::machine::Machine::new(program.code.clone(), program.sources.clone());
    Ok(show(&ruchy_vm::disasm::code(&program.code, Some(&machine))))
}
