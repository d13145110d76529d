//! Patterns: which variant or constant a name means, and how each binding binds.
//!
//! Rust's default binding modes are made explicit: where a pattern that is no reference meets one, a `Deref` node is put in and the bindings below it
//! bind by reference (RFC 2005).

use super::*;
use crate::evaluate::Value;
use crate::resolve::{Namespace, Res};
use tree::PatternKind as P;

/// How bindings bind here, and the variables that alternatives of an or-pattern share.
struct PatCx {
    mode: BindMode,
    reuse: Option<HashMap<(Symbol, Context), LocalId>>,
    /// What this pattern has bound.
    bound: Vec<((Symbol, Context), LocalId)>,
}

/// What a path in a pattern names.
enum Named2 {
    Variant(DefId, usize, Vec<Ty>),
    None,
}

impl Checker {
    pub(crate) fn pattern(&mut self, cx: &mut FnCx, p: &tree::Pattern, ty: Ty) -> PatId {
        self.pattern_in(cx, p, ty, &mut PatCx { mode: BindMode::Move, reuse: None, bound: Vec::new() })
    }

    fn pattern_in(&mut self, cx: &mut FnCx, p: &tree::Pattern, ty: Ty, pc: &mut PatCx) -> PatId {
        let span = p.span;
        let mut ty = self.shallow(ty);
        if matches!(self.kind(ty), TyKind::Infer(_)) && !matches!(p.kind, P::Wildcard | P::Ident { .. }) {
            self.solve_pending(false);
            ty = self.shallow(ty);
        }
        // A constructor meets a reference: look through it.
        let looks_through = match &p.kind {
            P::Tuple(_) | P::Slice(_) | P::TupleStruct { .. } | P::Struct { .. } | P::Range { .. } => true,
            // A constant is compared at its own type; a variant is looked for behind the reference.
            P::Path(path) => cx.relaxed() || matches!(self.pattern_path(cx, path, ty), Named2::Variant(..)),
            P::Qualified(_) => false,
            P::Literal(e) => match &e.kind {
                tree::ExprKind::Literal(tree::Literal::Str(_) | tree::Literal::ByteStr(_)) => match self.kind(ty) {
                    TyKind::Ref { ty: inner, .. } => matches!(self.kind(inner), TyKind::Ref { .. }),
                    _ => false,
                },
                _ => true,
            },
            P::Ident { by_ref: false, sub: None, name, .. } => {
                matches!(self.kind(ty), TyKind::Ref { .. })
                    && self.names_value(cx, *name, ty)
                    && (cx.relaxed() || {
                        let path = tree::Path { global: false, segments: vec![tree::PathSegment { name: *name, args: None }], span };
                        matches!(self.pattern_path(cx, &path, ty), Named2::Variant(..))
                    })
            }
            _ => false,
        };
        if looks_through && let TyKind::Ref { mutable, ty: inner } = self.kind(ty) {
            let outer = pc.mode;
            pc.mode = if mutable && outer != BindMode::Ref { BindMode::RefMut } else { BindMode::Ref };
            let sub = self.pattern_in(cx, p, inner, pc);
            pc.mode = outer;
            return cx.push_pat(PatKind::Deref(sub), ty, span);
        }
        // Relaxed: a boxed enum matches as its content.
        if looks_through
            && let TyKind::Adt(d, args) = self.kind(ty)
            && self.adt_lang(d) == Some(LangAdt::Box)
            && cx.relaxed()
        {
            let sub = self.pattern_in(cx, p, args[0], pc);
            return cx.push_pat(PatKind::Deref(sub), ty, span);
        }
        match &p.kind {
            P::Wildcard | P::Rest => cx.push_pat(PatKind::Wild, ty, span),
            P::Error => cx.push_pat(PatKind::Error, ty, span),
            P::Paren(inner) => self.pattern_in(cx, inner, ty, pc),
            P::Ident { by_ref, mutable, name, sub } => {
                if !by_ref && sub.is_none() && self.names_value(cx, *name, ty) {
                    let path = tree::Path { global: false, segments: vec![tree::PathSegment { name: *name, args: None }], span };
                    return self.path_pattern(cx, &path, ty, span);
                }
                let mode = match (by_ref, pc.mode) {
                    (true, _) if *mutable => BindMode::RefMut,
                    (true, _) => BindMode::Ref,
                    // `mut` binds by value, whatever was looked through (edition 2021).
                    (false, _) if *mutable && !cx.relaxed() => BindMode::Move,
                    (false, m) => m,
                };
                let local_ty = match mode {
                    BindMode::Move => ty,
                    BindMode::Ref => self.program.types.reference(false, ty),
                    BindMode::RefMut => self.program.types.reference(true, ty),
                };
                let local = match pc.reuse.as_ref().and_then(|r| r.get(&name.variable()).copied()) {
                    Some(l) => {
                        let known = cx.body.locals[l.0 as usize].ty;
                        if !self.try_unify(known, local_ty) {
                            self.mismatch(known, local_ty, name.span);
                        }
                        l
                    }
                    None => {
                        if pc.bound.iter().any(|(bound, _)| *bound == name.variable()) {
                            self.error(Diagnostic::error(
                                "E0416",
                                name.span,
                                format!("identifier `{}` is bound more than once in the same pattern", name.name),
                            ));
                        }
                        let l = cx.local(name.name, local_ty, *mutable && !*by_ref, name.span);
                        pc.bound.push((name.variable(), l));
                        cx.names.insert(name.variable(), Named::Local(l));
                        l
                    }
                };
                let sub = sub.as_ref().filter(|s| !matches!(s.kind, P::Rest)).map(|s| self.pattern_in(cx, s, ty, pc));
                cx.push_pat(PatKind::Bind { local, mode, sub }, ty, span)
            }
            P::Ref { pattern, .. } => {
                // `&pattern` against what default binding modes already looked through undoes them.
                let (inner, real) = match self.kind(ty) {
                    TyKind::Ref { ty, .. } => (ty, true),
                    TyKind::Infer(_) => {
                        let inner = self.fresh(VarKind::General);
                        let r = self.program.types.reference(false, inner);
                        self.unify(ty, r);
                        (inner, true)
                    }
                    _ => (ty, false),
                };
                let outer = std::mem::replace(&mut pc.mode, BindMode::Move);
                let sub = self.pattern_in(cx, pattern, inner, pc);
                pc.mode = outer;
                if !real {
                    if pc.mode == BindMode::Move && !cx.relaxed() && !matches!(self.kind(ty), TyKind::Error | TyKind::Unknown) {
                        let shown = self.resolve(ty);
                        self.error(
                            Diagnostic::error("E0308", span, "mismatched types")
                                .at(format!("expected `{}`, found reference pattern", self.type_name(shown))),
                        );
                    }
                    return sub;
                }
                cx.push_pat(PatKind::Deref(sub), ty, span)
            }
            P::Tuple(items) => self.tuple_pattern(cx, items, ty, pc, span),
            P::Slice(items) => self.slice_pattern(cx, items, ty, pc, span),
            P::Literal(e) => self.literal_pattern(cx, e, ty, span),
            P::Range { start, end, inclusive } => {
                let start = start.as_ref().and_then(|e| self.bound(cx, e, ty));
                let end = end.as_ref().and_then(|e| self.bound(cx, e, ty));
                cx.push_pat(PatKind::Range { start, end, inclusive: *inclusive }, ty, span)
            }
            P::Path(path) => self.path_pattern(cx, path, ty, span),
            P::Qualified(q) => {
                let e = self.qualified_expr(cx, q, Some(ty), span);
                let at = cx.ty(e);
                if let (ExprKind::Adt { variant, .. }, TyKind::Adt(d, _)) = (cx.body.exprs[e.0 as usize].kind.clone(), self.kind(at)) {
                    let mut behind = vec![ty];
                    while let TyKind::Ref { ty, .. } = self.kind(behind[behind.len() - 1]) {
                        behind.push(self.shallow(ty));
                    }
                    let own = behind.pop().unwrap_or(ty);
                    if !self.try_unify(at, own) {
                        self.mismatch(own, at, span);
                    }
                    let variant = self.tested_variant(d, variant as usize);
                    let pat = cx.push_pat(PatKind::Fields { variant, fields: Vec::new() }, own, span);
                    return behind.into_iter().rev().fold(pat, |pat, ty| cx.push_pat(PatKind::Deref(pat), ty, span));
                }
                self.constant_pattern(cx, e, ty, span)
            }
            P::TupleStruct { path, patterns } => {
                let Named2::Variant(adt_def, variant, args) = self.pattern_path(cx, path, ty) else {
                    self.unknown_pattern(path);
                    for p in patterns {
                        self.pattern_in(cx, p, Ty::ERROR, pc);
                    }
                    return cx.push_pat(PatKind::Error, ty, span);
                };
                let whole = self.program.types.intern(TyKind::Adt(adt_def, args.clone()));
                if !self.try_unify(whole, ty) {
                    self.mismatch(ty, whole, span);
                }
                let types = self.fields_of(adt_def, &args, variant);
                let types: Vec<Ty> = types.into_iter().map(|t| self.normalize(t, span)).collect();
                let rest = patterns.iter().position(|p| matches!(p.kind, P::Rest));
                let wanted = types.len();
                let given = patterns.len() - usize::from(rest.is_some());
                if given > wanted || (rest.is_none() && given != wanted) {
                    let name = self.path_text(path);
                    self.error(Diagnostic::error(
                        "E0023",
                        span,
                        format!("this pattern has {given} field{}, but `{name}` has {wanted}", if given == 1 { "" } else { "s" }),
                    ));
                }
                let mut fields = Vec::new();
                for (i, p) in patterns.iter().enumerate() {
                    if matches!(p.kind, P::Rest) {
                        continue;
                    }
                    let at = match rest {
                        Some(r) if i > r => (wanted + i).saturating_sub(patterns.len()),
                        _ => i,
                    };
                    let t = types.get(at).copied().unwrap_or(Ty::ERROR);
                    fields.push((at as u32, self.pattern_in(cx, p, t, pc)));
                }
                let variant = self.tested_variant(adt_def, variant);
                cx.push_pat(PatKind::Fields { variant, fields }, ty, span)
            }
            P::Struct { path, fields, rest } => {
                let Named2::Variant(adt_def, variant, args) = self.pattern_path(cx, path, ty) else {
                    self.unknown_pattern(path);
                    for f in fields {
                        self.pattern_in(cx, &f.pattern, Ty::ERROR, pc);
                    }
                    return cx.push_pat(PatKind::Error, ty, span);
                };
                let whole = self.program.types.intern(TyKind::Adt(adt_def, args.clone()));
                if !self.try_unify(whole, ty) {
                    self.mismatch(ty, whole, span);
                }
                let types = self.fields_of(adt_def, &args, variant);
                let Some(adt) = self.adt(adt_def) else { return cx.push_pat(PatKind::Error, ty, span) };
                let mut out = Vec::new();
                for f in fields {
                    match adt.variants[variant].fields.iter().position(|x| x.name.name == f.name.name) {
                        Some(i) => {
                            self.check_field_visible(cx, adt_def, &adt, variant, i, f.name.span);
                            let t = self.normalize(types[i], span);
                            out.push((i as u32, self.pattern_in(cx, &f.pattern, t, pc)));
                        }
                        None => {
                            let name = self.path_text(path);
                            self.error(
                                Diagnostic::error("E0026", f.name.span, format!("`{name}` does not have a field named `{}`", f.name.name))
                                    .at("no such field"),
                            );
                            self.pattern_in(cx, &f.pattern, Ty::ERROR, pc);
                        }
                    }
                }
                if !rest && !adt.is_union && out.len() < types.len() && out.len() == fields.len() {
                    let missing: Vec<String> = adt.variants[variant]
                        .fields
                        .iter()
                        .enumerate()
                        .filter(|(i, _)| !out.iter().any(|(k, _)| *k as usize == *i))
                        .map(|(_, f)| format!("`{}`", f.name.name))
                        .collect();
                    self.error(
                        Diagnostic::error(
                            "E0027",
                            span,
                            format!("pattern does not mention field{} {}", if missing.len() == 1 { "" } else { "s" }, missing.join(", ")),
                        )
                        .help("ignore the rest with `..`"),
                    );
                }
                let variant = self.tested_variant(adt_def, variant);
                cx.push_pat(PatKind::Fields { variant, fields: out }, ty, span)
            }
            P::Or(list) => {
                let mut out = Vec::new();
                let mut first: Vec<LocalId> = Vec::new();
                for (i, p) in list.iter().enumerate() {
                    let id = self.pattern_in(cx, p, ty, pc);
                    let mut bound = Vec::new();
                    statements::bindings(&cx.body, id, &mut bound);
                    if i > 0
                        && let Some(l) = bound.iter().find(|l| !first.contains(l)).or_else(|| first.iter().find(|l| !bound.contains(l)))
                    {
                        let name = cx.body.locals[l.0 as usize].name;
                        self.error(
                            Diagnostic::error("E0408", p.span, format!("variable `{name}` is not bound in all patterns"))
                                .at("the alternatives of a pattern bind the same variables"),
                        );
                    }
                    if i == 0 {
                        first.clone_from(&bound);
                        let mut reuse = pc.reuse.clone().unwrap_or_default();
                        reuse.extend(pc.bound.iter().filter(|(_, l)| bound.contains(l)).copied());
                        pc.reuse = Some(reuse);
                    }
                    out.push(id);
                }
                cx.push_pat(PatKind::Or(out), ty, span)
            }
        }
    }

