//! Recursive descent from tokens to the tree, one function per production.
//!
//! A production that cannot go on reports once and gives `Err(Reported)`; the nearest list (statements,
//! items, fields, arms) catches it, skips to where its next element can begin, and goes on. Nesting is
//! counted: beyond [`NESTING_LIMIT`] the parser gives up with one message, so that neither it nor
//! whoever walks or drops the tree runs out of stack.

mod attributes;
mod builtin_macros;
mod closures;
mod control;
pub(crate) mod expressions;
mod generics;
mod implementations;
mod items;
mod json;
mod macro_calls;
pub(crate) mod paths;
mod patterns;
mod select;
mod settings;
mod statements;
mod types;

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::hygiene::DefinitionId;
use crate::keyword;
use crate::macro_rules::MacroTable;
use crate::span::{Dialect, FileId, Ident, SourceFile, SourceMap, Span, Symbol};
use crate::token::{Fragment, Token, TokenKind};
use crate::{ModuleLoader, lexer, tree};

/// How deep brackets, blocks, types and patterns may nest: what a 2 MiB stack holds in a debug build, with room to spare.
pub(crate) const NESTING_LIMIT: u32 = 300;

/// How deep the tree may grow by chains (`a.b().c()…`, `1 + 1 + …`), which need no stack to read but some to walk.
pub(crate) const HEIGHT_LIMIT: u32 = 1000;

/// How many messages one file gives: who feeds us a picture does not want a million of them.
pub(crate) const MESSAGE_LIMIT: usize = 100;

pub(crate) const TOO_DEEP: &str = "this nests too deeply";
pub(crate) const SPLIT_UP: &str = "name the parts with `let`, or move them into functions of their own";

/// An error has been reported and the production is given up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reported;

pub(crate) type Parsed<T> = Result<T, Reported>;

/// Where modules come from, if anybody can load them.
pub(crate) struct Loading<'a> {
    pub map: &'a mut SourceMap,
    pub loader: &'a mut dyn ModuleLoader,
}

pub(crate) struct Parser<'a> {
    pub file: FileId,
    source: Option<Arc<SourceFile>>,
    /// A line's end may end a statement.
    pub relaxed: bool,
    pub dialect: Dialect,
    /// Ends in `Eof`.
    pub tokens: Vec<Token>,
    pub position: usize,
    /// The token at `position`, or what is left of it after a split.
    pub current: Token,
    pub previous: Span,
    pub no_struct: bool,
    /// Within a block of a relaxed file, outside brackets.
    pub newline_ends: bool,
    pub depth: u32,
    /// The height of the tree of what the current production has read.
    pub height: u32,
    /// Fragments are tried for a macro's matcher: nothing is expanded, bound or reported.
    pub dry: bool,
    /// A dry attempt hit the nesting limit.
    pub too_deep: bool,
    /// The nesting limit was hit: the rest is not read.
    pub fatal: bool,
    /// Something has been said about the end of the file: an open bracket or string is one mistake.
    end_reported: bool,
    pub diagnostics: Vec<Diagnostic>,
    pub macros: &'a mut MacroTable,
    pub loading: Option<Loading<'a>>,
    /// The inline modules around, outermost first.
    pub modules: Vec<Symbol>,
    /// The macro whose definition was read last, for the block that it stands in.
    pub defined: Option<DefinitionId>,
    pub expansion_depth: u32,
    /// The outermost macro call being expanded.
    pub call_site: Option<Span>,
    /// Names that a `use` gave to attributes, and the paths that these are known by.
    pub imported_attributes: Vec<(Symbol, Symbol)>,
    /// What the outermost calls of macros became, for who wants to know.
    pub expansions: Option<Vec<(Span, String)>>,
    /// `select!` has been imported from futures.
    pub fused_select: bool,
    /// The `use` that is being read begins with futures.
    pub imports_from_futures: bool,
    /// Within `stream!`, where `yield` is a word.
    pub yields: bool,
}

/// What is restored when a production was only tried.
#[derive(Clone, Copy)]
pub(crate) struct Snapshot {
    position: usize,
    current: Token,
    previous: Span,
    diagnostics: usize,
}

