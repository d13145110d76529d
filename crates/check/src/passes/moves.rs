//! What has been moved: errors where the dialect has Rust's rules, copies where it is relaxed.
//!
//! Two data-flow problems over the graphs of [`super::events`]. Forward, which moves (and declarations without a value)
//! may reach a use, as rustc's `MaybeUninitializedPlaces` with the moves themselves as facts. Backward, which places
//! are used again: in a relaxed file a value taken from such a place is copied (law 3), and what cannot be copied is
//! the same error as in Rust. Paths are those of rustc's move paths: fields and boxes.

use super::Queries;
use super::events::{ClosureFlow, Flows};
use super::flow::{Access, Bits, Event, Flow, Node};
use super::places::{Cut, Place, Root, Step};
use crate::typed::*;
use crate::types::{ClosureId, Ty, TyKind, for_each_child};
use ruchy_syntax::{Diagnostic, Dialect, Span};
use std::collections::{HashMap, HashSet};

/// What the pass found.
#[derive(Clone, Default, Debug)]
pub struct Moves {
    pub errors: Vec<Diagnostic>,
    /// Place expressions that stay in use: to be copied ([`ExprKind::Copied`], or a call of `Clone::clone`). Of a `match`
    /// or `let` that takes parts of a place, the place that it matches.
    pub copies: Vec<ExprId>,
    /// Variables that a closure owns but that stay in use around it: (closure expression, variable).
    pub capture_copies: Vec<(ExprId, LocalId)>,
}

/// Finds moves and uses that do not go together.
pub fn moves(body: &Body, flows: &Flows, queries: &mut dyn Queries) -> Moves {
    if flows.dialect == Dialect::Std {
        return Moves::default();
    }
    let mut out = Moves::default();
    for (flow, closure) in flows.all() {
        let mut pass = Pass { body, flows, flow, closure, queries, out: &mut out, copied: HashSet::new() };
        pass.lasting();
        pass.out_of_whole();
        pass.used_again();
        pass.used_after_move();
    }
    out.errors.sort_by_key(|e| (e.span().file, e.span().lo));
    out.errors.dedup();
    out.copies.sort();
    out.copies.dedup();
    out.capture_copies.sort();
    out.capture_copies.dedup();
    out
}

/// A place in words: `x`, `x.name`, `*x`; `None` where it has no name (an enum's payload).
pub fn place_name(body: &Body, place: &Place, queries: &mut dyn Queries) -> Option<String> {
    let (mut name, mut ty) = match place.root {
        Root::Local(local) => {
            let local = body.locals.get(local.0 as usize)?;
            (local.name.to_string(), local.ty)
        }
        Root::Global(global) => {
            let global = queries.global(global)?;
            (global.name.to_string(), global.ty)
        }
    };
    for step in &place.steps {
        let Step::Field(variant, field) = *step else {
            name = format!("*{name}");
            ty = match queries.types().kind(ty) {
                TyKind::Adt(_, args) => *args.first()?,
                _ => return None,
            };
            continue;
        };
        let field_name = match queries.types().kind(ty) {
            TyKind::Tuple(_) => field.to_string(),
            TyKind::Adt(def, _) => {
                let adt = queries.adt(*def).filter(|a| !a.is_enum)?;
                adt.variants.first()?.fields.get(field as usize)?.to_string()
            }
            _ => return None,
        };
        ty = match queries.types().kind(ty) {
            TyKind::Tuple(items) => *items.get(field as usize)?,
            _ => queries.field_types(ty, variant).get(field as usize).copied()?,
        };
        name = format!("{name}.{field_name}");
    }
    Some(name)
}

struct Pass<'a, 'o> {
    body: &'a Body,
    flows: &'a Flows,
    flow: &'a Flow,
    closure: Option<&'a ClosureFlow>,
    queries: &'a mut dyn Queries,
    out: &'o mut Moves,
    /// Nodes whose move became a copy.
    copied: HashSet<Node>,
}

