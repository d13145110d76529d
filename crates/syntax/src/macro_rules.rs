//! `macro_rules!`: definitions, matching, transcription.
//!
//! A definition's arms are read once into matchers and transcribers. A call's tokens are matched by
//! running the parser's own productions dry (nothing expanded, bound or reported) and keeping the tokens they
//! covered, in an invisible group where precedence matters. Hygiene: tokens that come from the macro's own text
//! carry that in their context (see [`crate::hygiene`]).

mod definition;
mod matcher;
mod transcriber;

use std::collections::HashMap;
use std::sync::Arc;

pub(crate) use definition::read as read_definition;

use crate::hygiene::DefinitionId;
use crate::keyword;
use crate::parser::{Parsed, Parser};
use crate::span::{Dialect, Span, Symbol};
use crate::token::{Fragment, Token};

/// How deep macros may expand within each other: rustc's limit.
pub(crate) const RECURSION_LIMIT: u32 = 128;

/// How many tokens all expansions of one parse may make: far beyond honest programs, short of a memory's end.
const TOKEN_LIMIT: usize = 4_000_000;

/// The mend where a macro calls itself again and again.
pub(crate) const NO_END: &str = "a macro that calls itself needs a rule that ends it";

/// How deep files may load each other's modules.
const FILE_LIMIT: u32 = 64;

/// One macro.
#[derive(Debug)]
pub(crate) struct Definition {
    pub id: DefinitionId,
    pub name: Symbol,
    arms: Vec<Arm>,
    /// Of the file that defines it: its text is read by that file's rules.
    pub dialect: Dialect,
}

#[derive(Debug)]
struct Arm {
    matcher: Vec<Element>,
    body: Vec<Element>,
}

/// A part of a matcher or of a transcriber.
#[derive(Debug)]
enum Element {
    Token(Token),
    /// `$name:fragment`; in a transcriber `$name`.
    Variable {
        name: Symbol,
        fragment: Fragment,
        token: Token,
    },
    /// `$crate`
    Crate(Token),
    Repeat(Repeat),
}

/// `$(…) sep op`
#[derive(Debug)]
struct Repeat {
    elements: Vec<Element>,
    separator: Option<Token>,
    operator: Operator,
    /// The variables within.
    names: Vec<Symbol>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Operator {
    Any,
    Some,
    Optional,
}

/// What a variable was matched to.
#[derive(Clone, Debug)]
enum Bound {
    Tokens(Vec<Token>),
    Sequence(Vec<Bound>),
}

type Bindings = HashMap<Symbol, Bound>;

/// The macros in scope: kept by the caller from file to file (the library's first) and from one input of the prompt to the next.
#[derive(Clone, Debug, Default)]
pub struct MacroTable {
    scope: HashMap<Symbol, Arc<Definition>>,
    /// Found by path from anywhere: `#[macro_export]`, `pub(crate) use`.
    exported: HashMap<Symbol, Arc<Definition>>,
    /// What each definition has hidden, to be brought back at its scope's end.
    log: Vec<(Symbol, Option<Arc<Definition>>)>,
    marks: u32,
    produced: usize,
    files: u32,
}

impl MacroTable {
    /// A table without macros.
    pub fn new() -> Self {
        Self::default()
    }

    /// The names that are defined, for completion.
    pub fn names(&self) -> Vec<Symbol> {
        self.scope.keys().copied().collect()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.scope.is_empty() && self.exported.is_empty()
    }

    pub(crate) fn begin_parse(&mut self) {
        self.produced = 0;
        self.files = 0;
    }

    pub(crate) fn enter_scope(&self) -> usize {
        self.log.len()
    }

    pub(crate) fn leave_scope(&mut self, scope: usize) {
        while self.log.len() > scope {
            match self.log.pop() {
                Some((name, Some(hidden))) => {
                    self.scope.insert(name, hidden);
                }
                Some((name, None)) => {
                    self.scope.remove(&name);
                }
                None => return,
            }
        }
    }

    pub(crate) fn enter_file(&mut self) -> bool {
        self.files += 1;
        self.files <= FILE_LIMIT
    }

    pub(crate) fn leave_file(&mut self) {
        self.files = self.files.saturating_sub(1);
    }

    pub(crate) fn define(&mut self, definition: Arc<Definition>, exported: bool) {
        let name = definition.name;
        if exported {
            self.exported.insert(name, Arc::clone(&definition));
        }
        let hidden = self.scope.insert(name, definition);
        self.log.push((name, hidden));
    }

    /// `use` of a macro: false if there is none of that name.
    pub(crate) fn import(&mut self, from: Symbol, to: Symbol) -> bool {
        let Some(found) = self.find(from) else { return false };
        if to != keyword::UNDERSCORE {
            self.exported.insert(to, Arc::clone(&found));
            let hidden = self.scope.insert(to, found);
            self.log.push((to, hidden));
        }
        true
    }

    pub(crate) fn find(&self, name: Symbol) -> Option<Arc<Definition>> {
        self.scope.get(&name).or_else(|| self.exported.get(&name)).cloned()
    }

    /// A number that no other expansion and no other definition has.
    pub(crate) fn next_mark(&mut self) -> u32 {
        self.marks += 1;
        self.marks
    }

    fn count(&mut self, tokens: usize) -> bool {
        self.produced += tokens;
        self.produced <= TOKEN_LIMIT
    }
}

/// The tokens that a call becomes, ending in `Eof`.
pub(crate) fn expand(parser: &mut Parser<'_>, definition: &Definition, args: Vec<Token>, call: Span) -> Parsed<Vec<Token>> {
    let expansion = parser.macros.next_mark();
    let Some((arm, bindings)) = matcher::find_arm(parser, definition, args, call)? else {
        return Err(parser.no_arm_matches(definition, call));
    };
    let krate = if definition.dialect == Dialect::Std { keyword::STD } else { keyword::CRATE };
    let site = parser.call_site.unwrap_or(call);
    let tokens = transcriber::transcribe(parser, &arm.body, &bindings, definition.id, expansion, site, krate)?;
    if !parser.macros.count(tokens.len()) {
        return Err(parser.give_up("the macros of this program expand to too much", NO_END));
    }
    Ok(tokens)
}
