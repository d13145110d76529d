//! `ruchy run`: a program from its beginning to its end.

use super::{Done, compile, number};
use crate::input::{self, Source};
use crate::terminal;
use lexopt::prelude::*;
use ruchy::session::Wanted;
use ruchy::{Dialect, Engine, Launch, Output, ProcessOutput, Scheduler};
use std::path::PathBuf;
use std::sync::Arc;

pub const USAGE: &str = "\
Runs a program: its top-level statements, then `main` if there is one.

Usage: ruchy run [OPTIONS] FILE [ARGS]...
       ruchy run [OPTIONS] -e CODE [ARGS]...

`-` reads the program from standard input. What follows FILE is for the program; a `--` may stand between.

Options:
  -e, --eval CODE    the program is CODE
      --workers N    on N worker threads instead of one for each core
      --seed S       on one thread, with every interleaving, timer and random number decided
                     by S: the same run again and again
  -h, --help         this text";

/// The exit status after Ctrl-C, as shells have it.
const INTERRUPTED: i32 = 130;

/// What the command line asks for.
struct Request {
    source: Result<Source, String>,
    args: Vec<String>,
    scheduler: Scheduler,
}

pub fn start(parser: lexopt::Parser) -> Done {
    let mut request = read(parser)?;
    if request.args.get(1).is_some_and(|first| first == "--") {
        request.args.remove(1);
    }
    run(request)
}

/// `ruchy FILE ARGS`: as the program would be called itself, so a `--` is the program's.
pub fn start_file(parser: lexopt::Parser) -> Done {
    run(read(parser)?)
}

fn run(request: Request) -> Done {
    let source = match request.source {
        Ok(source) => source,
        Err(message) => {
            terminal::error(&message);
            return Ok(1);
        }
    };
    let output = Arc::new(ProcessOutput::default());
    let mut builder = Engine::builder().scheduler(request.scheduler).output(output.clone()).args(request.args).ends_process(true);
    if let (Ok(file), Ok(ruchy)) = (std::fs::canonicalize(&source.name), std::env::current_exe()) {
        builder = builder.launch(Launch { file, command: vec![ruchy.into(), "run".into()] });
    }
    let engine = builder.build();
    let Some(program) = compile(&engine, &source, Wanted::default()) else { return Ok(1) };
    if program.code.script.is_none() && program.code.main.is_none() {
        terminal::error(&format!("there is nothing to run in `{}`: no statement at the top, no `main`", source.name));
        return Ok(1);
    }
    // Where the system refuses a handler, its own way to end a program is left.
    let _ = ctrlc::set_handler(move || {
        // A program that listens for Ctrl-C decides by itself.
        if ruchy_std::interrupt_is_heard() {
            return;
        }
        output.flush();
        std::process::exit(INTERRUPTED);
    });
    Ok(engine.run(&program).status)
}

fn read(mut parser: lexopt::Parser) -> Result<Request, lexopt::Error> {
    let mut scheduler = Scheduler::default();
    let source = loop {
        match parser.next()? {
            Some(Short('e') | Long("eval")) => {
                let text = parser.value()?.string()?;
                break Ok(Source { name: "<command line>".into(), text, dialect: Dialect::Relaxed });
            }
            Some(Long("workers")) => scheduler = Scheduler::Production { workers: Some(number(&mut parser, "--workers")?) },
            Some(Long("seed")) => scheduler = Scheduler::Exploring { seed: number(&mut parser, "--seed")? },
            Some(Value(path)) => break input::read(&PathBuf::from(path)),
            Some(other) => return Err(other.unexpected()),
            None => return Err("which program? Give a FILE, `-e CODE` or `-`".into()),
        }
    };
    let mut args = vec![source.as_ref().map_or_else(|_| String::new(), |source| source.name.clone())];
    for arg in parser.raw_args()? {
        args.push(arg.string()?);
    }
    Ok(Request { source, args, scheduler })
}
