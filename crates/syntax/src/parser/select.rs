//! `select!` in the forms of tokio, crossbeam and futures, and the relaxed one.

use super::{Parsed, Parser};
use crate::keyword;
use crate::token::TokenKind;
use crate::tree::{Expr, Pattern, PatternKind, Select, SelectArm, SelectSource};

impl Parser<'_> {
    /// The arms, up to the closing bracket, which stays.
    pub fn select_content(&mut self, close: TokenKind, fused: bool) -> Parsed<Select> {
        let mut select = Select { biased: false, fused, arms: Vec::new(), otherwise: None, default: None, timeout: None };
        self.newline_ends = true;
        if self.at_keyword(keyword::BIASED) && matches!(self.peek(1).kind, TokenKind::Semi) {
            self.bump();
            self.bump();
            select.biased = true;
        }
        while !self.at(close) && !self.at_end() {
            let outer = self.outer_attributes();
            let kept = !outer.dropped;
            if self.at_otherwise() {
                let word = self.bump();
                if self.at(TokenKind::OpenParen) {
                    self.bump();
                    // `default()` is `default`.
                    if !self.at(TokenKind::CloseParen) {
                        select.timeout = Some(self.bracketed(Self::expression)?);
                        self.eat(TokenKind::Comma);
                    }
                    self.expect(TokenKind::CloseParen)?;
                }
                self.expect(TokenKind::FatArrow)?;
                let body = self.select_body(close)?;
                if word.symbol == keyword::DEFAULT {
                    select.default = Some(body);
                } else {
                    select.fused |= word.symbol == keyword::COMPLETE;
                    select.otherwise = Some(body);
                }
                continue;
            }
            let arm = self.select_arm(close)?;
            if kept {
                select.arms.push(arm);
            }
        }
        Ok(select)
    }

    /// `else =>`, `default =>`, `default(timeout) =>`, `complete =>`
    fn at_otherwise(&self) -> bool {
        match self.current.symbol {
            keyword::ELSE | keyword::COMPLETE => self.peek(1).kind == TokenKind::FatArrow,
            keyword::DEFAULT => matches!(self.peek(1).kind, TokenKind::FatArrow | TokenKind::OpenParen),
            _ => false,
        }
    }

    fn select_arm(&mut self, close: TokenKind) -> Parsed<SelectArm> {
        let start = self.current.span;
        if let Some((source, pattern)) = self.channel_operation()? {
            self.expect(TokenKind::FatArrow)?;
            let body = self.select_body(close)?;
            return Ok(SelectArm { pattern, source, precondition: None, body, span: start.to(self.previous) });
        }
        let snapshot = self.snapshot();
        let pattern = match self.pattern() {
            Ok(pattern) if self.at(TokenKind::Eq) => {
                self.bump();
                pattern
            }
            _ => {
                // No pattern: what is waited for alone.
                self.restore(snapshot);
                Pattern { kind: PatternKind::Wildcard, span: start }
            }
        };
        let awaited = self.bracketed(Self::expression)?;
        let precondition = if self.at(TokenKind::Comma) && self.peek_keyword(1, keyword::IF) {
            self.bump();
            self.bump();
            Some(self.bracketed(Self::expression)?)
        } else {
            None
        };
        self.expect(TokenKind::FatArrow)?;
        let body = self.select_body(close)?;
        Ok(SelectArm { pattern, source: SelectSource::Expr(awaited), precondition, body, span: start.to(self.previous) })
    }

    /// `recv(channel) -> pattern`, `send(channel, value) -> pattern`
    fn channel_operation(&mut self) -> Parsed<Option<(SelectSource, Pattern)>> {
        let receives = match self.keyword() {
            keyword::RECV => true,
            keyword::SEND => false,
            _ => return Ok(None),
        };
        if self.peek(1).kind != TokenKind::OpenParen {
            return Ok(None);
        }
        // `->` behind the bracket tells it from a call.
        let snapshot = self.snapshot();
        self.bump();
        self.skip_tree();
        let arrow = matches!(self.current.kind, TokenKind::Arrow | TokenKind::FatArrow);
        let named = self.at(TokenKind::Arrow);
        self.restore(snapshot);
        if !arrow {
            return Ok(None);
        }
        self.bump();
        self.bump();
        let source = self.bracketed(|p| {
            let channel = p.expression()?;
            if receives {
                p.eat(TokenKind::Comma);
                return Ok(SelectSource::Recv(channel));
            }
            p.expect(TokenKind::Comma)?;
            let value = p.expression()?;
            p.eat(TokenKind::Comma);
            Ok(SelectSource::Send(channel, value))
        })?;
        self.expect(TokenKind::CloseParen)?;
        let pattern = if named {
            self.bump();
            self.pattern()?
        } else {
            Pattern { kind: PatternKind::Wildcard, span: self.previous }
        };
        Ok(Some((source, pattern)))
    }

    /// What an arm does; arms are split by commas, or by lines.
    fn select_body(&mut self, close: TokenKind) -> Parsed<Expr> {
        let (body, block_like) = self.arm_body()?;
        if !self.eat(TokenKind::Comma) && !block_like && !self.at(close) && !self.current.newline_before {
            return Err(self.expected(&format!("`,` or `{}`", close.text())));
        }
        Ok(body)
    }
}
