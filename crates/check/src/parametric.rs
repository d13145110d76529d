//! The check of a generic function for all its arguments at once.
//!
//! Each instance is checked by itself, which says nothing of a function that is never called, and too little of one whose bounds
//! do not promise what its body asks for. So the body of every generic function of the program's own files is also checked once with
//! placeholders for its parameters, as rustc does: of a placeholder only its bounds are known (the environment), what is associated with it
//! is a type by itself, and what a function returns as `impl Trait` is a placeholder with those bounds. In relaxed files, where bounds may be left out,
//! parameters are dynamic instead: refused is what could not be right whatever they are.
//! Nothing of such a check is part of the program. Calls lead to stand-ins, and what it asks for that depends on no parameter (a constant, an inferred
//! return type) is made outside it.

use crate::Checker;
use crate::defs::*;
use crate::infer::VarKind;
use crate::instances::State;
use crate::lower_type::Holes;
use crate::passes::SpawnKind;
use crate::traits::{Callable, Outcome, Projected, Selection};
use crate::typed::InstanceId;
use crate::types::{DefId, Ty, TyKind};
use ruchy_syntax::{Diagnostic, Dialect, FileId, Severity, Span, Symbol, tree};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// A check for all arguments that is under way.
#[derive(Debug)]
pub(crate) struct Parametric {
    owner: DefId,
    file: FileId,
    /// What calls of functions that return `impl Trait` give.
    returned: HashMap<(DefId, Vec<Ty>), Ty>,
    /// How many placeholders there are besides the function's parameters.
    made: u32,
}

impl Parametric {
    /// Mistakes that are not the function's: those in library bodies, and types that placeholders leave open.
    pub(crate) fn tolerates(&self, diagnostic: &Diagnostic) -> bool {
        diagnostic.span().file != self.file || matches!(diagnostic.code, "E0282" | "E0283")
    }
}

/// Placeholders that stand for no parameter are numbered from here.
const MADE_FROM: u32 = 1 << 16;

/// More bounds than these follow from each other without end.
const BOUND_LIMIT: usize = 200;

impl Checker {
    /// Checks what nothing has called: generic functions for all arguments, and functions inside bodies.
    pub(crate) fn check_uncalled(&mut self) {
        let called: HashSet<DefId> = self.instance_ids.keys().map(|(def, _)| *def).collect();
        let mut at = 0;
        while let Some(&def) = self.user_functions.get(at) {
            at += 1;
            let Some(f) = self.function(def) else { continue };
            if f.ast.body.is_none() || f.scope.impl_.is_some_and(|id| self.impls[id.0 as usize].derived.is_some()) {
                continue;
            }
            let before = self.diagnostics.len();
            self.lacking.clear();
            self.lacks_import = false;
            if self.generic_count(def) == 0 {
                self.instance(def, Vec::new());
                self.run_queue();
            } else if self.defs[def.0 as usize].dialect == Dialect::Rust || !called.contains(&def) {
                self.check_parametric(def);
            }
            // A valid program may ask for what the library does not have yet; where nothing calls it, that is no reason to refuse the rest.
            if !called.contains(&def) {
                for d in &mut self.diagnostics[before..] {
                    let follows = !self.lacking.is_empty() && matches!(d.code, "E0282" | "E0283");
                    if self.lacks_import || follows || self.lacking.contains(&d.span()) {
                        d.severity = Severity::Warning;
                    }
                }
            }
        }
    }

    fn check_parametric(&mut self, def: DefId) {
        let rust = self.defs[def.0 as usize].dialect == Dialect::Rust;
        let Some(f) = self.function(def) else { return };
        let args: Vec<Ty> = (0..self.generic_count(def) as u32)
            .map(|i| {
                let name = f.scope.generics.params.get(i as usize).map_or(Symbol::new("_"), |p| p.name);
                if rust { self.program.types.intern(TyKind::Placeholder(def, i, name)) } else { Ty::UNKNOWN }
            })
            .collect();
        let span = self.defs[def.0 as usize].span;
        let id = self.anonymous_instance(self.instance_name(def, &args), span);
        self.instance_defs[id.0 as usize] = Some((def, args));
        let pending = std::mem::take(&mut self.pending);
        let environment = std::mem::take(&mut self.environment);
        let converted = std::mem::take(&mut self.converted);
        self.parametric = Some(Parametric { owner: def, file: span.file, returned: HashMap::new(), made: 0 });
        if let Some(mut cx) = self.infer_instance(id) {
            self.finish_body(&mut cx);
        }
        self.parametric = None;
        self.pending = pending;
        self.environment = environment;
        self.converted = converted;
        self.instance_state[id.0 as usize] = State::Done;
    }