    /// The variant a pattern tests for; a struct has none.
    fn tested_variant(&self, adt: DefId, variant: usize) -> Option<u32> {
        self.adt(adt).is_some_and(|a| a.is_enum).then_some(variant as u32)
    }

    fn tuple_pattern(&mut self, cx: &mut FnCx, items: &[tree::Pattern], ty: Ty, pc: &mut PatCx, span: Span) -> PatId {
        let rest = items.iter().position(|p| matches!(p.kind, P::Rest));
        let types = match self.kind(ty) {
            TyKind::Tuple(types) => types,
            TyKind::Infer(_) if rest.is_none() => {
                let types = self.fresh_args(items.len());
                let tuple = self.program.types.tuple(types.clone());
                self.unify(ty, tuple);
                types
            }
            TyKind::Error | TyKind::Unknown => vec![Ty::ERROR; items.len()],
            _ => {
                let shown = self.resolve(ty);
                self.error(
                    Diagnostic::error("E0308", span, "mismatched types")
                        .at(format!("expected `{}`, found a tuple pattern", self.type_name(shown))),
                );
                vec![Ty::ERROR; items.len()]
            }
        };
        let given = items.len() - usize::from(rest.is_some());
        if given > types.len() || (rest.is_none() && given != types.len()) {
            self.error(
                Diagnostic::error("E0308", span, "mismatched types")
                    .at(format!("expected a tuple with {} elements, found one with {given} elements", types.len())),
            );
        }
        let mut fields = Vec::new();
        for (i, p) in items.iter().enumerate() {
            if matches!(p.kind, P::Rest) {
                continue;
            }
            let at = match rest {
                Some(r) if i > r => (types.len() + i).saturating_sub(items.len()),
                _ => i,
            };
            let t = types.get(at).copied().unwrap_or(Ty::ERROR);
            fields.push((at as u32, self.pattern_in(cx, p, t, pc)));
        }
        cx.push_pat(PatKind::Fields { variant: None, fields }, ty, span)
    }

