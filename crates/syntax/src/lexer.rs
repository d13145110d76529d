//! From text to tokens, in one pass over the bytes.
//!
//! Nothing is allocated per token but the names not seen before. What cannot be read is reported and
//! becomes a token of some kind, so that the parser always gets a list that ends in
//! [`TokenKind::Eof`].

use std::cell::Cell;

use crate::diagnostic::Diagnostic;
use crate::hygiene::Context;
use crate::keyword;
use crate::parser::MESSAGE_LIMIT;
use crate::span::{Dialect, FileId, Span, Symbol};
use crate::token::{Fragment, Token, TokenKind};

/// What the lexer makes of a text.
pub struct Lexed {
    /// Ends in [`TokenKind::Eof`].
    pub tokens: Vec<Token>,
    pub diagnostics: Vec<Diagnostic>,
    /// A string or a comment is not closed.
    pub unterminated: bool,
}

/// Slots of the cache of names: a power of two, large enough for the names of a big file.
const CACHE_SLOTS: usize = 4096;

/// Direct-mapped, in front of the interner's lock.
type NameCache = Vec<(&'static str, Symbol)>;

thread_local! {
    /// Kept from file to file: they share most of their names.
    static NAMES: Cell<NameCache> = const { Cell::new(Vec::new()) };
}

/// What was found where a raw string was to begin.
#[derive(PartialEq, Eq)]
enum RawString {
    None,
    Open,
    Whole,
}

struct Lexer<'a> {
    text: &'a str,
    bytes: &'a [u8],
    position: usize,
    file: FileId,
    /// `#` begins a comment unless `[` or `![` follows.
    hash_comments: bool,
    tokens: Vec<Token>,
    diagnostics: Vec<Diagnostic>,
    unterminated: bool,
    newline: bool,
    space: bool,
    cache: NameCache,
    /// The bodies of functions become [`TokenKind::Body`].
    outline: bool,
    /// Brackets open since the one of a macro's call: what is in there is no function yet.
    in_macro: usize,
}

/// Reads a text.
pub fn lex(text: &str, file: FileId, dialect: Dialect) -> Lexed {
    let mut lexer = Lexer::new(text, file, dialect, text.len() / 4);
    if text.starts_with('\u{feff}') {
        lexer.position = 3;
    }
    lexer.shebang();
    lexer.finish()
}

/// Reads a text but for the bodies of its functions.
pub(crate) fn lex_outline(text: &str, file: FileId, dialect: Dialect) -> Lexed {
    let mut lexer = Lexer::new(text, file, dialect, text.len() / 8);
    lexer.outline = true;
    lexer.finish()
}

/// Reads a part of a text.
pub(crate) fn lex_part(text: &str, part: Span, dialect: Dialect) -> Lexed {
    Lexer::of_part(text, part, dialect).finish()
}

/// Reads a part of a text but for the bodies of its functions.
pub(crate) fn lex_outline_part(text: &str, part: Span, dialect: Dialect) -> Lexed {
    let mut lexer = Lexer::of_part(text, part, dialect);
    lexer.outline = true;
    lexer.finish()
}

fn is_name_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80
}

fn is_name_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

/// The bytes at which the skipping of a body looks twice.
const MARKS: [bool; 256] = {
    let mut marks = [false; 256];
    let mut list: &[u8] = b"{}\"'/#";
    while let [first, rest @ ..] = list {
        marks[*first as usize] = true;
        list = rest;
    }
    marks
};

/// Begin a line that belongs to no function's head.
const BEGINNINGS: [Symbol; 12] = {
    use keyword::*;
    [CONST, ENUM, EXTERN, IMPL, MACRO_RULES, MOD, PUB, STATIC, STRUCT, TRAIT, TYPE, UNION]
};

impl<'a> Lexer<'a> {
    fn new(text: &'a str, file: FileId, dialect: Dialect, tokens: usize) -> Self {
        let mut cache = NAMES.take();
        cache.resize(CACHE_SLOTS, ("", keyword::EMPTY));
        Lexer {
            text,
            bytes: text.as_bytes(),
            position: 0,
            file,
            hash_comments: dialect != Dialect::Rust,
            tokens: Vec::with_capacity(tokens + 1),
            diagnostics: Vec::new(),
            unterminated: false,
            newline: true,
            space: false,
            cache,
            outline: false,
            in_macro: 0,
        }
    }

