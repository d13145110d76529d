//! Expressions: operators by precedence, postfix forms and primaries.

use super::paths::PathMode;
use super::{Parsed, Parser};
use crate::keyword;
use crate::literal;
use crate::span::{Ident, Symbol};
use crate::token::{Fragment, TokenKind};
use crate::tree::{Argument, BinaryOp, BlockKind, Expr, ExprKind, Literal, PathSegment, StructField, TypeKind, UnaryOp};

/// Binds tighter than every binary operator but weaker than the prefix ones.
const CAST: u8 = 10;
/// What the scrutinee of `let` in a condition may hold: all but `&&` and `||`.
const ABOVE_LAZY: u8 = 3;
const COMPARISON: u8 = 3;

/// A binary operator and how tight it binds.
fn binary_operator(kind: TokenKind) -> Option<(BinaryOp, u8)> {
    use TokenKind::*;
    Some(match kind {
        OrOr => (BinaryOp::Or, 1),
        AndAnd => (BinaryOp::And, 2),
        EqEq => (BinaryOp::Eq, COMPARISON),
        NotEq => (BinaryOp::Ne, COMPARISON),
        Less => (BinaryOp::Lt, COMPARISON),
        LessEq => (BinaryOp::Le, COMPARISON),
        Greater => (BinaryOp::Gt, COMPARISON),
        GreaterEq => (BinaryOp::Ge, COMPARISON),
        Or => (BinaryOp::BitOr, 4),
        Caret => (BinaryOp::BitXor, 5),
        And => (BinaryOp::BitAnd, 6),
        ShiftLeft => (BinaryOp::Shl, 7),
        ShiftRight => (BinaryOp::Shr, 7),
        Plus => (BinaryOp::Add, 8),
        Minus => (BinaryOp::Sub, 8),
        Star => (BinaryOp::Mul, 9),
        Slash => (BinaryOp::Div, 9),
        Percent => (BinaryOp::Rem, 9),
        _ => return None,
    })
}

fn assignment_operator(kind: TokenKind) -> Option<BinaryOp> {
    use TokenKind::*;
    Some(match kind {
        PlusEq => BinaryOp::Add,
        MinusEq => BinaryOp::Sub,
        StarEq => BinaryOp::Mul,
        SlashEq => BinaryOp::Div,
        PercentEq => BinaryOp::Rem,
        CaretEq => BinaryOp::BitXor,
        AndEq => BinaryOp::BitAnd,
        OrEq => BinaryOp::BitOr,
        ShiftLeftEq => BinaryOp::Shl,
        ShiftRightEq => BinaryOp::Shr,
        _ => return None,
    })
}

