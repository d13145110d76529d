//! Traits: which impl holds for a type, and what its associated types are.
//!
//! A goal is matched against every impl of the trait whose head fits; the one candidate whose where clauses can hold is taken and
//! unified with the goal, so that selection also drives inference. Two candidates leave a goal open until more is known. Markers, number families,
//! function traits and trait objects are built in. After rustc's trait selection; in a template every type is concrete, and only
//! a parametric check (see `parametric`) selects by the bounds of the function.

use crate::Checker;
use crate::defs::*;
use crate::infer::{Mark, VarKind};
use crate::lower_type::Holes;
use crate::typed::LangAdt;
use crate::types::{ClosureId, DefId, IntKind, Ty, TyKind};
use ruchy_syntax::{Span, Symbol, tree};
use std::sync::Arc;

/// Why a goal holds.
#[derive(Clone, Debug)]
pub(crate) enum Selection {
    Impl(ImplId, Vec<Ty>),
    /// The type is an object of the trait (or of a subtrait).
    Dyn,
    /// A bound of the function under check says so.
    Environment,
    Builtin,
}

/// The answer to a goal.
#[derive(Clone, Debug)]
pub(crate) enum Outcome {
    Yes(Selection, Vec<Predicate>),
    Ambiguous,
    No,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Truth {
    Yes,
    Maybe,
    No,
}

/// Something that must come to hold.
#[derive(Clone, Debug)]
pub(crate) struct Obligation {
    pub kind: ObligationKind,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub(crate) enum ObligationKind {
    Holds(TraitRef),
    /// `<args[0] as trait>::name` is this type.
    Projects(TraitRef, Symbol, Ty),
    /// The return type of a function whose return type is inferred: function, arguments, result.
    Returns(DefId, Vec<Ty>, Ty),
}

/// How a type begins: what an impl is indexed by.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Head {
    Plain(Ty),
    Adt(DefId),
    Ref(bool),
    Pointer,
    Slice,
    Array,
    Tuple(usize),
    Function,
    Closure,
    Dyn(Option<DefId>),
}

const DEPTH_LIMIT: usize = 40;

/// A goal that leads to more goals than these (impls that lead to ever larger ones) is left open.
const STEP_LIMIT: u32 = 20_000;

pub(crate) struct Trial {
    mark: Mark,
    pending: usize,
}

/// Which impl a goal selects.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Candidate {
    Impl(ImplId),
    None,
    /// More than one may hold.
    Open,
}

impl Checker {
    pub(crate) fn begin(&mut self) -> Trial {
        Trial { mark: self.infer.mark(), pending: self.pending.len() }
    }

    pub(crate) fn undo(&mut self, trial: Trial) {
        self.infer.rollback(trial.mark);
        self.pending.truncate(trial.pending);
    }

    pub(crate) fn keep(&mut self, trial: Trial) {
        self.infer.commit(trial.mark);
    }

    pub(crate) fn shallow(&self, ty: Ty) -> Ty {
        self.infer.shallow(&self.program.types, ty)
    }

    pub(crate) fn kind(&self, ty: Ty) -> TyKind {
        self.program.types.kind(self.shallow(ty)).clone()
    }

    pub(crate) fn resolve(&mut self, ty: Ty) -> Ty {
        self.infer.resolve(&mut self.program.types, ty)
    }

    pub(crate) fn unify(&mut self, a: Ty, b: Ty) -> bool {
        self.infer.unify(&mut self.program.types, a, b)
    }

    /// Unifies, or changes nothing.
    pub(crate) fn try_unify(&mut self, a: Ty, b: Ty) -> bool {
        let trial = self.begin();
        if self.unify(a, b) {
            self.keep(trial);
            true
        } else {
            self.undo(trial);
            false
        }
    }

    pub(crate) fn head(&self, ty: Ty) -> Option<Head> {
        Some(match self.program.types.kind(self.shallow(ty)) {
            TyKind::Adt(d, _) => Head::Adt(*d),
            TyKind::Ref { mutable, .. } => Head::Ref(*mutable),
            TyKind::Pointer { .. } => Head::Pointer,
            TyKind::Slice(_) => Head::Slice,
            TyKind::Array(..) => Head::Array,
            TyKind::Tuple(items) => Head::Tuple(items.len()),
            TyKind::FnPointer(..) | TyKind::FnDef(..) => Head::Function,
            TyKind::Closure(_) => Head::Closure,
            TyKind::Dyn(b) => Head::Dyn(b.first().map(|b| b.trait_)),
            TyKind::Infer(_) | TyKind::Param(..) | TyKind::Projection(..) | TyKind::Unknown | TyKind::Error | TyKind::Opaque(..) => {
                return None;
            }
            _ => Head::Plain(self.shallow(ty)),
        })
    }

