//! The `?` operator: the value, or an early return of what says that there is none, its error converted by `From`.
//!
//! As Rust's `Try` and `FromResidual` are implemented: of a `Result` in a function that gives a `Result`, a `Poll` of one or a `Poll<Option<_>>` of one;
//! of `Poll<Result<_>>` and `Poll<Option<Result<_>>>` in the same; of an `Option` where an `Option` is given; of a `ControlFlow`.

use super::*;

/// What stands around a `Result`, from outside inwards: the type, and the variant that goes on.
type Layers = Vec<(Ty, u32)>;

impl Checker {
    /// `e?`, the operand's type being known.
    pub(crate) fn try_checked(&mut self, cx: &mut FnCx, operand: ExprId, ret: Ty, span: Span) -> ExprId {
        let ty = self.shallow(cx.ty(operand));
        if let Some(args) = self.is_lang(ty, LangAdt::Option) {
            return self.try_option(cx, operand, args[0], ret, span);
        }
        if let TyKind::Adt(d, args) = self.kind(ty)
            && self.defs[d.0 as usize].name.as_str() == "ControlFlow"
            && args.len() == 2
        {
            return self.try_control_flow(cx, operand, ty, &args, ret, span);
        }
        let (layers, inner) = self.layers(ty);
        if let Some(args) = self.is_lang(inner, LangAdt::Result) {
            return self.try_result(cx, operand, &layers, (args[0], args[1]), ret, span);
        }
        if cx.relaxed() || matches!(self.kind(ty), TyKind::Error | TyKind::Unknown) {
            return operand;
        }
        let shown = self.resolve(ty);
        self.error(
            Diagnostic::error("E0277", span, "the `?` operator can only be applied to values that implement `Try`")
                .at(format!("the `?` operator cannot be applied to type `{}`", self.type_name(shown))),
        );
        cx.push(ExprKind::Error, Ty::ERROR, span)
    }

    /// The `Poll`, and the `Option` in it, that a type consists of, and what these are around.
    fn layers(&self, ty: Ty) -> (Layers, Ty) {
        let (mut layers, mut inner) = (Layers::new(), self.shallow(ty));
        if let TyKind::Adt(d, args) = self.kind(inner)
            && self.defs[d.0 as usize].name.as_str() == "Poll"
            && self.defs[d.0 as usize].dialect == Dialect::Std
        {
            layers.push((inner, self.variant_named(d, "Ready")));
            inner = self.shallow(args[0]);
            if let Some(args) = self.is_lang(inner, LangAdt::Option) {
                layers.push((inner, self.option_indexes().0));
                inner = self.shallow(args[0]);
            }
        }
        (layers, inner)
    }

    fn variant_named(&self, adt: DefId, name: &str) -> u32 {
        match self.enum_variants.get(&(adt, Symbol::new(name))).map(|&v| self.def_kind(v).clone()) {
            Some(DefKind::Variant(_, index)) => index,
            _ => 0,
        }
    }

    /// A value of the innermost type, within the layers.
    fn wrapped(&mut self, cx: &mut FnCx, layers: &Layers, value: ExprId, span: Span) -> ExprId {
        layers
            .iter()
            .rev()
            .fold(value, |value, &(ty, variant)| cx.push(ExprKind::Adt { variant, fields: vec![(0, value)], base: None }, ty, span))
    }

