//! The macros that are part of the language, read in place.

use super::macro_calls::macro_node;
use super::{Parsed, Parser, Reported};
use crate::diagnostic::Diagnostic;
use crate::format;
use crate::keyword;
use crate::span::{Ident, Span, Symbol};
use crate::token::{Token, TokenKind, to_text};
use crate::tree::StructField;
use crate::tree::{
    Argument, Attribute, BinaryOp, Block, BlockKind, Body, Closure, Expr, ExprKind, FormatArgument, FormatString, GenericArg, GenericArgs,
    Item, ItemKind, Literal, MacroKind, Param, Path, PathSegment, Pattern, PatternKind, Statement, StatementKind, Type, TypeKind, UnaryOp,
};

type Format = (Option<FormatString>, Vec<FormatArgument>);

impl Parser<'_> {
    /// A call of a built-in macro; the `!` is the current token.
    pub fn builtin_macro(&mut self, path: &Path) -> Parsed<Expr> {
        self.bump();
        let open = self.current;
        let start = self.position;
        // Where the call ends, so that a mistake within costs only this call.
        let snapshot = self.snapshot();
        self.skip_tree();
        let end = self.position;
        if self.tokens[end.saturating_sub(1)].kind != open.kind.closer() || end <= start + 1 {
            let reported = self.report(Diagnostic::error("", open.span, format!("this `{}` is not closed", open.kind.text())));
            self.restore_position(snapshot);
            self.bump();
            return Err(reported);
        }
        self.restore(snapshot);
        self.bump();
        let close = open.kind.closer();
        let result = self.nested(|p| {
            p.bracketed(|p| {
                let kind = p.builtin_content(path, close, end)?;
                if p.position + 1 != end && !p.fatal {
                    return Err(p.expected(&format!("`{}`", close.text())));
                }
                Ok(kind)
            })
        });
        if !self.fatal {
            // To behind the closing bracket.
            self.position = end - 1;
            self.current = self.tokens[end - 1];
            self.bump();
        }
        let span = path.span.to(self.previous);
        match result {
            Ok(ExprKind::Macro(mut call)) => {
                if let Some(last) = path.segments.last() {
                    call.name = last.name;
                }
                Ok(Expr { kind: ExprKind::Macro(call), span })
            }
            Ok(kind) => Ok(Expr { kind, span }),
            Err(Reported) => {
                Ok(macro_node(MacroKind::Error, path.segments.last().map_or(Ident::new(keyword::EMPTY, span), |s| s.name), span))
            }
        }
    }

    /// What stands between the brackets; `end` is behind the closing one.
    fn builtin_content(&mut self, path: &Path, close: TokenKind, end: usize) -> Parsed<ExprKind> {
        let Some(segment) = path.segments.last() else { return Err(Reported) };
        let name = segment.name;
        let node = |kind| macro_node(kind, name, name.span).kind;
        let kind = match name.name.as_str() {
            "assert" | "debug_assert" => {
                let first = self.position;
                let condition = self.expression()?;
                let text = self.written(first, condition.span);
                let (format, args) = self.optional_format(close)?;
                MacroKind::Assert { condition, text, format, args }
            }
            which @ ("assert_eq" | "assert_ne" | "debug_assert_eq" | "debug_assert_ne") => {
                let equal = which.ends_with("eq");
                let left = self.expression()?;
                self.expect(TokenKind::Comma)?;
                let right = self.expression()?;
                let (format, args) = self.optional_format(close)?;
                MacroKind::AssertCompare { equal, left, right, format, args }
            }
            "assert_matches" | "debug_assert_matches" => {
                let first = self.position;
                let condition = Expr { kind: node(self.matches_content(close)?), span: name.span };
                let text = self.written(first, name.span);
                MacroKind::Assert { condition, text, format: None, args: Vec::new() }
            }
            "write" | "writeln" => {
                let newline = name.name.as_str() == "writeln";
                let dest = self.expression()?;
                let (format, args) = self.optional_format(close)?;
                MacroKind::Write { dest, format, args, newline }
            }
            "vec" => self.vec_content(close)?,
            "matches" => self.matches_content(close)?,
            "json" => return self.json_content(name.span),
            "dbg" => {
                let mut list = Vec::new();
                while !self.at(close) {
                    let first = self.position;
                    let value = self.expression()?;
                    let text = self.written(first, value.span);
                    list.push((value, text));
                    self.comma_or(close)?;
                }
                MacroKind::Dbg(list)
            }
            "join" | "try_join" => {
                if self.at_keyword(keyword::BIASED) && self.peek(1).kind == TokenKind::Semi {
                    self.bump();
                    self.bump();
                }
                let list = self.expressions(close)?;
                if name.name.as_str() == "join" { MacroKind::Join(list) } else { MacroKind::TryJoin(list) }
            }
            "select" => {
                let fused = match &path.segments[..] {
                    [first, _, ..] => matches!(first.name.name.as_str(), "futures" | "futures_util"),
                    _ => self.fused_select,
                };
                MacroKind::Select(self.select_content(close, fused)?)
            }
            "select_biased" => {
                let mut select = self.select_content(close, true)?;
                select.biased = true;
                MacroKind::Select(select)
            }
            "stream" | "try_stream" => return self.stream_content(name),
            "thread_local" => MacroKind::ThreadLocal(self.thread_local_content(close)?),
            "lazy_static" => MacroKind::ThreadLocal(self.lazy_static_content(close)?),
            "include_str" | "include_bytes" => return self.included(name, close),
            "env" | "option_env" => MacroKind::Builtin { args: self.expressions(close)? },
            "concat" => {
                let list = self.expressions(close)?;
                return self.concat(&list);
            }
            "stringify" => {
                let text = to_text(&self.tokens[self.position..end - 1]);
                self.position = end - 1;
                self.current = self.tokens[end - 1];
                return Ok(text_literal(&text));
            }
            "line" | "column" => {
                let span = self.call_site.unwrap_or(path.span);
                let (line, column) = self.source().map_or((0, 0), |s| s.line_column(span.lo));
                let value = if name.name.as_str() == "line" { line } else { column };
                return Ok(ExprKind::Literal(Literal::Int(value as u128, Some(Symbol::new("u32")))));
            }
            "file" => return Ok(text_literal(self.source().map_or("", |s| s.name.as_str()))),
            "module_path" => {
                let file = self.source().map_or("main", |s| s.name.as_str());
                let stem = file.rsplit(['/', '\\']).next().unwrap_or(file).split('.').next().unwrap_or(file);
                let mut text = stem.replace('-', "_");
                for module in &self.modules {
                    text.push_str("::");
                    text.push_str(module.as_str());
                }
                return Ok(text_literal(&text));
            }
            "cfg" => {
                let value = super::attributes::cfg(&self.tokens[self.position..end - 1]) == Some(true);
                self.position = end - 1;
                self.current = self.tokens[end - 1];
                return Ok(ExprKind::Literal(Literal::Bool(value)));
            }
            "is_x86_feature_detected" => {
                self.expressions(close)?;
                return Ok(ExprKind::Literal(Literal::Bool(false)));
            }
            "compile_error" => {
                let message = self.expression()?;
                let text = literal_text(&message).map_or("compile_error!".to_owned(), |s| s.as_str().to_owned());
                let span = self.call_site.unwrap_or(path.span);
                return Err(self.error(span, text));
            }
            "addr_of" | "addr_of_mut" => {
                let mutable = name.name.as_str() == "addr_of_mut";
                let expr = Box::new(self.expression()?);
                self.eat(TokenKind::Comma);
                return Ok(ExprKind::RawBorrow { mutable, expr });
            }
            "pin" => {
                let value = self.expression()?;
                self.eat(TokenKind::Comma);
                // A literal, so that what it borrows lives as long as a variable it is given to.
                let borrowed = Expr { kind: ExprKind::Borrow { mutable: true, expr: Box::new(moved(value)) }, span: name.span };
                let path = path_of(&["std", "pin", "Pin"], name.span);
                let pointer = StructField { name: Ident::new(Symbol::new("__pointer"), name.span), value: borrowed };
                return Ok(ExprKind::Struct { path, fields: vec![pointer], base: None });
            }
            // The printing and panicking ones.
            _ => {
                let (format, args) = self.format_arguments(close)?;
                MacroKind::Format { format, args }
            }
        };
        Ok(node(kind))
    }

    /// The source of an expression that began at token `first`: its text, or its tokens where a macro wrote them.
    fn written(&self, first: usize, span: Span) -> String {
        let tokens = &self.tokens[first..self.position];
        let text = self.text(span);
        if tokens.iter().all(|t| t.context.is_root() && t.kind != TokenKind::OpenGroup) && !text.is_empty() {
            return text.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        to_text(tokens).trim().to_owned()
    }

    pub(super) fn comma_or(&mut self, close: TokenKind) -> Parsed<()> {
        if self.eat(TokenKind::Comma) || self.at(close) {
            return Ok(());
        }
        Err(self.expected(&format!("`,` or `{}`", close.text())))
    }

    /// `a, b,` up to the closing bracket, which stays.
    fn expressions(&mut self, close: TokenKind) -> Parsed<Vec<Expr>> {
        let mut list = Vec::new();
        while !self.at(close) {
            list.push(self.expression()?);
            self.comma_or(close)?;
        }
        Ok(list)
    }

    fn vec_content(&mut self, close: TokenKind) -> Parsed<MacroKind> {
        if self.at(close) {
            return Ok(MacroKind::VecList(Vec::new()));
        }
        let outer = self.outer_attributes();
        let first = self.expression()?;
        if self.eat(TokenKind::Semi) {
            let count = self.expression()?;
            return Ok(MacroKind::VecRepeat { value: first, count });
        }
        let mut list = if outer.dropped { Vec::new() } else { vec![first] };
        self.comma_or(close)?;
        while !self.at(close) {
            let outer = self.outer_attributes();
            let value = self.expression()?;
            if !outer.dropped {
                list.push(value);
            }
            self.comma_or(close)?;
        }
        Ok(MacroKind::VecList(list))
    }

    fn matches_content(&mut self, close: TokenKind) -> Parsed<MacroKind> {
        let expr = self.expression()?;
        self.expect(TokenKind::Comma)?;
        let pattern = self.pattern()?;
        let guard = if self.eat_keyword(keyword::IF) { Some(self.expression()?) } else { None };
        self.comma_or(close)?;
        Ok(MacroKind::Matches { expr, pattern, guard })
    }

    /// `, "format", args` or nothing.
    fn optional_format(&mut self, close: TokenKind) -> Parsed<Format> {
        self.comma_or(close)?;
        self.format_arguments(close)
    }

    /// `"format", args` up to the closing bracket, which stays.
    fn format_arguments(&mut self, close: TokenKind) -> Parsed<Format> {
        if self.at(close) {
            return Ok((None, Vec::new()));
        }
        let literal = self.first_literal();
        let template = self.expression()?;
        let mut args = Vec::new();
        self.comma_or(close)?;
        while !self.at(close) {
            let name = if self.current.kind == TokenKind::Ident && self.peek(1).kind == TokenKind::Eq {
                let token = self.bump();
                self.bump();
                Some(token.ident())
            } else {
                None
            };
            let value = self.expression()?;
            args.push(FormatArgument { name, value });
            self.comma_or(close)?;
        }
        let Some(text) = literal_text(&template) else {
            if self.relaxed {
                let span = template.span;
                args.insert(0, FormatArgument { name: None, value: template });
                let pieces = vec!["{}"; args.len()].join(" ");
                let format = format::read(self, Symbol::new(&pieces), span, None, &mut args);
                return Ok((Some(format), args));
            }
            let diagnostic = Diagnostic::error("", template.span, "format argument must be a string literal")
                .help("write `\"{}\"` before it to print the value");
            return Err(self.report(diagnostic));
        };
        let format = format::read(self, text, template.span, literal, &mut args);
        Ok((Some(format), args))
    }

    /// The string literal that stands here, perhaps within a macro's group.
    fn first_literal(&self) -> Option<Token> {
        (0..3).map(|offset| self.peek(offset)).find(|t| t.kind != TokenKind::OpenGroup).filter(|t| t.kind == TokenKind::Str)
    }

    fn concat(&mut self, list: &[Expr]) -> Parsed<ExprKind> {
        let mut text = String::new();
        for value in list {
            match literal_display(value) {
                Some(part) => text.push_str(&part),
                None => return Err(self.error(value.span, "`concat!` takes literals")),
            }
        }
        Ok(text_literal(&text))
    }

    /// `include_str!("path")`, `include_bytes!("path")`: what lies in a file, found from the folder of this one.
    fn included(&mut self, name: Ident, close: TokenKind) -> Parsed<ExprKind> {
        let list = self.expressions(close)?;
        let path = match &list[..] {
            [path] => literal_text(path),
            _ => None,
        };
        let Some(path) = path else {
            return Err(self.error(name.span, format!("`{}!` takes the path of a file, as a literal", name.name)));
        };
        let file = self.file;
        let read = match &mut self.loading {
            Some(loading) => loading.loader.read(loading.map, file, path.as_str()),
            None => Err("only a program that is a file can include others".to_owned()),
        };
        let bytes = read.map_err(|why| self.error(list[0].span, format!("couldn't read `{path}`: {why}")))?;
        if name.name.as_str() == "include_bytes" {
            return Ok(ExprKind::Literal(Literal::ByteStr(bytes)));
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(text_literal(&text)),
            Err(_) => Err(self.error(list[0].span, format!("`{path}` wasn't a utf-8 file"))),
        }
    }

    /// `static NAME: T = init;` and `static NAME: T = const { init };`
    fn thread_local_content(&mut self, close: TokenKind) -> Parsed<Vec<Item>> {
        let mut items = Vec::new();
        while !self.at(close) && !self.at_end() {
            let start = self.current.span;
            let outer = self.outer_attributes();
            let visibility = self.visibility()?;
            self.expect_keyword(keyword::STATIC)?;
            self.eat_keyword(keyword::MUT);
            let name = self.name("the variable's name")?;
            self.expect(TokenKind::Colon)?;
            let ty = self.ty()?;
            self.expect(TokenKind::Eq)?;
            let value = self.expression()?;
            if !self.eat(TokenKind::Semi) && !self.eat(TokenKind::Comma) && !self.at(close) && !self.current.newline_before {
                return Err(self.expected("`;`"));
            }
            let span = start.to(self.previous);
            let mut attributes = outer.attributes;
            attributes.push(Attribute { path: keyword::THREAD_LOCAL, words: Vec::new(), arguments: Vec::new(), span });
            let kind = ItemKind::Static { mutable: false, ty: Some(ty), value };
            if !outer.dropped {
                items.push(Item { attributes, doc: outer.doc, visibility, name, kind, span });
            }
        }
        Ok(items)
    }
}

