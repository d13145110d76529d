//! Paths as expressions: variables, constants, functions, constructors, associated items.

use super::*;
use crate::resolve::{Namespace, Res, nearest};

impl Checker {
    pub(crate) fn path_expr(&mut self, cx: &mut FnCx, path: &tree::Path, expect: Option<Ty>, span: Span) -> ExprId {
        if path.segments.len() == 1 && !path.global {
            let name = path.segments[0].name;
            if let Some(named) = cx.lookup(name) {
                match named {
                    Named::Local(l) => {
                        let ty = cx.body.locals[l.0 as usize].ty;
                        return cx.push(ExprKind::Local(l), ty, span);
                    }
                    Named::Global(g) => {
                        let ty = self.program.globals[g.0 as usize].ty;
                        return cx.push(ExprKind::Global(g), ty, span);
                    }
                    Named::Item => {}
                }
            }
        }
        let names: Vec<Ident> = path.segments.iter().map(|s| s.name).collect();
        match self.resolve_segments(&cx.scope, &names, path.global, Namespace::Values) {
            Ok((res, used)) => {
                self.check_visible(&cx.scope, &names, used, path.global, Namespace::Values);
                self.resolved_path(cx, path, res, used, expect, span)
            }
            Err(at) => {
                // A unit variant by its bare name where it is clear.
                if names.len() == 1
                    && let Some(e) = self.bare_variant(cx, names[0], expect, span)
                {
                    return e;
                }
                self.unknown_value(cx, &names, at);
                cx.push(ExprKind::Error, Ty::ERROR, span)
            }
        }
    }

    fn bare_variant(&mut self, cx: &mut FnCx, name: Ident, expect: Option<Ty>, span: Span) -> Option<ExprId> {
        if !cx.relaxed() {
            return None;
        }
        let expected = expect.and_then(|t| match self.kind(self.peel_open(t)) {
            TyKind::Adt(d, _) => self.enum_variants.get(&(d, name.name)).copied(),
            _ => None,
        });
        let def = match expected {
            Some(d) => d,
            None => {
                let user: Vec<DefId> = self
                    .variant_names
                    .get(&name.name)?
                    .iter()
                    .copied()
                    .filter(|d| self.defs[d.0 as usize].dialect != Dialect::Std)
                    .collect();
                match user.as_slice() {
                    [one] => *one,
                    _ => return None,
                }
            }
        };
        let segment = tree::PathSegment { name, args: None };
        Some(self.constructor_value(cx, def, &[segment], span))
    }

