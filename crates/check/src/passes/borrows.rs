//! Borrows held in variables, in Rust files: what is borrowed is not changed, moved or borrowed otherwise while the borrow is still used.
//!
//! The plain cases of rustc's borrow checker, on the graphs of [`super::events`]: a variable that is bound to `&place` or `&mut place` holds a loan from there
//! until it is bound again; the loan matters where the variable is used later (RFC 2094, without regions). A `for` loop over
//! `&place` holds one for as long as it goes round. Borrows that calls hand on are not followed.

use super::Queries;
use super::events::Flows;
use super::flow::{Access, Bits, Event, Flow, Node};
use super::moves::place_name;
use super::places::{Cut, Place, Root, Step, for_each_reachable};
use crate::typed::*;
use crate::types::{Ty, TyKind};
use ruchy_syntax::{Diagnostic, Dialect, Span};
use std::collections::HashMap;

/// Finds uses of borrowed places that conflict with the borrow.
pub fn borrows(body: &Body, flows: &Flows, queries: &mut dyn Queries) -> Vec<Diagnostic> {
    if flows.dialect != Dialect::Rust {
        return Vec::new();
    }
    let mut reachable = Vec::new();
    for_each_reachable(body, &*queries, &mut |e| reachable.push(e));
    let mut pass = Pass { body, queries, errors: Vec::new() };
    let mut held: HashMap<LocalId, Loan> = HashMap::new();
    let mut loops: Vec<(Loan, Span)> = Vec::new();
    for id in reachable {
        match &body.exprs[id.0 as usize].kind {
            ExprKind::Block { statements, .. } => {
                for statement in statements {
                    let Stmt::Let { pattern, value: Some(value), .. } = statement else { continue };
                    let PatKind::Bind { local, mode: BindMode::Move, sub: None } = body.patterns[pattern.0 as usize].kind else { continue };
                    if let Some(loan) = pass.loan(*value) {
                        held.insert(local, loan);
                    }
                }
            }
            ExprKind::For { iter, body: inner, .. } => {
                let mut at = *iter;
                while let ExprKind::Coerce(_, e) = body.exprs[at.0 as usize].kind {
                    at = e;
                }
                if let ExprKind::Call { args, .. } = &body.exprs[at.0 as usize].kind
                    && let [one] = args.as_slice()
                    && let Some(loan) = pass.loan(*one)
                {
                    loops.push((loan, body.exprs[inner.0 as usize].span));
                }
            }
            _ => {}
        }
    }
    for (flow, _) in flows.all() {
        pass.held(flow, &held);
        for (loan, inside) in &loops {
            pass.iterated(flow, loan, *inside);
        }
    }
    pass.errors.sort_by_key(|e| (e.span().file, e.span().lo));
    pass.errors
}

/// A borrow of a place.
struct Loan {
    place: Place,
    mutable: bool,
    span: Span,
}

struct Pass<'a> {
    body: &'a Body,
    queries: &'a mut dyn Queries,
    errors: Vec<Diagnostic>,
}