    fn slice_pattern(&mut self, cx: &mut FnCx, items: &[tree::Pattern], ty: Ty, pc: &mut PatCx, span: Span) -> PatId {
        let is_rest = |p: &tree::Pattern| match &p.kind {
            P::Rest => true,
            P::Ident { sub: Some(s), .. } => matches!(s.kind, P::Rest),
            _ => false,
        };
        let rest_at = items.iter().position(is_rest);
        let kind = self.kind(ty);
        let element = match &kind {
            TyKind::Slice(t) => *t,
            TyKind::Array(t, n) => {
                if rest_at.is_none() && matches!(self.kind(*n), TyKind::Infer(_)) {
                    let len = self.program.types.intern(TyKind::Const(items.len() as i128));
                    self.unify(*n, len);
                }
                *t
            }
            TyKind::Adt(d, args) if self.adt_lang(*d) == Some(LangAdt::Vec) && cx.relaxed() => args[0],
            TyKind::Error | TyKind::Unknown => Ty::ERROR,
            _ => {
                let shown = self.resolve(ty);
                self.error(Diagnostic::error("E0529", span, format!("expected an array or slice, found `{}`", self.type_name(shown))));
                Ty::ERROR
            }
        };
        let rest_ty = match &kind {
            TyKind::Array(_, n) if pc.mode == BindMode::Move => match self.kind(*n) {
                TyKind::Const(n) => {
                    let n = self.program.types.intern(TyKind::Const((n - items.len() as i128 + 1).max(0)));
                    self.program.types.intern(TyKind::Array(element, n))
                }
                _ => self.program.types.intern(TyKind::Slice(element)),
            },
            _ => self.program.types.intern(TyKind::Slice(element)),
        };
        let mut prefix = Vec::new();
        let mut suffix = Vec::new();
        let mut rest = None;
        for (i, p) in items.iter().enumerate() {
            match rest_at {
                Some(r) if i == r => {
                    rest = Some(match &p.kind {
                        P::Rest => None,
                        P::Ident { by_ref, mutable, name, .. } => {
                            let plain = tree::Pattern {
                                kind: P::Ident { by_ref: *by_ref, mutable: *mutable, name: *name, sub: None },
                                span: p.span,
                            };
                            Some(self.pattern_in(cx, &plain, rest_ty, pc))
                        }
                        _ => None,
                    });
                }
                Some(r) if i > r => suffix.push(self.pattern_in(cx, p, element, pc)),
                _ => prefix.push(self.pattern_in(cx, p, element, pc)),
            }
        }
        cx.push_pat(PatKind::Slice { prefix, rest, suffix }, ty, span)
    }