    fn resolved_path(&mut self, cx: &mut FnCx, path: &tree::Path, res: Res, used: usize, expect: Option<Ty>, span: Span) -> ExprId {
        let total = path.segments.len();
        match res {
            Res::Def(def) if used == total => match self.def_kind(def).clone() {
                DefKind::Function(_) => {
                    let args = self.function_args(cx, def, &path.segments, Vec::new());
                    self.function_value(cx, def, args, span)
                }
                DefKind::Const(c) => {
                    if c.mutable {
                        self.needs_unsafe(cx, "use of mutable static", span);
                    }
                    self.constant(cx, def, Vec::new(), span)
                }
                DefKind::Variant(..) | DefKind::Adt(_) => self.constructor_value(cx, def, &path.segments, span),
                DefKind::Alias(alias) => {
                    let holes = &mut Holes::Fresh;
                    let ty = self.lower_type(&alias.ty.clone(), &alias.scope.clone(), holes);
                    match self.kind(ty) {
                        TyKind::Adt(d, args) => self.constructor_of(cx, d, args, span),
                        _ => {
                            self.not_a_value(path, span);
                            cx.push(ExprKind::Error, Ty::ERROR, span)
                        }
                    }
                }
                DefKind::Variable(g) => {
                    let ty = self.program.globals[g.0 as usize].ty;
                    cx.push(ExprKind::Global(g), ty, span)
                }
                _ => {
                    self.not_a_value(path, span);
                    cx.push(ExprKind::Error, Ty::ERROR, span)
                }
            },
            Res::SelfType if used == total => {
                let ty = self.self_type(&cx.scope.clone());
                let ty = self.program.types.substitute(ty, &cx.args);
                match self.kind(ty) {
                    TyKind::Adt(d, args) => self.constructor_of(cx, d, args, span),
                    _ => cx.push(ExprKind::Error, Ty::ERROR, span),
                }
            }
            Res::Param(i) if used == total => {
                // A const parameter.
                let arg = cx.args.get(i as usize).copied().unwrap_or(Ty::ERROR);
                match self.kind(arg) {
                    TyKind::Const(n) => {
                        let written = cx.scope.generics.params.get(i as usize).and_then(|p| p.const_ty.clone());
                        let ty = written.map_or(Ty::USIZE, |t| self.body_type(cx, &t));
                        let constant = self.constant_of(n, ty);
                        cx.push(ExprKind::Literal(constant), ty, span)
                    }
                    TyKind::Placeholder(..) => {
                        let written = cx.scope.generics.params.get(i as usize).and_then(|p| p.const_ty.clone());
                        let ty = written.map_or(Ty::USIZE, |t| self.body_type(cx, &t));
                        cx.push(ExprKind::Literal(Constant::Unit), ty, span)
                    }
                    TyKind::Adt(d, args) => self.constructor_of(cx, d, args, span),
                    _ => cx.push(ExprKind::Error, Ty::ERROR, span),
                }
            }
            _ => {
                // A type, then associated names.
                let scope = cx.scope.clone();
                // Of `T::Item::new` and `Self::Item::new`, what is written of `T` says which trait's `Item` it is.
                let used = if matches!(res, Res::Param(_) | Res::SelfType) { total - 1 } else { used };
                let front = tree::Path { global: path.global, segments: path.segments[..used].to_vec(), span: path.span };
                if let Res::Def(d) = res
                    && let DefKind::Trait(_) = *self.def_kind(d)
                {
                    return self.trait_item(cx, d, &front, &path.segments[used..], None, expect, span);
                }
                let ty = match res {
                    Res::Def(d) if self.primitive_type(d).is_some() => self.primitive_type(d).unwrap_or(Ty::ERROR),
                    _ => {
                        let written = tree::Type { kind: tree::TypeKind::Path(front), span: path.span };
                        let t = self.lower_type(&written, &scope, &mut Holes::Open);
                        let t = self.program.types.substitute(t, &cx.args);
                        self.normalize(t, span)
                    }
                };
                let mut ty = ty;
                let rest = &path.segments[used..];
                for s in &rest[..rest.len() - 1] {
                    // `Self::Item::new()`
                    ty = self.assoc_type_of(ty, s.name, span);
                }
                self.assoc_value(cx, ty, &rest[rest.len() - 1], span)
            }
        }
    }

    /// A number that a constant parameter stands for, as a value of its type.
    pub(crate) fn constant_of(&self, n: i128, ty: Ty) -> Constant {
        match self.kind(ty) {
            TyKind::Bool => Constant::Bool(n != 0),
            TyKind::Char => u32::try_from(n).ok().and_then(char::from_u32).map_or(Constant::Int(n), Constant::Char),
            _ => Constant::Int(n),
        }
    }

    fn assoc_type_of(&mut self, ty: Ty, name: Ident, span: Span) -> Ty {
        for t in self.method_traits.get(&name.name).cloned().unwrap_or_default() {
            if self.trait_data(t).is_some_and(|d| matches!(d.items.get(&name.name), Some(TraitItem::Type(_)))) {
                let n = self.trait_params(t);
                let mut args = vec![ty];
                args.extend(self.fresh_args(n - 1));
                if self.may_hold(&TraitRef { trait_: t, args: args.clone() }) {
                    let p = self.program.types.intern(TyKind::Projection(t, args, name.name));
                    return self.normalize(p, span);
                }
            }
        }
        if let TyKind::Adt(d, _) = self.kind(ty)
            && self.enum_variants.contains_key(&(d, name.name))
        {
            return ty;
        }
        Ty::ERROR
    }

