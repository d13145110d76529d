//! From text to code: the front half of the pipeline, for one program or for a growing one (the prompt).

use crate::library::Library;
use crate::loader::FileLoader;
use ruchy_check::typed::Program;
use ruchy_check::{CheckOptions, RootModule};
use ruchy_syntax::{Diagnostic, Dialect, MacroTable, Severity, SourceMap, parse_with, render};
use ruchy_vm::code::Code;
use ruchy_vm::lower::Lowerer;
use std::fmt;
use std::sync::Arc;

/// A program that passed all checks.
#[derive(Clone)]
pub struct CompiledProgram {
    pub code: Arc<Code>,
    pub sources: Arc<SourceMap>,
    /// Its `#[test]` functions, if they were asked for.
    pub tests: Vec<Test>,
    /// What is doubtful in it.
    pub warnings: Vec<Diagnostic>,
    /// On how many workers its `main` wants to run (`#[tokio::main(flavor = "current_thread")]`, `workers` of `[runtime]` in a `.tsk` file).
    pub workers: Option<usize>,
    /// The seed it wants to run from (`seed` of `[runtime]` in a `.tsk` file).
    pub seed: Option<u64>,
}

/// A `#[test]` function.
#[derive(Clone, Debug)]
pub struct Test {
    pub name: String,
    /// The number of its function in the code.
    pub function: u32,
    /// `#[should_panic]`, with the text that the message has to contain.
    pub should_panic: Option<Option<String>>,
    pub ignored: bool,
    /// On how many workers it wants to run.
    pub workers: Option<usize>,
}

/// A program that was refused.
#[derive(Clone, Debug)]
pub struct Refused {
    /// What is wrong; warnings may be among them.
    pub diagnostics: Vec<Diagnostic>,
    pub sources: Arc<SourceMap>,
}

impl Refused {
    /// All messages as text.
    pub fn render(&self, colours: bool) -> String {
        render_all(&self.diagnostics, &self.sources, colours)
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Refused {}

/// Messages one below the other, an empty line between them.
pub fn render_all(diagnostics: &[Diagnostic], sources: &SourceMap, colours: bool) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        text.push_str(render(diagnostic, sources, colours).trim_end());
        text.push_str("\n\n");
    }
    text
}

/// What is wanted of a compilation.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    /// `#[test]` functions.
    pub tests: bool,
    /// Checks only: no code is made.
    pub check_only: bool,
}

/// The library's file of macros.
const MACROS: &str = "core/macros.ruchy";

/// The front end at work. It stays on one thread, which should have a deep stack ([`crate::on_deep_stack`]).
pub struct Session {
    library: Library,
    macros: MacroTable,
    lowerer: Option<Lowerer>,
    root: Option<RootModule>,
}

impl Session {
    pub(crate) fn new(library: Library) -> Session {
        let mut session = Session { library, macros: MacroTable::new(), lowerer: None, root: None };
        session.read_macros();
        session
    }

    /// The library's macros, which are in scope everywhere.
    fn read_macros(&mut self) {
        let sources = &mut self.library.sources;
        for &(name, text) in ruchy_std::sources().iter().filter(|(name, _)| *name == MACROS) {
            let file = sources.add_shared(format!("std/{name}"), text.into(), Dialect::Std);
            let mut loader = FileLoader { root: file };
            parse_with(sources, file, &mut self.macros, &mut loader);
        }
    }

    /// Compiles a whole program. One session compiles one program.
    pub fn compile(&mut self, name: &str, text: &str, dialect: Dialect, wanted: Wanted) -> Result<CompiledProgram, Refused> {
        let options = CheckOptions { tests: wanted.tests, ..CheckOptions::default() };
        let warnings = self.add(name, text, dialect, options)?;
        let sources = Arc::new(self.library.sources.clone());
        let (code, tests) = if wanted.check_only { (Arc::default(), Vec::new()) } else { self.lower() };
        let program = &self.library.checker.program;
        Ok(CompiledProgram { code, sources, tests, warnings, workers: program.workers, seed: program.seed })
    }

    /// Reads one input of the prompt: names may be defined again, variables outlive the input, the last value is printed.
    pub fn input(&mut self, name: &str, text: &str) -> Result<CompiledProgram, Refused> {
        self.library.checker.allow_redefinition();
        let options = CheckOptions { all_globals: true, want_value: true, tests: false };
        let warnings = self.add(name, text, Dialect::Relaxed, options)?;
        let (code, tests) = self.lower();
        Ok(CompiledProgram { code, sources: Arc::new(self.library.sources.clone()), tests, warnings, workers: None, seed: None })
    }

    /// The names of the prompt's macros, for completion.
    pub fn macro_names(&self) -> Vec<&'static str> {
        self.macros.names().into_iter().map(|name| name.as_str()).collect()
    }

    /// The typed program so far.
    pub fn program(&self) -> &Program {
        &self.library.checker.program
    }

    /// Parses and checks a file; gives its warnings.
    fn add(&mut self, name: &str, text: &str, dialect: Dialect, options: CheckOptions) -> Result<Vec<Diagnostic>, Refused> {
        let file = self.library.sources.add(name, text, dialect);
        let mut loader = FileLoader { root: file };
        let (tree, mut diagnostics) = parse_with(&mut self.library.sources, file, &mut self.macros, &mut loader);
        // What does not parse is not checked: half a tree gives messages about what is only half there.
        if !has_errors(&diagnostics) {
            self.library.read_named(file);
            let root = *self.root.get_or_insert_with(|| self.library.checker.new_root(dialect));
            diagnostics.extend(self.library.checker.check_file(root, tree, &self.library.sources, options));
        }
        if has_errors(&diagnostics) {
            return Err(Refused { diagnostics, sources: Arc::new(self.library.sources.clone()) });
        }
        Ok(diagnostics)
    }

    fn lower(&mut self) -> (Arc<Code>, Vec<Test>) {
        let lowerer = self.lowerer.get_or_insert_with(|| Lowerer::new(ruchy_std::natives()));
        let program = &self.library.checker.program;
        let code = lowerer.lower(program);
        let mut tests = Vec::new();
        for test in &program.tests {
            if let Some(function) = lowerer.function(program, test.instance) {
                tests.push(Test {
                    name: test.name.clone(),
                    function,
                    should_panic: test.should_panic.clone(),
                    ignored: test.ignored,
                    workers: test.workers,
                });
            }
        }
        (code, tests)
    }
}

fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}
