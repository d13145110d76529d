//! Coercions: what Rust (and law 6) change silently where a type is expected.
//!
//! Reborrowing, deref coercion, unsizing, functions to pointers, `!` to anything; in relaxed files also opening a `Result`,
//! `&str` for `String`, and boxing for `Box<dyn Trait>`. After rustc's `coercion` module.

use super::*;
use crate::traits::Callable;

/// Whether a written type holds its content elsewhere.
fn is_pointer(ty: &tree::Type) -> bool {
    match &ty.kind {
        tree::TypeKind::Ref { .. } | tree::TypeKind::Pointer { .. } => true,
        tree::TypeKind::Path(p) => p.segments.last().is_some_and(|s| matches!(s.name.name.as_str(), "Box" | "Rc" | "Arc" | "PhantomData")),
        _ => false,
    }
}

impl Checker {
    /// Fits an expression to a type; a mismatch is an error at `span`.
    pub(crate) fn coerce(&mut self, cx: &mut FnCx, e: ExprId, to: Ty, span: Span) -> ExprId {
        match self.try_coerce(cx, e, to, span) {
            Some(e) => e,
            None => {
                // An obligation may still say what the types are.
                self.solve(cx, false);
                if let Some(e) = self.try_coerce(cx, e, to, span) {
                    return e;
                }
                self.mismatch(to, cx.ty(e), span);
                cx.push(ExprKind::Error, to, span)
            }
        }
    }

    /// Fits an expression to a type, or changes nothing.
    pub(crate) fn try_coerce(&mut self, cx: &mut FnCx, e: ExprId, to: Ty, span: Span) -> Option<ExprId> {
        let from = self.shallow(cx.ty(e));
        let to = self.shallow(to);
        if from == to {
            // A `&mut` that stays in its variable is lent on, not moved.
            if let TyKind::Ref { mutable: true, ty } = self.kind(from)
                && self.is_place(cx, e)
            {
                let place = cx.push(ExprKind::Deref(e), ty, span);
                return Some(cx.push(ExprKind::Borrow { mutable: true, place }, from, span));
            }
            return Some(e);
        }
        let (fk, tk) = (self.kind(from), self.kind(to));
        match (&fk, &tk) {
            (TyKind::Never, TyKind::Infer(_)) => return Some(cx.push(ExprKind::Coerce(Coercion::NoOp, e), to, span)),
            (TyKind::Never, _) => return Some(cx.push(ExprKind::Coerce(Coercion::NoOp, e), to, span)),
            (TyKind::Ref { mutable: true, .. }, TyKind::Infer(_)) if !self.is_two_phase(cx, e) => {
                // A `&mut` handed on is reborrowed, not moved, only where a reference is expected.
                return self.try_unify(from, to).then_some(e);
            }
            (TyKind::Infer(_), _) | (_, TyKind::Infer(_)) => return self.try_unify(from, to).then_some(e),
            (TyKind::Ref { mutable: m, ty: a }, TyKind::Ref { mutable: n, ty: b }) => {
                if *n && !*m {
                    return None;
                }
                return self.coerce_reference(cx, e, *m, *a, *n, *b, to, span);
            }
            (TyKind::Ref { mutable: m, ty: a }, TyKind::Pointer { mutable: n, ty: b }) if *m || !*n => {
                if self.try_unify(*a, *b) {
                    let place = cx.push(ExprKind::Deref(e), *a, span);
                    return Some(cx.push(ExprKind::RawBorrow { mutable: *n, place }, to, span));
                }
                // `&[T; N]` to `*const [T]`, `&T` to `*const dyn Trait`: as the reference, then its address.
                let reference = self.program.types.reference(*n, *b);
                let reborrowed = self.coerce_reference(cx, e, *m, *a, *n, *b, reference, span)?;
                let place = cx.push(ExprKind::Deref(reborrowed), *b, span);
                return Some(cx.push(ExprKind::RawBorrow { mutable: *n, place }, to, span));
            }
            (TyKind::Pointer { mutable: true, ty: a }, TyKind::Pointer { mutable: false, ty: b }) => {
                if self.try_unify(*a, *b) {
                    return Some(cx.push(ExprKind::Coerce(Coercion::NoOp, e), to, span));
                }
                return self.unsize(cx, e, *a, *b, to, span);
            }
            (TyKind::Pointer { mutable: m, ty: a }, TyKind::Pointer { mutable: n, ty: b }) if m == n => {
                if self.try_unify(*a, *b) {
                    return Some(e);
                }
                return self.unsize(cx, e, *a, *b, to, span);
            }
            (TyKind::FnDef(..) | TyKind::Closure(_), TyKind::FnPointer(params, ret)) => {
                if let Callable::Yes(p, r) = self.callable(from) {
                    if p.len() != params.len() {
                        return None;
                    }
                    let trial = self.begin();
                    let ok = p.iter().zip(params).all(|(&a, &b)| self.unify(a, b)) && self.unify(r, *ret);
                    if ok {
                        self.keep(trial);
                        return Some(cx.push(ExprKind::Coerce(Coercion::FnPointer, e), to, span));
                    }
                    self.undo(trial);
                }
                return None;
            }
            // Two different functions or closures in one place meet as a function pointer.
            (TyKind::Adt(d, a), TyKind::Adt(t, b))
                if d == t && matches!(self.adt_lang(*d), Some(LangAdt::Box | LangAdt::Rc | LangAdt::Weak)) =>
            {
                if self.try_unify(from, to) {
                    return Some(e);
                }
                let (Some(&a), Some(&b)) = (a.first(), b.first()) else { return None };
                return self.unsize(cx, e, a, b, to, span);
            }
            (TyKind::Adt(d, a), TyKind::Adt(t, b)) if d == t && a.len() == 1 && self.defs[d.0 as usize].name.as_str() == "Pin" => {
                if self.try_unify(from, to) {
                    return Some(e);
                }
                let (TyKind::Adt(_, x), TyKind::Adt(_, y)) = (self.kind(a[0]), self.kind(b[0])) else { return None };
                let (Some(&x), Some(&y)) = (x.first(), y.first()) else { return None };
                return self.unsize(cx, e, x, y, to, span);
            }
            _ => {}
        }
        if self.try_unify(from, to) {
            return Some(e);
        }
        if cx.relaxed() {
            return self.coerce_relaxed(cx, e, from, to, span);
        }
        None
    }

