//! `ruchy repl`: the prompt. Each input runs at once and its value is printed; a mistake leaves the session as it was.

use super::Done;
use crate::input;
use crate::terminal;
use ruchy::run::{End, Process};
use ruchy::session::{Session, render_all};
use ruchy::{Engine, Output, ProcessOutput, is_incomplete};
use rustyline::completion::{Completer, Pair};
use rustyline::error::ReadlineError;
use rustyline::history::DefaultHistory;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Config, Context, Editor, Helper, Highlighter, Hinter};
use std::collections::BTreeSet;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

pub const USAGE: &str = "\
The prompt: each input runs at once, and its value is printed.

Usage: ruchy repl

An input goes on over several lines while a bracket is open. Names may be defined again. Tab completes, the arrows go
through the history, Ctrl-C stops what runs, Ctrl-D ends the session. Fed from a pipe, it reads inputs the same way.

  :help         what can be typed
  :load FILE    reads a file into the session
  :quit         ends the session";

const HELP: &str = "\
Type statements, definitions or expressions; the value of an expression is printed.
  :help         this text
  :load FILE    reads a file into the session
  :quit         ends the session (so does Ctrl-D)";

const PROMPT: &str = ">>> ";
const INTERRUPTED: i32 = 130;

/// The session with what runs it.
struct Prompt {
    session: Session,
    engine: Engine,
    output: Arc<ProcessOutput>,
    process: Option<Process>,
    /// Whether an input is being run, for Ctrl-C.
    running: Arc<AtomicBool>,
}

/// Whether the session goes on.
enum Next {
    GoOn,
    Quit,
}

pub fn start(mut parser: lexopt::Parser) -> Done {
    if let Some(arg) = parser.next()? {
        return Err(arg.unexpected());
    }
    let output = Arc::new(ProcessOutput::default());
    let engine = Engine::builder().output(output.clone()).args(["ruchy"]).ends_process(true).build();
    let mut prompt = Prompt { session: engine.session(), engine, output, process: None, running: Arc::default() };
    if std::io::stdin().is_terminal() {
        prompt.edit();
    } else {
        prompt.read_all();
    }
    prompt.output.flush();
    Ok(0)
}

impl Prompt {
    /// Inputs from a pipe.
    fn read_all(&mut self) {
        let mut input = String::new();
        loop {
            let mut line = String::new();
            let end = match std::io::stdin().read_line(&mut line) {
                Ok(0) => true,
                Ok(_) => false,
                Err(error) => {
                    terminal::error(&format!("cannot read standard input: {error}"));
                    true
                }
            };
            input.push_str(&line);
            if !end && is_incomplete(&input) {
                continue;
            }
            if matches!(self.input(&std::mem::take(&mut input)), Next::Quit) || end {
                return;
            }
        }
    }

    /// Inputs from a terminal.
    fn edit(&mut self) {
        let config = Config::builder().auto_add_history(true).max_history_size(5000).map(|config| config.build()).unwrap_or_default();
        let editor = Editor::<Assistant, DefaultHistory>::with_config(config);
        let Ok(mut editor) = editor else {
            return self.read_all();
        };
        editor.set_helper(Some(Assistant::default()));
        let history = history_file();
        if let Some(file) = &history {
            // The first session has none.
            let _ = editor.load_history(file);
        }
        println!("Ruchy {}. `:help` says what can be typed, Ctrl-D ends.", env!("CARGO_PKG_VERSION"));
        loop {
            match editor.readline(PROMPT) {
                Ok(input) => {
                    if let Some(assistant) = editor.helper_mut() {
                        assistant.learn(&input);
                    }
                    if matches!(self.input(&input), Next::Quit) {
                        break;
                    }
                }
                Err(ReadlineError::Interrupted) => println!("(Ctrl-D or :quit ends the session)"),
                Err(_) => break,
            }
        }
        if let Some(file) = &history {
            // A home that cannot be written to is no reason to complain at each end.
            let _ = editor.save_history(file);
        }
    }

