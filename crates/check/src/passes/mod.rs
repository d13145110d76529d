//! Checks over a finished [`Body`](crate::typed::Body): what closures capture, what has been moved, what tasks share,
//! whether matches cover all values.
//!
//! All but the last read one picture of the body, [`events::Flows`]: for the function and each of its closures a
//! graph of what happens to variables, in order of evaluation. The passes only read the tree; what has to change in
//! it (copies of places that live on) they return.
//!
//! | pass | gives | needs |
//! |---|---|---|
//! | [`captures`] | the captures of each closure | |
//! | [`parts`] | the parts of variables that closures own, in Rust files | |
//! | [`moves`] | E0381, E0382, E0507; in relaxed files the places to copy | captures' modes are computed on the way |
//! | [`borrows`] | E0499, E0502, E0503, E0505, E0506, E0515, E0597, E0716 of borrows held in variables, in Rust files | |
//! | [`mutability`] | E0384, E0594, E0596, in Rust files | |
//! | [`sharing`] | E0373, E0499, E0502, R0401, R0402 | |
//! | [`exhaustive`] | E0004, E0005, unreachable arms | |

pub mod borrows;
pub mod captures;
pub mod events;
pub mod exhaustive;
pub mod flow;
pub mod moves;
pub mod mutability;
pub mod parts;
pub mod places;
pub mod sharing;
#[cfg(test)]
mod tests;
mod witness;

pub use borrows::borrows;
pub use captures::captures;
pub use events::Flows;
pub use exhaustive::exhaustive;
pub use moves::{Moves, moves};
pub use mutability::mutability;
pub use parts::{Part, parts};
pub use sharing::{Summary, shared_globals, sharing, summarize};

use crate::typed::{Adt, ClosureInfo, Global, GlobalId, InstanceId};
use crate::types::{ClosureId, DefId, Ty, TypeTable};

/// How long a task started by a call may live.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SpawnKind {
    /// It may outlive its maker: `thread::spawn`, `tokio::spawn`, `spawn { }`.
    Detached,
    /// It ends before the scope does: `thread::scope`'s `spawn`, crossbeam's, `rayon::join`.
    Scoped,
    /// The closure is called by many tasks at once: `par_iter().for_each`, `parallel_map`.
    Parallel,
}

/// What the result of a call borrows from.
#[derive(Clone, Debug, Default)]
pub struct Lending {
    /// The arguments whose borrows it holds, by position.
    pub args: Vec<usize>,
    /// Whatever borrows in it does so from the same.
    pub uniform: bool,
}

/// What the passes ask of the checker.
pub trait Queries {
    fn types(&self) -> &TypeTable;
    /// Whether a value in use stays valid by itself (`Copy`).
    fn is_copy(&mut self, ty: Ty) -> bool;
    /// Whether a relaxed file may copy the place instead of moving it: plain data, and what has `Clone`.
    fn can_copy(&mut self, ty: Ty) -> bool;
    /// Whether the program's own code runs when a value of the type itself is dropped.
    fn has_destructor(&mut self, _ty: Ty) -> bool {
        false
    }
    /// Whether each field of the struct has a place of its own, that a reference can lead to.
    fn has_own_fields(&mut self, _ty: Ty) -> bool {
        true
    }
    /// Whether values of it are shared things (law 2): using one through `&mut self` changes no variable.
    fn is_handle(&mut self, ty: Ty) -> bool;
    /// Whether it is a receiver that several tasks may share although Rust's has one owner: it is shared where it is moved more than once.
    fn is_shared_end(&mut self, _ty: Ty) -> bool {
        false
    }
    /// Whether a call of this function makes tasks of the closures and futures among its arguments.
    fn is_task_spawn(&self, callee: InstanceId) -> Option<SpawnKind>;
    fn adt(&self, def: DefId) -> Option<&Adt>;
    /// The types of the fields of a variant (0 for a struct) of an ADT type; empty where it has none or is opaque.
    fn field_types(&mut self, ty: Ty, variant: u32) -> Vec<Ty>;
    /// `captures` need not be filled in yet.
    fn closure(&self, id: ClosureId) -> Option<&ClosureInfo>;
    fn global(&self, id: GlobalId) -> Option<&Global>;
    /// A type as messages write it.
    fn type_name(&self, ty: Ty) -> String;
    fn lending(&self, _callee: InstanceId) -> Lending {
        Lending::default()
    }
    /// Whether values of a type may borrow from something.
    fn holds_borrow(&self, _ty: Ty) -> bool {
        false
    }
}