    fn is_place(&self, cx: &FnCx, e: ExprId) -> bool {
        matches!(
            cx.body.exprs[e.0 as usize].kind,
            ExprKind::Local(_) | ExprKind::Global(_) | ExprKind::Field(..) | ExprKind::Index(..) | ExprKind::Deref(_)
        )
    }

    fn is_two_phase(&self, cx: &FnCx, e: ExprId) -> bool {
        matches!(cx.body.exprs[e.0 as usize].kind, ExprKind::Borrow { .. })
    }

    #[allow(clippy::too_many_arguments)]
    fn coerce_reference(
        &mut self,
        cx: &mut FnCx,
        e: ExprId,
        from_mut: bool,
        a: Ty,
        to_mut: bool,
        b: Ty,
        to: Ty,
        span: Span,
    ) -> Option<ExprId> {
        // What is known already may say that an array is wanted as a slice.
        if matches!(self.kind(a), TyKind::Array(..)) && self.infer.var_kind(&self.program.types, b) == Some(VarKind::General) {
            self.solve_pending(false);
        }
        if self.try_unify(a, b) {
            if !from_mut {
                return Some(e);
            }
            if matches!(cx.body.exprs[e.0 as usize].kind, ExprKind::Borrow { mutable: true, .. }) && to_mut {
                return Some(e);
            }
            let place = cx.push(ExprKind::Deref(e), a, span);
            return Some(cx.push(ExprKind::Borrow { mutable: to_mut, place }, to, span));
        }
        // What is unsized is lent on, as above.
        let lent = if from_mut && self.is_place(cx, e) {
            let place = cx.push(ExprKind::Deref(e), a, span);
            let ty = self.program.types.reference(to_mut, a);
            cx.push(ExprKind::Borrow { mutable: to_mut, place }, ty, span)
        } else {
            e
        };
        if let Some(e) = self.unsize(cx, lent, a, b, to, span) {
            return Some(e);
        }
        // Deref coercion.
        let mut place = cx.push(ExprKind::Deref(e), a, span);
        for _ in 0..16 {
            let next = self.deref_step(cx, place, to_mut, span)?;
            place = next;
            let t = cx.ty(place);
            if self.try_unify(t, b) {
                return Some(cx.push(ExprKind::Borrow { mutable: to_mut, place }, to, span));
            }
            if let (TyKind::Array(x, _), TyKind::Slice(y)) = (self.kind(t), self.kind(b))
                && self.try_unify(x, y)
            {
                return Some(cx.push(ExprKind::Borrow { mutable: to_mut, place }, to, span));
            }
            if matches!(self.kind(b), TyKind::Dyn(_)) {
                let inner = self.program.types.reference(to_mut, t);
                let borrowed = cx.push(ExprKind::Borrow { mutable: to_mut, place }, inner, span);
                if let Some(e) = self.unsize(cx, borrowed, t, b, to, span) {
                    return Some(e);
                }
            }
        }
        None
    }