    /// Generic arguments for a function named by a path: those of its impl or trait given, its own written or open.
    pub(crate) fn function_args(&mut self, cx: &FnCx, def: DefId, segments: &[tree::PathSegment], given: Vec<Ty>) -> Vec<Ty> {
        let n = self.generic_count(def);
        let mut args = given;
        let written_from = args.len();
        let Some(f) = self.function(def) else { return args };
        if let Some(written) = segments.last().and_then(|s| s.args.as_ref()) {
            for a in &written.args {
                if args.len() >= n {
                    if cx.dialect == Dialect::Rust && !segments.last().is_some_and(|s| s.args.as_ref().is_some_and(|a| a.parenthesized)) {
                        let (name, wanted) = (self.defs[def.0 as usize].name, n - written_from);
                        let at = segments.last().map_or(Span::default(), |s| s.name.span);
                        self.error(
                            Diagnostic::error("E0107", at, format!("function takes {wanted} generic arguments but more were supplied"))
                                .at(format!("`{name}` has {wanted}")),
                        );
                    }
                    break;
                }
                let is_const = f.scope.generics.params.get(args.len()).is_some_and(GenericParam::is_const);
                let ty = match a {
                    tree::GenericArg::Type(t) => match &t.kind {
                        tree::TypeKind::Path(p) if is_const => {
                            let e = tree::Expr { kind: tree::ExprKind::Path(p.clone()), span: t.span };
                            let c = self.lower_const(&e, &cx.scope, &mut Holes::Fresh);
                            self.program.types.substitute(c, &cx.args)
                        }
                        _ => self.body_type(cx, t),
                    },
                    tree::GenericArg::Const(e) => {
                        let c = self.lower_const(e, &cx.scope, &mut Holes::Fresh);
                        self.program.types.substitute(c, &cx.args)
                    }
                };
                args.push(ty);
            }
        }
        while args.len() < n {
            args.push(self.fresh(VarKind::General));
        }
        args
    }

    pub(crate) fn function_value(&mut self, cx: &mut FnCx, def: DefId, args: Vec<Ty>, span: Span) -> ExprId {
        let ty = self.program.types.intern(TyKind::FnDef(def, args.clone()));
        let callee = cx.callee(def, args);
        cx.push(ExprKind::Function(callee), ty, span)
    }

    /// The bounds of a function that is passed on as a value rather than called.
    pub(crate) fn function_bounds(&mut self, cx: &FnCx, e: ExprId) {
        let ExprKind::Function(id) = cx.body.exprs[e.0 as usize].kind else { return };
        let Some(c) = cx.callees.get(id.0 as usize).cloned() else { return };
        if !matches!(*self.def_kind(c.def), DefKind::Function(_)) {
            return;
        }
        let span = cx.span_of(e);
        for p in self.signature(c.def).predicates.clone().iter() {
            let p = self.substitute_predicate(p, &c.args);
            self.add_predicate(&p, span);
        }
    }

    /// A constant or static: its global.
    pub(crate) fn constant(&mut self, cx: &mut FnCx, def: DefId, args: Vec<Ty>, span: Span) -> ExprId {
        let args: Vec<Ty> = args.iter().map(|&t| self.close(t)).collect();
        if args.iter().any(|&t| self.program.types.has_placeholder(t)) {
            let ty = self.constant_type(def, &args, span);
            return cx.push(ExprKind::Literal(Constant::Unit), ty, span);
        }
        match self.concretely(|c| c.global_of(def, &args, span)) {
            Some(g) => {
                let ty = self.program.globals[g.0 as usize].ty;
                cx.push(ExprKind::Global(g), ty, span)
            }
            None => cx.push(ExprKind::Error, Ty::ERROR, span),
        }
    }

