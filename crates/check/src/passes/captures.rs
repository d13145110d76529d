//! What each closure and async block captures, by whole variables.
//!
//! A `move` closure, and in relaxed files the body of a detached task, owns what it mentions. Any other captures by
//! what it does: a variable whose value it takes is moved, one that it changes shares its cell, one that it reads is
//! a snapshot. A closure inside another uses, for the outer one, what it captures.

use super::Queries;
use super::events::{ClosureFlow, Flows};
use super::flow::{Access, Flow};
use super::places::{Cut, Place};
use crate::typed::{Body, Capture, CaptureMode, LocalId};
use crate::types::{ClosureId, Ty};
use ruchy_syntax::{Dialect, Span};
use std::collections::HashSet;

/// A captured variable.
#[derive(Clone, Debug)]
pub struct Captured {
    pub local: LocalId,
    pub mode: CaptureMode,
    pub paths: Vec<CapturedPath>,
    /// Where the closure changes it, if it does.
    pub changed: Option<Span>,
    /// Where the closure first uses it.
    pub used: Span,
    /// Every use goes through a shared reference that the variable holds.
    pub only_behind_reference: bool,
}

/// What a closure needs of a captured variable.
#[derive(Clone, Debug)]
pub struct CapturedPath {
    pub place: Place,
    pub access: Access,
    pub span: Span,
    /// It lies behind a reference or the like that the variable holds, of which the closure needs that part only.
    pub behind: bool,
}

/// The captures of every closure of a body, inner closures first, each list in order of first use.
pub fn captures(flows: &Flows) -> Vec<(ClosureId, Vec<Capture>)> {
    let of = |c: &ClosureFlow| {
        let list = c.captured.iter().map(|c| Capture { local: c.local, mode: c.mode, copy: None });
        (c.id, list.collect())
    };
    flows.closures.iter().map(of).collect()
}

/// What a walked closure needs of the variables around it.
pub(super) fn captured(
    flow: &Flow,
    takes: bool,
    dialect: Dialect,
    body: &Body,
    inner: &[ClosureFlow],
    queries: &mut dyn Queries,
) -> Vec<Captured> {
    let declared: HashSet<LocalId> = flow.declared.iter().copied().collect();
    let mut all: Vec<Captured> = Vec::new();
    for (_, event) in flow.events() {
        let Some(local) = event.place.root_local().filter(|l| !declared.contains(l)) else { continue };
        let mode = match event.access {
            Access::Declare => continue,
            Access::Read | Access::Copy => CaptureMode::Ref,
            Access::Change | Access::Assign => CaptureMode::RefMut,
            Access::Move => CaptureMode::Move,
        };
        let at = all.iter().position(|c| c.local == local).unwrap_or_else(|| {
            let used = event.span;
            let paths = Vec::new();
            all.push(Captured { local, mode, paths, changed: None, used, only_behind_reference: true });
            all.len() - 1
        });
        let changes = mode == CaptureMode::RefMut && (event.access == Access::Assign || !queries.is_handle(event.place.ty));
        let whole = body.locals.get(local.0 as usize).map_or(Ty::ERROR, |l| l.ty);
        let copies = dialect.is_relaxed() && queries.can_copy(whole);
        let captured = &mut all[at];
        captured.mode = match (captured.mode.max(mode), captured.mode.min(mode)) {
            // The variable lives on in a relaxed file, so its value is copied where the closure takes it.
            (CaptureMode::Move, CaptureMode::RefMut) if copies => CaptureMode::RefMut,
            (stronger, _) => stronger,
        };
        if changes {
            captured.changed.get_or_insert(event.span);
        } else if dialect.is_relaxed()
            && let Some(inner) = event.closure.and_then(|id| inner.iter().find(|c| c.id == id))
            && let Some(changed) = inner.captured.iter().find(|c| c.local == local).and_then(|c| c.changed)
        {
            // A closure inside changes its own copy: whoever reads this file means the variable all the same.
            captured.changed.get_or_insert(changed);
        }
        captured.only_behind_reference &= event.place.cut == Some(Cut::Shared);
        let behind = !matches!(event.place.cut, None | Some(Cut::Index));
        captured.paths.push(CapturedPath { place: event.place.clone(), access: event.access, span: event.span, behind });
    }
    for captured in &mut all {
        if takes {
            captured.mode = CaptureMode::Move;
        }
        let paths = std::mem::take(&mut captured.paths);
        captured.paths = joined_paths(paths, captured.mode, takes, queries);
    }
    all
}

/// The shortest of the paths, each with the strongest access to it or to a part of it.
fn joined_paths(paths: Vec<CapturedPath>, mode: CaptureMode, takes: bool, queries: &mut dyn Queries) -> Vec<CapturedPath> {
    let strength = |access| match access {
        Access::Declare | Access::Read | Access::Copy => 0,
        Access::Change | Access::Assign => 1,
        Access::Move => 2,
    };
    let mut joined: Vec<CapturedPath> = Vec::new();
    for mut path in paths {
        if takes || path.access == Access::Move {
            path.place = path.place.before_unbox();
        }
        for other in joined.extract_if(.., |j| path.place.covers(&j.place)) {
            if strength(other.access) > strength(path.access) {
                path.access = other.access;
            }
            path.span = other.span;
            path.behind |= other.behind;
        }
        match joined.iter_mut().find(|j| j.place.covers(&path.place)) {
            Some(j) => {
                j.behind |= path.behind;
                if strength(path.access) > strength(j.access) {
                    j.access = path.access;
                }
            }
            None => joined.push(path),
        }
    }
    for path in &mut joined {
        path.access = match path.access {
            _ if takes && queries.is_copy(path.place.ty) => Access::Copy,
            _ if takes => Access::Move,
            Access::Move if mode == CaptureMode::RefMut => Access::Change,
            Access::Assign => Access::Change,
            Access::Copy => Access::Read,
            other => other,
        };
        // What the closure owns or borrows is the part before the cut.
        path.place.cut = None;
    }
    joined
}
