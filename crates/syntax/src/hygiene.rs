//! Hygiene: which expansions of macros a name has come through.
//!
//! A name that stands in a macro's own text means what it means where the macro is defined; a variable or label of such a name is another one than that which the
//! caller writes so. A [`Context`] is the list of the expansions that have written a name, innermost first; two names are the same variable if text and context
//! are the same. Where a lookup leaves the scope of a macro's definition, the expansions of that macro are forgotten (see `body::names` of the checker; after
//! rustc's `SyntaxContext` and the ribs of its resolver). Items are found by their text alone.
//! Contexts are interned for the life of the process. The same text makes the same ones again, so their number is bounded by the largest program.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

/// A macro's definition, by number.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct DefinitionId(pub(crate) u32);

/// The expansions that a name has come through.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Context(u32);

/// One more expansion upon a context.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Step {
    before: Context,
    definition: DefinitionId,
    /// A number that no other expansion of the same parse has.
    expansion: u32,
}

#[derive(Default)]
struct Contexts {
    ids: HashMap<Step, u32>,
    steps: Vec<Step>,
}

static CONTEXTS: LazyLock<Mutex<Contexts>> = LazyLock::new(Mutex::default);

impl Context {
    /// Of what the source itself writes.
    pub const ROOT: Context = Context(0);

    /// Whether the source itself has written it.
    pub fn is_root(self) -> bool {
        self.0 == 0
    }

    /// Of what stands in the text of `definition`, written by `expansion`.
    pub(crate) fn expanded(self, definition: DefinitionId, expansion: u32) -> Context {
        let mut contexts = CONTEXTS.lock().unwrap_or_else(PoisonError::into_inner);
        let step = Step { before: self, definition, expansion };
        let Contexts { ids, steps } = &mut *contexts;
        let id = ids.entry(step).or_insert_with(|| {
            steps.push(step);
            steps.len() as u32
        });
        Context(*id)
    }

    /// What the context was where `definition` stands, if the innermost expansion is one of it.
    pub fn outside(self, definition: DefinitionId) -> Context {
        if self.is_root() {
            return self;
        }
        let contexts = CONTEXTS.lock().unwrap_or_else(PoisonError::into_inner);
        match contexts.steps.get(self.0 as usize - 1) {
            Some(step) if step.definition == definition => step.before,
            _ => self,
        }
    }
}