    fn constructor_value(&mut self, cx: &mut FnCx, def: DefId, segments: &[tree::PathSegment], span: Span) -> ExprId {
        let (adt_def, variant) = match *self.def_kind(def) {
            DefKind::Variant(a, v) => (a, v as usize),
            _ => (def, 0),
        };
        let Some(adt) = self.adt(adt_def) else { return cx.push(ExprKind::Error, Ty::ERROR, span) };
        // `Enum::<T>::Variant` or `Variant::<T>`.
        let segment = segments.iter().rev().find(|s| s.args.is_some()).or(segments.last()).cloned();
        let args = match segment {
            Some(s) => {
                let scope = cx.scope.clone();
                let generics = adt.generics.clone();
                let args = self.lower_args(&generics, &s, adt_def, &scope, &mut Holes::Open, None);
                args.into_iter()
                    .map(|t| {
                        let t = self.program.types.substitute(t, &cx.args);
                        self.normalize(t, span)
                    })
                    .collect()
            }
            None => self.fresh_args(adt.generics.params.len()),
        };
        self.constructor_at(cx, adt_def, variant, args, span)
    }

    fn constructor_of(&mut self, cx: &mut FnCx, def: DefId, args: Vec<Ty>, span: Span) -> ExprId {
        self.constructor_at(cx, def, 0, args, span)
    }

    fn constructor_at(&mut self, cx: &mut FnCx, adt_def: DefId, variant: usize, args: Vec<Ty>, span: Span) -> ExprId {
        let Some(adt) = self.adt(adt_def) else { return cx.push(ExprKind::Error, Ty::ERROR, span) };
        match adt.variants.get(variant).map(|v| v.shape) {
            Some(VariantShape::Unit) => {
                let ty = self.program.types.intern(TyKind::Adt(adt_def, args));
                cx.push(ExprKind::Adt { variant: variant as u32, fields: Vec::new(), base: None }, ty, span)
            }
            Some(VariantShape::Tuple) => {
                if !adt.is_enum && !self.fields_visible(cx, adt_def, &adt) {
                    let name = self.defs[adt_def.0 as usize].name;
                    self.error(
                        Diagnostic::error("E0423", span, format!("cannot initialize the tuple struct `{name}`: it has private fields"))
                            .at("constructor is not visible here due to private fields"),
                    );
                }
                let def = if adt.is_enum { self.enum_variants[&(adt_def, adt.variants[variant].name.name)] } else { adt_def };
                let ty = self.program.types.intern(TyKind::FnDef(def, args.clone()));
                let callee = cx.callee(def, args);
                cx.push(ExprKind::Function(callee), ty, span)
            }
            _ => {
                let name = self.defs[adt_def.0 as usize].name;
                self.error(
                    Diagnostic::error("E0533", span, format!("`{name}` has named fields and is built with braces"))
                        .help(format!("write `{name} {{ … }}`")),
                );
                cx.push(ExprKind::Error, Ty::ERROR, span)
            }
        }
    }

    /// Whether all fields of a struct can be named from a body.
    pub(crate) fn fields_visible(&self, cx: &FnCx, def: DefId, adt: &AdtDef) -> bool {
        cx.dialect == Dialect::Std
            || self.defs[def.0 as usize].dialect == Dialect::Std
            || adt.variants[0].fields.iter().all(|f| f.public)
            || self.inside(cx.scope.module, self.defs[def.0 as usize].module)
    }

    /// E0451: a field named in a literal or pattern can be seen.
    pub(crate) fn check_field_visible(&mut self, cx: &FnCx, def: DefId, adt: &AdtDef, variant: usize, field: usize, span: Span) {
        let f = &adt.variants[variant].fields[field];
        if adt.is_enum || f.public || self.fields_visible(cx, def, adt) {
            return;
        }
        let owner = self.defs[def.0 as usize].name;
        self.error(Diagnostic::error("E0451", span, format!("field `{}` of struct `{owner}` is private", f.name.name)).at("private field"));
    }

