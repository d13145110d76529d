//! Instances: functions with concrete arguments, made when something asks for them.
//!
//! Invariant: an instance is checked once; while it is being checked its return type may already be used (recursion) through
//! `instance_rets`.

use crate::Checker;
use crate::defs::*;
use crate::passes::SpawnKind;
use crate::traits::{Outcome, Selection};
use crate::typed::*;
use crate::types::{DefId, Ty, TyKind};
use ruchy_syntax::Symbol;

/// How far an instance has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum State {
    Queued,
    Running,
    Done,
}

/// More instances than this are a template that asks for ever larger ones of itself.
const INSTANCE_LIMIT: usize = 60_000;

/// What a call of a function with given arguments really calls.
#[derive(Clone, Debug)]
pub(crate) enum Resolved {
    Instance(InstanceId),
    Virtual {
        trait_: DefId,
        method: Symbol,
        params: Vec<ParamMode>,
    },
    /// A clone that is a share of the same contents.
    Share,
    Dynamic(Symbol),
}

impl Checker {
    /// The instance of a function that is no trait declaration's, for concrete arguments.
    pub(crate) fn instance(&mut self, def: DefId, args: Vec<Ty>) -> InstanceId {
        let n = self.generic_count(def);
        let mut args = args;
        args.truncate(n);
        while args.len() < n {
            args.push(Ty::UNKNOWN);
        }
        if let Some(&id) = self.instance_ids.get(&(def, args.clone())) {
            return id;
        }
        if self.parametric.is_some() {
            return self.stand_in(def);
        }
        if self.program.instances.len() >= INSTANCE_LIMIT && !self.reported.contains(&(Default::default(), "E0275")) {
            let span = self.defs[def.0 as usize].span;
            self.reported.insert((Default::default(), "E0275"));
            self.diagnostics.push(ruchy_syntax::Diagnostic::error(
                "E0275",
                span,
                "this program instantiates generic functions without end",
            ));
            self.queue.clear();
        }
        let id = InstanceId(self.program.instances.len() as u32);
        let name = self.instance_name(def, &args);
        let ret = self.fresh(crate::infer::VarKind::General);
        let span = self.defs[def.0 as usize].span;
        let track_caller = self.tracks_caller(def);
        self.program.instances.push(Instance {
            name,
            type_args: args.clone(),
            params: Vec::new(),
            ret,
            span,
            code: InstanceCode::Missing,
            track_caller,
        });
        self.instance_ids.insert((def, args.clone()), id);
        self.instance_defs.push(Some((def, args)));
        self.instance_rets.push(ret);
        self.instance_state.push(State::Queued);
        if let Some(kind) = self.spawn_kind(def) {
            self.spawns.insert(id, kind);
        }
        if id.0 < INSTANCE_LIMIT as u32 {
            self.queue.push(id);
        }
        id
    }

    /// Whether a function makes tasks of what it is given, as its attributes say.
    pub(crate) fn spawn_kind(&self, def: DefId) -> Option<SpawnKind> {
        let f = self.function(def)?;
        f.attributes.iter().find_map(|a| match a.as_str() {
            "task_spawn" => Some(SpawnKind::Detached),
            "scoped_spawn" => Some(SpawnKind::Scoped),
            "parallel" => Some(SpawnKind::Parallel),
            _ => None,
        })
    }

    /// Whether a function, or the trait's method that it is, says `#[track_caller]`.
    fn tracks_caller(&mut self, def: DefId) -> bool {
        let Some(function) = self.function(def) else { return false };
        let says = |f: &FnDef| f.attributes.iter().any(|a| a.as_str() == "track_caller");
        if says(&function) {
            return true;
        }
        let Some(id) = function.scope.impl_ else { return false };
        let Some(trait_) = self.impl_header(id).and_then(|header| header.trait_ref.as_ref().map(|t| t.trait_)) else { return false };
        let name = self.defs[def.0 as usize].name;
        let Some(TraitItem::Function(declared)) = self.trait_data(trait_).and_then(|t| t.items.get(&name).cloned()) else { return false };
        self.function(declared).is_some_and(|f| says(&f))
    }

    /// An instance with no definition (the script, a constant's initialiser).
    pub(crate) fn anonymous_instance(&mut self, name: String, span: ruchy_syntax::Span) -> InstanceId {
        let id = InstanceId(self.program.instances.len() as u32);
        let ret = self.fresh(crate::infer::VarKind::General);
        self.program.instances.push(Instance {
            name,
            type_args: Vec::new(),
            params: Vec::new(),
            ret,
            span,
            code: InstanceCode::Missing,
            track_caller: false,
        });
        self.instance_defs.push(None);
        self.instance_rets.push(ret);
        self.instance_state.push(State::Running);
        id
    }

