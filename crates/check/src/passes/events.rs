//! From the typed tree to graphs of events: what is read, changed, moved, assigned, in the order of evaluation.
//!
//! The walk is rustc's `ExprUseVisitor` joined with its MIR building: an expression is wanted either as a value or as
//! a place, and a place wanted as a value is copied or moved by its type. Closures are walked where they stand; what
//! they use of the variables around them becomes events of the closure expression. Captures are of paths, as in
//! edition 2021 (RFC 2229), for the checks; of whole variables for the program.

use super::captures::{Captured, captured};
use super::flow::{Access, ENTRY, EXIT, Event, Flow, Node, TaskStart};
use super::places::{Cut, Place, Root, Step, is_place};
use super::{Queries, SpawnKind};
use crate::typed::*;
use crate::types::{ClosureId, Ty, TyKind};
use ruchy_syntax::{Dialect, Span};
use std::collections::HashMap;

/// A closure or async block, walked.
#[derive(Clone, Debug)]
pub struct ClosureFlow {
    pub id: ClosureId,
    /// The closure expression.
    pub expr: ExprId,
    pub flow: Flow,
    pub captured: Vec<Captured>,
    /// It runs at most once: a task's body or an async block.
    pub once: bool,
    /// It moves a captured variable away, so that it can be called once.
    pub consumes: bool,
    pub is_async: bool,
    pub span: Span,
    /// Handed to a call that makes a task of it.
    pub task: Option<SpawnKind>,
}

/// The graphs of a body: the function's own, and those of its closures, inner ones first.
#[derive(Clone, Debug)]
pub struct Flows {
    pub root: Flow,
    pub closures: Vec<ClosureFlow>,
    pub dialect: Dialect,
}

impl Flows {
    /// Walks a body.
    pub fn new(body: &Body, dialect: Dialect, queries: &mut dyn Queries) -> Flows {
        let mut walk = Walk {
            body,
            dialect,
            queries,
            flow: Flow::new(),
            current: ENTRY,
            loops: HashMap::new(),
            depth: 0,
            closures: Vec::new(),
            tasks: HashMap::new(),
            copy: HashMap::new(),
        };
        for &param in &body.params {
            walk.bind(param, None, None);
        }
        if let Some(root) = body.root {
            walk.value(root);
        }
        walk.flow.link(walk.current, EXIT);
        Flows { root: walk.flow, closures: walk.closures, dialect }
    }

    /// The walked closure of this number.
    pub fn closure(&self, id: ClosureId) -> Option<&ClosureFlow> {
        self.closures.iter().find(|c| c.id == id)
    }

    /// The function's graph and all closures', with the closure.
    pub fn all(&self) -> impl Iterator<Item = (&Flow, Option<&ClosureFlow>)> {
        self.closures.iter().map(|c| (&c.flow, Some(c))).chain(std::iter::once((&self.root, None)))
    }
}

/// The closure or async block that an argument is, looking through coercions.
fn closure_of(body: &Body, expr: ExprId, queries: &dyn Queries) -> Option<ClosureId> {
    let e = body.exprs.get(expr.0 as usize)?;
    match &e.kind {
        ExprKind::Closure(id) | ExprKind::Async(id) => Some(*id),
        ExprKind::Coerce(_, inner) => closure_of(body, *inner, queries),
        _ => match queries.types().kind(e.ty) {
            TyKind::Closure(id) => Some(*id),
            _ => None,
        },
    }
}

/// Whether a type is an enum of one variant, which nobody has to look for.
fn only_variant(queries: &dyn Queries, ty: Ty) -> bool {
    matches!(queries.types().kind(ty), TyKind::Adt(def, _) if queries.adt(*def).is_some_and(|adt| adt.variants.len() == 1))
}

/// Whether a pattern looks at the value (a mere binding or `_` does not, nor do those of an array's elements).
fn inspects(body: &Body, queries: &dyn Queries, pattern: PatId) -> bool {
    let Some(pattern) = body.patterns.get(pattern.0 as usize) else { return false };
    let inspects = |&p: &PatId| inspects(body, queries, p);
    match &pattern.kind {
        PatKind::Wild | PatKind::Error => false,
        PatKind::Bind { sub, .. } => sub.as_ref().is_some_and(inspects),
        PatKind::Fields { variant, fields } if variant.is_none() || only_variant(queries, pattern.ty) => {
            fields.iter().any(|(_, p)| inspects(p))
        }
        PatKind::Slice { prefix, rest, suffix } if matches!(queries.types().kind(pattern.ty), TyKind::Array(..)) => {
            prefix.iter().chain(rest.iter().flatten()).chain(suffix).any(inspects)
        }
        _ => true,
    }
}