    fn literal_pattern(&mut self, cx: &mut FnCx, e: &tree::Expr, ty: Ty, span: Span) -> PatId {
        let value = self.expr(cx, e, Some(ty));
        let mut found = self.shallow(cx.ty(value));
        // A byte string matches a slice or an array.
        if let (TyKind::Ref { ty: a, .. }, kind) = (self.kind(found), self.kind(ty)) {
            match kind {
                TyKind::Slice(_) | TyKind::Array(..) => found = a,
                TyKind::Ref { ty: b, .. } if matches!(self.kind(b), TyKind::Slice(_)) => found = ty,
                // A `String` matched by a string literal (relaxed).
                TyKind::Adt(..) if cx.relaxed() && self.is_lang(ty, LangAdt::String).is_some() => found = ty,
                TyKind::Str => found = ty,
                _ => {}
            }
        }
        if !self.try_unify(found, ty) {
            self.mismatch(ty, found, span);
        }
        let constant = match &cx.body.exprs[value.0 as usize].kind {
            ExprKind::Literal(c) => Some(c.clone()),
            _ => None,
        };
        match constant {
            Some(c) => cx.push_pat(PatKind::Constant(c), ty, span),
            None => cx.push_pat(PatKind::Value(value), ty, span),
        }
    }

    fn bound(&mut self, cx: &mut FnCx, e: &tree::Expr, ty: Ty) -> Option<Constant> {
        let value = self.expr(cx, e, Some(ty));
        let found = cx.ty(value);
        if !self.try_unify(found, ty) {
            self.mismatch(ty, found, e.span);
        }
        if let ExprKind::Literal(c) = &cx.body.exprs[value.0 as usize].kind {
            return Some(c.clone());
        }
        let constant = self.const_value(e, &cx.scope.clone(), &cx.args.clone(), None).and_then(|v| v.constant());
        match constant {
            Some(c @ (Constant::Int(_) | Constant::Char(_) | Constant::Float(_))) => Some(c),
            _ => {
                self.error(Diagnostic::error("E0029", e.span, "only `char` and numeric constants are allowed in range patterns"));
                None
            }
        }
    }

