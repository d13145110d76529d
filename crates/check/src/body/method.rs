//! Method calls: which method a name means on a value.
//!
//! The receiver is dereferenced step by step; at each step methods that take it as it is come first, then those that take it by `&`, then by `&mut`;
//! inherent ones before the traits' (Rust reference, "Method-call expressions").

use super::*;
use call::Args;
use solve::DeferredKind;

/// A method found for a receiver.
struct Pick {
    def: DefId,
    source: Source,
    /// The type that is `Self`.
    self_ty: Ty,
    adjust: Adjust,
    step: usize,
}

#[derive(Clone, Copy, Debug)]
enum Source {
    Inherent(ImplId),
    Trait(DefId),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Adjust {
    ByValue,
    /// The receiver is a reference already.
    Reborrow,
    Ref,
    RefMut,
}

/// Whether the same trait method was already found on the reference itself.
fn best_is_trait(best: &Option<(u8, bool, Pick)>, def: DefId) -> bool {
    best.as_ref().is_some_and(|(_, _, p)| p.def == def && matches!(p.source, Source::Trait(_)))
}

/// The rank of a method that takes something without a size by value: any other is better.
const UNSIZED: u8 = 3;

/// Added to the rank of what the relaxed language adds to a type: what Rust gives it, and what was imported, keeps its meaning.
const RELAXED: u8 = 4;

impl Checker {
    pub(crate) fn method_call(
        &mut self,
        cx: &mut FnCx,
        receiver: &tree::Expr,
        method: &tree::PathSegment,
        args: &[tree::Argument],
        expect: Option<Ty>,
        span: Span,
    ) -> ExprId {
        let recv = self.expr(cx, receiver, None);
        let open = |c: &Checker, cx: &FnCx| c.infer.var_kind(&c.program.types, c.peel_open(cx.ty(recv))) == Some(VarKind::General);
        if open(self, cx) {
            self.solve(cx, false);
        }
        let type_args: Vec<Ty> = self.method_type_args(cx, method);
        if open(self, cx) {
            let args = args.iter().map(|a| self.expr(cx, &a.value, None)).collect();
            return self.defer(cx, DeferredKind::Method { receiver: recv, name: method.name, type_args, args }, span);
        }
        self.method_known(cx, recv, method.name, type_args, Args::Syntax(None, args), expect, span)
    }

