//! Borrows held in variables, in Rust files: what is borrowed is not changed, moved or borrowed otherwise while the borrow is still used, and lives as long.
//!
//! The plain cases of rustc's borrow checker, on the graphs of [`super::events`]: a variable that is given a borrow holds a loan from there until it is
//! given another value; the loan matters where the variable is used later (RFC 2094, without regions). A `for` loop holds the loans of its iterator for as long as it goes
//! round. What calls hand on is told by their declarations ([`super::Lending`]). Where it is not sure what a value borrows, it borrows nothing.

use super::Queries;
use super::events::Flows;
use super::flow::{Access, Bits, Event, Flow, Node};
use super::moves::place_name;
use super::places::{Cut, Place, Root, Step, for_each_reachable};
use crate::typed::*;
use crate::types::{Ty, TyKind};
use ruchy_syntax::{Diagnostic, Dialect, Span};
use std::collections::{HashMap, HashSet};

/// More steps than these are not followed from a value to what it borrows.
const DEPTH_LIMIT: usize = 40;

/// Finds uses of borrowed places that conflict with the borrow.
pub fn borrows(body: &Body, flows: &Flows, queries: &mut dyn Queries) -> Vec<Diagnostic> {
    if flows.dialect != Dialect::Rust {
        return Vec::new();
    }
    let mut reachable = Vec::new();
    for_each_reachable(body, &*queries, &mut |e| reachable.push(e));
    let mut pass = Pass { body, flows, queries, errors: Vec::new(), given: HashMap::new(), scopes: HashMap::new(), told: HashSet::new() };
    let mut whole: HashSet<ExprId> = HashSet::new();
    for &id in &reachable {
        if let ExprKind::Block { statements, .. } = &body.exprs[id.0 as usize].kind {
            pass.declared_in(statements, body.exprs[id.0 as usize].span);
            whole.extend(statements.iter().filter_map(|s| match s {
                Stmt::Expr(e) => Some(*e),
                Stmt::Let { .. } => None,
            }));
        }
    }
    let mut held: Vec<Held> = Vec::new();
    let mut loops: Vec<(Loan, Span)> = Vec::new();
    for id in reachable {
        match &body.exprs[id.0 as usize].kind {
            ExprKind::Block { statements, .. } => {
                for statement in statements {
                    if let Stmt::Let { pattern, value: Some(value), .. } = statement {
                        pass.hold(*pattern, pass.loans(*value, true), &mut held);
                    }
                }
            }
            ExprKind::Let { pattern, expr } => pass.hold(*pattern, pass.loans(*expr, false), &mut held),
            ExprKind::Match { scrutinee, arms } => {
                for arm in arms {
                    pass.hold(arm.pattern, pass.loans(*scrutinee, false), &mut held);
                }
            }
            ExprKind::Assign(to, from) => {
                if let ExprKind::Local(local) = body.exprs[to.0 as usize].kind
                    && pass.may_hold(body.exprs[to.0 as usize].ty)
                {
                    // Temporaries last to the end of the statement.
                    let loans = pass.loans(*from, whole.contains(&id)).list;
                    held.extend(loans.into_iter().map(|loan| Held { local, at: Some(*to), kept: false, loan }));
                }
            }
            ExprKind::Call { callee: Callee::Instance(callee), args } if args.len() > 1 => {
                pass.arguments(args);
                pass.stored(*callee, args, &mut held);
            }
            ExprKind::For { iter, body: inner, .. } => {
                let mut at = *iter;
                while let ExprKind::Coerce(_, e) = body.exprs[at.0 as usize].kind {
                    at = e;
                }
                if let ExprKind::Call { args, .. } = &body.exprs[at.0 as usize].kind
                    && let [one] = args.as_slice()
                {
                    loops.extend(pass.loans(*one, false).list.into_iter().map(|loan| (loan, body.exprs[inner.0 as usize].span)));
                }
            }
            _ => {}
        }
    }
    if let Some(root) = body.root {
        pass.returned(root);
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

/// A borrow of a place, or of a temporary value.
#[derive(Clone)]
struct Loan {
    place: Option<Place>,
    mutable: bool,
    span: Span,
}

/// The loans that a value holds.
#[derive(Default)]
struct Loans {
    list: Vec<Loan>,
    /// Each borrow in the value may be any of them.
    mixed: bool,
}

/// A variable that holds a loan.
struct Held {
    local: LocalId,
    /// The assigned variable, where it is not bound by a pattern.
    at: Option<ExprId>,
    /// It keeps the loan beside those that it holds: `at` is changed, not assigned.
    kept: bool,
    loan: Loan,
}

struct Pass<'a> {
    body: &'a Body,
    flows: &'a Flows,
    queries: &'a mut dyn Queries,
    errors: Vec<Diagnostic>,
    /// The values of variables that have no other.
    given: HashMap<LocalId, ExprId>,
    /// The blocks that variables are declared in.
    scopes: HashMap<LocalId, Span>,
    told: HashSet<(&'static str, Span)>,
}

impl Pass<'_> {
    fn declared_in(&mut self, statements: &[Stmt], block: Span) {
        for statement in statements {
            let Stmt::Let { pattern, value, .. } = statement else { continue };
            let PatKind::Bind { local, mode: BindMode::Move, sub: None } = self.body.patterns[pattern.0 as usize].kind else { continue };
            let Some(variable) = self.body.locals.get(local.0 as usize) else { continue };
            if let Some(value) = value
                && !variable.mutable
            {
                self.given.insert(local, *value);
            }
            if within(variable.span, block) {
                self.scopes.insert(local, block);
            }
        }
    }

    /// Notes the variables of a pattern that hold the loans of what is matched.
    fn hold(&self, pattern: PatId, loans: Loans, held: &mut Vec<Held>) {
        let Some(pat) = self.body.patterns.get(pattern.0 as usize).filter(|_| !loans.list.is_empty()) else { return };
        match &pat.kind {
            &PatKind::Bind { local, mode, sub: None } if mode != BindMode::Move || self.may_hold(pat.ty) => {
                held.extend(loans.list.into_iter().map(|loan| Held { local, at: None, kept: false, loan }));
            }
            PatKind::Deref(sub) => self.hold(*sub, loans, held),
            PatKind::Fields { fields, .. } if !loans.mixed => {
                for (_, sub) in fields {
                    self.hold(*sub, Loans { list: loans.list.clone(), mixed: false }, held);
                }
            }
            _ => {}
        }
    }

    /// Whether values of a type may hold loans.
    fn may_hold(&self, ty: Ty) -> bool {
        matches!(self.queries.types().kind(ty), TyKind::Closure(_)) || self.queries.holds_borrow(ty)
    }

    /// The closure or async block that a value is, in a box or not.
    fn closure_in(&self, id: ExprId) -> Option<ExprId> {
        let e = self.body.exprs.get(id.0 as usize)?;
        match &e.kind {
            ExprKind::Closure(_) | ExprKind::Async(_) => Some(id),
            ExprKind::Coerce(_, inner) => self.closure_in(*inner),
            ExprKind::Call { callee: Callee::Instance(_), args } if args.len() == 1 => {
                let TyKind::Adt(def, _) = self.queries.types().kind(e.ty) else { return None };
                let boxed = self.queries.adt(*def).is_some_and(|adt| matches!(adt.lang, Some(LangAdt::Box | LangAdt::Rc)));
                if boxed { self.closure_in(args[0]) } else { None }
            }
            _ => None,
        }
    }

    /// `list.push(&x)`: from here on `list` holds the loan, too.
    fn stored(&mut self, callee: InstanceId, args: &[ExprId], held: &mut Vec<Held>) {
        let ExprKind::Borrow { mutable: true, place } = self.body.exprs[args[0].0 as usize].kind else { return };
        let place_expr = &self.body.exprs[place.0 as usize];
        let ExprKind::Local(local) = place_expr.kind else { return };
        if !self.queries.holds_borrow(place_expr.ty) {
            return;
        }
        for i in self.queries.lending(callee).stores {
            let Some(&arg) = args.get(i) else { continue };
            let loans = self.loans(arg, false).list;
            held.extend(loans.into_iter().map(|loan| Held { local, at: Some(place), kept: true, loan }));
        }
    }

    /// Borrows that are handed to one call, of which one is `&mut` and the other of the same place.
    fn arguments(&mut self, args: &[ExprId]) {
        let mut loans: Vec<Loan> = Vec::new();
        for &arg in args {
            let mut at = arg;
            while let ExprKind::Coerce(_, inner) = self.body.exprs[at.0 as usize].kind {
                at = inner;
            }
            let e = &self.body.exprs[at.0 as usize];
            let ExprKind::Borrow { mutable, place } = e.kind else { continue };
            let element = match self.body.exprs[place.0 as usize].kind {
                ExprKind::Index(base, _) => base,
                _ => place,
            };
            let Some(place) = self.place(element).filter(|place| place.cut.is_none()) else { continue };
            let loan = Loan { place: Some(place.clone()), mutable, span: e.span };
            let other = loans.iter().find(|l| (l.mutable || mutable) && l.place.as_ref().is_some_and(|p| p.overlaps(&place))).cloned();
            if let Some(other) = other {
                let access = if mutable { Access::Change } else { Access::Read };
                let event = Event { access, place, span: e.span, expr: Some(at), closure: None, taken_from_lasting: None };
                self.report(&other, &event, None);
            }
            loans.push(loan);
        }
    }

    /// What a value borrows. `ends`: the temporaries in it end before the value is used.
    fn loans(&self, id: ExprId, ends: bool) -> Loans {
        let mut out = Loans::default();
        self.add_loans(id, ends, false, 0, &mut out);
        out
    }

    /// `handed`: the value is handed to a call, so that it is no borrow whose temporary lives on.
    fn add_loans(&self, id: ExprId, ends: bool, handed: bool, depth: usize, out: &mut Loans) {
        let Some(e) = self.body.exprs.get(id.0 as usize).filter(|_| depth < DEPTH_LIMIT) else { return };
        let mut part = |id: ExprId, handed: bool| self.add_loans(id, ends, handed, depth + 1, out);
        match &e.kind {
            ExprKind::Coerce(_, inner) => part(*inner, handed),
            ExprKind::Borrow { mutable, place } if matches!(self.queries.types().kind(e.ty), TyKind::Ref { .. }) => {
                self.add_borrow(*place, *mutable, e.span, ends && handed, depth, out);
            }
            ExprKind::Call { callee: Callee::Instance(callee), args } if self.queries.holds_borrow(e.ty) => {
                let lending = self.queries.lending(*callee);
                for &i in &lending.args {
                    if let Some(&arg) = args.get(i) {
                        part(arg, true);
                    }
                }
                out.mixed |= !lending.uniform;
            }
            ExprKind::Adt { fields, base: None, .. } => {
                fields.iter().for_each(|&(_, field)| part(field, handed));
                out.mixed |= fields.len() > 1;
            }
            ExprKind::Tuple(items) | ExprKind::Array(items) => {
                items.iter().for_each(|&item| part(item, handed));
                out.mixed |= items.len() > 1;
            }
            ExprKind::Closure(id) | ExprKind::Async(id) => {
                // What it takes is its own; what lies behind a reference it borrows from that.
                let paths = self.flows.closure(*id).into_iter().flat_map(|c| &c.captured).flat_map(|c| &c.paths);
                for path in paths.filter(|path| matches!(path.access, Access::Read | Access::Change) && !path.behind) {
                    out.list.push(Loan { place: Some(path.place.clone()), mutable: path.access == Access::Change, span: path.span });
                }
            }
            ExprKind::Block { tail: Some(tail), .. } => part(*tail, handed),
            ExprKind::If { then, otherwise: Some(otherwise), .. } => {
                part(*then, handed);
                part(*otherwise, handed);
            }
            ExprKind::Match { arms, .. } => arms.iter().for_each(|arm| part(arm.body, handed)),
            ExprKind::Local(local) if self.may_hold(e.ty) => {
                if let Some(&value) = self.given.get(local) {
                    self.add_loans(value, false, false, depth + 1, out);
                }
            }
            _ => {}
        }
    }

    /// The borrow of a place: of a variable, of what a reference refers to, or of a temporary value.
    fn add_borrow(&self, place: ExprId, mutable: bool, span: Span, ends: bool, depth: usize, out: &mut Loans) {
        let mut at = place;
        loop {
            let Some(e) = self.body.exprs.get(at.0 as usize) else { return };
            match &e.kind {
                ExprKind::Field(base, _) | ExprKind::Index(base, _) => at = *base,
                ExprKind::Deref(base) => {
                    let Some(inner) = self.body.exprs.get(base.0 as usize) else { return };
                    match (&inner.kind, self.queries.types().kind(inner.ty)) {
                        (ExprKind::Borrow { place, .. }, _) => at = *place,
                        (_, TyKind::Ref { .. }) => return self.add_loans(*base, ends, ends, depth + 1, out),
                        (_, TyKind::Pointer { .. }) => return,
                        _ => at = *base,
                    }
                }
                ExprKind::Local(_) => {
                    let Some(place) = self.place(place) else { return };
                    if !matches!(place.cut, Some(Cut::Shared | Cut::Unique)) {
                        out.list.push(Loan { place: Some(place), mutable, span });
                    }
                    return;
                }
                ExprKind::Call { .. } if ends && !matches!(self.queries.types().kind(e.ty), TyKind::Ref { .. }) => {
                    out.list.push(Loan { place: None, mutable, span: e.span });
                    return;
                }
                _ => return,
            }
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
    fn held(&mut self, flow: &Flow, held: &[Held]) {
        let loans: Vec<&Held> = held.iter().filter(|h| flow.declared.contains(&h.local)).collect();
        if loans.is_empty() {
            return;
        }
        let holds = |i: usize, event: &Event| event.place.root == Root::Local(loans[i].local);
        let given = |event: &Event| {
            matches!(event.access, Access::Declare | Access::Assign) && event.place.steps.is_empty() && event.place.cut.is_none()
        };
        let used = flow.backward(loans.len(), Bits::new(loans.len()), &|node, facts| {
            let Some(event) = flow.event(node) else { return };
            for i in (0..loans.len()).filter(|&i| holds(i, event)) {
                match given(event) {
                    true => facts.remove(i),
                    false => {
                        facts.insert(i);
                    }
                }
            }
        });
        let starts = |i: usize, event: &Event| event.access == Access::Assign && given(event) && event.expr == loans[i].at;
        let lent = flow.forward(loans.len(), Bits::new(loans.len()), &|node, facts| {
            let Some(event) = flow.event(node) else { return };
            if !given(event) {
                let keeps = |i: usize| loans[i].kept && holds(i, event) && event.access == Access::Change && event.expr == loans[i].at;
                (0..loans.len()).filter(|&i| keeps(i)).for_each(|i| {
                    facts.insert(i);
                });
                return;
            }
            for i in (0..loans.len()).filter(|&i| holds(i, event)) {
                facts.remove(i);
                if starts(i, event) {
                    facts.insert(i);
                }
            }
        });
        let reachable = flow.reachable();
        for (node, event) in flow.events() {
            if !reachable.contains(node) {
                continue;
            }
            for (i, Held { local, loan, kept, .. }) in loans.iter().enumerate() {
                // The borrow itself follows the change of what keeps it.
                if *kept && within(event.span, loan.span) {
                    continue;
                }
                let later = || {
                    let uses = flow.events().filter(|(_, e)| holds(i, e) && !given(e) && e.span.lo > event.span.lo);
                    let name = self.body.locals[local.0 as usize].name;
                    uses.map(|(_, e)| (e.span, format!("borrow later used here, through `{name}`"))).next()
                };
                match &loan.place {
                    None if holds(i, event) && starts(i, event) && used[node].contains(i) => {
                        let later = later();
                        self.temporary_ends(loan, later);
                    }
                    Some(_) if !lent[node].contains(i) => {}
                    Some(place) => {
                        if used[node].contains(i) && self.conflicts(loan, event) {
                            let later = later();
                            self.report(loan, event, later);
                        } else if holds(i, event) && !given(event) {
                            self.outlives(loan, place, event);
                        }
                    }
                    None => {}
                }
            }
        }
    }

    /// E0515: a result that borrows from what ends with the function.
    fn returned(&mut self, root: ExprId) {
        // With each: whether its value is the result, or only what it returns early.
        let mut parts = vec![(root, true)];
        while let Some((id, result)) = parts.pop() {
            let Some(e) = self.body.exprs.get(id.0 as usize) else { continue };
            match &e.kind {
                ExprKind::Block { statements, tail } => {
                    parts.extend(statements.iter().filter_map(|s| match s {
                        Stmt::Expr(e) => Some((*e, false)),
                        Stmt::Let { .. } => None,
                    }));
                    parts.extend(tail.map(|tail| (tail, result)));
                }
                ExprKind::Return(Some(value)) => parts.push((*value, true)),
                ExprKind::Coerce(_, inner) if e.ty == Ty::NEVER || self.body.exprs[inner.0 as usize].ty == Ty::NEVER => {
                    parts.push((*inner, false));
                }
                ExprKind::If { then, otherwise, .. } => {
                    parts.push((*then, result));
                    parts.extend(otherwise.map(|e| (e, result)));
                }
                ExprKind::Match { arms, .. } => parts.extend(arms.iter().map(|arm| (arm.body, result))),
                ExprKind::Loop { body, .. } | ExprKind::While { body, .. } | ExprKind::For { body, .. } => parts.push((*body, false)),
                _ if result && self.closure_in(id).is_some() => {
                    let closure = self.closure_in(id).unwrap_or(id);
                    for loan in self.loans(closure, true).list {
                        self.cannot_leave(closure, &loan);
                    }
                }
                _ if result && self.queries.holds_borrow(e.ty) => {
                    for loan in self.loans(id, true).list {
                        self.cannot_return(&loan);
                    }
                }
                _ => {}
            }
        }
    }

    /// E0373: a closure that is handed out borrows a variable that ends here.
    fn cannot_leave(&mut self, closure: ExprId, loan: &Loan) {
        let Some(local) = loan.place.as_ref().and_then(|place| place.root_local()) else { return };
        let e = &self.body.exprs[closure.0 as usize];
        if !self.told.insert(("E0373", e.span)) {
            return;
        }
        let name = self.body.locals[local.0 as usize].name;
        let what = if matches!(e.kind, ExprKind::Async(_)) { "async block" } else { "closure" };
        let message = format!("{what} may outlive the current function, but it borrows `{name}`, which is owned by the current function");
        self.errors.push(
            Diagnostic::error("E0373", e.span, message)
                .at(format!("may outlive borrowed value `{name}`"))
                .label(loan.span, format!("`{name}` is borrowed here"))
                .help("write `move` before it, so that it takes what it uses"),
        );
    }

    fn cannot_return(&mut self, loan: &Loan) {
        if !self.told.insert(("E0515", loan.span)) {
            return;
        }
        let local = loan.place.as_ref().and_then(|place| place.root_local());
        let variable = local.and_then(|local| self.body.locals.get(local.0 as usize));
        let error = match (&loan.place, variable) {
            (Some(_), Some(variable)) => {
                let name = variable.name;
                Diagnostic::error("E0515", loan.span, format!("cannot return reference to local variable `{name}`"))
                    .at("what is returned refers to data owned by the current function")
                    .label(variable.span, "owned here")
            }
            (None, _) => Diagnostic::error("E0515", loan.span, "cannot return reference to temporary value")
                .at("what is returned refers to a value that ends here"),
            _ => return,
        };
        self.errors.push(error.help("return the value itself"));
    }

    /// E0716: a temporary value ends with its statement.
    fn temporary_ends(&mut self, loan: &Loan, later: Option<(Span, String)>) {
        if !self.told.insert(("E0716", loan.span)) {
            return;
        }
        let mut error = Diagnostic::error("E0716", loan.span, "temporary value dropped while borrowed")
            .at("creates a temporary value which is freed while still in use");
        if let Some((span, text)) = later {
            error = error.label(span, text);
        }
        self.errors.push(error.help("give the value to a variable of its own first: `let value = …;`"));
    }

    /// E0597: a borrow is used where the variable it is of has ended.
    fn outlives(&mut self, loan: &Loan, place: &Place, event: &Event) {
        let Some(local) = place.root_local() else { return };
        let Some(&scope) = self.scopes.get(&local) else { return };
        let outside = event.span.file == scope.file && event.span.lo >= scope.hi;
        if !outside || !within(loan.span, scope) || !self.told.insert(("E0597", loan.span)) {
            return;
        }
        let name = self.body.locals[local.0 as usize].name;
        let end = Span { lo: scope.hi.saturating_sub(1), ..scope };
        self.errors.push(
            Diagnostic::error("E0597", loan.span, format!("`{name}` does not live long enough"))
                .at("borrowed value does not live long enough")
                .label(end, format!("`{name}` is dropped here while still borrowed"))
                .label(event.span, "borrow later used here")
                .help(format!("declare `{name}` outside of the block, or hand its value out instead of a borrow")),
        );
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
        let Some(place) = &loan.place else { return false };
        if !place.overlaps(&event.place) || matches!(event.place.ty, Ty::UNKNOWN | Ty::ERROR) {
            return false;
        }
        match event.access {
            Access::Declare => false,
            Access::Assign | Access::Change | Access::Move => true,
            Access::Read | Access::Copy => loan.mutable,
        }
    }

    fn report(&mut self, loan: &Loan, event: &Event, later: Option<(Span, String)>) {
        if !self.told.insert(("", event.span)) {
            return;
        }
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

fn within(inner: Span, outer: Span) -> bool {
    inner.file == outer.file && outer.lo <= inner.lo && inner.hi <= outer.hi
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
