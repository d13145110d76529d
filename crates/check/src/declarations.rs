//! What declarations have to be, beyond what their bodies need: impls against their traits, derives against their fields, and in Rust files the
//! rules of coherence and well-formedness that keep a program meaning the same.

use crate::Checker;
use crate::defs::*;
use crate::resolve::{Namespace, Res};
use crate::traits::Head;
use crate::typed::LangAdt;
use crate::types::{DefId, Ty, TyKind, for_each_child};
use ruchy_syntax::{Diagnostic, Dialect, Ident, Span, Symbol, tree};
use std::collections::HashSet;
use std::sync::Arc;

impl Checker {
    /// E0391: a trait that is its own supertrait is left with none, so that nothing goes round for ever.
    pub(crate) fn cut_supertrait_cycles(&mut self) {
        for def in std::mem::take(&mut self.pending_traits) {
            let mut seen: Vec<DefId> = Vec::new();
            let mut work = self.named_supertraits(def);
            while let Some(t) = work.pop() {
                if t == def {
                    let Some(data) = self.trait_data(def) else { break };
                    let cut = TraitDef {
                        generics: data.generics.clone(),
                        supertraits: Vec::new(),
                        scope: data.scope.clone(),
                        items: data.items.clone(),
                        order: data.order.clone(),
                        lang: data.lang,
                    };
                    self.defs[def.0 as usize].kind = DefKind::Trait(Arc::new(cut)).into();
                    let (span, name) = (self.defs[def.0 as usize].span, self.defs[def.0 as usize].name);
                    self.error(
                        Diagnostic::error("E0391", span, format!("cycle detected when computing the super predicates of `{name}`"))
                            .at(format!("`{name}` is a supertrait of itself")),
                    );
                    break;
                }
                if !seen.contains(&t) {
                    seen.push(t);
                    work.extend(self.named_supertraits(t));
                }
            }
        }
    }

    /// The traits that a trait's declaration names as its supertraits.
    fn named_supertraits(&self, def: DefId) -> Vec<DefId> {
        let Some(data) = self.trait_data(def) else { return Vec::new() };
        let find = |b: &tree::Bound| {
            let names: Vec<Ident> = b.path.segments.iter().map(|s| s.name).collect();
            match self.resolve_segments(&data.scope, &names, b.path.global, Namespace::Types) {
                Ok((Res::Def(d), n)) if n == names.len() => Some(d),
                _ => None,
            }
        };
        data.supertraits.iter().filter_map(find).collect()
    }

    /// Reports what is wrong with the program's declarations.
    pub(crate) fn check_declarations(&mut self) {
        self.check_impls();
        for i in self.library_end.1..self.impls.len() {
            let id = ImplId(i as u32);
            match (self.impls[i].derived, self.impls[i].derived_for) {
                (Some(name), Some(def)) => self.check_derived(id, name, def),
                _ if self.impls[i].dialect == Dialect::Rust && !self.impls[i].head.negative => self.check_coherence(id),
                _ => {}
            }
        }
        self.check_overlaps();
        for i in self.library_end.0..self.defs.len() {
            let def = DefId(i as u32);
            if self.defs[i].dialect == Dialect::Std {
                continue;
            }
            // Types that nothing uses name something too.
            match self.defs[i].sort {
                Sort::Function => {
                    self.signature(def);
                    if self.defs[i].dialect == Dialect::Rust {
                        self.check_sized(def);
                    }
                }
                Sort::Adt => {
                    self.adt_fields(def);
                }
                _ => {}
            }
            if self.defs[i].dialect == Dialect::Rust
                && let DefKind::Adt(adt) = self.def_kind(def).clone()
            {
                self.check_adt(def, &adt);
                self.check_discriminants(def, &adt);
            }
        }
    }