    /// Does something that does not depend on the parameters of the function under check.
    pub(crate) fn concretely<T>(&mut self, f: impl FnOnce(&mut Self) -> T) -> T {
        let Some(parametric) = self.parametric.take() else { return f(self) };
        let pending = std::mem::take(&mut self.pending);
        let environment = std::mem::take(&mut self.environment);
        let converted = std::mem::take(&mut self.converted);
        let done = f(self);
        self.pending = pending;
        self.environment = environment;
        self.converted = converted;
        self.parametric = Some(parametric);
        done
    }

    /// An instance in the place of all that a parametric body calls: only whether it makes tasks counts.
    pub(crate) fn stand_in(&mut self, def: DefId) -> InstanceId {
        let kind = self.spawn_kind(def);
        let slot = match kind {
            None => 0,
            Some(SpawnKind::Detached) => 1,
            Some(SpawnKind::Scoped) => 2,
            Some(SpawnKind::Parallel) => 3,
        };
        if let Some(id) = self.stand_ins[slot] {
            return id;
        }
        let id = self.anonymous_instance("{any}".into(), Span::default());
        self.instance_state[id.0 as usize] = State::Done;
        if let Some(kind) = kind {
            self.spawns.insert(id, kind);
        }
        self.stand_ins[slot] = Some(id);
        id
    }

    /// Fills the environment with the bounds of a function and all that follows from them.
    pub(crate) fn assume_bounds(&mut self, def: DefId, args: &[Ty]) {
        let sig = self.signature(def);
        let mut list: Vec<Predicate> = sig.predicates.iter().map(|p| self.substitute_predicate(p, args)).collect();
        if let Some(trait_) = self.function(def).and_then(|f| f.scope.trait_) {
            let n = self.trait_params(trait_);
            list.push(Predicate { trait_ref: TraitRef { trait_, args: args[..n.min(args.len())].to_vec() }, bindings: Vec::new() });
        }
        // Bounds name what other bounds associate (`T: Iterator, T::Item: Display`): the second round has all of them to read it by.
        self.environment = list.clone();
        for _ in 0..2 {
            self.associated_bounds.clear();
            let told: Vec<Predicate> = list.iter().map(|p| self.normalize_predicate(p)).collect();
            self.environment = self.elaborate(told);
        }
        self.associated_bounds.clear();
    }

    fn normalize_predicate(&mut self, p: &Predicate) -> Predicate {
        let args = p.trait_ref.args.iter().map(|&t| self.normalize_deep(t, 0)).collect();
        let bindings = p.bindings.iter().map(|&(n, t)| (n, self.normalize_deep(t, 0))).collect();
        Predicate { trait_ref: TraitRef { trait_: p.trait_ref.trait_, args }, bindings }
    }

    /// Bounds with those of their supertraits; what a bound fixes of a supertrait is said of that one too.
    fn elaborate(&mut self, list: Vec<Predicate>) -> Vec<Predicate> {
        let mut out: Vec<Predicate> = Vec::new();
        let mut next: std::collections::VecDeque<Predicate> = list.into();
        while let Some(p) = next.pop_front() {
            if out.contains(&p) || out.len() >= BOUND_LIMIT {
                continue;
            }
            for (name, ty) in &p.bindings {
                if let Some(owner) = self.assoc_owner(p.trait_ref.trait_, *name)
                    && owner != p.trait_ref.trait_
                    && let Some(trait_ref) = self.super_ref(&p.trait_ref, owner)
                {
                    let q = Predicate { trait_ref, bindings: vec![(*name, *ty)] };
                    next.push_back(self.normalize_predicate(&q));
                }
            }
            for s in self.supertraits(&p.trait_ref) {
                next.push_back(self.normalize_predicate(&s));
            }
            out.push(p);
        }
        out
    }