/// The places that occur in a flow, numbered.
struct Paths<'f> {
    places: Vec<&'f Place>,
    of_node: HashMap<Node, usize>,
    of_root: HashMap<Root, Vec<usize>>,
}

impl<'f> Paths<'f> {
    fn new(flow: &'f Flow) -> Self {
        let mut numbers = HashMap::new();
        let mut paths = Paths { places: Vec::new(), of_node: HashMap::new(), of_root: HashMap::new() };
        for (node, event) in flow.events() {
            let at = *numbers.entry((event.place.root, &event.place.steps)).or_insert_with(|| {
                paths.of_root.entry(event.place.root).or_default().push(paths.places.len());
                paths.places.push(&event.place);
                paths.places.len() - 1
            });
            paths.of_node.insert(node, at);
        }
        paths
    }

    /// The numbered places of one variable.
    fn of_root(&self, root: Root) -> impl Iterator<Item = (usize, &'f Place)> {
        self.of_root.get(&root).into_iter().flatten().map(|&i| (i, self.places[i]))
    }
}

impl Pass<'_, '_> {
    fn relaxed(&self) -> bool {
        self.flows.dialect.is_relaxed()
    }

    /// Whether what is moved and used again is copied here.
    fn hands_copies(&mut self, ty: Ty) -> bool {
        self.relaxed() || self.queries.is_shared_end(ty)
    }

    fn local_ty(&self, local: LocalId) -> Ty {
        self.body.locals.get(local.0 as usize).map_or(Ty::ERROR, |l| l.ty)
    }

    fn is_reference(&self, ty: Ty) -> bool {
        matches!(self.queries.types().kind(ty), TyKind::Ref { .. } | TyKind::Pointer { .. })
    }

    /// Whether a value of this type may be copied by us: where the type is not known there is nothing to refuse.
    fn may_copy(&mut self, ty: Ty) -> bool {
        ty == Ty::UNKNOWN || ty == Ty::ERROR || self.is_reference(ty) || self.queries.can_copy(ty)
    }

    /// E0509: a part taken out of a value whose type has a destructor, in Rust files.
    fn out_of_whole(&mut self) {
        if self.flows.dialect != Dialect::Rust {
            return;
        }
        let flow = self.flow;
        for (_, event) in flow.events().filter(|(_, e)| e.access == Access::Move && e.closure.is_none() && !e.place.steps.is_empty()) {
            let Some(mut ty) = event.place.root_local().map(|local| self.local_ty(local)) else { continue };
            for step in &event.place.steps {
                let Step::Field(variant, field) = *step else { break };
                if self.queries.has_destructor(ty) {
                    let name = self.queries.type_name(ty);
                    self.out.errors.push(
                        Diagnostic::error(
                            "E0509",
                            event.span,
                            format!("cannot move out of type `{name}`, which implements the `Drop` trait"),
                        )
                        .at("moved out of here")
                        .help("borrow it, `.clone()` it, or leave something in its place with `std::mem::take`"),
                    );
                    break;
                }
                let next = match self.queries.types().kind(ty).clone() {
                    TyKind::Tuple(items) => items.get(field as usize).copied(),
                    TyKind::Adt(..) => self.queries.field_types(ty, variant).get(field as usize).copied(),
                    _ => None,
                };
                let Some(next) = next else { break };
                ty = next;
            }
        }
    }