    /// E0624: an associated function can be seen.
    pub(crate) fn check_method_visible(&mut self, cx: &FnCx, def: DefId, span: Span) {
        let d = &self.defs[def.0 as usize];
        if d.public || d.dialect == Dialect::Std || cx.dialect == Dialect::Std || self.inside(cx.scope.module, d.module) {
            return;
        }
        let (name, at) = (d.name, d.span);
        self.error(
            Diagnostic::error("E0624", span, format!("method `{name}` is private"))
                .at("private method")
                .label(at, "defined here")
                .help("write `pub` before its declaration"),
        );
    }

    /// `Trait::item` and `<T as Trait>::item`.
    #[allow(clippy::too_many_arguments)]
    pub(crate) fn trait_item(
        &mut self,
        cx: &mut FnCx,
        trait_: DefId,
        front: &tree::Path,
        rest: &[tree::PathSegment],
        self_ty: Option<Ty>,
        expect: Option<Ty>,
        span: Span,
    ) -> ExprId {
        let self_ty = match self_ty {
            Some(t) => t,
            None => self.fresh(VarKind::General),
        };
        let name = rest[0].name;
        let Some(owner) = self.assoc_owner(trait_, name.name) else {
            let t = self.defs[trait_.0 as usize].name;
            self.error(Diagnostic::error("E0576", name.span, format!("cannot find `{}` in trait `{t}`", name.name)));
            return cx.push(ExprKind::Error, Ty::ERROR, span);
        };
        let Some(data) = self.trait_data(trait_) else { return cx.push(ExprKind::Error, Ty::ERROR, span) };
        let scope = cx.scope.clone();
        let mut args = match front.segments.last() {
            Some(s) => self.lower_args(&data.generics, s, trait_, &scope, &mut Holes::Fresh, Some(self_ty)),
            None => vec![self_ty],
        };
        // A default of `Self` for a left-out parameter is only a guess here: leave it open.
        if front.segments.last().is_none_or(|s| s.args.is_none()) {
            for a in args.iter_mut().skip(1) {
                *a = self.fresh(VarKind::General);
            }
        }
        let args: Vec<Ty> = args.into_iter().map(|t| self.program.types.substitute(t, &cx.args)).collect();
        let trait_ref = TraitRef { trait_, args };
        let trait_ref = if owner == trait_ { trait_ref } else { self.super_ref(&trait_ref, owner).unwrap_or(trait_ref) };
        self.trait_member(cx, trait_ref, &rest[0], expect, span)
    }

    pub(crate) fn trait_member(
        &mut self,
        cx: &mut FnCx,
        trait_ref: TraitRef,
        segment: &tree::PathSegment,
        expect: Option<Ty>,
        span: Span,
    ) -> ExprId {
        let Some(data) = self.trait_data(trait_ref.trait_) else { return cx.push(ExprKind::Error, Ty::ERROR, span) };
        match data.items.get(&segment.name.name).cloned() {
            Some(TraitItem::Function(def)) => {
                let p = Predicate { trait_ref: trait_ref.clone(), bindings: Vec::new() };
                self.add_predicate(&p, span);
                let args = self.function_args(cx, def, std::slice::from_ref(segment), trait_ref.args);
                self.function_value(cx, def, args, span)
            }
            Some(TraitItem::Const(def)) => {
                // `Trait::CONST`: what is expected of the value says whose constant it is.
                if let Some(want) = expect
                    && self.infer.var_kind(&self.program.types, trait_ref.args[0]) == Some(VarKind::General)
                    && let DefKind::Const(c) = self.def_kind(def).clone()
                    && let Some(t) = &c.ty
                {
                    let ty = self.lower_type(t, &c.scope, &mut Holes::Fresh);
                    let ty = self.program.types.substitute(ty, &trait_ref.args);
                    self.try_unify(ty, want);
                }
                let args: Vec<Ty> = trait_ref.args.iter().map(|&t| self.close(t)).collect();
                match self.trait_const(trait_ref.trait_, segment.name.name, def, args) {
                    Some((def, args)) => self.constant(cx, def, args, span),
                    None => cx.push(ExprKind::Error, Ty::ERROR, span),
                }
            }
            _ => cx.push(ExprKind::Error, Ty::ERROR, span),
        }
    }