    /// Each trait impl of the program has what its trait asks for, and nothing else.
    fn check_impls(&mut self) {
        for i in self.library_end.1..self.impls.len() {
            let id = ImplId(i as u32);
            let imp = &self.impls[i];
            if imp.dialect == Dialect::Std || imp.derived.is_some() || imp.head.negative {
                continue;
            }
            let span = imp.head.span;
            let imp = self.impl_def(id);
            let items: Vec<Symbol> = imp.items.keys().copied().collect();
            let defs: Vec<(Symbol, Option<DefId>)> = imp
                .items
                .iter()
                .map(|(n, it)| match it {
                    ImplItem::Function(d) => (*n, Some(*d)),
                    _ => (*n, None),
                })
                .collect();
            let Some(header) = self.impl_header(id) else { continue };
            let Some(r) = header.trait_ref.clone() else { continue };
            let Some(data) = self.trait_data(r.trait_) else { continue };
            let trait_name = self.defs[r.trait_.0 as usize].name;
            let mut missing = Vec::new();
            for name in &data.order {
                if items.contains(name) {
                    continue;
                }
                let needed = match &data.items[name] {
                    TraitItem::Function(d) => self.function(*d).is_some_and(|f| f.ast.body.is_none() && f.native.is_none()),
                    TraitItem::Const(d) => matches!(self.def_kind(*d), DefKind::Const(c) if c.value.is_none()),
                    TraitItem::Type(t) => t.default.is_none(),
                };
                if needed {
                    missing.push(format!("`{name}`"));
                }
            }
            if !missing.is_empty() {
                let e = Diagnostic::error("E0046", span, format!("not all trait items implemented, missing: {}", missing.join(", ")))
                    .at(format!("missing {} in implementation", missing.join(", ")));
                self.error(e);
            }
            for (name, def) in defs {
                match (data.items.get(&name), def) {
                    (None, d) => {
                        let at = d.map_or(span, |d| self.defs[d.0 as usize].span);
                        let code = match &self.impl_def(id).items[&name] {
                            ImplItem::Function(_) => "E0407",
                            ImplItem::Type(..) => "E0437",
                            ImplItem::Const(_) => "E0438",
                        };
                        let e = Diagnostic::error(code, at, format!("`{name}` is not a member of trait `{trait_name}`"))
                            .at(format!("not a member of trait `{trait_name}`"));
                        self.error(e);
                    }
                    (Some(TraitItem::Function(t)), Some(d)) => {
                        let (a, b) = (self.signature(*t), self.signature(d));
                        let at = self.defs[d.0 as usize].span;
                        if a.has_self != b.has_self {
                            let (code, verb) = if a.has_self { ("E0186", "lacks") } else { ("E0185", "has") };
                            let e = Diagnostic::error(
                                code,
                                at,
                                format!(
                                    "method `{name}` {verb} a `self` parameter that its declaration in `{trait_name}` does not agree with"
                                ),
                            );
                            self.error(e);
                        } else if a.params.len() != b.params.len() {
                            let e = Diagnostic::error(
                                "E0050",
                                at,
                                format!(
                                    "method `{name}` has {} parameters but the declaration in trait `{trait_name}` has {}",
                                    b.params.len(),
                                    a.params.len()
                                ),
                            );
                            self.error(e);
                        } else if self.impls[i].dialect == Dialect::Rust {
                            self.check_signature(&header, &r, *t, d);
                        }
                    }
                    _ => {}
                }
            }
            for p in self.supertraits(&r) {
                if header.params == 0 && !self.is_marker(p.trait_ref.trait_) && !self.may_hold(&p.trait_ref) {
                    let goal = p.trait_ref.clone();
                    self.unsatisfied(&goal, span);
                }
            }
        }
    }

