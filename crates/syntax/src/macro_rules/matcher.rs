//! Matches a call's tokens against the arms of a macro, first arm first.

use super::{Arm, Bindings, Bound, Definition, Element, Operator, Repeat};
use crate::diagnostic::Diagnostic;
use crate::hygiene::Context;
use crate::keyword;
use crate::parser::paths::PathMode;
use crate::parser::{Parsed, Parser, Reported, SPLIT_UP, TOO_DEEP};
use crate::span::Span;
use crate::token::{Fragment, Token, TokenKind};

/// The arm that matches, with what its variables hold.
pub(crate) fn find_arm<'d>(
    parser: &mut Parser<'_>,
    definition: &'d Definition,
    args: Vec<Token>,
    call: Span,
) -> Parsed<Option<(&'d Arm, Bindings)>> {
    parser.try_tokens(args, call, |p| {
        let start = p.snapshot();
        for arm in &definition.arms {
            let mut bindings = Bindings::new();
            if p.match_elements(&arm.matcher, &mut bindings) && p.at_end() {
                return Some((arm, bindings));
            }
            p.restore(start);
        }
        None
    })
}

impl Parser<'_> {
    pub(super) fn no_arm_matches(&mut self, definition: &Definition, call: Span) -> Reported {
        let site = self.call_site.unwrap_or(call);
        if std::mem::take(&mut self.too_deep) {
            return self.give_up(TOO_DEEP, SPLIT_UP);
        }
        let message = format!("no rules of the macro `{}` match this call", definition.name);
        self.report(Diagnostic::error("", site, message).help("compare the call with the patterns before `=>` in the macro's definition"))
    }

    fn match_elements(&mut self, elements: &[Element], bindings: &mut Bindings) -> bool {
        for element in elements {
            let matched = match element {
                Element::Token(token) => self.match_token(token),
                Element::Crate(_) => self.at_keyword(keyword::CRATE) && self.eat(TokenKind::Ident),
                Element::Variable { name, fragment, .. } => match self.match_fragment(*fragment) {
                    Some(tokens) => {
                        bindings.insert(*name, Bound::Tokens(tokens));
                        true
                    }
                    None => false,
                },
                Element::Repeat(repeat) => self.match_repeat(repeat, bindings),
            };
            if !matched {
                return false;
            }
        }
        true
    }

    fn match_token(&mut self, token: &Token) -> bool {
        if self.current.same(token) {
            self.bump();
            return true;
        }
        // `>` where the call wrote `>>`.
        self.current.kind.split().is_some_and(|(first, _)| first == token.kind)
            && token.kind == TokenKind::Greater
            && self.eat_part(token.kind)
    }

    fn match_repeat(&mut self, repeat: &Repeat, bindings: &mut Bindings) -> bool {
        let mut rounds: Vec<Bindings> = Vec::new();
        while !(repeat.operator == Operator::Optional && rounds.len() == 1) {
            let before = self.snapshot();
            let position = self.position;
            if !rounds.is_empty()
                && let Some(separator) = &repeat.separator
                && !self.match_token(separator)
            {
                break;
            }
            let mut round = Bindings::new();
            if !self.match_elements(&repeat.elements, &mut round) || self.position == position {
                self.restore(before);
                break;
            }
            rounds.push(round);
        }
        if repeat.operator == Operator::Some && rounds.is_empty() {
            return false;
        }
        for name in &repeat.names {
            let sequence = rounds.iter_mut().filter_map(|round| round.remove(name)).collect();
            bindings.insert(*name, Bound::Sequence(sequence));
        }
        true
    }

    /// The tokens that a fragment covers, grouped where that keeps their meaning.
    fn match_fragment(&mut self, fragment: Fragment) -> Option<Vec<Token>> {
        let first = self.current;
        let position = self.position;
        let errors = self.diagnostics.len();
        let matched = self.read_fragment(fragment);
        self.diagnostics.truncate(errors);
        matched.ok()?;
        if self.position == position && self.current.kind == first.kind && fragment != Fragment::Visibility {
            return None;
        }
        let mut tokens = self.tokens[position..self.position].to_vec();
        if let Some(token) = tokens.first_mut() {
            *token = first;
        }
        // The fragment ended within `>>`: its half belongs to it.
        let rest = self.tokens[self.position];
        if rest.kind != self.current.kind
            && let Some((half, _)) = rest.kind.split()
        {
            tokens.push(Token { kind: half, ..rest });
        }
        let grouped = match fragment {
            Fragment::Expr | Fragment::Literal => tokens.len() > 1,
            Fragment::Type | Fragment::Path => tokens.len() > 1 || first.kind != TokenKind::Ident,
            Fragment::Pattern | Fragment::PatternNoOr | Fragment::Statement | Fragment::Item => true,
            _ => false,
        };
        let already = first.kind == TokenKind::OpenGroup
            && closes_at_end(&tokens)
            && !(matches!(fragment, Fragment::Type | Fragment::Statement) && first.fragment != fragment);
        if grouped && !already {
            let span = first.span;
            let open =
                Token { kind: TokenKind::OpenGroup, fragment, symbol: keyword::EMPTY, raw: false, context: Context::ROOT, span, ..first };
            let close = Token { kind: TokenKind::CloseGroup, newline_before: false, space_before: false, ..open };
            tokens.insert(0, open);
            tokens.push(close);
        }
        Some(tokens)
    }

    fn read_fragment(&mut self, fragment: Fragment) -> Parsed<()> {
        let ended = self.at_end() || self.current.kind.is_close();
        if ended && fragment != Fragment::Visibility {
            return Err(Reported);
        }
        match fragment {
            Fragment::None => return Err(Reported),
            Fragment::Expr => {
                if self.at_keyword(keyword::LET) {
                    return Err(Reported);
                }
                self.expression()?;
            }
            Fragment::Ident => {
                if !self.eat(TokenKind::Ident) {
                    return Err(Reported);
                }
            }
            Fragment::Type => {
                self.ty()?;
            }
            Fragment::TokenTree => self.skip_tree(),
            Fragment::Pattern => {
                self.pattern()?;
            }
            Fragment::PatternNoOr => {
                self.pattern_no_or()?;
            }
            Fragment::Statement => self.statement_fragment()?,
            Fragment::Block => {
                self.block()?;
            }
            Fragment::Item => {
                let outer = self.outer_attributes();
                self.item(outer, &mut Vec::new())?;
            }
            Fragment::Path => {
                self.path(PathMode::Type)?;
            }
            Fragment::Literal => {
                self.literal_expression()?;
            }
            Fragment::Lifetime => {
                if !self.eat(TokenKind::Lifetime) {
                    return Err(Reported);
                }
            }
            Fragment::Visibility => {
                self.visibility()?;
            }
            Fragment::Meta => {
                self.path(PathMode::Plain)?;
                if self.current.kind.is_open() {
                    self.skip_tree();
                } else if self.eat(TokenKind::Eq) {
                    self.expression()?;
                }
            }
        }
        Ok(())
    }
}

/// Whether the group that the tokens begin with ends where they end.
fn closes_at_end(tokens: &[Token]) -> bool {
    let mut depth = 0usize;
    for (index, token) in tokens.iter().enumerate() {
        if token.kind.is_open() {
            depth += 1;
        } else if token.kind.is_close() {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return index + 1 == tokens.len();
            }
        }
    }
    false
}
