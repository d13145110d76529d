//! Diagnostics as text.

use crate::diagnostic::Diagnostic;
use crate::span::SourceMap;

/// A message with its place in the source.
pub fn render(diagnostic: &Diagnostic, map: &SourceMap, _colours: bool) -> String {
    format!("error: {} at {}", diagnostic.message, map.place(diagnostic.span()))
}