impl Parser<'_> {
    /// `static ref NAME: T = init;` becomes a static `LazyLock`.
    fn lazy_static_content(&mut self, close: TokenKind) -> Parsed<Vec<Item>> {
        let mut items = Vec::new();
        while !self.at(close) && !self.at_end() {
            let start = self.current.span;
            let outer = self.outer_attributes();
            let visibility = self.visibility()?;
            self.expect_keyword(keyword::STATIC)?;
            self.expect_keyword(keyword::REF)?;
            let name = self.name("the variable's name")?;
            self.expect(TokenKind::Colon)?;
            let ty = self.ty()?;
            self.expect(TokenKind::Eq)?;
            let body = self.expression()?;
            self.expect(TokenKind::Semi)?;
            let span = start.to(self.previous);
            let path = |words: &[&str], args: Option<GenericArgs>| {
                let mut segments: Vec<PathSegment> =
                    words.iter().map(|word| PathSegment { name: Ident::new(Symbol::new(word), span), args: None }).collect();
                if let Some(segment) = segments.get_mut(2) {
                    segment.args = args.map(Box::new);
                }
                Path { global: false, segments, span }
            };
            let args = GenericArgs { args: vec![GenericArg::Type(ty)], ..GenericArgs::default() };
            let ty = Type { kind: TypeKind::Path(path(&["std", "sync", "LazyLock"], Some(args))), span };
            let closure = Closure { moves: false, is_async: false, params: Vec::new(), ret: None, body };
            let argument = Argument { name: None, value: Expr { kind: ExprKind::Closure(Box::new(closure)), span } };
            let callee = Expr { kind: ExprKind::Path(path(&["std", "sync", "LazyLock", "new"], None)), span };
            let value = Expr { kind: ExprKind::Call { callee: Box::new(callee), args: vec![argument] }, span };
            let kind = ItemKind::Static { mutable: false, ty: Some(ty), value };
            if !outer.dropped {
                items.push(Item { attributes: outer.attributes, doc: outer.doc, visibility, name, kind, span });
            }
        }
        Ok(items)
    }
}