    /// The constant an impl gives, or the trait's default.
    fn trait_const(&mut self, trait_: DefId, name: Symbol, def: DefId, args: Vec<Ty>) -> Option<(DefId, Vec<Ty>)> {
        use crate::traits::{Outcome, Selection};
        if let Outcome::Yes(Selection::Impl(id, impl_args), _) = self.select(&TraitRef { trait_, args: args.clone() }, 0)
            && let Some(ImplItem::Const(c)) = self.impl_def(id).items.get(&name).cloned()
        {
            return Some((c, impl_args));
        }
        Some((def, args))
    }

    pub(crate) fn qualified_expr(&mut self, cx: &mut FnCx, q: &tree::QualifiedPath, expect: Option<Ty>, span: Span) -> ExprId {
        let self_ty = self.body_type(cx, &q.self_ty);
        match &q.trait_ {
            Some(path) => {
                let names: Vec<Ident> = path.segments.iter().map(|s| s.name).collect();
                match self.resolve_segments(&cx.scope, &names, path.global, Namespace::Types) {
                    Ok((Res::Def(d), n)) if n == names.len() && matches!(*self.def_kind(d), DefKind::Trait(_)) => {
                        if q.segments.len() > 1 {
                            // `<T as Trait>::Assoc::item`
                            let scope = cx.scope.clone();
                            let bound = tree::Bound { path: path.clone() };
                            let ty = self.lower_bound(self_ty, &bound, &scope, &mut Holes::Fresh).into_iter().next();
                            let Some(p) = ty else { return cx.push(ExprKind::Error, Ty::ERROR, span) };
                            let p = self.substitute_predicate(&p, &cx.args.clone());
                            let ty = self.projection_on(p.trait_ref, q.segments[0].name.name).unwrap_or(Ty::ERROR);
                            let ty = self.normalize(ty, span);
                            return self.assoc_value(cx, ty, &q.segments[1], span);
                        }
                        self.trait_item(cx, d, path, &q.segments, Some(self_ty), expect, span)
                    }
                    _ => {
                        self.error(Diagnostic::error("E0405", path.span, format!("cannot find trait `{}`", self.path_text(path))));
                        cx.push(ExprKind::Error, Ty::ERROR, span)
                    }
                }
            }
            None => match q.segments.first() {
                Some(s) => self.assoc_value(cx, self_ty, s, span),
                None => cx.push(ExprKind::Error, Ty::ERROR, span),
            },
        }
    }

