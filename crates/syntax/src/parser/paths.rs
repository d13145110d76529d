//! Paths and their generic arguments.

use super::{Parsed, Parser};
use crate::keyword;
use crate::span::{Ident, Symbol};
use crate::token::{Fragment, TokenKind};
use crate::tree::{Expr, ExprKind, GenericArg, GenericArgs, Path, PathSegment, QualifiedPath, Type, TypeKind};

/// Where a path stands decides how its generic arguments are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum PathMode {
    /// `Vec<T>`, `Fn(A) -> B`
    Type,
    /// `Vec::<T>`
    Expr,
    /// `a::b`, without arguments.
    Plain,
}

impl Parser<'_> {
    /// Whether a path can begin here.
    pub fn at_path_start(&self) -> bool {
        match self.current.kind {
            TokenKind::PathSep => true,
            TokenKind::Ident => {
                self.at_name() || matches!(self.current.symbol, keyword::SELF_VALUE | keyword::SELF_TYPE | keyword::SUPER | keyword::CRATE)
            }
            TokenKind::OpenGroup => matches!(self.current.fragment, Fragment::Path | Fragment::Type),
            _ => false,
        }
    }

    pub fn path(&mut self, mode: PathMode) -> Parsed<Path> {
        let start = self.current.span;
        // Most paths have one segment, and a segment is large.
        let mut segments = Vec::with_capacity(1);
        let mut global = false;
        if self.at_group(Fragment::Path) || self.at_group(Fragment::Type) {
            self.bump();
            let inner = self.nested(|p| p.path(PathMode::Type))?;
            self.expect(TokenKind::CloseGroup)?;
            segments = inner.segments;
            global = inner.global;
            // `use $path::{a, b}`: the list is the caller's to read.
            let list = self.at(TokenKind::PathSep) && matches!(self.peek(1).kind, TokenKind::OpenBrace | TokenKind::Star);
            if list || !self.eat(TokenKind::PathSep) {
                return Ok(Path { global, segments, span: start.to(self.previous) });
            }
        } else if self.eat(TokenKind::PathSep) {
            global = true;
        }
        self.segments(mode, &mut segments)?;
        Ok(Path { global, segments, span: start.to(self.previous) })
    }

    /// `a::b::<T>::c`, after any leading `::`.
    pub fn segments(&mut self, mode: PathMode, segments: &mut Vec<PathSegment>) -> Parsed<()> {
        loop {
            segments.push(self.segment(mode)?);
            let more = self.at(TokenKind::PathSep)
                && match self.peek(1).kind {
                    TokenKind::Ident => true,
                    TokenKind::Less | TokenKind::ShiftLeft => mode != PathMode::Plain,
                    TokenKind::OpenBrace | TokenKind::Star => false,
                    _ => mode != PathMode::Plain,
                };
            if !more {
                return Ok(());
            }
            self.bump();
        }
    }

    fn segment(&mut self, mode: PathMode) -> Parsed<PathSegment> {
        if self.current.kind != TokenKind::Ident {
            return Err(self.expected("a name"));
        }
        let token = self.current;
        let special = matches!(token.symbol, keyword::SELF_VALUE | keyword::SELF_TYPE | keyword::SUPER | keyword::CRATE);
        let name = if special || self.previous_was_path_separator() {
            self.bump();
            token.ident()
        } else {
            self.name("a name")?
        };
        let args = match mode {
            PathMode::Plain => None,
            PathMode::Type => {
                if self.at(TokenKind::PathSep) && matches!(self.peek(1).kind, TokenKind::Less | TokenKind::ShiftLeft | TokenKind::OpenParen)
                {
                    self.bump();
                }
                match self.current.kind {
                    TokenKind::Less | TokenKind::ShiftLeft => Some(Box::new(self.generic_args()?)),
                    TokenKind::OpenParen if !self.at_line_end() => Some(Box::new(self.parenthesized_args()?)),
                    _ => None,
                }
            }
            PathMode::Expr => {
                if self.at(TokenKind::PathSep) && matches!(self.peek(1).kind, TokenKind::Less | TokenKind::ShiftLeft) {
                    self.bump();
                    Some(Box::new(self.generic_args()?))
                } else {
                    None
                }
            }
        };
        Ok(PathSegment { name, args })
    }

    /// After `::` a keyword is as good a name as any (`std::async`).
    fn previous_was_path_separator(&self) -> bool {
        self.position > 0 && self.tokens[self.position - 1].kind == TokenKind::PathSep
    }

    /// `<A, 'a, N, Item = T>`
    pub fn generic_args(&mut self) -> Parsed<GenericArgs> {
        self.nested(|p| {
            p.expect(TokenKind::Less)?;
            let mut args = GenericArgs::default();
            p.bracketed(|p| p.comma_list(TokenKind::Greater, |p| p.generic_arg(&mut args)))?;
            Ok(args)
        })
    }

    fn generic_arg(&mut self, args: &mut GenericArgs) -> Parsed<()> {
        match self.current.kind {
            TokenKind::Lifetime => {
                args.lifetimes.push(self.bump().symbol);
                return Ok(());
            }
            TokenKind::OpenBrace | TokenKind::Minus => {
                let value = self.const_argument()?;
                args.args.push(GenericArg::Const(Box::new(value)));
                return Ok(());
            }
            kind if kind.is_literal() => {
                let value = self.const_argument()?;
                args.args.push(GenericArg::Const(Box::new(value)));
                return Ok(());
            }
            TokenKind::OpenGroup if matches!(self.current.fragment, Fragment::Expr | Fragment::Literal | Fragment::Block) => {
                let value = self.const_argument()?;
                args.args.push(GenericArg::Const(Box::new(value)));
                return Ok(());
            }
            _ => {}
        }
        if self.at_keyword(keyword::TRUE) || self.at_keyword(keyword::FALSE) {
            let value = self.const_argument()?;
            args.args.push(GenericArg::Const(Box::new(value)));
            return Ok(());
        }
        let ty = self.ty()?;
        let single = match &ty.kind {
            TypeKind::Path(path) if path.segments.len() == 1 && !path.global => Some(path.segments[0].name),
            _ => None,
        };
        match (single, self.current.kind) {
            (Some(name), TokenKind::Eq) => {
                self.bump();
                if self.current.kind.is_literal() || self.at(TokenKind::OpenBrace) || self.at(TokenKind::Minus) {
                    // An associated constant: the checker has no use for it.
                    self.const_argument()?;
                    return Ok(());
                }
                let ty = self.ty()?;
                args.bindings.push((name, ty));
            }
            (Some(name), TokenKind::Colon) => {
                self.bump();
                let bounds = self.bounds(&mut Vec::new())?;
                args.constraints.push((name, bounds));
            }
            _ => args.args.push(GenericArg::Type(ty)),
        }
        Ok(())
    }

    /// A constant among generic arguments: a literal, `-1`, a block.
    pub fn const_argument(&mut self) -> Parsed<Expr> {
        if self.at(TokenKind::OpenBrace) {
            let start = self.current.span;
            let block = self.block()?;
            return Ok(Expr { kind: ExprKind::Block(crate::tree::BlockKind::Plain, None, Box::new(block)), span: start.to(self.previous) });
        }
        self.literal_expression()
    }

    /// `(A, B) -> C` of `Fn(A, B) -> C`.
    fn parenthesized_args(&mut self) -> Parsed<GenericArgs> {
        self.nested(|p| {
            let start = p.current.span;
            p.expect(TokenKind::OpenParen)?;
            let (inputs, _) = p.bracketed(|p| p.comma_list(TokenKind::CloseParen, Self::ty))?;
            let span = start.to(p.previous);
            let output = if p.eat(TokenKind::Arrow) { p.type_no_plus()? } else { Type { kind: TypeKind::Tuple(Vec::new()), span } };
            Ok(GenericArgs {
                args: vec![GenericArg::Type(Type { kind: TypeKind::Tuple(inputs), span })],
                bindings: vec![(Ident::new(keyword::OUTPUT, span), output)],
                parenthesized: true,
                ..GenericArgs::default()
            })
        })
    }

    /// `<T as Trait>::Name`; the `<` is the current token.
    pub fn qualified_path(&mut self, mode: PathMode) -> Parsed<QualifiedPath> {
        self.nested(|p| {
            let start = p.current.span;
            p.expect(TokenKind::Less)?;
            let self_ty = p.bracketed(Self::ty)?;
            let trait_ = if p.eat_keyword(keyword::AS) { Some(p.path(PathMode::Type)?) } else { None };
            p.expect(TokenKind::Greater)?;
            let mut segments = Vec::new();
            p.expect(TokenKind::PathSep)?;
            p.segments(mode, &mut segments)?;
            Ok(QualifiedPath { self_ty, trait_, segments, span: start.to(p.previous) })
        })
    }

    /// A path's words joined by `::`.
    pub fn path_text(path: &Path) -> Symbol {
        let words: Vec<&str> = path.segments.iter().map(|s| s.name.name.as_str()).collect();
        Symbol::new(&words.join("::"))
    }
}