impl Parser<'_> {
    /// What `stream!` and `try_stream!` hold: an asynchronous body that hands out values with `yield`.
    fn stream_content(&mut self, name: Ident) -> Parsed<ExprKind> {
        let span = name.span;
        let outer = std::mem::replace(&mut self.yields, true);
        self.newline_ends = self.relaxed;
        let (mut statements, mut tail) = self.statements_until_close();
        self.yields = outer;
        let fallible = name.name.as_str() == "try_stream";
        if fallible {
            if let Some(last) = tail.take() {
                let span = last.span;
                statements.push(Statement { kind: StatementKind::Expr { expr: *last, semicolon: true }, span });
            }
            let done = Expr { kind: ExprKind::Tuple(Vec::new()), span };
            tail = Some(Box::new(call(library_path(&["Ok"], span), vec![done], span)));
        }
        let block = Block { statements, tail, span: span.to(self.current.span) };
        let body = Expr { kind: ExprKind::Block(BlockKind::Async { moves: true }, None, Box::new(block)), span };
        let param = Param { pattern: Pattern { kind: yielder_pattern(span), span }, ty: None, default: None, span };
        let closure = Closure { moves: true, is_async: false, params: vec![param], ret: None, body };
        let maker = library_path(&["async_stream", if fallible { "__try_stream" } else { "__stream" }], span);
        Ok(call(maker, vec![Expr { kind: ExprKind::Closure(Box::new(closure)), span }], span).kind)
    }

    /// `yield value` within `stream!`: hands the value out and waits until the next one is asked for.
    pub fn yielded(&self, value: Expr, span: Span) -> ExprKind {
        let receiver = Box::new(library_path(&[YIELDER], span));
        let method = PathSegment { name: Ident::new(Symbol::new("send"), span), args: None };
        let sending = ExprKind::MethodCall { receiver, method, args: vec![Argument { name: None, value }] };
        ExprKind::Await(Box::new(Expr { kind: sending, span }))
    }

    /// `for await pattern in stream { … }` within `stream!`: `while let Some(pattern) = next of the stream`.
    pub fn for_await(&self, label: Option<Ident>, pattern: Pattern, stream: Expr, body: Block, span: Span) -> ExprKind {
        let name = Ident::new(Symbol::new("{stream}"), span);
        let bound = PatternKind::Ident { by_ref: false, mutable: true, name, sub: None };
        let holder = StatementKind::Let { pattern: Pattern { kind: bound, span }, ty: None, value: Some(stream), otherwise: None };
        let place = Expr { kind: ExprKind::Borrow { mutable: true, expr: Box::new(library_path(&["{stream}"], span)) }, span };
        let next = call(library_path(&["async_stream", "__next"], span), vec![place], span);
        let some = PatternKind::TupleStruct { path: path_of(&["std", "option", "Option", "Some"], span), patterns: vec![pattern] };
        let condition = Expr { kind: ExprKind::Let { pattern: Box::new(Pattern { kind: some, span }), expr: Box::new(next) }, span };
        let looped = Expr { kind: ExprKind::While { label, condition: Box::new(condition), body: Box::new(body) }, span };
        let statements =
            vec![Statement { kind: holder, span }, Statement { kind: StatementKind::Expr { expr: looped, semicolon: true }, span }];
        ExprKind::Block(BlockKind::Plain, None, Box::new(Block { statements, tail: None, span }))
    }
}

