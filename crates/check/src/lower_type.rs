//! From written types and bounds to [`Ty`] and [`Predicate`].
//!
//! Written types are lowered in terms of the generic parameters of the item they stand in; an instance substitutes its arguments.

use crate::Checker;
use crate::defs::*;
use crate::infer::VarKind;
use crate::resolve::{Namespace, Res, nearest};
use crate::types::{DefId, DynBound, Ty, TyKind};
use ruchy_syntax::tree::{self, GenericArg, TypeKind};
use ruchy_syntax::{Diagnostic, Dialect, Ident, Symbol};
use std::sync::Arc;

/// What a left-out type (`_`, a missing generic argument) becomes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Holes {
    /// A variable of inference.
    Fresh,
    /// The same, also where the declaration has a default (paths in expressions).
    Open,
    /// A generic parameter beyond those written (signatures).
    Params { next: u32 },
    /// The dynamic type.
    Unknown,
}

impl Checker {
    fn hole(&mut self, holes: &mut Holes) -> Ty {
        match holes {
            Holes::Fresh | Holes::Open => self.fresh(VarKind::General),
            Holes::Unknown => Ty::UNKNOWN,
            Holes::Params { next } => {
                let n = *next;
                *next += 1;
                self.program.types.intern(TyKind::Param(n, Symbol::new("_")))
            }
        }
    }

    pub(crate) fn fresh(&mut self, kind: VarKind) -> Ty {
        self.infer.fresh(&mut self.program.types, kind)
    }

    pub(crate) fn param(&mut self, scope: &Scope, index: u32) -> Ty {
        let name = scope.generics.params.get(index as usize).map_or(Symbol::new("_"), |p| p.name);
        self.program.types.intern(TyKind::Param(index, name))
    }

    pub(crate) fn lower_type(&mut self, ty: &tree::Type, scope: &Scope, holes: &mut Holes) -> Ty {
        match &ty.kind {
            TypeKind::Path(path) => self.lower_path_type(path, scope, holes),
            TypeKind::Qualified(q) => {
                let self_ty = self.lower_type(&q.self_ty, scope, holes);
                let Some(name) = q.segments.first().map(|s| s.name) else { return Ty::ERROR };
                let ty = match &q.trait_ {
                    Some(path) => {
                        let bound = tree::Bound { path: path.clone() };
                        let Some(p) = self.lower_bound(self_ty, &bound, scope, holes).into_iter().next() else { return Ty::ERROR };
                        let mut args = p.trait_ref.args;
                        let owner = self.assoc_owner(p.trait_ref.trait_, name.name);
                        let trait_ = match owner {
                            Some(t) if t != p.trait_ref.trait_ => {
                                args.truncate(1);
                                t
                            }
                            _ => p.trait_ref.trait_,
                        };
                        self.program.types.intern(TyKind::Projection(trait_, args, name.name))
                    }
                    None => self.assoc_of_type(self_ty, false, name, scope),
                };
                let extra = self.associated_args(&q.segments[0], scope, holes);
                self.with_args(ty, &extra)
            }
            TypeKind::Ref { mutable, ty, .. } => {
                let ty = self.lower_type(ty, scope, holes);
                self.program.types.reference(*mutable, ty)
            }
            TypeKind::Pointer { mutable, ty } => {
                let ty = self.lower_type(ty, scope, holes);
                self.program.types.intern(TyKind::Pointer { mutable: *mutable, ty })
            }
            TypeKind::Slice(ty) => {
                let ty = self.lower_type(ty, scope, holes);
                self.program.types.intern(TyKind::Slice(ty))
            }
            TypeKind::Array { element, len } => {
                let element = self.lower_type(element, scope, holes);
                let len = self.lower_const(len, scope, holes);
                self.program.types.intern(TyKind::Array(element, len))
            }
            TypeKind::Tuple(items) => {
                let items = items.iter().map(|t| self.lower_type(t, scope, holes)).collect();
                self.program.types.tuple(items)
            }
            TypeKind::Function { params, ret } => {
                let params = params.iter().map(|t| self.lower_type(t, scope, holes)).collect();
                let ret = ret.as_ref().map_or(Ty::UNIT, |t| self.lower_type(t, scope, holes));
                self.program.types.intern(TyKind::FnPointer(params, ret))
            }
            TypeKind::Impl { .. } => self.hole(holes),
            TypeKind::Dyn { bounds, .. } => self.lower_dyn(bounds, scope, holes),
            TypeKind::Never => Ty::NEVER,
            TypeKind::Infer => self.hole(holes),
            TypeKind::Error => Ty::ERROR,
        }
    }

