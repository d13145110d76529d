//! The grammar of format strings: `{argument:fill align sign # 0 width .precision type}`.

use crate::diagnostic::Diagnostic;
use crate::hygiene::Context;
use crate::parser::Parser;
use crate::parser::expressions::single;
use crate::span::{Ident, Span, Symbol};
use crate::token::Token;
use crate::tree::{Align, Count, Expr, ExprKind, FormatArgument, FormatPiece, FormatString, FormatStyle, Placeholder};

struct Reader<'r, 'p> {
    parser: &'r mut Parser<'p>,
    text: &'static str,
    position: usize,
    /// The literal's place.
    span: Span,
    /// Where the text begins in the source, if it stands there unescaped.
    source: Option<u32>,
    context: Context,
    args: &'r mut Vec<FormatArgument>,
    /// How many arguments were written, and how many of them before the first name.
    written: usize,
    positional: usize,
    /// The next argument of a bare `{}`.
    next: usize,
    used: Vec<bool>,
    /// A mistake was found: what is unused because of it is not one more.
    failed: bool,
}

/// Reads a format string; names in it that are no written arguments are added to `args`. `literal` is its token, if it is written as one.
pub(crate) fn read(
    parser: &mut Parser<'_>,
    text: Symbol,
    span: Span,
    literal: Option<Token>,
    args: &mut Vec<FormatArgument>,
) -> FormatString {
    let context = literal.map_or(Context::ROOT, |t| t.context);
    let value = text.as_str();
    let source = literal.filter(|t| t.context.is_root()).and_then(|token| {
        let written = parser.text(token.span);
        written.find(value).filter(|_| !value.is_empty() && !written.contains('\\')).map(|at| token.span.lo + at as u32)
    });
    let written = args.len();
    let positional = args.iter().position(|a| a.name.is_some()).unwrap_or(written);
    let mut reader = Reader {
        parser,
        text: value,
        position: 0,
        span,
        source,
        context,
        written,
        positional,
        next: 0,
        used: vec![false; written],
        failed: false,
        args,
    };
    let pieces = reader.pieces();
    reader.check_arguments(&pieces);
    FormatString { pieces, span }
}

impl Reader<'_, '_> {
    fn rest(&self) -> &'static str {
        &self.text[self.position..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn eat(&mut self, c: char) -> bool {
        let yes = self.peek() == Some(c);
        if yes {
            self.position += c.len_utf8();
        }
        yes
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.position += self.peek().map_or(1, char::len_utf8);
        }
    }

    /// The place of a part of the text.
    fn place(&self, from: usize, to: usize) -> Span {
        match self.source {
            Some(start) => Span::new(self.span.file, start + from as u32, start + to as u32),
            None => self.span,
        }
    }

    fn error(&mut self, from: usize, to: usize, message: &str, help: &str) {
        self.failed = true;
        let mut diagnostic = Diagnostic::error("", self.place(from, to), message);
        if !help.is_empty() {
            diagnostic = diagnostic.help(help);
        }
        self.parser.report(diagnostic);
    }

    fn pieces(&mut self) -> Vec<FormatPiece> {
        let mut pieces = Vec::new();
        let mut text = String::new();
        while let Some(at) = self.rest().find(['{', '}']) {
            text.push_str(&self.rest()[..at]);
            self.position += at;
            if self.rest().starts_with("{{") || self.rest().starts_with("}}") {
                text.push_str(&self.rest()[..1]);
                self.position += 2;
                continue;
            }
            if self.rest().starts_with('}') {
                let at = self.position;
                self.error(at, at + 1, "invalid format string: unmatched `}` found", "write `}}` for a brace in the text");
                self.position += 1;
                continue;
            }
            if !text.is_empty() {
                pieces.push(FormatPiece::Text(std::mem::take(&mut text)));
            }
            let start = self.position;
            match self.placeholder() {
                Some(placeholder) => pieces.push(FormatPiece::Placeholder(placeholder)),
                None => {
                    // On behind the brace that closes it.
                    self.position = self.text[start..].find('}').map_or(self.text.len(), |end| start + end + 1);
                }
            }
        }
        text.push_str(self.rest());
        if !text.is_empty() {
            pieces.push(FormatPiece::Text(text));
        }
        pieces
    }

