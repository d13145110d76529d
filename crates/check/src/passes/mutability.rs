//! What may not be changed: in Rust files, assignments to variables that are not `mut`, and mutable borrows of what is not mutable.
//!
//! Whether a variable was already given its value is told by the graphs of [`super::events`]; all else by the place itself: the variable it begins
//! at has to be `mut` unless the way leads through a `&mut`, and it may not lead through a `&` or an `Rc`.

use super::Queries;
use super::events::Flows;
use super::flow::{Access, Bits, Event};
use super::moves::place_name;
use super::places::{Place, for_each_reachable, is_place};
use crate::typed::*;
use crate::types::TyKind;
use ruchy_syntax::{Diagnostic, Dialect, Span};
use std::collections::HashSet;

/// Finds changes of what is not mutable.
pub fn mutability(body: &Body, flows: &Flows, queries: &mut dyn Queries) -> Vec<Diagnostic> {
    if flows.dialect != Dialect::Rust {
        return Vec::new();
    }
    let mut pass = Pass { body, queries, errors: Vec::new() };
    pass.assigned_twice(flows);
    let mut reachable = Vec::new();
    for_each_reachable(body, &*pass.queries, &mut |e| reachable.push(e));
    for id in reachable {
        pass.expr(id);
        pass.called(id, flows);
    }
    pass.errors.sort_by_key(|e| (e.span().file, e.span().lo));
    pass.errors
}

/// Why a place cannot be changed.
enum Fixed {
    /// The variable is not `mut`.
    Variable(LocalId),
    /// It lies behind the `&` or `Rc` that this expression holds.
    Behind(ExprId, &'static str),
}

struct Pass<'a> {
    body: &'a Body,
    queries: &'a mut dyn Queries,
    errors: Vec<Diagnostic>,
}