    /// An impl's header, lowered once.
    pub(crate) fn impl_header(&mut self, id: ImplId) -> Option<Arc<ImplHeader>> {
        if let Some(h) = self.impl_headers.get(&id) {
            return Some(h.clone());
        }
        let derived = self.impls[id.0 as usize].derived;
        let imp = self.impl_def(id);
        let scope = imp.scope.clone();
        let path = imp.trait_path.clone();
        let self_ty = self.self_type(&scope);
        let trait_ref = match (derived, path) {
            (Some(name), _) => {
                let trait_ = self.std_traits.get(&name).or_else(|| self.lang_traits.get(&name)).copied()?;
                let n = self.trait_params(trait_);
                Some(TraitRef { trait_, args: vec![self_ty; n] })
            }
            (None, Some(path)) => {
                let bound = tree::Bound { path: (*path).clone() };
                let p = self.lower_bound(self_ty, &bound, &scope, &mut Holes::Unknown).into_iter().next();
                Some(p?.trait_ref)
            }
            (None, None) => None,
        };
        let header = ImplHeader { self_ty, trait_ref, predicates: Arc::default(), params: scope.generics.params.len() };
        // Where clauses may name `Self::Item`, which needs the header.
        self.impl_headers.insert(id, Arc::new(header.clone()));
        let predicates = match derived {
            Some(name) => {
                let trait_ = header.trait_ref.as_ref()?.trait_;
                let mut list = Vec::new();
                for i in 0..scope.generics.params.len() as u32 {
                    if !scope.generics.params[i as usize].is_const() && !matches!(name.as_str(), "Eq") {
                        let p = self.param(&scope, i);
                        let n = self.trait_params(trait_);
                        list.push(Predicate { trait_ref: TraitRef { trait_, args: vec![p; n] }, bindings: Vec::new() });
                    }
                }
                list.extend(self.lower_predicates(&scope).iter().cloned());
                Arc::new(list)
            }
            None => self.lower_predicates(&scope),
        };
        let header = Arc::new(ImplHeader { predicates, ..header });
        self.impl_headers.insert(id, header.clone());
        Some(header)
    }

    /// Files new impls under their traits or heads.
    pub(crate) fn index_impls(&mut self) {
        for id in std::mem::take(&mut self.pending_impls) {
            let Some(header) = self.impl_header(id) else { continue };
            if self.impls[id.0 as usize].head.negative {
                continue;
            }
            match &header.trait_ref {
                Some(r) => {
                    self.impls_of(r.trait_);
                    self.trait_impls.entry(r.trait_).or_default().push(id);
                }
                None => match self.head(header.self_ty) {
                    Some(head) => {
                        self.inherent(head);
                        self.inherent_impls.entry(head).or_default().push(id);
                    }
                    None => self.family_impls.push(id),
                },
            }
        }
        self.selection_cache.clear();
    }

    pub(crate) fn fresh_args(&mut self, n: usize) -> Vec<Ty> {
        (0..n).map(|_| self.fresh(VarKind::General)).collect()
    }

    fn subst_ref(&mut self, r: &TraitRef, args: &[Ty]) -> TraitRef {
        let types = &mut self.program.types;
        TraitRef { trait_: r.trait_, args: r.args.iter().map(|&t| types.substitute(t, args)).collect() }
    }

