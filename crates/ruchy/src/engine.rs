//! The engine: compiles and runs programs with one set of options.
//!
//! Invariant: `Send + Sync`, and no lock is held while a script runs or compiles.

use crate::library::Library;
use crate::on_deep_stack;
use crate::run::{Outcome, Process, Scheduler};
use crate::session::{CompiledProgram, Refused, Session, Wanted};
use ruchy_syntax::Dialect;
use ruchy_vm::machine::{Env, Launch, Output, ProcessOutput};
use std::sync::Arc;

/// Compiles and runs programs.
pub struct Engine {
    options: EngineBuilder,
}

/// The options of an engine.
#[derive(Clone)]
pub struct EngineBuilder {
    scheduler: Scheduler,
    output: Arc<dyn Output>,
    args: Vec<String>,
    ends_process: bool,
    launch: Option<Launch>,
}

impl Default for EngineBuilder {
    fn default() -> Self {
        EngineBuilder {
            scheduler: Scheduler::default(),
            output: Arc::new(ProcessOutput::default()),
            args: Vec::new(),
            ends_process: false,
            launch: None,
        }
    }
}

impl EngineBuilder {
    /// Which scheduler runs the tasks: on all cores by default.
    pub fn scheduler(mut self, scheduler: Scheduler) -> Self {
        self.scheduler = scheduler;
        self
    }

    /// Where standard output and standard error of the scripts go.
    pub fn output(mut self, output: Arc<dyn Output>) -> Self {
        self.output = output;
        self
    }

    /// What `std::env::args()` gives; the first is the program's name.
    pub fn args(mut self, args: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.args = args.into_iter().map(Into::into).collect();
        self
    }

    /// How a script is started that wants to run itself once more; without this its `current_exe` is the host.
    pub fn launch(mut self, launch: Launch) -> Self {
        self.launch = Some(launch);
        self
    }

    /// The process lives for one program: `process::exit` of the script ends it, and what the compilation leaves is not freed. Without this a script
    /// that exits ends its own run only.
    pub fn ends_process(mut self, ends_process: bool) -> Self {
        self.ends_process = ends_process;
        self
    }

    /// The engine.
    pub fn build(self) -> Engine {
        Engine { options: self }
    }
}

impl Default for Engine {
    fn default() -> Self {
        Engine::new()
    }
}

impl Engine {
    /// An engine with the default options.
    pub fn new() -> Engine {
        Engine::builder().build()
    }

    /// Options first.
    pub fn builder() -> EngineBuilder {
        EngineBuilder::default()
    }

    /// Compiles a program. `name` is shown in messages, and is where the files of its modules are looked for.
    pub fn compile(&self, name: &str, text: &str, dialect: Dialect) -> Result<CompiledProgram, Refused> {
        self.compile_for(name, text, dialect, Wanted::default())
    }

    /// The same with a say in what is made.
    pub fn compile_for(&self, name: &str, text: &str, dialect: Dialect, wanted: Wanted) -> Result<CompiledProgram, Refused> {
        on_deep_stack(|| {
            let mut session = self.session();
            let program = session.compile(name, text, dialect, wanted);
            if self.options.ends_process {
                // Walking all these tables to free them would be felt at the start of every script.
                std::mem::forget(session);
            }
            program
        })
    }

    /// A session of the prompt. It stays on one thread, which should have a deep stack.
    pub fn session(&self) -> Session {
        Session::new(Library::read())
    }

    /// Runs a program to its end: its top-level statements, then `main`.
    pub fn run(&self, program: &CompiledProgram) -> Outcome {
        let process = self.process(program);
        process.report_circles();
        let outcome = process.run();
        if !self.options.ends_process {
            process.shut_down();
        }
        outcome
    }

    /// What is needed to run functions of a program one by one.
    pub fn process(&self, program: &CompiledProgram) -> Process {
        let scheduler = match (self.options.scheduler, program.seed) {
            (Scheduler::Production { workers: None }, Some(seed)) => Scheduler::Exploring { seed },
            (Scheduler::Production { workers: None }, None) => Scheduler::Production { workers: program.workers },
            (chosen, _) => chosen,
        };
        let runtime = scheduler.start();
        let env =
            Arc::new(Env { output: self.options.output.clone(), args: self.options.args.clone(), launch: self.options.launch.clone() });
        Process::new(program, runtime, env, self.options.ends_process)
    }
}