    fn of_part(text: &'a str, part: Span, dialect: Dialect) -> Self {
        let text = text.get(..part.hi as usize).unwrap_or("");
        let start = (part.lo as usize).min(text.len());
        let mut lexer = Lexer::new(text, part.file, dialect, (text.len() - start) / 3);
        lexer.position = start;
        lexer
    }

    fn finish(mut self) -> Lexed {
        self.run();
        NAMES.set(self.cache);
        Lexed { tokens: self.tokens, diagnostics: self.diagnostics, unterminated: self.unterminated }
    }

    fn at(&self, offset: usize) -> u8 {
        self.bytes.get(self.position + offset).copied().unwrap_or(0)
    }

    fn shebang(&mut self) {
        let rest = &self.text[self.position..];
        if let Some(after) = rest.strip_prefix("#!")
            && !after.trim_start().starts_with('[')
        {
            self.position += rest.find('\n').unwrap_or(rest.len());
        }
    }

    fn span(&self, start: usize) -> Span {
        Span::new(self.file, start as u32, self.position as u32)
    }

    fn push(&mut self, kind: TokenKind, start: usize, symbol: Symbol, raw: bool) {
        let span = self.span(start);
        self.tokens.push(Token {
            kind,
            newline_before: self.newline,
            space_before: self.space || self.newline,
            raw,
            fragment: Fragment::None,
            symbol,
            context: Context::ROOT,
            span,
        });
        self.newline = false;
        self.space = false;
    }

    fn error(&mut self, start: usize, message: impl Into<String>) {
        let span = self.span(start);
        if self.diagnostics.len() < MESSAGE_LIMIT {
            self.diagnostics.push(Diagnostic::error("", span, message));
        }
    }

    fn intern(&mut self, start: usize, end: usize) -> Symbol {
        let text = &self.text[start..end];
        let hash = text.bytes().fold(0u32, |h, b| (h.rotate_left(5) ^ u32::from(b)).wrapping_mul(0x9e37_79b9));
        let slot = (hash >> 16) as usize & (CACHE_SLOTS - 1);
        let (name, symbol) = self.cache[slot];
        if name == text {
            return symbol;
        }
        let symbol = Symbol::new(text);
        self.cache[slot] = (symbol.as_str(), symbol);
        symbol
    }

    fn run(&mut self) {
        while self.position < self.bytes.len() {
            let start = self.position;
            match self.bytes[start] {
                b'\n' => {
                    self.newline = true;
                    self.position += 1;
                }
                b' ' | b'\t' | b'\r' | 0x0b | 0x0c => {
                    self.space = true;
                    self.position += 1;
                }
                b'/' if self.at(1) == b'/' => self.line_comment(),
                b'/' if self.at(1) == b'*' => self.block_comment(),
                b'#' if self.hash_comments && self.at_hash_comment() => self.skip_line(),
                b'"' => self.string(start, TokenKind::Str),
                b'\'' => self.quote(),
                b'0'..=b'9' => self.number(),
                byte if is_name_start(byte) => self.name(),
                b'(' | b')' | b'[' | b']' | b'{' | b'}' if self.outline => self.outline_bracket(),
                _ => self.operator(),
            }
        }
        let end = self.bytes.len();
        self.position = end;
        self.newline = true;
        self.push(TokenKind::Eof, end, keyword::EMPTY, false);
    }

    // Bodies that are left for later.

    fn outline_bracket(&mut self) {
        let start = self.position;
        let said = self.diagnostics.len();
        let opens = matches!(self.bytes[start], b'(' | b'[' | b'{');
        if self.in_macro > 0 {
            self.in_macro = if opens { self.in_macro + 1 } else { self.in_macro - 1 };
        } else if opens && self.after_macro_name() {
            self.in_macro = 1;
        } else if self.bytes[start] == b'{' && self.after_signature() {
            if self.skip_body() {
                return self.push(TokenKind::Body, start, keyword::EMPTY, false);
            }
            // It has no end: the parser is to say so.
            self.diagnostics.truncate(said);
            self.position = start;
            self.outline = false;
        }
        self.operator();
    }

