//! Signatures of functions, types of fields, and how arguments travel.

use crate::Checker;
use crate::defs::*;
use crate::lower_type::Holes;
use crate::resolve::{Namespace, Res};
use crate::typed::ParamMode;
use crate::types::{DefId, Ty, TyKind};
use ruchy_syntax::{Dialect, Ident, Symbol, tree};
use std::sync::Arc;

impl Checker {
    /// A function's signature in terms of its generic parameters.
    pub(crate) fn signature(&mut self, def: DefId) -> Arc<Signature> {
        if let Some(s) = self.signatures.get(&def) {
            return s.clone();
        }
        let DefKind::Function(f) = self.def_kind(def).clone() else {
            return Arc::new(Signature {
                params: Vec::new(),
                ret: Some(Ty::ERROR),
                modes: Vec::new(),
                predicates: Arc::default(),
                crossings: Arc::default(),
                has_self: false,
                is_async: false,
            });
        };
        let relaxed = self.defs[def.0 as usize].dialect.is_relaxed();
        let mut holes = if relaxed { Holes::Params { next: f.scope.generics.params.len() as u32 } } else { Holes::Unknown };
        let mut params = Vec::new();
        if let Some(r) = &f.ast.receiver {
            let self_ty = self.self_type(&f.scope);
            params.push(match &r.kind {
                tree::ReceiverKind::Value => self_ty,
                tree::ReceiverKind::Ref => self.program.types.reference(false, self_ty),
                tree::ReceiverKind::RefMut => self.program.types.reference(true, self_ty),
                tree::ReceiverKind::Typed(t) => self.lower_type(t, &f.scope, &mut holes),
            });
        }
        for p in &f.ast.params {
            let ty = match &p.ty {
                Some(t) => self.lower_type(t, &f.scope, &mut holes),
                None => Ty::ERROR,
            };
            params.push(ty);
        }
        let ret = match &f.ast.ret {
            _ if f.infer_ret => None,
            Some(t) => {
                let before = u32::MAX / 2;
                let mut holes = Holes::Params { next: before };
                let ty = self.lower_type(t, &f.scope, &mut holes);
                (holes == Holes::Params { next: before }).then_some(ty)
            }
            None => Some(Ty::UNIT),
        };
        let predicates = self.lower_predicates(&f.scope);
        let crossings = Arc::new(self.lower_crossings(&f.scope));
        let modes = self.param_modes(&f, &params);
        let ret = match ret {
            Some(t) if f.ast.is_async => Some(self.lang_ty("Future", vec![t])),
            other => other,
        };
        let sig =
            Arc::new(Signature { params, ret, modes, predicates, crossings, has_self: f.ast.receiver.is_some(), is_async: f.ast.is_async });
        self.signatures.insert(def, sig.clone());
        sig
    }

    /// How many generic arguments an instance of a function has: those written and those left out in parameter types.
    pub(crate) fn generic_count(&mut self, def: DefId) -> usize {
        let sig = self.signature(def);
        let DefKind::Function(f) = self.def_kind(def) else { return 0 };
        let mut n = f.scope.generics.params.len();
        for &p in &sig.params {
            n = n.max(self.highest_param(p));
        }
        n
    }

    fn highest_param(&self, ty: Ty) -> usize {
        if !self.program.types.has_param(ty) {
            return 0;
        }
        let kind = self.program.types.kind(ty);
        if let TyKind::Param(i, _) = kind {
            return *i as usize + 1;
        }
        let mut n = 0;
        crate::types::for_each_child(kind, &mut |t| n = n.max(self.highest_param(t)));
        n
    }

    /// Which `&mut` parameters cannot outlive the call: those whose lifetime is elided and that the return type cannot hold.
    fn param_modes(&mut self, f: &FnDef, params: &[Ty]) -> Vec<ParamMode> {
        let mut modes = vec![ParamMode::Value; params.len()];
        if f.ast.is_async {
            return modes;
        }
        let tied = f.ast.ret.as_ref().is_some_and(|t| self.has_elided_lifetime(t, &f.scope));
        // A raw pointer into a place may be kept beyond the call, and no type tells.
        let words = ["*mut", "*const", "&raw", "addr_of", "NonNull"];
        let keeps = f.ast.body.as_ref().is_some_and(|body| {
            let is_own = self.sources.file(body.span.file).is_some_and(|file| file.dialect != Dialect::Std);
            is_own && words.iter().any(|word| self.sources.text(body.span).contains(word))
        });
        if keeps {
            return modes;
        }
        let shift = usize::from(f.ast.receiver.is_some());
        for (i, &ty) in params.iter().enumerate() {
            if !matches!(self.program.types.kind(ty), TyKind::Ref { mutable: true, .. }) {
                continue;
            }
            let elided = if i < shift {
                f.ast.receiver.as_ref().is_some_and(|r| match &r.kind {
                    tree::ReceiverKind::Typed(t) => matches!(&t.kind, tree::TypeKind::Ref { lifetime: None, .. }),
                    _ => r.lifetime.is_none(),
                })
            } else {
                f.ast.params[i - shift].ty.as_ref().is_some_and(|t| matches!(&t.kind, tree::TypeKind::Ref { lifetime: None, .. }))
            };
            // With a receiver that is a reference, elided lifetimes of the result are the receiver's.
            let receiver_ref = f.ast.receiver.as_ref().is_some_and(|r| !matches!(r.kind, tree::ReceiverKind::Value));
            let may_return = tied && (i < shift || !receiver_ref);
            if elided && !may_return {
                modes[i] = ParamMode::InOut;
            }
        }
        modes
    }

