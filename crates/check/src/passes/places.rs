//! Places: what part of which variable an expression names.
//!
//! A place is followed through fields and boxes, which its variable owns, up to the first *cut*: a reference, an
//! element, or a library type with a place inside. What lies behind a cut cannot be moved out and stays valid.

use crate::typed::*;
use crate::types::{Ty, TyKind};

use super::Queries;

/// Where a place begins.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Root {
    Local(LocalId),
    Global(GlobalId),
}

/// One step into a value that owns what it leads to.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Step {
    /// Variant (0 for structs, tuples and arrays) and field.
    Field(u32, u32),
    /// The content of a `Box`.
    Unbox,
}

/// What ended the steps.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cut {
    /// `&T`, `Rc`, a raw pointer: nothing behind it can be changed through this place.
    Shared,
    /// `&mut T`
    Unique,
    /// An element.
    Index,
    /// A guard and the like.
    Guard,
}

/// Part of a variable.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    pub root: Root,
    pub steps: Vec<Step>,
    /// The type after the steps, before the cut.
    pub ty: Ty,
    /// The first cut, or `Shared` if any of them is.
    pub cut: Option<Cut>,
    /// How many steps lead to the first box on the way, and its type.
    boxed: Option<(usize, Ty)>,
}

impl Place {
    /// A whole local variable.
    pub fn local(local: LocalId, ty: Ty) -> Self {
        Place::new(Root::Local(local), ty)
    }

    /// All of a variable.
    pub fn new(root: Root, ty: Ty) -> Self {
        Place { root, steps: Vec::new(), ty, cut: None, boxed: None }
    }

    /// Whether one is a part of the other, or both are the same.
    pub fn overlaps(&self, other: &Place) -> bool {
        self.root == other.root && self.steps.iter().zip(&other.steps).all(|(a, b)| a == b)
    }

    /// Whether `other` is this place or a part of it.
    pub fn covers(&self, other: &Place) -> bool {
        self.steps.len() <= other.steps.len() && self.overlaps(other)
    }

    /// The local variable it begins at.
    pub fn root_local(&self) -> Option<LocalId> {
        match self.root {
            Root::Local(local) => Some(local),
            Root::Global(_) => None,
        }
    }

    /// A part of it that it owns.
    pub fn step(mut self, step: Step, ty: Ty) -> Self {
        if self.cut.is_none() {
            self.steps.push(step);
            self.ty = ty;
        }
        self
    }

    /// What lies behind it.
    pub fn cut(mut self, cut: Cut) -> Self {
        match self.cut {
            None => self.cut = Some(cut),
            Some(_) if cut == Cut::Shared => self.cut = Some(cut),
            Some(_) => {}
        }
        self
    }

    /// What a deref of it leads to; its own type (which may lie behind a cut) is `ty`.
    pub fn deref(mut self, ty: Ty, content: Ty, queries: &dyn Queries) -> Self {
        match deref_cut(ty, queries) {
            None => {
                if self.cut.is_none() && self.boxed.is_none() {
                    self.boxed = Some((self.steps.len(), self.ty));
                }
                self.step(Step::Unbox, content)
            }
            Some(cut) => self.cut(cut),
        }
    }

    /// As a move closure sees it: what lies in a box is taken with the box.
    pub fn before_unbox(mut self) -> Self {
        if let Some((at, ty)) = self.boxed {
            self.steps.truncate(at);
            self.ty = ty;
            self.boxed = None;
        }
        self
    }
}

/// Whether an expression of this kind names a place.
pub fn is_place(kind: &ExprKind) -> bool {
    matches!(kind, ExprKind::Local(_) | ExprKind::Global(_) | ExprKind::Field(..) | ExprKind::Index(..) | ExprKind::Deref(_))
}

/// What cuts a place where a value of this type is dereferenced; `None` for a box.
fn deref_cut(ty: Ty, queries: &dyn Queries) -> Option<Cut> {
    match queries.types().kind(ty) {
        TyKind::Ref { mutable: true, .. } => Some(Cut::Unique),
        TyKind::Ref { .. } | TyKind::Pointer { .. } => Some(Cut::Shared),
        TyKind::Adt(def, _) => match queries.adt(*def).and_then(|a: &Adt| a.lang) {
            Some(LangAdt::Box) => None,
            Some(LangAdt::Rc | LangAdt::Weak) => Some(Cut::Shared),
            _ => Some(Cut::Guard),
        },
        _ => Some(Cut::Guard),
    }
}

/// Whether what a value of this type leads to is not its own.
pub(super) fn is_cut(ty: Ty, queries: &dyn Queries) -> bool {
    deref_cut(ty, queries).is_some()
}