    /// Behind `name!` or `macro_rules! name`.
    fn after_macro_name(&self) -> bool {
        let mut before = self.tokens.iter().rev().map(|t| t.kind).take(3);
        match (before.next(), before.next(), before.next()) {
            (Some(TokenKind::Not), Some(TokenKind::Ident), _) => true,
            (Some(TokenKind::Ident), Some(TokenKind::Not), Some(TokenKind::Ident)) => {
                self.tokens[self.tokens.len() - 3].symbol == keyword::MACRO_RULES
            }
            _ => false,
        }
    }

    /// Whether the item before this `{` is a function's head.
    fn after_signature(&self) -> bool {
        let mut depth = 0usize;
        let mut next = TokenKind::OpenBrace;
        for token in self.tokens.iter().rev() {
            match token.kind {
                TokenKind::Ident if depth == 0 && next == TokenKind::Ident && matches!(token.symbol, keyword::FN | keyword::FUN) => {
                    return true;
                }
                TokenKind::Semi | TokenKind::Body | TokenKind::OpenBrace | TokenKind::CloseBrace | TokenKind::Pound if depth == 0 => {
                    return false;
                }
                // A native's head may end without a `;`.
                TokenKind::Ident if depth == 0 && token.newline_before && BEGINNINGS.contains(&token.symbol) => return false,
                kind if kind.is_close() => depth += 1,
                kind if kind.is_open() => match depth.checked_sub(1) {
                    Some(less) => depth = less,
                    None => return false,
                },
                _ => {}
            }
            next = token.kind;
        }
        false
    }

    /// Skips to behind the `}` that closes the `{` at hand.
    fn skip_body(&mut self) -> bool {
        let mut depth = 0usize;
        while let Some(&byte) = self.bytes.get(self.position) {
            if !MARKS[byte as usize] {
                self.position += 1;
                continue;
            }
            match byte {
                b'{' => depth += 1,
                b'}' => depth -= 1,
                b'/' if self.at(1) == b'/' => {
                    self.skip_line();
                    continue;
                }
                b'/' if self.at(1) == b'*' => {
                    let before = self.tokens.len();
                    self.block_comment();
                    self.tokens.truncate(before);
                    continue;
                }
                // In the guard it would go on to the next arm where the text is no raw string after all.
                #[allow(clippy::collapsible_match)]
                b'"' | b'#' if self.after_raw_prefix() => {
                    if self.skip_raw_string() == RawString::Whole {
                        continue;
                    }
                }
                b'"' => {
                    self.skip_string();
                    continue;
                }
                b'#' if self.hash_comments && self.at_hash_comment() => {
                    self.skip_line();
                    continue;
                }
                b'\'' if !self.at_lifetime() => {
                    self.skip_character();
                    continue;
                }
                _ => {}
            }
            self.position += 1;
            if depth == 0 {
                return true;
            }
        }
        false
    }

    /// Behind the `r`, `br` or `cr` of a raw string, or of a raw name.
    fn after_raw_prefix(&self) -> bool {
        let mut before = self.bytes[..self.position].iter().rev().copied();
        before.next() == Some(b'r')
            && match before.next() {
                Some(b'b' | b'c') => !before.next().is_some_and(is_name_part),
                other => !other.is_some_and(is_name_part),
            }
    }

    /// At a `#` that begins no attribute, and none of a macro's (`#$name`).
    fn at_hash_comment(&self) -> bool {
        !matches!((self.at(1), self.at(2)), (b'[' | b'$', _) | (b'!', b'['))
    }

    fn skip_line(&mut self) {
        let rest = &self.bytes[self.position..];
        self.position += rest.iter().position(|&b| b == b'\n').unwrap_or(rest.len());
        self.space = true;
    }

    fn line_comment(&mut self) {
        let start = self.position;
        let kind = match (self.at(2), self.at(3)) {
            (b'/', b'/') => None,
            (b'/', _) => Some(TokenKind::DocOuter),
            (b'!', _) => Some(TokenKind::DocInner),
            _ => None,
        };
        match kind {
            Some(kind) => {
                let rest = &self.bytes[start..];
                self.position += rest.iter().position(|&b| b == b'\n').unwrap_or(rest.len());
                self.push(kind, start, keyword::EMPTY, false);
            }
            None => self.skip_line(),
        }
    }

