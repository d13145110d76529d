//! Inference variables and unification, with a trail so that a trial can be undone.
//!
//! One table serves all bodies. Invariant: a bound variable is never rebound; undoing to a mark unbinds exactly those bound since.

use crate::types::{Ty, TyKind, TypeTable};

/// What a variable may become.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VarKind {
    General,
    /// An integer literal's type.
    Int,
    /// A float literal's type.
    Float,
}

#[derive(Clone, Copy, Debug)]
struct Var {
    kind: VarKind,
    bound: Option<Ty>,
}

/// The variables.
#[derive(Debug, Default)]
pub struct InferTable {
    vars: Vec<Var>,
    trail: Vec<(u32, Var)>,
    /// While trials are under way, changes are recorded.
    marks: usize,
    /// Counts bindings, to see whether a round of solving made progress.
    pub bindings: u64,
}

/// A point to return to.
#[derive(Clone, Copy, Debug)]
pub struct Mark(usize, u64);

impl InferTable {
    pub fn fresh(&mut self, types: &mut TypeTable, kind: VarKind) -> Ty {
        let id = self.vars.len() as u32;
        self.vars.push(Var { kind, bound: None });
        types.intern(TyKind::Infer(id))
    }

    pub fn mark(&mut self) -> Mark {
        self.marks += 1;
        Mark(self.trail.len(), self.bindings)
    }

    pub fn rollback(&mut self, mark: Mark) {
        while self.trail.len() > mark.0 {
            if let Some((id, var)) = self.trail.pop() {
                self.vars[id as usize] = var;
            }
        }
        self.bindings = mark.1;
        self.marks -= 1;
    }

    pub fn commit(&mut self, _mark: Mark) {
        self.marks -= 1;
        if self.marks == 0 {
            self.trail.clear();
        }
    }

    fn set(&mut self, id: u32, var: Var) {
        if self.marks > 0 {
            self.trail.push((id, self.vars[id as usize]));
        }
        self.bindings += 1;
        self.vars[id as usize] = var;
    }

    /// Looks through a bound variable at the top of a type.
    pub fn shallow(&self, types: &TypeTable, mut ty: Ty) -> Ty {
        while let TyKind::Infer(id) = types.kind(ty) {
            match self.vars[*id as usize].bound {
                Some(t) => ty = t,
                None => break,
            }
        }
        ty
    }

    /// The kind of an unbound variable.
    pub fn var_kind(&self, types: &TypeTable, ty: Ty) -> Option<VarKind> {
        let ty = self.shallow(types, ty);
        match types.kind(ty) {
            TyKind::Infer(id) => Some(self.vars[*id as usize].kind),
            _ => None,
        }
    }

    /// Replaces all bound variables.
    pub fn resolve(&self, types: &mut TypeTable, ty: Ty) -> Ty {
        if !types.has_infer(ty) {
            return ty;
        }
        let top = self.shallow(types, ty);
        if let TyKind::Infer(_) = types.kind(top) {
            return top;
        }
        if !types.has_infer(top) {
            return top;
        }
        types.map_children(top, &mut |types, t| self.resolve(types, t))
    }

    fn occurs(&self, types: &TypeTable, id: u32, ty: Ty) -> bool {
        if !types.has_infer(ty) {
            return false;
        }
        match types.kind(ty) {
            TyKind::Infer(other) => match self.vars[*other as usize].bound {
                Some(t) => self.occurs(types, id, t),
                None => *other == id,
            },
            kind => {
                let mut found = false;
                crate::types::for_each_child(kind, &mut |t| found |= self.occurs(types, id, t));
                found
            }
        }
    }

    fn bind(&mut self, types: &TypeTable, id: u32, ty: Ty) -> bool {
        let kind = self.vars[id as usize].kind;
        if let TyKind::Infer(other) = *types.kind(ty) {
            if other == id {
                return true;
            }
            let other_kind = self.vars[other as usize].kind;
            return match (kind, other_kind) {
                (VarKind::General, _) => {
                    self.set(id, Var { kind, bound: Some(ty) });
                    true
                }
                (_, VarKind::General) => {
                    let me = Var { kind: other_kind, bound: self.self_type(types, id) };
                    self.set(other, me);
                    true
                }
                (a, b) if a == b => {
                    self.set(id, Var { kind, bound: Some(ty) });
                    true
                }
                _ => false,
            };
        }
        let fits = match kind {
            VarKind::General => true,
            VarKind::Int => matches!(types.kind(ty), TyKind::Int(_) | TyKind::Unknown | TyKind::Error),
            VarKind::Float => matches!(types.kind(ty), TyKind::Float(_) | TyKind::Unknown | TyKind::Error),
        };
        if !fits || self.occurs(types, id, ty) {
            return false;
        }
        self.set(id, Var { kind, bound: Some(ty) });
        true
    }

    fn self_type(&self, types: &TypeTable, id: u32) -> Option<Ty> {
        types.find(&TyKind::Infer(id))
    }

    /// Makes two types equal; on failure some parts may stay unified (undo with a mark).
    pub fn unify(&mut self, types: &mut TypeTable, a: Ty, b: Ty) -> bool {
        let (a, b) = (self.shallow(types, a), self.shallow(types, b));
        if a == b {
            return true;
        }
        match (types.kind(a).clone(), types.kind(b).clone()) {
            (TyKind::Infer(id), _) => self.bind(types, id, b),
            (_, TyKind::Infer(id)) => self.bind(types, id, a),
            (TyKind::Unknown | TyKind::Error, _) | (_, TyKind::Unknown | TyKind::Error) => true,
            (TyKind::Tuple(x), TyKind::Tuple(y)) => self.unify_all(types, &x, &y),
            (TyKind::Adt(d, x), TyKind::Adt(e, y)) => d == e && self.unify_all(types, &x, &y),
            (TyKind::FnDef(d, x), TyKind::FnDef(e, y)) => d == e && self.unify_all(types, &x, &y),
            (TyKind::Ref { mutable: m, ty: x }, TyKind::Ref { mutable: n, ty: y }) => m == n && self.unify(types, x, y),
            (TyKind::Pointer { ty: x, .. }, TyKind::Pointer { ty: y, .. }) => self.unify(types, x, y),
            (TyKind::Slice(x), TyKind::Slice(y)) => self.unify(types, x, y),
            (TyKind::Array(x, n), TyKind::Array(y, m)) => self.unify(types, x, y) && self.unify(types, n, m),
            (TyKind::FnPointer(p, r), TyKind::FnPointer(q, s)) => self.unify_all(types, &p, &q) && self.unify(types, r, s),
            (TyKind::Projection(d, x, n), TyKind::Projection(e, y, m)) => d == e && n == m && self.unify_all(types, &x, &y),
            (TyKind::Dyn(x), TyKind::Dyn(y)) => {
                // Marker bounds (Send, Sync) do not tell types apart: only the principal one counts.
                let (Some(x), Some(y)) = (x.first(), y.first()) else { return x.is_empty() && y.is_empty() };
                if x.trait_ != y.trait_ || !self.unify_all(types, &x.args, &y.args) {
                    return false;
                }
                x.bindings.iter().all(|(n, t)| match y.bindings.iter().find(|(m, _)| m == n) {
                    Some((_, u)) => self.unify(types, *t, *u),
                    None => true,
                })
            }
            _ => false,
        }
    }

    fn unify_all(&mut self, types: &mut TypeTable, a: &[Ty], b: &[Ty]) -> bool {
        a.len() == b.len() && a.iter().zip(b).all(|(&x, &y)| self.unify(types, x, y))
    }
}