    /// Whether a goal holds; where it does and inference can learn from it, it does.
    pub(crate) fn select(&mut self, goal: &TraitRef, depth: usize) -> Outcome {
        if depth == 0 {
            self.selection_steps = 0;
            self.candidates.clear();
        } else {
            self.selection_steps += 1;
        }
        if self.selection_steps > STEP_LIMIT {
            return Outcome::Ambiguous;
        }
        let args: Vec<Ty> = goal.args.iter().map(|&t| self.resolve(t)).collect();
        let args: Vec<Ty> = args.into_iter().map(|t| self.normalize_deep(t, depth)).collect();
        let goal = TraitRef { trait_: goal.trait_, args };
        let closed = goal.args.iter().all(|&t| !self.program.types.has_infer(t));
        if closed && let Some(hit) = self.selection_cache.get(&goal) {
            return Outcome::Yes(hit.clone(), Vec::new());
        }
        if self.parametric.is_some()
            && let Some(outcome) = self.select_environment(&goal)
        {
            return outcome;
        }
        if let Some(outcome) = self.select_builtin(&goal, depth) {
            return outcome;
        }
        let self_ty = goal.args[0];
        match self.kind(self_ty) {
            TyKind::Error | TyKind::Unknown => return Outcome::Yes(Selection::Builtin, Vec::new()),
            TyKind::Infer(_) if self.infer.var_kind(&self.program.types, self_ty) == Some(VarKind::General) => {
                return Outcome::Ambiguous;
            }
            // An associated type of what is not known yet.
            TyKind::Projection(..) if !closed => return Outcome::Ambiguous,
            TyKind::Never => return Outcome::Yes(Selection::Builtin, Vec::new()),
            _ => {}
        }
        if depth > DEPTH_LIMIT {
            return Outcome::Ambiguous;
        }
        if !closed && let Some(goal) = self.by_environment(&goal) {
            return self.select(&goal, depth + 1);
        }
        let id = match self.candidate(&goal, closed, depth) {
            Candidate::Impl(id) => id,
            Candidate::None => return Outcome::No,
            Candidate::Open => return Outcome::Ambiguous,
        };
        let Some(header) = self.impl_header(id) else { return Outcome::No };
        let impl_args = self.fresh_args(header.params);
        if let Some(r) = &header.trait_ref {
            let r = self.subst_ref(r, &impl_args);
            let mut open = Vec::new();
            for (a, b) in r.args.clone().into_iter().zip(goal.args.clone()) {
                let a = self.normalize_deep(a, depth);
                let a = self.set_projections_aside(a, &mut open);
                self.unify(a, b);
            }
            for (projection, var) in open {
                let found = self.normalize(projection, Span::default());
                self.unify(found, var);
            }
        }
        let predicates = header.predicates.clone();
        let nested: Vec<Predicate> = predicates.iter().map(|p| self.substitute_predicate(p, &impl_args)).collect();
        if closed {
            // Parameters that only where clauses fix (`impl<I: Iterator<Item = T>, T> …`) are found by solving those.
            for p in &nested {
                self.solve_predicate(p, depth + 1);
            }
            let resolved: Vec<Ty> = impl_args.iter().map(|&t| self.resolve(t)).collect();
            if resolved.iter().all(|&t| !self.program.types.has_infer(t)) {
                // What a bound on concrete types decided holds in one function only.
                if self.parametric.is_some() && !goal.args.iter().any(|&t| self.program.types.has_placeholder(t)) {
                    return Outcome::Yes(Selection::Impl(id, resolved), Vec::new());
                }
                self.selection_cache.insert(goal, Selection::Impl(id, resolved.clone()));
                return Outcome::Yes(Selection::Impl(id, resolved), Vec::new());
            }
        }
        Outcome::Yes(Selection::Impl(id, impl_args), nested)
    }

    /// The impl that a goal selects. Where impls ask for each other's associated types, one goal leads to the same goals again and again: what was found for one
    /// is kept as long as the goal at the top is under way, since nothing but the goal's own types decides it.
    fn candidate(&mut self, goal: &TraitRef, closed: bool, depth: usize) -> Candidate {
        if let Some(&known) = self.candidates.get(goal) {
            return known;
        }
        let found = self.find_candidate(goal, closed, depth);
        if self.selection_steps <= STEP_LIMIT && depth <= DEPTH_LIMIT / 2 {
            self.candidates.insert(goal.clone(), found);
        }
        found
    }

    fn find_candidate(&mut self, goal: &TraitRef, closed: bool, depth: usize) -> Candidate {
        let head = self.head(goal.args[0]);
        let mut found: Vec<(ImplId, Truth)> = Vec::new();
        for id in self.impls_of(goal.trait_) {
            if let (Some(a), Some(b)) = (head, self.impl_head(id))
                && a != b
                && !(matches!((a, b), (Head::Dyn(_), Head::Dyn(_))))
            {
                continue;
            }
            let Some(header) = self.impl_header(id) else { continue };
            let trial = self.begin();
            let truth = self.match_impl(&header, goal, depth).map_or(Truth::No, |(_, t)| t);
            self.undo(trial);
            if truth != Truth::No {
                found.push((id, truth));
            }
            // An open goal that two impls fit stays open, whatever the others say: where impls are about each other, asking them all would take for ever.
            if found.len() > 1 && !closed {
                return Candidate::Open;
            }
        }
        if found.len() > 1 {
            // A candidate that surely holds and fits the type as it stands wins over blanket impls that only may.
            let sure: Vec<_> = found.iter().copied().filter(|(_, t)| *t == Truth::Yes).collect();
            if closed && !sure.is_empty() {
                let best = sure.iter().copied().find(|(id, _)| {
                    self.impl_headers.get(id).is_some_and(|h| !matches!(self.program.types.kind(h.self_ty), TyKind::Param(..)))
                });
                found = vec![best.unwrap_or(sure[0])];
            } else {
                return Candidate::Open;
            }
        }
        found.first().map_or(Candidate::None, |(id, _)| Candidate::Impl(*id))
    }