    /// `[T; N]` to `[T]`, `T` to `dyn Trait`, behind whatever pointer `e` is.
    fn unsize(&mut self, cx: &mut FnCx, e: ExprId, a: Ty, b: Ty, to: Ty, span: Span) -> Option<ExprId> {
        match (self.kind(a), self.kind(b)) {
            (TyKind::Array(x, _), TyKind::Slice(y)) => self.try_unify(x, y).then(|| cx.push(ExprKind::Coerce(Coercion::NoOp, e), to, span)),
            (TyKind::Adt(d, args), TyKind::Slice(y)) if self.adt_lang(d) == Some(LangAdt::Vec) && cx.relaxed() => {
                self.try_unify(args[0], y).then(|| cx.push(ExprKind::Coerce(Coercion::NoOp, e), to, span))
            }
            (TyKind::Infer(_), TyKind::Dyn(_)) if self.infer.var_kind(&self.program.types, a) == Some(VarKind::General) => None,
            // `RefCell<T>` to `RefCell<dyn Trait>`: a struct whose last field is the one that loses its size.
            (TyKind::Adt(d, x), TyKind::Adt(t, y)) if d == t && !x.is_empty() => {
                let (last_x, last_y) = (x[x.len() - 1], y[y.len() - 1]);
                if !self.is_unsized(last_y) || !x[..x.len() - 1].iter().zip(&y[..y.len() - 1]).all(|(&a, &b)| self.try_unify(a, b)) {
                    return None;
                }
                self.unsize(cx, e, last_x, last_y, to, span)?;
                Some(cx.push(ExprKind::Coerce(Coercion::NoOp, e), to, span))
            }
            (TyKind::Dyn(x), TyKind::Dyn(y)) => {
                // Upcasting to a supertrait.
                let (x, y) = (x.first()?.clone(), y.first()?.clone());
                let mut args = vec![a];
                args.extend(&x.args);
                self.super_ref(&TraitRef { trait_: x.trait_, args }, y.trait_)?;
                Some(cx.push(ExprKind::Coerce(Coercion::NoOp, e), to, span))
            }
            (_, TyKind::Dyn(bounds)) => {
                for bound in &bounds {
                    let mut args = vec![a];
                    args.extend(&bound.args);
                    let goal = TraitRef { trait_: bound.trait_, args };
                    if !self.may_hold(&goal) {
                        return None;
                    }
                    let bindings = bound.bindings.clone();
                    self.add_predicate(&Predicate { trait_ref: goal, bindings }, span);
                }
                cx.vtables.push((a, b));
                Some(cx.push(ExprKind::Coerce(Coercion::Unsize { from: a }, e), to, span))
            }
            _ => None,
        }
    }

    /// Whether values of a type have a size of their own only at run time: slices, texts, trait objects, structs that end in one.
    pub(crate) fn is_unsized(&self, ty: Ty) -> bool {
        match self.program.types.kind(self.shallow(ty)) {
            TyKind::Str | TyKind::Slice(_) | TyKind::Dyn(_) => true,
            TyKind::Adt(d, args) => match self.adt(*d) {
                // A library type (`Box`, `Vec`) holds its content elsewhere.
                Some(adt) if self.defs[d.0 as usize].dialect != Dialect::Std && !adt.is_enum => {
                    args.last().is_some_and(|&t| self.is_unsized(t)) && adt.variants[0].fields.last().is_some_and(|f| !is_pointer(&f.ty))
                }
                _ => {
                    matches!(self.defs[d.0 as usize].name.as_str(), "Cell" | "RefCell" | "UnsafeCell" | "Mutex" | "RwLock" | "ManuallyDrop")
                        && args.last().is_some_and(|&t| self.is_unsized(t))
                }
            },
            _ => false,
        }
    }