    /// Whether a name in a pattern is a constant, unit struct or variant rather than a new variable.
    fn names_value(&mut self, cx: &FnCx, name: Ident, ty: Ty) -> bool {
        if cx.relaxed()
            && let TyKind::Adt(d, _) = self.kind(self.peel_open(ty))
            && self.enum_variants.contains_key(&(d, name.name))
        {
            return true;
        }
        if cx.relaxed()
            && matches!(self.kind(ty), TyKind::Infer(_))
            && name.name.as_str().starts_with(char::is_uppercase)
            && self.only_variant(name.name).is_some()
        {
            return true;
        }
        match self.lookup(cx.scope.module, name.name, Namespace::Values) {
            Some(d) => match self.def_kind(d) {
                DefKind::Variant(..) => true,
                DefKind::Const(c) => c.kind == GlobalKind::Const,
                DefKind::Adt(a) => !a.is_enum && a.variants[0].shape == VariantShape::Unit,
                _ => false,
            },
            None => false,
        }
    }

    /// The variant of this name, where the program has just one.
    pub(crate) fn only_variant(&self, name: Symbol) -> Option<(DefId, usize)> {
        let list = self.variant_names.get(&name)?;
        let mut own = list.iter().filter(|d| self.defs[d.0 as usize].dialect != Dialect::Std);
        let first = own.next()?;
        if own.next().is_some() {
            return None;
        }
        match *self.def_kind(*first) {
            DefKind::Variant(adt, i) => Some((adt, i as usize)),
            _ => None,
        }
    }