    /// What the bounds of the function under check say of an open goal: in `fn f<T: Into<Ratio>>` a `T: Into<_>` is that one.
    fn by_environment(&mut self, goal: &TraitRef) -> Option<TraitRef> {
        let list: Vec<TraitRef> = self
            .environment
            .iter()
            .map(|p| &p.trait_ref)
            .filter(|r| r.trait_ == goal.trait_ && r.args.len() > 1 && r.args != goal.args)
            .cloned()
            .collect();
        let mut fits: Option<TraitRef> = None;
        for r in list {
            let trial = self.begin();
            let ok = r.args[0] == goal.args[0] && r.args.iter().zip(&goal.args).all(|(&a, &b)| self.unify(a, b));
            self.undo(trial);
            if ok && fits.as_ref().is_none_or(|f| *f == r) {
                fits = Some(r);
            } else if ok {
                return None;
            }
        }
        let r = fits?;
        for (&a, &b) in r.args.iter().zip(&goal.args) {
            self.unify(a, b);
        }
        Some(r)
    }

    /// Solves a predicate as far as it goes, for what inference learns from it.
    fn solve_predicate(&mut self, p: &Predicate, depth: usize) {
        if depth > DEPTH_LIMIT {
            return;
        }
        if let Outcome::Yes(_, nested) = self.select(&p.trait_ref, depth) {
            for n in nested {
                self.solve_predicate(&n, depth + 1);
            }
        }
        for (name, ty) in p.bindings.clone() {
            let ty = self.normalize_deep(ty, depth + 1);
            if let Some(Some(found)) = self.projection_on(p.trait_ref.clone(), name).map(|t| self.try_normalize(t, depth + 1))
                && !self.program.types.has_projection(ty)
            {
                self.unify(found, ty);
            }
        }
    }

    fn match_impl(&mut self, header: &ImplHeader, goal: &TraitRef, depth: usize) -> Option<(Vec<Ty>, Truth)> {
        let args = self.fresh_args(header.params);
        let r = self.subst_ref(header.trait_ref.as_ref()?, &args);
        let mut open = Vec::new();
        for (a, b) in r.args.into_iter().zip(goal.args.iter().copied()) {
            let a = self.normalize_deep(a, depth);
            let a = self.set_projections_aside(a, &mut open);
            if !self.unify(a, b) {
                return None;
            }
        }
        let predicates = header.predicates.clone();
        let mut truth = self.predicates_truth(&predicates, &args, depth);
        for (projection, var) in open {
            match self.try_normalize(projection, depth + 1) {
                Some(found) if !self.unify(found, var) => return None,
                Some(_) => {}
                None => truth = if truth == Truth::No { Truth::No } else { Truth::Maybe },
            }
        }
        (truth != Truth::No).then_some((args, truth))
    }

    fn predicates_truth(&mut self, predicates: &[Predicate], args: &[Ty], depth: usize) -> Truth {
        let mut all = Truth::Yes;
        // Twice: what a later clause fixes may decide an earlier one.
        for round in 0..2 {
            all = Truth::Yes;
            for p in predicates {
                let p = self.substitute_predicate(p, args);
                match self.evaluate(&p, depth + 1) {
                    Truth::No => return Truth::No,
                    Truth::Maybe => all = Truth::Maybe,
                    Truth::Yes => {}
                }
            }
            if all == Truth::Yes || round == 1 {
                break;
            }
        }
        all
    }

    /// Whether a predicate can hold; keeps what unification learns (the caller undoes it).
    fn evaluate(&mut self, p: &Predicate, depth: usize) -> Truth {
        if depth > DEPTH_LIMIT {
            return Truth::Maybe;
        }
        let mut truth = match self.select(&p.trait_ref, depth) {
            Outcome::No => return Truth::No,
            Outcome::Ambiguous => Truth::Maybe,
            Outcome::Yes(_, nested) => {
                let mut t = Truth::Yes;
                for n in nested {
                    match self.evaluate(&n, depth + 1) {
                        Truth::No => return Truth::No,
                        Truth::Maybe => t = Truth::Maybe,
                        Truth::Yes => {}
                    }
                }
                t
            }
        };
        for (name, ty) in p.bindings.clone() {
            let Some(projection) = self.projection_on(p.trait_ref.clone(), name) else { continue };
            let Some(ty) = self.try_normalize(ty, depth + 1) else {
                truth = Truth::Maybe;
                continue;
            };
            match self.try_normalize(projection, depth + 1) {
                Some(found) => {
                    if !self.unify(found, ty) {
                        return Truth::No;
                    }
                }
                None => truth = Truth::Maybe,
            }
        }
        truth
    }

    /// Whether a trait plainly holds for a type (open questions count as no).
    pub(crate) fn holds(&mut self, trait_ref: &TraitRef) -> bool {
        let trial = self.begin();
        let p = Predicate { trait_ref: trait_ref.clone(), bindings: Vec::new() };
        let truth = self.evaluate(&p, 0);
        self.undo(trial);
        truth == Truth::Yes
    }