    /// What the declaration of an associated type promises of it.
    fn bounds_of_associated(&mut self, ty: Ty) -> Arc<Vec<Predicate>> {
        if let Some(known) = self.associated_bounds.get(&ty) {
            return known.clone();
        }
        let TyKind::Associated(trait_, args, name) = self.kind(ty) else { return Arc::default() };
        let Some(data) = self.trait_data(trait_) else { return Arc::default() };
        let Some(TraitItem::Type(declared)) = data.items.get(&name) else { return Arc::default() };
        // Bounds that lead back here find none yet.
        self.associated_bounds.insert(ty, Arc::default());
        let scope = Scope { generics: declared.generics.clone(), ..data.scope.clone() };
        let own: Vec<Ty> = (0..data.generics.params.len() as u32).map(|i| self.param(&scope, i)).collect();
        let subject = self.program.types.intern(TyKind::Projection(trait_, own, name));
        let mut list = Vec::new();
        for b in &declared.bounds {
            for (i, p) in self.lower_bound(subject, b, &scope, &mut Holes::Unknown).into_iter().enumerate() {
                let mut p = self.substitute_predicate(&p, &args);
                if i == 0 {
                    p.trait_ref.args[0] = ty;
                }
                list.push(self.normalize_predicate(&p));
            }
        }
        let list = Arc::new(self.elaborate(list));
        self.associated_bounds.insert(ty, list.clone());
        list
    }

    /// All that the environment and declarations say of a placeholder or what is associated with one.
    fn known_bounds(&mut self, ty: Ty, of: impl Fn(DefId) -> bool) -> Vec<Predicate> {
        let mut list: Vec<Predicate> = self.environment.iter().filter(|p| of(p.trait_ref.trait_)).cloned().collect();
        if matches!(self.kind(ty), TyKind::Associated(..)) {
            list.extend(self.bounds_of_associated(ty).iter().filter(|p| of(p.trait_ref.trait_)).cloned());
        }
        list
    }

    /// The traits that a type of the function's parameters is bound by.
    pub(crate) fn bounds_of(&mut self, ty: Ty) -> Vec<DefId> {
        self.known_bounds(ty, |_| true).into_iter().filter(|p| p.trait_ref.args[0] == ty).map(|p| p.trait_ref.trait_).collect()
    }

    /// Whether a bound says that a goal holds. A bound wins over impls, so it also fixes what is open in the goal.
    pub(crate) fn select_environment(&mut self, goal: &TraitRef) -> Option<Outcome> {
        let self_ty = self.shallow(goal.args[0]);
        if self.infer.var_kind(&self.program.types, self_ty) == Some(VarKind::General) {
            return None;
        }
        let mut fits: Vec<TraitRef> = Vec::new();
        for p in self.known_bounds(self_ty, |t| t == goal.trait_) {
            if fits.contains(&p.trait_ref) {
                continue;
            }
            let trial = self.begin();
            if p.trait_ref.args.iter().zip(&goal.args).all(|(&a, &b)| self.unify(a, b)) {
                fits.push(p.trait_ref);
            }
            self.undo(trial);
        }
        let yes = Outcome::Yes(Selection::Environment, Vec::new());
        match fits.as_slice() {
            [] => None,
            [one] => {
                for (&a, &b) in one.args.iter().zip(&goal.args) {
                    self.unify(a, b);
                }
                Some(yes)
            }
            several => Some(if several.contains(goal) { yes } else { Outcome::Ambiguous }),
        }
    }

    /// An associated type of a goal that a bound answers; `n` of its arguments are the trait's.
    pub(crate) fn project_by_bound(&mut self, goal: &TraitRef, n: usize, name: Symbol, depth: usize) -> Projected {
        let args: Vec<Ty> = goal.args.iter().map(|&t| self.resolve(t)).collect();
        for p in self.known_bounds(args[0], |t| t == goal.trait_) {
            let Some(&(_, ty)) = p.bindings.iter().find(|(m, _)| *m == name) else { continue };
            let own = matches!(self.program.types.kind(ty), TyKind::Projection(t, a, m) if *t == goal.trait_ && *m == name && *a == args);
            let trial = self.begin();
            if !own && p.trait_ref.args.iter().zip(&args[..n]).all(|(&a, &b)| self.unify(a, b)) {
                self.keep(trial);
                return Projected::Is(self.normalize_deep(ty, depth + 1));
            }
            self.undo(trial);
        }
        if args.iter().any(|&t| self.program.types.has_infer(t)) {
            return Projected::Ambiguous;
        }
        Projected::Is(self.program.types.intern(TyKind::Associated(goal.trait_, args, name)))
    }