    fn pattern_path(&mut self, cx: &FnCx, path: &tree::Path, ty: Ty) -> Named2 {
        let names: Vec<Ident> = path.segments.iter().map(|s| s.name).collect();
        let expected = match self.kind(ty) {
            TyKind::Adt(d, args) => Some((d, args)),
            _ => None,
        };
        if let Some((d, args)) = &expected
            && names.len() == 1
            && cx.relaxed()
            && let Some(&v) = self.enum_variants.get(&(*d, names[0].name))
            && let DefKind::Variant(_, i) = *self.def_kind(v)
        {
            return Named2::Variant(*d, i as usize, args.clone());
        }
        if names.len() == 1
            && cx.relaxed()
            && self.lookup(cx.scope.module, names[0].name, Namespace::Values).is_none()
            && self.lookup(cx.scope.module, names[0].name, Namespace::Types).is_none_or(|d| matches!(*self.def_kind(d), DefKind::Trait(_)))
            && let Some((d, i)) = self.only_variant(names[0].name)
        {
            let n = self.adt(d).map_or(0, |a| a.generics.params.len());
            return Named2::Variant(d, i, self.fresh_args(n));
        }
        let found = self.resolve_segments(&cx.scope, &names, path.global, Namespace::Values).or_else(|_| {
            // A struct with named fields has no value of its name.
            self.resolve_segments(&cx.scope, &names, path.global, Namespace::Types)
        });
        let fresh = |c: &mut Checker, d: DefId| match c.adt(d) {
            Some(a) => c.fresh_args(a.generics.params.len()),
            None => Vec::new(),
        };
        match found {
            Ok((Res::Def(d), n)) if n == names.len() => match self.def_kind(d).clone() {
                DefKind::Variant(adt, i) => {
                    let args = fresh(self, adt);
                    Named2::Variant(adt, i as usize, args)
                }
                DefKind::Adt(_) => {
                    let args = fresh(self, d);
                    Named2::Variant(d, 0, args)
                }
                DefKind::Alias(alias) => match self.alias_target(&alias) {
                    Some(d) => {
                        let args = fresh(self, d);
                        Named2::Variant(d, 0, args)
                    }
                    None => Named2::None,
                },
                _ => Named2::None,
            },
            Ok((Res::SelfType, n)) => {
                let t = self.self_type(&cx.scope.clone());
                let t = self.program.types.substitute(t, &cx.args);
                let TyKind::Adt(d, args) = self.kind(t) else { return Named2::None };
                if n == names.len() {
                    return Named2::Variant(d, 0, args);
                }
                match self.enum_variants.get(&(d, names[n].name)).map(|&v| self.def_kind(v).clone()) {
                    Some(DefKind::Variant(_, i)) => Named2::Variant(d, i as usize, args),
                    _ => Named2::None,
                }
            }
            // `T::Assoc { … }`, `Self::Assoc { … }`: a struct that a trait names.
            Ok((Res::Param(_), _)) => {
                let written = tree::Type { kind: tree::TypeKind::Path(path.clone()), span: path.span };
                match self.associated_struct(cx, &written) {
                    Some((d, args)) => Named2::Variant(d, 0, args),
                    None => Named2::None,
                }
            }
            _ => Named2::None,
        }
    }