    fn block_comment(&mut self) {
        let start = self.position;
        let kind = match (self.at(2), self.at(3)) {
            (b'*', b'*' | b'/') => None,
            (b'*', _) => Some(TokenKind::DocOuter),
            (b'!', _) => Some(TokenKind::DocInner),
            _ => None,
        };
        self.position += 2;
        let mut depth = 1;
        while depth > 0 {
            match (self.at(0), self.at(1)) {
                (b'*', b'/') => {
                    depth -= 1;
                    self.position += 2;
                }
                (b'/', b'*') => {
                    depth += 1;
                    self.position += 2;
                }
                (byte, _) => {
                    if self.position >= self.bytes.len() {
                        self.unterminated = true;
                        self.error(start, "unterminated block comment");
                        return;
                    }
                    self.newline |= byte == b'\n';
                    self.position += 1;
                }
            }
        }
        self.space = true;
        if let Some(kind) = kind {
            self.push(kind, start, keyword::EMPTY, false);
        }
    }

    fn skip_name(&mut self) {
        while is_name_part(self.at(0)) {
            self.position += 1;
        }
    }

    fn name(&mut self) {
        let start = self.position;
        match (self.at(0), self.at(1), self.at(2)) {
            (b'r', b'"', _) | (b'r', b'#', b'"' | b'#') => return self.raw_string(start, 1, TokenKind::Str),
            (b'b', b'"', _) => {
                self.position += 1;
                return self.string(start, TokenKind::ByteStr);
            }
            (b'c', b'"', _) => {
                self.position += 1;
                return self.string(start, TokenKind::CStr);
            }
            (b'b', b'r', b'"' | b'#') => return self.raw_string(start, 2, TokenKind::ByteStr),
            (b'c', b'r', b'"' | b'#') => return self.raw_string(start, 2, TokenKind::CStr),
            (b'b', b'\'', _) => {
                self.position += 1;
                return self.character(start, TokenKind::Byte);
            }
            (b'r', b'#', byte) if is_name_start(byte) => {
                self.position += 2;
                self.skip_name();
                let symbol = self.intern(start + 2, self.position);
                return self.push(TokenKind::Ident, start, symbol, true);
            }
            _ => {}
        }
        self.skip_name();
        if self.position == start + 1 && self.bytes[start] == b'_' {
            return self.push(TokenKind::Underscore, start, keyword::UNDERSCORE, false);
        }
        let text = &self.text[start..self.position];
        if !text.is_ascii() {
            // The prefix that is a name; what is left is a character of no meaning, or white space.
            let good =
                |(index, c): (usize, char)| !(c == '_' || if index == 0 { c.is_alphabetic() } else { c.is_alphanumeric() || is_joiner(c) });
            if let Some(end) = text.char_indices().position(good) {
                let length = text.char_indices().nth(end).map_or(text.len(), |(index, _)| index);
                if length == 0 {
                    let Some(c) = text.chars().next() else { return };
                    self.position = start + c.len_utf8();
                    if c.is_whitespace() || c == '\u{feff}' {
                        self.space = true;
                        self.newline |= c == '\u{2028}' || c == '\u{2029}';
                        return;
                    }
                    self.error(start, format!("unknown start of token: {c}"));
                    return self.push(TokenKind::Unknown, start, keyword::EMPTY, false);
                }
                self.position = start + length;
            }
        }
        let symbol = self.intern(start, self.position);
        self.push(TokenKind::Ident, start, symbol, false);
    }

    fn literal(&mut self, start: usize, kind: TokenKind) {
        let symbol = self.intern(start, self.position);
        self.push(kind, start, symbol, false);
    }

    /// At the opening `"`.
    fn string(&mut self, start: usize, kind: TokenKind) {
        if !self.skip_string() {
            self.unterminated = true;
            self.error_at_start(start, "unterminated double quote string");
        }
        self.literal(start, kind);
    }

