//! `[section]` headers and `key: value` lines of `.tsk` files.

use super::Parser;
use crate::keyword;
use crate::span::{Span, Symbol};
use crate::token::{TokenKind, to_text};
use crate::tree::{Expr, ExprKind, Literal, Setting};

impl Parser<'_> {
    /// Reads a header or a setting, if one stands here.
    pub fn setting(&mut self, section: &mut String, settings: &mut Vec<Setting>) -> bool {
        if !self.current.newline_before {
            return false;
        }
        if self.at(TokenKind::OpenBracket) {
            return self.header(section);
        }
        let key = self.current;
        let key_like = matches!(key.kind, TokenKind::Ident | TokenKind::Str);
        if !key_like || !matches!(self.peek(1).kind, TokenKind::Colon | TokenKind::Eq) {
            return false;
        }
        if self.peek(1).kind == TokenKind::Eq && (section.is_empty() || key.kind == TokenKind::Str) {
            return false;
        }
        self.bump();
        self.bump();
        let word = crate::literal::string(key.text()).unwrap_or_default();
        let word = if key.kind == TokenKind::Str { word.as_str() } else { key.text() };
        let name = if section.is_empty() { word.to_owned() } else { format!("{section}.{word}") };
        let value = self.setting_value();
        settings.push(Setting { key: name, value, span: key.span.to(self.previous) });
        true
    }

    /// `[name]` alone on its line.
    fn header(&mut self, section: &mut String) -> bool {
        let mut offset = 1;
        let mut name = String::new();
        loop {
            let token = self.peek(offset);
            match token.kind {
                TokenKind::Ident | TokenKind::Dot | TokenKind::Minus | TokenKind::Int | TokenKind::PathSep => {
                    name.push_str(token.text());
                }
                TokenKind::CloseBracket => break,
                _ => return false,
            }
            if token.newline_before {
                return false;
            }
            offset += 1;
        }
        if name.is_empty() || !self.peek(offset + 1).newline_before {
            return false;
        }
        for _ in 0..=offset {
            self.bump();
        }
        *section = name;
        true
    }

    /// A literal, a list, or the words up to the end of the line.
    fn setting_value(&mut self) -> Expr {
        let start = self.current.span;
        if self.current.newline_before {
            let span = Span { lo: self.previous.hi, ..self.previous };
            return Expr { kind: ExprKind::Literal(Literal::Str(keyword::EMPTY)), span };
        }
        let snapshot = self.snapshot();
        let literal = self.current.kind.is_literal()
            || matches!(self.current.kind, TokenKind::Minus | TokenKind::OpenBracket | TokenKind::OpenParen)
            || matches!(self.keyword(), keyword::TRUE | keyword::FALSE);
        if literal {
            // A single token may be followed by the next section's header, which would look like an index.
            let next = self.peek(if self.at(TokenKind::Minus) { 2 } else { 1 });
            let alone = next.newline_before || next.kind == TokenKind::Eof || next.kind == TokenKind::Comma;
            let value = if self.at(TokenKind::OpenBracket) {
                self.list()
            } else if alone && !self.at(TokenKind::OpenParen) {
                self.literal_expression().ok()
            } else {
                self.expression().ok()
            };
            if let Some(value) = value {
                self.eat(TokenKind::Comma);
                if self.current.newline_before || self.at_end() {
                    return value;
                }
            }
            self.restore(snapshot);
        }
        let first = self.position;
        while !self.at_end() && (self.position == first || !self.current.newline_before) {
            self.bump();
        }
        let text = to_text(&self.tokens[first..self.position]);
        let span = start.to(self.previous);
        let text = text.trim_end_matches([',', ';']);
        Expr { kind: ExprKind::Literal(Literal::Str(Symbol::new(text))), span }
    }

    /// `[a, "b", 3]`: a bare word is a text.
    fn list(&mut self) -> Option<Expr> {
        let start = self.current.span;
        self.bump();
        let mut list = Vec::new();
        while !self.at(TokenKind::CloseBracket) {
            let span = self.current.span;
            if self.at_name() {
                let word = self.bump().symbol;
                list.push(Expr { kind: ExprKind::Literal(Literal::Str(word)), span });
            } else {
                list.push(self.literal_expression().ok()?);
            }
            if !self.eat(TokenKind::Comma) && !self.at(TokenKind::CloseBracket) {
                return None;
            }
        }
        self.bump();
        Some(Expr { kind: ExprKind::Array(list), span: start.to(self.previous) })
    }
}