    /// `{…}`
    fn placeholder(&mut self) -> Option<Placeholder> {
        let start = self.position;
        self.position += 1;
        self.skip_space();
        let argument = self.argument_reference()?;
        self.skip_space();
        let mut found = Placeholder {
            argument: 0,
            style: FormatStyle::Display,
            fill: ' ',
            align: None,
            plus: false,
            alternate: false,
            zero: false,
            width: None,
            precision: None,
            debug_hex: None,
            span: self.span,
        };
        if self.eat(':') {
            self.specification(&mut found)?;
        }
        self.skip_space();
        if !self.eat('}') {
            let (from, to) = (start, self.position);
            let message = match self.peek() {
                None => "invalid format string: expected `}` but the string was ended".to_owned(),
                Some(c) => format!("invalid format string: expected `}}`, found `{c}`"),
            };
            self.error(from, to.max(from + 1), &message, "write `{{` for a brace in the text");
            return None;
        }
        found.span = self.place(start, self.position);
        found.argument = match argument {
            Some(index) => index,
            None => {
                let index = self.next;
                self.next += 1;
                self.mark_used(index);
                index
            }
        };
        Some(found)
    }

    fn mark_used(&mut self, index: usize) {
        if let Some(used) = self.used.get_mut(index) {
            *used = true;
        }
    }

    /// A number or a name, as an argument's index. `Some(None)`: neither is written.
    fn argument_reference(&mut self) -> Option<Option<usize>> {
        let start = self.position;
        if self.peek().is_some_and(|c| c.is_ascii_digit()) {
            let index = self.number()?;
            self.check_index(index, start);
            self.mark_used(index);
            return Some(Some(index));
        }
        match self.name() {
            Some(name) => {
                let after = self.peek();
                if matches!(after, Some('.' | '(' | '[')) {
                    let end = self.position + 1;
                    self.error(
                        start,
                        end,
                        "invalid format string: only names can be written between the braces",
                        "pass the expression as an argument: `\"{}\", value.field`",
                    );
                    return None;
                }
                Some(Some(self.named(name, start)))
            }
            None => Some(None),
        }
    }