    /// A `Result`, perhaps within layers.
    fn try_result(&mut self, cx: &mut FnCx, operand: ExprId, layers: &Layers, (ok, err): (Ty, Ty), ret: Ty, span: Span) -> ExprId {
        if layers.is_empty() && cx.frame().ret == ret && matches!(self.kind(ret), TyKind::Infer(_)) && cx.frame().tries.is_some() {
            let node = cx.push(ExprKind::Coerce(Coercion::OpenResult, operand), ok, span);
            if let Some(tries) = &mut cx.frame().tries {
                tries.push((node, operand, span));
            }
            return node;
        }
        let (around, inner) = self.layers(ret);
        let target = self.fresh(VarKind::General);
        let value = self.fresh(VarKind::General);
        let result = self.lang_ty("Result", vec![value, target]);
        if !self.try_unify(inner, result) {
            // A relaxed script's own statements: an error ends the script.
            if cx.relaxed() && layers.is_empty() {
                return cx.push(ExprKind::Coerce(Coercion::OpenResult, operand), ok, span);
            }
            let shown = self.resolve(ret);
            if !matches!(self.kind(shown), TyKind::Error) {
                self.error(
                    Diagnostic::error("E0277", span, "the `?` operator can only be used in a function that returns `Result` or `Option`")
                        .at(format!("this function returns `{}`", self.type_name(shown))),
                );
            }
            return cx.push(ExprKind::Error, ok, span);
        }
        let (err_shallow, target_shallow) = (self.shallow(err), self.shallow(target));
        let e = cx.local(Symbol::new("error"), err, false, span);
        let v = cx.local(Symbol::new("value"), ok, false, span);
        let read = cx.push(ExprKind::Local(e), err, span);
        let converted = if err_shallow == target_shallow { read } else { self.convert_error(cx, read, err, target, span) };
        let given = if around.is_empty() { ret } else { inner };
        let err_value = cx.push(ExprKind::Adt { variant: 1, fields: vec![(0, converted)], base: None }, given, span);
        let err_value = self.wrapped(cx, &around, err_value, span);
        let failed = cx.push(ExprKind::Return(Some(err_value)), Ty::NEVER, span);
        let read_v = cx.push(ExprKind::Local(v), ok, span);

        // What the whole gives: the layers around the value.
        let kept: Layers = self.kept_layers(layers, ok);
        let gives = kept.first().map_or(ok, |layer| layer.0);
        let good = self.wrapped(cx, &kept, read_v, span);
        let mut arms = Vec::new();
        for (local, ty, variant, body) in [(v, ok, 0, good), (e, err, 1, failed)] {
            let bound = cx.push_pat(PatKind::Bind { local, mode: BindMode::Move, sub: None }, ty, span);
            let of_result = layers.last().map_or(cx.ty(operand), |layer| self.only_argument(layer.0));
            let mut pattern = cx.push_pat(PatKind::Fields { variant: Some(variant), fields: vec![(0, bound)] }, of_result, span);
            for &(ty, variant) in layers.iter().rev() {
                pattern = cx.push_pat(PatKind::Fields { variant: Some(variant), fields: vec![(0, pattern)] }, ty, span);
            }
            arms.push(Arm { pattern, guard: None, body });
        }
        // Pending, and a stream's end, are what they were.
        for depth in 0..layers.len() {
            let (ty, goes_on) = layers[depth];
            let other = 1 - goes_on;
            let mut pattern = cx.push_pat(PatKind::Fields { variant: Some(other), fields: Vec::new() }, ty, span);
            for &(ty, variant) in layers[..depth].iter().rev() {
                pattern = cx.push_pat(PatKind::Fields { variant: Some(variant), fields: vec![(0, pattern)] }, ty, span);
            }
            let same = cx.push(ExprKind::Adt { variant: other, fields: Vec::new(), base: None }, kept[depth].0, span);
            let body = self.wrapped(cx, &kept[..depth].to_vec(), same, span);
            arms.push(Arm { pattern, guard: None, body });
        }
        cx.push(ExprKind::Match { scrutinee: operand, arms }, gives, span)
    }

    /// The layers with another type inside.
    fn kept_layers(&mut self, layers: &Layers, inside: Ty) -> Layers {
        let mut kept = Layers::new();
        let mut inner = inside;
        for &(ty, variant) in layers.iter().rev() {
            if let TyKind::Adt(d, _) = self.kind(ty) {
                inner = self.program.types.intern(TyKind::Adt(d, vec![inner]));
            }
            kept.insert(0, (inner, variant));
        }
        kept
    }

    fn only_argument(&self, ty: Ty) -> Ty {
        match self.kind(ty) {
            TyKind::Adt(_, args) => self.shallow(args[0]),
            _ => ty,
        }
    }