impl Parser<'_> {
    pub fn expression(&mut self) -> Parsed<Expr> {
        self.nested(|p| {
            p.expression_attributes();
            let left = p.range()?;
            p.assignment(left)
        })
    }

    /// Where a `{` begins the body of a statement: conditions, scrutinees, what `for` walks through.
    pub fn condition(&mut self) -> Parsed<Expr> {
        let (newline_ends, no_struct) = (self.newline_ends, self.no_struct);
        self.newline_ends = false;
        self.no_struct = true;
        let result = self.expression();
        self.newline_ends = newline_ends;
        self.no_struct = no_struct;
        result
    }

    /// Attributes on expressions say nothing to us.
    fn expression_attributes(&mut self) {
        if matches!(self.current.kind, TokenKind::Pound | TokenKind::DocOuter) {
            self.outer_attributes();
        }
    }

    /// The rest of an expression whose first operand has been read.
    pub fn after_operand(&mut self, operand: Expr) -> Parsed<Expr> {
        let left = self.binary_rest(operand, 1)?;
        let left = self.range_rest(left)?;
        self.assignment(left)
    }

    fn assignment(&mut self, left: Expr) -> Parsed<Expr> {
        if let Some(op) = assignment_operator(self.current.kind) {
            self.bump();
            let right = self.expression()?;
            let span = left.span.to(right.span);
            return Ok(Expr { kind: ExprKind::AssignOp(op, Box::new(left), Box::new(right)), span });
        }
        if self.eat(TokenKind::Eq) {
            let right = self.expression()?;
            let span = left.span.to(right.span);
            return Ok(Expr { kind: ExprKind::Assign(Box::new(left), Box::new(right)), span });
        }
        Ok(left)
    }

    fn range(&mut self) -> Parsed<Expr> {
        if matches!(self.current.kind, TokenKind::DotDot | TokenKind::DotDotEq) {
            let start = self.current.span;
            let inclusive = self.bump().kind == TokenKind::DotDotEq;
            let end = if self.at_operand() { Some(Box::new(self.binary(1)?)) } else { None };
            if inclusive && end.is_none() {
                return Err(self.expected("the end of the range"));
            }
            return Ok(Expr { kind: ExprKind::Range { start: None, end, inclusive }, span: start.to(self.previous) });
        }
        let left = self.binary(1)?;
        self.range_rest(left)
    }

    fn range_rest(&mut self, left: Expr) -> Parsed<Expr> {
        if !matches!(self.current.kind, TokenKind::DotDot | TokenKind::DotDotEq) || self.at_line_end() {
            return Ok(left);
        }
        let inclusive = self.bump().kind == TokenKind::DotDotEq;
        let end = if self.at_operand() { Some(Box::new(self.binary(1)?)) } else { None };
        if inclusive && end.is_none() {
            return Err(self.expected("the end of the range"));
        }
        let span = left.span.to(self.previous);
        Ok(Expr { kind: ExprKind::Range { start: Some(Box::new(left)), end, inclusive }, span })
    }

    /// Whether an operand can begin here, on this line.
    pub fn at_operand(&self) -> bool {
        if self.at_line_end() {
            return false;
        }
        match self.current.kind {
            TokenKind::Ident => !matches!(self.keyword(), keyword::AS | keyword::ELSE | keyword::IN | keyword::WHERE),
            TokenKind::OpenBrace => !self.no_struct,
            TokenKind::OpenParen
            | TokenKind::OpenBracket
            | TokenKind::OpenGroup
            | TokenKind::Minus
            | TokenKind::Not
            | TokenKind::Star
            | TokenKind::And
            | TokenKind::AndAnd
            | TokenKind::Or
            | TokenKind::OrOr
            | TokenKind::Less
            | TokenKind::ShiftLeft
            | TokenKind::PathSep
            | TokenKind::Lifetime
            | TokenKind::Underscore
            | TokenKind::DotDot
            | TokenKind::DotDotEq
            | TokenKind::Pound => true,
            kind => kind.is_literal(),
        }
    }

    fn binary(&mut self, tightness: u8) -> Parsed<Expr> {
        let left = self.unary()?;
        self.binary_rest(left, tightness)
    }

    /// What a `let` in a condition takes apart.
    pub fn scrutinee(&mut self) -> Parsed<Expr> {
        self.nested(|p| {
            let left = p.binary(ABOVE_LAZY)?;
            p.range_rest(left)
        })
    }

    fn binary_rest(&mut self, mut left: Expr, tightness: u8) -> Parsed<Expr> {
        loop {
            if self.at_keyword(keyword::AS) && tightness <= CAST {
                self.bump();
                self.link()?;
                let ty = Box::new(self.cast_type()?);
                let span = left.span.to(self.previous);
                left = Expr { kind: ExprKind::Cast { expr: Box::new(left), ty }, span };
                continue;
            }
            let Some((op, binds)) = binary_operator(self.current.kind) else { return Ok(left) };
            if binds < tightness || self.operator_begins_statement() {
                return Ok(left);
            }
            self.link()?;
            let operator = self.bump();
            let around = std::mem::take(&mut self.height);
            let right = self.binary(binds + 1);
            self.height = around.max(self.height + 1);
            let right = right?;
            let span = left.span.to(right.span);
            left = Expr { kind: ExprKind::Binary(op, Box::new(left), Box::new(right)), span };
            if binds == COMPARISON
                && binary_operator(self.current.kind).is_some_and(|(_, next)| next == COMPARISON)
                && !self.operator_begins_statement()
            {
                let diagnostic = crate::Diagnostic::error("", operator.span, "comparison operators cannot be chained")
                    .label(self.current.span, "the second comparison")
                    .help("write `a < b && b < c`, or put one comparison in parentheses; generic arguments need `::<`");
                return Err(self.report(diagnostic));
            }
        }
    }

    /// The type behind `as`. A `<` after it begins generic arguments, which is seldom what was meant.
    fn cast_type(&mut self) -> Parsed<crate::tree::Type> {
        let (name, sign) = (self.current, self.peek(1));
        let errors = self.diagnostics.len();
        let result = self.type_no_plus();
        if result.is_err() && matches!(sign.kind, TokenKind::Less | TokenKind::ShiftLeft) && !self.fatal {
            self.diagnostics.truncate(errors);
            let text = sign.kind.text();
            let message = format!("`{text}` is read as the start of generic arguments for `{}`, not as an operator", name.text());
            let diagnostic = crate::Diagnostic::error("", sign.span, message)
                .help(format!("put the cast in parentheses: `(… as {}) {text} …`", name.text()));
            return Err(self.report(diagnostic));
        }
        result
    }

    /// In a relaxed file a line that begins with what may be a prefix operator, written as one (no space behind
    /// it), begins a statement.
    fn operator_begins_statement(&self) -> bool {
        if !self.at_line_end() {
            return false;
        }
        match self.current.kind {
            TokenKind::Minus | TokenKind::Star | TokenKind::And | TokenKind::Or | TokenKind::Less => !self.peek(1).space_before,
            _ => false,
        }
    }

    fn unary(&mut self) -> Parsed<Expr> {
        let start = self.current.span;
        let op = match self.current.kind {
            TokenKind::Minus => UnaryOp::Neg,
            TokenKind::Not => UnaryOp::Not,
            TokenKind::Star => UnaryOp::Deref,
            TokenKind::And | TokenKind::AndAnd => return self.nested(Self::borrow),
            TokenKind::DotDot | TokenKind::DotDotEq => return self.nested(Self::range),
            TokenKind::Pound => {
                self.expression_attributes();
                return self.nested(Self::unary);
            }
            _ => {
                let primary = self.primary()?;
                return self.postfix(primary);
            }
        };
        self.bump();
        let operand = self.nested(Self::unary)?;
        let span = start.to(operand.span);
        Ok(Expr { kind: ExprKind::Unary(op, Box::new(operand)), span })
    }

    fn borrow(&mut self) -> Parsed<Expr> {
        let start = self.current.span;
        self.expect(TokenKind::And)?;
        if self.at_keyword(keyword::RAW) && (self.peek_keyword(1, keyword::CONST) || self.peek_keyword(1, keyword::MUT)) {
            self.bump();
            let mutable = self.bump().symbol == keyword::MUT;
            let expr = Box::new(self.nested(Self::unary)?);
            return Ok(Expr { kind: ExprKind::RawBorrow { mutable, expr }, span: start.to(self.previous) });
        }
        let mutable = self.eat_keyword(keyword::MUT);
        let expr = Box::new(self.nested(Self::unary)?);
        Ok(Expr { kind: ExprKind::Borrow { mutable, expr }, span: start.to(self.previous) })
    }

    /// `.name`, `.method()`, `.await`, `?`, `(args)`, `[index]`
    pub fn postfix(&mut self, mut expr: Expr) -> Parsed<Expr> {
        loop {
            let kind = match self.current.kind {
                TokenKind::Dot => {
                    self.link()?;
                    self.member(expr)?
                }
                TokenKind::Question => {
                    self.link()?;
                    self.bump();
                    let span = expr.span.to(self.previous);
                    Expr { kind: ExprKind::Try(Box::new(expr)), span }
                }
                TokenKind::OpenParen if !self.at_line_end() => {
                    self.link()?;
                    let args = self.arguments()?;
                    let span = expr.span.to(self.previous);
                    Expr { kind: ExprKind::Call { callee: Box::new(expr), args }, span }
                }
                TokenKind::OpenBracket if !self.at_line_end() => {
                    self.link()?;
                    self.bump();
                    let index = Box::new(self.bracketed(Self::expression)?);
                    self.expect(TokenKind::CloseBracket)?;
                    let span = expr.span.to(self.previous);
                    Expr { kind: ExprKind::Index { expr: Box::new(expr), index }, span }
                }
                _ => return Ok(expr),
            };
            expr = kind;
        }
    }

    fn member(&mut self, expr: Expr) -> Parsed<Expr> {
        let start = expr.span;
        self.bump();
        let token = self.current;
        match token.kind {
            TokenKind::Int => {
                self.bump();
                let name = token.ident();
                Ok(Expr { kind: ExprKind::Field { expr: Box::new(expr), name }, span: start.to(self.previous) })
            }
            // `$t.0.1` of a macro: the lexer saw a float.
            TokenKind::Float => {
                self.bump();
                let mut expr = expr;
                for part in token.text().split('.').filter(|p| !p.is_empty()) {
                    let name = Ident::new(Symbol::new(part), token.span);
                    expr = Expr { kind: ExprKind::Field { expr: Box::new(expr), name }, span: start.to(self.previous) };
                }
                Ok(expr)
            }
            TokenKind::Ident => {
                self.bump();
                let name = token.ident();
                if token.symbol == keyword::AWAIT && !token.raw && (!self.at(TokenKind::OpenParen) || self.at_line_end()) {
                    return Ok(Expr { kind: ExprKind::Await(Box::new(expr)), span: start.to(self.previous) });
                }
                let args = if self.at(TokenKind::PathSep) {
                    self.bump();
                    Some(Box::new(self.generic_args()?))
                } else {
                    None
                };
                if args.is_some() || (self.at(TokenKind::OpenParen) && !self.at_line_end()) {
                    if !self.at(TokenKind::OpenParen) {
                        return Err(self.expected("`(`"));
                    }
                    let method = PathSegment { name, args };
                    let args = self.arguments()?;
                    let kind = ExprKind::MethodCall { receiver: Box::new(expr), method, args };
                    return Ok(Expr { kind, span: start.to(self.previous) });
                }
                Ok(Expr { kind: ExprKind::Field { expr: Box::new(expr), name }, span: start.to(self.previous) })
            }
            TokenKind::OpenGroup => {
                // A literal that a macro was given.
                self.bump();
                let inner = self.current;
                if !matches!(inner.kind, TokenKind::Int | TokenKind::Ident) {
                    return Err(self.expected("a field or method"));
                }
                self.bump();
                self.expect(TokenKind::CloseGroup)?;
                let name = inner.ident();
                Ok(Expr { kind: ExprKind::Field { expr: Box::new(expr), name }, span: start.to(self.previous) })
            }
            _ => Err(self.expected("a field or method")),
        }
    }

    /// `(a, name: b)`
    pub fn arguments(&mut self) -> Parsed<Vec<Argument>> {
        let open = self.expect(TokenKind::OpenParen)?;
        self.bracketed(|p| {
            let mut args = Vec::with_capacity(usize::from(!p.at(TokenKind::CloseParen)));
            while !p.at(TokenKind::CloseParen) {
                if p.at_end() || matches!(p.current.kind, TokenKind::CloseBrace | TokenKind::CloseBracket) {
                    let diagnostic = crate::Diagnostic::error("", open, "this `(` is not closed")
                        .at("opened here")
                        .label(p.current.span, "expected `)` before this");
                    return Err(p.report(diagnostic));
                }
                let outer = p.outer_attributes();
                let name = if p.at_name() && p.peek(1).kind == TokenKind::Colon {
                    let token = p.bump();
                    p.bump();
                    Some(token.ident())
                } else {
                    None
                };
                let value = p.expression()?;
                if !outer.dropped {
                    args.push(Argument { name, value });
                }
                if !p.eat(TokenKind::Comma) && !p.at(TokenKind::CloseParen) {
                    return Err(p.expected("`,` or `)`"));
                }
            }
            p.bump();
            Ok(args)
        })
    }

    fn primary(&mut self) -> Parsed<Expr> {
        let start = self.current.span;
        let kind = match self.current.kind {
            kind if kind.is_literal() => return self.literal_expression(),
            TokenKind::Ident => return self.word(),
            TokenKind::OpenParen => return self.nested(Self::parenthesized),
            TokenKind::OpenBracket => {
                self.bump();
                self.nested(|p| p.bracketed(Self::array))?
            }
            TokenKind::OpenBrace => {
                let block = self.block()?;
                ExprKind::Block(BlockKind::Plain, None, Box::new(block))
            }
            TokenKind::Or | TokenKind::OrOr => return self.closure(),
            TokenKind::Lifetime => return self.labelled(),
            TokenKind::PathSep => return self.path_expression(),
            TokenKind::Less | TokenKind::ShiftLeft => {
                let path = self.qualified_path(PathMode::Expr)?;
                ExprKind::Qualified(Box::new(path))
            }
            TokenKind::Underscore => {
                self.bump();
                ExprKind::Underscore
            }
            TokenKind::OpenGroup => return self.group(),
            _ => return Err(self.expected("an expression")),
        };
        Ok(Expr { kind, span: start.to(self.previous) })
    }

    /// What a macro's fragment was matched to.
    fn group(&mut self) -> Parsed<Expr> {
        let fragment = self.current.fragment;
        match fragment {
            Fragment::Type => {
                let start = self.current.span;
                self.bump();
                let self_ty = self.ty()?;
                self.expect(TokenKind::CloseGroup)?;
                if self.eat(TokenKind::PathSep) {
                    let mut segments = Vec::new();
                    self.segments(PathMode::Expr, &mut segments)?;
                    let span = start.to(self.previous);
                    let kind = match self_ty.kind {
                        TypeKind::Path(mut path) => {
                            path.segments.append(&mut segments);
                            path.span = span;
                            return self.after_path(path);
                        }
                        _ => ExprKind::Qualified(Box::new(crate::tree::QualifiedPath { self_ty, trait_: None, segments, span })),
                    };
                    return Ok(Expr { kind, span });
                }
                let span = self_ty.span;
                match self_ty.kind {
                    TypeKind::Path(path) => self.after_path(path),
                    _ => Err(self.error(span, "expected an expression, found a type")),
                }
            }
            Fragment::Path => self.path_expression(),
            Fragment::Statement | Fragment::Item => Err(self.expected("an expression")),
            // It has been read once, when it was matched.
            _ if self.dry => {
                let span = self.current.span;
                self.skip_tree();
                Ok(Expr { kind: ExprKind::Error, span })
            }
            _ => {
                self.bump();
                let expr = self.bracketed(Self::expression)?;
                self.expect(TokenKind::CloseGroup)?;
                Ok(expr)
            }
        }
    }

    /// `(e)`, `(a, b)`, `()`
    fn parenthesized(&mut self) -> Parsed<Expr> {
        let start = self.current.span;
        self.bump();
        let (mut list, trailing) = self.bracketed(|p| p.comma_list(TokenKind::CloseParen, Self::expression))?;
        let span = start.to(self.previous);
        let single = list.len() == 1 && !trailing;
        let kind = match list.pop() {
            Some(only) if single => ExprKind::Paren(Box::new(only)),
            Some(last) => {
                list.push(last);
                ExprKind::Tuple(list)
            }
            None => ExprKind::Tuple(list),
        };
        Ok(Expr { kind, span })
    }

    /// `a, b]` or `value; count]`
    fn array(&mut self) -> Parsed<ExprKind> {
        if self.eat(TokenKind::CloseBracket) {
            return Ok(ExprKind::Array(Vec::new()));
        }
        let outer = self.outer_attributes();
        let first = self.expression()?;
        if self.eat(TokenKind::Semi) {
            let count = Box::new(self.expression()?);
            self.expect(TokenKind::CloseBracket)?;
            return Ok(ExprKind::Repeat { value: Box::new(first), count });
        }
        let mut list = if outer.dropped { Vec::new() } else { vec![first] };
        if !self.eat(TokenKind::Comma) {
            if !self.eat(TokenKind::CloseBracket) {
                return Err(self.expected("`,` or `]`"));
            }
            return Ok(ExprKind::Array(list));
        }
        let (rest, _) = self.comma_list(TokenKind::CloseBracket, |p| {
            let outer = p.outer_attributes();
            let value = p.expression()?;
            Ok((outer.dropped, value))
        })?;
        list.extend(rest.into_iter().filter(|(dropped, _)| !dropped).map(|(_, value)| value));
        Ok(ExprKind::Array(list))
    }

    /// A literal, `-1`, `true`.
    pub fn literal_expression(&mut self) -> Parsed<Expr> {
        let start = self.current.span;
        if self.eat(TokenKind::Minus) {
            let operand = self.nested(Self::literal_expression)?;
            let span = start.to(self.previous);
            return Ok(Expr { kind: ExprKind::Unary(UnaryOp::Neg, Box::new(operand)), span });
        }
        if self.at(TokenKind::OpenGroup) {
            self.bump();
            let inner = self.nested(Self::expression)?;
            self.expect(TokenKind::CloseGroup)?;
            return Ok(inner);
        }
        if self.at_keyword(keyword::TRUE) || self.at_keyword(keyword::FALSE) {
            let value = self.bump().symbol == keyword::TRUE;
            return Ok(Expr { kind: ExprKind::Literal(Literal::Bool(value)), span: start });
        }
        if !self.current.kind.is_literal() {
            return Err(self.expected("a literal"));
        }
        let token = self.bump();
        let text = token.text();
        let value = match token.kind {
            TokenKind::Int => literal::number(text, false),
            TokenKind::Float => literal::number(text, true),
            TokenKind::Str => literal::string(text).map(|s| Literal::Str(Symbol::new(&s))),
            TokenKind::ByteStr => literal::bytes(text).map(Literal::ByteStr),
            TokenKind::CStr => literal::bytes(text).map(Literal::CStr),
            TokenKind::Char => literal::character(text).map(Literal::Char),
            _ => literal::byte(text).map(Literal::Byte),
        };
        let kind = match value {
            Ok(value) => ExprKind::Literal(value),
            Err(message) => {
                self.error(token.span, message);
                ExprKind::Error
            }
        };
        Ok(Expr { kind, span: start })
    }

    /// An expression that begins with a path: the path, a struct literal, a macro's call.
    pub fn path_expression(&mut self) -> Parsed<Expr> {
        let path = self.path(PathMode::Expr)?;
        self.after_path(path)
    }

    /// What may follow a path.
    fn after_path(&mut self, path: crate::tree::Path) -> Parsed<Expr> {
        let span = path.span;
        match self.current.kind {
            TokenKind::Not if self.at_macro_bang() => return self.macro_expression(path),
            TokenKind::OpenBrace if !self.no_struct && !self.at_line_end() => return self.struct_literal(path),
            _ => {}
        }
        Ok(Expr { kind: ExprKind::Path(path), span })
    }

    /// `!` of a macro's call: brackets follow, or a name and brackets.
    pub fn at_macro_bang(&self) -> bool {
        self.at(TokenKind::Not)
            && matches!(self.peek(1).kind, TokenKind::OpenParen | TokenKind::OpenBracket | TokenKind::OpenBrace)
            && !self.at_line_end()
            && !(self.relaxed && self.current.space_before && !self.peek(1).space_before)
    }

    /// `Name { a, b: c, ..base }`
    fn struct_literal(&mut self, path: crate::tree::Path) -> Parsed<Expr> {
        self.nested(|p| {
            let start = path.span;
            p.bump();
            let (fields, base) = p.braced(Self::literal_fields)?;
            Ok(Expr { kind: ExprKind::Struct { path, fields, base }, span: start.to(p.previous) })
        })
    }

    #[allow(clippy::type_complexity)]
    fn literal_fields(&mut self) -> Parsed<(Vec<StructField>, Option<Box<Expr>>)> {
        let mut fields = Vec::new();
        let mut base = None;
        while !self.at(TokenKind::CloseBrace) {
            let outer = self.outer_attributes();
            if self.eat(TokenKind::DotDot) {
                // A bare `..` is the rest of an assigned pattern (`S { a, .. } = s`).
                base = Some(Box::new(match self.at(TokenKind::CloseBrace) {
                    true => Expr { kind: ExprKind::Underscore, span: self.previous },
                    false => self.expression()?,
                }));
                break;
            }
            let token = self.current;
            let name = if token.kind == TokenKind::Int {
                self.bump();
                token.ident()
            } else {
                self.name("a field's name")?
            };
            let value =
                if self.eat(TokenKind::Colon) { self.expression()? } else { Expr { kind: ExprKind::Path(single(name)), span: name.span } };
            if !outer.dropped {
                fields.push(StructField { name, value });
            }
            if !self.eat(TokenKind::Comma) && !self.at(TokenKind::CloseBrace) && !self.at_line_end() {
                return Err(self.expected("`,` or `}`"));
            }
        }
        self.eat(TokenKind::Comma);
        self.expect(TokenKind::CloseBrace)?;
        Ok((fields, base))
    }
}

/// A path of one name.
pub(crate) fn single(name: Ident) -> crate::tree::Path {
    crate::tree::Path { global: false, segments: vec![PathSegment { name, args: None }], span: name.span }
}