impl<'a> Parser<'a> {
    pub fn new(source: Option<Arc<SourceFile>>, file: FileId, macros: &'a mut MacroTable, loading: Option<Loading<'a>>) -> Self {
        let lexed = match &source {
            Some(source) => lexer::lex(&source.text, file, source.dialect),
            None => lexer::lex("", file, Dialect::default()),
        };
        Self::of_tokens(lexed, source, file, macros, loading)
    }

    /// Of a text of which the bodies of functions are left for later.
    pub fn outline(source: Arc<SourceFile>, lexed: lexer::Lexed, file: FileId, macros: &'a mut MacroTable) -> Self {
        Self::of_tokens(lexed, Some(source), file, macros, None)
    }

    /// Of a text that is no file's.
    pub fn derived(lexed: lexer::Lexed, file: FileId, macros: &'a mut MacroTable) -> Self {
        let relaxed = Self::of_tokens(lexed, None, file, macros, None);
        Parser { dialect: Dialect::Std, relaxed: true, newline_ends: true, ..relaxed }
    }

    fn of_tokens(
        lexed: lexer::Lexed,
        source: Option<Arc<SourceFile>>,
        file: FileId,
        macros: &'a mut MacroTable,
        loading: Option<Loading<'a>>,
    ) -> Self {
        let dialect = source.as_ref().map(|s| s.dialect).unwrap_or_default();
        let current = lexed.tokens[0];
        let relaxed = dialect.is_relaxed() || dialect == Dialect::Std;
        Parser {
            file,
            source,
            relaxed,
            dialect,
            tokens: lexed.tokens,
            position: 0,
            current,
            previous: Span::new(file, 0, 0),
            no_struct: false,
            newline_ends: relaxed,
            depth: 0,
            height: 0,
            dry: false,
            too_deep: false,
            fatal: false,
            end_reported: lexed.unterminated,
            diagnostics: lexed.diagnostics,
            macros,
            loading,
            modules: Vec::new(),
            defined: None,
            expansion_depth: 0,
            call_site: None,
            imported_attributes: Vec::new(),
            expansions: None,
            fused_select: false,
            imports_from_futures: false,
            yields: false,
        }
    }

    /// The whole file.
    pub fn file(&mut self) -> tree::File {
        let mut file = tree::File::default();
        self.inner_attributes(&mut file.attributes);
        self.top_level(&mut file);
        file
    }

    // Looking.

    pub fn at(&self, kind: TokenKind) -> bool {
        self.current.kind == kind
    }

    pub fn at_end(&self) -> bool {
        self.current.kind == TokenKind::Eof
    }

    /// The token `offset` after the current one.
    pub fn peek(&self, offset: usize) -> Token {
        if offset == 0 {
            return self.current;
        }
        let last = self.tokens.len() - 1;
        self.tokens[(self.position + offset).min(last)]
    }

    pub fn at_keyword(&self, name: Symbol) -> bool {
        self.current.kind == TokenKind::Ident && self.current.symbol == name && !self.current.raw
    }

    pub fn peek_keyword(&self, offset: usize, name: Symbol) -> bool {
        let token = self.peek(offset);
        token.kind == TokenKind::Ident && token.symbol == name && !token.raw
    }

    /// At a name that is no keyword.
    pub fn at_name(&self) -> bool {
        is_name(&self.current)
    }

    /// The keyword the current token is, for `match`; the empty name if none.
    pub fn keyword(&self) -> Symbol {
        if self.current.kind == TokenKind::Ident && !self.current.raw { self.current.symbol } else { keyword::EMPTY }
    }

    /// A line's end before the current token ends what stands before it.
    pub fn at_line_end(&self) -> bool {
        self.newline_ends && self.current.newline_before
    }

    // Taking.

    pub fn bump(&mut self) -> Token {
        let token = self.current;
        self.previous = token.span;
        if self.position + 1 < self.tokens.len() {
            self.position += 1;
        }
        self.current = self.tokens[self.position];
        token
    }

