//! Ruchy for Rust programs: compile a script, run it on all cores, look at how it ended.
//!
//! ```
//! use ruchy::{Dialect, Engine};
//!
//! let engine = Engine::new();
//! let program = engine.compile("sum.ruchy", "println((1..=4).sum())", Dialect::Relaxed)?;
//! assert_eq!(engine.run(&program).status, 0);
//! # Ok::<(), ruchy::Refused>(())
//! ```
//!
//! The order of work: [`library`] reads the standard library's declarations once; a [`session::Session`] adds a program's files to them, checks and
//! lowers them; [`run`] gives the code to a machine and a runtime. [`Engine`] is all of that behind one door, and may be used from many threads at once.

mod deep_stack;
mod engine;
mod library;
mod loader;
pub mod reference;
pub mod report;
pub mod run;
pub mod session;

pub use deep_stack::on_deep_stack;
pub use engine::{Engine, EngineBuilder};
pub use ruchy_syntax::{Diagnostic, Dialect, Severity, SourceMap, is_incomplete, render};
pub use ruchy_vm::machine::{Captured, Launch, Output, ProcessOutput};
pub use run::{Outcome, Scheduler};
pub use session::{CompiledProgram, Refused, Test};

const _: () = {
    const fn shared<T: Send + Sync>() {}
    shared::<Engine>();
    shared::<CompiledProgram>();
    shared::<Refused>();
    shared::<Outcome>();
};

/// The dialect that a file's ending asks for.
pub fn dialect_of(path: &std::path::Path) -> Dialect {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("rs") => Dialect::Rust,
        Some("tsk") => Dialect::Tusk,
        _ => Dialect::Relaxed,
    }
}
