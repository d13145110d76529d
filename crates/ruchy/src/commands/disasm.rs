//! `ruchy disasm`: the code that a program is turned into.

use super::{Done, compile, show};
use crate::{input, terminal};
use lexopt::prelude::*;
use ruchy::Engine;
use ruchy::session::Wanted;
use std::path::PathBuf;

pub const USAGE: &str = "\
Prints the code that a program is turned into: each function with its instructions.

Usage: ruchy disasm [--library] FILE

  --library   also the functions of the library that the program reaches";

pub fn start(mut parser: lexopt::Parser) -> Done {
    let (mut path, mut library) = (None, false);
    while let Some(arg) = parser.next()? {
        match arg {
            Long("library") => library = true,
            Value(file) if path.is_none() => path = Some(PathBuf::from(file)),
            other => return Err(other.unexpected()),
        }
    }
    let Some(path) = path else { return Err("which program? Give a FILE".into()) };
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
    Ok(show(&ruchy_vm::disasm::code(&program.code, (!library).then_some(&machine))))
}