/// The body of an asynchronous function as that of a plain one, which waits for it.
pub(super) fn run_to_end(body: Body, span: Span) -> Body {
    let Some(block) = body.block() else { return body };
    let whole = block.span;
    let future = Expr { kind: ExprKind::Block(BlockKind::Async { moves: true }, None, Box::new(block.clone())), span: whole };
    let waiting = call(library_path(&["std", "future", "__await"], span), vec![future], whole);
    Block { statements: Vec::new(), tail: Some(Box::new(waiting)), span: whole }.into()
}

/// What `stream!` calls the other end of its values; no program can write it.
const YIELDER: &str = "{yielder}";

fn yielder_pattern(span: Span) -> PatternKind {
    PatternKind::Ident { by_ref: false, mutable: false, name: Ident::new(Symbol::new(YIELDER), span), sub: None }
}

/// `{ value }`: moved there, also where it is a variable.
fn moved(value: Expr) -> Expr {
    let span = value.span;
    let block = Block { statements: Vec::new(), tail: Some(Box::new(value)), span };
    Expr { kind: ExprKind::Block(BlockKind::Plain, None, Box::new(block)), span }
}

fn path_of(words: &[&str], span: Span) -> Path {
    let segments = words.iter().map(|word| PathSegment { name: Ident::new(Symbol::new(word), span), args: None }).collect();
    Path { global: words.len() > 1, segments, span }
}