    pub fn eat(&mut self, kind: TokenKind) -> bool {
        let yes = self.at(kind);
        if yes {
            self.bump();
        }
        yes
    }

    pub fn eat_keyword(&mut self, name: Symbol) -> bool {
        let yes = self.at_keyword(name);
        if yes {
            self.bump();
        }
        yes
    }

    /// Takes `kind` where the current token is it or begins with it (`>` of `>>`).
    pub fn eat_part(&mut self, kind: TokenKind) -> bool {
        if self.eat(kind) {
            return true;
        }
        match self.current.kind.split() {
            Some((first, rest)) if first == kind => {
                let mut span = self.current.span;
                if span.hi > span.lo + 1 && self.current.context.is_root() {
                    self.previous = Span::new(span.file, span.lo, span.lo + 1);
                    span.lo += 1;
                }
                self.current.kind = rest;
                self.current.span = span;
                self.current.newline_before = false;
                self.current.space_before = false;
                true
            }
            _ => false,
        }
    }

    /// Whether the current token begins with `kind`.
    pub fn at_part(&self, kind: TokenKind) -> bool {
        self.at(kind) || self.current.kind.split().is_some_and(|(first, _)| first == kind)
    }

    pub fn expect(&mut self, kind: TokenKind) -> Parsed<Span> {
        if self.eat_part(kind) {
            return Ok(self.previous);
        }
        Err(self.expected(&format!("`{}`", kind.text())))
    }

    pub fn expect_keyword(&mut self, name: Symbol) -> Parsed<()> {
        if self.eat_keyword(name) {
            return Ok(());
        }
        Err(self.expected(&format!("`{name}`")))
    }

    /// A name that is no keyword.
    pub fn name(&mut self, what: &str) -> Parsed<Ident> {
        if self.at_name() {
            let token = self.bump();
            return Ok(token.ident());
        }
        if self.current.kind == TokenKind::Ident {
            let name = self.current.symbol;
            let diagnostic = Diagnostic::error("", self.current.span, format!("expected {what}, found keyword `{name}`"))
                .help(format!("a keyword can be used as a name when it is written `r#{name}`"));
            return Err(self.report(diagnostic));
        }
        Err(self.expected(what))
    }

    // Reporting.

    pub fn report(&mut self, mut diagnostic: Diagnostic) -> Reported {
        let at_end = self.at_end() && self.expansion_depth == 0;
        let said = self.fatal || at_end && self.end_reported || self.diagnostics.len() >= MESSAGE_LIMIT;
        if !self.dry && !said {
            self.end_reported |= at_end;
            if self.expansion_depth > 0 && diagnostic.notes.is_empty() {
                diagnostic = diagnostic.note("this comes from the expansion of a macro");
            }
            // One place, one message: what follows from a mistake is not another one.
            let span = diagnostic.span();
            if !self.diagnostics.iter().rev().take(8).any(|d| d.span() == span && d.severity == diagnostic.severity) {
                self.diagnostics.push(diagnostic);
            }
        }
        Reported
    }

    pub fn error(&mut self, span: Span, message: impl Into<String>) -> Reported {
        self.report(Diagnostic::error("", span, message))
    }

    /// `expected …, found …` at the current token.
    pub fn expected(&mut self, what: &str) -> Reported {
        let token = self.current;
        let found = self.describe(&token);
        // At a line's end the mistake lies before it.
        let mut diagnostic = Diagnostic::error("", token.span, format!("expected {what}, found {found}"));
        if token.newline_before && self.previous.hi > 0 && token.context.is_root() {
            diagnostic = diagnostic.at(format!("expected {what}"));
            if !self.at_end() {
                diagnostic = diagnostic.label(Span { lo: self.previous.hi.saturating_sub(1), ..self.previous }, "after this");
            }
        }
        self.report(diagnostic)
    }