    fn name(&mut self) -> Option<&'static str> {
        let rest = self.rest();
        let first = rest.chars().next()?;
        if !(first.is_alphabetic() || first == '_') {
            return None;
        }
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        self.position += end;
        Some(&rest[..end])
    }

    fn number(&mut self) -> Option<usize> {
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let start = self.position;
        self.position += end;
        // Rust's bound on widths and precisions.
        match rest[..end].parse::<usize>() {
            Ok(value) if value <= usize::from(u16::MAX) => Some(value),
            _ => {
                self.error(start, start + end, "invalid format string: this number is too large", "");
                None
            }
        }
    }

    /// The index of the argument of that name, which is added if it was not written.
    fn named(&mut self, name: &str, start: usize) -> usize {
        let symbol = Symbol::new(name);
        let found = self.args.iter().position(|a| a.name.is_some_and(|n| n.name == symbol));
        if let Some(index) = found {
            self.mark_used(index);
            return index;
        }
        let span = self.place(start, start + name.len());
        let variable = Ident { name: symbol, span, context: self.context };
        let value = Expr { kind: ExprKind::Path(single(variable)), span };
        self.args.push(FormatArgument { name: Some(Ident::new(symbol, span)), value });
        self.args.len() - 1
    }

    fn check_index(&mut self, index: usize, start: usize) {
        if index >= self.written {
            let count = self.written;
            let message = format!("invalid reference to positional argument {index} ({})", there_are(count));
            self.error(start, self.position, &message, "positional arguments are counted from 0");
        }
    }

    /// What follows the colon.
    fn specification(&mut self, found: &mut Placeholder) -> Option<()> {
        let align = |c| match c {
            '<' => Some(Align::Left),
            '^' => Some(Align::Center),
            '>' => Some(Align::Right),
            _ => None,
        };
        let mut chars = self.rest().chars();
        if let (Some(fill), Some(second)) = (chars.next(), chars.next())
            && let Some(found_align) = align(second)
        {
            found.fill = fill;
            found.align = Some(found_align);
            self.position += fill.len_utf8() + 1;
        } else if let Some(found_align) = self.peek().and_then(align) {
            found.align = Some(found_align);
            self.position += 1;
        }
        if self.eat('+') {
            found.plus = true;
        } else {
            self.eat('-');
        }
        found.alternate = self.eat('#');
        // `0$` is a width taken from argument 0, not the flag.
        if self.rest().starts_with('0') && !self.rest().starts_with("0$") {
            found.zero = true;
            self.position += 1;
        }
        found.width = self.count()?;
        if self.eat('.') {
            if self.eat('*') {
                let index = self.next;
                self.next += 1;
                self.mark_used(index);
                found.precision = Some(Count::Argument(index));
            } else {
                found.precision = self.count()?;
            }
        }
        self.style(found)
    }

    /// `8`, `1$`, `name$`, or nothing.
    fn count(&mut self) -> Option<Option<Count>> {
        let start = self.position;
        if self.peek().is_some_and(|c| c.is_ascii_digit()) {
            let value = self.number()?;
            if self.eat('$') {
                self.check_index(value, start);
                self.mark_used(value);
                return Some(Some(Count::Argument(value)));
            }
            return Some(Some(Count::Is(value)));
        }
        if let Some(name) = self.name() {
            if self.eat('$') {
                return Some(Some(Count::Argument(self.named(name, start))));
            }
            self.position = start;
        }
        Some(None)
    }

    fn style(&mut self, found: &mut Placeholder) -> Option<()> {
        let rest = self.rest();
        let end = rest.find(|c: char| c == '}' || c.is_whitespace()).unwrap_or(rest.len());
        let start = self.position;
        let name = &rest[..end];
        found.style = match name {
            "" => FormatStyle::Display,
            "?" => FormatStyle::Debug,
            "x?" => {
                found.debug_hex = Some(false);
                FormatStyle::Debug
            }
            "X?" => {
                found.debug_hex = Some(true);
                FormatStyle::Debug
            }
            "x" => FormatStyle::LowerHex,
            "X" => FormatStyle::UpperHex,
            "o" => FormatStyle::Octal,
            "b" => FormatStyle::Binary,
            "e" => FormatStyle::LowerExp,
            "E" => FormatStyle::UpperExp,
            "p" => FormatStyle::Pointer,
            _ if end == rest.len() => {
                self.error(
                    start,
                    start,
                    "invalid format string: expected `}` but the string was ended",
                    "write `{{` for a brace in the text",
                );
                return None;
            }
            _ => {
                let message = format!("unknown format trait `{name}`");
                self.error(start, start + end, &message, "the formats are ``, `?`, `x`, `X`, `o`, `b`, `e`, `E` and `p`");
                return None;
            }
        };
        self.position += end;
        Some(())
    }

    /// Too few arguments, or some that are never used.
    fn check_arguments(&mut self, pieces: &[FormatPiece]) {
        if self.failed {
            return;
        }
        if self.next > self.positional && self.next > self.written {
            let wanted = self.next;
            let plural = if wanted == 1 { "argument" } else { "arguments" };
            let message = format!("{wanted} positional {plural} in format string, but {}", there_are(self.positional));
            let diagnostic = Diagnostic::error("", self.span, message);
            self.parser.report(diagnostic);
            return;
        }
        let placeholders = pieces.iter().any(|p| matches!(p, FormatPiece::Placeholder(_)));
        let unused = self.used.iter().position(|used| !used);
        if let Some(index) = unused
            && let Some(argument) = self.args.get(index)
        {
            let what = if argument.name.is_some() { "named argument never used" } else { "argument never used" };
            let mut diagnostic = Diagnostic::error("", argument.value.span, what).at(what).label(self.span, "in this format string");
            if !placeholders {
                diagnostic = diagnostic.help("write `{}` in the text where the value belongs");
            }
            self.parser.report(diagnostic);
        }
    }
}

fn there_are(count: usize) -> String {
    match count {
        0 => "no arguments were given".into(),
        1 => "there is 1 argument".into(),
        _ => format!("there are {count} arguments"),
    }
}