    /// Whether a return type contains a lifetime that elision ties to a parameter.
    fn has_elided_lifetime(&self, ty: &tree::Type, scope: &Scope) -> bool {
        use tree::TypeKind as K;
        match &ty.kind {
            K::Ref { lifetime, ty, .. } => lifetime.is_none_or(|l| l.as_str() == "'_") || self.has_elided_lifetime(ty, scope),
            K::Pointer { .. } => true,
            K::Slice(ty) => self.has_elided_lifetime(ty, scope),
            K::Array { element, .. } => self.has_elided_lifetime(element, scope),
            K::Tuple(items) => items.iter().any(|t| self.has_elided_lifetime(t, scope)),
            K::Impl { .. } => true,
            K::Dyn { lifetimes, .. } => lifetimes.iter().any(|l| l.as_str() == "'_"),
            K::Path(path) => {
                for segment in &path.segments {
                    if segment.name.name.as_str() == "NonNull" {
                        return true;
                    }
                    if let Some(args) = &segment.args {
                        if args.lifetimes.iter().any(|l| l.as_str() == "'_") {
                            return true;
                        }
                        for a in &args.args {
                            if let tree::GenericArg::Type(t) = a
                                && self.has_elided_lifetime(t, scope)
                            {
                                return true;
                            }
                        }
                    }
                }
                let written = path.segments.iter().any(|s| s.args.as_ref().is_some_and(|a| !a.lifetimes.is_empty()));
                let names: Vec<Ident> = path.segments.iter().map(|s| s.name).collect();
                match self.resolve_segments(scope, &names, path.global, Namespace::Types) {
                    Ok((Res::Def(d), _)) => match self.def_kind(d) {
                        DefKind::Adt(a) => a.has_lifetime && !written,
                        _ => false,
                    },
                    _ => false,
                }
            }
            _ => false,
        }
    }

    /// The types of a struct's or enum's fields, by variant, in terms of its parameters.
    pub(crate) fn adt_fields(&mut self, def: DefId) -> Arc<Vec<Vec<Ty>>> {
        if let Some(f) = self.field_types.get(&def) {
            return f.clone();
        }
        let DefKind::Adt(adt) = self.def_kind(def).clone() else { return Arc::default() };
        let mut all = Vec::new();
        for v in &adt.variants {
            let list = v.fields.iter().map(|f| self.lower_type(&f.ty, &adt.scope, &mut Holes::Unknown)).collect();
            all.push(list);
        }
        let all = Arc::new(all);
        self.field_types.insert(def, all.clone());
        all
    }

    /// The fields of a concrete struct or enum type.
    pub(crate) fn fields_of(&mut self, def: DefId, args: &[Ty], variant: usize) -> Vec<Ty> {
        let all = self.adt_fields(def);
        let Some(list) = all.get(variant) else { return Vec::new() };
        list.iter().map(|&t| self.program.types.substitute(t, args)).collect()
    }

    pub(crate) fn adt(&self, def: DefId) -> Option<Arc<AdtDef>> {
        match self.def_kind(def) {
            DefKind::Adt(a) => Some(a.clone()),
            _ => None,
        }
    }

    pub(crate) fn trait_data(&self, def: DefId) -> Option<Arc<TraitDef>> {
        match self.def_kind(def) {
            DefKind::Trait(t) => Some(t.clone()),
            _ => None,
        }
    }

    pub(crate) fn function(&self, def: DefId) -> Option<Arc<FnDef>> {
        match self.def_kind(def) {
            DefKind::Function(f) => Some(f.clone()),
            _ => None,
        }
    }

    /// The trait and name of a trait's own function.
    pub(crate) fn trait_method(&self, def: DefId) -> Option<(DefId, Symbol)> {
        let f = self.function(def)?;
        let trait_ = f.scope.trait_?;
        Some((trait_, self.defs[def.0 as usize].name))
    }

    /// Parameter and result types of a function item used as a value.
    pub(crate) fn fn_def_signature(&mut self, def: DefId, args: &[Ty]) -> (Vec<Ty>, Ty) {
        if let DefKind::Variant(..) | DefKind::Adt(_) = *self.def_kind(def) {
            return self.constructor_signature(def, args);
        }
        let sig = self.signature(def);
        let params: Vec<Ty> = sig.params.iter().map(|&t| self.program.types.substitute(t, args)).collect();
        let params = params.into_iter().map(|t| self.normalize_deep(t, 0)).collect();
        let ret = match sig.ret {
            Some(t) => {
                let t = self.program.types.substitute(t, args);
                self.normalize_deep(t, 0)
            }
            None => self.inferred_return(def, args),
        };
        (params, ret)
    }

    /// A tuple struct or variant as a function.
    pub(crate) fn constructor_signature(&mut self, def: DefId, args: &[Ty]) -> (Vec<Ty>, Ty) {
        let (adt, variant) = match *self.def_kind(def) {
            DefKind::Variant(adt, v) => (adt, v as usize),
            _ => (def, 0),
        };
        let params = self.fields_of(adt, args, variant);
        let params = params.into_iter().map(|t| self.normalize_deep(t, 0)).collect();
        let ret = self.program.types.intern(TyKind::Adt(adt, args.to_vec()));
        (params, ret)
    }
}
