//! Patterns.

use super::paths::PathMode;
use super::{Parsed, Parser, Reported};
use crate::keyword;
use crate::token::{Fragment, TokenKind};
use crate::tree::{BlockKind, Expr, ExprKind, FieldPattern, Pattern, PatternKind, TypeKind};

impl Parser<'_> {
    /// A pattern with its alternatives: `| A | B`.
    pub fn pattern(&mut self) -> Parsed<Pattern> {
        let start = self.current.span;
        self.eat(TokenKind::Or);
        let first = self.pattern_no_or()?;
        if !self.at(TokenKind::Or) {
            return Ok(first);
        }
        let mut alternatives = vec![first];
        while self.eat(TokenKind::Or) {
            alternatives.push(self.pattern_no_or()?);
        }
        Ok(Pattern { kind: PatternKind::Or(alternatives), span: start.to(self.previous) })
    }

    /// A pattern without `|` at its top.
    pub fn pattern_no_or(&mut self) -> Parsed<Pattern> {
        self.nested(Self::pattern_kind)
    }

    fn pattern_kind(&mut self) -> Parsed<Pattern> {
        let start = self.current.span;
        let kind = match self.current.kind {
            TokenKind::OpenGroup => return self.pattern_group(),
            TokenKind::Underscore => {
                self.bump();
                PatternKind::Wildcard
            }
            TokenKind::DotDot | TokenKind::DotDotEq | TokenKind::DotDotDot => {
                let inclusive = self.bump().kind != TokenKind::DotDot;
                match self.at_range_bound() {
                    true => PatternKind::Range { start: None, end: Some(Box::new(self.range_bound()?)), inclusive },
                    false if !inclusive => PatternKind::Rest,
                    false => return Err(self.expected("the end of the range")),
                }
            }
            TokenKind::And | TokenKind::AndAnd => {
                self.expect(TokenKind::And)?;
                let mutable = self.eat_keyword(keyword::MUT);
                PatternKind::Ref { mutable, pattern: Box::new(self.pattern_no_or()?) }
            }
            TokenKind::OpenParen => {
                self.bump();
                let (mut patterns, trailing) = self.bracketed(|p| p.comma_list(TokenKind::CloseParen, Self::element_pattern))?;
                let single = patterns.len() == 1 && !trailing && !matches!(patterns[0].kind, PatternKind::Rest);
                match patterns.pop() {
                    Some(only) if single => PatternKind::Paren(Box::new(only)),
                    Some(last) => {
                        patterns.push(last);
                        PatternKind::Tuple(patterns)
                    }
                    None => PatternKind::Tuple(patterns),
                }
            }
            TokenKind::OpenBracket => {
                self.bump();
                let (patterns, _) = self.bracketed(|p| p.comma_list(TokenKind::CloseBracket, Self::element_pattern))?;
                PatternKind::Slice(patterns)
            }
            TokenKind::Minus => return self.literal_pattern(),
            kind if kind.is_literal() => return self.literal_pattern(),
            TokenKind::Less | TokenKind::ShiftLeft => {
                let path = self.qualified_path(PathMode::Expr)?;
                let span = path.span;
                return self.maybe_range(Expr { kind: ExprKind::Qualified(Box::new(path)), span });
            }
            TokenKind::Ident => return self.named_pattern(),
            TokenKind::PathSep => return self.path_pattern(),
            _ => return Err(self.expected("a pattern")),
        };
        Ok(Pattern { kind, span: start.to(self.previous) })
    }

    fn element_pattern(&mut self) -> Parsed<Pattern> {
        self.outer_attributes();
        self.pattern()
    }

    /// A fragment of a macro in a pattern's place.
    fn pattern_group(&mut self) -> Parsed<Pattern> {
        let group = self.current;
        match group.fragment {
            Fragment::Pattern | Fragment::PatternNoOr => {
                self.bump();
                let pattern = self.pattern()?;
                self.expect(TokenKind::CloseGroup)?;
                Ok(pattern)
            }
            Fragment::Path | Fragment::Type => self.path_pattern(),
            _ => {
                let expr = self.range_bound()?;
                self.maybe_range(expr)
            }
        }
    }

    fn literal_pattern(&mut self) -> Parsed<Pattern> {
        let literal = self.literal_expression()?;
        self.maybe_range(literal)
    }

    fn at_range_bound(&self) -> bool {
        if self.at_line_end() {
            return false;
        }
        match self.current.kind {
            TokenKind::Minus | TokenKind::Less | TokenKind::PathSep => true,
            TokenKind::OpenGroup => true,
            TokenKind::Ident => !matches!(self.keyword(), keyword::IF | keyword::IN),
            kind => kind.is_literal(),
        }
    }

    /// A literal or a path at the end of a range.
    fn range_bound(&mut self) -> Parsed<Expr> {
        match self.current.kind {
            TokenKind::Ident if matches!(self.keyword(), keyword::TRUE | keyword::FALSE) => self.literal_expression(),
            TokenKind::Ident if self.at_keyword(keyword::CONST) => self.const_block(),
            TokenKind::Less => {
                let path = self.qualified_path(PathMode::Expr)?;
                let span = path.span;
                Ok(Expr { kind: ExprKind::Qualified(Box::new(path)), span })
            }
            TokenKind::Ident | TokenKind::PathSep => {
                let path = self.path(PathMode::Expr)?;
                if self.at(TokenKind::Not) && self.peek(1).kind.is_open() {
                    return self.macro_expression(path);
                }
                let span = path.span;
                Ok(Expr { kind: ExprKind::Path(path), span })
            }
            TokenKind::OpenGroup => {
                self.bump();
                let expr = self.expression()?;
                self.expect(TokenKind::CloseGroup)?;
                Ok(expr)
            }
            _ => self.literal_expression(),
        }
    }

    fn const_block(&mut self) -> Parsed<Expr> {
        let start = self.current.span;
        self.expect_keyword(keyword::CONST)?;
        let block = self.block()?;
        Ok(Expr { kind: ExprKind::Block(BlockKind::Const, None, Box::new(block)), span: start.to(self.previous) })
    }

    /// What begins with `start`: a range, or that alone.
    fn maybe_range(&mut self, start: Expr) -> Parsed<Pattern> {
        let span = start.span;
        let inclusive = match self.current.kind {
            TokenKind::DotDotEq | TokenKind::DotDotDot => true,
            TokenKind::DotDot => false,
            _ => {
                let kind = match start.kind {
                    ExprKind::Qualified(path) => PatternKind::Qualified(path),
                    ExprKind::Path(path) => PatternKind::Path(path),
                    kind => PatternKind::Literal(Expr { kind, span }),
                };
                return Ok(Pattern { kind, span });
            }
        };
        self.bump();
        let end = if self.at_range_bound() { Some(Box::new(self.range_bound()?)) } else { None };
        if end.is_none() && inclusive {
            return Err(self.expected("the end of the range"));
        }
        let kind = PatternKind::Range { start: Some(Box::new(start)), end, inclusive };
        Ok(Pattern { kind, span: span.to(self.previous) })
    }

    /// What begins with a name or keyword.
    fn named_pattern(&mut self) -> Parsed<Pattern> {
        let start = self.current.span;
        match self.keyword() {
            keyword::TRUE | keyword::FALSE => return self.literal_pattern(),
            keyword::CONST => {
                let block = self.const_block()?;
                return self.maybe_range(block);
            }
            keyword::REF | keyword::MUT => {
                let by_ref = self.eat_keyword(keyword::REF);
                let mutable = self.eat_keyword(keyword::MUT);
                return self.binding(start, by_ref, mutable);
            }
            _ => {}
        }
        if self.at_name() {
            match self.peek(1).kind {
                TokenKind::PathSep | TokenKind::OpenParen | TokenKind::DotDot | TokenKind::DotDotEq | TokenKind::DotDotDot => {}
                TokenKind::OpenBrace => {}
                TokenKind::Not if self.peek(2).kind.is_open() => {}
                _ => return self.binding(start, false, false),
            }
        }
        self.path_pattern()
    }

    /// `name @ sub`
    fn binding(&mut self, start: crate::span::Span, by_ref: bool, mutable: bool) -> Parsed<Pattern> {
        let token = self.current;
        let name = if self.at_keyword(keyword::SELF_VALUE) {
            self.bump();
            token.ident()
        } else {
            self.name("a name")?
        };
        let sub = if self.eat(TokenKind::At) { Some(Box::new(self.pattern_no_or()?)) } else { None };
        Ok(Pattern { kind: PatternKind::Ident { by_ref, mutable, name, sub }, span: start.to(self.previous) })
    }

    fn path_pattern(&mut self) -> Parsed<Pattern> {
        let path = if self.at_group(Fragment::Type) {
            self.bump();
            let ty = self.ty()?;
            self.expect(TokenKind::CloseGroup)?;
            let TypeKind::Path(mut path) = ty.kind else {
                return Err(self.error(ty.span, "this type cannot be used as a pattern"));
            };
            if self.eat(TokenKind::PathSep) {
                self.segments(PathMode::Expr, &mut path.segments)?;
            }
            path
        } else {
            self.path(PathMode::Expr)?
        };
        let start = path.span;
        let kind = match self.current.kind {
            TokenKind::Not if self.peek(1).kind.is_open() => return self.pattern_macro(path),
            TokenKind::OpenParen => {
                self.bump();
                let (patterns, _) = self.bracketed(|p| p.comma_list(TokenKind::CloseParen, Self::element_pattern))?;
                PatternKind::TupleStruct { path, patterns }
            }
            TokenKind::OpenBrace => {
                self.bump();
                let (fields, rest) = self.field_patterns()?;
                PatternKind::Struct { path, fields, rest }
            }
            _ => {
                let span = path.span;
                return self.maybe_range(Expr { kind: ExprKind::Path(path), span });
            }
        };
        Ok(Pattern { kind, span: start.to(self.previous) })
    }

    /// `a, b: pattern, ref c, ..` up to the closing brace.
    fn field_patterns(&mut self) -> Parsed<(Vec<FieldPattern>, bool)> {
        let mut fields = Vec::new();
        let mut rest = false;
        self.bracketed(|p| {
            while !p.at(TokenKind::CloseBrace) {
                let kept = p.outer_attributes();
                if p.eat(TokenKind::DotDot) {
                    rest = true;
                } else {
                    let field = p.field_pattern()?;
                    if !kept.dropped {
                        fields.push(field);
                    }
                }
                let split = p.eat(TokenKind::Comma) || p.at(TokenKind::CloseBrace) || p.relaxed && p.current.newline_before;
                if !split {
                    return Err(p.expected("`,` or `}`"));
                }
            }
            Ok::<(), Reported>(())
        })?;
        self.expect(TokenKind::CloseBrace)?;
        Ok((fields, rest))
    }

    fn field_pattern(&mut self) -> Parsed<FieldPattern> {
        let start = self.current.span;
        if self.peek(1).kind == TokenKind::Colon && matches!(self.current.kind, TokenKind::Ident | TokenKind::Int) {
            let token = self.bump();
            self.bump();
            let pattern = self.pattern()?;
            return Ok(FieldPattern { name: token.ident(), pattern });
        }
        let by_ref = self.eat_keyword(keyword::REF);
        let mutable = self.eat_keyword(keyword::MUT);
        let name = self.name("a field's name")?;
        let kind = PatternKind::Ident { by_ref, mutable, name, sub: None };
        Ok(FieldPattern { name, pattern: Pattern { kind, span: start.to(self.previous) } })
    }
}