    /// The relaxed language's own: a `Result` opens, `&str` becomes a `String`, a value is borrowed where a reference is wanted.
    fn coerce_relaxed(&mut self, cx: &mut FnCx, e: ExprId, from: Ty, to: Ty, span: Span) -> Option<ExprId> {
        let string = self.is_lang(to, LangAdt::String).is_some();
        if let TyKind::Ref { ty, .. } = self.kind(from)
            && string
            && self.shallow(ty) == Ty::STR
        {
            return Some(cx.push(ExprKind::Coerce(Coercion::NoOp, e), to, span));
        }
        if self.is_lang(from, LangAdt::Result).is_some() && self.is_lang(to, LangAdt::Result).is_none() {
            let opened = self.open_result(cx, e, span)?;
            return self.try_coerce(cx, opened, to, span);
        }
        if let (Some(a), Some(b)) = (self.is_lang(from, LangAdt::Vec), self.is_lang(to, LangAdt::Vec))
            && let Some(item) = self.is_lang(a[0], LangAdt::Result)
            && self.try_unify(item[0], b[0])
        {
            return Some(cx.push(ExprKind::Coerce(Coercion::OpenResults, e), to, span));
        }
        if let Some(inner) = self.is_lang(to, LangAdt::Box)
            && let wanted = self.shallow(inner[0])
            && matches!(self.kind(wanted), TyKind::Dyn(_))
            && self.is_lang(from, LangAdt::Box).is_none()
        {
            return self.unsize(cx, e, from, wanted, to, span);
        }
        match (self.kind(from), self.kind(to)) {
            (TyKind::Int(_), TyKind::Int(_)) => {
                let converted = self.std_call(cx, &["std", "relaxed", "host"], "__convert", vec![e], span);
                let got = cx.ty(converted);
                return self.try_unify(got, to).then_some(converted);
            }
            (TyKind::Int(_) | TyKind::Float(_), TyKind::Float(_)) => return Some(cx.push(ExprKind::Cast(e), to, span)),
            _ => {}
        }
        if let TyKind::Ref { mutable, .. } = self.kind(to)
            && !matches!(self.kind(from), TyKind::Ref { .. })
        {
            let reference = self.program.types.reference(mutable, from);
            let borrowed = cx.push(ExprKind::Borrow { mutable, place: e }, reference, span);
            return self.try_coerce(cx, borrowed, to, span);
        }
        if let TyKind::Ref { mutable: false, ty } = self.kind(from)
            && self.is_copy(ty)
            && self.try_unify(ty, to)
        {
            return Some(cx.push(ExprKind::Deref(e), ty, span));
        }
        None
    }

    /// Law 6: the value of a `Result`.
    pub(crate) fn open_result(&mut self, cx: &mut FnCx, e: ExprId, span: Span) -> Option<ExprId> {
        let ty = cx.ty(e);
        if let Some(args) = self.is_lang(ty, LangAdt::Result) {
            return Some(cx.push(ExprKind::Coerce(Coercion::OpenResult, e), args[0], span));
        }
        None
    }

    /// One step of dereferencing: the place behind a value of a type that derefs.
    pub(crate) fn deref_step(&mut self, cx: &mut FnCx, e: ExprId, mutable: bool, span: Span) -> Option<ExprId> {
        let ty = self.shallow(cx.ty(e));
        match self.kind(ty) {
            TyKind::Ref { ty, .. } => Some(cx.push(ExprKind::Deref(e), ty, span)),
            TyKind::Adt(def, args) => match self.adt_lang(def) {
                Some(LangAdt::Box | LangAdt::Rc) => Some(cx.push(ExprKind::Deref(e), args[0], span)),
                Some(LangAdt::Vec) => {
                    let t = self.program.types.intern(TyKind::Slice(args[0]));
                    Some(cx.push(ExprKind::Deref(e), t, span))
                }
                Some(LangAdt::String) => Some(cx.push(ExprKind::Deref(e), Ty::STR, span)),
                _ => {
                    let adt = self.adt(def)?;
                    if let Some(field) = adt.deref_field {
                        let fields = self.fields_of(def, &args, 0);
                        let ft = self.normalize(fields[field as usize], span);
                        let place = cx.push(ExprKind::Field(e, field), ft, span);
                        return self.deref_step(cx, place, mutable, span);
                    }
                    self.overloaded_deref(cx, e, ty, mutable, span)
                }
            },
            TyKind::Placeholder(..) | TyKind::Associated(..) => self.overloaded_deref(cx, e, ty, mutable, span),
            _ => None,
        }
    }