    fn lower_dyn(&mut self, bounds: &[tree::Bound], scope: &Scope, holes: &mut Holes) -> Ty {
        let mut list = Vec::new();
        for b in bounds {
            // Self of a trait object is the object itself; its arguments never name it.
            if let Some(p) = self.lower_bound(Ty::UNKNOWN, b, scope, holes).into_iter().next() {
                let mut bindings = p.bindings;
                bindings.sort_by_key(|(n, _)| n.as_str());
                let bound = DynBound { trait_: p.trait_ref.trait_, args: p.trait_ref.args[1..].to_vec(), bindings };
                if !list.contains(&bound) {
                    list.push(bound);
                }
            }
        }
        if self.dialect_of(scope.module) == Dialect::Rust {
            self.check_dyn(bounds, &list);
        }
        // Send and Sync say nothing here; the principal trait comes first.
        list.sort_by_key(|b: &DynBound| (self.is_marker(b.trait_), if self.is_marker(b.trait_) { b.trait_.0 } else { 0 }));
        if list.len() > 1 {
            let keep = list.iter().position(|b| self.is_marker(b.trait_)).unwrap_or(list.len()).max(1);
            list.truncate(keep);
        }
        self.program.types.intern(TyKind::Dyn(list))
    }

    /// E0191, E0225: a trait object has one principal trait, whose associated types are said.
    fn check_dyn(&mut self, bounds: &[tree::Bound], list: &[DynBound]) {
        let Some(span) = bounds.first().map(|b| b.path.span) else { return };
        let principal: Vec<&DynBound> = list.iter().filter(|b| !self.is_marker(b.trait_)).collect();
        if principal.len() > 1 && principal.iter().any(|b| b.trait_ != principal[0].trait_) {
            let names: Vec<&str> = principal.iter().map(|b| self.defs[b.trait_.0 as usize].name.as_str()).collect();
            let error = Diagnostic::error("E0225", span, "only auto traits can be used as additional traits in a trait object")
                .help(format!("declare a trait that has them all: `trait Both: {} {{}}`", names.join(" + ")));
            self.error(error);
            return;
        }
        let Some(bound) = principal.first() else { return };
        let Some(data) = self.trait_data(bound.trait_) else { return };
        let known = self.defs[bound.trait_.0 as usize].dialect != Dialect::Std || self.trait_named("Iterator") == Some(bound.trait_);
        if !known {
            return;
        }
        for name in &data.order {
            let Some(TraitItem::Type(declared)) = data.items.get(name) else { continue };
            let sized = declared.generics.bounds.len() > data.generics.bounds.len();
            let own = declared.generics.params.len() > data.generics.params.len();
            if !sized && !own && bound.bindings.iter().all(|(n, _)| n != name) {
                let trait_name = self.defs[bound.trait_.0 as usize].name;
                self.error(
                    Diagnostic::error(
                        "E0191",
                        span,
                        format!("the value of the associated type `{name}` in `{trait_name}` must be specified"),
                    )
                    .help(format!("write `dyn {trait_name}<{name} = …>`")),
                );
            }
        }
    }

    pub(crate) fn is_marker(&self, trait_: DefId) -> bool {
        matches!(
            self.trait_lang(trait_),
            Some("Send" | "Sync" | "Unpin" | "UnwindSafe" | "RefUnwindSafe" | "FusedIterator" | "ExactSizeIteratorMarker")
        )
    }