    fn input(&mut self, input: &str) -> Next {
        let line = input.trim();
        if line.is_empty() {
            return Next::GoOn;
        }
        if let Some(command) = line.strip_prefix(':') {
            let (name, rest) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
            match name {
                "q" | "quit" | "exit" => return Next::Quit,
                "h" | "help" => println!("{HELP}"),
                "load" => match input::read(Path::new(rest.trim())) {
                    Ok(source) => self.evaluate(&source.name, &source.text),
                    Err(message) => terminal::error(&message),
                },
                _ => terminal::error(&format!("there is no `:{name}`; `:help` says what there is")),
            }
            return Next::GoOn;
        }
        if matches!(line, "exit" | "quit") {
            return Next::Quit;
        }
        self.evaluate("<prompt>", input);
        Next::GoOn
    }

    fn evaluate(&mut self, name: &str, text: &str) {
        let program = match self.session.input(name, text) {
            Ok(program) => program,
            Err(refused) => {
                self.output.flush();
                eprint!("{}", refused.render(terminal::colours()));
                return;
            }
        };
        eprint!("{}", render_all(&program.warnings, &program.sources, terminal::colours()));
        let Some(script) = program.code.script else { return };
        if self.process.is_none() {
            let process = self.engine.process(&program);
            process.report_circles();
            on_interrupt(process.clone(), self.running.clone(), self.output.clone());
            self.process = Some(process);
        }
        let Some(process) = &self.process else { return };
        process.extend(&program);
        self.running.store(true, Ordering::SeqCst);
        let end = process.call(script);
        self.running.store(false, Ordering::SeqCst);
        self.output.flush();
        match end {
            End::Deadlock(tasks) => {
                eprint!("{}", ruchy::report::deadlock(&tasks));
                // They would wait for ever, and be in every report from now on.
                process.cancel_all();
            }
            End::Cancelled => eprintln!("stopped"),
            // A panic was told where it happened.
            End::Finished | End::Panicked(_) | End::Exited(_) => {}
        }
    }
}

/// Ctrl-C ends what runs; where nothing runs (input from a pipe) it ends the process.
fn on_interrupt(process: Process, running: Arc<AtomicBool>, output: Arc<ProcessOutput>) {
    // Where the system refuses a handler, its own way to end a program is left.
    let _ = ctrlc::set_handler(move || {
        if running.load(Ordering::SeqCst) && std::io::stdin().is_terminal() {
            process.cancel_all();
        } else {
            output.flush();
            std::process::exit(INTERRUPTED);
        }
    });
}

fn history_file() -> Option<PathBuf> {
    let home = std::env::var_os("HOME").filter(|home| !home.is_empty())?;
    Some(Path::new(&home).join(".ruchy_history"))
}

/// Completion and the decision whether an input goes on.
#[derive(Helper, Hinter, Highlighter)]
struct Assistant {
    words: BTreeSet<String>,
}

const KEYWORDS: &str = "as async await break const continue crate dyn else enum false fn for fun if impl in let loop match mod move mut pub \
    ref return self Self static struct super trait true type unsafe use where while println print format vec assert assert_eq panic spawn channel sleep";

impl Default for Assistant {
    fn default() -> Self {
        let mut words: BTreeSet<String> = KEYWORDS.split_whitespace().map(str::to_owned).collect();
        // Names that the library declares.
        for (_, text) in ruchy_std::sources() {
            let mut before = "";
            for word in names(text) {
                if matches!(before, "fn" | "struct" | "enum" | "trait" | "mod") && !word.starts_with("__") {
                    words.insert(word.to_owned());
                }
                before = word;
            }
        }
        Assistant { words }
    }
}

impl Assistant {
    /// Remembers the names of an input.
    fn learn(&mut self, input: &str) {
        self.words.extend(names(input).filter(|word| word.len() > 1).map(str::to_owned));
    }
}

fn names(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
    words.filter(|word| word.starts_with(|c: char| c.is_alphabetic() || c == '_'))
}

impl Completer for Assistant {
    type Candidate = Pair;

    fn complete(&self, line: &str, at: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<Pair>)> {
        let before = &line[..at];
        let start = before
            .rfind(|c: char| !c.is_alphanumeric() && c != '_')
            .map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8));
        let prefix = &before[start..];
        if prefix.is_empty() {
            return Ok((at, Vec::new()));
        }
        let found = self.words.range(prefix.to_owned()..).take_while(|word| word.starts_with(prefix));
        Ok((start, found.map(|word| Pair { display: word.clone(), replacement: word.clone() }).collect()))
    }
}

impl Validator for Assistant {
    fn validate(&self, context: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        Ok(if is_incomplete(context.input()) { ValidationResult::Incomplete } else { ValidationResult::Valid(None) })
    }
}