    /// E0049, E0053: a method's types are those that its trait declares.
    fn check_signature(&mut self, header: &ImplHeader, trait_ref: &TraitRef, declared: DefId, given: DefId) {
        let (Some(t), Some(g)) = (self.function(declared), self.function(given)) else { return };
        let own = |f: &FnDef| f.scope.generics.params.len() - f.scope.generics.parent_count;
        let (span, name) = (self.defs[given.0 as usize].span, self.defs[given.0 as usize].name);
        if own(&t) != own(&g) {
            let (n, m) = (own(&g), own(&t));
            self.error(Diagnostic::error(
                "E0049",
                span,
                format!("method `{name}` has {n} type parameter{} but its trait declaration has {m}", if n == 1 { "" } else { "s" }),
            ));
            return;
        }
        // The trait's signature with the impl's types; the method's own parameters are the impl's.
        let mut args = trait_ref.args.clone();
        for i in 0..own(&g) {
            args.push(self.param(&g.scope, (header.params + i) as u32));
        }
        let (want, have) = (self.signature(declared), self.signature(given));
        for (i, (&w, &h)) in want.params.iter().zip(&have.params).enumerate() {
            let w = self.program.types.substitute(w, &args);
            if self.differ(w, h) {
                let at = match (&g.ast.receiver, i) {
                    (Some(r), 0) => r.span,
                    (r, i) => g.ast.params.get(i - usize::from(r.is_some())).map_or(span, |p| p.span),
                };
                let (w, h) = (self.type_name(w), self.type_name(h));
                self.error(
                    Diagnostic::error("E0053", at, format!("method `{name}` has an incompatible type for trait"))
                        .at(format!("expected `{w}`, found `{h}`")),
                );
                return;
            }
        }
        if let (Some(w), Some(h)) = (want.ret, have.ret) {
            let w = self.program.types.substitute(w, &args);
            if self.differ(w, h) {
                let at = g.ast.ret.as_ref().map_or(span, |t| t.span);
                let (w, h) = (self.type_name(w), self.type_name(h));
                self.error(
                    Diagnostic::error("E0053", at, format!("method `{name}` has an incompatible type for trait"))
                        .at(format!("expected `{w}`, found `{h}`")),
                );
            }
        }
    }

    /// Whether two types of a signature are plainly not the same: one with projections may be.
    fn differ(&mut self, a: Ty, b: Ty) -> bool {
        let (a, b) = (self.shallow(a), self.shallow(b));
        if a == b || a == Ty::NEVER || b == Ty::NEVER {
            return false;
        }
        let plain =
            |c: &Checker, t: Ty| c.program.types.has_projection(t) || matches!(c.program.types.kind(t), TyKind::Unknown | TyKind::Error);
        if plain(self, a) || plain(self, b) {
            return false;
        }
        match (self.kind(a), self.kind(b)) {
            (TyKind::Dyn(_), TyKind::Dyn(_)) => false,
            (TyKind::Adt(d, x), TyKind::Adt(e, y)) => d != e || x.iter().zip(&y).any(|(&x, &y)| self.differ(x, y)),
            (TyKind::Ref { mutable: m, ty: x }, TyKind::Ref { mutable: n, ty: y }) => m != n || self.differ(x, y),
            (TyKind::Tuple(x), TyKind::Tuple(y)) => x.len() != y.len() || x.iter().zip(&y).any(|(&x, &y)| self.differ(x, y)),
            (TyKind::Slice(x), TyKind::Slice(y)) => self.differ(x, y),
            (TyKind::Array(x, _), TyKind::Array(y, _)) | (TyKind::Pointer { ty: x, .. }, TyKind::Pointer { ty: y, .. }) => {
                self.differ(x, y)
            }
            (TyKind::FnPointer(x, r), TyKind::FnPointer(y, s)) => {
                x.len() != y.len() || self.differ(r, s) || x.iter().zip(&y).any(|(&x, &y)| self.differ(x, y))
            }
            (TyKind::Param(i, _), TyKind::Param(j, _)) => i != j,
            _ => true,
        }
    }