    /// Finds what a call means once its types are known.
    pub(crate) fn resolve_callee(&mut self, def: DefId, args: &[Ty]) -> Resolved {
        let args: Vec<Ty> = args.iter().map(|&t| self.close(t)).collect();
        let Some((trait_, name)) = self.trait_method(def) else {
            return Resolved::Instance(self.instance(def, args));
        };
        let n = self.trait_params(trait_);
        let goal = TraitRef { trait_, args: args[..n.min(args.len())].to_vec() };
        match self.select(&goal, 0) {
            Outcome::Yes(Selection::Impl(id, impl_args), _) => {
                if let Some(ImplItem::Function(f)) = self.impl_def(id).items.get(&name).cloned() {
                    let mut all: Vec<Ty> = impl_args.iter().map(|&t| self.close(t)).collect();
                    all.extend(args.iter().skip(n));
                    return Resolved::Instance(self.instance(f, all));
                }
                if self.function(def).is_some_and(|f| f.ast.body.is_some() || f.native.is_some()) {
                    return Resolved::Instance(self.instance(def, args));
                }
                Resolved::Dynamic(name)
            }
            Outcome::Yes(Selection::Dyn | Selection::Environment, _) => {
                let sig = self.signature(def);
                let generic = self.function(def).is_some_and(|f| f.scope.generics.params.len() > f.scope.generics.parent_count);
                if sig.has_self && !generic {
                    return Resolved::Virtual { trait_, method: name, params: sig.modes.clone() };
                }
                Resolved::Instance(self.instance(def, args))
            }
            Outcome::Yes(Selection::Builtin, _) => {
                if name.as_str() == "clone" && self.trait_lang(trait_) == Some("Clone") {
                    return Resolved::Share;
                }
                match self.program.types.kind(args[0]) {
                    TyKind::Unknown | TyKind::Error => Resolved::Dynamic(name),
                    _ if self.function(def).is_some_and(|f| f.ast.body.is_some() || f.native.is_some()) => {
                        Resolved::Instance(self.instance(def, args))
                    }
                    _ => Resolved::Dynamic(name),
                }
            }
            Outcome::Ambiguous | Outcome::No => {
                if self.function(def).is_some_and(|f| f.ast.body.is_some()) {
                    return Resolved::Instance(self.instance(def, args));
                }
                Resolved::Dynamic(name)
            }
        }
    }

    /// A type with what is still open made dynamic.
    pub(crate) fn close(&mut self, ty: Ty) -> Ty {
        let ty = self.normalize_deep(ty, 0);
        self.close_resolved(ty)
    }

    fn close_resolved(&mut self, ty: Ty) -> Ty {
        if !self.program.types.has_infer(ty) && !self.program.types.has_projection(ty) {
            return ty;
        }
        match self.program.types.kind(ty) {
            TyKind::Infer(_) => {
                return match self.infer.var_kind(&self.program.types, ty) {
                    Some(crate::infer::VarKind::Int) => self.default_int(),
                    Some(crate::infer::VarKind::Float) => Ty::F64,
                    _ => Ty::UNKNOWN,
                };
            }
            TyKind::Projection(..) => return Ty::UNKNOWN,
            _ => {}
        }
        let mut children = Vec::new();
        crate::types::for_each_child(self.program.types.kind(ty), &mut |t| children.push(t));
        let new: Vec<Ty> = children.into_iter().map(|t| self.close_resolved(t)).collect();
        let mut i = 0;
        self.program.types.map_children(ty, &mut |_, _| {
            i += 1;
            new[i - 1]
        })
    }

    /// What an integer literal that nothing types is: `i32` in Rust files, `i64` in relaxed ones.
    pub(crate) fn default_int(&self) -> Ty {
        if self.relaxed { Ty::I64 } else { Ty::I32 }
    }

    /// The return type of a function whose return type is not written: its body says.
    pub(crate) fn inferred_return(&mut self, def: DefId, args: &[Ty]) -> Ty {
        let closed: Vec<Ty> = args.iter().map(|&t| self.close(t)).collect();
        if self.parametric.is_some() {
            if closed.iter().any(|&t| self.program.types.has_placeholder(t) || t == Ty::UNKNOWN) {
                return self.opaque_return(def, &closed);
            }
            return self.concretely(|c| c.inferred_return(def, &closed));
        }
        match self.resolve_callee(def, &closed) {
            Resolved::Instance(id) => {
                let Some((target, target_args)) = self.instance_defs[id.0 as usize].clone() else { return Ty::UNKNOWN };
                let sig = self.signature(target);
                if let Some(t) = sig.ret {
                    let t = self.program.types.substitute(t, &target_args);
                    return self.normalize_deep(t, 0);
                }
                if self.instance_state[id.0 as usize] == State::Queued {
                    self.check_instance(id);
                }
                let ret = self.instance_rets[id.0 as usize];
                self.resolve(ret)
            }
            _ => Ty::UNKNOWN,
        }
    }