    /// Whether a trait may hold for a type (open questions count as yes).
    pub(crate) fn may_hold(&mut self, trait_ref: &TraitRef) -> bool {
        let trial = self.begin();
        let p = Predicate { trait_ref: trait_ref.clone(), bindings: Vec::new() };
        let truth = self.evaluate(&p, 0);
        self.undo(trial);
        truth != Truth::No
    }

    /// Whether a trait without arguments, named as the library names it, holds.
    pub(crate) fn holds_named(&mut self, name: &str, ty: Ty) -> bool {
        match self.trait_named(name) {
            Some(trait_) => {
                let n = self.trait_params(trait_);
                self.holds(&TraitRef { trait_, args: vec![ty; n] })
            }
            None => false,
        }
    }

    pub(crate) fn trait_named(&self, name: &str) -> Option<DefId> {
        let name = Symbol::new(name);
        self.lang_traits.get(&name).or_else(|| self.std_traits.get(&name)).copied()
    }

    fn select_builtin(&mut self, goal: &TraitRef, depth: usize) -> Option<Outcome> {
        let yes = || Some(Outcome::Yes(Selection::Builtin, Vec::new()));
        let no = || Some(Outcome::No);
        let self_ty = goal.args[0];
        let kind = self.kind(self_ty);
        let var = self.infer.var_kind(&self.program.types, self_ty);
        if let TyKind::Dyn(bounds) = &kind {
            for b in bounds {
                let mut args = vec![self_ty];
                args.extend(&b.args);
                let own = TraitRef { trait_: b.trait_, args };
                if let Some(up) = self.super_ref(&own, goal.trait_) {
                    let fits = up.args[1..].iter().zip(&goal.args[1..]).all(|(&a, &b)| self.try_unify(a, b));
                    if fits {
                        return Some(Outcome::Yes(Selection::Dyn, Vec::new()));
                    }
                }
            }
        }
        let lang = self.trait_lang(goal.trait_)?;
        if self.is_marker(goal.trait_) && !matches!(lang, "Copy") {
            return yes();
        }
        let general = var == Some(VarKind::General);
        match lang {
            "Sized" => {
                if matches!(kind, TyKind::Dyn(_) | TyKind::Str | TyKind::Slice(_)) {
                    no()
                } else {
                    yes()
                }
            }
            "__Int" | "__Float" | "__Num" => {
                let holds = match (&kind, var) {
                    (_, Some(VarKind::General)) => return Some(Outcome::Ambiguous),
                    (_, Some(VarKind::Int)) | (TyKind::Int(_), _) => lang != "__Float",
                    (_, Some(VarKind::Float)) | (TyKind::Float(_), _) => lang != "__Int",
                    (TyKind::Unknown | TyKind::Error, _) => true,
                    _ => false,
                };
                if holds { yes() } else { no() }
            }
            "__Signed" | "__Unsigned" => match (&kind, var) {
                (TyKind::Int(k), _) => {
                    if k.signed() == (lang == "__Signed") {
                        yes()
                    } else {
                        no()
                    }
                }
                (_, Some(VarKind::Int)) => {
                    if lang == "__Signed" {
                        yes()
                    } else {
                        Some(Outcome::Ambiguous)
                    }
                }
                (_, Some(VarKind::General)) => Some(Outcome::Ambiguous),
                _ => no(),
            },
            "__Narrows" => {
                // An integer that may not fit the other type.
                let to = self.kind(goal.args[1]);
                match (&kind, &to) {
                    (TyKind::Infer(_), _) | (_, TyKind::Infer(_)) => Some(Outcome::Ambiguous),
                    (TyKind::Int(a), TyKind::Int(b)) => {
                        if a != b && !widens(*a, *b) {
                            yes()
                        } else {
                            no()
                        }
                    }
                    _ => no(),
                }
            }
            "__Widens" => {
                // goal.args[0] widens without loss to goal.args[1].
                let to = self.kind(goal.args[1]);
                match (&kind, &to) {
                    (TyKind::Infer(_), _) | (_, TyKind::Infer(_)) => Some(Outcome::Ambiguous),
                    (TyKind::Int(a), TyKind::Int(b)) => {
                        if widens(*a, *b) {
                            yes()
                        } else {
                            no()
                        }
                    }
                    (TyKind::Int(a), TyKind::Float(f)) => {
                        let bits = if *f == crate::types::FloatKind::F64 { 32 } else { 16 };
                        if a.bits() <= bits && !matches!(a, IntKind::Isize | IntKind::Usize) { yes() } else { no() }
                    }
                    (TyKind::Float(a), TyKind::Float(b)) => {
                        if a < b {
                            yes()
                        } else {
                            no()
                        }
                    }
                    _ => no(),
                }
            }
            "__Tuple" => match kind {
                TyKind::Tuple(_) => yes(),
                TyKind::Infer(_) => Some(Outcome::Ambiguous),
                _ => no(),
            },
            "__FnPointer" => match kind {
                TyKind::FnPointer(..) | TyKind::FnDef(..) => yes(),
                TyKind::Infer(_) => Some(Outcome::Ambiguous),
                _ => no(),
            },
            "Copy" => {
                if general {
                    return Some(Outcome::Ambiguous);
                }
                match &kind {
                    TyKind::Adt(..) | TyKind::Placeholder(..) | TyKind::Associated(..) => None,
                    _ => {
                        if self.is_copy_at(self_ty, depth) {
                            yes()
                        } else {
                            no()
                        }
                    }
                }
            }
            "Clone" => match &kind {
                TyKind::Closure(_) | TyKind::FnDef(..) | TyKind::FnPointer(..) | TyKind::Pointer { .. } => yes(),
                TyKind::Ref { mutable: false, .. } => yes(),
                TyKind::Ref { mutable: true, .. } => no(),
                TyKind::Infer(_) if var.is_some_and(|v| v != VarKind::General) => yes(),
                _ => None,
            },
            "Fn" | "FnMut" | "FnOnce" => {
                let (params, _) = match self.callable(self_ty) {
                    Callable::Yes(p, r) => (p, r),
                    Callable::Open => return Some(Outcome::Ambiguous),
                    Callable::No => return None,
                };
                let tuple = self.program.types.tuple(params);
                if self.try_unify(tuple, goal.args[1]) { yes() } else { no() }
            }
            "Any" if !general => match kind {
                TyKind::Dyn(_) => None,
                _ => yes(),
            },
            _ => None,
        }
    }