    /// Values taken out of references, elements and statics, whose content stays.
    fn lasting(&mut self) {
        for &expr in if self.relaxed() { &[] } else { self.flow.taken_from_temporaries.as_slice() } {
            let Some(e) = self.body.exprs.get(expr.0 as usize) else { continue };
            // `pin!` gives a box, in which a reference may be pinned.
            let pinned = matches!(self.queries.types().kind(e.ty), TyKind::Adt(def, _) if self.queries.adt(*def).is_some_and(|a| a.name.as_str() == "Pin"));
            if e.ty == Ty::UNKNOWN || e.ty == Ty::ERROR || self.is_reference(e.ty) || pinned {
                continue;
            }
            let type_name = self.queries.type_name(e.ty);
            self.out.errors.push(
                Diagnostic::error("E0507", e.span, "cannot move out of what a temporary value refers to")
                    .at(format!("move occurs because value has type `{type_name}`, which does not implement the `Copy` trait"))
                    .help("borrow it with `&`, or take a copy with `.clone()`"),
            );
        }
        for (_, event) in self.flow.events() {
            let (Some(ty), Some(expr)) = (event.taken_from_lasting, event.expr) else { continue };
            let global = match event.place.root {
                Root::Global(global) if event.place.cut.is_none() => self.queries.global(global).map(|g| g.kind),
                _ => None,
            };
            let trusted = ty == Ty::UNKNOWN || ty == Ty::ERROR || self.is_reference(ty);
            let copies = match global {
                Some(GlobalKind::Const | GlobalKind::ThreadLocal) => continue,
                Some(GlobalKind::Variable) => true,
                _ => self.relaxed(),
            };
            let whole = self.body.exprs.get(expr.0 as usize).map_or(ty, |e| e.ty);
            if global == Some(GlobalKind::Variable) && !self.may_copy(ty) {
                // Handed over; using it once more is told when the program runs.
                continue;
            }
            if trusted || (copies && self.may_copy(ty) && self.may_copy(whole)) {
                self.out.copies.push(expr);
            } else {
                let error = self.cannot_take(event, ty, global);
                self.out.errors.push(error);
            }
        }
    }

    fn cannot_take(&mut self, event: &Event, ty: Ty, global: Option<GlobalKind>) -> Diagnostic {
        let type_name = self.queries.type_name(ty);
        let holder = self.queries.type_name(event.place.ty);
        let name = place_name(self.body, &event.place, self.queries);
        let quoted = name.map_or("a value".to_string(), |n| format!("`{n}`"));
        let array = matches!(self.queries.types().kind(event.place.ty), TyKind::Array(..));
        let (code, what) = match event.place.cut {
            _ if global == Some(GlobalKind::Static) => ("E0507", format!("static item {quoted}")),
            Some(Cut::Index) if array => ("E0508", format!("type `{holder}`, a non-copy array")),
            Some(Cut::Index) => ("E0507", format!("index of `{holder}`")),
            Some(Cut::Shared) => ("E0507", format!("{quoted} which is behind a shared reference")),
            Some(Cut::Unique) => ("E0507", format!("{quoted} which is behind a mutable reference")),
            Some(Cut::Guard) => ("E0507", format!("dereference of `{holder}`")),
            None => ("E0507", quoted),
        };
        let label = format!("move occurs because value has type `{type_name}`, which does not implement the `Copy` trait");
        let error = Diagnostic::error(code, event.span, format!("cannot move out of {what}")).at(label);
        match self.queries.can_copy(ty) {
            true => error.help("borrow it with `&`, or take a copy with `.clone()`"),
            false => error.help("borrow it with `&`"),
        }
    }

