//! `json!`: JSON as it is written, with expressions between. It becomes calls of the `json` module.

use super::{Parsed, Parser};
use crate::keyword;
use crate::span::{Ident, Span, Symbol};
use crate::token::TokenKind;
use crate::tree::{Argument, Expr, ExprKind, Path, PathSegment};

impl Parser<'_> {
    /// What stands between the brackets of `json!(…)`.
    pub(super) fn json_content(&mut self, span: Span) -> Parsed<ExprKind> {
        if self.at(TokenKind::CloseParen) || self.at(TokenKind::CloseBracket) || self.at(TokenKind::CloseBrace) {
            return Err(self.expected("a JSON value"));
        }
        Ok(self.json_value(span)?.kind)
    }

    fn json_value(&mut self, span: Span) -> Parsed<Expr> {
        match self.current.kind {
            TokenKind::OpenBrace => {
                self.bump();
                let mut fields = Vec::new();
                while !self.at(TokenKind::CloseBrace) {
                    let key = self.json_key()?;
                    self.expect(TokenKind::Colon)?;
                    let value = self.json_nested(span)?;
                    let key_span = key.span;
                    let text = call(&["json", "__key"], vec![key], key_span);
                    fields.push(Expr { kind: ExprKind::Tuple(vec![text, value]), span: key_span });
                    self.comma_or(TokenKind::CloseBrace)?;
                }
                self.expect(TokenKind::CloseBrace)?;
                let list = Expr { kind: ExprKind::Array(fields), span };
                Ok(call(&["json", "__object"], vec![list], span))
            }
            TokenKind::OpenBracket => {
                self.bump();
                let mut items = Vec::new();
                while !self.at(TokenKind::CloseBracket) {
                    items.push(self.json_nested(span)?);
                    self.comma_or(TokenKind::CloseBracket)?;
                }
                self.expect(TokenKind::CloseBracket)?;
                let list = Expr { kind: ExprKind::Array(items), span };
                Ok(call(&["json", "__array"], vec![list], span))
            }
            _ if self.current.kind == TokenKind::Ident && self.current.symbol.as_str() == "null" => {
                let span = self.current.span;
                self.bump();
                Ok(path(&["json", "Value", "Null"], span))
            }
            _ => {
                let value = self.expression()?;
                let span = value.span;
                let place = Expr { kind: ExprKind::Borrow { mutable: false, expr: Box::new(value) }, span };
                Ok(call(&["json", "__value"], vec![place], span))
            }
        }
    }

    fn json_nested(&mut self, span: Span) -> Parsed<Expr> {
        self.nested(|p| p.json_value(span))
    }

    /// A text, a name or an expression in parentheses, before the `:`.
    fn json_key(&mut self) -> Parsed<Expr> {
        if self.current.kind == TokenKind::Ident && self.peek(1).kind == TokenKind::Colon && self.current.symbol != keyword::EMPTY {
            return self.path_expression();
        }
        if self.current.kind == TokenKind::Str || self.current.kind == TokenKind::OpenParen {
            return self.expression();
        }
        Err(self.expected("a key: a text, a variable or an expression in parentheses"))
    }
}

fn path(names: &[&str], span: Span) -> Expr {
    let segments = names.iter().map(|name| PathSegment { name: Ident::new(Symbol::new(name), span), args: None }).collect();
    Expr { kind: ExprKind::Path(Path { global: true, segments, span }), span }
}

fn call(names: &[&str], args: Vec<Expr>, span: Span) -> Expr {
    let args = args.into_iter().map(|value| Argument { name: None, value }).collect();
    Expr { kind: ExprKind::Call { callee: Box::new(path(names, span)), args }, span }
}