    pub(crate) fn trait_lang(&self, trait_: DefId) -> Option<&'static str> {
        match self.def_kind(trait_) {
            DefKind::Trait(t) => t.lang.map(|l| l.as_str()),
            _ => None,
        }
    }

    /// A constant as a type argument or an array's length.
    pub(crate) fn lower_const(&mut self, expr: &tree::Expr, scope: &Scope, holes: &mut Holes) -> Ty {
        match &expr.kind {
            tree::ExprKind::Underscore => return self.hole(holes),
            tree::ExprKind::Block(tree::BlockKind::Plain, None, block) if block.statements.is_empty() => {
                if let Some(inner) = &block.tail {
                    return self.lower_const(inner, scope, holes);
                }
            }
            _ => {}
        }
        if let tree::ExprKind::Path(path) = &expr.kind
            && path.segments.len() == 1
            && let Some(i) = scope.generics.params.iter().rposition(|p| p.name == path.segments[0].name.name)
        {
            return self.param(scope, i as u32);
        }
        match self.const_eval(expr, scope, &[], None) {
            Some(n) => self.program.types.intern(TyKind::Const(n)),
            None => match holes {
                // Depends on parameters (`[T; N * 2]`): found by the body.
                Holes::Fresh | Holes::Open => self.fresh(VarKind::General),
                _ => Ty::UNKNOWN,
            },
        }
    }

    fn lower_path_type(&mut self, path: &tree::Path, scope: &Scope, holes: &mut Holes) -> Ty {
        let names: Vec<Ident> = path.segments.iter().map(|s| s.name).collect();
        let (res, used) = match self.resolve_segments(scope, &names, path.global, Namespace::Types) {
            Ok(found) => found,
            Err(at) => return self.unknown_type(scope, &names, at),
        };
        self.check_visible(scope, &names, used, path.global, Namespace::Types);
        let mut ty = match res {
            Res::Param(i) => self.param(scope, i),
            Res::SelfType => self.self_type(scope),
            Res::Def(def) => match self.def_kind(def).clone() {
                DefKind::Adt(adt) => {
                    let generics = adt.generics.clone();
                    let args = self.lower_args(&generics, &path.segments[used - 1], def, scope, holes, None);
                    self.program.types.intern(TyKind::Adt(def, args))
                }
                DefKind::Alias(alias) => {
                    let generics = alias.generics.clone();
                    let args = self.lower_args(&generics, &path.segments[used - 1], def, scope, holes, None);
                    let inner = alias.scope.clone();
                    let mut inner_holes = if matches!(holes, Holes::Fresh | Holes::Open) { Holes::Fresh } else { Holes::Unknown };
                    let ty = self.lower_type(&alias.ty.clone(), &inner, &mut inner_holes);
                    self.program.types.substitute(ty, &args)
                }
                DefKind::Primitive(ty) => ty,
                DefKind::Trait(_) => {
                    // A bare trait where a type belongs: what Rust 2015 wrote for `dyn Trait`.
                    self.lower_dyn(&[tree::Bound { path: path.clone() }], scope, holes)
                }
                // A module shares its name with a built-in type (`use std::f64`).
                DefKind::Module(_) if self.primitives.get(&names[used - 1].name).is_some_and(|&p| self.primitive_type(p).is_some()) => {
                    let def = self.primitives[&names[used - 1].name];
                    self.primitive_type(def).unwrap_or(Ty::ERROR)
                }
                _ => {
                    self.diagnostics.push(Diagnostic::error(
                        "E0573",
                        path.span,
                        format!("expected type, found `{}`", self.path_text(path)),
                    ));
                    Ty::ERROR
                }
            },
        };
        let mut own = res == Res::SelfType;
        for segment in &path.segments[used..] {
            let extra = self.associated_args(segment, scope, holes);
            ty = match extra.is_empty() {
                true => self.assoc_of_type(ty, own, segment.name, scope),
                false => self.generic_assoc(ty, own, segment.name, &extra, scope),
            };
            own = false;
        }
        ty
    }

    /// The arguments of an associated type that has parameters of its own (`Self::Of<T>`).
    fn associated_args(&mut self, segment: &tree::PathSegment, scope: &Scope, holes: &mut Holes) -> Vec<Ty> {
        let Some(written) = &segment.args else { return Vec::new() };
        written
            .args
            .iter()
            .map(|a| match a {
                GenericArg::Type(t) => self.lower_type(t, scope, holes),
                GenericArg::Const(e) => self.lower_const(e, scope, holes),
            })
            .collect()
    }

    /// `Type::Name<Args>`
    fn generic_assoc(&mut self, base: Ty, own: bool, name: Ident, extra: &[Ty], scope: &Scope) -> Ty {
        if let Some(id) = scope.impl_
            && own
            && let Some(ImplItem::Type(ty, generics)) = self.impl_def(id).items.get(&name.name).cloned()
        {
            let inner = Scope { generics, ..self.impl_def(id).scope.clone() };
            let ty = self.lower_type(&ty, &inner, &mut Holes::Unknown);
            let mut args: Vec<Ty> = (0..inner.generics.parent_count as u32).map(|i| self.param(&inner, i)).collect();
            args.extend(extra);
            return self.program.types.substitute(ty, &args);
        }
        let ty = self.assoc_of_type(base, own, name, scope);
        self.with_args(ty, extra)
    }

    fn with_args(&mut self, ty: Ty, extra: &[Ty]) -> Ty {
        match self.program.types.kind(ty).clone() {
            TyKind::Projection(trait_, mut args, name) if !extra.is_empty() => {
                args.extend(extra);
                self.program.types.intern(TyKind::Projection(trait_, args, name))
            }
            _ => ty,
        }
    }

    pub(crate) fn path_text(&self, path: &tree::Path) -> String {
        let names: Vec<&str> = path.segments.iter().map(|s| s.name.name.as_str()).collect();
        names.join("::")
    }

    fn unknown_type(&mut self, scope: &Scope, names: &[Ident], at: usize) -> Ty {
        let Some(missing) = names.get(at).copied() else { return Ty::ERROR };
        let text: Vec<&str> = names.iter().map(|n| n.name.as_str()).collect();
        let mut error = if at + 1 == names.len() {
            Diagnostic::error("E0412", missing.span, format!("cannot find type `{}` in this scope", missing.name)).at("not found")
        } else {
            Diagnostic::error(
                "E0433",
                missing.span,
                format!("failed to resolve: `{}` in `{}` names nothing", missing.name, text.join("::")),
            )
        };
        if let Some(near) = self.similar_type(scope, missing.name.as_str()) {
            error = error.help(format!("a type with a similar name exists: `{near}`"));
        } else if let Some(path) = self.std_path_of(missing.name) {
            error = error.help(format!("import it: `use {path};`"));
        }
        if self.reported.insert((missing.span, "type")) {
            self.diagnostics.push(error);
        }
        Ty::ERROR
    }

    fn similar_type(&self, scope: &Scope, wanted: &str) -> Option<&'static str> {
        let mut names: Vec<&'static str> = Vec::new();
        let mut at = Some(scope.module);
        while let Some(m) = at {
            names.extend(self.modules[m.0 as usize].types.keys().map(|s| s.as_str()));
            at = if self.modules[m.0 as usize].block { self.modules[m.0 as usize].parent } else { None };
        }
        names.extend(self.primitives.keys().map(|s| s.as_str()));
        if let Some(p) = self.prelude {
            names.extend(self.modules[p.0 as usize].types.keys().map(|s| s.as_str()));
        }
        names.extend(scope.generics.params.iter().map(|p| p.name.as_str()));
        nearest(wanted, names.into_iter())
    }

    /// Where the library has an item of this name.
    pub(crate) fn std_path_of(&self, name: Symbol) -> Option<String> {
        let mut best: Option<String> = None;
        for def in &self.defs {
            if def.name == name
                && def.dialect == ruchy_syntax::Dialect::Std
                && matches!(def.sort, Sort::Adt | Sort::Trait | Sort::Function)
                && let DefKind::Module(m) = *self.def_kind(def.module)
                && self.modules[m.0 as usize].types.contains_key(&name) | self.modules[m.0 as usize].values.contains_key(&name)
            {
                let path = format!("{}::{}", self.module_path(m), name);
                if best.as_ref().is_none_or(|b| path.len() < b.len()) {
                    best = Some(path);
                }
            }
        }
        best
    }

    pub(crate) fn module_path(&self, mut module: ModuleId) -> String {
        let mut parts = Vec::new();
        loop {
            let m = &self.modules[module.0 as usize];
            let Some(parent) = m.parent else { break };
            if let Some(def) = m.def {
                let name = self.defs[def.0 as usize].name.as_str();
                if !name.starts_with('{') {
                    parts.push(name);
                }
            }
            module = parent;
        }
        parts.reverse();
        parts.join("::")
    }

    pub(crate) fn self_type(&mut self, scope: &Scope) -> Ty {
        if let Some(i) = scope.impl_ {
            return self.impl_self_type(i);
        }
        if let Some(def) = scope.adt {
            let args = (0..scope.generics.params.len() as u32).map(|i| self.param(scope, i)).collect();
            return self.program.types.intern(TyKind::Adt(def, args));
        }
        if scope.trait_.is_some() {
            return self.param(scope, 0);
        }
        Ty::ERROR
    }

    fn impl_self_type(&mut self, id: ImplId) -> Ty {
        if let Some(h) = self.impl_headers.get(&id) {
            return h.self_ty;
        }
        let derived_for = self.impls[id.0 as usize].derived_for;
        let imp = self.impl_def(id);
        let scope = imp.scope.clone();
        if let Some(def) = derived_for {
            let args = (0..scope.generics.params.len() as u32).map(|i| self.param(&scope, i)).collect();
            return self.program.types.intern(TyKind::Adt(def, args));
        }
        let ty = imp.self_ty.clone();
        self.lower_type(&ty, &scope, &mut Holes::Unknown)
    }

    /// The written generic arguments of a path segment, with defaults and holes for those left out. `given` holds the arguments
    /// that come first (a trait's self).
    pub(crate) fn lower_args(
        &mut self,
        generics: &Generics,
        segment: &tree::PathSegment,
        def: DefId,
        scope: &Scope,
        holes: &mut Holes,
        given: Option<Ty>,
    ) -> Vec<Ty> {
        let mut args: Vec<Ty> = given.into_iter().collect();
        let first = args.len();
        if let Some(written) = &segment.args {
            for a in &written.args {
                let index = args.len();
                let is_const = generics.params.get(index).is_some_and(GenericParam::is_const);
                let ty = match a {
                    GenericArg::Type(t) => {
                        if is_const && let TypeKind::Path(p) = &t.kind {
                            let expr = tree::Expr { kind: tree::ExprKind::Path(p.clone()), span: t.span };
                            self.lower_const(&expr, scope, holes)
                        } else {
                            self.lower_type(t, scope, holes)
                        }
                    }
                    GenericArg::Const(e) => self.lower_const(e, scope, holes),
                };
                args.push(ty);
            }
            if args.len() > generics.params.len() {
                let name = self.defs[def.0 as usize].name;
                let error = Diagnostic::error(
                    "E0107",
                    segment.name.span,
                    format!("`{name}` takes {} generic arguments but {} were supplied", generics.params.len() - first, args.len() - first),
                );
                if self.reported.insert((segment.name.span, "args")) {
                    self.diagnostics.push(error);
                }
                args.truncate(generics.params.len());
            }
        }
        let required = generics.params.iter().skip(first).filter(|p| p.default.is_none() && p.const_default.is_none()).count();
        let given = args.len() - first;
        let left_out = matches!(holes, Holes::Unknown | Holes::Params { .. }) || (*holes == Holes::Fresh && given > 0);
        if given < required && left_out && self.dialect_of(scope.module) == Dialect::Rust {
            let name = self.defs[def.0 as usize].name;
            self.error(
                Diagnostic::error("E0107", segment.name.span, format!("missing generics for `{name}`"))
                    .at(format!("expected {required} generic argument{}, found {given}", if required == 1 { "" } else { "s" })),
            );
        }
        while args.len() < generics.params.len() {
            let p = generics.params[args.len()].clone();
            let ty = match (&p.default, &p.const_default) {
                (Some(_), _) if *holes == Holes::Open => self.hole(holes),
                (Some(d), _) => {
                    let inner = self.scope_of(def, scope);
                    let t = self.lower_type(d, &inner, holes);
                    self.program.types.substitute(t, &args)
                }
                (None, Some(e)) => {
                    let inner = self.scope_of(def, scope);
                    let c = self.lower_const(e, &inner, holes);
                    self.program.types.substitute(c, &args)
                }
                _ => self.hole(holes),
            };
            args.push(ty);
        }
        args
    }

    /// The scope an item's own types are lowered in.
    pub(crate) fn scope_of(&self, def: DefId, fallback: &Scope) -> Scope {
        match self.def_kind(def) {
            DefKind::Adt(a) => a.scope.clone(),
            DefKind::Trait(t) => t.scope.clone(),
            DefKind::Alias(a) => a.scope.clone(),
            DefKind::Function(f) => f.scope.clone(),
            _ => fallback.clone(),
        }
    }

    /// `Type::Name`: an associated type by name alone. `own`: the type was written `Self`.
    fn assoc_of_type(&mut self, base: Ty, own: bool, name: Ident, scope: &Scope) -> Ty {
        // `Self::Name` inside an impl: one of its own types.
        if let Some(id) = scope.impl_
            && own
        {
            if let Some(ImplItem::Type(ty, generics)) = self.impl_def(id).items.get(&name.name).cloned() {
                let inner = Scope { generics, ..self.impl_def(id).scope.clone() };
                return self.lower_type(&ty, &inner, &mut Holes::Unknown);
            }
            if let Some(path) = self.impl_def(id).trait_path.clone() {
                let scope = self.impl_def(id).scope.clone();
                let bound = tree::Bound { path: (*path).clone() };
                if let Some(p) = self.lower_bound(base, &bound, &scope, &mut Holes::Unknown).into_iter().next()
                    && let Some(t) = self.projection_on(p.trait_ref, name.name)
                {
                    return t;
                }
            }
        }
        // A parameter's bounds say which trait.
        if let TyKind::Param(i, _) = *self.program.types.kind(base) {
            if let Some(t) = scope.trait_
                && i == 0
            {
                let args = (0..scope.generics.params.len().min(self.trait_params(t)) as u32).map(|i| self.param(scope, i)).collect();
                if let Some(ty) = self.projection_on(TraitRef { trait_: t, args }, name.name) {
                    return ty;
                }
            }
            let generics = scope.generics.clone();
            for (subject, bound) in &generics.bounds {
                let matches = match subject {
                    BoundSubject::Param(p) => *p == i,
                    BoundSubject::Type(t) => matches!(&t.kind, TypeKind::Path(p) if p.segments.len() == 1
                        && generics.params.get(i as usize).is_some_and(|g| g.name == p.segments[0].name.name)),
                };
                if matches && self.bound_has(bound, scope, name.name) {
                    for p in self.lower_bound(base, bound, scope, &mut Holes::Unknown) {
                        if let Some(ty) = self.projection_on(p.trait_ref, name.name) {
                            return ty;
                        }
                    }
                }
            }
        }
        // Any trait with an associated type of that name.
        for t in self.method_traits.get(&name.name).cloned().unwrap_or_default() {
            if let DefKind::Trait(data) = self.def_kind(t)
                && matches!(data.items.get(&name.name), Some(TraitItem::Type(_)))
            {
                let n = data.generics.params.len();
                let mut args = vec![base];
                while args.len() < n {
                    args.push(Ty::UNKNOWN);
                }
                return self.program.types.intern(TyKind::Projection(t, args, name.name));
            }
        }
        if self.reported.insert((name.span, "assoc")) {
            self.diagnostics.push(Diagnostic::error("E0220", name.span, format!("associated type `{}` not found", name.name)));
        }
        Ty::ERROR
    }

    fn bound_has(&self, bound: &tree::Bound, scope: &Scope, name: Symbol) -> bool {
        let names: Vec<Ident> = bound.path.segments.iter().map(|s| s.name).collect();
        match self.resolve_segments(scope, &names, bound.path.global, Namespace::Types) {
            Ok((Res::Def(d), n)) if n == names.len() => self.assoc_owner(d, name).is_some(),
            _ => false,
        }
    }

    pub(crate) fn trait_params(&self, trait_: DefId) -> usize {
        match self.def_kind(trait_) {
            DefKind::Trait(t) => t.generics.params.len(),
            _ => 1,
        }
    }

    /// The trait among `trait_` and its supertraits that declares an associated item.
    pub(crate) fn assoc_owner(&self, trait_: DefId, name: Symbol) -> Option<DefId> {
        let DefKind::Trait(data) = self.def_kind(trait_) else { return None };
        if data.items.contains_key(&name) {
            return Some(trait_);
        }
        for s in &data.supertraits {
            let names: Vec<Ident> = s.path.segments.iter().map(|x| x.name).collect();
            if let Ok((Res::Def(d), n)) = self.resolve_segments(&data.scope, &names, s.path.global, Namespace::Types)
                && n == names.len()
                && let Some(found) = self.assoc_owner(d, name)
            {
                return Some(found);
            }
        }
        None
    }

    /// `<self as Trait>::name`, where the name may belong to a supertrait.
    pub(crate) fn projection_on(&mut self, trait_ref: TraitRef, name: Symbol) -> Option<Ty> {
        let owner = self.assoc_owner(trait_ref.trait_, name)?;
        let owner_ref = if owner == trait_ref.trait_ { trait_ref } else { self.super_ref(&trait_ref, owner)? };
        Some(self.program.types.intern(TyKind::Projection(owner_ref.trait_, owner_ref.args, name)))
    }

    /// A trait reference seen as one of its supertraits.
    pub(crate) fn super_ref(&mut self, trait_ref: &TraitRef, wanted: DefId) -> Option<TraitRef> {
        if trait_ref.trait_ == wanted {
            return Some(trait_ref.clone());
        }
        for p in self.supertraits(trait_ref) {
            if let Some(found) = self.super_ref(&p.trait_ref, wanted) {
                return Some(found);
            }
        }
        None
    }

    /// The direct supertraits of a trait reference.
    pub(crate) fn supertraits(&mut self, trait_ref: &TraitRef) -> Vec<Predicate> {
        let DefKind::Trait(data) = self.def_kind(trait_ref.trait_).clone() else { return Vec::new() };
        let mut out = Vec::new();
        for b in &data.supertraits {
            let self_ty = self.param(&data.scope, 0);
            for p in self.lower_bound(self_ty, b, &data.scope, &mut Holes::Unknown) {
                out.push(self.substitute_predicate(&p, &trait_ref.args));
            }
        }
        out
    }

    pub(crate) fn substitute_predicate(&mut self, p: &Predicate, args: &[Ty]) -> Predicate {
        let types = &mut self.program.types;
        Predicate {
            trait_ref: TraitRef { trait_: p.trait_ref.trait_, args: p.trait_ref.args.iter().map(|&t| types.substitute(t, args)).collect() },
            bindings: p.bindings.iter().map(|&(n, t)| (n, types.substitute(t, args))).collect(),
        }
    }

    /// Lowers one bound on a type; constraints inside it (`Item: Debug`) give further predicates.
    pub(crate) fn lower_bound(&mut self, subject: Ty, bound: &tree::Bound, scope: &Scope, holes: &mut Holes) -> Vec<Predicate> {
        let path = &bound.path;
        let names: Vec<Ident> = path.segments.iter().map(|s| s.name).collect();
        let def = match self.resolve_segments(scope, &names, path.global, Namespace::Types) {
            Ok((Res::Def(d), n)) if n == names.len() => d,
            _ => {
                if let Some(last) = names.last()
                    && self.reported.insert((last.span, "trait"))
                {
                    let mut error =
                        Diagnostic::error("E0405", last.span, format!("cannot find trait `{}` in this scope", last.name)).at("not found");
                    if let Some(p) = self.std_path_of(last.name) {
                        error = error.help(format!("import it: `use {p};`"));
                    }
                    self.diagnostics.push(error);
                }
                return Vec::new();
            }
        };
        let DefKind::Trait(data) = self.def_kind(def).clone() else {
            if self.reported.insert((path.span, "trait")) {
                self.diagnostics.push(Diagnostic::error("E0404", path.span, format!("expected trait, found `{}`", self.path_text(path))));
            }
            return Vec::new();
        };
        let Some(segment) = path.segments.last() else { return Vec::new() };
        let args = self.lower_args(&data.generics, segment, def, scope, holes, Some(subject));
        let trait_ref = TraitRef { trait_: def, args };
        let mut out = Vec::new();
        let mut bindings = Vec::new();
        if let Some(written) = &segment.args {
            for (name, ty) in &written.bindings {
                let ty = self.lower_type(ty, scope, holes);
                bindings.push((name.name, ty));
            }
            for (name, bounds) in &written.constraints {
                if let Some(projection) = self.projection_on(trait_ref.clone(), name.name) {
                    for b in bounds {
                        let more = self.lower_bound(projection, b, scope, holes);
                        out.extend(more);
                    }
                }
            }
            if written.parenthesized && bindings.is_empty() {
                bindings.push((Symbol::new("Output"), Ty::UNIT));
            }
        }
        if let Some(predicates) = self.async_function(&trait_ref, &bindings) {
            return predicates;
        }
        out.insert(0, Predicate { trait_ref, bindings });
        out
    }

    /// `F: AsyncFn(A) -> R` as `F: Fn(A)` whose result is a future of `R`.
    fn async_function(&mut self, bound: &TraitRef, bindings: &[(Symbol, Ty)]) -> Option<Vec<Predicate>> {
        let plain = self.trait_lang(bound.trait_)?.strip_prefix("Async")?;
        let function = TraitRef { trait_: self.trait_named(plain)?, args: bound.args.clone() };
        let called = TraitRef { trait_: self.trait_named("FnOnce")?, args: bound.args.clone() };
        let result = self.program.types.intern(TyKind::Projection(called.trait_, called.args, Symbol::new("Output")));
        let future = TraitRef { trait_: self.trait_named("Future")?, args: vec![result] };
        Some(vec![Predicate { trait_ref: function, bindings: Vec::new() }, Predicate { trait_ref: future, bindings: bindings.to_vec() }])
    }

    /// What an item's bounds want to be `Send` or `Sync`.
    pub(crate) fn lower_crossings(&mut self, scope: &Scope) -> Vec<(Ty, Crossing)> {
        let generics = scope.generics.clone();
        let mut out = Vec::new();
        for (subject, bound) in &generics.bounds {
            let crossing = match bound.path.segments.last().map(|s| s.name.name.as_str()) {
                Some("Send") => Crossing::Sent,
                Some("Sync") => Crossing::Shared,
                _ => continue,
            };
            let ty = match subject {
                BoundSubject::Param(i) => self.param(scope, *i),
                BoundSubject::Type(t) => self.lower_type(t, scope, &mut Holes::Unknown),
            };
            out.push((ty, crossing));
        }
        out
    }

    /// All bounds of an item's generics but markers.
    pub(crate) fn lower_predicates(&mut self, scope: &Scope) -> Arc<Vec<Predicate>> {
        let generics = scope.generics.clone();
        let mut out = Vec::new();
        for (subject, bound) in &generics.bounds {
            let ty = match subject {
                BoundSubject::Param(i) => self.param(scope, *i),
                BoundSubject::Type(t) => self.lower_type(t, scope, &mut Holes::Unknown),
            };
            let list = self.lower_bound(ty, bound, scope, &mut Holes::Unknown);
            out.extend(list.into_iter().filter(|p| !self.is_marker(p.trait_ref.trait_)));
        }
        Arc::new(out)
    }
}