    /// The parameters and result of a type that can be called.
    pub(crate) fn callable(&mut self, ty: Ty) -> Callable {
        match self.kind(ty) {
            TyKind::Closure(ClosureId(id)) => {
                let sig = &self.closure_sigs[id as usize];
                Callable::Yes(sig.params.clone(), sig.ret)
            }
            TyKind::FnPointer(params, ret) => Callable::Yes(params, ret),
            TyKind::FnDef(def, args) => {
                let (params, ret) = self.fn_def_signature(def, &args);
                Callable::Yes(params, ret)
            }
            TyKind::Ref { ty, .. } => self.callable(ty),
            TyKind::Adt(def, args) if matches!(self.adt_lang(def), Some(LangAdt::Box | LangAdt::Rc)) => match args.first() {
                Some(&t) => self.callable(t),
                None => Callable::No,
            },
            TyKind::Dyn(bounds) => {
                for b in &bounds {
                    if matches!(self.trait_lang(b.trait_), Some("Fn" | "FnMut" | "FnOnce"))
                        && let Some(&tuple) = b.args.first()
                        && let TyKind::Tuple(params) = self.kind(tuple)
                    {
                        let ret = b.bindings.iter().find(|(n, _)| n.as_str() == "Output").map_or(Ty::UNIT, |(_, t)| *t);
                        return Callable::Yes(params, ret);
                    }
                    // `trait Handler: Fn(i32) -> i32 {}`
                    let mut args = vec![self.shallow(ty)];
                    args.extend(&b.args);
                    for p in self.supertraits(&TraitRef { trait_: b.trait_, args }) {
                        if matches!(self.trait_lang(p.trait_ref.trait_), Some("Fn" | "FnMut" | "FnOnce"))
                            && let TyKind::Tuple(params) = self.kind(p.trait_ref.args[1])
                        {
                            return Callable::Yes(params, p.bindings.first().map_or(Ty::UNIT, |b| b.1));
                        }
                    }
                }
                Callable::No
            }
            TyKind::Infer(_) => Callable::Open,
            TyKind::Placeholder(..) | TyKind::Associated(..) => self.callable_by_bound(ty),
            _ => Callable::No,
        }
    }

    pub(crate) fn adt_lang(&self, def: DefId) -> Option<LangAdt> {
        match self.def_kind(def) {
            DefKind::Adt(a) => a.lang,
            _ => None,
        }
    }

    /// Whether values of a type are copied by use, as Rust's `Copy`.
    pub(crate) fn is_copy(&mut self, ty: Ty) -> bool {
        self.is_copy_at(ty, 0)
    }