    /// A placeholder that a bound makes callable.
    pub(crate) fn callable_by_bound(&mut self, ty: Ty) -> Callable {
        let function = |c: &Self, p: &Predicate| matches!(c.trait_lang(p.trait_ref.trait_), Some("Fn" | "FnMut" | "FnOnce"));
        let mut found = Callable::No;
        for p in self.known_bounds(ty, |_| true) {
            if p.trait_ref.args[0] != ty || !function(self, &p) {
                continue;
            }
            let Some(TyKind::Tuple(params)) = p.trait_ref.args.get(1).map(|&t| self.kind(t)) else { continue };
            // Supertraits of a function trait follow it and say nothing of the result.
            match p.bindings.first() {
                Some(&(_, ret)) => return Callable::Yes(params, ret),
                None if matches!(found, Callable::No) => found = Callable::Yes(params, Ty::UNKNOWN),
                None => {}
            }
        }
        found
    }

    /// What a function gives whose return type its body decides: each `impl Trait` is something of which its bounds are known.
    pub(crate) fn opaque_return(&mut self, def: DefId, args: &[Ty]) -> Ty {
        let key = (def, args.to_vec());
        if let Some(&known) = self.parametric.as_ref().and_then(|p| p.returned.get(&key)) {
            return known;
        }
        let Some(f) = self.function(def) else { return Ty::UNKNOWN };
        let ty = match (self.signature(def).ret, &f.ast.ret) {
            (Some(t), _) => {
                let t = self.program.types.substitute(t, args);
                self.normalize_deep(t, 0)
            }
            (None, Some(written)) => {
                let t = self.lower_type(written, &f.scope, &mut Holes::Fresh);
                let t = self.program.types.substitute(t, args);
                let t = self.normalize_deep(t, 0);
                self.fill_opaque(written, t, &f.scope, args);
                let t = self.close(t);
                if f.ast.is_async { self.lang_ty("Future", vec![t]) } else { t }
            }
            (None, None) => Ty::UNKNOWN,
        };
        if let Some(p) = &mut self.parametric {
            p.returned.insert(key, ty);
        }
        ty
    }

    /// Walks a return type beside its lowered form and gives each `impl Trait` a placeholder with its bounds.
    fn fill_opaque(&mut self, t: &tree::Type, ty: Ty, scope: &Scope, args: &[Ty]) {
        match (&t.kind, self.kind(ty)) {
            (tree::TypeKind::Impl { bounds, .. }, TyKind::Infer(_)) => {
                let Some(p) = &mut self.parametric else { return };
                p.made += 1;
                let kind = TyKind::Placeholder(p.owner, MADE_FROM + p.made, Symbol::new("impl Trait"));
                let made = self.program.types.intern(kind);
                self.unify(ty, made);
                for b in bounds {
                    let list: Vec<Predicate> = self.lower_bound(made, b, scope, &mut Holes::Unknown);
                    let list: Vec<Predicate> = list.iter().map(|p| self.substitute_predicate(p, args)).collect();
                    self.environment.extend(list.iter().cloned());
                    let list = list.iter().map(|p| self.normalize_predicate(p)).collect();
                    let list = self.elaborate(list);
                    self.environment.extend(list);
                }
            }
            (tree::TypeKind::Tuple(items), TyKind::Tuple(types)) => {
                for (t, ty) in items.iter().zip(types) {
                    self.fill_opaque(t, ty, scope, args);
                }
            }
            (tree::TypeKind::Ref { ty: t, .. }, TyKind::Ref { ty, .. }) => self.fill_opaque(t, ty, scope, args),
            (tree::TypeKind::Path(path), TyKind::Adt(_, types)) => {
                if let Some(written) = path.segments.last().and_then(|s| s.args.as_ref()) {
                    for (a, ty) in written.args.iter().zip(types) {
                        if let tree::GenericArg::Type(t) = a {
                            self.fill_opaque(t, ty, scope, args);
                        }
                    }
                }
            }
            _ => {}
        }
    }

    /// The declared type of a constant whose value depends on parameters.
    pub(crate) fn constant_type(&mut self, def: DefId, args: &[Ty], span: Span) -> Ty {
        let DefKind::Const(c) = self.def_kind(def).clone() else { return Ty::ERROR };
        match &c.ty {
            Some(t) => {
                let t = self.lower_type(t, &c.scope, &mut Holes::Fresh);
                let t = self.program.types.substitute(t, args);
                self.normalize(t, span)
            }
            None => self.fresh(VarKind::General),
        }
    }
}