    /// The struct that a written type is, where it names one.
    pub(crate) fn associated_struct(&mut self, cx: &FnCx, written: &tree::Type) -> Option<(DefId, Vec<Ty>)> {
        let tree::TypeKind::Path(path) = &written.kind else { return None };
        if path.segments.len() > 1 {
            let last = path.segments.last()?.name.name;
            let known = self.method_traits.get(&last).cloned().unwrap_or_default();
            if !known.into_iter().any(|t| self.trait_data(t).is_some_and(|d| matches!(d.items.get(&last), Some(TraitItem::Type(_))))) {
                return None;
            }
        }
        let t = self.body_type(cx, written);
        match self.kind(t) {
            TyKind::Adt(d, args) if self.adt(d).is_some_and(|a| !a.is_enum) => Some((d, args)),
            _ => None,
        }
    }

    fn path_pattern(&mut self, cx: &mut FnCx, path: &tree::Path, ty: Ty, span: Span) -> PatId {
        match self.pattern_path(cx, path, ty) {
            Named2::Variant(d, i, args) => {
                let whole = self.program.types.intern(TyKind::Adt(d, args));
                if !self.try_unify(whole, ty) {
                    self.mismatch(ty, whole, span);
                }
                let variant = self.tested_variant(d, i);
                cx.push_pat(PatKind::Fields { variant, fields: Vec::new() }, ty, span)
            }
            _ => {
                let e = self.path_expr(cx, path, Some(ty), span);
                self.constant_pattern(cx, e, ty, span)
            }
        }
    }

    /// A constant that a value is compared with.
    fn constant_pattern(&mut self, cx: &mut FnCx, e: ExprId, ty: Ty, span: Span) -> PatId {
        let found = cx.ty(e);
        if !self.try_unify(found, ty) {
            self.mismatch(ty, found, span);
        }
        if let ExprKind::Literal(c) = cx.body.exprs[e.0 as usize].kind.clone() {
            return cx.push_pat(PatKind::Constant(c), ty, span);
        }
        if let ExprKind::Global(g) = cx.body.exprs[e.0 as usize].kind
            && !cx.relaxed()
            && let Some(value) = self.global_value(g)
            && let Some(pat) = self.value_pattern(cx, &value, ty, span)
        {
            return pat;
        }
        cx.push_pat(PatKind::Value(e), ty, span)
    }