    /// E0116, E0117, E0118, E0120, E0184, E0207, E0210: what an impl may be for.
    fn check_coherence(&mut self, id: ImplId) {
        let Some(header) = self.impl_header(id) else { return };
        let imp = self.impl_def(id);
        let span = imp.self_ty.span;
        let generics = imp.scope.generics.clone();
        let self_ty = header.self_ty;
        if self_ty == Ty::ERROR || self_ty == Ty::UNKNOWN {
            return;
        }
        let shown = self.type_name(self_ty);
        match &header.trait_ref {
            None => {
                if matches!(self.kind(self_ty), TyKind::Param(..)) {
                    self.error(
                        Diagnostic::error("E0118", span, "no nominal type found for inherent implementation")
                            .help("implement a trait instead"),
                    );
                } else if !self.is_local(self_ty) {
                    self.error(
                        Diagnostic::error(
                            "E0116",
                            span,
                            format!("cannot define inherent `impl` for `{shown}`, a type that this program does not define"),
                        )
                        .help("declare a trait with these methods, and implement it for the type"),
                    );
                }
            }
            Some(r) => {
                let lang = self.trait_lang(r.trait_).unwrap_or_default();
                let trait_name = self.defs[r.trait_.0 as usize].name;
                if lang == "Drop" && !matches!(self.kind(self_ty), TyKind::Adt(..)) {
                    self.error(Diagnostic::error(
                        "E0120",
                        span,
                        format!("the `Drop` trait may only be implemented for structs, enums and unions, not for `{shown}`"),
                    ));
                } else if self.defs[r.trait_.0 as usize].dialect == Dialect::Std && !r.args.iter().any(|&t| self.is_local(t)) {
                    let error = match r.args.iter().any(|&t| matches!(self.kind(self.peel_open(t)), TyKind::Param(..))) {
                        true => Diagnostic::error(
                            "E0210",
                            span,
                            format!(
                                "`{trait_name}` can be implemented for a parameter only if a type of this program is among its arguments"
                            ),
                        ),
                        false => Diagnostic::error(
                            "E0117",
                            span,
                            format!("`{trait_name}` cannot be implemented for `{shown}`: neither is defined in this program"),
                        ),
                    };
                    self.error(
                        error
                            .at("neither the trait nor the type is this program's")
                            .help("wrap the type in a struct of your own: `struct Wrapper(…);`"),
                    );
                }
                if lang == "Copy" {
                    self.check_copy(self_ty, span);
                }
                if lang == "Drop"
                    && let TyKind::Adt(def, _) = self.kind(self_ty)
                    && self.impls[self.library_end.1..]
                        .iter()
                        .any(|i| i.derived_for == Some(def) && i.derived.is_some_and(|d| d.as_str() == "Copy"))
                {
                    self.error(Diagnostic::error("E0184", span, format!("`{shown}` has `Drop`, so it cannot be `Copy`")));
                }
            }
        }
        // E0207: parameters that nothing determines.
        let mut known: HashSet<u32> = HashSet::new();
        self.determined(self_ty, &mut known);
        for t in header.trait_ref.iter().flat_map(|r| r.args.clone()) {
            self.determined(t, &mut known);
        }
        for _ in 0..header.predicates.len() {
            for p in header.predicates.iter() {
                let mut needed = HashSet::new();
                p.trait_ref.args.iter().for_each(|&t| self.mentioned(t, &mut needed));
                let fixed = needed.is_subset(&known);
                if fixed {
                    p.bindings.iter().for_each(|&(_, t)| self.determined(t, &mut known));
                }
            }
        }
        for (i, p) in generics.params.iter().enumerate() {
            if !known.contains(&(i as u32)) && !p.name.as_str().starts_with("impl#") {
                self.error(
                    Diagnostic::error(
                        "E0207",
                        self.impls[id.0 as usize].head.span,
                        format!("the type parameter `{}` is not constrained by the impl trait, self type, or predicates", p.name),
                    )
                    .at("unconstrained type parameter"),
                );
            }
        }
    }

    /// The parameters that a type determines: all in it but those of projections.
    fn determined(&self, ty: Ty, out: &mut HashSet<u32>) {
        match self.program.types.kind(ty) {
            TyKind::Param(i, _) => {
                out.insert(*i);
            }
            TyKind::Projection(..) => {}
            kind => for_each_child(kind, &mut |t| self.determined(t, out)),
        }
    }

    fn mentioned(&self, ty: Ty, out: &mut HashSet<u32>) {
        match self.program.types.kind(ty) {
            TyKind::Param(i, _) => {
                out.insert(*i);
            }
            kind => for_each_child(kind, &mut |t| self.mentioned(t, out)),
        }
    }

    /// Whether a type is this program's, as the orphan rule counts it.
    fn is_local(&self, ty: Ty) -> bool {
        match self.program.types.kind(self.shallow(ty)) {
            TyKind::Adt(def, args) => {
                let own = self.defs[def.0 as usize].dialect != Dialect::Std;
                let fundamental = self.adt_lang(*def) == Some(LangAdt::Box) || self.defs[def.0 as usize].name.as_str() == "Pin";
                own || (fundamental && args.first().is_some_and(|&t| self.is_local(t)))
            }
            TyKind::Ref { ty, .. } => self.is_local(*ty),
            TyKind::Dyn(bounds) => bounds.iter().any(|b| self.defs[b.trait_.0 as usize].dialect != Dialect::Std),
            TyKind::Error | TyKind::Unknown | TyKind::Projection(..) => true,
            _ => false,
        }
    }