    pub fn describe(&self, token: &Token) -> String {
        match token.kind {
            TokenKind::Eof if self.expansion_depth > 0 => "end of macro input".into(),
            TokenKind::Eof => "the end of the file".into(),
            TokenKind::DocOuter | TokenKind::DocInner => "a doc comment".into(),
            TokenKind::Ident if keyword::is_reserved(token.symbol) && !token.raw => format!("keyword `{}`", token.symbol),
            TokenKind::OpenGroup | TokenKind::CloseGroup => "a macro's fragment".into(),
            TokenKind::Body => "a function's body".into(),
            TokenKind::Unknown => "an unknown token".into(),
            _ => format!("`{}`", token.text()),
        }
    }

    // Trying.

    pub fn snapshot(&self) -> Snapshot {
        Snapshot { position: self.position, current: self.current, previous: self.previous, diagnostics: self.diagnostics.len() }
    }

    /// Goes back to read again, keeping what has been reported.
    pub fn restore_position(&mut self, snapshot: Snapshot) {
        self.position = snapshot.position;
        self.current = snapshot.current;
        self.previous = snapshot.previous;
    }

    pub fn restore(&mut self, snapshot: Snapshot) {
        self.restore_position(snapshot);
        self.diagnostics.truncate(snapshot.diagnostics);
    }

    // Nesting.

    /// Runs a production one level deeper.
    pub fn nested<T>(&mut self, production: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth >= NESTING_LIMIT {
            return Err(self.give_up(TOO_DEEP, SPLIT_UP));
        }
        let around = std::mem::take(&mut self.height);
        self.depth += 1;
        let result = production(self);
        self.depth -= 1;
        self.height = around.max(self.height + 1);
        result
    }

    /// One more link of a chain, which makes the tree one node higher.
    pub fn link(&mut self) -> Parsed<()> {
        self.height += 1;
        if self.height + self.depth > HEIGHT_LIMIT {
            return Err(self.give_up("this expression is too long", SPLIT_UP));
        }
        Ok(())
    }

    /// Reports and reads no further.
    pub fn give_up(&mut self, message: &str, help: &str) -> Reported {
        let span = self.call_site.unwrap_or(self.current.span);
        let reported = self.report(Diagnostic::error("", span, message).help(help));
        if self.dry {
            // Only this attempt fails; whoever made it will say so.
            self.too_deep = true;
            return reported;
        }
        self.fatal = true;
        self.position = self.tokens.len() - 1;
        self.current = self.tokens[self.position];
        reported
    }

    // Brackets and lists.

    /// Within round or square brackets: lines mean nothing, struct literals are free.
    pub fn bracketed<T>(&mut self, production: impl FnOnce(&mut Self) -> T) -> T {
        let (newline_ends, no_struct) = (self.newline_ends, self.no_struct);
        self.newline_ends = false;
        self.no_struct = false;
        let result = production(self);
        self.newline_ends = newline_ends;
        self.no_struct = no_struct;
        result
    }

    /// Within braces: lines matter again in relaxed files.
    pub fn braced<T>(&mut self, production: impl FnOnce(&mut Self) -> T) -> T {
        let (newline_ends, no_struct) = (self.newline_ends, self.no_struct);
        self.newline_ends = self.relaxed;
        self.no_struct = false;
        let result = production(self);
        self.newline_ends = newline_ends;
        self.no_struct = no_struct;
        result
    }

    /// `element, element,` up to `close`, which is taken. Tells whether the last comma was written.
    pub fn comma_list<T>(&mut self, close: TokenKind, mut element: impl FnMut(&mut Self) -> Parsed<T>) -> Parsed<(Vec<T>, bool)> {
        let mut list = Vec::new();
        let mut trailing = false;
        if !self.at_part(close) {
            list.reserve_exact(1);
        }
        while !self.at_part(close) {
            if self.at_end() {
                return Err(self.expected(&format!("`{}`", close.text())));
            }
            list.push(element(self)?);
            trailing = self.eat(TokenKind::Comma);
            if !trailing && !self.at_part(close) {
                return Err(self.expected(&format!("`,` or `{}`", close.text())));
            }
        }
        self.eat_part(close);
        Ok((list, trailing))
    }

