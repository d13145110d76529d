//! Closures.

use super::{Parsed, Parser};
use crate::keyword;
use crate::token::TokenKind;
use crate::tree::{BlockKind, Closure, Expr, ExprKind, Param};

impl Parser<'_> {
    /// `async move |a, b: T| -> R { … }`, `|| expr`
    pub fn closure(&mut self) -> Parsed<Expr> {
        self.nested(|p| {
            let start = p.current.span;
            if p.at_keyword(keyword::FOR) {
                p.for_lifetimes()?;
            }
            p.eat_keyword(keyword::STATIC);
            let is_async = p.eat_keyword(keyword::ASYNC);
            let moves = p.eat_keyword(keyword::MOVE);
            let params = if p.eat(TokenKind::OrOr) {
                Vec::new()
            } else {
                p.expect(TokenKind::Or)?;
                // `no_struct` stays as it is: the body may stand in a condition.
                let (no_struct, newline_ends) = (p.no_struct, p.newline_ends);
                p.newline_ends = false;
                let list = p.comma_list(TokenKind::Or, Self::closure_param);
                p.no_struct = no_struct;
                p.newline_ends = newline_ends;
                list?.0
            };
            let ret = if p.eat(TokenKind::Arrow) { Some(p.type_no_plus()?) } else { None };
            let body = if ret.is_some() && p.at(TokenKind::OpenBrace) {
                let body_start = p.current.span;
                let block = p.block()?;
                Expr { kind: ExprKind::Block(BlockKind::Plain, None, Box::new(block)), span: body_start.to(p.previous) }
            } else {
                p.expression()?
            };
            let closure = Closure { moves, is_async, params, ret, body };
            Ok(Expr { kind: ExprKind::Closure(Box::new(closure)), span: start.to(p.previous) })
        })
    }

    fn closure_param(&mut self) -> Parsed<Param> {
        self.outer_attributes();
        let start = self.current.span;
        let pattern = self.pattern_no_or()?;
        let ty = if self.eat(TokenKind::Colon) { Some(self.ty()?) } else { None };
        Ok(Param { pattern, ty, default: None, span: start.to(self.previous) })
    }
}