    /// Backward: turns moves of places that are used again into copies where the dialect says so.
    fn used_again(&mut self) {
        let paths = Paths::new(self.flow);
        let count = paths.places.len();
        // A fact below `count`: the place is used. From `count` on: a part of what is around the place is assigned, so the
        // surroundings must not have been taken.
        let mut end = Bits::new(2 * count);
        for (i, place) in paths.places.iter().enumerate() {
            if self.outlives_flow(place) {
                end.insert(i);
            }
        }
        let carried = self.carried(&paths);
        let flow = self.flow;
        let after = flow.backward(2 * count, end, &|node, facts| {
            let (Some(event), Some(&path)) = (flow.event(node), paths.of_node.get(&node)) else { return };
            match event.access {
                Access::Declare | Access::Assign => {
                    for (i, place) in paths.of_root(event.place.root) {
                        if event.place.covers(place) {
                            facts.remove(i);
                            facts.remove(count + i);
                        }
                    }
                    if event.access == Access::Assign && !event.place.steps.is_empty() {
                        facts.insert(count + path);
                    }
                }
                _ => {
                    facts.insert(path);
                }
            }
            for &i in event.place.root_local().and_then(|l| carried.get(&l)).into_iter().flatten() {
                facts.insert(i);
            }
        });
        let used = |node: Node, place: &Place| {
            paths.of_root(place.root).any(|(i, other)| {
                (after[node].contains(i) && place.overlaps(other))
                    || (after[node].contains(count + i) && place.covers(other) && place.steps.len() < other.steps.len())
            })
        };
        let mut last_of_closure: HashMap<ClosureId, Node> = HashMap::new();
        for (node, event) in flow.events() {
            if let Some(closure) = event.closure {
                last_of_closure.insert(closure, node);
            }
        }
        for (node, event) in flow.events() {
            if let Some(closure) = event.closure {
                let last = last_of_closure.get(&closure).copied().unwrap_or(node);
                self.captured_again(event, closure, node, &|place| used(last, place));
            } else if event.access == Access::Move && self.hands_copies(event.place.ty) && used(node, &event.place) {
                let Some(expr) = event.expr else { continue };
                let whole = self.body.exprs.get(expr.0 as usize).map_or(event.place.ty, |e| e.ty);
                if self.may_copy(event.place.ty) && self.may_copy(whole) {
                    self.out.copies.push(expr);
                    self.copied.insert(node);
                }
            }
        }
    }

    /// A closure that owns a variable which is used again gets a copy.
    fn captured_again(&mut self, event: &Event, closure: ClosureId, node: Node, used: &dyn Fn(&Place) -> bool) {
        let Some(local) = event.place.root_local() else { return };
        let captured = self.flows.closure(closure).and_then(|c| c.captured.iter().find(|c| c.local == local));
        if captured.is_none_or(|c| c.mode != CaptureMode::Move) {
            return;
        }
        let ty = self.local_ty(local);
        if self.queries.is_copy(ty) || !used(&Place::local(local, ty)) {
            return;
        }
        // Rust's own rule is by paths: taking one part leaves the others. Only the variable is taken whole at run time.
        let in_part = event.access != Access::Move || !event.place.steps.is_empty();
        let hands_copies = self.hands_copies(ty);
        if (hands_copies || in_part) && self.may_copy(ty) {
            if let Some(expr) = event.expr {
                self.out.capture_copies.push((expr, local));
            }
            if hands_copies {
                self.copied.insert(node);
            }
        }
    }

    /// Whether a place is in use after the flow has ended: a captured variable of its maker, or of the closure itself where
    /// that may be called again.
    fn outlives_flow(&self, place: &Place) -> bool {
        let (Some(closure), Some(local)) = (self.closure, place.root_local()) else { return false };
        if self.flow.declared.contains(&local) {
            return false;
        }
        let mode = closure.captured.iter().find(|c| c.local == local).map(|c| c.mode);
        !(closure.once && mode == Some(CaptureMode::Move))
    }

    /// For variables that may hold a closure which changes another variable: the paths of that other variable. Using the one
    /// uses the other.
    fn carried(&mut self, paths: &Paths) -> HashMap<LocalId, Vec<usize>> {
        let mut carried: HashMap<LocalId, Vec<usize>> = HashMap::new();
        for closure in &self.flows.closures {
            let changed = closure.captured.iter().filter(|c| c.mode == CaptureMode::RefMut);
            let changed: Vec<LocalId> = changed.map(|c| c.local).collect();
            if changed.is_empty() {
                continue;
            }
            let mut holders = HashSet::from([closure.id]);
            loop {
                let more: Vec<ClosureId> = self
                    .flows
                    .closures
                    .iter()
                    .filter(|c| !holders.contains(&c.id))
                    .filter(|c| c.captured.iter().any(|c| self.mentions(self.local_ty(c.local), &holders)))
                    .map(|c| c.id)
                    .collect();
                if more.is_empty() {
                    break;
                }
                holders.extend(more);
            }
            for (i, local) in self.body.locals.iter().enumerate() {
                let id = LocalId(i as u32);
                if changed.contains(&id) || !self.mentions(local.ty, &holders) {
                    continue;
                }
                let of_changed = |p: &Place| p.root_local().is_some_and(|l| changed.contains(&l));
                let uses = (0..paths.places.len()).filter(|&i| of_changed(paths.places[i]));
                carried.entry(id).or_default().extend(uses);
            }
        }
        carried
    }

