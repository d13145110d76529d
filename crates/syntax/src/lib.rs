//! The front of the pipeline: from text to syntax tree.
//!
//! Parsing never fails: it gives a tree and a list of diagnostics. No I/O is done here; `mod name;`
//! files are asked for through a loader that the caller gives.

pub mod diagnostic;
pub mod span;
pub mod tree;

pub use diagnostic::{Diagnostic, Label, Severity};
pub use span::{Dialect, FileId, Ident, SourceFile, SourceMap, Span, Symbol};
