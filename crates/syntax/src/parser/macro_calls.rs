//! Calls of macros, in every position: built-in ones become nodes, others are expanded in place.

use std::sync::Arc;

use super::attributes::Outer;
use super::paths::PathMode;
use super::{Parsed, Parser, Reported};
use crate::diagnostic::Diagnostic;
use crate::hygiene::{Context, DefinitionId};
use crate::keyword;
use crate::macro_rules::{self, Definition, NO_END, RECURSION_LIMIT};
use crate::span::{Dialect, Ident, Span, Symbol};
use crate::token::{Fragment, Token, TokenKind};
use crate::tree::{Expr, ExprKind, Item, MacroCall, MacroKind, Path, Pattern, PatternKind, Statement, StatementKind, TraitItem, TypeKind};

/// What surrounds the tokens that are read now; kept while a macro's tokens are read instead.
struct Around {
    tokens: Vec<Token>,
    position: usize,
    current: Token,
    previous: Span,
    relaxed: bool,
    newline_ends: bool,
    no_struct: bool,
}

impl Parser<'_> {
    fn exchange_tokens(&mut self, tokens: Vec<Token>) -> Around {
        let around = Around {
            position: self.position,
            current: self.current,
            previous: self.previous,
            relaxed: self.relaxed,
            newline_ends: self.newline_ends,
            no_struct: self.no_struct,
            tokens: std::mem::replace(&mut self.tokens, tokens),
        };
        self.position = 0;
        self.current = self.tokens[0];
        self.no_struct = false;
        around
    }

    fn restore_tokens(&mut self, around: Around) {
        self.tokens = around.tokens;
        self.position = around.position;
        self.current = around.current;
        self.previous = around.previous;
        self.relaxed = around.relaxed;
        self.newline_ends = around.newline_ends;
        self.no_struct = around.no_struct;
        if self.fatal {
            // The limit was hit within: nothing is read outside either.
            self.position = self.tokens.len() - 1;
            self.current = self.tokens[self.position];
        }
    }

    /// Runs `work` over a call's arguments without leaving a trace.
    pub fn try_tokens<T>(&mut self, mut args: Vec<Token>, call: Span, work: impl FnOnce(&mut Self) -> T) -> Parsed<T> {
        let end = Token {
            kind: TokenKind::Eof,
            newline_before: false,
            space_before: false,
            raw: false,
            fragment: Fragment::None,
            symbol: keyword::EMPTY,
            context: Context::ROOT,
            span: call,
        };
        args.push(end);
        let around = self.exchange_tokens(args);
        let dry = std::mem::replace(&mut self.dry, true);
        self.newline_ends = false;
        let result = work(self);
        self.dry = dry;
        self.restore_tokens(around);
        Ok(result)
    }

    /// Expands a call and reads what it becomes.
    fn expanded<T>(
        &mut self,
        definition: &Definition,
        args: Vec<Token>,
        call: Span,
        read: impl FnOnce(&mut Self) -> Parsed<T>,
    ) -> Parsed<T> {
        if self.expansion_depth >= RECURSION_LIMIT {
            let message = format!("recursion limit reached while expanding `{}!`", definition.name);
            return Err(self.give_up(&message, NO_END));
        }
        let tokens = macro_rules::expand(self, definition, args, call)?;
        if self.call_site.is_none()
            && let Some(expansions) = &mut self.expansions
        {
            expansions.push((call, crate::token::to_text(&tokens)));
        }
        let around = self.exchange_tokens(tokens);
        self.relaxed = definition.dialect.is_relaxed() || definition.dialect == Dialect::Std;
        self.newline_ends = self.relaxed;
        let outermost = self.call_site.is_none();
        if outermost {
            self.call_site = Some(call);
        }
        self.expansion_depth += 1;
        let result = self.nested(read);
        let result = match result {
            Ok(value) if self.at_end() || self.fatal => Ok(value),
            Ok(value) => {
                let token = self.current;
                let found = self.describe(&token);
                let message = format!("the macro `{}` made something more than fits here: {found} is left over", definition.name);
                self.report(Diagnostic::error("", call, message));
                Ok(value)
            }
            Err(reported) => Err(reported),
        };
        self.expansion_depth -= 1;
        if outermost {
            self.call_site = None;
        }
        self.restore_tokens(around);
        result
    }

    /// The macro that a path names, unless it is built in and not hidden by the program's own.
    fn find_macro(&mut self, path: &Path) -> Option<Arc<Definition>> {
        let last = path.segments.last()?;
        let foreign = path.segments.len() > 1
            && !matches!(path.segments[0].name.name, keyword::CRATE | keyword::SELF_VALUE | keyword::SUPER | keyword::SELF_TYPE);
        let found = self.macros.find(last.name.name)?;
        // `std::vec!` is the library's, whatever the program calls `vec`.
        if foreign && is_builtin(last.name.name.as_str()) && found.dialect != Dialect::Std {
            return None;
        }
        Some(found)
    }

    /// `!` and the arguments, taken; with the tokens and the whole call's place.
    fn call_tokens(&mut self, path: &Path) -> Parsed<(Vec<Token>, Span)> {
        self.bump();
        let tokens = self.take_tree()?;
        Ok((self.without_doc_comments(tokens), path.span.to(self.previous)))
    }

    /// To a macro a doc comment is the attribute it stands for.
    fn without_doc_comments(&self, tokens: Vec<Token>) -> Vec<Token> {
        if !tokens.iter().any(|t| matches!(t.kind, TokenKind::DocOuter | TokenKind::DocInner)) {
            return tokens;
        }
        let mut list = Vec::with_capacity(tokens.len() + 8);
        for token in tokens {
            if token.kind != TokenKind::DocOuter {
                if token.kind != TokenKind::DocInner {
                    list.push(token);
                }
                continue;
            }
            let text = super::attributes::doc_text(self.text(token.span));
            let literal = Symbol::new(&format!("{text:?}"));
            let parts = [
                (TokenKind::Pound, keyword::EMPTY),
                (TokenKind::OpenBracket, keyword::EMPTY),
                (TokenKind::Ident, keyword::DOC),
                (TokenKind::Eq, keyword::EMPTY),
                (TokenKind::Str, literal),
                (TokenKind::CloseBracket, keyword::EMPTY),
            ];
            list.extend(parts.map(|(kind, symbol)| {
                let space_before = matches!(kind, TokenKind::Pound | TokenKind::Eq | TokenKind::Str);
                Token { kind, symbol, space_before, newline_before: false, ..token }
            }));
        }
        list
    }

    /// `pin!` in the forms of tokio: of variables, `pin!(a, b)`, or with their declarations. (That of std takes an expression
    /// and gives it pinned.)
    fn pins_places(&self) -> bool {
        if self.peek_keyword(2, keyword::LET) {
            return true;
        }
        let mut at = 2;
        while self.peek(at).kind == TokenKind::Ident && self.peek(at + 1).kind == TokenKind::Comma {
            at += 2;
        }
        let at = if self.peek(at).kind == TokenKind::Ident { at + 1 } else { at };
        at > 2 && self.peek(at).kind.is_close() && matches!(self.peek(at + 1).kind, TokenKind::Semi | TokenKind::CloseBrace)
    }

    fn unknown_macro(&mut self, path: &Path) -> Reported {
        let name = Self::path_text(path);
        let span = path.span;
        let mut diagnostic = Diagnostic::error("", span, format!("cannot find macro `{name}` in this scope"));
        let near = self
            .macros
            .names()
            .into_iter()
            .map(Symbol::as_str)
            .chain(BUILTIN.iter().copied())
            .filter(|known| distance(known, name.as_str()) <= 1 + name.as_str().len() / 4)
            .min_by_key(|known| distance(known, name.as_str()));
        if let Some(near) = near {
            diagnostic = diagnostic.help(format!("did you mean `{near}!`?"));
        } else {
            diagnostic = diagnostic.help("a macro must be defined with `macro_rules!` before the place that uses it");
        }
        self.report(diagnostic)
    }

    /// A call in an expression's place; the `!` is the current token.
    pub fn macro_expression(&mut self, path: Path) -> Parsed<Expr> {
        if self.dry {
            self.bump();
            self.skip_tree();
            return Ok(Expr { kind: ExprKind::Error, span: path.span });
        }
        if let Some(definition) = self.find_macro(&path) {
            let (args, call) = self.call_tokens(&path)?;
            return self.expanded(&definition, args, call, |p| {
                if p.at_end() {
                    return Ok(Expr { kind: ExprKind::Tuple(Vec::new()), span: call });
                }
                p.newline_ends = false;
                let expr = p.expression()?;
                p.eat(TokenKind::Semi);
                Ok(Expr { kind: expr.kind, span: if expr.span.file == call.file { expr.span } else { call } })
            });
        }
        let Some(last) = path.segments.last() else { return Err(self.expected("a macro")) };
        if is_builtin(last.name.name.as_str()) {
            return self.builtin_macro(&path);
        }
        self.bump();
        let opened = self.current.kind;
        self.skip_tree();
        let reported = self.unknown_macro(&path);
        if opened == TokenKind::OpenBrace {
            // Like a block, so that the next line is not blamed.
            let name = Ident::new(Self::path_text(&path), path.span);
            return Ok(macro_node(MacroKind::Error, name, path.span));
        }
        let _ = reported;
        Ok(Expr { kind: ExprKind::Error, span: path.span })
    }

    /// A macro's call in a statement's place. `None`: there is none, or it is an operand. `Some(None)`: what it made
    /// has been added to the statements.
    #[allow(clippy::type_complexity)]
    pub fn statement_macro(&mut self, outer: &Outer, statements: &mut Vec<Statement>) -> Parsed<Option<Option<(Expr, bool)>>> {
        let path_like =
            self.at_name() || self.at_keyword(keyword::CRATE) || self.at_keyword(keyword::SELF_VALUE) || self.at(TokenKind::PathSep);
        if !path_like || !matches!(self.peek(1).kind, TokenKind::Not | TokenKind::PathSep | TokenKind::Ident) {
            return Ok(None);
        }
        let snapshot = self.snapshot();
        let path = match self.path(PathMode::Plain) {
            Ok(path) if self.at_macro_bang() => path,
            _ => {
                self.restore(snapshot);
                return Ok(None);
            }
        };
        let mut definition = self.find_macro(&path);
        let braces = self.peek(1).kind == TokenKind::OpenBrace;
        if definition.is_none() && path.segments.last().is_some_and(|s| s.name.name.as_str() == "pin") && self.pins_places() {
            definition = self.macros.find(Symbol::new("pin_mut"));
        }
        if definition.is_none() && !braces {
            self.restore(snapshot);
            return Ok(None);
        }
        if definition.is_none() {
            let expr = self.macro_expression(path)?;
            if !matches!(self.current.kind, TokenKind::Dot | TokenKind::Question) {
                return Ok(Some(Some((expr, true))));
            }
            let expr = self.postfix(expr)?;
            return Ok(Some(Some((self.after_operand(expr)?, false))));
        }
        let Some(definition) = definition else { return Ok(None) };
        let start = path.span;
        let (args, call) = self.call_tokens(&path)?;
        let ends = match self.current.kind {
            TokenKind::Semi | TokenKind::CloseBrace | TokenKind::Eof | TokenKind::CloseGroup => true,
            TokenKind::Dot | TokenKind::Question => false,
            _ => braces || self.relaxed && self.current.newline_before,
        };
        if !ends {
            self.restore(snapshot);
            return Ok(None);
        }
        let semicolon = self.eat(TokenKind::Semi);
        let first = statements.len();
        let mut made = Vec::new();
        let result = self.expanded(&definition, args, call, |p| {
            let (list, tail) = p.statements_until_close();
            made = list;
            if let Some(tail) = tail {
                let span = tail.span;
                made.push(Statement { kind: StatementKind::Expr { expr: *tail, semicolon: false }, span });
            }
            Ok(())
        });
        if outer.dropped {
            return Ok(Some(None));
        }
        statements.extend(made);
        if semicolon
            && let Some(last) = statements[first..].last_mut()
            && let StatementKind::Expr { semicolon, .. } = &mut last.kind
        {
            *semicolon = true;
        }
        if semicolon && statements.len() == first {
            statements.push(Statement { kind: StatementKind::Empty, span: start });
        }
        // A mistake within has been reported at the call; the statements around are good.
        let _ = result;
        Ok(Some(None))
    }

    /// A call among items.
    pub fn item_macro(&mut self, path: Path, outer: Outer, items: &mut Vec<Item>) -> Parsed<()> {
        let braces = self.peek(1).kind == TokenKind::OpenBrace;
        if self.dry {
            self.bump();
            self.skip_tree();
            self.eat(TokenKind::Semi);
            return Ok(());
        }
        if let Some(definition) = self.find_macro(&path) {
            let (args, call) = self.call_tokens(&path)?;
            let made = self.expanded(&definition, args, call, |p| Ok(p.items_until_close()));
            if !self.eat(TokenKind::Semi) && !braces {
                self.item_end()?;
            }
            if !outer.dropped {
                items.extend(made?);
            }
            return Ok(());
        }
        let Some(last) = path.segments.last() else { return Err(self.expected("a macro")) };
        let name = last.name.name.as_str();
        if matches!(name, "thread_local" | "lazy_static" | "compile_error") {
            let call = self.builtin_macro(&path)?;
            self.eat(TokenKind::Semi);
            if let ExprKind::Macro(call) = call.kind
                && let MacroKind::ThreadLocal(made) = call.kind
                && !outer.dropped
            {
                items.extend(made);
            }
            return Ok(());
        }
        let reported = if is_builtin(name) {
            self.error(path.span, format!("`{name}!` makes no item: it belongs into a function"))
        } else {
            self.unknown_macro(&path)
        };
        self.bump();
        self.skip_tree();
        self.eat(TokenKind::Semi);
        let _ = reported;
        Ok(())
    }

    /// A call within an `impl`; the `!` is the current token.
    pub fn associated_macro(&mut self, path: Path, items: &mut Vec<Item>) -> Parsed<()> {
        let Some((definition, args, call)) = self.call_of_own(path)? else {
            self.eat(TokenKind::Semi);
            return Ok(());
        };
        let made = self.expanded(&definition, args, call, |p| Ok(p.associated_items()));
        self.eat(TokenKind::Semi);
        items.extend(made?);
        Ok(())
    }

    /// A call within a `trait`.
    pub fn trait_macro(&mut self, path: Path, items: &mut Vec<TraitItem>) -> Parsed<()> {
        let Some((definition, args, call)) = self.call_of_own(path)? else {
            self.eat(TokenKind::Semi);
            return Ok(());
        };
        let result = self.expanded(&definition, args, call, |p| {
            p.trait_items_until_close(items);
            Ok(())
        });
        self.eat(TokenKind::Semi);
        result
    }

    /// A call in a type's place.
    pub fn type_macro(&mut self, path: Path) -> Parsed<TypeKind> {
        let Ok(Some((definition, args, call))) = self.call_of_own(path) else { return Ok(TypeKind::Error) };
        self.expanded(&definition, args, call, |p| Ok(p.ty()?.kind))
    }

    /// A call in a pattern's place.
    pub fn pattern_macro(&mut self, path: Path) -> Parsed<Pattern> {
        let span = path.span;
        // `concat!("a", "b")` is the literal that it makes.
        if self.at(TokenKind::Not) && !self.dry && self.find_macro(&path).is_none() {
            let last = path.segments.last().map(|s| s.name.name.as_str());
            if matches!(last, Some("concat" | "stringify" | "line" | "column" | "file" | "env" | "include_str")) {
                let value = self.builtin_macro(&path)?;
                return Ok(Pattern { kind: PatternKind::Literal(value), span });
            }
        }
        let Ok(Some((definition, args, call))) = self.call_of_own(path) else {
            return Ok(Pattern { kind: PatternKind::Error, span });
        };
        self.expanded(&definition, args, call, Self::pattern)
    }

    #[allow(clippy::type_complexity)]
    fn call_of_own(&mut self, path: Path) -> Parsed<Option<(Arc<Definition>, Vec<Token>, Span)>> {
        if !self.at(TokenKind::Not) {
            return Err(self.expected("`!`"));
        }
        if self.dry {
            self.bump();
            self.skip_tree();
            return Ok(None);
        }
        let Some(definition) = self.find_macro(&path) else {
            let reported = self.unknown_macro(&path);
            self.bump();
            self.skip_tree();
            return Err(reported);
        };
        let (args, call) = self.call_tokens(&path)?;
        Ok(Some((definition, args, call)))
    }

    /// `macro_rules! name { … }`
    pub fn macro_definition(&mut self, exported: bool, dropped: bool) -> Parsed<()> {
        self.bump();
        self.bump();
        let token = self.bump();
        let braces = self.at(TokenKind::OpenBrace);
        if !self.current.kind.is_open() {
            return Err(self.expected("`{`"));
        }
        let tokens = self.take_tree()?;
        if !self.eat(TokenKind::Semi) && !braces {
            self.item_end()?;
        }
        if self.dry || dropped {
            return Ok(());
        }
        let tokens = self.without_doc_comments(tokens);
        let dialect = if self.relaxed && self.dialect != Dialect::Std { Dialect::Relaxed } else { self.dialect };
        let id = DefinitionId(self.macros.next_mark());
        self.defined = Some(id);
        match macro_rules::read_definition(id, token.symbol, &tokens, dialect) {
            Ok(definition) => {
                self.macros.define(Arc::new(definition), exported);
                Ok(())
            }
            Err(diagnostic) => {
                self.report(*diagnostic);
                Ok(())
            }
        }
    }
}