impl Pass<'_> {
    /// E0384, and E0594 for captured variables.
    fn assigned_twice(&mut self, flows: &Flows) {
        for (flow, closure) in flows.all() {
            let own: HashSet<LocalId> = flow.declared.iter().copied().collect();
            let mut facts: Vec<(usize, &Event)> = Vec::new();
            for (node, event) in flow.events() {
                if event.access == Access::Assign
                    && event.place.steps.is_empty()
                    && event.closure.is_none()
                    && self.fixed_local(event).is_some()
                {
                    facts.push((node, event));
                }
            }
            if facts.is_empty() {
                continue;
            }
            let before = flow.forward(facts.len(), Bits::new(facts.len()), &|node, set| {
                let Some(event) = flow.event(node) else { return };
                let declares = event.access == Access::Declare;
                for (i, (at, fact)) in facts.iter().enumerate() {
                    if declares && fact.place.root == event.place.root {
                        set.remove(i);
                    }
                    if *at == node {
                        set.insert(i);
                    }
                }
            });
            let reachable = flow.reachable();
            for (node, event) in &facts {
                let Some(local) = self.fixed_local(event) else { continue };
                if !reachable.contains(*node) {
                    continue;
                }
                let captured = closure.is_some() && !own.contains(&local);
                let earlier = facts.iter().enumerate().find(|(i, (_, f))| f.place.root == event.place.root && before[*node].contains(*i));
                if captured {
                    let name = self.name(local);
                    let error =
                        Diagnostic::error("E0594", event.span, format!("cannot assign to `{name}`, as it is not declared as mutable"))
                            .at("cannot assign");
                    self.told_mut(error, local);
                } else if let Some((_, (_, first))) = earlier {
                    let name = self.name(local);
                    let mut error = Diagnostic::error("E0384", event.span, format!("cannot assign twice to immutable variable `{name}`"))
                        .at("cannot assign twice to immutable variable");
                    if first.span != event.span {
                        error = error.label(first.span, format!("first assignment to `{name}`"));
                    }
                    self.told_mut(error, local);
                }
            }
        }
    }

    /// The variable that an event gives a value, if it is not `mut`.
    fn fixed_local(&self, event: &Event) -> Option<LocalId> {
        let local = event.place.root_local().filter(|_| event.place.cut.is_none())?;
        self.is_fixed(local).then_some(local)
    }

    fn is_fixed(&self, local: LocalId) -> bool {
        self.body.locals.get(local.0 as usize).is_some_and(|l| !l.mutable && !l.name.as_str().starts_with(['{', '#']))
    }

    fn name(&self, local: LocalId) -> String {
        self.body.locals.get(local.0 as usize).map_or(String::new(), |l| l.name.to_string())
    }

    fn told_mut(&mut self, error: Diagnostic, local: LocalId) {
        let name = self.name(local);
        let declared = self.body.locals[local.0 as usize].span;
        let help = if name == "self" { "take it as `mut self`".to_string() } else { format!("declare it as `mut {name}`") };
        self.errors.push(error.label(declared, "not mutable").help(help));
    }

    fn expr(&mut self, id: ExprId) {
        let Some(e) = self.body.exprs.get(id.0 as usize) else { return };
        match e.kind {
            ExprKind::Assign(place, _) if !matches!(self.body.exprs[place.0 as usize].kind, ExprKind::Local(_)) => {
                self.change(place, e.span, "E0594", "assign to");
            }
            ExprKind::AssignOp(_, place, _) if !matches!(self.body.exprs[place.0 as usize].kind, ExprKind::Local(_)) => {
                self.change(place, e.span, "E0594", "assign to");
            }
            ExprKind::AssignOp(_, place, _) => {
                if let ExprKind::Local(local) = self.body.exprs[place.0 as usize].kind
                    && self.is_fixed(local)
                {
                    let name = self.name(local);
                    let error = Diagnostic::error("E0384", e.span, format!("cannot assign twice to immutable variable `{name}`"))
                        .at("cannot assign twice to immutable variable");
                    self.told_mut(error, local);
                }
            }
            ExprKind::Borrow { mutable: true, place } | ExprKind::RawBorrow { mutable: true, place } => {
                let at = self.body.exprs[place.0 as usize].span;
                self.change(place, if at.file == e.span.file { at } else { e.span }, "E0596", "borrow");
            }
            _ => {}
        }
    }

    /// E0596: a closure that changes what it captured is changed by calling it.
    fn called(&mut self, id: ExprId, flows: &Flows) {
        let Some(Expr { kind: ExprKind::Call { callee: Callee::Value(f), .. }, span, .. }) = self.body.exprs.get(id.0 as usize) else {
            return;
        };
        let Some(e) = self.body.exprs.get(f.0 as usize) else { return };
        let ExprKind::Local(local) = e.kind else { return };
        let TyKind::Closure(closure) = self.queries.types().kind(e.ty) else { return };
        let changes =
            flows.closure(*closure).is_some_and(|c| !c.is_async && !c.consumes && c.captured.iter().any(|c| c.mode == CaptureMode::RefMut));
        if changes && self.is_fixed(local) {
            let name = self.name(local);
            let error = Diagnostic::error("E0596", *span, format!("cannot borrow `{name}` as mutable, as it is not declared as mutable"))
                .at("this call changes what the closure captured");
            self.told_mut(error, local);
        }
    }

    fn change(&mut self, place: ExprId, span: Span, code: &'static str, verb: &str) {
        if !is_place(&self.body.exprs[place.0 as usize].kind) {
            return;
        }
        match self.fixed(place) {
            None => {}
            Some(Fixed::Variable(local)) => {
                let name = self.name(local);
                let part = self.part(place).filter(|p| *p != name);
                let what = match (code, part) {
                    ("E0594", Some(part)) => format!("cannot assign to `{part}`, as `{name}` is not declared as mutable"),
                    ("E0594", None) => format!("cannot assign to a part of `{name}`, as it is not declared as mutable"),
                    (_, Some(part)) => format!("cannot borrow `{part}` as mutable, as `{name}` is not declared as mutable"),
                    (_, None) => format!("cannot borrow `{name}` as mutable, as it is not declared as mutable"),
                };
                let error =
                    Diagnostic::error(code, span, what).at(format!("cannot {verb}{}", if code == "E0596" { " as mutable" } else { "" }));
                self.told_mut(error, local);
            }
            Some(Fixed::Behind(holder, what)) => {
                let name = self.part(holder);
                let shown = name.as_ref().map_or("data".to_string(), |n| format!("`{n}`"));
                let message = match code {
                    "E0594" => format!("cannot assign to what is behind {what}"),
                    _ => format!("cannot borrow as mutable what is behind {what}"),
                };
                let error = Diagnostic::error(code, span, message)
                    .at(format!("{shown} is {what}, so what it refers to cannot be changed through it"));
                let help = match (what, name.as_deref()) {
                    ("a `&` reference", Some("self")) => "take `&mut self`".to_string(),
                    ("a `&` reference", _) => "make it a `&mut` reference".to_string(),
                    _ => "put a `Mutex` or a `RefCell` inside".to_string(),
                };
                self.errors.push(error.help(help));
            }
        }
    }

    /// A place in words.
    fn part(&mut self, id: ExprId) -> Option<String> {
        let place = self.plain_place(id)?;
        place_name(self.body, &place, self.queries)
    }

    fn plain_place(&self, id: ExprId) -> Option<Place> {
        let e = self.body.exprs.get(id.0 as usize)?;
        match e.kind {
            ExprKind::Local(local) => Some(Place::local(local, e.ty)),
            ExprKind::Field(base, field) => {
                let inner = self.plain_place(base)?;
                (inner.cut.is_none()).then(|| inner.step(super::places::Step::Field(0, field), e.ty))
            }
            _ => None,
        }
    }

    /// Why a place cannot be changed, if it cannot.
    fn fixed(&self, id: ExprId) -> Option<Fixed> {
        let e = self.body.exprs.get(id.0 as usize)?;
        match e.kind {
            ExprKind::Local(local) => self.is_fixed(local).then_some(Fixed::Variable(local)),
            ExprKind::Field(base, _) | ExprKind::Index(base, _) => self.fixed(base),
            ExprKind::Deref(base) => {
                let inner = self.body.exprs.get(base.0 as usize)?;
                if let ExprKind::Borrow { place, .. } = inner.kind {
                    return self.fixed(place);
                }
                match self.queries.types().kind(inner.ty) {
                    // The reference itself need not be `mut`, but may not lie behind a shared one.
                    TyKind::Ref { mutable: true, .. } => self.fixed(base).filter(|f| matches!(f, Fixed::Behind(..))),
                    TyKind::Ref { mutable: false, .. } => Some(Fixed::Behind(base, "a `&` reference")),
                    TyKind::Adt(def, _) => match self.queries.adt(*def).and_then(|a| a.lang) {
                        Some(LangAdt::Box | LangAdt::Vec | LangAdt::String) => self.fixed(base),
                        Some(LangAdt::Rc) => Some(Fixed::Behind(base, "an `Rc` or `Arc`")),
                        _ => None,
                    },
                    // An array seen as a slice.
                    TyKind::Array(..) => self.fixed(base),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}