    /// The pattern that matches just one value, where its type is compared part by part.
    fn value_pattern(&mut self, cx: &mut FnCx, value: &Value, ty: Ty, span: Span) -> Option<PatId> {
        let ty = self.shallow(ty);
        let kind = match (self.kind(ty), value) {
            (TyKind::Ref { ty: inner, .. }, Value::Str(s)) if self.shallow(inner) == Ty::STR => PatKind::Constant(Constant::Str(*s)),
            (TyKind::Ref { ty: inner, .. }, _) => PatKind::Deref(self.value_pattern(cx, value, inner, span)?),
            (TyKind::Tuple(types), Value::List(items)) => {
                let mut fields = Vec::new();
                for (i, (item, t)) in items.iter().zip(types).enumerate() {
                    fields.push((i as u32, self.value_pattern(cx, item, t, span)?));
                }
                PatKind::Fields { variant: None, fields }
            }
            (TyKind::Array(t, _) | TyKind::Slice(t), Value::List(items)) => {
                let prefix = items.iter().map(|item| self.value_pattern(cx, item, t, span)).collect::<Option<Vec<PatId>>>()?;
                PatKind::Slice { prefix, rest: None, suffix: Vec::new() }
            }
            (TyKind::Adt(d, args), Value::Adt { variant, fields: items }) => {
                let types = self.fields_of(d, &args, *variant as usize);
                let mut fields = Vec::new();
                for (i, (item, t)) in items.iter().zip(types).enumerate() {
                    let t = self.normalize(t, span);
                    fields.push((i as u32, self.value_pattern(cx, item, t, span)?));
                }
                PatKind::Fields { variant: self.tested_variant(d, *variant as usize), fields }
            }
            (TyKind::Bool | TyKind::Char | TyKind::Int(_) | TyKind::Float(_), _) => PatKind::Constant(value.constant()?),
            _ => return None,
        };
        Some(cx.push_pat(kind, ty, span))
    }

    fn unknown_pattern(&mut self, path: &tree::Path) {
        let name = self.path_text(path);
        let at = path.segments.last().map_or(path.span, |s| s.name.span);
        let mut error = Diagnostic::error("E0531", at, format!("cannot find `{name}`: no struct or variant of that name"))
            .at("not found in this scope");
        let names: Vec<&'static str> = self.variant_names.keys().map(|s| s.as_str()).collect();
        let last = path.segments.last().map_or("", |s| s.name.name.as_str());
        if let Some(near) = crate::resolve::nearest(last, names.into_iter()) {
            error = error.help(format!("there is one with a similar name: `{near}`"));
        }
        self.error(error);
    }

    /// A pattern that binds by `&mut` makes its scrutinee a place that is changed.
    pub(crate) fn mark_pattern_place(&mut self, cx: &mut FnCx, value: ExprId, pat: PatId) {
        if self.binds_mut(&cx.body, pat) {
            self.make_place_mut(cx, value);
        }
    }

    fn binds_mut(&self, body: &Body, pat: PatId) -> bool {
        match &body.patterns[pat.0 as usize].kind {
            PatKind::Bind { mode, sub, .. } => *mode == BindMode::RefMut || sub.is_some_and(|s| self.binds_mut(body, s)),
            PatKind::Deref(p) => self.binds_mut(body, *p),
            PatKind::Fields { fields, .. } => fields.iter().any(|(_, p)| self.binds_mut(body, *p)),
            PatKind::Slice { prefix, rest, suffix } => {
                prefix.iter().chain(suffix).any(|p| self.binds_mut(body, *p)) || rest.flatten().is_some_and(|p| self.binds_mut(body, p))
            }
            PatKind::Or(list) => list.iter().any(|p| self.binds_mut(body, *p)),
            _ => false,
        }
    }
}