    fn overloaded_deref(&mut self, cx: &mut FnCx, e: ExprId, ty: Ty, mutable: bool, span: Span) -> Option<ExprId> {
        let deref = self.trait_named("Deref")?;
        let goal = TraitRef { trait_: deref, args: vec![ty] };
        if !self.may_hold(&goal) {
            return None;
        }
        let target = self.projection_on(goal.clone(), Symbol::new("Target"))?;
        let target = self.normalize(target, span);
        let by_mut = mutable && self.trait_named("DerefMut").is_some_and(|t| self.may_hold(&TraitRef { trait_: t, args: vec![ty] }));
        let (trait_, method) = if by_mut { (self.trait_named("DerefMut")?, "deref_mut") } else { (deref, "deref") };
        let TraitItem::Function(def) = self.trait_data(trait_)?.items.get(&Symbol::new(method))?.clone() else { return None };
        let callee = cx.callee(def, vec![ty]);
        let self_ref = self.program.types.reference(by_mut, ty);
        let arg = cx.push(ExprKind::Borrow { mutable: by_mut, place: e }, self_ref, span);
        let ret = self.program.types.reference(by_mut, target);
        let call = cx.push(ExprKind::Call { callee: Callee::Instance(callee), args: vec![arg] }, ret, span);
        Some(cx.push(ExprKind::Deref(call), target, span))
    }

    /// A union's field that is changed: what the union holds becomes a value of the field's type, in its place.
    fn change_union(&mut self, cx: &mut FnCx, e: ExprId, held: ExprId) {
        let span = cx.span_of(e);
        self.make_place_mut(cx, held);
        let held_ref = self.program.types.reference(true, cx.ty(held));
        let borrowed = cx.push(ExprKind::Borrow { mutable: true, place: held }, held_ref, span);
        let field = self.std_call(cx, &["std", "mem"], "__union_mut", vec![borrowed], span);
        let field_ref = self.program.types.reference(true, cx.ty(e));
        let found = cx.ty(field);
        self.unify(found, field_ref);
        cx.body.exprs[e.0 as usize].kind = ExprKind::Deref(field);
    }

    fn reads_union(&self, cx: &FnCx, callee: InstanceId) -> bool {
        cx.callees.get(callee.0 as usize).is_some_and(|c| self.defs[c.def.0 as usize].name.as_str() == "__union_read")
    }

    /// Turns the overloaded derefs and indexes along a place to their `_mut` forms: the place turned out to be changed.
    pub(crate) fn make_place_mut(&mut self, cx: &mut FnCx, e: ExprId) {
        let span = cx.span_of(e);
        match cx.body.exprs[e.0 as usize].kind.clone() {
            ExprKind::Call { callee: Callee::Instance(id), args } => {
                if let ([held], true) = (&args[..], self.reads_union(cx, id)) {
                    self.change_union(cx, e, *held);
                }
            }
            ExprKind::Field(base, _) | ExprKind::Index(base, _) | ExprKind::Coerce(_, base) => self.make_place_mut(cx, base),
            ExprKind::Deref(inner) => match cx.body.exprs[inner.0 as usize].kind.clone() {
                ExprKind::Call { callee: Callee::Instance(id), .. } if self.reads_union(cx, id) => self.make_place_mut(cx, inner),
                ExprKind::Call { callee: Callee::Instance(id), args } => {
                    let Some(c) = cx.callees.get(id.0 as usize).cloned() else { return };
                    let Some((trait_, _)) = self.trait_method(c.def) else { return };
                    let (mut_trait, mut_name) = match self.trait_lang(trait_).or(Some(self.defs[trait_.0 as usize].name.as_str())) {
                        Some("Deref") => ("DerefMut", "deref_mut"),
                        Some("Index") => ("IndexMut", "index_mut"),
                        _ => return,
                    };
                    let ExprKind::Borrow { mutable: false, place } = cx.body.exprs[args[0].0 as usize].kind else { return };
                    let Some(t) = self.trait_named(mut_trait) else { return };
                    let goal = TraitRef { trait_: t, args: c.args.clone() };
                    if !self.may_hold(&goal) {
                        return;
                    }
                    let Some(TraitItem::Function(def)) = self.trait_data(t).and_then(|d| d.items.get(&Symbol::new(mut_name)).cloned())
                    else {
                        return;
                    };
                    cx.callees[id.0 as usize] = CalleeRef { def, args: c.args };
                    let place_ty = cx.ty(place);
                    let mut_ref = self.program.types.reference(true, place_ty);
                    cx.body.exprs[args[0].0 as usize] = Expr { kind: ExprKind::Borrow { mutable: true, place }, ty: mut_ref, span };
                    let target = cx.ty(e);
                    cx.body.exprs[inner.0 as usize].ty = self.program.types.reference(true, target);
                    self.make_place_mut(cx, place);
                }
                // Through a reference held in a place: that place is not changed itself, but through Box it is.
                ExprKind::Local(_) | ExprKind::Global(_) => {}
                _ => self.make_place_mut(cx, inner),
            },
            _ => {}
        }
    }