    /// Elements of a braced list, split by commas or (relaxed) by lines; an element that fails is skipped.
    /// The opening brace has been taken; the closing one is taken here.
    pub fn braced_list<T>(&mut self, mut element: impl FnMut(&mut Self) -> Parsed<T>) -> Vec<T> {
        self.braced(|p| {
            let mut list = Vec::new();
            while !p.at(TokenKind::CloseBrace) && !p.at_end() {
                let before = p.position;
                let result = element(p);
                match result {
                    Ok(value) => {
                        list.push(value);
                        if !p.eat(TokenKind::Comma) && !p.at(TokenKind::CloseBrace) && !p.at_line_end() {
                            p.expected("`,` or `}`");
                            if p.current.newline_before && !p.at_end() {
                                continue;
                            }
                            p.skip_to_comma();
                        }
                    }
                    Err(Reported) => p.skip_to_comma(),
                }
                if p.position == before && !p.at(TokenKind::CloseBrace) {
                    p.bump();
                }
            }
            if !p.eat(TokenKind::CloseBrace) {
                p.expected("`}`");
            }
            list
        })
    }

    /// Skips to behind the next comma of this list, or to its end.
    fn skip_to_comma(&mut self) {
        while !self.at_end() && !self.current.kind.is_close() {
            if self.eat(TokenKind::Comma) {
                return;
            }
            self.skip_tree();
        }
        if !self.at(TokenKind::CloseBrace) && !self.at_end() {
            self.bump();
        }
    }

    /// Skips one token, or a bracket with all that it holds. A bracket that is not closed ends before the `}` that
    /// closes what is around it.
    pub fn skip_tree(&mut self) {
        let mut open: Vec<TokenKind> = Vec::new();
        loop {
            let kind = self.current.kind;
            if kind == TokenKind::Eof {
                return;
            }
            if kind.is_open() {
                open.push(kind.closer());
            } else if kind.is_close() && !open.is_empty() {
                if open.last() == Some(&kind) {
                    open.pop();
                } else if kind == TokenKind::CloseBrace {
                    let Some(at) = open.iter().rposition(|&closer| closer == kind) else { return };
                    open.truncate(at);
                }
            }
            self.bump();
            if open.is_empty() {
                return;
            }
        }
    }

    /// The tokens within the bracket at hand, which is taken with its closer, and the closer's place.
    pub fn take_tree(&mut self) -> Parsed<Vec<Token>> {
        let start = self.position;
        let open = self.current;
        self.skip_tree();
        let end = self.position;
        let closed = end > start + 1 && self.tokens[end - 1].kind == open.kind.closer();
        if !closed {
            return Err(self.report(Diagnostic::error("", open.span, format!("this `{}` is not closed", open.kind.text()))));
        }
        Ok(self.tokens[start + 1..end - 1].to_vec())
    }

    /// The source text of a span of this file.
    pub fn text(&self, span: Span) -> &str {
        self.source.as_ref().filter(|_| span.file == self.file).and_then(|s| s.text.get(span.lo as usize..span.hi as usize)).unwrap_or("")
    }

    pub fn source(&self) -> Option<&Arc<SourceFile>> {
        self.source.as_ref()
    }

    /// At a group that a macro's fragment made.
    pub fn at_group(&self, fragment: Fragment) -> bool {
        self.at(TokenKind::OpenGroup) && self.current.fragment == fragment
    }
}

/// Reads the body of a function by itself.
pub(crate) fn read_body(source: Option<Arc<SourceFile>>, span: Span, macros: &mut MacroTable) -> (tree::Block, Vec<Diagnostic>) {
    let (text, dialect) = source.as_ref().map_or(("", Dialect::Std), |s| (&*s.text, s.dialect));
    let lexed = lexer::lex_part(text, span, dialect);
    let mut parser = Parser::of_tokens(lexed, source, span.file, macros, None);
    let block = parser.block().unwrap_or(tree::Block { statements: Vec::new(), tail: None, span });
    (block, parser.diagnostics)
}

pub(crate) fn is_name(token: &Token) -> bool {
    token.kind == TokenKind::Ident && (token.raw || !keyword::is_reserved(token.symbol))
}
