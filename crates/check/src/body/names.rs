//! Names of variables and labels in scope, with the hygiene of macros.
//!
//! Scopes are rustc's *ribs*: a block, an arm, a closure each open one, and so does what follows the definition of a macro. A lookup goes from the innermost
//! outwards; where it leaves what follows a macro's definition, a name from that macro's text is from there on the name that its definition has written.

use std::collections::HashMap;

use ruchy_syntax::hygiene::{Context, DefinitionId};
use ruchy_syntax::span::{Ident, Symbol};

use super::{LoopCx, Named};

#[derive(Default)]
struct Scope {
    names: HashMap<(Symbol, Context), Named>,
    /// The macro after whose definition it begins; such a scope ends with the one around it.
    after: Option<DefinitionId>,
}

/// The scopes around the place that is being checked.
pub(crate) struct Names {
    scopes: Vec<Scope>,
}

impl Names {
    /// The scope of a function's parameters.
    pub fn new() -> Self {
        Names { scopes: vec![Scope::default()] }
    }

    pub fn enter(&mut self) {
        self.scopes.push(Scope::default());
    }

    pub fn leave(&mut self) {
        while self.scopes.pop().is_some_and(|s| s.after.is_some()) {}
    }

    /// From here on to the end of the scope `definition` is there.
    pub fn define_macro(&mut self, definition: DefinitionId) {
        self.scopes.push(Scope { names: HashMap::new(), after: Some(definition) });
    }

    /// How many scopes are open, not counting what follows a macro's definition.
    pub fn depth(&self) -> usize {
        self.scopes.iter().filter(|s| s.after.is_none()).count()
    }

    pub fn insert(&mut self, name: (Symbol, Context), named: Named) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.names.insert(name, named);
        }
    }

    pub fn lookup(&self, name: Ident) -> Option<Named> {
        let mut context = name.context;
        for scope in self.scopes.iter().rev() {
            if let Some(&named) = scope.names.get(&(name.name, context)) {
                return Some(named);
            }
            if let Some(definition) = scope.after {
                context = context.outside(definition);
            } else if !context.is_root()
                && let Some(item @ Named::Item) = scope.names.get(&(name.name, Context::ROOT))
            {
                return Some(*item);
            }
        }
        None
    }

    /// Whether an item of that name would hide a variable.
    pub fn hides(&self, name: Symbol) -> bool {
        self.scopes.iter().any(|s| s.names.iter().any(|((known, _), named)| *known == name && matches!(named, Named::Local(_))))
    }

    /// What a relaxed file's top-level statements call `name`, whoever asks.
    pub fn at_top(&self, name: Symbol) -> Option<Named> {
        let top = self.scopes.iter().enumerate().filter(|(at, s)| s.after.is_none() && *at >= 2).map(|(at, _)| at).next();
        self.scopes[..top.unwrap_or(self.scopes.len())].iter().rev().find_map(|s| s.names.get(&(name, Context::ROOT)).copied())
    }

    /// The loop or block that a label means; `loops` lie within each other, the last innermost.
    pub fn labelled(&self, label: Ident, loops: &[LoopCx]) -> Option<usize> {
        let mut context = label.context;
        let mut scopes = self.scopes.len();
        for (at, found) in loops.iter().enumerate().rev() {
            while scopes > found.scopes {
                scopes -= 1;
                if let Some(definition) = self.scopes[scopes].after {
                    context = context.outside(definition);
                }
            }
            if found.label == Some((label.name, context)) {
                return Some(at);
            }
        }
        None
    }

    /// How many scopes are open, for a loop that begins here.
    pub fn open(&self) -> usize {
        self.scopes.len()
    }

    /// All names in scope, for suggestions.
    pub fn known(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.scopes.iter().flat_map(|s| s.names.keys().map(|(name, _)| name.as_str()))
    }
}
