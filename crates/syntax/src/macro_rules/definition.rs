//! Reads the arms of a definition.

use super::{Arm, Definition, Element, Operator, Repeat};
use crate::diagnostic::Diagnostic;
use crate::hygiene::DefinitionId;
use crate::keyword;
use crate::span::{Dialect, Symbol};
use crate::token::{Fragment, Token, TokenKind};

/// Reads `(matcher) => { body }; …`. `Err`: the first mistake.
pub(crate) fn read(id: DefinitionId, name: Symbol, tokens: &[Token], dialect: Dialect) -> Result<Definition, Box<Diagnostic>> {
    let mut arms = Vec::new();
    let mut rest = tokens;
    while let Some(open) = rest.first() {
        let (matcher, after) = tree(rest).ok_or_else(|| mistake(open, "expected a macro's matcher in brackets"))?;
        let arrow = after.first().ok_or_else(|| mistake(open, "expected `=>` after the macro's matcher"))?;
        if arrow.kind != TokenKind::FatArrow {
            return Err(mistake(arrow, "expected `=>`"));
        }
        let (body, after) = tree(&after[1..]).ok_or_else(|| mistake(arrow, "expected what the macro becomes, in brackets"))?;
        let matcher = elements(matcher, None)?;
        let mut names = Vec::new();
        collect_names(&matcher, &mut names);
        let body = elements(body, Some(&names))?;
        arms.push(Arm { matcher, body });
        rest = match after.first() {
            Some(semi) if semi.kind == TokenKind::Semi => &after[1..],
            Some(other) if !other.newline_before => return Err(mistake(other, "expected `;` between the macro's rules")),
            _ => after,
        };
    }
    Ok(Definition { id, name, arms, dialect })
}

fn mistake(token: &Token, message: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::error("", token.span, message))
}

/// The content of the bracket that `tokens` begin with, and what follows it.
fn tree(tokens: &[Token]) -> Option<(&[Token], &[Token])> {
    if !tokens.first()?.kind.is_open() {
        return None;
    }
    let mut depth = 0usize;
    for (index, token) in tokens.iter().enumerate() {
        if token.kind.is_open() {
            depth += 1;
        } else if token.kind.is_close() {
            depth -= 1;
            if depth == 0 {
                return Some((&tokens[1..index], &tokens[index + 1..]));
            }
        }
    }
    None
}

/// `known`: the matcher's variables, when a body is read.
fn elements(tokens: &[Token], known: Option<&[Symbol]>) -> Result<Vec<Element>, Box<Diagnostic>> {
    // The body of a macro that defines another one holds that one's variables too.
    let defines = tokens.iter().any(|t| t.symbol == keyword::MACRO_RULES);
    nested_elements(tokens, known, defines, 0)
}

