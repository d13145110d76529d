//! Writes a macro's body with its variables filled in.

use super::{Bindings, Bound, Element, Operator, Repeat};
use crate::hygiene::{Context, DefinitionId};
use crate::parser::{Parsed, Parser};
use crate::span::{Span, Symbol};
use crate::token::{Fragment, Token, TokenKind};

struct Transcriber<'t> {
    bindings: &'t Bindings,
    definition: DefinitionId,
    expansion: u32,
    /// What the context of the macro's text became, by what it was.
    contexts: Vec<(Context, Context)>,
    /// The place that the macro's own tokens get: the call's.
    site: Span,
    krate: Symbol,
    /// Which round of each repetition around is being written.
    rounds: Vec<usize>,
    tokens: Vec<Token>,
}

/// The tokens of a body, ending in `Eof`.
pub(super) fn transcribe(
    parser: &mut Parser<'_>,
    body: &[Element],
    bindings: &Bindings,
    definition: DefinitionId,
    expansion: u32,
    site: Span,
    krate: Symbol,
) -> Parsed<Vec<Token>> {
    let mut transcriber =
        Transcriber { bindings, definition, expansion, contexts: Vec::new(), site, krate, rounds: Vec::new(), tokens: Vec::new() };
    if let Err(message) = transcriber.write(body) {
        return Err(parser.error(site, message));
    }
    let mut tokens = transcriber.tokens;
    tokens.push(Token {
        kind: TokenKind::Eof,
        newline_before: false,
        space_before: false,
        raw: false,
        fragment: Fragment::None,
        symbol: crate::keyword::EMPTY,
        context: Context::ROOT,
        span: site,
    });
    Ok(tokens)
}

impl Transcriber<'_> {
    fn write(&mut self, elements: &[Element]) -> Result<(), String> {
        for element in elements {
            match element {
                Element::Token(token) => self.own(*token),
                Element::Crate(token) => self.own(Token { symbol: self.krate, raw: true, ..*token }),
                Element::Variable { name, token, .. } => self.variable(*name, token)?,
                Element::Repeat(repeat) => self.repeat(repeat)?,
            }
        }
        Ok(())
    }

    /// A token of the macro's own.
    fn own(&mut self, token: Token) {
        let context = match self.contexts.iter().find(|(before, _)| *before == token.context) {
            Some((_, after)) => *after,
            None => {
                let after = token.context.expanded(self.definition, self.expansion);
                self.contexts.push((token.context, after));
                after
            }
        };
        self.tokens.push(Token { context, span: self.site, ..token });
    }

    fn lookup(&self, name: Symbol) -> Option<&Bound> {
        let mut bound = self.bindings.get(&name)?;
        for &round in &self.rounds {
            match bound {
                Bound::Sequence(list) => bound = list.get(round)?,
                Bound::Tokens(_) => break,
            }
        }
        Some(bound)
    }

    fn variable(&mut self, name: Symbol, written: &Token) -> Result<(), String> {
        match self.lookup(name) {
            Some(Bound::Tokens(tokens)) => {
                let start = self.tokens.len();
                let tokens = tokens.clone();
                self.tokens.extend(tokens);
                if let Some(first) = self.tokens.get_mut(start) {
                    first.newline_before = written.newline_before;
                    first.space_before = written.space_before;
                }
                Ok(())
            }
            Some(Bound::Sequence(_)) => Err(format!("the macro's variable `{name}` is still repeating at this depth")),
            None => Err(format!("the macro's variable `{name}` holds nothing here")),
        }
    }

    fn repeat(&mut self, repeat: &Repeat) -> Result<(), String> {
        let mut rounds: Option<(Symbol, usize)> = None;
        for name in &repeat.names {
            if let Some(Bound::Sequence(list)) = self.lookup(*name) {
                match rounds {
                    Some((other, count)) if count != list.len() => {
                        return Err(format!(
                            "the macro's variable `{name}` repeats {} times, but `{other}` repeats {count} times",
                            list.len()
                        ));
                    }
                    _ => rounds = Some((*name, list.len())),
                }
            }
        }
        let Some((_, count)) = rounds else {
            return Err("a repetition of the macro contains no repeating variable".into());
        };
        let count = if repeat.operator == Operator::Optional { count.min(1) } else { count };
        for round in 0..count {
            if round > 0
                && let Some(separator) = repeat.separator
            {
                self.own(separator);
            }
            self.rounds.push(round);
            let result = self.write(&repeat.elements);
            self.rounds.pop();
            result?;
            if self.tokens.len() > super::TOKEN_LIMIT {
                return Err("the macros of this program expand to too much".into());
            }
        }
        Ok(())
    }
}