    /// E0204: all fields of a `Copy` type are `Copy`. Fields whose types depend on parameters are left to the instances.
    fn check_copy(&mut self, self_ty: Ty, span: Span) {
        let TyKind::Adt(def, _) = self.kind(self_ty) else { return };
        let Some(adt) = self.adt(def) else { return };
        let fields = self.adt_fields(def);
        for (v, types) in adt.variants.iter().zip(fields.iter()) {
            for (f, &t) in v.fields.iter().zip(types) {
                let t = self.normalize_deep(t, 0);
                if self.program.types.has_param(t) || self.program.types.has_projection(t) || self.is_copy(t) {
                    continue;
                }
                let (shown, name) = (self.type_name(t), self.defs[def.0 as usize].name);
                self.error(
                    Diagnostic::error("E0204", span, format!("the trait `Copy` cannot be implemented for type `{name}`"))
                        .at(format!("a field of type `{shown}` is not `Copy`"))
                        .label(f.name.span, "this field does not implement `Copy`"),
                );
                return;
            }
        }
    }

    /// E0277, E0369, E0204: the fields have what is derived.
    fn check_derived(&mut self, id: ImplId, name: Symbol, def: DefId) {
        let span = self.impls[id.0 as usize].head.span;
        if self.defs[def.0 as usize].dialect == Dialect::Std || crate::derive::is_of_package(name) {
            return;
        }
        let Some(header) = self.impl_header(id) else { return };
        if name.as_str() == "Copy" {
            if self.defs[def.0 as usize].dialect == Dialect::Rust {
                self.check_copy(header.self_ty, span);
            }
            return;
        }
        let Some(trait_) = header.trait_ref.as_ref().map(|r| r.trait_) else { return };
        let n = self.trait_params(trait_);
        let Some(adt) = self.adt(def) else { return };
        let fields = self.adt_fields(def);
        for (v, types) in adt.variants.iter().zip(fields.iter()) {
            if name.as_str() == "Default" && adt.is_enum && !v.is_default {
                continue;
            }
            for (f, &t) in v.fields.iter().zip(types) {
                let t = self.normalize_deep(t, 0);
                if self.program.types.has_param(t) || self.program.types.has_projection(t) {
                    continue;
                }
                let goal = TraitRef { trait_, args: vec![t; n] };
                if self.may_hold(&goal) {
                    continue;
                }
                let (shown, owner) = (self.type_name(t), self.defs[def.0 as usize].name);
                let code = if matches!(name.as_str(), "PartialEq" | "PartialOrd") { "E0369" } else { "E0277" };
                self.error(
                    Diagnostic::error(code, f.ty.span, format!("`{owner}` derives `{name}`, which `{shown}` does not implement"))
                        .at(format!("`{shown}` is not `{name}`"))
                        .label(span, "derived here")
                        .help(format!("derive or implement `{name}` for `{shown}` too")),
                );
            }
        }
    }

