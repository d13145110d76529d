//! Attributes and doc comments; `cfg` is decided here.

use super::Parser;
use crate::keyword;
use crate::literal;
use crate::span::{Ident, Symbol};
use crate::token::{Token, TokenKind, to_text};
use crate::tree::{Attribute, AttributeArgument};

/// What stands before an item, statement, field, arm or expression.
#[derive(Default)]
pub(crate) struct Outer {
    pub attributes: Vec<Attribute>,
    /// The doc comments, joined by newlines.
    pub doc: Option<String>,
    /// A `cfg` says that what follows is not part of this program.
    pub dropped: bool,
}

impl Outer {
    /// `#[builtin]`: what follows says how a macro is called that the language knows by itself, or that all programs have from the library.
    pub fn describes_builtin(&self) -> bool {
        self.attributes.iter().any(|a| a.path.as_str() == "builtin")
    }

    pub fn has(&self, path: Symbol) -> bool {
        self.attributes.iter().any(|a| a.path == path)
    }
}

impl Parser<'_> {
    /// `#[…]` and `///` before something.
    pub fn outer_attributes(&mut self) -> Outer {
        let mut outer = Outer::default();
        loop {
            match self.current.kind {
                TokenKind::DocOuter => {
                    let text = doc_text(self.text(self.current.span));
                    self.bump();
                    add_doc(&mut outer.doc, &text);
                }
                TokenKind::DocInner => {
                    self.bump();
                }
                TokenKind::Pound if self.peek(1).kind == TokenKind::OpenBracket => {
                    self.bump();
                    self.attribute(&mut outer);
                }
                _ => return outer,
            }
        }
    }

    /// `#![…]` and `//!` at the start of a file, module or block; whether a `cfg` among them says that it is not part of this program.
    pub fn inner_attributes(&mut self, attributes: &mut Vec<Attribute>) -> bool {
        let mut outer = Outer::default();
        loop {
            match self.current.kind {
                TokenKind::DocInner => {
                    self.bump();
                }
                TokenKind::Pound if self.peek(1).kind == TokenKind::Not && self.peek(2).kind == TokenKind::OpenBracket => {
                    self.bump();
                    self.bump();
                    self.attribute(&mut outer);
                }
                _ => break,
            }
        }
        attributes.append(&mut outer.attributes);
        outer.dropped
    }

    /// `[path(words)]`; the `[` is the current token.
    fn attribute(&mut self, outer: &mut Outer) {
        let start = self.current.span;
        let Ok(tokens) = self.take_tree() else { return };
        let span = start.to(self.previous);
        self.read_attribute(&tokens, span, outer);
    }

    fn read_attribute(&mut self, tokens: &[Token], span: crate::span::Span, outer: &mut Outer) {
        // `#[unsafe(no_mangle)]` is `#[no_mangle]`.
        let tokens = match tokens {
            [first, open, inner @ .., _] if first.symbol == keyword::UNSAFE && open.kind == TokenKind::OpenParen => inner,
            tokens => tokens,
        };
        let head = tokens.iter().position(|t| !matches!(t.kind, TokenKind::Ident | TokenKind::PathSep)).unwrap_or(tokens.len());
        let path: String = tokens[..head].iter().map(Token::text).collect();
        let path = Symbol::new(&path);
        let path = self.imported_attributes.iter().rev().find(|(name, _)| *name == path).map_or(path, |&(_, path)| path);
        let rest = &tokens[head..];
        match path {
            keyword::DOC => {
                if let [eq, value] = rest
                    && eq.kind == TokenKind::Eq
                    && let Ok(text) = literal::string(value.text())
                {
                    add_doc(&mut outer.doc, &text);
                }
                return;
            }
            keyword::CFG => {
                if let Some(inner) = delimited(rest)
                    && cfg(inner) == Some(false)
                {
                    outer.dropped = true;
                }
            }
            keyword::CFG_ATTR => {
                if let Some(inner) = delimited(rest) {
                    let mut parts = split_commas(inner).into_iter();
                    if parts.next().is_some_and(|predicate| cfg(predicate) == Some(true)) {
                        for part in parts {
                            self.read_attribute(part, span, outer);
                        }
                    }
                }
                return;
            }
            _ => {}
        }
        let arguments = if HELPERS.contains(&path.as_str()) { arguments(rest) } else { Vec::new() };
        outer.attributes.push(Attribute { path, words: words(rest), arguments, span });
    }
}

fn add_doc(doc: &mut Option<String>, text: &str) {
    match doc {
        Some(doc) => {
            doc.push('\n');
            doc.push_str(text);
        }
        None => *doc = Some(text.to_owned()),
    }
}