    fn try_option(&mut self, cx: &mut FnCx, operand: ExprId, some: Ty, ret: Ty, span: Span) -> ExprId {
        let ty = self.shallow(cx.ty(operand));
        let value = self.fresh(VarKind::General);
        let result = self.lang_ty("Option", vec![value]);
        if !self.try_unify(ret, result) {
            if cx.relaxed() {
                return self.std_method(cx, operand, "unwrap", span);
            }
            let shown = self.resolve(ret);
            self.error(
                Diagnostic::error("E0277", span, "the `?` operator on an `Option` can only be used in a function that returns `Option`")
                    .at(format!("this function returns `{}`", self.type_name(shown))),
            );
            return cx.push(ExprKind::Error, some, span);
        }
        let v = cx.local(Symbol::new("value"), some, false, span);
        let none = cx.push(ExprKind::Adt { variant: 0, fields: Vec::new(), base: None }, ret, span);
        let none = self.option_variant(cx, none, false);
        let ret_expr = cx.push(ExprKind::Return(Some(none)), Ty::NEVER, span);
        let pv = cx.push_pat(PatKind::Bind { local: v, mode: BindMode::Move, sub: None }, some, span);
        let (some_index, none_index) = self.option_indexes();
        let p_some = cx.push_pat(PatKind::Fields { variant: Some(some_index), fields: vec![(0, pv)] }, ty, span);
        let p_none = cx.push_pat(PatKind::Fields { variant: Some(none_index), fields: Vec::new() }, ty, span);
        let read_v = cx.push(ExprKind::Local(v), some, span);
        let arms = vec![Arm { pattern: p_some, guard: None, body: read_v }, Arm { pattern: p_none, guard: None, body: ret_expr }];
        cx.push(ExprKind::Match { scrutinee: operand, arms }, some, span)
    }

    fn try_control_flow(&mut self, cx: &mut FnCx, operand: ExprId, ty: Ty, args: &[Ty], ret: Ty, span: Span) -> ExprId {
        let (brk, cont) = (args[0], args[1]);
        let TyKind::Adt(d, _) = self.kind(ty) else { return operand };
        let inner = self.fresh(VarKind::General);
        let result = self.program.types.intern(TyKind::Adt(d, vec![brk, inner]));
        if !self.try_unify(ret, result) {
            self.mismatch(ret, result, span);
        }
        let (ci, bi) = (self.variant_named(d, "Continue"), self.variant_named(d, "Break"));
        let v = cx.local(Symbol::new("value"), cont, false, span);
        let b = cx.local(Symbol::new("broken"), brk, false, span);
        let pv = cx.push_pat(PatKind::Bind { local: v, mode: BindMode::Move, sub: None }, cont, span);
        let pb = cx.push_pat(PatKind::Bind { local: b, mode: BindMode::Move, sub: None }, brk, span);
        let p_cont = cx.push_pat(PatKind::Fields { variant: Some(ci), fields: vec![(0, pv)] }, ty, span);
        let p_break = cx.push_pat(PatKind::Fields { variant: Some(bi), fields: vec![(0, pb)] }, ty, span);
        let read_v = cx.push(ExprKind::Local(v), cont, span);
        let read_b = cx.push(ExprKind::Local(b), brk, span);
        let broken = cx.push(ExprKind::Adt { variant: bi, fields: vec![(0, read_b)], base: None }, ret, span);
        let ret_expr = cx.push(ExprKind::Return(Some(broken)), Ty::NEVER, span);
        let arms = vec![Arm { pattern: p_cont, guard: None, body: read_v }, Arm { pattern: p_break, guard: None, body: ret_expr }];
        cx.push(ExprKind::Match { scrutinee: operand, arms }, cont, span)
    }

    fn convert_error(&mut self, cx: &mut FnCx, e: ExprId, from: Ty, to: Ty, span: Span) -> ExprId {
        let Some(trait_) = self.trait_named("From") else { return e };
        let Some(TraitItem::Function(def)) = self.trait_data(trait_).and_then(|d| d.items.get(&Symbol::new("from")).cloned()) else {
            return e;
        };
        let goal = TraitRef { trait_, args: vec![to, from] };
        let (closed_from, closed_to) = (self.resolve(from), self.resolve(to));
        if !self.program.types.has_infer(closed_from) && !self.program.types.has_infer(closed_to) && !self.may_hold(&goal) {
            self.error(
                Diagnostic::error("E0277", span, format!("`?` couldn't convert the error to `{}`", self.type_name(closed_to))).at(format!(
                    "the trait `From<{}>` is not implemented for `{}`",
                    self.type_name(closed_from),
                    self.type_name(closed_to)
                )),
            );
            return cx.push(ExprKind::Error, to, span);
        }
        let p = Predicate { trait_ref: goal, bindings: Vec::new() };
        self.add_predicate(&p, span);
        self.converted.push((to, from));
        let callee = cx.callee(def, vec![to, from]);
        cx.push(ExprKind::Call { callee: Callee::Instance(callee), args: vec![e] }, to, span)
    }
}
