//! What dropping a value of each type does ([`DropPlan`]).
//!
//! A type without a plan needs nothing: its memory is freed by counting. Invariant: every type whose value an owner may drop in a finished body has been
//! considered before the program is handed over.

use crate::Checker;
use crate::defs::*;
use crate::instances::Resolved;
use crate::traits::{Outcome, Selection};
use crate::typed::*;
use crate::types::{Ty, TyKind};
use ruchy_syntax::Symbol;
use std::collections::hash_map::Entry;

/// Types nested deeper than this in each other's fields have no end.
pub(crate) const NESTING_LIMIT: usize = 200;

impl Checker {
    /// Asks for the plan of a type (and of its parts).
    pub(crate) fn want_drop(&mut self, ty: Ty) {
        if self.drop_seen.insert(ty) {
            self.drop_queue.push(ty);
        }
    }

    /// Asks for what cloning a closure does to its captures.
    pub(crate) fn want_clone(&mut self, ty: Ty) {
        if let TyKind::Closure(id) = self.kind(ty)
            && let Entry::Vacant(slot) = self.program.closure_clones.entry(id)
        {
            slot.insert(Vec::new());
            self.clone_queue.push(id);
        }
    }

    pub(crate) fn plan_clones(&mut self) {
        while let Some(id) = self.clone_queue.pop() {
            let mut clones = Vec::new();
            for (index, ty) in self.closure_owned(id) {
                let ty = self.close(ty);
                match self.clone_of(ty) {
                    Some(Resolved::Instance(instance)) => clones.push((index, instance)),
                    _ => self.want_clone(ty),
                }
            }
            self.program.closure_clones.insert(id, clones);
        }
    }

    pub(crate) fn plan_drops(&mut self) {
        while let Some(ty) = self.drop_queue.pop() {
            if self.needs_drop(ty)
                && let Some(plan) = self.drop_plan(ty)
            {
                self.program.drops.insert(ty, plan);
            }
        }
    }

    /// Whether dropping a value of a type does anything a program can see.
    pub(crate) fn needs_drop(&mut self, ty: Ty) -> bool {
        if let Some(&known) = self.structural_cache.get(&(ty, "drop")) {
            return known;
        }
        if self.drop_depth >= NESTING_LIMIT {
            self.endless_type(ty);
            return false;
        }
        self.structural_cache.insert((ty, "drop"), false);
        self.drop_depth += 1;
        let answer = match self.kind(ty) {
            TyKind::Tuple(items) => items.iter().any(|&t| self.needs_drop(t)),
            TyKind::Slice(t) | TyKind::Array(t, _) => self.needs_drop(t),
            TyKind::Dyn(_) | TyKind::Unknown => true,
            TyKind::Closure(id) => self.closure_owned(id).iter().any(|&(_, t)| self.needs_drop(t)),
            TyKind::Adt(def, args) => {
                let Some(adt) = self.adt(def) else {
                    self.drop_depth -= 1;
                    return false;
                };
                match adt.lang {
                    Some(LangAdt::String | LangAdt::Ordering) => false,
                    Some(LangAdt::Option | LangAdt::Result | LangAdt::Box | LangAdt::Vec) => args.iter().any(|&t| self.needs_drop(t)),
                    Some(LangAdt::Range | LangAdt::RangeInclusive) => false,
                    Some(LangAdt::Rc | LangAdt::Weak | LangAdt::Shared | LangAdt::Future) => true,
                    Some(LangAdt::Native) if adt.structural => args.iter().any(|&t| self.needs_drop(t)),
                    Some(LangAdt::Native) => true,
                    None => {
                        self.drop_impl(ty).is_some()
                            || (0..adt.variants.len()).any(|v| {
                                let fields = self.fields_of(def, &args, v);
                                fields.into_iter().any(|t| {
                                    let t = self.normalize_deep(t, 0);
                                    self.needs_drop(t)
                                })
                            })
                    }
                }
            }
            _ => false,
        };
        self.drop_depth -= 1;
        // A "no" inside a recursive type holds for the outermost question, which looks at everything that can be reached; beyond that only if its answer is "no".
        self.structural_cache.insert((ty, "drop"), answer);
        if !answer && self.drop_depth > 0 {
            self.drop_unsettled.push(ty);
        }
        if self.drop_depth == 0 {
            for unsettled in std::mem::take(&mut self.drop_unsettled) {
                if answer && self.structural_cache.get(&(unsettled, "drop")) == Some(&false) {
                    self.structural_cache.remove(&(unsettled, "drop"));
                }
            }
        }
        answer
    }

    /// A type whose fields have ever larger types; told once for its definition.
    pub(crate) fn endless_type(&mut self, ty: Ty) {
        let TyKind::Adt(def, _) = self.kind(ty) else { return };
        let span = self.defs[def.0 as usize].span;
        if self.reported.insert((span, "E0320")) {
            let name = self.defs[def.0 as usize].name;
            self.diagnostics.push(ruchy_syntax::Diagnostic::error(
                "E0320",
                span,
                format!("a type has no end: its fields have ever larger types, `{name}` among them"),
            ));
        }
    }

    pub(crate) fn drop_impl(&mut self, ty: Ty) -> Option<(ImplId, Vec<Ty>)> {
        let trait_ = self.trait_named("Drop")?;
        let list = self.impls_of(trait_);
        let head = self.head(ty);
        for id in list {
            if self.impl_head(id) == head
                && let Outcome::Yes(Selection::Impl(id, args), _) = self.select(&TraitRef { trait_, args: vec![ty] }, 0)
            {
                return Some((id, args));
            }
        }
        None
    }

