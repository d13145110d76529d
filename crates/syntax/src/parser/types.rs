//! Types and bounds.

use super::paths::PathMode;
use super::{Parsed, Parser};
use crate::keyword;
use crate::span::Symbol;
use crate::token::{Fragment, TokenKind};
use crate::tree::{Bound, Path, Type, TypeKind};

impl Parser<'_> {
    pub fn ty(&mut self) -> Parsed<Type> {
        self.nested(|p| p.type_kind(true))
    }

    /// Where `+` does not belong to the type: `&dyn A + B`, a return type of `Fn`.
    pub fn type_no_plus(&mut self) -> Parsed<Type> {
        self.nested(|p| p.type_kind(false))
    }

    fn type_kind(&mut self, plus: bool) -> Parsed<Type> {
        let start = self.current.span;
        let kind = match self.current.kind {
            TokenKind::OpenGroup if self.current.fragment == Fragment::Type => {
                self.bump();
                let inner = self.ty()?;
                self.expect(TokenKind::CloseGroup)?;
                if self.at(TokenKind::PathSep) {
                    return self.type_after_group(inner);
                }
                return Ok(inner);
            }
            TokenKind::OpenParen => self.tuple_type()?,
            TokenKind::Not => {
                self.bump();
                TypeKind::Never
            }
            TokenKind::Star => {
                self.bump();
                let mutable = self.eat_keyword(keyword::MUT);
                if !mutable && !self.eat_keyword(keyword::CONST) {
                    return Err(self.expected("`mut` or `const`"));
                }
                TypeKind::Pointer { mutable, ty: Box::new(self.type_no_plus()?) }
            }
            TokenKind::And | TokenKind::AndAnd => {
                self.expect(TokenKind::And)?;
                let lifetime = self.at(TokenKind::Lifetime).then(|| self.bump().symbol);
                let mutable = self.eat_keyword(keyword::MUT);
                TypeKind::Ref { lifetime, mutable, ty: Box::new(self.type_no_plus()?) }
            }
            TokenKind::OpenBracket => {
                self.bump();
                let element = Box::new(self.bracketed(Self::ty)?);
                if self.eat(TokenKind::Semi) {
                    let len = Box::new(self.bracketed(Self::expression)?);
                    self.expect(TokenKind::CloseBracket)?;
                    TypeKind::Array { element, len }
                } else {
                    self.expect(TokenKind::CloseBracket)?;
                    TypeKind::Slice(element)
                }
            }
            TokenKind::Underscore => {
                self.bump();
                TypeKind::Infer
            }
            TokenKind::Less | TokenKind::ShiftLeft => TypeKind::Qualified(Box::new(self.qualified_path(PathMode::Type)?)),
            TokenKind::Question | TokenKind::Lifetime => {
                let mut lifetimes = Vec::new();
                TypeKind::Dyn { bounds: self.bounds(&mut lifetimes)?, lifetimes }
            }
            _ => self.named_type(plus)?,
        };
        Ok(Type { kind, span: start.to(self.previous) })
    }

    /// `$t::Name` where `$t` was matched as a type.
    fn type_after_group(&mut self, self_ty: Type) -> Parsed<Type> {
        self.bump();
        let span = self_ty.span;
        let mut segments = Vec::new();
        self.segments(PathMode::Type, &mut segments)?;
        let span = span.to(self.previous);
        let kind = match self_ty.kind {
            TypeKind::Path(Path { global, segments: mut first, .. }) => {
                first.append(&mut segments);
                TypeKind::Path(Path { global, segments: first, span })
            }
            _ => TypeKind::Qualified(Box::new(crate::tree::QualifiedPath { self_ty, trait_: None, segments, span })),
        };
        Ok(Type { kind, span })
    }

    fn named_type(&mut self, plus: bool) -> Parsed<TypeKind> {
        match self.keyword() {
            keyword::DYN if !matches!(self.peek(1).kind, TokenKind::PathSep | TokenKind::Comma | TokenKind::Greater) => {
                self.bump();
                let mut lifetimes = Vec::new();
                let bounds = if plus { self.bounds(&mut lifetimes)? } else { self.single_bound(&mut lifetimes)? };
                return Ok(TypeKind::Dyn { bounds, lifetimes });
            }
            keyword::IMPL => {
                self.bump();
                let mut lifetimes = Vec::new();
                let bounds = if plus { self.bounds(&mut lifetimes)? } else { self.single_bound(&mut lifetimes)? };
                return Ok(TypeKind::Impl { bounds, lifetimes });
            }
            keyword::FOR => {
                self.for_lifetimes()?;
                return Ok(self.type_kind(plus)?.kind);
            }
            keyword::FN | keyword::UNSAFE | keyword::EXTERN => return self.function_type(),
            keyword::FUN if self.peek(1).kind == TokenKind::OpenParen => return self.function_type(),
            _ => {}
        }
        if !self.at_path_start() {
            return Err(self.expected("a type"));
        }
        let path = self.path(PathMode::Type)?;
        if self.at(TokenKind::Not) && self.peek(1).kind.is_open() && !self.current.newline_before {
            return self.type_macro(path);
        }
        if plus && self.at(TokenKind::Plus) {
            // `Box<Trait + Send>` of old editions: a trait object without `dyn`.
            let mut lifetimes = Vec::new();
            let mut bounds = vec![Bound { path }];
            while self.eat(TokenKind::Plus) {
                self.bound(&mut bounds, &mut lifetimes)?;
            }
            return Ok(TypeKind::Dyn { bounds, lifetimes });
        }
        Ok(TypeKind::Path(path))
    }

    fn tuple_type(&mut self) -> Parsed<TypeKind> {
        self.expect(TokenKind::OpenParen)?;
        let (mut types, trailing) = self.bracketed(|p| p.comma_list(TokenKind::CloseParen, Self::ty))?;
        if types.len() == 1
            && !trailing
            && let Some(only) = types.pop()
        {
            return Ok(only.kind);
        }
        Ok(TypeKind::Tuple(types))
    }

    fn function_type(&mut self) -> Parsed<TypeKind> {
        self.eat_keyword(keyword::UNSAFE);
        if self.eat_keyword(keyword::EXTERN) {
            self.eat(TokenKind::Str);
        }
        if !self.eat_keyword(keyword::FUN) {
            self.expect_keyword(keyword::FN)?;
        }
        self.expect(TokenKind::OpenParen)?;
        let (params, _) = self.bracketed(|p| {
            p.comma_list(TokenKind::CloseParen, |p| {
                p.outer_attributes();
                if (p.at_name() || p.at(TokenKind::Underscore)) && p.peek(1).kind == TokenKind::Colon {
                    p.bump();
                    p.bump();
                }
                p.ty()
            })
        })?;
        let ret = if self.eat(TokenKind::Arrow) { Some(Box::new(self.type_no_plus()?)) } else { None };
        Ok(TypeKind::Function { params, ret })
    }

    /// `for<'a>`, which says nothing to us.
    pub fn for_lifetimes(&mut self) -> Parsed<()> {
        self.expect_keyword(keyword::FOR)?;
        self.expect(TokenKind::Less)?;
        self.comma_list(TokenKind::Greater, |p| {
            if !p.eat(TokenKind::Lifetime) {
                return Err(p.expected("a lifetime"));
            }
            if p.eat(TokenKind::Colon) {
                p.lifetime_bounds();
            }
            Ok(())
        })?;
        Ok(())
    }

    /// `'a + 'b` after a colon.
    pub fn lifetime_bounds(&mut self) {
        while self.eat(TokenKind::Lifetime) {
            if !self.eat(TokenKind::Plus) {
                return;
            }
        }
    }

    /// `A + B + 'a + ?Sized`, possibly empty.
    pub fn bounds(&mut self, lifetimes: &mut Vec<Symbol>) -> Parsed<Vec<Bound>> {
        let mut bounds = Vec::with_capacity(1);
        while self.at_bound() {
            self.bound(&mut bounds, lifetimes)?;
            if !self.eat(TokenKind::Plus) {
                break;
            }
        }
        Ok(bounds)
    }

    fn single_bound(&mut self, lifetimes: &mut Vec<Symbol>) -> Parsed<Vec<Bound>> {
        let mut bounds = Vec::new();
        self.bound(&mut bounds, lifetimes)?;
        // `&(dyn A + Send)` needs its parentheses in Rust; without them the meaning is as clear.
        while self.at(TokenKind::Plus) && self.peek(1).kind == TokenKind::Lifetime {
            self.bump();
            self.bound(&mut bounds, lifetimes)?;
        }
        Ok(bounds)
    }

    fn at_bound(&self) -> bool {
        match self.current.kind {
            TokenKind::Lifetime | TokenKind::Question | TokenKind::Tilde | TokenKind::OpenParen | TokenKind::Not => true,
            TokenKind::Ident => {
                self.at_path_start() || matches!(self.keyword(), keyword::FOR | keyword::USE | keyword::CONST | keyword::ASYNC)
            }
            TokenKind::Less | TokenKind::OpenBracket => false,
            _ => self.at_path_start(),
        }
    }

    fn bound(&mut self, bounds: &mut Vec<Bound>, lifetimes: &mut Vec<Symbol>) -> Parsed<()> {
        match self.current.kind {
            TokenKind::Lifetime => {
                lifetimes.push(self.bump().symbol);
                return Ok(());
            }
            TokenKind::OpenParen => {
                self.bump();
                self.nested(|p| p.bracketed(|p| p.bound(bounds, lifetimes)))?;
                self.expect(TokenKind::CloseParen)?;
                return Ok(());
            }
            _ => {}
        }
        let mut dropped = false;
        loop {
            if self.eat(TokenKind::Question) || self.eat(TokenKind::Not) {
                dropped = true;
            } else if self.at(TokenKind::Tilde) || self.at_keyword(keyword::CONST) || self.at_keyword(keyword::ASYNC) {
                self.bump();
            } else if self.at_keyword(keyword::FOR) {
                self.for_lifetimes()?;
            } else {
                break;
            }
        }
        if self.eat_keyword(keyword::USE) {
            self.generic_args()?;
            return Ok(());
        }
        let path = self.path(PathMode::Type)?;
        if !dropped {
            bounds.push(Bound { path });
        }
        Ok(())
    }
}