fn library_path(words: &[&str], span: Span) -> Expr {
    Expr { kind: ExprKind::Path(path_of(words, span)), span }
}

fn call(callee: Expr, args: Vec<Expr>, span: Span) -> Expr {
    let args = args.into_iter().map(|value| Argument { name: None, value }).collect();
    Expr { kind: ExprKind::Call { callee: Box::new(callee), args }, span }
}

fn text_literal(text: &str) -> ExprKind {
    ExprKind::Literal(Literal::Str(Symbol::new(text)))
}

/// The text of a string literal.
fn literal_text(expr: &Expr) -> Option<Symbol> {
    match &expr.kind {
        ExprKind::Literal(Literal::Str(text)) => Some(*text),
        ExprKind::Paren(inner) => literal_text(inner),
        _ => None,
    }
}

/// A literal as `concat!` writes it.
fn literal_display(expr: &Expr) -> Option<String> {
    Some(match &expr.kind {
        ExprKind::Literal(Literal::Str(text)) => text.as_str().to_owned(),
        ExprKind::Literal(Literal::Int(value, _)) => value.to_string(),
        ExprKind::Literal(Literal::Float(value, _)) => format!("{value:?}"),
        ExprKind::Literal(Literal::Char(value)) => value.to_string(),
        ExprKind::Literal(Literal::Bool(value)) => value.to_string(),
        ExprKind::Paren(inner) => literal_display(inner)?,
        ExprKind::Unary(UnaryOp::Neg, inner) => format!("-{}", literal_display(inner)?),
        ExprKind::Binary(BinaryOp::Add, left, right) => format!("{}{}", literal_display(left)?, literal_display(right)?),
        _ => return None,
    })
}