    /// Whether a value of the type may hold one of these closures.
    fn mentions(&self, ty: Ty, closures: &HashSet<ClosureId>) -> bool {
        match self.queries.types().kind(ty) {
            TyKind::Closure(id) => closures.contains(id),
            TyKind::Dyn(_) | TyKind::FnPointer(..) => true,
            kind => {
                let mut found = false;
                for_each_child(kind, &mut |t| found |= self.mentions(t, closures));
                found
            }
        }
    }

    /// Forward: uses that a move, or a declaration without a value, reaches.
    fn used_after_move(&mut self) {
        let flow = self.flow;
        let mut facts: Vec<(Node, &Event)> = Vec::new();
        let mut number: HashMap<Node, usize> = HashMap::new();
        for (node, event) in flow.events() {
            let moves = event.access == Access::Move && !self.copied.contains(&node);
            if moves || event.access == Access::Declare {
                number.insert(node, facts.len());
                facts.push((node, event));
            }
        }
        let mut of_root: HashMap<Root, Vec<usize>> = HashMap::new();
        for (i, (_, event)) in facts.iter().enumerate() {
            of_root.entry(event.place.root).or_default().push(i);
        }
        let same_root = |event: &Event| of_root.get(&event.place.root).into_iter().flatten().copied();
        let before = flow.forward(facts.len(), Bits::new(facts.len()), &|node, set| {
            let Some(event) = flow.event(node) else { return };
            if matches!(event.access, Access::Declare | Access::Assign) {
                for i in same_root(event) {
                    if event.place.covers(&facts[i].1.place) {
                        set.remove(i);
                    }
                }
            }
            if let Some(&i) = number.get(&node) {
                set.insert(i);
            }
        });
        let reachable = flow.reachable();
        let mut reported = HashSet::new();
        for (node, event) in flow.events() {
            if event.access == Access::Declare || !reachable.contains(node) {
                continue;
            }
            let partial_assign = event.access == Access::Assign && !event.place.steps.is_empty();
            if event.access == Access::Assign && !partial_assign {
                continue;
            }
            let conflict = |fact: &Event| match partial_assign {
                true => fact.place.covers(&event.place) && fact.place.steps.len() < event.place.steps.len(),
                false => fact.place.overlaps(&event.place),
            };
            let reaching: Vec<usize> = same_root(event).filter(|&i| before[node].contains(i) && conflict(facts[i].1)).collect();
            if reaching.is_empty() || reaching.iter().any(|i| reported.contains(i)) {
                continue;
            }
            reported.extend(reaching.iter().copied());
            let sources: Vec<(Node, &Event)> = reaching.iter().map(|&i| facts[i]).collect();
            let error = match sources.iter().find(|(_, e)| e.access == Access::Declare) {
                Some((_, declared)) => Some(self.uninitialized(event, declared)),
                None => self.moved(node, event, &sources),
            };
            self.out.errors.extend(error);
        }
    }

    fn uninitialized(&mut self, event: &Event, declared: &Event) -> Diagnostic {
        let name = place_name(self.body, &declared.place, self.queries).unwrap_or_else(|| "value".into());
        let assigned =
            self.flow.events().any(|(_, e)| e.access == Access::Assign && e.place.root == declared.place.root && e.place.steps.is_empty());
        let how = if assigned { "is possibly-uninitialized" } else { "isn't initialized" };
        Diagnostic::error("E0381", event.span, format!("used binding `{name}` {how}"))
            .at(format!("`{name}` used here but it {how}"))
            .label(declared.span, "binding declared here but left uninitialized")
            .help(format!("give `{name}` a value on every path that leads here"))
    }