    /// `Type::name`: an associated function or constant, or a variant.
    pub(crate) fn assoc_value(&mut self, cx: &mut FnCx, ty: Ty, segment: &tree::PathSegment, span: Span) -> ExprId {
        let name = segment.name;
        let ty = self.shallow(ty);
        if let TyKind::Adt(d, args) = self.kind(ty)
            && let Some(&v) = self.enum_variants.get(&(d, name.name))
            && let DefKind::Variant(_, i) = *self.def_kind(v)
        {
            return self.constructor_at(cx, d, i as usize, args, span);
        }
        // Inherent items first.
        for id in self.inherent_candidates(ty) {
            let Some(item) = self.impl_def(id).items.get(&name.name).cloned() else { continue };
            let Some(args) = self.match_inherent(id, ty, span) else { continue };
            match item {
                ImplItem::Function(def) => {
                    self.check_method_visible(cx, def, name.span);
                    let args = self.function_args(cx, def, std::slice::from_ref(segment), args);
                    return self.function_value(cx, def, args, span);
                }
                ImplItem::Const(def) => return self.constant(cx, def, args, span),
                ImplItem::Type(..) => {}
            }
        }
        // Then the traits'.
        let mut found: Option<TraitRef> = None;
        for t in self.method_traits.get(&name.name).cloned().unwrap_or_default() {
            if !self.trait_in_scope(cx, t) {
                continue;
            }
            let Some(data) = self.trait_data(t) else { continue };
            if matches!(data.items.get(&name.name), None | Some(TraitItem::Type(_))) {
                continue;
            }
            let n = self.trait_params(t);
            let mut args = vec![ty];
            args.extend(self.fresh_args(n - 1));
            let goal = TraitRef { trait_: t, args };
            if self.may_hold(&goal) {
                let better = found.as_ref().is_none_or(|f| {
                    self.defs[f.trait_.0 as usize].dialect == Dialect::Std && self.defs[t.0 as usize].dialect != Dialect::Std
                });
                if better {
                    found = Some(goal);
                }
            }
        }
        if let Some(goal) = found {
            return self.trait_member(cx, goal, segment, None, span);
        }
        // Through what the type derefs to: `Vec::sort`, `String::len` are the slice's and str's.
        let inner = match self.kind(ty) {
            TyKind::Adt(d, args) => match self.adt_lang(d) {
                Some(LangAdt::Vec) => Some(self.program.types.intern(TyKind::Slice(args[0]))),
                Some(LangAdt::String) => Some(Ty::STR),
                _ => None,
            },
            TyKind::Array(t, _) => Some(self.program.types.intern(TyKind::Slice(t))),
            _ => None,
        };
        if let Some(inner) = inner {
            return self.assoc_value(cx, inner, segment, span);
        }
        if name.name.as_str() == "new"
            && cx.relaxed()
            && let Some(e) = self.default_struct(cx, ty, span)
        {
            return e;
        }
        if !matches!(self.kind(ty), TyKind::Error | TyKind::Unknown) {
            let shown = self.resolve(ty);
            let mut error = Diagnostic::error(
                "E0599",
                name.span,
                format!("no function or associated item named `{}` found for type `{}`", name.name, self.type_name(shown)),
            )
            .at("not found");
            let names = self.assoc_names(ty);
            if let Some(near) = nearest(name.name.as_str(), names.iter().copied()) {
                error = error.help(format!("there is one with a similar name: `{near}`"));
            }
            if error.help.is_none() && self.is_library_type(ty) {
                self.lacking.push(error.span());
            }
            self.error(error);
        }
        cx.push(ExprKind::Error, Ty::ERROR, span)
    }