    /// E0119, E0592: two impls that say the same of one type.
    fn check_overlaps(&mut self) {
        let own: Vec<ImplId> = (self.library_end.1..self.impls.len()).map(|i| ImplId(i as u32)).collect();
        let in_rust = |c: &Checker, id: ImplId| match c.impls[id.0 as usize].derived_for {
            Some(def) => c.defs[def.0 as usize].dialect == Dialect::Rust,
            None => c.impls[id.0 as usize].dialect == Dialect::Rust && !c.impls[id.0 as usize].head.negative,
        };
        let own: Vec<ImplId> = own.into_iter().filter(|&id| in_rust(self, id)).collect();
        for (k, &b) in own.iter().enumerate() {
            let Some(hb) = self.impl_header(b) else { continue };
            for &a in &own[..k] {
                let Some(ha) = self.impl_header(a) else { continue };
                match (&ha.trait_ref, &hb.trait_ref) {
                    (Some(x), Some(y)) if x.trait_ == y.trait_ => {}
                    (None, None) => {}
                    _ => continue,
                }
                if let (Some(x), Some(y)) = (self.head(ha.self_ty), self.head(hb.self_ty))
                    && x != y
                    && !matches!((x, y), (Head::Dyn(_), Head::Dyn(_)))
                {
                    continue;
                }
                if ha.trait_ref.is_none() {
                    let shared: Vec<Symbol> =
                        self.impl_def(b).items.keys().filter(|n| self.impl_def(a).items.contains_key(n)).copied().collect();
                    if !shared.is_empty() && self.overlap(&ha, &hb) {
                        for name in shared {
                            let at = |c: &Checker, id: ImplId| match c.impl_def(id).items.get(&name) {
                                Some(ImplItem::Function(d) | ImplItem::Const(d)) => c.defs[d.0 as usize].span,
                                _ => c.impls[id.0 as usize].head.span,
                            };
                            let (first, second) = (at(self, a), at(self, b));
                            self.error(
                                Diagnostic::error("E0592", second, format!("duplicate definitions with name `{name}`"))
                                    .label(first, "other definition here"),
                            );
                        }
                    }
                } else if self.overlap(&ha, &hb) {
                    let (first, second) = (self.impls[a.0 as usize].head.span, self.impls[b.0 as usize].head.span);
                    let trait_ = hb.trait_ref.as_ref().map_or(Symbol::new("_"), |r| self.defs[r.trait_.0 as usize].name);
                    let ty = self.type_name(hb.self_ty);
                    self.error(
                        Diagnostic::error("E0119", second, format!("conflicting implementations of trait `{trait_}` for type `{ty}`"))
                            .at("conflicting implementation")
                            .label(first, "first implementation here"),
                    );
                }
            }
        }
    }

    /// Whether one type can be what two impls are for.
    fn overlap(&mut self, a: &ImplHeader, b: &ImplHeader) -> bool {
        let trial = self.begin();
        let (x, y) = (self.fresh_args(a.params), self.fresh_args(b.params));
        let list = |h: &ImplHeader| h.trait_ref.as_ref().map_or_else(|| vec![h.self_ty], |r| r.args.clone());
        let mut meet = true;
        for (s, t) in list(a).into_iter().zip(list(b)) {
            let s = self.program.types.substitute(s, &x);
            let t = self.program.types.substitute(t, &y);
            let (s, t) = (self.normalize_deep(s, 0), self.normalize_deep(t, 0));
            let open = |c: &Checker, t: Ty| {
                c.program.types.has_projection(t) || matches!(c.program.types.kind(t), TyKind::Unknown | TyKind::Error)
            };
            meet = meet && !open(self, s) && !open(self, t) && self.unify(s, t);
        }
        for (h, args) in [(a, &x), (b, &y)] {
            for p in h.predicates.iter() {
                meet = meet && {
                    let p = self.substitute_predicate(p, args);
                    self.may_hold(&p.trait_ref)
                };
            }
        }
        // A parameter has a size (`?Sized` is not known here).
        for t in x.into_iter().chain(y) {
            meet = meet && !matches!(self.kind(t), TyKind::Slice(_) | TyKind::Str | TyKind::Dyn(_));
        }
        self.undo(trial);
        meet
    }

