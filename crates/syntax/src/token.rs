//! Tokens: what the lexer makes and macros copy.
//!
//! Invariant: a token is small and `Copy`; names and the source text of literals are symbols, so a
//! token that a macro has carried into another file needs no text of its own.

use crate::hygiene::Context;
use crate::keyword;
use crate::span::{Ident, Span, Symbol};

/// What a token is. Multi-character operators are one token; the parser splits `>>`, `&&`, `||` and the like on demand.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
pub enum TokenKind {
    Eof,
    /// A name or keyword.
    Ident,
    /// `_`
    Underscore,
    /// `'a`, with its quote.
    Lifetime,
    Int,
    Float,
    Str,
    ByteStr,
    CStr,
    Char,
    Byte,
    /// `/// …`, `/** … */`
    DocOuter,
    /// `//! …`, `/*! … */`
    DocInner,
    OpenParen,
    CloseParen,
    OpenBracket,
    CloseBracket,
    OpenBrace,
    CloseBrace,
    /// The whole body of a function of the library, `{ … }`, to be read when it is needed.
    Body,
    /// Around what a macro's fragment was matched to: keeps its precedence.
    OpenGroup,
    CloseGroup,
    Comma,
    Semi,
    Colon,
    PathSep,
    Dot,
    DotDot,
    DotDotDot,
    DotDotEq,
    Arrow,
    FatArrow,
    Question,
    At,
    Pound,
    Dollar,
    Tilde,
    Not,
    Eq,
    EqEq,
    NotEq,
    Less,
    LessEq,
    Greater,
    GreaterEq,
    Plus,
    Minus,
    Star,
    Slash,
    Percent,
    Caret,
    And,
    AndAnd,
    Or,
    OrOr,
    ShiftLeft,
    ShiftRight,
    PlusEq,
    MinusEq,
    StarEq,
    SlashEq,
    PercentEq,
    CaretEq,
    AndEq,
    OrEq,
    ShiftLeftEq,
    ShiftRightEq,
    /// A character of no meaning; the lexer has reported it.
    Unknown,
}

impl TokenKind {
    /// The text of a token that has always the same; empty for the others.
    pub fn text(self) -> &'static str {
        use TokenKind::*;
        match self {
            Underscore => "_",
            OpenParen => "(",
            CloseParen => ")",
            OpenBracket => "[",
            CloseBracket => "]",
            OpenBrace => "{",
            CloseBrace => "}",
            Comma => ",",
            Semi => ";",
            Colon => ":",
            PathSep => "::",
            Dot => ".",
            DotDot => "..",
            DotDotDot => "...",
            DotDotEq => "..=",
            Arrow => "->",
            FatArrow => "=>",
            Question => "?",
            At => "@",
            Pound => "#",
            Dollar => "$",
            Tilde => "~",
            Not => "!",
            Eq => "=",
            EqEq => "==",
            NotEq => "!=",
            Less => "<",
            LessEq => "<=",
            Greater => ">",
            GreaterEq => ">=",
            Plus => "+",
            Minus => "-",
            Star => "*",
            Slash => "/",
            Percent => "%",
            Caret => "^",
            And => "&",
            AndAnd => "&&",
            Or => "|",
            OrOr => "||",
            ShiftLeft => "<<",
            ShiftRight => ">>",
            PlusEq => "+=",
            MinusEq => "-=",
            StarEq => "*=",
            SlashEq => "/=",
            PercentEq => "%=",
            CaretEq => "^=",
            AndEq => "&=",
            OrEq => "|=",
            ShiftLeftEq => "<<=",
            ShiftRightEq => ">>=",
            Eof | Ident | Lifetime | Int | Float | Str | ByteStr | CStr | Char | Byte | DocOuter | DocInner | OpenGroup | CloseGroup
            | Body | Unknown => "",
        }
    }

    /// For an operator that begins with a shorter one: that one and what is left.
    pub fn split(self) -> Option<(TokenKind, TokenKind)> {
        use TokenKind::*;
        Some(match self {
            AndAnd => (And, And),
            AndEq => (And, Eq),
            OrOr => (Or, Or),
            OrEq => (Or, Eq),
            ShiftLeft => (Less, Less),
            ShiftLeftEq => (Less, LessEq),
            LessEq => (Less, Eq),
            ShiftRight => (Greater, Greater),
            ShiftRightEq => (Greater, GreaterEq),
            GreaterEq => (Greater, Eq),
            PlusEq => (Plus, Eq),
            _ => return None,
        })
    }

    /// `(`, `[`, `{` and the group a macro makes.
    pub fn is_open(self) -> bool {
        matches!(self, TokenKind::OpenParen | TokenKind::OpenBracket | TokenKind::OpenBrace | TokenKind::OpenGroup)
    }

    /// The closing counterparts.
    pub fn is_close(self) -> bool {
        matches!(self, TokenKind::CloseParen | TokenKind::CloseBracket | TokenKind::CloseBrace | TokenKind::CloseGroup)
    }

    /// The closer that belongs to an opener.
    pub fn closer(self) -> TokenKind {
        match self {
            TokenKind::OpenParen => TokenKind::CloseParen,
            TokenKind::OpenBracket => TokenKind::CloseBracket,
            TokenKind::OpenBrace => TokenKind::CloseBrace,
            TokenKind::OpenGroup => TokenKind::CloseGroup,
            other => other,
        }
    }

    /// A literal other than `true` and `false`.
    pub fn is_literal(self) -> bool {
        use TokenKind::*;
        matches!(self, Int | Float | Str | ByteStr | CStr | Char | Byte)
    }
}