    fn method_type_args(&mut self, cx: &FnCx, method: &tree::PathSegment) -> Vec<Ty> {
        let mut out = Vec::new();
        if let Some(written) = &method.args {
            for a in &written.args {
                out.push(match a {
                    tree::GenericArg::Type(t) => match &t.kind {
                        // A name alone may be a constant's.
                        tree::TypeKind::Path(p) if self.names_constant(cx, p) => {
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
                });
            }
        }
        out
    }

    /// Whether a path that could be a type's names a constant only.
    fn names_constant(&self, cx: &FnCx, path: &tree::Path) -> bool {
        use crate::resolve::{Namespace, Res};
        let names: Vec<Ident> = path.segments.iter().map(|s| s.name).collect();
        self.resolve_segments(&cx.scope, &names, path.global, Namespace::Types).is_err()
            && matches!(
                self.resolve_segments(&cx.scope, &names, path.global, Namespace::Values),
                Ok((Res::Def(d), n)) if n == names.len() && matches!(self.def_kind(d), DefKind::Const(_))
            )
    }

    pub(crate) fn method_call_checked(
        &mut self,
        cx: &mut FnCx,
        receiver: ExprId,
        name: Ident,
        type_args: Vec<Ty>,
        args: Vec<ExprId>,
        span: Span,
    ) -> ExprId {
        self.method_known(cx, receiver, name, type_args, Args::Checked(args), None, span)
    }

    #[allow(clippy::too_many_arguments)]
    fn method_known(
        &mut self,
        cx: &mut FnCx,
        recv: ExprId,
        name: Ident,
        type_args: Vec<Ty>,
        args: Args,
        expect: Option<Ty>,
        span: Span,
    ) -> ExprId {
        let steps = self.steps(cx, recv, span);
        for lenient in [false, true] {
            if let Some(pick) = self.pick(cx, &steps, name.name, args.len(), lenient) {
                return self.call_pick(cx, &steps, pick, type_args, args, expect, span);
            }
        }
        if let Some(&last) = steps.last()
            && matches!(self.kind(cx.ty(last)), TyKind::Unknown | TyKind::Error)
        {
            let known = matches!(self.kind(cx.ty(last)), TyKind::Unknown);
            let mut values = vec![recv];
            match args {
                Args::Syntax(_, list) => {
                    for a in list {
                        values.push(self.expr(cx, &a.value, None));
                    }
                }
                Args::Checked(list) => values.extend(list),
            }
            if known && self.parametric.is_some() && !self.is_method_name(name.name) {
                self.error(
                    Diagnostic::error("E0599", name.span, format!("no method named `{}` found for any type", name.name))
                        .at("method not found"),
                );
            }
            if known {
                return cx.push(ExprKind::Call { callee: Callee::Dynamic { method: name.name }, args: values }, Ty::UNKNOWN, span);
            }
            return cx.push(ExprKind::Error, Ty::ERROR, span);
        }
        if cx.relaxed() {
            // Law 6: a method that Result lacks is meant for what is in it.
            for &s in &steps {
                if let Some(opened) = self.open_result(cx, s, span) {
                    return self.method_known(cx, opened, name, type_args, args, expect, span);
                }
            }
        }
        let ty = self.resolve(cx.ty(recv));
        // A field that holds something callable.
        let mut error = Diagnostic::error(
            "E0599",
            name.span,
            format!("no method named `{}` found for type `{}` in the current scope", name.name, self.type_name(ty)),
        )
        .at("method not found");
        let mut names: Vec<&'static str> = Vec::new();
        for &s in &steps {
            let t = self.shallow(cx.ty(s));
            names.extend(self.assoc_names(t));
            if let TyKind::Adt(d, _) = self.kind(t)
                && let Some(adt) = self.adt(d)
                && !adt.is_enum
                && adt.variants[0].fields.iter().any(|f| f.name.name == name.name)
            {
                error = error.help(format!("to call what the field holds, write `(value.{})(…)`", name.name));
            }
        }
        if error.help.is_none()
            && let TyKind::Adt(def, args) = self.kind(self.peel_open(ty))
            && self.defs[def.0 as usize].name.as_str() == "AsyncBlock"
            && let Some(output) = args.first().copied()
            && self.assoc_names(output).into_iter().any(|known| known == name.name.as_str())
        {
            error =
                error.help(format!("this is a future, and what it gives has a method `{}`: wait for it with `.await` first", name.name));
        }
        if error.help.is_none()
            && matches!(self.kind(self.peel_open(ty)), TyKind::Placeholder(..) | TyKind::Associated(..))
            && let Some(&t) = self.method_traits.get(&name.name).and_then(|l| l.first())
        {
            let shown = self.type_name(self.peel_open(ty));
            error = error.help(format!("promise it with a bound: `{shown}: {}`", self.defs[t.0 as usize].name));
        }
        if error.help.is_none()
            && let Some(near) = crate::resolve::nearest(name.name.as_str(), names.into_iter())
        {
            error = error.help(format!("there is a method with a similar name: `{near}`"));
        }
        if error.help.is_none() && self.is_library_type(ty) {
            self.lacking.push(error.span());
        }
        if !matches!(self.kind(ty), TyKind::Error) {
            self.error(error);
        }
        if let Args::Syntax(_, list) = args {
            for a in list {
                self.expr(cx, &a.value, None);
            }
        }
        cx.push(ExprKind::Error, Ty::ERROR, span)
    }

    /// Whether a type, looked at through references, is the library's or built in.
    pub(crate) fn is_library_type(&self, ty: Ty) -> bool {
        match self.program.types.kind(self.peel_open(ty)) {
            TyKind::Adt(def, _) => self.defs[def.0 as usize].dialect == Dialect::Std,
            TyKind::Placeholder(..) | TyKind::Associated(..) | TyKind::Closure(_) | TyKind::Dyn(_) => false,
            _ => true,
        }
    }

    /// Whether there is any function of this name.
    fn is_method_name(&self, name: Symbol) -> bool {
        self.defs.iter().any(|def| def.name == name && def.sort == Sort::Function)
    }

    /// The receiver, then what each deref gives; an array ends as a slice.
    fn steps(&mut self, cx: &mut FnCx, recv: ExprId, span: Span) -> Vec<ExprId> {
        let mut steps = vec![recv];
        let mut at = recv;
        for _ in 0..16 {
            match self.deref_step(cx, at, false, span) {
                Some(next) => {
                    if matches!(self.kind(cx.ty(next)), TyKind::Infer(_)) {
                        self.solve_pending(false);
                    }
                    steps.push(next);
                    at = next;
                }
                None => break,
            }
        }
        if let TyKind::Array(t, _) = self.kind(cx.ty(at)) {
            let slice = self.program.types.intern(TyKind::Slice(t));
            steps.push(cx.push(ExprKind::Deref(at), slice, span));
        }
        steps
    }

    fn pick(&mut self, cx: &FnCx, steps: &[ExprId], name: Symbol, arguments: usize, lenient: bool) -> Option<Pick> {
        let typed = self.typed_candidates(cx, steps, name, lenient);
        for (i, &step) in steps.iter().enumerate() {
            let ty = self.shallow(cx.ty(step));
            // Methods of what a reference refers to, that take exactly this reference.
            let behind = match self.kind(ty) {
                TyKind::Ref { mutable, ty } => Some((mutable, self.shallow(ty))),
                _ => None,
            };
            let own = self.methods(cx, ty, name, lenient);
            let through = match behind {
                Some((_, inner)) => self.methods(cx, inner, name, lenient),
                None => Vec::new(),
            };
            // A parameter that stands for a reference: its own bound is meant (`T: Clone` clones the reference).
            let parameter = behind.is_some()
                && cx.args.contains(&ty)
                && !matches!(cx.body.exprs[step.0 as usize].kind, ExprKind::Local(l) if cx.concrete.contains(&l));
            let mut best: Option<(u8, bool, Pick)> = None;
            let consider = |best: &mut Option<(u8, bool, Pick)>, rank: u8, inherent: bool, pick: Pick| {
                let better = best.as_ref().is_none_or(|(r, inh, _)| rank < *r || (rank == *r && inherent && !*inh));
                if better {
                    *best = Some((rank, inherent, pick));
                }
            };
            for (def, source) in own {
                let inherent = matches!(source, Source::Inherent(_));
                let Some(f) = self.function(def) else { continue };
                let Some(r) = &f.ast.receiver else { continue };
                // `Ord::min` takes another value: `list.min()` is not meant for it.
                let takes = |f: &tree::Function| {
                    let needed = f.params.iter().filter(|param| param.default.is_none()).count();
                    (needed..=f.params.len()).contains(&arguments)
                };
                let added = match cx.relaxed() && !takes(&f.ast) {
                    true => 2 * RELAXED,
                    false => RELAXED * u8::from(self.is_relaxed_trait(source)),
                };
                let (rank, adjust) = match &r.kind {
                    // `impl<T> Into<U> for T` means no `str` and no slice: it means references to them.
                    tree::ReceiverKind::Value if !inherent && matches!(self.kind(ty), TyKind::Slice(_) | TyKind::Str) => {
                        (UNSIZED, Adjust::ByValue)
                    }
                    tree::ReceiverKind::Value => (0, Adjust::ByValue),
                    tree::ReceiverKind::Ref => (1, Adjust::Ref),
                    tree::ReceiverKind::RefMut => (2, Adjust::RefMut),
                    tree::ReceiverKind::Typed(_) => continue,
                };
                consider(&mut best, rank + added, inherent, Pick { def, source, self_ty: ty, adjust, step: i });
            }
            for (def, source) in through {
                let inherent = matches!(source, Source::Inherent(_));
                let Some(f) = self.function(def) else { continue };
                let Some(r) = &f.ast.receiver else { continue };
                let Some((mutable, inner)) = behind else { continue };
                let fits = match &r.kind {
                    tree::ReceiverKind::Ref => !mutable,
                    tree::ReceiverKind::RefMut => mutable,
                    _ => false,
                };
                if fits && parameter && best_is_trait(&best, def) {
                    continue;
                }
                if fits {
                    let rank = RELAXED * u8::from(self.is_relaxed_trait(source));
                    consider(&mut best, rank, inherent, Pick { def, source, self_ty: inner, adjust: Adjust::Reborrow, step: i });
                }
            }
            // `self: Box<Self>`, `self: &mut &Self`, `self: Pin<&mut Self>`: the methods of what is behind that take just this.
            for (def, source, self_ty) in &typed {
                let inherent = matches!(source, Source::Inherent(_));
                for (rank, adjust) in [(0, Adjust::ByValue), (1, Adjust::Ref), (2, Adjust::RefMut)] {
                    let wanted = match adjust {
                        Adjust::Ref => self.program.types.reference(false, ty),
                        Adjust::RefMut => self.program.types.reference(true, ty),
                        _ => ty,
                    };
                    if self.takes_receiver(*def, *source, *self_ty, wanted) {
                        let adjust = if adjust == Adjust::ByValue && behind.is_some() { Adjust::Reborrow } else { adjust };
                        consider(&mut best, rank, inherent, Pick { def: *def, source: *source, self_ty: *self_ty, adjust, step: i });
                        break;
                    }
                }
            }
            // What an impl for the reference itself takes by value (`impl Read for &[u8]`).
            for mutable in [false, true] {
                let found = best.as_ref().is_some_and(|(rank, ..)| rank % RELAXED != UNSIZED);
                if found || !matches!(self.kind(ty), TyKind::Slice(_) | TyKind::Str | TyKind::Adt(..) | TyKind::Tuple(_)) {
                    break;
                }
                let reference = self.program.types.reference(mutable, ty);
                for (def, source) in self.methods(cx, reference, name, lenient) {
                    let by_value = self
                        .function(def)
                        .is_some_and(|f| matches!(f.ast.receiver.as_ref().map(|r| &r.kind), Some(tree::ReceiverKind::Value)));
                    if by_value {
                        let inherent = matches!(source, Source::Inherent(_));
                        let adjust = if mutable { Adjust::RefMut } else { Adjust::Ref };
                        let rank = 1 + RELAXED * u8::from(self.is_relaxed_trait(source));
                        consider(&mut best, rank, inherent, Pick { def, source, self_ty: reference, adjust, step: i });
                    }
                }
            }
            if let Some((_, _, pick)) = best {
                return Some(pick);
            }
        }
        None
    }

    /// The methods of a name whose receiver's type is written out, of all that a receiver leads to.
    fn typed_candidates(&mut self, cx: &FnCx, steps: &[ExprId], name: Symbol, lenient: bool) -> Vec<(DefId, Source, Ty)> {
        let mut out = Vec::new();
        if !self.typed_receivers.contains(&name) {
            return out;
        }
        let mut types: Vec<Ty> = Vec::new();
        for &step in steps {
            let ty = self.shallow(cx.ty(step));
            types.push(ty);
            // `Pin<&mut Self>` leads to what is pinned, whether it derefs or not.
            if let TyKind::Adt(d, args) = self.kind(ty)
                && self.defs[d.0 as usize].name.as_str() == "Pin"
                && let Some(&pointer) = args.first()
            {
                match self.kind(pointer) {
                    TyKind::Ref { ty, .. } => types.push(self.shallow(ty)),
                    TyKind::Adt(_, inner) => types.extend(inner.first().map(|&t| self.shallow(t))),
                    _ => {}
                }
            }
        }
        for ty in types {
            for (def, source) in self.methods(cx, ty, name, lenient) {
                let typed = self
                    .function(def)
                    .is_some_and(|f| matches!(f.ast.receiver.as_ref().map(|r| &r.kind), Some(tree::ReceiverKind::Typed(_))));
                if typed && !out.iter().any(|(d, _, t)| *d == def && *t == ty) {
                    out.push((def, source, ty));
                }
            }
        }
        out
    }

    /// Whether a method of a type takes a receiver of another (`Rc<Self>`).
    fn takes_receiver(&mut self, def: DefId, source: Source, self_ty: Ty, receiver: Ty) -> bool {
        let trial = self.begin();
        let generics = match source {
            Source::Inherent(id) => self.match_inherent(id, self_ty, Span::default()),
            Source::Trait(t) => {
                let n = self.trait_params(t);
                let mut args = vec![self_ty];
                args.extend(self.fresh_args(n - 1));
                Some(args)
            }
        };
        let fits = generics.is_some_and(|mut generics| {
            let n = self.generic_count(def).saturating_sub(generics.len());
            generics.extend(self.fresh_args(n));
            let Some(&declared) = self.signature(def).params.first() else { return false };
            let declared = self.program.types.substitute(declared, &generics);
            let declared = self.normalize_deep(declared, 0);
            self.unify(declared, receiver)
        });
        self.undo(trial);
        fits
    }

    /// Whether a method is one of those that the relaxed language adds.
    fn is_relaxed_trait(&self, source: Source) -> bool {
        let Source::Trait(trait_) = source else { return false };
        let DefKind::Module(mut module) = *self.def_kind(self.defs[trait_.0 as usize].module) else { return false };
        loop {
            if Some(module) == self.relaxed_prelude {
                return true;
            }
            match self.modules[module.0 as usize].parent {
                Some(parent) => module = parent,
                None => return false,
            }
        }
    }

    /// The methods of a name that a type has as `Self`, inherent ones first.
    fn methods(&mut self, cx: &FnCx, ty: Ty, name: Symbol, lenient: bool) -> Vec<(DefId, Source)> {
        if matches!(self.infer.var_kind(&self.program.types, ty), Some(VarKind::General)) {
            return Vec::new();
        }
        if matches!(self.kind(ty), TyKind::Unknown | TyKind::Error | TyKind::Never) {
            return Vec::new();
        }
        // A parameter has the methods of its bounds, whatever the type it stands for has besides.
        if cx.args.contains(&ty) || matches!(self.kind(ty), TyKind::Associated(..)) {
            for t in self.bounds_of(ty) {
                if let Some(owner) = self.assoc_owner(t, name)
                    && let Some(TraitItem::Function(def)) = self.trait_data(owner).and_then(|d| d.items.get(&name).cloned())
                {
                    return vec![(def, Source::Trait(owner))];
                }
            }
        }
        let mut out = Vec::new();
        for id in self.inherent_candidates(ty) {
            let Some(ImplItem::Function(def)) = self.impl_def(id).items.get(&name).cloned() else { continue };
            let trial = self.begin();
            let ok = self.match_inherent(id, ty, Span::default()).is_some();
            self.undo(trial);
            if ok {
                out.push((def, Source::Inherent(id)));
            }
        }
        let mut traits: Vec<(DefId, DefId)> = Vec::new();
        for t in self.method_traits.get(&name).cloned().unwrap_or_default() {
            if !self.trait_visible(cx, t, lenient) {
                continue;
            }
            let Some(TraitItem::Function(def)) = self.trait_data(t).and_then(|d| d.items.get(&name).cloned()) else { continue };
            let n = self.trait_params(t);
            let mut args = vec![ty];
            args.extend(self.fresh_args(n - 1));
            if self.may_hold(&TraitRef { trait_: t, args }) {
                traits.push((t, def));
            }
        }
        // The program's own traits win over the library's of the same name.
        traits.sort_by_key(|(t, _)| self.defs[t.0 as usize].dialect == Dialect::Std);
        out.extend(traits.into_iter().map(|(t, def)| (def, Source::Trait(t))));
        out
    }

    /// Whether a trait's methods are in scope: the program's own traits, the prelude's, those imported. Leniently, all.
    fn trait_visible(&self, cx: &FnCx, trait_: DefId, lenient: bool) -> bool {
        if !self.trait_in_scope(cx, trait_) {
            return false;
        }
        let def = &self.defs[trait_.0 as usize];
        if lenient || def.dialect != Dialect::Std {
            return true;
        }
        let name = def.name;
        if self.lookup(cx.scope.module, name, crate::resolve::Namespace::Types) == Some(trait_) {
            return true;
        }
        let mut at = Some(cx.scope.module);
        while let Some(m) = at {
            let module = &self.modules[m.0 as usize];
            if module.types.values().any(|b| b.def == trait_) {
                return true;
            }
            at = if module.block { module.parent } else { None };
        }
        match self.relaxed_prelude {
            Some(p) if cx.relaxed() => self.modules[p.0 as usize].types.values().any(|b| b.def == trait_),
            _ => false,
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn call_pick(
        &mut self,
        cx: &mut FnCx,
        steps: &[ExprId],
        pick: Pick,
        type_args: Vec<Ty>,
        args: Args,
        expect: Option<Ty>,
        span: Span,
    ) -> ExprId {
        let place = steps[pick.step];
        let place_ty = self.shallow(cx.ty(place));
        let receiver = match pick.adjust {
            Adjust::ByValue => place,
            Adjust::Reborrow => match self.kind(place_ty) {
                TyKind::Ref { mutable: true, ty } => {
                    let inner = cx.push(ExprKind::Deref(place), ty, span);
                    cx.push(ExprKind::Borrow { mutable: true, place: inner }, place_ty, span)
                }
                _ => place,
            },
            Adjust::Ref => {
                let ty = self.program.types.reference(false, place_ty);
                cx.push(ExprKind::Borrow { mutable: false, place }, ty, span)
            }
            Adjust::RefMut => {
                self.make_place_mut(cx, place);
                let ty = self.program.types.reference(true, place_ty);
                cx.push(ExprKind::Borrow { mutable: true, place }, ty, span)
            }
        };
        if let Source::Inherent(_) = pick.source {
            self.check_method_visible(cx, pick.def, span);
        }
        if let Source::Trait(t) = pick.source
            && self.trait_lang(t) == Some("Drop")
            && cx.dialect == Dialect::Rust
        {
            self.error(
                Diagnostic::error("E0040", span, "explicit use of destructor method")
                    .at("explicit destructor calls not allowed")
                    .help("use `drop(value)`"),
            );
        }
        let mut generics = match pick.source {
            Source::Inherent(id) => match self.match_inherent(id, pick.self_ty, span) {
                Some(a) => a,
                None => return cx.push(ExprKind::Error, Ty::ERROR, span),
            },
            Source::Trait(t) => {
                let n = self.trait_params(t);
                let mut a = vec![pick.self_ty];
                a.extend(self.fresh_args(n - 1));
                let p = Predicate { trait_ref: TraitRef { trait_: t, args: a.clone() }, bindings: Vec::new() };
                self.add_predicate(&p, span);
                a
            }
        };
        let n = self.generic_count(pick.def);
        generics.extend(type_args);
        generics.truncate(n);
        while generics.len() < n {
            generics.push(self.fresh(VarKind::General));
        }
        let args = match args {
            Args::Syntax(_, list) => Args::Syntax(Some(receiver), list),
            Args::Checked(list) => {
                let mut all = vec![receiver];
                all.extend(list);
                Args::Checked(all)
            }
        };
        self.call_def(cx, pick.def, generics, args, expect, span)
    }

    /// `Type::new()` for a relaxed struct that declares none: each field its default.
    pub(crate) fn default_struct(&mut self, cx: &mut FnCx, ty: Ty, span: Span) -> Option<ExprId> {
        let TyKind::Adt(def, args) = self.kind(ty) else { return None };
        let adt = self.adt(def)?;
        if adt.is_enum || self.defs[def.0 as usize].dialect == Dialect::Std {
            return None;
        }
        let types = self.fields_of(def, &args, 0);
        let mut fields = Vec::new();
        for (i, (f, t)) in adt.variants[0].fields.iter().zip(types).enumerate() {
            let t = self.normalize(t, span);
            let value = match &f.default {
                Some(e) => self.expr_as(cx, e, t),
                None => {
                    let trait_ = self.trait_named("Default")?;
                    let TraitItem::Function(d) = self.trait_data(trait_)?.items.get(&Symbol::new("default"))?.clone() else { return None };
                    let p = Predicate { trait_ref: TraitRef { trait_, args: vec![t] }, bindings: Vec::new() };
                    self.add_predicate(&p, span);
                    self.call_def(cx, d, vec![t], Args::Checked(Vec::new()), None, span)
                }
            };
            fields.push((i as u32, value));
        }
        // It is called: `Type::new()` asks for a function.
        let value = cx.push(ExprKind::Adt { variant: 0, fields, base: None }, ty, span);
        let id = ClosureId(self.closure_sigs.len() as u32);
        self.closure_sigs.push(crate::ClosureSig { params: Vec::new(), ret: ty });
        self.program.closures.push(ClosureInfo {
            parent: cx.instance,
            params: Vec::new(),
            ret: ty,
            param_patterns: Vec::new(),
            body: value,
            captures: Vec::new(),
            moves: false,
            is_async: false,
            span,
        });
        let closure_ty = self.program.types.intern(TyKind::Closure(id));
        let e = cx.push(ExprKind::Closure(id), closure_ty, span);
        cx.closures.push((id, e));
        Some(e)
    }
}