    fn is_copy_at(&mut self, ty: Ty, depth: usize) -> bool {
        match self.kind(ty) {
            TyKind::Bool | TyKind::Char | TyKind::Int(_) | TyKind::Float(_) | TyKind::Never | TyKind::Const(_) => true,
            TyKind::Ref { mutable, .. } => !mutable,
            TyKind::Pointer { .. } | TyKind::FnPointer(..) | TyKind::FnDef(..) | TyKind::Error => true,
            TyKind::Tuple(items) => items.iter().all(|&t| self.is_copy_at(t, depth)),
            TyKind::Array(t, _) => self.is_copy_at(t, depth),
            TyKind::Infer(_) => self.infer.var_kind(&self.program.types, ty) != Some(VarKind::General),
            TyKind::Closure(id) => {
                let captures = self.program.closures.get(id.0 as usize).map(|c| (c.captures.clone(), c.parent));
                let Some((captures, parent)) = captures else { return false };
                captures.iter().all(|c| match c.mode {
                    crate::typed::CaptureMode::Ref => true,
                    crate::typed::CaptureMode::RefMut => false,
                    crate::typed::CaptureMode::Move => {
                        let ty = self.local_type(parent, c.local);
                        ty.is_some_and(|t| self.is_copy_at(t, depth + 1))
                    }
                })
            }
            TyKind::Adt(..) | TyKind::Placeholder(..) | TyKind::Associated(..) => {
                let Some(trait_) = self.trait_named("Copy") else { return false };
                depth < DEPTH_LIMIT && {
                    let trial = self.begin();
                    let p = Predicate { trait_ref: TraitRef { trait_, args: vec![ty] }, bindings: Vec::new() };
                    let truth = self.evaluate(&p, depth + 1);
                    self.undo(trial);
                    truth == Truth::Yes
                }
            }
            _ => false,
        }
    }

    /// An associated type, where it can be told now.
    pub(crate) fn project(&mut self, goal: &TraitRef, name: Symbol, depth: usize) -> Projected {
        if depth > DEPTH_LIMIT {
            return Projected::Ambiguous;
        }
        let n = self.trait_params(goal.trait_);
        let own: Vec<Ty> = goal.args.iter().take(n).copied().collect();
        let extra: Vec<Ty> = goal.args.iter().skip(n).copied().collect();
        let goal = TraitRef { trait_: goal.trait_, args: own };
        let self_ty = self.shallow(goal.args[0]);
        let self_ty = self.normalize_deep(self_ty, depth);
        match self.kind(self_ty) {
            TyKind::Unknown | TyKind::Error => return Projected::Is(self.shallow(self_ty)),
            TyKind::Dyn(bounds) => {
                for b in bounds {
                    if let Some((_, t)) = b.bindings.iter().find(|(m, _)| *m == name) {
                        return Projected::Is(*t);
                    }
                }
            }
            _ => {}
        }
        if name.as_str() == "Output" && matches!(self.trait_lang(goal.trait_), Some("Fn" | "FnMut" | "FnOnce")) {
            return match self.callable(self_ty) {
                Callable::Yes(_, ret) => Projected::Is(ret),
                Callable::Open => Projected::Ambiguous,
                Callable::No => Projected::Error,
            };
        }
        match self.select(&goal, depth) {
            Outcome::Ambiguous => Projected::Ambiguous,
            Outcome::No => Projected::Error,
            Outcome::Yes(Selection::Impl(id, args), nested) => {
                for p in nested {
                    self.add_predicate(&p, Span::default());
                }
                match self.impl_def(id).items.get(&name).cloned() {
                    Some(ImplItem::Type(ty, generics)) => {
                        let scope = Scope { generics, ..self.impl_def(id).scope.clone() };
                        let t = self.lower_type(&ty, &scope, &mut Holes::Unknown);
                        let mut all = args;
                        all.extend(extra);
                        let t = self.program.types.substitute(t, &all);
                        Projected::Is(self.normalize_deep(t, depth + 1))
                    }
                    _ => {
                        let DefKind::Trait(data) = self.def_kind(goal.trait_).clone() else { return Projected::Error };
                        if let Some(TraitItem::Type(declared)) = data.items.get(&name)
                            && let Some(ty) = &declared.default
                        {
                            let t = self.lower_type(ty, &data.scope, &mut Holes::Unknown);
                            let t = self.program.types.substitute(t, &goal.args);
                            return Projected::Is(self.normalize_deep(t, depth + 1));
                        }
                        Projected::Error
                    }
                }
            }
            Outcome::Yes(Selection::Environment, _) => {
                let mut all = goal.args.clone();
                all.extend(extra);
                self.project_by_bound(&TraitRef { trait_: goal.trait_, args: all }, n, name, depth)
            }
            Outcome::Yes(..) => Projected::Is(Ty::UNKNOWN),
        }
    }

    fn try_normalize(&mut self, ty: Ty, depth: usize) -> Option<Ty> {
        let t = self.normalize_deep(ty, depth);
        (!self.program.types.has_projection(t)).then_some(t)
    }