    /// Goes behind the closing `"`, if there is one.
    fn skip_string(&mut self) -> bool {
        self.position += 1;
        loop {
            match self.at(0) {
                b'"' => break,
                b'\\' => self.position += 2,
                _ => self.position += 1,
            }
            if self.position >= self.bytes.len() {
                self.position = self.bytes.len();
                return false;
            }
        }
        self.position += 1;
        true
    }

    /// `prefix` bytes before the `#`s.
    fn raw_string(&mut self, start: usize, prefix: usize, kind: TokenKind) {
        self.position += prefix;
        match self.skip_raw_string() {
            RawString::None => {
                self.error(start, "expected `\"` to begin a raw string");
                return self.literal(start, TokenKind::Unknown);
            }
            RawString::Open => {
                self.unterminated = true;
                self.error_at_start(start, "unterminated raw string");
            }
            RawString::Whole => {}
        }
        self.literal(start, kind);
    }

    /// At the `#`s or the `"`.
    fn skip_raw_string(&mut self) -> RawString {
        let mut hashes = 0;
        while self.at(0) == b'#' {
            hashes += 1;
            self.position += 1;
        }
        if self.at(0) != b'"' {
            return RawString::None;
        }
        self.position += 1;
        while self.position < self.bytes.len() {
            if self.at(0) == b'"' && self.bytes[self.position + 1..].iter().take(hashes).filter(|&&b| b == b'#').count() == hashes {
                self.position += 1 + hashes;
                return RawString::Whole;
            }
            self.position += 1;
        }
        RawString::Open
    }

    fn error_at_start(&mut self, start: usize, message: &str) {
        let span = Span::new(self.file, start as u32, start as u32 + 1);
        self.diagnostics.push(Diagnostic::error("", span, message));
    }

    /// Whether this `'` begins a lifetime, not a character.
    fn at_lifetime(&self) -> bool {
        let mut chars = self.text[self.position + 1..].chars();
        let first = chars.next();
        let second = chars.next();
        matches!(first, Some(c) if c == '_' || c.is_alphabetic()) && second != Some('\'')
    }

    /// A lifetime or a character.
    fn quote(&mut self) {
        let start = self.position;
        let rest = &self.text[start + 1..];
        if self.at_lifetime() {
            self.position += 1;
            let mut from = start;
            if rest.starts_with("r#") {
                self.position += 2;
                from = start;
            }
            self.skip_name();
            if self.at(0) == b'\'' {
                self.position += 1;
                self.error(start, "character literal may only contain one codepoint: write a text in double quotes");
                return self.push(TokenKind::Char, start, Symbol::new("' '"), false);
            }
            let symbol = self.intern(from, self.position);
            return self.push(TokenKind::Lifetime, start, symbol, false);
        }
        self.character(start, TokenKind::Char);
    }

    /// At the opening `'`.
    fn character(&mut self, start: usize, kind: TokenKind) {
        if self.at(1) == b'\'' {
            self.position += 2;
            self.error(start, "empty character literal");
            return self.literal(start, kind);
        }
        if !self.skip_character() {
            if self.position < self.bytes.len() {
                self.error(start, "unterminated character literal");
            } else {
                self.error_at_start(start, "unterminated character literal");
            }
        }
        self.literal(start, kind);
    }

    /// Goes behind the closing `'`, if there is one on this line.
    fn skip_character(&mut self) -> bool {
        self.position += 1;
        loop {
            match self.at(0) {
                b'\'' => break,
                b'\\' => self.position = (self.position + 2).min(self.bytes.len()),
                b'\n' => return false,
                _ => self.position += 1,
            }
            if self.position >= self.bytes.len() {
                self.position = self.bytes.len();
                return false;
            }
        }
        self.position += 1;
        true
    }

    fn digits(&mut self) {
        while self.at(0).is_ascii_digit() || self.at(0) == b'_' {
            self.position += 1;
        }
    }