/// The text of a doc comment, without its marks.
pub(crate) fn doc_text(comment: &str) -> String {
    if let Some(line) = comment.strip_prefix("///").or_else(|| comment.strip_prefix("//!")) {
        return line.strip_prefix(' ').unwrap_or(line).trim_end().to_owned();
    }
    let inner = comment.strip_prefix("/**").or_else(|| comment.strip_prefix("/*!")).unwrap_or(comment);
    let inner = inner.strip_suffix("*/").unwrap_or(inner);
    let lines = inner.lines().map(|line| {
        let line = line.trim();
        line.strip_prefix("* ").or_else(|| line.strip_prefix('*')).unwrap_or(line)
    });
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// The words among an attribute's tokens.
fn words(tokens: &[Token]) -> Vec<Ident> {
    let mut words: Vec<Ident> = Vec::new();
    let mut joined = false;
    for token in tokens {
        match token.kind {
            TokenKind::PathSep => joined = !words.is_empty(),
            TokenKind::Ident if joined => {
                joined = false;
                if let Some(last) = words.last_mut() {
                    last.name = Symbol::new(&format!("{}::{}", last.name, token.symbol));
                    last.span = last.span.to(token.span);
                }
            }
            TokenKind::Ident => words.push(token.ident()),
            TokenKind::Str => {
                let value = literal::string(token.text()).unwrap_or_default();
                words.push(Ident::new(Symbol::new(&value), token.span));
            }
            kind if kind.is_literal() => words.push(token.ident()),
            _ => joined = false,
        }
    }
    words
}

/// The attributes that speak to a derive.
const HELPERS: [&str; 6] = ["serde", "arg", "command", "group", "clap", "value"];

/// The arguments among an attribute's tokens.
fn arguments(tokens: &[Token]) -> Vec<AttributeArgument> {
    let parts = delimited(tokens).map(split_commas).unwrap_or_default();
    let argument = |part: &&[Token]| {
        let (first, rest) = part.split_first()?;
        let value = match rest {
            [eq, value @ ..] if eq.kind == TokenKind::Eq => Some(value),
            _ => delimited(rest),
        };
        Some(AttributeArgument { name: first.symbol, value: value.map(|value| to_text(value).trim().to_owned()) })
    };
    parts.iter().filter_map(argument).collect()
}

/// What stands between the brackets that `tokens` begin and end with.
fn delimited(tokens: &[Token]) -> Option<&[Token]> {
    match tokens {
        [open, inner @ .., _] if open.kind == TokenKind::OpenParen => Some(inner),
        _ => None,
    }
}

fn split_commas(tokens: &[Token]) -> Vec<&[Token]> {
    let mut parts = Vec::new();
    let mut depth = 0usize;
    let mut start = 0;
    // Commas between the arguments of `::<…>` separate nothing here.
    let mut generic = 0usize;
    for (index, token) in tokens.iter().enumerate() {
        match token.kind {
            TokenKind::Less if generic > 0 || index > 0 && tokens[index - 1].kind == TokenKind::PathSep => generic += 1,
            TokenKind::Greater => generic = generic.saturating_sub(1),
            TokenKind::ShiftRight => generic = generic.saturating_sub(2),
            _ => {}
        }
        if generic > 0 {
            continue;
        }
        if token.kind.is_open() {
            depth += 1;
        } else if token.kind.is_close() {
            depth = depth.saturating_sub(1);
        } else if token.kind == TokenKind::Comma && depth == 0 {
            parts.push(&tokens[start..index]);
            start = index + 1;
        }
    }
    if start < tokens.len() {
        parts.push(&tokens[start..]);
    }
    parts
}

/// Decides a `cfg` predicate; `None`: it is not known before the program's way of running is (`test`).
pub(crate) fn cfg(tokens: &[Token]) -> Option<bool> {
    let first = tokens.first()?;
    let rest = &tokens[1..];
    if let Some(inner) = delimited(rest) {
        let parts = split_commas(inner);
        return match first.symbol {
            // What is left out of tests is part of the program.
            keyword::NOT => match cfg(inner) {
                Some(value) => Some(!value),
                None => Some(true),
            },
            keyword::ALL => {
                let values: Vec<_> = parts.into_iter().map(cfg).collect();
                match () {
                    () if values.contains(&Some(false)) => Some(false),
                    () if values.contains(&None) => None,
                    () => Some(true),
                }
            }
            keyword::ANY => {
                let values: Vec<_> = parts.into_iter().map(cfg).collect();
                match () {
                    () if values.contains(&Some(true)) => Some(true),
                    () if values.contains(&None) => None,
                    () => Some(false),
                }
            }
            _ => Some(false),
        };
    }
    if let [eq, value] = rest
        && eq.kind == TokenKind::Eq
    {
        let value = literal::string(value.text()).unwrap_or_default();
        return Some(match first.symbol.as_str() {
            "target_os" => value == std::env::consts::OS,
            "target_family" => value == std::env::consts::FAMILY,
            "target_arch" => value == std::env::consts::ARCH,
            "target_pointer_width" => value == "64",
            "target_endian" => value == "little",
            "target_has_atomic" => matches!(value.as_str(), "8" | "16" | "32" | "64" | "ptr"),
            "panic" => value == "unwind",
            _ => false,
        });
    }
    match first.symbol {
        keyword::TEST => None,
        keyword::TRUE => Some(true),
        symbol => Some(match symbol.as_str() {
            "unix" => cfg!(unix),
            "windows" => cfg!(windows),
            "debug_assertions" | "overflow_checks" | "target_thread_local" => true,
            _ => false,
        }),
    }
}