    /// How arguments travel to a function; an impl's method follows its trait's declaration.
    pub(crate) fn modes_of(&mut self, def: DefId) -> Vec<ParamMode> {
        if let Some(f) = self.function(def)
            && let Some(id) = f.scope.impl_
            && let Some(header) = self.impl_header(id)
            && let Some(r) = &header.trait_ref
            && let Some(data) = self.trait_data(r.trait_)
            && let Some(TraitItem::Function(t)) = data.items.get(&self.defs[def.0 as usize].name)
        {
            let modes = self.signature(*t).modes.clone();
            let own = self.signature(def);
            // A parameter that is a `&mut` only by the trait's arguments travels as a value.
            return modes.into_iter().take(own.params.len()).collect();
        }
        self.signature(def).modes.clone()
    }

    /// Checks everything that has been asked for.
    pub(crate) fn run_queue(&mut self) {
        loop {
            while let Some(id) = self.queue.pop() {
                if self.instance_state[id.0 as usize] == State::Queued {
                    self.check_instance(id);
                }
            }
            self.plan_drops();
            self.plan_clones();
            if self.queue.is_empty() {
                break;
            }
        }
    }

    /// Makes the methods of a trait object's concrete type, for calls through the object.
    pub(crate) fn build_vtable(&mut self, from: Ty, object: Ty) {
        let TyKind::Dyn(bounds) = self.kind(object) else { return };
        for b in bounds {
            let mut args = vec![from];
            args.extend(&b.args);
            self.build_vtable_for(from, &TraitRef { trait_: b.trait_, args });
        }
        self.want_drop(from);
    }

    /// `where Self: Sized`: not a method of trait objects.
    fn wants_sized_self(&self, def: DefId) -> bool {
        let is_self = |subject: &BoundSubject| match subject {
            BoundSubject::Param(at) => *at == 0,
            BoundSubject::Type(ty) => {
                matches!(&ty.kind, ruchy_syntax::tree::TypeKind::Path(path) if path.segments.len() == 1 && path.segments[0].name.name.as_str() == "Self")
            }
        };
        self.function(def).is_some_and(|f| {
            let own = &f.scope.generics.bounds;
            own.iter()
                .any(|(subject, bound)| is_self(subject) && bound.path.segments.last().is_some_and(|s| s.name.name.as_str() == "Sized"))
        })
    }

    fn build_vtable_for(&mut self, from: Ty, trait_ref: &TraitRef) {
        let Some(data) = self.trait_data(trait_ref.trait_) else { return };
        for name in &data.order {
            let Some(TraitItem::Function(def)) = data.items.get(name).cloned() else { continue };
            if self.program.vtables.get(&from).is_some_and(|t| t.contains_key(&(trait_ref.trait_, *name))) {
                continue;
            }
            if self.wants_sized_self(def) {
                continue;
            }
            let sig = self.signature(def);
            let own = self.function(def).map_or(0, |f| f.scope.generics.params.len() - f.scope.generics.parent_count);
            let by_value = self
                .function(def)
                .is_some_and(|f| matches!(f.ast.receiver.as_ref().map(|r| &r.kind), Some(ruchy_syntax::tree::ReceiverKind::Value)));
            let args = trait_ref.args.clone();
            let vacant = sig.predicates.clone().iter().any(|p| {
                let p = self.substitute_predicate(p, &args);
                let list: Vec<Ty> = p.trait_ref.args.iter().map(|&t| self.normalize_deep(t, 0)).collect();
                list.contains(&Ty::ERROR) || !self.may_hold(&TraitRef { trait_: p.trait_ref.trait_, args: list })
            });
            if vacant || !sig.has_self || own > 0 || (by_value && self.trait_lang(trait_ref.trait_).is_some()) {
                continue;
            }
            if let Resolved::Instance(id) = self.resolve_callee(def, &trait_ref.args.clone()) {
                self.program.vtables.entry(from).or_default().insert((trait_ref.trait_, *name), id);
            }
        }
        for p in self.supertraits(trait_ref) {
            self.build_vtable_for(from, &p.trait_ref);
        }
    }
}
