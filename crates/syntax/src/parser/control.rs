//! Expressions that begin with a keyword: conditions, loops, blocks of all kinds, jumps.

use super::{Parsed, Parser};
use crate::keyword;
use crate::span::Ident;
use crate::token::{Fragment, TokenKind};
use crate::tree::{Arm, BlockKind, Expr, ExprKind};

impl Parser<'_> {
    /// An expression that begins with a name or keyword.
    pub fn word(&mut self) -> Parsed<Expr> {
        let start = self.current.span;
        let next = self.peek(1).kind;
        let kind = match self.keyword() {
            keyword::TRUE | keyword::FALSE => return self.literal_expression(),
            keyword::IF => return self.nested(Self::if_expression),
            keyword::MATCH => return self.nested(Self::match_expression),
            keyword::LOOP | keyword::WHILE => return self.nested(|p| p.loop_expression(None)),
            keyword::FOR if next == TokenKind::Less => return self.closure(),
            keyword::FOR => return self.nested(|p| p.loop_expression(None)),
            keyword::UNSAFE if next == TokenKind::OpenBrace => {
                self.bump();
                self.block_of(BlockKind::Unsafe)?
            }
            keyword::CONST if next == TokenKind::OpenBrace => {
                self.bump();
                self.block_of(BlockKind::Const)?
            }
            keyword::ASYNC if self.block_after_move(1) => {
                self.bump();
                let moves = self.eat_keyword(keyword::MOVE);
                self.block_of(BlockKind::Async { moves })?
            }
            keyword::CONST => {
                self.bump();
                return self.closure();
            }
            keyword::ASYNC | keyword::MOVE | keyword::STATIC => return self.closure(),
            keyword::LET => return self.nested(Self::let_condition),
            keyword::RETURN => {
                self.bump();
                ExprKind::Return(self.jump_value()?)
            }
            keyword::BREAK => {
                self.bump();
                let label = self.jump_label();
                ExprKind::Break { label, value: self.jump_value()? }
            }
            keyword::CONTINUE => {
                self.bump();
                ExprKind::Continue { label: self.jump_label() }
            }
            keyword::YIELD if self.yields => {
                self.bump();
                let value = self.jump_value()?.map_or_else(|| Expr { kind: ExprKind::Tuple(Vec::new()), span: start }, |value| *value);
                self.yielded(value, start)
            }
            keyword::SPAWN if self.at_spawn() => {
                self.bump();
                let mut moves = self.eat_keyword(keyword::MOVE);
                self.eat_keyword(keyword::ASYNC);
                moves |= self.eat_keyword(keyword::MOVE);
                self.block_of(BlockKind::Spawn { moves })?
            }
            keyword::DO if next == TokenKind::OpenBrace && !self.no_struct => {
                self.bump();
                self.block_of(BlockKind::Plain)?
            }
            keyword::INSTEAD_OF if next == TokenKind::OpenBrace && !self.no_struct => {
                self.bump();
                self.block_of(BlockKind::InsteadOf)?
            }
            _ if self.at_path_start() => return self.path_expression(),
            _ => return Err(self.expected("an expression")),
        };
        Ok(Expr { kind, span: start.to(self.previous) })
    }

    /// `spawn {`, `spawn move {`, `spawn async move {`: with anything else behind it `spawn` is a name.
    pub fn at_spawn(&self) -> bool {
        let mut offset = 1;
        while self.peek_keyword(offset, keyword::MOVE) || self.peek_keyword(offset, keyword::ASYNC) {
            offset += 1;
        }
        self.peek(offset).kind == TokenKind::OpenBrace && (offset > 1 || !self.no_struct)
    }

    /// Whether `{` or `move {` stands at `offset`.
    fn block_after_move(&self, offset: usize) -> bool {
        let offset = offset + usize::from(self.peek_keyword(offset, keyword::MOVE));
        self.peek(offset).kind == TokenKind::OpenBrace
            || self.peek(offset).kind == TokenKind::OpenGroup && self.peek(offset).fragment == Fragment::Block
    }

    fn block_of(&mut self, kind: BlockKind) -> Parsed<ExprKind> {
        Ok(ExprKind::Block(kind, None, Box::new(self.block()?)))
    }

    fn jump_label(&mut self) -> Option<Ident> {
        if !self.at(TokenKind::Lifetime) || self.at_line_end() {
            return None;
        }
        let token = self.bump();
        Some(token.ident())
    }

    /// What `return` or `break` gives, where it stands on the same line.
    fn jump_value(&mut self) -> Parsed<Option<Box<Expr>>> {
        if !self.at_operand() || self.at(TokenKind::Pound) {
            return Ok(None);
        }
        // The label of a labelled block may follow `break` in `break 'a: { … }` only.
        Ok(Some(Box::new(self.expression()?)))
    }

    fn if_expression(&mut self) -> Parsed<Expr> {
        let start = self.current.span;
        self.bump();
        let condition = Box::new(self.condition()?);
        let then = Box::new(self.block()?);
        let otherwise = if self.eat_keyword(keyword::ELSE) {
            let branch = if self.at_keyword(keyword::IF) {
                self.nested(Self::if_expression)?
            } else {
                let branch_start = self.current.span;
                let block = self.block()?;
                Expr { kind: ExprKind::Block(BlockKind::Plain, None, Box::new(block)), span: branch_start.to(self.previous) }
            };
            Some(Box::new(branch))
        } else {
            None
        };
        Ok(Expr { kind: ExprKind::If { condition, then, otherwise }, span: start.to(self.previous) })
    }

    /// `let pattern = scrutinee` in a condition.
    fn let_condition(&mut self) -> Parsed<Expr> {
        let start = self.current.span;
        self.bump();
        let pattern = Box::new(self.pattern()?);
        self.expect(TokenKind::Eq)?;
        let expr = Box::new(self.scrutinee()?);
        Ok(Expr { kind: ExprKind::Let { pattern, expr }, span: start.to(self.previous) })
    }

    fn match_expression(&mut self) -> Parsed<Expr> {
        let start = self.current.span;
        self.bump();
        let scrutinee = Box::new(self.condition()?);
        if self.dry && self.at(TokenKind::OpenBrace) {
            self.skip_tree();
            return Ok(Expr { kind: ExprKind::Match { scrutinee, arms: Vec::new() }, span: start.to(self.previous) });
        }
        self.expect(TokenKind::OpenBrace)?;
        let mut attributes = Vec::new();
        self.inner_attributes(&mut attributes);
        let arms = self.braced(Self::arms);
        Ok(Expr { kind: ExprKind::Match { scrutinee, arms }, span: start.to(self.previous) })
    }

    /// Up to the closing brace, which is taken; an arm that fails is skipped.
    fn arms(&mut self) -> Vec<Arm> {
        let mut arms = Vec::new();
        while !self.at(TokenKind::CloseBrace) && !self.at_end() {
            let before = self.position;
            let outer = self.outer_attributes();
            if self.at(TokenKind::CloseBrace) {
                break;
            }
            match self.arm() {
                Ok(arm) if !outer.dropped => arms.push(arm),
                Ok(_) => {}
                Err(_) => self.skip_arm(before),
            }
        }
        if !self.eat(TokenKind::CloseBrace) {
            self.expected("`}`");
        }
        arms
    }

    /// After a mistake: to behind the next comma, or to the next line of this list.
    fn skip_arm(&mut self, before: usize) {
        if self.position == before && !self.at(TokenKind::CloseBrace) {
            self.skip_tree();
        }
        while !self.at_end() && !self.at(TokenKind::CloseBrace) {
            let block = self.at(TokenKind::OpenBrace);
            if self.eat(TokenKind::Comma) {
                return;
            }
            self.skip_tree();
            if block && self.current.newline_before {
                self.eat(TokenKind::Comma);
                return;
            }
        }
    }

    fn arm(&mut self) -> Parsed<Arm> {
        let start = self.current.span;
        let pattern = self.pattern()?;
        let guard = if self.eat_keyword(keyword::IF) {
            let newline_ends = std::mem::replace(&mut self.newline_ends, false);
            let guard = self.expression();
            self.newline_ends = newline_ends;
            Some(guard?)
        } else {
            None
        };
        self.expect(TokenKind::FatArrow)?;
        let (body, block_like) = self.arm_body()?;
        let span = start.to(self.previous);
        if !self.eat(TokenKind::Comma) && !block_like && !self.at(TokenKind::CloseBrace) && !self.at_line_end() {
            self.expected("`,` or `}`");
            if !self.current.newline_before {
                return Err(super::Reported);
            }
        }
        Ok(Arm { pattern, guard, body, span })
    }

    /// The body of an arm, and whether it ends where its block ends.
    pub fn arm_body(&mut self) -> Parsed<(Expr, bool)> {
        let previous = std::mem::replace(&mut self.no_struct, false);
        // The value may begin on the line after `=>`.
        let result = self.nested(|p| p.statement_expression());
        self.no_struct = previous;
        result
    }

    pub fn loop_expression(&mut self, label: Option<Ident>) -> Parsed<Expr> {
        let start = label.map_or(self.current.span, |l| l.span);
        let kind = match self.bump().symbol {
            keyword::LOOP => ExprKind::Loop { label, body: Box::new(self.block()?) },
            keyword::WHILE => {
                let condition = Box::new(self.condition()?);
                ExprKind::While { label, condition, body: Box::new(self.block()?) }
            }
            // In `stream!`: the items of another stream.
            _ if self.yields && self.eat_keyword(keyword::AWAIT) => {
                let pattern = self.pattern()?;
                self.expect_keyword(keyword::IN)?;
                let stream = self.condition()?;
                let body = self.block()?;
                self.for_await(label, pattern, stream, body, start)
            }
            _ => {
                let pattern = Box::new(self.pattern()?);
                self.expect_keyword(keyword::IN)?;
                let iter = Box::new(self.condition()?);
                ExprKind::For { label, pattern, iter, body: Box::new(self.block()?) }
            }
        };
        Ok(Expr { kind, span: start.to(self.previous) })
    }

    /// `'a: loop { … }`, `'a: { … }`
    pub fn labelled(&mut self) -> Parsed<Expr> {
        let start = self.current.span;
        let token = self.bump();
        let label = Some(token.ident());
        self.expect(TokenKind::Colon)?;
        match self.keyword() {
            keyword::LOOP | keyword::WHILE | keyword::FOR => self.nested(|p| p.loop_expression(label)),
            keyword::UNSAFE if self.peek(1).kind == TokenKind::OpenBrace => {
                self.bump();
                let block = Box::new(self.block()?);
                Ok(Expr { kind: ExprKind::Block(BlockKind::Unsafe, label, block), span: start.to(self.previous) })
            }
            _ => {
                let block = Box::new(self.block()?);
                Ok(Expr { kind: ExprKind::Block(BlockKind::Plain, label, block), span: start.to(self.previous) })
            }
        }
    }
}