fn nested_elements(tokens: &[Token], known: Option<&[Symbol]>, defines: bool, depth: u32) -> Result<Vec<Element>, Box<Diagnostic>> {
    let mut list = Vec::new();
    let mut rest = tokens;
    while let Some((&token, after)) = rest.split_first() {
        rest = after;
        if token.kind != TokenKind::Dollar {
            list.push(Element::Token(token));
            continue;
        }
        let Some(&next) = rest.first() else {
            list.push(Element::Token(token));
            continue;
        };
        match next.kind {
            TokenKind::Ident if next.symbol == keyword::CRATE && !next.raw => {
                list.push(Element::Crate(Token { newline_before: token.newline_before, space_before: token.space_before, ..next }));
                rest = &rest[1..];
            }
            TokenKind::Ident | TokenKind::Underscore => match known {
                Some(known) if known.contains(&next.symbol) => {
                    rest = &rest[1..];
                    list.push(Element::Variable { name: next.symbol, fragment: Fragment::None, token });
                }
                Some(_) => list.push(Element::Token(token)),
                None => {
                    let [_, colon, kind, ..] = rest else {
                        return Err(mistake(&next, "a macro's variable needs a fragment: `$name:expr`"));
                    };
                    let fragment = fragment(kind.symbol.as_str());
                    if colon.kind != TokenKind::Colon || kind.kind != TokenKind::Ident {
                        return Err(mistake(&next, "a macro's variable needs a fragment: `$name:expr`"));
                    }
                    let Some(fragment) = fragment else {
                        let message = format!("invalid fragment specifier `{}`", kind.symbol);
                        return Err(Box::new(Diagnostic::error("", kind.span, message).help(
                            "the fragments are `expr`, `ident`, `ty`, `tt`, `pat`, `pat_param`, `stmt`, `block`, `item`, `path`, \
                             `literal`, `lifetime`, `vis` and `meta`",
                        )));
                    };
                    list.push(Element::Variable { name: next.symbol, fragment, token });
                    rest = &rest[3..];
                }
            },
            TokenKind::OpenParen => {
                if depth > 32 {
                    return Err(mistake(&token, "a macro's repetitions nest too deeply"));
                }
                let Some((inner, after)) = tree(rest) else { return Err(mistake(&next, "this `(` is not closed")) };
                let elements = nested_elements(inner, known, defines, depth + 1)?;
                let mut names = Vec::new();
                collect_names(&elements, &mut names);
                if known.is_some() && names.is_empty() {
                    if !defines {
                        let diagnostic = Diagnostic::error("", token.span, "this repetition contains none of the macro's variables")
                            .help("use one of the variables that repeat in the macro's pattern");
                        return Err(Box::new(diagnostic));
                    }
                    // A repetition of a macro that this one defines.
                    list.push(Element::Token(token));
                    continue;
                }
                let (separator, operator, after) = repetition(after, &token)?;
                list.push(Element::Repeat(Repeat { elements, separator, operator, names }));
                rest = after;
            }
            _ => list.push(Element::Token(token)),
        }
    }
    Ok(list)
}

/// The separator, the operator and what follows them.
type Ending<'t> = (Option<Token>, Operator, &'t [Token]);

/// `sep op` behind a repetition's bracket.
fn repetition<'t>(tokens: &'t [Token], dollar: &Token) -> Result<Ending<'t>, Box<Diagnostic>> {
    let operator = |token: &Token| match token.kind {
        TokenKind::Star => Some(Operator::Any),
        TokenKind::Plus => Some(Operator::Some),
        TokenKind::Question => Some(Operator::Optional),
        _ => None,
    };
    match tokens {
        // `$(…)+*`: the separator may look like an operator.
        [first, second, ..]
            if operator(first).is_none() || (operator(second).is_some() && !second.space_before && first.kind != TokenKind::Question) =>
        {
            match operator(second) {
                Some(found) => Ok((Some(*first), found, &tokens[2..])),
                None => Err(mistake(first, "expected `*`, `+` or `?` after the repetition")),
            }
        }
        [first, ..] => match operator(first) {
            Some(found) => Ok((None, found, &tokens[1..])),
            None => Err(mistake(first, "expected `*`, `+` or `?` after the repetition")),
        },
        [] => Err(mistake(dollar, "expected `*`, `+` or `?` after the repetition")),
    }
}

fn collect_names(elements: &[Element], names: &mut Vec<Symbol>) {
    for element in elements {
        match element {
            Element::Variable { name, .. } => names.push(*name),
            Element::Repeat(repeat) => names.extend(&repeat.names),
            Element::Token(_) | Element::Crate(_) => {}
        }
    }
}

fn fragment(name: &str) -> Option<Fragment> {
    Some(match name {
        "expr" | "expr_2021" => Fragment::Expr,
        "ident" => Fragment::Ident,
        "ty" => Fragment::Type,
        "tt" => Fragment::TokenTree,
        "pat" => Fragment::Pattern,
        "pat_param" => Fragment::PatternNoOr,
        "stmt" => Fragment::Statement,
        "block" => Fragment::Block,
        "item" => Fragment::Item,
        "path" => Fragment::Path,
        "literal" => Fragment::Literal,
        "lifetime" => Fragment::Lifetime,
        "vis" => Fragment::Visibility,
        "meta" => Fragment::Meta,
        _ => return None,
    })
}