    fn number(&mut self) {
        let start = self.position;
        if self.tokens.last().is_some_and(|t| t.kind == TokenKind::Dot) {
            // A tuple's field: `x.0.1` is no float.
            self.digits();
            return self.literal(start, TokenKind::Int);
        }
        if self.at(0) == b'0' && matches!(self.at(1), b'x' | b'o' | b'b') {
            self.position += 2;
            self.skip_name();
            return self.literal(start, TokenKind::Int);
        }
        let mut kind = TokenKind::Int;
        self.digits();
        if self.at(0) == b'.' && self.at(1) != b'.' && !is_name_start(self.at(1)) {
            kind = TokenKind::Float;
            self.position += 1;
            self.digits();
        }
        if matches!(self.at(0), b'e' | b'E') {
            let sign = usize::from(matches!(self.at(1), b'+' | b'-'));
            let mut offset = 1 + sign;
            while self.at(offset) == b'_' {
                offset += 1;
            }
            if self.at(offset).is_ascii_digit() {
                kind = TokenKind::Float;
                self.position += offset;
                self.digits();
            }
        }
        self.skip_name();
        if matches!(&self.text[start..self.position], t if kind == TokenKind::Int && (t.ends_with("f32") || t.ends_with("f64"))) {
            kind = TokenKind::Float;
        }
        self.literal(start, kind);
    }

    fn operator(&mut self) {
        use TokenKind::*;
        let start = self.position;
        let (first, second, third) = (self.at(0), self.at(1), self.at(2));
        let (kind, length) = match (first, second, third) {
            (b'.', b'.', b'.') => (DotDotDot, 3),
            (b'.', b'.', b'=') => (DotDotEq, 3),
            (b'<', b'<', b'=') => (ShiftLeftEq, 3),
            (b'>', b'>', b'=') => (ShiftRightEq, 3),
            (b'.', b'.', _) => (DotDot, 2),
            (b':', b':', _) => (PathSep, 2),
            (b'-', b'>', _) => (Arrow, 2),
            (b'=', b'>', _) => (FatArrow, 2),
            (b'=', b'=', _) => (EqEq, 2),
            (b'!', b'=', _) => (NotEq, 2),
            (b'<', b'=', _) => (LessEq, 2),
            (b'>', b'=', _) => (GreaterEq, 2),
            (b'&', b'&', _) => (AndAnd, 2),
            (b'|', b'|', _) => (OrOr, 2),
            (b'<', b'<', _) => (ShiftLeft, 2),
            (b'>', b'>', _) => (ShiftRight, 2),
            (b'+', b'=', _) => (PlusEq, 2),
            (b'-', b'=', _) => (MinusEq, 2),
            (b'*', b'=', _) => (StarEq, 2),
            (b'/', b'=', _) => (SlashEq, 2),
            (b'%', b'=', _) => (PercentEq, 2),
            (b'^', b'=', _) => (CaretEq, 2),
            (b'&', b'=', _) => (AndEq, 2),
            (b'|', b'=', _) => (OrEq, 2),
            (b'(', ..) => (OpenParen, 1),
            (b')', ..) => (CloseParen, 1),
            (b'[', ..) => (OpenBracket, 1),
            (b']', ..) => (CloseBracket, 1),
            (b'{', ..) => (OpenBrace, 1),
            (b'}', ..) => (CloseBrace, 1),
            (b',', ..) => (Comma, 1),
            (b';', ..) => (Semi, 1),
            (b':', ..) => (Colon, 1),
            (b'.', ..) => (Dot, 1),
            (b'?', ..) => (Question, 1),
            (b'@', ..) => (At, 1),
            (b'#', ..) => (Pound, 1),
            (b'$', ..) => (Dollar, 1),
            (b'~', ..) => (Tilde, 1),
            (b'!', ..) => (Not, 1),
            (b'=', ..) => (Eq, 1),
            (b'<', ..) => (Less, 1),
            (b'>', ..) => (Greater, 1),
            (b'+', ..) => (Plus, 1),
            (b'-', ..) => (Minus, 1),
            (b'*', ..) => (Star, 1),
            (b'/', ..) => (Slash, 1),
            (b'%', ..) => (Percent, 1),
            (b'^', ..) => (Caret, 1),
            (b'&', ..) => (And, 1),
            (b'|', ..) => (Or, 1),
            _ => (Unknown, 1),
        };
        self.position += length;
        if kind == Unknown {
            let shown = (first as char).escape_default();
            self.error(start, format!("unknown start of token: {shown}"));
        }
        self.push(kind, start, keyword::EMPTY, false);
    }
}

/// Marks that may stand inside a name but do not count as letters.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}')
}