    /// E0072, E0392: a type has a size, and uses its parameters.
    fn check_adt(&mut self, def: DefId, adt: &AdtDef) {
        let span = self.defs[def.0 as usize].span;
        let name = self.defs[def.0 as usize].name;
        let fields = self.adt_fields(def);
        let mut used = HashSet::new();
        fields.iter().flatten().for_each(|&t| self.mentioned(t, &mut used));
        // What a bound on a used parameter fixes is used by that (`F: FnOnce() -> T`).
        let predicates = self.lower_predicates(&adt.scope);
        for _ in 0..predicates.len() {
            for p in predicates.iter() {
                let mut needed = HashSet::new();
                p.trait_ref.args.iter().take(1).for_each(|&t| self.mentioned(t, &mut needed));
                if needed.is_subset(&used) {
                    p.bindings.iter().for_each(|&(_, t)| self.mentioned(t, &mut used));
                }
            }
        }
        for (i, p) in adt.generics.params.iter().enumerate() {
            if !p.is_const() && !used.contains(&(i as u32)) && !fields.iter().flatten().any(|&t| t == Ty::ERROR || t == Ty::UNKNOWN) {
                self.error(
                    Diagnostic::error("E0392", span, format!("type parameter `{}` is never used", p.name))
                        .at("unused type parameter")
                        .help(format!("remove it, or say what it is for with a field of type `PhantomData<{}>`", p.name)),
                );
            }
        }
        if fields.iter().flatten().any(|&t| self.holds_by_value(t, def, &mut Vec::new())) {
            self.error(
                Diagnostic::error("E0072", span, format!("recursive type `{name}` has infinite size"))
                    .at("recursive without indirection")
                    .help("put a `Box` around the field that leads back"),
            );
        }
    }

    /// E0081: two variants with one number.
    fn check_discriminants(&mut self, def: DefId, adt: &AdtDef) {
        if !adt.is_enum || adt.variants.iter().all(|v| v.discriminant.is_none()) {
            return;
        }
        let mut seen: Vec<(i128, Span)> = Vec::new();
        for (i, v) in adt.variants.iter().enumerate() {
            let Some(n) = self.discriminant(def, i) else { continue };
            match seen.iter().find(|(m, _)| *m == n) {
                Some(&(_, first)) => {
                    let error = Diagnostic::error("E0081", v.name.span, format!("discriminant value `{n}` assigned more than once"));
                    self.error(error.at("assigned again here").label(first, "first assigned here"));
                }
                None => seen.push((n, v.name.span)),
            }
        }
    }

    /// E0277, E0746: parameters and results have a size.
    fn check_sized(&mut self, def: DefId) {
        let Some(f) = self.function(def).filter(|f| f.ast.body.is_some()) else { return };
        let sig = self.signature(def);
        let unsized_type = |c: &Checker, t: Ty| matches!(c.program.types.kind(t), TyKind::Slice(_) | TyKind::Str | TyKind::Dyn(_));
        let shift = usize::from(f.ast.receiver.is_some());
        for (p, &t) in f.ast.params.iter().zip(sig.params.iter().skip(shift)) {
            if unsized_type(self, t) {
                let shown = self.type_name(t);
                self.error(
                    Diagnostic::error(
                        "E0277",
                        p.span,
                        format!("the size for values of type `{shown}` cannot be known at compilation time"),
                    )
                    .at("doesn't have a size known at compile-time")
                    .help(format!("take it by reference: `&{shown}`")),
                );
            }
        }
        if let (Some(t), Some(written)) = (sig.ret, &f.ast.ret)
            && unsized_type(self, t)
        {
            let shown = self.type_name(t);
            self.error(
                Diagnostic::error("E0746", written.span, format!("return type `{shown}` doesn't have a size known at compile-time"))
                    .help(format!("return `impl {}` or `Box<{shown}>`", shown.trim_start_matches("dyn "))),
            );
        }
    }

    /// Whether a value of one type has one of another inside itself.
    fn holds_by_value(&mut self, ty: Ty, wanted: DefId, seen: &mut Vec<DefId>) -> bool {
        match self.kind(ty) {
            TyKind::Tuple(items) => items.into_iter().any(|t| self.holds_by_value(t, wanted, seen)),
            TyKind::Array(t, _) => self.holds_by_value(t, wanted, seen),
            TyKind::Adt(def, _) if def == wanted => true,
            TyKind::Adt(def, args) => {
                if self.defs[def.0 as usize].dialect == Dialect::Std {
                    return matches!(self.adt_lang(def), Some(LangAdt::Option | LangAdt::Result))
                        && args.into_iter().any(|t| self.holds_by_value(t, wanted, seen));
                }
                if seen.contains(&def) {
                    return false;
                }
                seen.push(def);
                let Some(adt) = self.adt(def) else { return false };
                (0..adt.variants.len()).any(|v| {
                    let fields = self.fields_of(def, &args, v);
                    fields.into_iter().any(|t| self.holds_by_value(t, wanted, seen))
                })
            }
            _ => false,
        }
    }
}