/// What a macro's fragment matches; on an [`TokenKind::OpenGroup`] token, what the group holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Fragment {
    None,
    Expr,
    Ident,
    Type,
    TokenTree,
    Pattern,
    /// `pat_param`: no `|` at the top.
    PatternNoOr,
    Statement,
    Block,
    Item,
    Path,
    Literal,
    Lifetime,
    Visibility,
    Meta,
}

/// One token.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    pub kind: TokenKind,
    /// A line's end lies between this token and the one before it.
    pub newline_before: bool,
    /// White space or a comment lies between this token and the one before it.
    pub space_before: bool,
    /// `r#name`: never a keyword.
    pub raw: bool,
    /// For [`TokenKind::OpenGroup`].
    pub fragment: Fragment,
    /// The name; for literals their text as written.
    pub symbol: Symbol,
    /// The macros that have written it.
    pub context: Context,
    pub span: Span,
}

impl Token {
    /// The text as written.
    pub fn text(&self) -> &'static str {
        match self.kind {
            TokenKind::Ident | TokenKind::Lifetime => self.symbol.as_str(),
            kind if kind.is_literal() => self.symbol.as_str(),
            kind => kind.text(),
        }
    }

    /// The name that it is.
    pub fn ident(&self) -> Ident {
        // `self` is that of the method, whoever writes it.
        let context = if self.symbol == keyword::SELF_VALUE { Context::ROOT } else { self.context };
        Ident { name: self.symbol, span: self.span, context }
    }

    /// Whether two tokens are the same to a macro's matcher.
    pub fn same(&self, other: &Token) -> bool {
        self.kind == other.kind && self.symbol == other.symbol
    }
}

fn is_name_part(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

/// Tokens as text, spaced as they were written.
pub fn to_text(tokens: &[Token]) -> String {
    let mut text = String::new();
    for (index, token) in tokens.iter().enumerate() {
        let word = token.text();
        // What a macro puts side by side stays two words.
        let would_join = word.starts_with(is_name_part) && text.ends_with(is_name_part);
        if index > 0 && (token.space_before || would_join) && !word.is_empty() && !text.is_empty() {
            text.push(' ');
        }
        if token.raw {
            text.push_str("r#");
        }
        text.push_str(word);
    }
    text
}