    fn moved(&mut self, node: Node, event: &Event, sources: &[(Node, &Event)]) -> Option<Diagnostic> {
        let (_, first) = sources.first()?;
        if [first.place.ty, event.place.ty].iter().any(|&t| t == Ty::UNKNOWN || t == Ty::ERROR) {
            return None;
        }
        let partial = event.place.steps.len() < first.place.steps.len();
        let (verb, done) = match event.access {
            Access::Move | Access::Copy => ("use", "used"),
            Access::Assign => ("assign to part", "assigned"),
            _ => ("borrow", "borrowed"),
        };
        let partially = if partial { "partially " } else { "" };
        let after = if partial { "partial move" } else { "move" };
        let shown = if event.access == Access::Assign { &first.place } else { &event.place };
        let name = place_name(self.body, shown, self.queries);
        let suffix = name.as_ref().map_or(String::new(), |n| format!(": `{n}`"));
        let message = format!("{verb} of {partially}moved value{suffix}");

        let (span, due) = self.outside(event);
        let itself = sources.len() == 1 && sources[0].0 == node;
        let mut error = Diagnostic::error("E0382", span, message);
        error = match itself {
            true => error.at(format!("value {partially}{}, in previous iteration of loop", self.where_moved(event))),
            false => error.at(format!("value {done} here after {after}")),
        };
        if let Some((inner, kind)) = due {
            let use_ = if event.access == Access::Move { "use" } else { verb };
            let text = match itself {
                true => format!("variable moved due to use in {kind}"),
                false => format!("{use_} occurs due to use in {kind}"),
            };
            error = error.label(inner, text);
        }
        if !itself {
            for (at, source) in sources.iter().take(3) {
                let (span, due) = self.outside(source);
                let again = if *at >= node { ", in previous iteration of loop" } else { "" };
                error = error.label(span, format!("value {partially}{}{again}", self.where_moved(source)));
                if let Some((inner, kind)) = due {
                    error = error.label(inner, format!("variable moved due to use in {kind}"));
                }
            }
        }
        let type_name = self.queries.type_name(first.place.ty);
        let moved_name = place_name(self.body, &first.place, self.queries);
        let moved_quoted = moved_name.as_ref().map_or("value".to_string(), |n| format!("`{n}`"));
        let why = format!("{after} occurs because {moved_quoted} has type `{type_name}`, which does not implement the `Copy` trait");
        let declared = first.place.root_local().and_then(|l| self.body.locals.get(l.0 as usize)).map(|l| l.span);
        error = match declared {
            Some(span) if !partial => error.label(span, why),
            _ => error.note(why),
        };
        let copyable = self.queries.can_copy(first.place.ty);
        Some(match (copyable, moved_name, first.closure.is_some()) {
            (true, Some(n), false) => error.help(format!("consider cloning the value where it is moved: `{n}.clone()`")),
            (true, Some(n), true) => error.help(format!("clone it before the closure: `let {n} = {n}.clone();`")),
            _ if self.relaxed() => error.help(format!("a `{type_name}` cannot be copied: it is handed over once")),
            _ => error,
        })
    }

    fn where_moved(&self, event: &Event) -> &'static str {
        match event.closure.and_then(|c| self.flows.closure(c)) {
            Some(c) if c.is_async => "moved into async block here",
            Some(_) => "moved into closure here",
            None => "moved here",
        }
    }

    /// The place of an event in this flow; for a capture, with the place of the use inside.
    fn outside(&self, event: &Event) -> (Span, Option<(Span, &'static str)>) {
        match event.closure.and_then(|c| self.flows.closure(c)) {
            Some(c) => (c.span, Some((event.span, if c.is_async { "async block" } else { "closure" }))),
            None => (event.span, None),
        }
    }
}