impl Pass<'_> {
    /// The borrow that an expression plainly is.
    fn loan(&self, id: ExprId) -> Option<Loan> {
        let e = self.body.exprs.get(id.0 as usize)?;
        match e.kind {
            ExprKind::Coerce(Coercion::NoOp, inner) => self.loan(inner),
            ExprKind::Borrow { mutable, place } if matches!(self.queries.types().kind(e.ty), TyKind::Ref { .. }) => {
                let place = self.place(place)?;
                let owned = matches!(place.root, Root::Local(_)) && !matches!(place.cut, Some(Cut::Shared | Cut::Unique));
                owned.then_some(Loan { place, mutable, span: e.span })
            }
            _ => None,
        }
    }

    fn place(&self, id: ExprId) -> Option<Place> {
        let e = self.body.exprs.get(id.0 as usize)?;
        match e.kind {
            ExprKind::Local(local) => Some(Place::local(local, e.ty)),
            ExprKind::Field(base, field) => Some(self.place(base)?.step(Step::Field(0, field), e.ty)),
            ExprKind::Index(base, _) => Some(self.place(base)?.cut(Cut::Index)),
            ExprKind::Deref(base) => {
                let inner = self.body.exprs.get(base.0 as usize)?;
                if let ExprKind::Borrow { place, .. } = inner.kind {
                    return self.place(place);
                }
                Some(self.place(base)?.deref(inner.ty, e.ty, &*self.queries))
            }
            _ => None,
        }
    }

    /// Borrows that variables hold.
    fn held(&mut self, flow: &Flow, held: &HashMap<LocalId, Loan>) {
        let mut loans: Vec<(LocalId, &Loan)> = held.iter().filter(|(l, _)| flow.declared.contains(l)).map(|(l, loan)| (*l, loan)).collect();
        if loans.is_empty() {
            return;
        }
        loans.sort_by_key(|(l, _)| *l);
        let holder = |event: &Event| loans.iter().position(|(l, _)| event.place.root == Root::Local(*l));
        let used = flow.backward(loans.len(), Bits::new(loans.len()), &|node, facts| {
            let Some(event) = flow.event(node) else { return };
            let Some(i) = holder(event) else { return };
            match event.access {
                Access::Declare | Access::Assign if event.place.steps.is_empty() => facts.remove(i),
                _ => {
                    facts.insert(i);
                }
            }
        });
        // The first value is the loan's; a variable that is assigned again holds another borrow, which is not followed.
        let mut begun = vec![false; loans.len()];
        let mut starts: HashMap<Node, usize> = HashMap::new();
        for (node, event) in flow.events() {
            if let Some(i) = holder(event)
                && event.access == Access::Assign
                && event.place.steps.is_empty()
                && !std::mem::replace(&mut begun[i], true)
            {
                starts.insert(node, i);
            }
        }
        let lent = flow.forward(loans.len(), Bits::new(loans.len()), &|node, facts| {
            let Some(event) = flow.event(node) else { return };
            if let Some(i) = holder(event)
                && matches!(event.access, Access::Declare | Access::Assign)
                && event.place.steps.is_empty()
            {
                facts.remove(i);
            }
            if let Some(&i) = starts.get(&node) {
                facts.insert(i);
            }
        });
        let reachable = flow.reachable();
        for (node, event) in flow.events() {
            if !reachable.contains(node) {
                continue;
            }
            for (i, (local, loan)) in loans.iter().enumerate() {
                if lent[node].contains(i) && used[node].contains(i) && self.conflicts(loan, event) {
                    let later =
                        flow.events().filter(|(_, e)| holder(e) == Some(i) && e.span.lo > event.span.lo).map(|(_, e)| e.span).next();
                    let name = self.body.locals[local.0 as usize].name;
                    self.report(loan, event, later.map(|s| (s, format!("borrow later used here, through `{name}`"))));
                }
            }
        }
    }

    /// Borrows that loops hold: a change in the body, after which the loop may go round again.
    fn iterated(&mut self, flow: &Flow, loan: &Loan, inside: Span) {
        let reachable = flow.reachable();
        for (node, event) in flow.events() {
            let within = event.span.file == inside.file && inside.lo <= event.span.lo && event.span.hi <= inside.hi;
            if within && reachable.contains(node) && self.conflicts(loan, event) && comes_back(flow, node) {
                self.report(loan, event, Some((loan.span, "the loop uses the borrow each time round".into())));
            }
        }
    }

    fn conflicts(&self, loan: &Loan, event: &Event) -> bool {
        if !loan.place.overlaps(&event.place) || matches!(event.place.ty, Ty::UNKNOWN | Ty::ERROR) {
            return false;
        }
        match event.access {
            Access::Declare => false,
            Access::Assign | Access::Change | Access::Move => true,
            Access::Read | Access::Copy => loan.mutable,
        }
    }

    fn report(&mut self, loan: &Loan, event: &Event, later: Option<(Span, String)>) {
        let name = place_name(self.body, &event.place, self.queries).unwrap_or_else(|| "value".into());
        let assigned = event.expr.is_none() || event.access == Access::Assign;
        let (code, what, label) = match event.access {
            Access::Move => ("E0505", format!("cannot move out of `{name}` because it is borrowed"), "moved here"),
            Access::Assign | Access::Change if assigned => {
                ("E0506", format!("cannot assign to `{name}` because it is borrowed"), "assigned here")
            }
            Access::Change | Access::Assign if loan.mutable => {
                ("E0499", format!("cannot borrow `{name}` as mutable more than once at a time"), "second mutable borrow here")
            }
            Access::Change | Access::Assign => {
                ("E0502", format!("cannot borrow `{name}` as mutable because it is also borrowed as immutable"), "mutable borrow here")
            }
            Access::Copy => ("E0503", format!("cannot use `{name}` because it was mutably borrowed"), "used here"),
            _ => ("E0502", format!("cannot borrow `{name}` as immutable because it is also borrowed as mutable"), "immutable borrow here"),
        };
        let mut error = Diagnostic::error(code, event.span, what).at(label);
        if let Some((span, text)) = later {
            error = error.label(span, text);
        }
        self.errors.push(error.label(loan.span, "borrowed here").help("end the use of the borrow first, or work on a copy: `.clone()`"));
    }
}

/// Whether a node can be reached from itself.
fn comes_back(flow: &Flow, node: Node) -> bool {
    let mut seen = Bits::new(flow.len());
    let mut work: Vec<Node> = flow.next(node).to_vec();
    while let Some(at) = work.pop() {
        if at == node {
            return true;
        }
        if seen.insert(at) {
            work.extend(flow.next(at));
        }
    }
    false
}