    /// The names of a type's inherent items and variants.
    pub(crate) fn assoc_names(&mut self, ty: Ty) -> Vec<&'static str> {
        let mut names: Vec<&'static str> = Vec::new();
        for id in self.inherent_candidates(ty) {
            names.extend(self.impl_def(id).items.keys().map(|s| s.as_str()));
        }
        if let TyKind::Adt(d, _) = self.kind(ty)
            && let Some(adt) = self.adt(d)
            && adt.is_enum
        {
            names.extend(adt.variants.iter().map(|v| v.name.name.as_str()));
        }
        names.sort_unstable();
        names
    }

    pub(crate) fn inherent_candidates(&mut self, ty: Ty) -> Vec<ImplId> {
        let mut out = match self.head(ty) {
            Some(head) => self.inherent(head),
            None => Vec::new(),
        };
        if matches!(self.kind(ty), TyKind::Int(_) | TyKind::Float(_) | TyKind::Infer(_) | TyKind::FnPointer(..)) {
            out.extend(self.family_impls.iter().copied());
        }
        out
    }

    /// Matches an inherent impl against a type; gives the impl's arguments.
    pub(crate) fn match_inherent(&mut self, id: ImplId, ty: Ty, span: Span) -> Option<Vec<Ty>> {
        let header = self.impl_header(id)?;
        let args = self.fresh_args(header.params);
        let trial = self.begin();
        let self_ty = self.program.types.substitute(header.self_ty, &args);
        let self_ty = self.normalize_deep(self_ty, 0);
        let mut open = Vec::new();
        let self_ty = self.set_projections_aside(self_ty, &mut open);
        let mut ok = self.unify(self_ty, ty);
        for (projection, var) in open {
            let found = self.normalize(projection, span);
            ok = ok && self.unify(found, var);
        }
        if ok {
            for p in header.predicates.iter() {
                let p = self.substitute_predicate(p, &args);
                if !self.may_hold(&p.trait_ref) {
                    ok = false;
                    break;
                }
            }
        }
        if !ok {
            self.undo(trial);
            return None;
        }
        self.keep(trial);
        for p in header.predicates.clone().iter() {
            let p = self.substitute_predicate(p, &args);
            self.add_predicate(&p, span);
        }
        Some(args)
    }

    /// Whether a trait's methods can be called without naming it: relaxed extensions only in relaxed files.
    pub(crate) fn trait_in_scope(&self, cx: &FnCx, trait_: DefId) -> bool {
        let def = &self.defs[trait_.0 as usize];
        if def.dialect != Dialect::Std || cx.dialect.is_relaxed() {
            return true;
        }
        match *self.def_kind(def.module) {
            DefKind::Module(m) if self.module_path(m).starts_with("std::relaxed") => {
                cx.dialect == Dialect::Std && self.module_path(cx.scope.module).starts_with("std::relaxed")
            }
            _ => true,
        }
    }

    fn not_a_value(&mut self, path: &tree::Path, span: Span) {
        self.error(Diagnostic::error("E0423", span, format!("expected value, found type or module `{}`", self.path_text(path))));
    }

    fn unknown_value(&mut self, cx: &FnCx, names: &[Ident], at: usize) {
        let Some(missing) = names.get(at).copied() else { return };
        if at > 0
            && let Ok((Res::Def(d), _)) = self.resolve_segments(&cx.scope, &names[..at], false, Namespace::Types)
            && self.defs[d.0 as usize].dialect == Dialect::Std
        {
            self.lacking.push(missing.span);
        }
        if at + 1 < names.len() {
            let mut error =
                Diagnostic::error("E0433", missing.span, format!("failed to resolve: use of undeclared type or module `{}`", missing.name))
                    .at("names nothing here");
            if let Some(p) = self.std_path_of(missing.name) {
                error = error.help(format!("import it: `use {p};`"));
            }
            self.error(error);
            return;
        }
        if missing.name.as_str() == "self" {
            self.error(
                Diagnostic::error("E0424", missing.span, "expected value, found module `self`")
                    .help("this function has no `self` parameter"),
            );
            return;
        }
        let mut error = Diagnostic::error("E0425", missing.span, format!("cannot find value `{}` in this scope", missing.name))
            .at("not found in this scope");
        let mut known: Vec<&'static str> = cx.names.known().collect();
        let mut m = Some(cx.scope.module);
        while let Some(module) = m {
            let data = &self.modules[module.0 as usize];
            known.extend(data.values.keys().map(|k| k.as_str()));
            m = if data.block { data.parent } else { None };
        }
        if let Some(p) = self.prelude {
            known.extend(self.modules[p.0 as usize].values.keys().map(|k| k.as_str()));
        }
        if let Some(near) = nearest(missing.name.as_str(), known.into_iter()) {
            error = error.help(format!("a name that is similar exists: `{near}`"));
        } else if let Some(p) = self.std_path_of(missing.name) {
            error = error.help(format!("import it: `use {p};`"));
        }
        self.error(error);
    }
}