    /// The captures a closure owns.
    fn closure_owned(&mut self, id: crate::types::ClosureId) -> Vec<(u32, Ty)> {
        let Some(info) = self.program.closures.get(id.0 as usize).cloned() else { return Vec::new() };
        let mut out = Vec::new();
        for (i, c) in info.captures.iter().enumerate() {
            if c.mode == CaptureMode::Move
                && let Some(ty) = self.local_type(info.parent, c.local)
            {
                out.push((i as u32, ty));
            }
        }
        out
    }

    fn kept(&mut self, list: Vec<Ty>) -> Vec<(u32, Ty)> {
        let mut out = Vec::new();
        for (i, t) in list.into_iter().enumerate() {
            let t = self.close(t);
            if self.needs_drop(t) {
                self.want_drop(t);
                out.push((i as u32, t));
            }
        }
        out
    }

    fn one(&mut self, ty: Ty) -> Option<Ty> {
        let ty = self.close(ty);
        self.needs_drop(ty).then(|| {
            self.want_drop(ty);
            ty
        })
    }

    fn drop_plan(&mut self, ty: Ty) -> Option<DropPlan> {
        Some(match self.kind(ty) {
            TyKind::Tuple(items) => DropPlan::Tuple(self.kept(items)),
            TyKind::Slice(t) | TyKind::Array(t, _) => DropPlan::Elements(self.one(t)?),
            TyKind::Dyn(_) | TyKind::Unknown => DropPlan::Dyn,
            TyKind::Closure(id) => {
                let owned = self.closure_owned(id);
                let mut out = Vec::new();
                for (i, t) in owned {
                    if let Some(t) = self.one(t) {
                        out.push((i, t));
                    }
                }
                DropPlan::Closure(out)
            }
            TyKind::Adt(def, args) => {
                let adt = self.adt(def)?;
                match adt.lang {
                    Some(LangAdt::Option) => DropPlan::Wrapped { some: self.one(args[0]), err: None },
                    Some(LangAdt::Result) => {
                        let some = self.one(args[0]);
                        let err = match args.get(1) {
                            Some(&e) => self.one(e),
                            None => None,
                        };
                        DropPlan::Wrapped { some, err }
                    }
                    Some(LangAdt::Box) => DropPlan::Box(self.one(args[0])?),
                    Some(LangAdt::Vec) => DropPlan::Elements(self.one(args[0])?),
                    Some(LangAdt::Rc) => DropPlan::Rc(self.one(args[0])),
                    Some(LangAdt::Weak) => DropPlan::Weak,
                    Some(LangAdt::Future) => DropPlan::Dyn,
                    Some(LangAdt::Native | LangAdt::Shared) => {
                        let mut elements = Vec::new();
                        for t in args {
                            if let Some(t) = self.one(t) {
                                elements.push(t);
                            }
                        }
                        DropPlan::Native { elements }
                    }
                    Some(_) => return None,
                    None => {
                        let drop = match self.drop_impl(ty) {
                            Some((id, impl_args)) => match self.impl_def(id).items.get(&Symbol::new("drop")).cloned() {
                                Some(ImplItem::Function(f)) => {
                                    let args = impl_args.iter().map(|&t| self.close(t)).collect();
                                    Some(self.instance(f, args))
                                }
                                _ => None,
                            },
                            None => None,
                        };
                        let mut variants = Vec::new();
                        for v in 0..adt.variants.len() {
                            let fields = self.fields_of(def, &args, v);
                            variants.push(self.kept(fields));
                        }
                        DropPlan::Adt { drop, variants }
                    }
                }
            }
            _ => return None,
        })
    }

    /// A struct or enum of the program that is plain data although it derives no `Clone` (law 3: copied when it is used again).
    fn is_data(&mut self, ty: Ty, depth: usize) -> bool {
        let TyKind::Adt(def, args) = self.kind(ty) else { return false };
        let Some(adt) = self.adt(def) else { return false };
        if depth > 8 || adt.lang.is_some() || self.defs[def.0 as usize].dialect == ruchy_syntax::Dialect::Std || self.needs_drop(ty) {
            return false;
        }
        if self.holds_named("Clone", ty) {
            return false;
        }
        (0..adt.variants.len()).all(|v| {
            let fields = self.fields_of(def, &args, v);
            fields.into_iter().all(|t| {
                let t = self.close(t);
                self.is_plain(t) || self.is_data(t, depth + 1)
            })
        })
    }

    /// What a call of `Clone::clone` on a type is, for copies that the relaxed language makes by itself; `None` where it cannot be cloned.
    pub(crate) fn clone_of(&mut self, ty: Ty) -> Option<Resolved> {
        if self.is_plain(ty) {
            return Some(Resolved::Share);
        }
        if self.is_data(ty, 0) {
            return Some(Resolved::Share);
        }
        let trait_ = self.trait_named("Clone")?;
        if !self.holds(&TraitRef { trait_, args: vec![ty] }) {
            return None;
        }
        let data = self.trait_data(trait_)?;
        let TraitItem::Function(def) = data.items.get(&Symbol::new("clone"))?.clone() else { return None };
        Some(self.resolve_callee(def, &[ty]))
    }
}