/// Calls `f` with every expression that a body's root leads to, its closures' too, those in patterns included.
pub fn for_each_reachable(body: &Body, queries: &dyn Queries, f: &mut dyn FnMut(ExprId)) {
    walk(body, queries, body.root.into_iter().collect(), body.params.clone(), &mut |e| {
        f(e);
        true
    });
}

/// The same for what `root` leads to, with patterns beside it; `f` tells whether to go on below.
pub fn for_each_below(body: &Body, queries: &dyn Queries, root: ExprId, patterns: &[PatId], f: &mut dyn FnMut(ExprId) -> bool) {
    walk(body, queries, vec![root], patterns.to_vec(), f);
}

fn walk(body: &Body, queries: &dyn Queries, mut work: Vec<ExprId>, mut patterns: Vec<PatId>, f: &mut dyn FnMut(ExprId) -> bool) {
    loop {
        while let Some(pattern) = patterns.pop() {
            match body.patterns.get(pattern.0 as usize).map(|p| &p.kind) {
                Some(PatKind::Value(e)) => work.push(*e),
                Some(PatKind::Bind { sub, .. }) => patterns.extend(sub),
                Some(PatKind::Deref(sub)) => patterns.push(*sub),
                Some(PatKind::Fields { fields, .. }) => patterns.extend(fields.iter().map(|(_, p)| *p)),
                Some(PatKind::Slice { prefix, rest, suffix }) => {
                    patterns.extend(prefix.iter().chain(suffix));
                    patterns.extend(rest.flatten());
                }
                Some(PatKind::Or(list)) => patterns.extend(list),
                _ => {}
            }
        }
        let Some(id) = work.pop() else { return };
        let Some(expr) = body.exprs.get(id.0 as usize) else { continue };
        if !f(id) {
            continue;
        }
        match &expr.kind {
            ExprKind::Literal(_)
            | ExprKind::Local(_)
            | ExprKind::Global(_)
            | ExprKind::Function(_)
            | ExprKind::Continue { .. }
            | ExprKind::Error => {}
            ExprKind::Unary(_, a)
            | ExprKind::Field(a, _)
            | ExprKind::Deref(a)
            | ExprKind::Borrow { place: a, .. }
            | ExprKind::RawBorrow { place: a, .. }
            | ExprKind::Repeat { value: a, .. }
            | ExprKind::Loop { body: a, .. }
            | ExprKind::Labelled { body: a, .. }
            | ExprKind::Await(a)
            | ExprKind::Cast(a)
            | ExprKind::Coerce(_, a)
            | ExprKind::Copied(a)
            | ExprKind::Panic(a) => work.push(*a),
            ExprKind::Binary(_, a, b)
            | ExprKind::StructuralCompare(_, a, b)
            | ExprKind::And(a, b)
            | ExprKind::Or(a, b)
            | ExprKind::Assign(a, b)
            | ExprKind::AssignOp(_, a, b)
            | ExprKind::Index(a, b)
            | ExprKind::While { condition: a, body: b, .. } => work.extend([*a, *b]),
            ExprKind::Call { callee, args } => {
                if let Callee::Value(callee) = callee {
                    work.push(*callee);
                }
                work.extend(args);
            }
            ExprKind::Tuple(list) | ExprKind::Array(list) | ExprKind::Format { args: list, .. } => work.extend(list),
            ExprKind::Adt { fields, base, .. } => {
                work.extend(fields.iter().map(|(_, e)| *e));
                work.extend(base);
            }
            ExprKind::If { condition, then, otherwise } => {
                work.extend([*condition, *then]);
                work.extend(otherwise);
            }
            ExprKind::Let { pattern, expr } => {
                patterns.push(*pattern);
                work.push(*expr);
            }
            ExprKind::Match { scrutinee, arms } => {
                work.push(*scrutinee);
                for arm in arms {
                    patterns.push(arm.pattern);
                    work.extend(arm.guard);
                    work.push(arm.body);
                }
            }
            ExprKind::For { pattern, iter, body, .. } => {
                patterns.push(*pattern);
                work.extend([*iter, *body]);
            }
            ExprKind::Break { value, .. } | ExprKind::Return(value) => work.extend(value),
            ExprKind::Block { statements, tail } => {
                for statement in statements {
                    match statement {
                        Stmt::Let { pattern, value, otherwise } => {
                            patterns.push(*pattern);
                            work.extend(value);
                            work.extend(otherwise);
                        }
                        Stmt::Expr(e) => work.push(*e),
                    }
                }
                work.extend(tail);
            }
            ExprKind::Closure(id) | ExprKind::Async(id) => {
                if let Some(closure) = queries.closure(*id) {
                    patterns.extend(&closure.param_patterns);
                    work.push(closure.body);
                }
            }
        }
    }
}
