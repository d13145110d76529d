//! What each closure and async block captures, by whole variables.
//!
//! A `move` closure, and in relaxed files the body of a detached task, owns what it mentions. Any other captures by
//! what it does: a variable whose value it takes is moved, one that it changes shares its cell, one that it reads is
//! a snapshot. A closure inside another uses, for the outer one, what it captures.

use super::events::Flows;
use crate::typed::Capture;
use crate::types::ClosureId;

/// The captures of every closure of a body, inner closures first, each list in order of first use.
pub fn captures(flows: &Flows) -> Vec<(ClosureId, Vec<Capture>)> {
    let of = |c: &super::events::ClosureFlow| {
        let list = c.captured.iter().map(|c| Capture { local: c.local, mode: c.mode });
        (c.id, list.collect())
    };
    flows.closures.iter().map(of).collect()
}
