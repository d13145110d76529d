//! Blocks and statements.

use super::attributes::Outer;
use super::{Parsed, Parser, Reported};
use crate::diagnostic::Diagnostic;
use crate::keyword;
use crate::span::{Dialect, Span};
use crate::token::{Fragment, TokenKind};
use crate::tree::{self, Block, BlockKind, Expr, ExprKind, Item, MacroKind, Statement, StatementKind};

impl Parser<'_> {
    /// `{ statements; tail }`
    pub fn block(&mut self) -> Parsed<Block> {
        if self.at_group(Fragment::Block) {
            self.bump();
            let block = self.nested(Self::block)?;
            self.expect(TokenKind::CloseGroup)?;
            return Ok(block);
        }
        if !self.at(TokenKind::OpenBrace) {
            return Err(self.expected("`{`"));
        }
        let start = self.current.span;
        if self.dry {
            self.skip_tree();
            return Ok(Block { statements: Vec::new(), tail: None, span: start });
        }
        self.nested(|p| {
            p.bump();
            let scope = p.macros.enter_scope();
            let (statements, tail) = p.braced(|p| {
                let mut attributes = Vec::new();
                p.inner_attributes(&mut attributes);
                p.statements_until_close()
            });
            p.macros.leave_scope(scope);
            if !p.eat(TokenKind::CloseBrace) && !p.fatal {
                let diagnostic = Diagnostic::error("", start, "this `{` is not closed")
                    .at("opened here")
                    .label(p.current.span, "expected `}` before this");
                p.report(diagnostic);
            }
            Ok(Block { statements, tail, span: start.to(p.previous) })
        })
    }

    /// Statements up to `}` or the end; the last expression without a semicolon is the tail.
    pub fn statements_until_close(&mut self) -> (Vec<Statement>, Option<Box<Expr>>) {
        // Many blocks hold one statement, and a statement is large.
        let mut statements = Vec::with_capacity(usize::from(!self.at(TokenKind::CloseBrace)));
        while !self.at(TokenKind::CloseBrace) && !self.at_end() {
            let before = self.position;
            if self.statement(&mut statements).is_err() {
                self.skip_statement(before);
            }
        }
        let tail = match statements.pop() {
            Some(Statement { kind: StatementKind::Expr { expr, semicolon: false }, .. }) => Some(Box::new(expr)),
            Some(last) => {
                statements.push(last);
                None
            }
            None => None,
        };
        (statements, tail)
    }

    /// The statements and items of a file.
    pub fn top_level(&mut self, file: &mut tree::File) {
        let mut section = String::new();
        while !self.at_end() {
            let before = self.position;
            if self.dialect == Dialect::Tusk && self.setting(&mut section, &mut file.settings) {
                continue;
            }
            if self.statement(&mut file.statements).is_err() {
                self.skip_statement(before);
            }
            if self.at(TokenKind::CloseBrace) {
                self.error(self.current.span, "unexpected closing `}`: it closes nothing");
                self.bump();
            }
        }
    }

    /// After a mistake: to behind the `;`, or to a line that begins a statement.
    fn skip_statement(&mut self, before: usize) {
        if self.position == before && !self.at(TokenKind::CloseBrace) {
            self.skip_tree();
        }
        while !self.at_end() && !self.at(TokenKind::CloseBrace) {
            if self.eat(TokenKind::Semi) {
                return;
            }
            if self.current.newline_before && (self.relaxed || self.at_statement_keyword() || self.at_item()) {
                return;
            }
            if self.current.kind.is_close() {
                self.bump();
            } else {
                self.skip_tree();
            }
        }
    }

    /// A word with which only a statement begins.
    fn at_statement_keyword(&self) -> bool {
        matches!(
            self.keyword(),
            keyword::LET
                | keyword::FOR
                | keyword::WHILE
                | keyword::LOOP
                | keyword::IF
                | keyword::MATCH
                | keyword::RETURN
                | keyword::BREAK
                | keyword::CONTINUE
        )
    }

    /// One statement, or what a macro makes of one.
    pub fn statement(&mut self, statements: &mut Vec<Statement>) -> Parsed<()> {
        let start = self.current.span;
        if self.eat(TokenKind::Semi) {
            statements.push(Statement { kind: StatementKind::Empty, span: start });
            return Ok(());
        }
        let outer = self.outer_attributes();
        if self.at(TokenKind::CloseBrace) || self.at_end() {
            return Ok(());
        }
        if self.at_group(Fragment::Statement) {
            return self.statement_group(statements);
        }
        if self.at_keyword(keyword::LET) {
            let statement = self.nested(|p| p.let_statement(start))?;
            if !outer.dropped {
                statements.push(statement);
            }
            return Ok(());
        }
        if self.at_item() {
            return self.item_statement(outer, start, statements);
        }
        self.expression_statement(outer, start, statements)
    }

    /// A statement that a macro was given.
    fn statement_group(&mut self, statements: &mut Vec<Statement>) -> Parsed<()> {
        self.bump();
        let start = self.current.span;
        let first = statements.len();
        self.nested(|p| p.statement(statements))?;
        self.expect(TokenKind::CloseGroup)?;
        let written = self.eat(TokenKind::Semi);
        for statement in &mut statements[first..] {
            if let StatementKind::Expr { semicolon, .. } = &mut statement.kind {
                *semicolon |= written;
            }
            statement.span = start.to(statement.span);
        }
        Ok(())
    }

    fn item_statement(&mut self, outer: Outer, start: Span, statements: &mut Vec<Statement>) -> Parsed<()> {
        let mut items: Vec<Item> = Vec::with_capacity(1);
        self.defined = None;
        let result = self.nested(|p| p.item(outer, &mut items));
        if let Some(definition) = self.defined.take()
            && items.is_empty()
        {
            statements.push(Statement { kind: StatementKind::Macro(definition), span: start });
        }
        statements.extend(items.into_iter().map(|item| {
            let span = item.span;
            Statement { kind: StatementKind::Item(Box::new(item)), span }
        }));
        result
    }

    /// `let pattern: Type = value else { … };`
    fn let_statement(&mut self, start: Span) -> Parsed<Statement> {
        self.bump();
        let pattern = self.pattern()?;
        let ty = if self.eat(TokenKind::Colon) { Some(self.ty()?) } else { None };
        let value = if self.eat_part(TokenKind::Eq) { Some(self.expression()?) } else { None };
        let otherwise = if self.at_keyword(keyword::ELSE) {
            self.bump();
            Some(self.block()?)
        } else {
            None
        };
        self.statement_end()?;
        Ok(Statement { kind: StatementKind::Let { pattern, ty, value, otherwise }, span: start.to(self.previous) })
    }

    /// `;`, or what may stand for it.
    fn statement_end(&mut self) -> Parsed<()> {
        if self.eat(TokenKind::Semi) {
            return Ok(());
        }
        let closed = matches!(self.current.kind, TokenKind::CloseBrace | TokenKind::Eof | TokenKind::CloseGroup);
        if self.relaxed && (closed || self.current.newline_before) || closed && self.expansion_depth > 0 {
            return Ok(());
        }
        self.missing_semicolon()
    }

    /// Reports the missing `;`; the statement itself is kept where the next one begins on a line of its own.
    fn missing_semicolon(&mut self) -> Parsed<()> {
        let found = self.describe(&self.current);
        let what = if self.relaxed { "`;` or the end of the line" } else { "`;`" };
        let diagnostic = if self.current.newline_before || self.at(TokenKind::CloseBrace) {
            let end = Span { lo: self.previous.hi.saturating_sub(1).max(self.previous.lo), ..self.previous };
            Diagnostic::error("", end, format!("expected {what}, found {found}"))
                .at("add `;` here")
                .label(self.current.span, "unexpected token")
        } else {
            Diagnostic::error("", self.current.span, format!("expected {what}, found {found}"))
        };
        let ends = self.current.newline_before || self.at(TokenKind::CloseBrace);
        self.report(diagnostic);
        if ends { Ok(()) } else { Err(Reported) }
    }

    fn expression_statement(&mut self, outer: Outer, start: Span, statements: &mut Vec<Statement>) -> Parsed<()> {
        let (expr, block_like) = match self.statement_macro(&outer, statements)? {
            Some(Some(found)) => found,
            // The macro has made statements or definitions of its own.
            Some(None) => return Ok(()),
            None => self.nested(|p| {
                p.no_struct = false;
                p.statement_expression()
            })?,
        };
        let semicolon = self.eat(TokenKind::Semi);
        if !semicolon && !block_like {
            let closed = matches!(self.current.kind, TokenKind::CloseBrace | TokenKind::Eof | TokenKind::CloseGroup);
            if !(closed || self.relaxed && self.current.newline_before) {
                if self.top_of_arrow() {
                    return Err(self.expected("a statement"));
                }
                self.missing_semicolon()?;
            }
        }
        if !outer.dropped {
            statements.push(Statement { kind: StatementKind::Expr { expr, semicolon }, span: start.to(self.previous) });
        }
        Ok(())
    }

    /// At `=>`, which ends no statement: the arm of a `match` stands outside one.
    fn top_of_arrow(&self) -> bool {
        self.at(TokenKind::FatArrow)
    }

    /// An expression in a statement's place, and whether it ends there without a semicolon: after the closing
    /// brace of `if`, `match`, a loop or a block only `.` and `?` go on.
    pub fn statement_expression(&mut self) -> Parsed<(Expr, bool)> {
        if self.at_block_like() {
            let around = std::mem::replace(&mut self.no_struct, false);
            let expr = self.block_like();
            self.no_struct = around;
            let expr = expr?;
            if !matches!(self.current.kind, TokenKind::Dot | TokenKind::Question) {
                return Ok((expr, true));
            }
            let expr = self.postfix(expr)?;
            return Ok((self.after_operand(expr)?, false));
        }
        let expr = self.expression()?;
        // A macro's call in braces ends like a block.
        let braced = matches!(&expr.kind, ExprKind::Macro(call) if matches!(call.kind, MacroKind::Select(_)))
            && self.tokens.get(self.position.wrapping_sub(1)).is_some_and(|t| t.kind == TokenKind::CloseBrace);
        let spawned = matches!(expr.kind, ExprKind::Block(BlockKind::Spawn { .. } | BlockKind::InsteadOf, ..));
        Ok((expr, braced || spawned))
    }

    fn at_block_like(&self) -> bool {
        let next = self.peek(1).kind;
        match self.current.kind {
            TokenKind::OpenBrace => true,
            TokenKind::OpenGroup => self.current.fragment == Fragment::Block,
            TokenKind::Lifetime => next == TokenKind::Colon,
            TokenKind::Ident => match self.keyword() {
                keyword::IF | keyword::MATCH | keyword::LOOP | keyword::WHILE => true,
                keyword::FOR => next != TokenKind::Less,
                keyword::UNSAFE | keyword::CONST | keyword::DO => next == TokenKind::OpenBrace,
                _ => false,
            },
            _ => false,
        }
    }

    fn block_like(&mut self) -> Parsed<Expr> {
        let start = self.current.span;
        match self.current.kind {
            TokenKind::OpenBrace | TokenKind::OpenGroup => {
                let block = self.block()?;
                Ok(Expr { kind: ExprKind::Block(BlockKind::Plain, None, Box::new(block)), span: start.to(self.previous) })
            }
            TokenKind::Lifetime => self.labelled(),
            _ => self.word(),
        }
    }
}

impl Parser<'_> {
    /// What a macro's `stmt` fragment covers: a statement without its semicolon.
    pub fn statement_fragment(&mut self) -> Parsed<()> {
        if self.at_group(Fragment::Statement) {
            self.skip_tree();
            return Ok(());
        }
        let outer = self.outer_attributes();
        if self.eat_keyword(keyword::LET) {
            self.pattern()?;
            if self.eat(TokenKind::Colon) {
                self.ty()?;
            }
            if self.eat_part(TokenKind::Eq) {
                self.expression()?;
            }
            if self.eat_keyword(keyword::ELSE) {
                self.block()?;
            }
            return Ok(());
        }
        if self.at_item() {
            return self.item(outer, &mut Vec::new());
        }
        self.expression()?;
        Ok(())
    }
}