    /// Replaces the projections that can be told now; others stay.
    pub(crate) fn normalize_deep(&mut self, ty: Ty, depth: usize) -> Ty {
        let ty = self.resolve(ty);
        if !self.program.types.has_projection(ty) || depth > DEPTH_LIMIT {
            return ty;
        }
        match self.program.types.kind(ty).clone() {
            TyKind::Projection(trait_, args, name) => {
                let args: Vec<Ty> = args.into_iter().map(|t| self.normalize_deep(t, depth + 1)).collect();
                if args.iter().any(|&t| self.program.types.has_param(t)) {
                    return self.program.types.intern(TyKind::Projection(trait_, args, name));
                }
                let goal = TraitRef { trait_, args };
                match self.project(&goal, name, depth + 1) {
                    Projected::Is(t) => t,
                    Projected::Ambiguous => self.program.types.intern(TyKind::Projection(trait_, goal.args, name)),
                    Projected::Error => Ty::ERROR,
                }
            }
            _ => {
                // The table cannot be borrowed across the recursion: rebuild through a list of children.
                let mut children = Vec::new();
                crate::types::for_each_child(self.program.types.kind(ty), &mut |t| children.push(t));
                let mut new: Vec<Ty> = Vec::with_capacity(children.len());
                for c in children {
                    new.push(self.normalize_deep(c, depth));
                }
                let mut i = 0;
                self.program.types.map_children(ty, &mut |_, _| {
                    i += 1;
                    new[i - 1]
                })
            }
        }
    }

    /// Normalizes a type of a body: a projection that is still open becomes a variable with an obligation.
    pub(crate) fn normalize(&mut self, ty: Ty, span: Span) -> Ty {
        let ty = self.normalize_deep(ty, 0);
        self.open_projections(ty, span)
    }

    fn open_projections(&mut self, ty: Ty, span: Span) -> Ty {
        if !self.program.types.has_projection(ty) {
            return ty;
        }
        if let TyKind::Projection(trait_, args, name) = self.program.types.kind(ty).clone() {
            let args: Vec<Ty> = args.into_iter().map(|t| self.open_projections(t, span)).collect();
            let var = self.fresh(VarKind::General);
            self.pending.push(Obligation { kind: ObligationKind::Projects(TraitRef { trait_, args }, name, var), span });
            return var;
        }
        let mut children = Vec::new();
        crate::types::for_each_child(self.program.types.kind(ty), &mut |t| children.push(t));
        let new: Vec<Ty> = children.into_iter().map(|c| self.open_projections(c, span)).collect();
        let mut i = 0;
        self.program.types.map_children(ty, &mut |_, _| {
            i += 1;
            new[i - 1]
        })
    }

    /// Puts variables in place of projections, which are told when what they stand on is known (`impl<D: Device> Screen<D, D::Pixel>`).
    pub(crate) fn set_projections_aside(&mut self, ty: Ty, aside: &mut Vec<(Ty, Ty)>) -> Ty {
        if !self.program.types.has_projection(ty) {
            return ty;
        }
        if let TyKind::Projection(..) = self.program.types.kind(ty) {
            let var = self.fresh(VarKind::General);
            aside.push((ty, var));
            return var;
        }
        let mut children = Vec::new();
        crate::types::for_each_child(self.program.types.kind(ty), &mut |t| children.push(t));
        let new: Vec<Ty> = children.into_iter().map(|c| self.set_projections_aside(c, aside)).collect();
        let mut i = 0;
        self.program.types.map_children(ty, &mut |_, _| {
            i += 1;
            new[i - 1]
        })
    }

    /// Adds a predicate as an obligation.
    pub(crate) fn add_predicate(&mut self, p: &Predicate, span: Span) {
        if self.is_marker(p.trait_ref.trait_) && self.trait_lang(p.trait_ref.trait_) != Some("Copy") {
            return;
        }
        let args: Vec<Ty> = p.trait_ref.args.iter().map(|&t| self.normalize(t, span)).collect();
        let trait_ref = TraitRef { trait_: p.trait_ref.trait_, args };
        for (name, ty) in p.bindings.clone() {
            let ty = self.normalize(ty, span);
            let owner = self.assoc_owner(trait_ref.trait_, name).and_then(|o| self.super_ref(&trait_ref, o));
            if let Some(r) = owner {
                self.pending.push(Obligation { kind: ObligationKind::Projects(r, name, ty), span });
            }
        }
        self.pending.push(Obligation { kind: ObligationKind::Holds(trait_ref), span });
    }
}

/// What an associated type is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Projected {
    Is(Ty),
    Ambiguous,
    Error,
}

/// Whether a value can be called.
pub(crate) enum Callable {
    Yes(Vec<Ty>, Ty),
    /// Not known yet.
    Open,
    No,
}

fn widens(a: IntKind, b: IntKind) -> bool {
    use IntKind as K;
    if a == b {
        return false;
    }
    match (a, b) {
        (K::Isize | K::Usize, _) => false,
        (_, K::Isize) => matches!(a, K::I8 | K::I16 | K::U8),
        (_, K::Usize) => matches!(a, K::U8 | K::U16),
        _ => match (a.signed(), b.signed()) {
            (true, true) | (false, false) => a.bits() < b.bits(),
            (false, true) => a.bits() < b.bits(),
            (true, false) => false,
        },
    }
}
