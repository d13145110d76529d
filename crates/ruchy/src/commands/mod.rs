//! The commands: a table, and what they share.

mod check;
mod disasm;
mod doc;
mod repl;
mod run;
mod test;

use crate::input::Source;
use crate::terminal;
use lexopt::prelude::*;
use ruchy::{CompiledProgram, Engine};
use std::ffi::OsString;

/// How a command ends: with an exit status, or with a message about how it was called.
type Done = Result<i32, lexopt::Error>;

struct Command {
    name: &'static str,
    usage: &'static str,
    start: fn(lexopt::Parser) -> Done,
}

const COMMANDS: [Command; 6] = [
    Command { name: "run", usage: run::USAGE, start: run::start },
    Command { name: "check", usage: check::USAGE, start: check::start },
    Command { name: "test", usage: test::USAGE, start: test::start },
    Command { name: "repl", usage: repl::USAGE, start: repl::start },
    Command { name: "disasm", usage: disasm::USAGE, start: disasm::start },
    Command { name: "doc", usage: doc::USAGE, start: doc::start },
];

const USAGE: &str = "\
Ruchy runs programs in Rust's syntax, or a relaxed one, at once and on all cores.

Usage: ruchy [run] [OPTIONS] FILE [ARGS]...   run a program; `-` reads it from standard input
       ruchy -e CODE [ARGS]...                run CODE
       ruchy                                  start the prompt
       ruchy COMMAND ...

Commands:
  run FILE [ARGS]...       run a program: its top-level statements, then `main`
  check FILE...            report what is wrong, without running
  test FILE|FOLDER...      run `#[test]` functions in parallel
  repl                     the prompt: each input runs at once, values are printed
  doc FOLDER               write the reference of the library as HTML pages
  disasm FILE              print the code that a program is turned into

Options:
  -e, --eval CODE          the program is CODE
  -h, --help               this text; `ruchy COMMAND --help` says more
  -V, --version            the version

A file that ends in .rs keeps Rust's rules for moves and integers; .ruchy is the relaxed language;
.tsk is for settings with code between them.

Exit status: 0; 1 if the program was refused or `main` gave an error; 101 if `main` panicked;
102 if all tasks wait for each other; 130 after Ctrl-C; else what the program's `exit` was given.

Environment: NO_COLOR=1 turns colours off.";

/// The exit status for a command line that makes no sense.
const MISUSED: i32 = 2;

/// Runs what the arguments ask for and gives the exit status.
pub fn start(args: Vec<OsString>) -> i32 {
    let first = args.first().and_then(|arg| arg.to_str()).unwrap_or("");
    const OF_FILE: Command = Command { name: "run", usage: run::USAGE, start: run::start_file };
    let (command, args) = match COMMANDS.iter().find(|command| command.name == first) {
        Some(command) => (command, &args[1..]),
        None if args.is_empty() => (&COMMANDS[3], &args[..]),
        None => match first {
            "-h" | "--help" | "help" => return show(USAGE),
            "-V" | "--version" => return show(concat!("ruchy ", env!("CARGO_PKG_VERSION"))),
            _ => (&OF_FILE, &args[..]),
        },
    };
    if args.first().is_some_and(|arg| arg == "--help" || arg == "-h") {
        return show(command.usage);
    }
    match (command.start)(lexopt::Parser::from_args(args)) {
        Ok(status) => status,
        Err(error) => {
            terminal::error(&error.to_string());
            eprintln!("\nSee `ruchy {} --help`.", command.name);
            MISUSED
        }
    }
}

fn show(text: &str) -> i32 {
    use std::io::Write;
    // Nobody to read it is no error of ours.
    let _ = writeln!(std::io::stdout(), "{text}");
    0
}

/// Reads and compiles a file, or says why not on standard error.
fn compile(engine: &Engine, source: &Source, wanted: ruchy::session::Wanted) -> Option<CompiledProgram> {
    match engine.compile_for(&source.name, &source.text, source.dialect, wanted) {
        Ok(program) => {
            eprint!("{}", ruchy::session::render_all(&program.warnings, &program.sources, terminal::colours()));
            Some(program)
        }
        Err(refused) => {
            eprint!("{}", refused.render(terminal::colours()));
            let errors = refused.diagnostics.iter().filter(|d| d.severity == ruchy::Severity::Error).count();
            terminal::error(&format!("`{}` was not run: {}", source.name, counted(errors, "mistake")));
            None
        }
    }
}

/// `1 mistake`, `2 mistakes`.
fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// A number that an option is given.
fn number<T: std::str::FromStr>(parser: &mut lexopt::Parser, name: &str) -> Result<T, lexopt::Error> {
    let value = parser.value()?.string()?;
    value.parse().map_err(|_| format!("`{name}` needs a number, not `{value}`").into())
}
