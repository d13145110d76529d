//! Which parts of variables closures own, in Rust files: `move || p.name.len()` takes `p.name` and leaves the rest of `p` (edition 2021, RFC 2229).
//!
//! The program's captures are of whole variables (see [`super::captures`]). So each part that a closure takes becomes a variable of its own, given its value where
//! the closure is made; this pass finds those parts and the places in the closure's body that name them. A part that is only looked at or changed needs none of it:
//! its owner's other parts can be used all the while. Where a pattern in the closure takes a variable apart, the closure takes it whole.

use super::Queries;
use super::events::{ClosureFlow, Flows};
use super::flow::Access;
use super::places::{Step, for_each_below};
use crate::typed::{Body, CaptureMode, ExprId, ExprKind, LocalId};
use crate::types::{ClosureId, Ty, TyKind};

/// A part of a variable that a closure owns.
#[derive(Clone, Debug)]
pub struct Part {
    /// The closure's or async block's expression.
    pub closure: ExprId,
    pub local: LocalId,
    /// The fields that lead to the part, outermost first, each with its type.
    pub fields: Vec<(u32, Ty)>,
    /// The expressions in the closure's body that name it.
    pub uses: Vec<ExprId>,
}

/// The parts that the closures at nesting level `level` own (0: those that the body itself makes); `None` if there is no closure at that level.
pub fn parts(body: &Body, flows: &Flows, level: usize, queries: &mut dyn Queries) -> Option<Vec<Part>> {
    let mut ids: Vec<ClosureId> = flows.root.closures.clone();
    let flow_of = |id: ClosureId| flows.closures.iter().find(|c| c.id == id);
    for _ in 0..level {
        ids = ids.iter().filter_map(|&id| flow_of(id)).flat_map(|c| c.flow.closures.iter().copied()).collect();
    }
    if ids.is_empty() {
        return None;
    }
    let mut found = Vec::new();
    for closure in ids.iter().filter_map(|&id| flow_of(id)) {
        of_closure(body, closure, queries, &mut found);
    }
    Some(found)
}

fn of_closure(body: &Body, closure: &ClosureFlow, queries: &mut dyn Queries, found: &mut Vec<Part>) {
    for captured in &closure.captured {
        let mut owned: Vec<Vec<(u32, Ty)>> = Vec::new();
        let takes = |access| access == Access::Move || access == Access::Copy && captured.mode == CaptureMode::Move;
        let Some(local) = body.locals.get(captured.local.0 as usize) else { continue };
        for path in captured.paths.iter().filter(|path| takes(path.access)) {
            let steps: Vec<u32> = path
                .place
                .steps
                .iter()
                .map_while(|step| match step {
                    Step::Field(0, field) => Some(*field),
                    _ => None,
                })
                .collect();
            let fields = typed_fields(local.ty, &steps, queries);
            // A type with a destructor is whole as long as it lives.
            let copied = fields.len() == path.place.steps.len() && queries.is_copy(path.place.ty);
            let whole_from = match copied {
                true => None,
                false => std::iter::once(local.ty)
                    .chain(fields.iter().map(|(_, ty)| *ty))
                    .take(fields.len())
                    .position(|ty| queries.has_destructor(ty)),
            };
            let fields = fields[..whole_from.unwrap_or(fields.len())].to_vec();
            owned.retain(|other| !starts_with(other, &fields));
            if !owned.iter().any(|other| starts_with(&fields, other)) {
                owned.push(fields);
            }
        }
        if owned.is_empty() || owned.iter().any(Vec::is_empty) {
            continue;
        }
        owned.sort_by_key(|fields| fields.iter().map(|(field, _)| *field).collect::<Vec<_>>());
        let mut parts: Vec<Part> =
            owned.into_iter().map(|fields| Part { closure: closure.expr, local: captured.local, fields, uses: Vec::new() }).collect();
        if find_uses(body, closure, captured.local, &mut parts, queries) {
            found.extend(parts);
        }
    }
}

/// The types of the fields on a way, as far as it leads through fields of structs and tuples.
fn typed_fields(whole: Ty, steps: &[u32], queries: &mut dyn Queries) -> Vec<(u32, Ty)> {
    let mut ty = whole;
    let mut fields = Vec::new();
    for &step in steps {
        let types = match queries.types().kind(ty).clone() {
            TyKind::Tuple(types) => types,
            TyKind::Adt(..) if queries.has_own_fields(ty) => queries.field_types(ty, 0),
            _ => break,
        };
        let Some(&field) = types.get(step as usize) else { break };
        fields.push((step, field));
        ty = field;
    }
    fields
}

fn starts_with(path: &[(u32, Ty)], start: &[(u32, Ty)]) -> bool {
    path.len() >= start.len() && path.iter().zip(start).all(|(a, b)| a.0 == b.0)
}

/// Finds where the closure names the parts; false if it names what holds one of them.
fn find_uses(body: &Body, closure: &ClosureFlow, local: LocalId, parts: &mut [Part], queries: &dyn Queries) -> bool {
    let mut whole = false;
    let Some(info) = queries.closure(closure.id) else { return false };
    for_each_below(body, queries, info.body, &info.param_patterns, &mut |id| {
        let mut fields = Vec::new();
        let mut at = id;
        loop {
            match body.exprs.get(at.0 as usize).map(|e| &e.kind) {
                Some(ExprKind::Field(inner, field)) => {
                    fields.insert(0, *field);
                    at = *inner;
                }
                Some(ExprKind::Local(found)) if *found == local => break,
                _ => return true,
            }
        }
        for part in parts.iter_mut() {
            let shared = part.fields.iter().zip(&fields).take_while(|(part, field)| part.0 == **field).count();
            if shared == part.fields.len() && shared == fields.len() {
                part.uses.push(id);
                return false;
            }
            whole |= shared == fields.len();
        }
        // What is longer is met on the way down; what leads elsewhere ends here.
        parts.iter().any(|part| part.fields.iter().zip(&fields).all(|(part, field)| part.0 == *field))
    });
    !whole
}