struct Walk<'a> {
    body: &'a Body,
    dialect: Dialect,
    queries: &'a mut dyn Queries,
    flow: Flow,
    current: Node,
    /// Where `continue` and `break` lead, with how many loops are around.
    loops: HashMap<LoopId, (Node, Node)>,
    /// How many loops of this flow are around.
    depth: u32,
    closures: Vec<ClosureFlow>,
    /// Closures that a call makes tasks of.
    tasks: HashMap<ClosureId, SpawnKind>,
    copy: HashMap<Ty, bool>,
}

/// Which of a pattern's effects to emit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Binding {
    All,
    /// The variables get their values (a guard sees them) …
    Values,
    /// … and only an arm that is taken takes from the matched place.
    Takes,
}

impl Walk<'_> {
    fn is_copy(&mut self, ty: Ty) -> bool {
        if let Some(&known) = self.copy.get(&ty) {
            return known;
        }
        let known = match self.queries.types().kind(ty) {
            TyKind::Closure(id) => self.closures.iter().find(|c| c.id == *id),
            _ => None,
        };
        let owned: Option<Vec<(CaptureMode, Ty)>> =
            known.map(|closure| closure.captured.iter().flat_map(|c| c.paths.iter().map(|path| (c.mode, path.place.ty))).collect());
        let copy = match owned {
            // A closure of this body is not finished elsewhere: it is `Copy` if all that it holds is.
            Some(owned) => owned.into_iter().all(|(mode, ty)| match mode {
                CaptureMode::Ref => true,
                CaptureMode::RefMut => false,
                CaptureMode::Move => self.is_copy(ty),
            }),
            None => self.queries.is_copy(ty),
        };
        self.copy.insert(ty, copy);
        copy
    }

    fn inspects(&self, pattern: PatId) -> bool {
        inspects(self.body, &*self.queries, pattern)
    }

    fn emit(&mut self, event: Event) {
        let node = self.flow.add(Some(event));
        self.flow.link(self.current, node);
        self.current = node;
    }

    fn fresh(&mut self) -> Node {
        self.flow.add(None)
    }

    /// What follows cannot be reached.
    fn diverge(&mut self) {
        self.current = self.fresh();
    }

    /// A node that follows both.
    fn join(&mut self, a: Node, b: Node) -> Node {
        let node = self.fresh();
        self.flow.link(a, node);
        self.flow.link(b, node);
        node
    }

    fn is_place(&self, id: ExprId) -> bool {
        self.body.exprs.get(id.0 as usize).is_some_and(|e| is_place(&e.kind))
    }

    /// Whether a borrow of the expression borrows something that outlives it: a place, or (law 6) what is in a `Result` at a place.
    fn is_named(&self, id: ExprId) -> bool {
        match self.body.exprs.get(id.0 as usize).map(|e| &e.kind) {
            Some(ExprKind::Coerce(Coercion::OpenResult, inner)) => self.is_named(*inner),
            _ => self.is_place(id),
        }
    }

    fn values(&mut self, ids: &[ExprId]) {
        for &id in ids {
            self.value(id);
        }
    }

    /// Evaluates what a place expression is made of; `None` where it is part of a temporary value.
    fn place(&mut self, id: ExprId) -> Option<Place> {
        let e = self.body.exprs.get(id.0 as usize)?;
        match e.kind {
            ExprKind::Local(local) => Some(Place::local(local, e.ty)),
            ExprKind::Global(global) => Some(Place::new(Root::Global(global), e.ty)),
            ExprKind::Field(base, field) => Some(self.place(base)?.step(Step::Field(0, field), e.ty)),
            ExprKind::Coerce(Coercion::OpenResult, inner) if self.is_named(inner) => Some(self.place(inner)?.step(Step::Field(0, 0), e.ty)),
            ExprKind::Index(base, index) => {
                let place = self.place(base);
                self.value(index);
                Some(place?.cut(Cut::Index))
            }
            ExprKind::Deref(base) => {
                let inner = self.body.exprs.get(base.0 as usize)?;
                if let ExprKind::Borrow { place, .. } = inner.kind {
                    return self.place(place);
                }
                let place = self.place(base)?;
                Some(place.deref(inner.ty, e.ty, &*self.queries))
            }
            _ => {
                self.value(id);
                None
            }
        }
    }

    /// Emits what an access to a place, possibly behind a cut, means for its variable.
    fn access(&mut self, place: Place, ty: Ty, access: Access, expr: Option<ExprId>, span: Span) {
        let mut event = Event { access, place, span, expr, closure: None, taken_from_lasting: None };
        event.access = match (access, event.place.cut) {
            (Access::Move, _) if self.is_copy(ty) => Access::Copy,
            (Access::Move, Some(_)) => {
                event.taken_from_lasting = Some(ty);
                Access::Read
            }
            (Access::Move, None) if matches!(event.place.root, Root::Global(_)) => {
                event.taken_from_lasting = Some(ty);
                Access::Read
            }
            (Access::Change | Access::Assign, Some(Cut::Shared)) => Access::Read,
            (Access::Assign, Some(_)) => Access::Change,
            (Access::Copy, Some(_)) => Access::Read,
            (other, _) => other,
        };
        self.emit(event);
    }

    /// Uses a place expression in place.
    fn use_place(&mut self, id: ExprId, access: Access) {
        let Some(e) = self.body.exprs.get(id.0 as usize) else { return };
        let (ty, span) = (e.ty, e.span);
        if let Some(place) = self.place(id) {
            self.access(place, ty, access, Some(id), span);
        } else if access == Access::Move && self.lasts_in_temporary(id) && !self.is_copy(ty) {
            self.flow.taken_from_temporaries.push(id);
        }
    }

    /// Whether a place in a temporary value lies behind a reference, a guard or an index, so that its content stays.
    fn lasts_in_temporary(&self, id: ExprId) -> bool {
        let Some(e) = self.body.exprs.get(id.0 as usize) else { return false };
        match e.kind {
            ExprKind::Field(base, _) => self.lasts_in_temporary(base),
            ExprKind::Index(..) => true,
            ExprKind::Deref(base) => {
                let Some(inner) = self.body.exprs.get(base.0 as usize) else { return false };
                match inner.kind {
                    ExprKind::Borrow { place, .. } => self.lasts_in_temporary(place),
                    _ => super::places::is_cut(inner.ty, &*self.queries) || self.lasts_in_temporary(base),
                }
            }
            _ => false,
        }
    }

    /// A place is only looked at, a value computed.
    fn operand(&mut self, id: ExprId) {
        if self.is_place(id) { self.use_place(id, Access::Read) } else { self.value(id) }
    }

    /// Evaluates an expression whose value is wanted.
    fn value(&mut self, id: ExprId) {
        let Some(e) = self.body.exprs.get(id.0 as usize) else { return };
        if is_place(&e.kind) {
            return self.use_place(id, Access::Move);
        }
        match &e.kind {
            ExprKind::Literal(_) | ExprKind::Error => {}
            ExprKind::Function(function) => self.flow.calls.push(*function),
            ExprKind::Local(_) | ExprKind::Global(_) | ExprKind::Field(..) | ExprKind::Index(..) | ExprKind::Deref(_) => {}
            ExprKind::Unary(_, a) => self.operand(*a),
            ExprKind::Binary(_, a, b) | ExprKind::StructuralCompare(_, a, b) => {
                self.operand(*a);
                self.operand(*b);
            }
            ExprKind::And(..) | ExprKind::Or(..) | ExprKind::Let { .. } => {
                let (yes, no) = self.condition(id);
                self.current = self.join(yes, no);
            }
            ExprKind::Assign(to, from) => {
                self.value(*from);
                self.assign(*to);
            }
            ExprKind::AssignOp(_, to, from) => {
                self.value(*from);
                if self.is_place(*to) { self.use_place(*to, Access::Change) } else { self.value(*to) }
            }
            ExprKind::Call { callee, args } => self.call(id, callee, args),
            ExprKind::Borrow { mutable, place } | ExprKind::RawBorrow { mutable, place } => {
                let access = if *mutable { Access::Change } else { Access::Read };
                if self.is_named(*place) { self.use_place(*place, access) } else { self.value(*place) }
            }
            ExprKind::Tuple(items) | ExprKind::Array(items) => self.values(items),
            ExprKind::Repeat { value, .. } => self.value(*value),
            ExprKind::Adt { variant, fields, base } => {
                for &(_, value) in fields {
                    self.value(value);
                }
                if let Some(base) = *base {
                    self.base_fields(e.ty, *variant, fields, base);
                }
            }
            ExprKind::If { condition, then, otherwise } => {
                let (yes, no) = self.condition(*condition);
                self.current = yes;
                self.value(*then);
                let then_end = self.current;
                self.current = no;
                if let Some(otherwise) = *otherwise {
                    self.value(otherwise);
                }
                self.current = self.join(then_end, self.current);
            }
            ExprKind::Match { scrutinee, arms } => self.match_(*scrutinee, arms),
            ExprKind::Loop { label, body } => {
                let (head, exit) = self.enter_loop(*label);
                self.value(*body);
                self.flow.link(self.current, head);
                self.leave_loop(exit);
            }
            ExprKind::While { label, condition, body } => {
                let (head, exit) = self.enter_loop(*label);
                let (yes, no) = self.condition(*condition);
                self.flow.link(no, exit);
                self.current = yes;
                self.value(*body);
                self.flow.link(self.current, head);
                self.leave_loop(exit);
            }
            ExprKind::For { label, pattern, iter, next, body, .. } => {
                self.value(*iter);
                let (head, exit) = self.enter_loop(*label);
                match next {
                    Callee::Value(next) => self.operand(*next),
                    Callee::Instance(next) => self.flow.calls.push(*next),
                    Callee::Virtual { .. } | Callee::Dynamic { .. } => {}
                }
                self.flow.link(self.current, exit);
                self.bind(*pattern, None, None);
                self.value(*body);
                self.flow.link(self.current, head);
                self.leave_loop(exit);
            }
            ExprKind::Labelled { label, body } => {
                let exit = self.fresh();
                self.loops.insert(*label, (exit, exit));
                self.value(*body);
                self.flow.link(self.current, exit);
                self.current = exit;
            }
            ExprKind::Break { label, value } => {
                if let Some(value) = *value {
                    self.value(value);
                }
                if let Some(&(_, exit)) = self.loops.get(label) {
                    self.flow.link(self.current, exit);
                }
                self.diverge();
            }
            ExprKind::Continue { label } => {
                if let Some(&(head, _)) = self.loops.get(label) {
                    self.flow.link(self.current, head);
                }
                self.diverge();
            }
            ExprKind::Return(value) => {
                if let Some(value) = *value {
                    self.value(value);
                }
                self.flow.link(self.current, EXIT);
                self.diverge();
            }
            ExprKind::Block { statements, tail } => {
                for statement in statements {
                    self.statement(statement);
                }
                if let Some(tail) = *tail {
                    self.value(tail);
                }
            }
            ExprKind::Closure(closure) | ExprKind::Async(closure) => self.closure(id, *closure),
            ExprKind::Await(a) => {
                self.value(*a);
                let node = self.fresh();
                self.flow.link(self.current, node);
                self.current = node;
                self.flow.waits.push((id, node));
            }
            ExprKind::Cast(a) | ExprKind::Coerce(_, a) => self.value(*a),
            ExprKind::Format { pieces, args } => {
                for &arg in args {
                    self.operand(arg);
                }
                for piece in pieces {
                    if let FormatPart::Arg { by: FormatBy::Instance(fmt), .. } = piece {
                        self.flow.calls.push(*fmt);
                    }
                }
            }
            ExprKind::Copied(a) => {
                if self.is_place(*a) {
                    self.use_place(*a, Access::Copy)
                } else {
                    self.value(*a)
                }
            }
            ExprKind::Panic(a) => {
                self.operand(*a);
                self.diverge();
            }
        }
    }

    fn enter_loop(&mut self, label: LoopId) -> (Node, Node) {
        let (head, exit) = (self.fresh(), self.fresh());
        self.flow.link(self.current, head);
        self.loops.insert(label, (head, exit));
        self.current = head;
        self.depth += 1;
        (head, exit)
    }

    fn leave_loop(&mut self, exit: Node) {
        self.depth -= 1;
        self.current = exit;
    }

    fn statement(&mut self, statement: &Stmt) {
        match statement {
            Stmt::Expr(e) => self.value(*e),
            Stmt::Let { pattern, value: None, .. } => self.declare(*pattern),
            Stmt::Let { pattern, value: Some(value), otherwise } => {
                let place = self.scrutinee(*value, self.inspects(*pattern));
                if let Some(otherwise) = *otherwise {
                    let before = self.current;
                    let no = self.fresh();
                    self.flow.link(before, no);
                    self.current = no;
                    self.value(otherwise);
                    self.current = self.fresh();
                    self.flow.link(before, self.current);
                }
                self.bind(*pattern, place, Some(*value));
            }
        }
    }

    /// Evaluates what is matched: a place stays one.
    fn scrutinee(&mut self, id: ExprId, inspected: bool) -> Option<Place> {
        if !self.is_place(id) {
            self.value(id);
            return None;
        }
        let place = self.place(id)?;
        // The way to an element or behind a reference is looked at even if what is found there is not.
        if (inspected || place.cut.is_some())
            && let Some(e) = self.body.exprs.get(id.0 as usize)
        {
            self.access(place.clone(), e.ty, Access::Read, Some(id), e.span);
        }
        Some(place)
    }

    /// The ends of the paths on which a condition holds and does not.
    fn condition(&mut self, id: ExprId) -> (Node, Node) {
        let kind = self.body.exprs.get(id.0 as usize).map(|e| &e.kind);
        match kind {
            Some(ExprKind::And(a, b)) => {
                let (yes, no) = self.condition(*a);
                self.current = yes;
                let (yes, other) = self.condition(*b);
                (yes, self.join(no, other))
            }
            Some(ExprKind::Or(a, b)) => {
                let (yes, no) = self.condition(*a);
                self.current = no;
                let (other, no) = self.condition(*b);
                (self.join(yes, other), no)
            }
            Some(ExprKind::Unary(UnaryOp::Not, a)) => {
                let (yes, no) = self.condition(*a);
                (no, yes)
            }
            Some(ExprKind::Let { pattern, expr }) => {
                let place = self.scrutinee(*expr, self.inspects(*pattern));
                let (yes, no) = (self.fresh(), self.fresh());
                self.flow.link(self.current, yes);
                self.flow.link(self.current, no);
                self.current = yes;
                self.bind(*pattern, place, Some(*expr));
                (self.current, no)
            }
            _ => {
                self.value(id);
                let (yes, no) = (self.fresh(), self.fresh());
                self.flow.link(self.current, yes);
                self.flow.link(self.current, no);
                (yes, no)
            }
        }
    }

    fn match_(&mut self, scrutinee: ExprId, arms: &[Arm]) {
        let inspected = arms.iter().any(|arm| self.inspects(arm.pattern));
        let place = self.scrutinee(scrutinee, inspected);
        let end = self.fresh();
        let mut next = self.current;
        for arm in arms {
            let failed = self.fresh();
            self.current = self.fresh();
            self.flow.link(next, self.current);
            if self.inspects(arm.pattern) {
                self.flow.link(next, failed);
            }
            if let Some(guard) = arm.guard {
                self.pattern(arm.pattern, place.clone(), Some(scrutinee), Binding::Values);
                let (yes, no) = self.condition(guard);
                self.flow.link(no, failed);
                self.current = yes;
                self.pattern(arm.pattern, place.clone(), Some(scrutinee), Binding::Takes);
            } else {
                self.bind(arm.pattern, place.clone(), Some(scrutinee));
            }
            self.value(arm.body);
            self.flow.link(self.current, end);
            next = failed;
        }
        self.current = end;
    }

    /// Variables of a `let` without a value.
    fn declare(&mut self, pattern: PatId) {
        let Some(p) = self.body.patterns.get(pattern.0 as usize) else { return };
        match &p.kind {
            &PatKind::Bind { local, .. } => {
                self.flow.declared.push(local);
                self.access(Place::local(local, p.ty), p.ty, Access::Declare, None, p.span);
            }
            PatKind::Fields { fields, .. } => fields.iter().for_each(|&(_, sub)| self.declare(sub)),
            _ => {}
        }
    }

    /// Binds a pattern's variables, taking from the place if the value stands in one.
    fn bind(&mut self, pattern: PatId, place: Option<Place>, scrutinee: Option<ExprId>) {
        self.pattern(pattern, place, scrutinee, Binding::All);
    }

    fn pattern(&mut self, pattern: PatId, place: Option<Place>, scrutinee: Option<ExprId>, what: Binding) {
        let Some(p) = self.body.patterns.get(pattern.0 as usize) else { return };
        let field = |place: &Option<Place>, step: Step, sub: PatId, body: &Body| {
            let ty = body.patterns.get(sub.0 as usize).map_or(Ty::ERROR, |s| s.ty);
            place.clone().map(|place| place.step(step, ty))
        };
        match &p.kind {
            PatKind::Wild | PatKind::Constant(_) | PatKind::Range { .. } | PatKind::Error => {}
            PatKind::Value(e) => {
                if what != Binding::Takes {
                    self.operand(*e);
                }
            }
            PatKind::Bind { local, mode, sub } => {
                // `x @ P { part }`: the part is read before the whole is taken.
                if let Some(sub) = sub {
                    self.pattern(*sub, place.clone(), scrutinee, what);
                }
                if what != Binding::Values
                    && let Some(place) = place
                {
                    let access = match mode {
                        BindMode::Move => Access::Move,
                        BindMode::Ref => Access::Read,
                        BindMode::RefMut => Access::Change,
                    };
                    self.access(place, p.ty, access, scrutinee, p.span);
                }
                if what != Binding::Takes {
                    let ty = self.body.locals.get(local.0 as usize).map_or(p.ty, |l| l.ty);
                    self.flow.declared.push(*local);
                    self.access(Place::local(*local, ty), ty, Access::Declare, None, p.span);
                    self.access(Place::local(*local, ty), ty, Access::Assign, None, p.span);
                }
            }
            PatKind::Deref(sub) => {
                let content = self.body.patterns.get(sub.0 as usize).map_or(Ty::ERROR, |s| s.ty);
                let place = place.map(|place| place.deref(p.ty, content, &*self.queries));
                self.pattern(*sub, place, scrutinee, what);
            }
            PatKind::Fields { variant, fields } => {
                for &(index, sub) in fields {
                    let place = field(&place, Step::Field(variant.unwrap_or(0), index), sub, self.body);
                    self.pattern(sub, place, scrutinee, what);
                }
            }
            PatKind::Slice { prefix, rest, suffix } => {
                let array = matches!(self.queries.types().kind(p.ty), TyKind::Array(..));
                // An array's elements are parts of it; those after `..` are counted from another start.
                let after_rest = 1 << 20;
                let numbered = prefix.iter().enumerate().map(|(i, &sub)| (i as u32, sub));
                let rest = rest.flatten().map(|sub| (after_rest - 1, sub));
                let suffix = suffix.iter().enumerate().map(|(i, &sub)| (after_rest + i as u32, sub));
                for (index, sub) in numbered.chain(rest).chain(suffix) {
                    let place = if array {
                        field(&place, Step::Field(0, index), sub, self.body)
                    } else {
                        place.clone().map(|place| place.cut(Cut::Index))
                    };
                    self.pattern(sub, place, scrutinee, what);
                }
            }
            PatKind::Or(alternatives) => {
                let before = self.current;
                let end = self.fresh();
                for &alternative in alternatives {
                    self.current = self.fresh();
                    self.flow.link(before, self.current);
                    self.pattern(alternative, place.clone(), scrutinee, what);
                    self.flow.link(self.current, end);
                }
                self.current = end;
            }
        }
    }

    /// `..base` takes the fields that are not given.
    fn base_fields(&mut self, ty: Ty, variant: u32, given: &[(u32, ExprId)], base: ExprId) {
        if !self.is_place(base) {
            return self.value(base);
        }
        let span = self.body.exprs.get(base.0 as usize).map(|e| e.span).unwrap_or_default();
        let Some(place) = self.place(base) else { return };
        for (index, field) in self.queries.field_types(ty, variant).into_iter().enumerate() {
            let index = index as u32;
            if given.iter().all(|&(g, _)| g != index) {
                let part = place.clone().step(Step::Field(variant, index), field);
                self.access(part, field, Access::Move, Some(base), span);
            }
        }
    }

    fn assign(&mut self, to: ExprId) {
        let Some(e) = self.body.exprs.get(to.0 as usize) else { return };
        match &e.kind {
            ExprKind::Tuple(items) | ExprKind::Array(items) => {
                for &item in items {
                    self.assign(item);
                }
            }
            ExprKind::Adt { fields, .. } => {
                for &(_, field) in fields {
                    self.assign(field);
                }
            }
            kind if is_place(kind) => self.use_place(to, Access::Assign),
            _ => self.value(to),
        }
    }

    fn call(&mut self, id: ExprId, callee: &Callee, args: &[ExprId]) {
        let mut args = args;
        let mut spawn = None;
        match callee {
            Callee::Instance(instance) => {
                self.flow.calls.push(*instance);
                spawn = self.queries.is_task_spawn(*instance);
            }
            Callee::Value(f) => {
                let used_up = self.body.used_up.contains(f);
                let f = match self.body.exprs.get(f.0 as usize).map(|e| &e.kind) {
                    Some(ExprKind::Borrow { place, .. }) => place,
                    _ => f,
                };
                let once = self.body.exprs.get(f.0 as usize).is_some_and(|e| match self.queries.types().kind(e.ty) {
                    TyKind::Closure(id) => self.closures.iter().any(|c| c.id == *id && c.consumes),
                    _ => false,
                });
                match self.is_place(*f) {
                    true if once || used_up => self.use_place(*f, Access::Move),
                    true => self.use_place(*f, Access::Read),
                    false => self.value(*f),
                }
            }
            Callee::Virtual { .. } => {}
            Callee::Dynamic { .. } => {
                if let Some((receiver, rest)) = args.split_first() {
                    if self.is_place(*receiver) {
                        self.use_place(*receiver, Access::Change)
                    } else {
                        self.value(*receiver)
                    }
                    args = rest;
                }
            }
        }
        let mut bodies = Vec::new();
        if let Some(kind) = spawn {
            bodies = args.iter().filter_map(|&a| closure_of(self.body, a, &*self.queries)).map(|c| (c, kind)).collect();
            self.tasks.extend(bodies.iter().copied());
        }
        self.values(args);
        for (closure, kind) in bodies {
            let start = TaskStart { closure, kind, call: id, node: self.current, in_loop: self.depth > 0 };
            self.flow.tasks.push(start);
            if let Some(known) = self.closures.iter_mut().find(|c| c.id == closure) {
                known.task.get_or_insert(kind);
            }
        }
        if self.body.exprs.get(id.0 as usize).is_some_and(|e| e.ty == Ty::NEVER) {
            self.diverge();
        }
    }

    fn closure(&mut self, expr: ExprId, id: ClosureId) {
        let Some(info) = self.queries.closure(id).cloned() else { return };
        let outer = std::mem::take(&mut self.flow);
        let (outer_node, outer_depth) = (self.current, self.depth);
        (self.flow, self.current, self.depth) = (Flow::new(), ENTRY, 0);
        for &param in &info.param_patterns {
            self.bind(param, None, None);
        }
        self.value(info.body);
        self.flow.link(self.current, EXIT);
        let flow = std::mem::replace(&mut self.flow, outer);
        (self.current, self.depth) = (outer_node, outer_depth);
        self.flow.closures.push(id);

        let task = self.tasks.get(&id).copied();
        let detached = task == Some(SpawnKind::Detached);
        let takes = info.moves || (detached && self.dialect.is_relaxed());
        let captured = captured(&flow, takes, self.dialect, self.body, &self.closures, self.queries);
        let mut consumes = false;
        for (_, event) in flow.events() {
            if event.access == Access::Move && event.place.root_local().is_some_and(|l| !flow.declared.contains(&l)) {
                // A relaxed closure hands out copies where it can.
                consumes |= !self.dialect.is_relaxed() || !self.queries.can_copy(event.place.ty);
            }
        }
        for c in &captured {
            for path in &c.paths {
                self.emit(Event {
                    access: path.access,
                    place: path.place.clone(),
                    span: path.span,
                    expr: Some(expr),
                    closure: Some(id),
                    taken_from_lasting: None,
                });
            }
        }
        self.closures.push(ClosureFlow {
            id,
            expr,
            flow,
            captured,
            once: info.is_async || matches!(task, Some(SpawnKind::Detached | SpawnKind::Scoped)),
            consumes,
            is_async: info.is_async,
            span: info.span,
            task,
        });
    }
}