/// A node of a macro that the language knows.
pub(crate) fn macro_node(kind: MacroKind, name: Ident, span: Span) -> Expr {
    Expr { kind: ExprKind::Macro(Box::new(MacroCall { kind, name })), span }
}

/// The macros that are part of the language.
const BUILTIN: &[&str] = &[
    "print",
    "println",
    "eprint",
    "eprintln",
    "format",
    "format_args",
    "panic",
    "todo",
    "unimplemented",
    "unreachable",
    "write",
    "writeln",
    "assert",
    "debug_assert",
    "assert_eq",
    "assert_ne",
    "debug_assert_eq",
    "debug_assert_ne",
    "vec",
    "matches",
    "json",
    "dbg",
    "join",
    "try_join",
    "select",
    "select_biased",
    "stream",
    "try_stream",
    "thread_local",
    "lazy_static",
    "env",
    "option_env",
    "concat",
    "stringify",
    "line",
    "column",
    "file",
    "module_path",
    "include_str",
    "include_bytes",
    "cfg",
    "compile_error",
    "addr_of",
    "addr_of_mut",
    "pin",
    "assert_matches",
    "debug_assert_matches",
    "is_x86_feature_detected",
];

pub(crate) fn is_builtin(name: &str) -> bool {
    BUILTIN.contains(&name)
}

/// How many characters must change to make one name the other; large if they differ a lot in length.
fn distance(a: &str, b: &str) -> usize {
    if a.len().abs_diff(b.len()) > 3 {
        return usize::MAX;
    }
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}
