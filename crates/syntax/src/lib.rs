//! The front of the pipeline: from text to syntax tree.
//!
//! Parsing never fails: it gives a tree and a list of diagnostics. No I/O is done here; `mod name;`
//! files are asked for through a loader that the caller gives.

pub mod diagnostic;
mod format;
pub mod hygiene;
pub mod keyword;
pub mod lexer;
mod literal;
mod macro_rules;
pub mod outline;
mod parser;
pub mod render;
pub mod span;
pub mod token;
pub mod tree;

pub use diagnostic::{Diagnostic, Label, Severity};
pub use macro_rules::MacroTable;
pub use render::render;
pub use span::{Dialect, FileId, Ident, SourceFile, SourceMap, Span, Symbol};

use parser::{Loading, Parser};
use token::TokenKind;

/// Finds the files of `mod name;`.
pub trait ModuleLoader {
    /// Adds the file of a module to the map. `path` leads from `parent`'s own module to the one that is wanted
    /// (`mod a { mod b; }`: `[a, b]`); `given` is what a `#[path = "…"]` says. `None`: there is no such file.
    fn load(&mut self, map: &mut SourceMap, parent: FileId, path: &[Symbol], given: Option<Symbol>) -> Option<FileId>;

    /// What lies in a file that `from` includes as a text or as bytes, by its path from there; the error says why it cannot be had.
    fn read(&mut self, _map: &SourceMap, _from: FileId, _path: &str) -> Result<Vec<u8>, String> {
        Err("this program cannot read files".to_owned())
    }
}

/// Reads a file. The macros it defines at its top stay in `macros`; `mod name;` keeps `items: None`.
pub fn parse(map: &SourceMap, file: FileId, macros: &mut MacroTable) -> (tree::File, Vec<Diagnostic>) {
    macros.begin_parse();
    run(Parser::new(map.file(file).cloned(), file, macros, None))
}

/// Reads a text that somebody derived: whatever is said of it is said of the place `span`.
pub fn parse_derived(text: &str, span: Span) -> (tree::File, Vec<Diagnostic>) {
    let mut lexed = lexer::lex(text, span.file, Dialect::Std);
    for token in &mut lexed.tokens {
        token.span = span;
    }
    run(Parser::derived(lexed, span.file, &mut MacroTable::default()))
}

/// Reads a body that was left for later; no macros but the language's own are known in it.
pub fn parse_body(map: &SourceMap, span: Span) -> (tree::Block, Vec<Diagnostic>) {
    parser::read_body(map.file(span.file).cloned(), span, &mut MacroTable::new())
}

/// Reads a file and, through the loader, the files of its modules.
pub fn parse_with(
    map: &mut SourceMap,
    file: FileId,
    macros: &mut MacroTable,
    loader: &mut dyn ModuleLoader,
) -> (tree::File, Vec<Diagnostic>) {
    macros.begin_parse();
    let source = map.file(file).cloned();
    run(Parser::new(source, file, macros, Some(Loading { map, loader })))
}

/// Reads a format string by itself (`println("…", …)` in its function form); names in it that are no written arguments
/// are added to `args`.
pub fn parse_format(text: Symbol, span: Span, args: &mut Vec<tree::FormatArgument>) -> (tree::FormatString, Vec<Diagnostic>) {
    let mut macros = MacroTable::default();
    let mut parser = Parser::new(None, span.file, &mut macros, None);
    let format = format::read(&mut parser, text, span, None, args);
    (format, parser.diagnostics)
}

fn run(mut parser: Parser<'_>) -> (tree::File, Vec<Diagnostic>) {
    let file = parser.file();
    let mut diagnostics = parser.diagnostics;
    // The lexer's come first; a reader goes from top to bottom.
    diagnostics.sort_by_key(|d| (d.span().file, d.span().lo));
    (file, diagnostics)
}

/// The text that a string literal stands for.
pub fn string_literal(source: &str) -> Result<String, String> {
    literal::string(source)
}

/// Whether more lines are needed before an input of the prompt can be read: a bracket, string or comment is open.
pub fn is_incomplete(text: &str) -> bool {
    let lexed = lexer::lex(text, FileId::default(), Dialect::Relaxed);
    if lexed.unterminated {
        return true;
    }
    let mut open = Vec::new();
    for token in &lexed.tokens {
        if token.kind.is_open() {
            open.push(token.kind.closer());
        } else if token.kind.is_close() && open.pop() != Some(token.kind) {
            // Wrong brackets are an error to show now.
            return false;
        }
    }
    // A line that ends in an operator or a comma goes on.
    let last = lexed.tokens.iter().rev().map(|t| t.kind).find(|&kind| kind != TokenKind::Eof);
    !open.is_empty() || matches!(last, Some(TokenKind::Eq | TokenKind::Comma | TokenKind::Dot | TokenKind::FatArrow))
}