    /// Two different functions or closures of one signature meet as a function pointer.
    pub(crate) fn meet_as_pointer(&mut self, a: Ty, b: Ty) -> Option<Ty> {
        let function = |c: &Checker, t: Ty| matches!(c.program.types.kind(c.shallow(t)), TyKind::FnDef(..) | TyKind::Closure(_));
        if self.shallow(a) == self.shallow(b) || !function(self, a) || !function(self, b) {
            return None;
        }
        let (Callable::Yes(p, r), Callable::Yes(q, s)) = (self.callable(a), self.callable(b)) else { return None };
        if p.len() != q.len() {
            return None;
        }
        let trial = self.begin();
        if p.iter().zip(&q).all(|(&x, &y)| self.unify(x, y)) && self.unify(r, s) {
            self.keep(trial);
            return Some(self.program.types.intern(TyKind::FnPointer(p, r)));
        }
        self.undo(trial);
        None
    }

    /// A type that all branches can have: the new one is fitted to the `earlier` ones, or they to it, or all meet in a function
    /// pointer. `message` is for types that do not meet.
    #[allow(clippy::too_many_arguments)]
    pub(crate) fn merge(
        &mut self,
        cx: &mut FnCx,
        result: &mut Option<Ty>,
        earlier: &mut [&mut ExprId],
        e: ExprId,
        expect: Option<Ty>,
        span: Span,
        message: &str,
    ) -> ExprId {
        let ty = self.shallow(cx.ty(e));
        if let Some(target) = *result
            && let Some(pointer) = self.meet_as_pointer(target, ty)
        {
            *result = Some(pointer);
            for e in earlier {
                let at = cx.span_of(**e);
                **e = self.coerce(cx, **e, pointer, at);
            }
            return self.coerce(cx, e, pointer, span);
        }
        let Some(target) = *result else {
            if ty == Ty::NEVER {
                return e;
            }
            if let Some(want) = expect
                && !matches!(self.kind(want), TyKind::Infer(_))
                && let Some(e) = self.try_coerce(cx, e, want, span)
            {
                *result = Some(want);
                return e;
            }
            *result = Some(ty);
            return e;
        };
        if let Some(done) = self.try_coerce(cx, e, target, span) {
            return done;
        }
        self.solve(cx, false);
        if let Some(done) = self.try_coerce(cx, e, target, span) {
            return done;
        }
        let refitted: Option<Vec<ExprId>> = earlier
            .iter()
            .map(|e| {
                let at = cx.span_of(**e);
                if self.shallow(cx.ty(**e)) == Ty::NEVER { Some(**e) } else { self.try_coerce(cx, **e, ty, at) }
            })
            .collect();
        if let Some(refitted) = refitted.filter(|list| !list.is_empty()) {
            for (e, new) in earlier.iter_mut().zip(refitted) {
                **e = new;
            }
            *result = Some(ty);
            return e;
        }
        let (wanted, found) = (self.resolve(target), self.resolve(ty));
        if wanted != Ty::ERROR && found != Ty::ERROR {
            let error = Diagnostic::error("E0308", span, message).at(format!(
                "expected `{}`, found `{}`",
                self.type_name(wanted),
                self.type_name(found)
            ));
            self.error(error);
        }
        e
    }
}
