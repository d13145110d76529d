//! Control flow: blocks, conditions, loops, `match`, `.await`.

use super::*;
use tree::BlockKind;

impl Checker {
    /// A boolean condition; bindings of `let` in it stay in the innermost scope, which the caller opens and closes.
    pub(crate) fn condition(&mut self, cx: &mut FnCx, e: &tree::Expr) -> ExprId {
        match &e.kind {
            tree::ExprKind::Paren(inner) => self.condition(cx, inner),
            _ => {
                let c = self.expr(cx, e, Some(Ty::BOOL));
                self.coerce(cx, c, Ty::BOOL, e.span)
            }
        }
    }

    pub(crate) fn let_condition(&mut self, cx: &mut FnCx, pattern: &tree::Pattern, e: &tree::Expr, span: Span) -> ExprId {
        let value = self.expr(cx, e, None);
        let value = self.open_for_pattern(cx, value, pattern);
        let ty = cx.ty(value);
        let pat = self.pattern(cx, pattern, ty);
        self.mark_pattern_place(cx, value, pat);
        cx.push(ExprKind::Let { pattern: pat, expr: value }, Ty::BOOL, span)
    }

    pub(crate) fn block_expr(
        &mut self,
        cx: &mut FnCx,
        kind: BlockKind,
        label: Option<Ident>,
        block: &tree::Block,
        expect: Option<Ty>,
        span: Span,
    ) -> ExprId {
        match kind {
            BlockKind::Unsafe if label.is_none() => {
                cx.unsafety += 1;
                let e = self.block(cx, block, expect);
                cx.unsafety -= 1;
                e
            }
            BlockKind::Plain | BlockKind::Unsafe | BlockKind::Const => {
                let Some(label) = label else { return self.block(cx, block, expect) };
                let id = cx.loop_id();
                let result = match expect {
                    Some(t) => t,
                    None => self.fresh(VarKind::General),
                };
                let result = if matches!(self.kind(result), TyKind::Infer(_)) { self.fresh(VarKind::General) } else { result };
                let scopes = cx.names.open();
                cx.frame().loops.push(LoopCx {
                    label: Some(label.variable()),
                    scopes,
                    id,
                    result: Some(result),
                    breaks: false,
                    block: true,
                });
                let before = cx.diverges;
                let body = self.block(cx, block, Some(result));
                let body = if self.shallow(cx.ty(body)) == Ty::NEVER { body } else { self.coerce(cx, body, result, span) };
                let done = cx.frame().loops.pop();
                let never = self.shallow(cx.ty(body)) == Ty::NEVER && !done.is_some_and(|d| d.breaks);
                cx.diverges = before || never;
                let ty = if never { Ty::NEVER } else { result };
                cx.push(ExprKind::Labelled { label: id, body }, ty, span)
            }
            BlockKind::Async { moves } => self.async_block(cx, block, moves, span),
            BlockKind::Spawn { .. } => self.spawn_block(cx, block, span),
            // What not to write: read, never run. It must not decide the types of what it mentions.
            BlockKind::InsteadOf => cx.unit(span),
        }
    }

    pub(crate) fn if_expr(
        &mut self,
        cx: &mut FnCx,
        condition: &tree::Expr,
        then: &tree::Block,
        otherwise: Option<&tree::Expr>,
        expect: Option<Ty>,
        span: Span,
    ) -> ExprId {
        cx.names.enter();
        let cond = self.condition(cx, condition);
        // What the checker itself decides (library intrinsics) leaves one branch only.
        let folded = match cx.body.exprs[cond.0 as usize].kind {
            ExprKind::Literal(Constant::Bool(b)) if cx.dialect == Dialect::Std => Some(b),
            _ => None,
        };
        if folded == Some(false) {
            cx.names.leave();
            return match otherwise {
                Some(e) => self.expr(cx, e, expect),
                None => cx.unit(span),
            };
        }
        let before = cx.diverges;
        let mut result = None;
        let want = expect.filter(|_| otherwise.is_some());
        let a = self.block(cx, then, want);
        cx.names.leave();
        if folded == Some(true) {
            return a;
        }
        let then_diverges = cx.diverges;
        cx.diverges = before;
        let Some(e) = otherwise else {
            cx.diverges = before;
            let ty = self.shallow(cx.ty(a));
            let a = if ty != Ty::UNIT && ty != Ty::NEVER {
                if cx.relaxed() || then.tail.is_none() {
                    cx.push(ExprKind::Block { statements: vec![Stmt::Expr(a)], tail: None }, Ty::UNIT, span)
                } else if self.try_unify(ty, Ty::UNIT) {
                    a
                } else {
                    self.error(
                        Diagnostic::error("E0317", span, "`if` may be missing an `else` clause")
                            .at(format!("expected `{}`, found `()`", self.type_name(ty))),
                    );
                    a
                }
            } else {
                a
            };
            return cx.push(ExprKind::If { condition: cond, then: a, otherwise: None }, Ty::UNIT, span);
        };
        let mut a = self.merge(cx, &mut result, &mut [], a, expect, then.tail.as_ref().map_or(then.span, |t| t.span), "mismatched types");
        let b = self.expr(cx, e, result.or(expect));
        let else_diverges = cx.diverges;
        cx.diverges = before || (then_diverges && else_diverges);
        let b = if cx.relaxed() && self.undecided(expect) {
            // Branches that disagree, as a statement: each value is dropped.
            let (ta, tb) = (self.shallow(cx.ty(a)), self.shallow(cx.ty(b)));
            if ta != tb && (ta == Ty::UNIT || tb == Ty::UNIT) && ta != Ty::NEVER && tb != Ty::NEVER {
                if !self.try_unify(ta, tb) {
                    let drop =
                        |cx: &mut FnCx, e: ExprId| cx.push(ExprKind::Block { statements: vec![Stmt::Expr(e)], tail: None }, Ty::UNIT, span);
                    let (a, b) = (drop(cx, a), drop(cx, b));
                    return cx.push(ExprKind::If { condition: cond, then: a, otherwise: Some(b) }, Ty::UNIT, span);
                }
                b
            } else {
                self.merge(cx, &mut result, &mut [&mut a], b, expect, e.span, "mismatched types")
            }
        } else {
            self.merge(cx, &mut result, &mut [&mut a], b, expect, e.span, "`if` and `else` have incompatible types")
        };
        let ty = result.unwrap_or(Ty::NEVER);
        cx.push(ExprKind::If { condition: cond, then: a, otherwise: Some(b) }, ty, span)
    }

    pub(crate) fn match_expr(
        &mut self,
        cx: &mut FnCx,
        scrutinee: &tree::Expr,
        arms: &[tree::Arm],
        expect: Option<Ty>,
        span: Span,
    ) -> ExprId {
        let mut value = self.expr(cx, scrutinee, None);
        if self.infer.var_kind(&self.program.types, cx.ty(value)) == Some(VarKind::General) {
            self.solve(cx, false);
        }
        for arm in arms {
            value = self.open_for_pattern(cx, value, &arm.pattern);
        }
        if self.shallow(cx.ty(value)) == Ty::NEVER && !arms.is_empty() {
            // A value that never comes has whatever type the patterns want.
            let ty = self.fresh(VarKind::General);
            value = cx.push(ExprKind::Coerce(Coercion::NoOp, value), ty, scrutinee.span);
        }
        let ty = cx.ty(value);
        let diverged = cx.diverges;
        let mut result = None;
        let mut out = Vec::new();
        let mut all_diverge = true;
        for arm in arms {
            cx.names.enter();
            let pattern = self.pattern(cx, &arm.pattern, ty);
            self.mark_pattern_place(cx, value, pattern);
            let guard = arm.guard.as_ref().map(|g| self.condition(cx, g));
            cx.diverges = diverged;
            let body = self.expr(cx, &arm.body, result.or(expect));
            if cx.relaxed()
                && self.undecided(expect)
                && self.shallow(cx.ty(body)) == Ty::UNIT
                && result.is_some_and(|r| !matches!(self.kind(r), TyKind::Infer(_)) && self.shallow(r) != Ty::UNIT)
            {
                // An arm without a value: no arm's value is wanted.
                for a in &mut out {
                    let a: &mut Arm = a;
                    if self.shallow(cx.ty(a.body)) != Ty::NEVER {
                        a.body = self.dropped(cx, a.body);
                    }
                }
                result = Some(Ty::UNIT);
            }
            let body = if cx.relaxed() && self.undecided(expect) && self.disagree(cx, result, body) {
                cx.push(ExprKind::Block { statements: vec![Stmt::Expr(body)], tail: None }, Ty::UNIT, arm.span)
            } else {
                body
            };
            let mut earlier: Vec<&mut ExprId> = out.iter_mut().map(|a: &mut Arm| &mut a.body).collect();
            let body = self.merge(cx, &mut result, &mut earlier, body, expect, arm.body.span, "`match` arms have incompatible types");
            all_diverge &= cx.diverges || self.shallow(cx.ty(body)) == Ty::NEVER;
            cx.names.leave();
            out.push(Arm { pattern, guard, body });
        }
        cx.diverges = diverged || all_diverge;
        let ty = result.unwrap_or(Ty::NEVER);
        cx.push(ExprKind::Match { scrutinee: value, arms: out }, ty, span)
    }

    fn undecided(&self, expect: Option<Ty>) -> bool {
        expect.is_none_or(|t| matches!(self.program.types.kind(self.shallow(t)), TyKind::Infer(_)))
    }

    fn dropped(&mut self, cx: &mut FnCx, e: ExprId) -> ExprId {
        let span = cx.span_of(e);
        cx.push(ExprKind::Block { statements: vec![Stmt::Expr(e)], tail: None }, Ty::UNIT, span)
    }

    /// A relaxed `match` as a statement whose arms give different things.
    fn disagree(&mut self, cx: &FnCx, result: Option<Ty>, body: ExprId) -> bool {
        let Some(r) = result else { return false };
        let (r, b) = (self.shallow(r), self.shallow(cx.ty(body)));
        r == Ty::UNIT && b != Ty::UNIT && b != Ty::NEVER && !matches!(self.kind(b), TyKind::Infer(_))
    }

    pub(crate) fn loop_expr(&mut self, cx: &mut FnCx, label: Option<Ident>, body: &tree::Block, expect: Option<Ty>, span: Span) -> ExprId {
        let id = cx.loop_id();
        let result = match expect {
            Some(t) if !matches!(self.kind(t), TyKind::Infer(_)) => t,
            _ => self.fresh(VarKind::General),
        };
        let scopes = cx.names.open();
        cx.frame().loops.push(LoopCx { label: label.map(|l| l.variable()), scopes, id, result: Some(result), breaks: false, block: false });
        let before = cx.diverges;
        let body = self.loop_body(cx, body);
        let done = cx.frame().loops.pop();
        let breaks = done.is_some_and(|d| d.breaks);
        cx.diverges = before || !breaks;
        let ty = if breaks { result } else { Ty::NEVER };
        cx.push(ExprKind::Loop { label: id, body }, ty, span)
    }

    /// A loop's body: its value is nothing.
    fn loop_body(&mut self, cx: &mut FnCx, body: &tree::Block) -> ExprId {
        let e = self.block(cx, body, None);
        let ty = self.shallow(cx.ty(e));
        if ty == Ty::UNIT || ty == Ty::NEVER || self.try_unify(ty, Ty::UNIT) {
            return e;
        }
        let span = body.tail.as_ref().map_or(body.span, |t| t.span);
        if !cx.relaxed() {
            self.mismatch(Ty::UNIT, ty, span);
        }
        cx.push(ExprKind::Block { statements: vec![Stmt::Expr(e)], tail: None }, Ty::UNIT, span)
    }

    pub(crate) fn while_expr(
        &mut self,
        cx: &mut FnCx,
        label: Option<Ident>,
        condition: &tree::Expr,
        body: &tree::Block,
        span: Span,
    ) -> ExprId {
        let id = cx.loop_id();
        let scopes = cx.names.open();
        cx.frame().loops.push(LoopCx { label: label.map(|l| l.variable()), scopes, id, result: None, breaks: false, block: false });
        cx.names.enter();
        let before = cx.diverges;
        let condition = self.condition(cx, condition);
        let body = self.loop_body(cx, body);
        cx.diverges = before;
        cx.names.leave();
        cx.frame().loops.pop();
        cx.push(ExprKind::While { label: id, condition, body }, Ty::UNIT, span)
    }

    pub(crate) fn for_expr(
        &mut self,
        cx: &mut FnCx,
        label: Option<Ident>,
        pattern: &tree::Pattern,
        iter: &tree::Expr,
        body: &tree::Block,
        span: Span,
    ) -> ExprId {
        let mut source = self.expr(cx, iter, None);
        if self.infer.var_kind(&self.program.types, cx.ty(source)) == Some(VarKind::General) {
            self.solve(cx, false);
        }
        let at = iter.span;
        if cx.relaxed() {
            if self.is_lang(cx.ty(source), LangAdt::Result).is_some()
                && let Some(opened) = self.open_result(cx, source, at)
            {
                source = opened;
            }
            // `for i in 10`
            let ty = self.shallow(cx.ty(source));
            let number = matches!(self.kind(ty), TyKind::Int(_)) || self.infer.var_kind(&self.program.types, ty) == Some(VarKind::Int);
            if number && let Some(range) = self.std_adt("Range") {
                let zero = cx.push(ExprKind::Literal(Constant::Int(0)), ty, at);
                let range = self.program.types.intern(TyKind::Adt(range, vec![ty]));
                source = cx.push(ExprKind::Adt { variant: 0, fields: vec![(0, zero), (1, source)], base: None }, range, at);
            }
        }
        let source_ty = cx.ty(source);
        let (Some(into), Some(iterator)) = (self.trait_named("IntoIterator"), self.trait_named("Iterator")) else {
            return cx.push(ExprKind::Error, Ty::ERROR, span);
        };
        let goal = TraitRef { trait_: into, args: vec![source_ty] };
        let open = matches!(self.kind(source_ty), TyKind::Infer(_));
        if !open && !self.may_hold(&goal) {
            let shown = self.resolve(source_ty);
            let mut error = Diagnostic::error("E0277", at, format!("`{}` is not an iterator", self.type_name(shown)))
                .at(format!("`{}` cannot be iterated over", self.type_name(shown)));
            if matches!(self.kind(source_ty), TyKind::Int(_)) {
                error = error.help("iterate over a range: `0..n`");
            }
            if !matches!(self.kind(shown), TyKind::Error) {
                self.error(error);
            }
        }
        let iter_ty = self.projection_on(goal.clone(), Symbol::new("IntoIter")).unwrap_or(Ty::ERROR);
        let iter_ty = self.normalize(iter_ty, at);
        let p = Predicate { trait_ref: goal, bindings: Vec::new() };
        self.add_predicate(&p, at);
        let item = self.projection_on(TraitRef { trait_: iterator, args: vec![iter_ty] }, Symbol::new("Item")).unwrap_or(Ty::ERROR);
        let item = self.normalize(item, at);
        self.solve_pending(false);
        let method = |c: &Checker, t: DefId, name: &str| match c.trait_data(t).and_then(|d| d.items.get(&Symbol::new(name)).cloned()) {
            Some(TraitItem::Function(d)) => d,
            _ => DefId(0),
        };
        let into_iter = method(self, into, "into_iter");
        let next = method(self, iterator, "next");
        let callee = cx.callee(into_iter, vec![source_ty]);
        let iter = cx.push(ExprKind::Call { callee: Callee::Instance(callee), args: vec![source] }, iter_ty, at);
        let next = cx.callee(next, vec![iter_ty]);
        let id = cx.loop_id();
        let scopes = cx.names.open();
        cx.frame().loops.push(LoopCx { label: label.map(|l| l.variable()), scopes, id, result: None, breaks: false, block: false });
        cx.names.enter();
        let before = cx.diverges;
        let pattern = self.pattern(cx, pattern, item);
        let body = self.loop_body(cx, body);
        cx.diverges = before;
        cx.names.leave();
        cx.frame().loops.pop();
        cx.push(ExprKind::For { label: id, pattern, iter, next: Callee::Instance(next), item, body }, Ty::UNIT, span)
    }

    pub(crate) fn break_expr(&mut self, cx: &mut FnCx, label: Option<Ident>, value: Option<&tree::Expr>, span: Span) -> ExprId {
        let found = match label {
            Some(l) => cx.names.labelled(l, cx.innermost_loops()),
            None => cx.frame().loops.iter().rposition(|x| !x.block),
        };
        let Some(i) = found else {
            let error = match label {
                Some(l) => Diagnostic::error("E0426", l.span, format!("use of undeclared label `{}`", l.name)),
                None => Diagnostic::error("E0268", span, "`break` outside of a loop or labeled block"),
            };
            self.error(error);
            if let Some(v) = value {
                self.expr(cx, v, None);
            }
            return cx.push(ExprKind::Error, Ty::NEVER, span);
        };
        cx.frame().loops[i].breaks = true;
        let (id, result) = (cx.frame().loops[i].id, cx.frame().loops[i].result);
        let value = match (value, result) {
            (Some(v), Some(ty)) => Some(self.expr_as(cx, v, ty)),
            (Some(v), None) => {
                let e = self.expr(cx, v, None);
                self.error(Diagnostic::error("E0571", span, "`break` with value from a `while` or `for` loop"));
                Some(e)
            }
            (None, Some(ty)) => {
                let open = self.shallow(ty);
                if !self.try_unify(open, Ty::UNIT) {
                    self.mismatch(ty, Ty::UNIT, span);
                }
                None
            }
            (None, None) => None,
        };
        cx.push(ExprKind::Break { label: id, value }, Ty::NEVER, span)
    }

    pub(crate) fn continue_expr(&mut self, cx: &mut FnCx, label: Option<Ident>, span: Span) -> ExprId {
        let found = match label {
            Some(l) => cx.names.labelled(l, cx.innermost_loops()),
            None => cx.frame().loops.iter().rposition(|x| !x.block),
        };
        match found {
            Some(i) => {
                let id = cx.frame().loops[i].id;
                cx.push(ExprKind::Continue { label: id }, Ty::NEVER, span)
            }
            None => {
                let error = match label {
                    Some(l) => Diagnostic::error("E0426", l.span, format!("use of undeclared label `{}`", l.name)),
                    None => Diagnostic::error("E0268", span, "`continue` outside of a loop"),
                };
                self.error(error);
                cx.push(ExprKind::Error, Ty::NEVER, span)
            }
        }
    }

    pub(crate) fn return_expr(&mut self, cx: &mut FnCx, value: Option<&tree::Expr>, span: Span) -> ExprId {
        let ret = cx.frame().ret;
        cx.frame().returns = true;
        let value = match value {
            Some(v) => {
                let e = self.expr(cx, v, Some(ret));
                if cx.relaxed() && self.shallow(ret) == Ty::UNIT && self.shallow(cx.ty(e)) != Ty::UNIT {
                    let drop = cx.push(ExprKind::Block { statements: vec![Stmt::Expr(e)], tail: None }, Ty::UNIT, span);
                    Some(drop)
                } else {
                    Some(self.coerce(cx, e, ret, v.span))
                }
            }
            None => {
                if !self.try_unify(ret, Ty::UNIT) {
                    let shown = self.resolve(ret);
                    self.error(
                        Diagnostic::error("E0069", span, "`return;` in a function whose return type is not `()`")
                            .at(format!("expected `{}`", self.type_name(shown))),
                    );
                }
                None
            }
        };
        cx.push(ExprKind::Return(value), Ty::NEVER, span)
    }

    /// The positions of `Some` and `None` in `Option`.
    pub(crate) fn option_indexes(&self) -> (u32, u32) {
        let Some(&d) = self.lang_adts.get(&Symbol::new("Option")) else { return (1, 0) };
        let at = |name: &str| match self.enum_variants.get(&(d, Symbol::new(name))).map(|&v| self.def_kind(v).clone()) {
            Some(DefKind::Variant(_, i)) => i,
            _ => 0,
        };
        (at("Some"), at("None"))
    }

    pub(super) fn option_variant(&mut self, cx: &mut FnCx, e: ExprId, some: bool) -> ExprId {
        let (s, n) = self.option_indexes();
        if let ExprKind::Adt { variant, .. } = &mut cx.body.exprs[e.0 as usize].kind {
            *variant = if some { s } else { n };
        }
        e
    }

    /// A method of a value by name, without arguments.
    pub(crate) fn std_method(&mut self, cx: &mut FnCx, receiver: ExprId, name: &str, span: Span) -> ExprId {
        let name = self.ident(name, span);
        self.method_call_checked(cx, receiver, name, Vec::new(), Vec::new(), span)
    }

    /// `e.await`
    pub(crate) fn await_checked(&mut self, cx: &mut FnCx, operand: ExprId, span: Span) -> ExprId {
        let ty = self.shallow(cx.ty(operand));
        if let Some(args) = self.is_lang(ty, LangAdt::Future) {
            return cx.push(ExprKind::Await(operand), args[0], span);
        }
        if matches!(self.kind(ty), TyKind::Error | TyKind::Unknown) {
            return cx.push(ExprKind::Error, Ty::ERROR, span);
        }
        // What the library or the program makes awaitable.
        for name in ["IntoFuture", "Future"] {
            if let Some(t) = self.trait_named(name)
                && self.may_hold(&TraitRef { trait_: t, args: vec![ty] })
                && self.std_function(&["std", "future"], "__await").is_some()
            {
                return self.std_call(cx, &["std", "future"], "__await", vec![operand], span);
            }
        }
        if cx.relaxed()
            && self.is_lang(ty, LangAdt::Result).is_none()
            && let Some(opened) = self.open_result(cx, operand, span)
        {
            return self.await_checked(cx, opened, span);
        }
        operand
    }

    /// Law 6 for patterns: a `Result` matched by a pattern that is not one of its own is opened.
    pub(crate) fn open_for_pattern(&mut self, cx: &mut FnCx, value: ExprId, pattern: &tree::Pattern) -> ExprId {
        if !cx.relaxed() || self.is_lang(cx.ty(value), LangAdt::Result).is_none() {
            return value;
        }
        use tree::PatternKind as P;
        let foreign = |names: &[&str], path: &tree::Path| !path.segments.last().is_some_and(|s| names.contains(&s.name.name.as_str()));
        let lock = self.is_lang(cx.ty(value), LangAdt::Result).is_some_and(|a| match self.kind(a[1]) {
            TyKind::Adt(d, _) => self.defs[d.0 as usize].name.as_str() == "PoisonError",
            _ => false,
        });
        let opens = match &pattern.kind {
            // A lock's guard is what a variable is meant to hold.
            P::Ident { .. } => lock,
            P::Tuple(_) | P::Slice(_) | P::Literal(_) | P::Range { .. } => true,
            P::TupleStruct { path, .. } | P::Struct { path, .. } | P::Path(path) => foreign(&["Ok", "Err"], path),
            P::Or(list) => return list.first().map_or(value, |p| self.open_for_pattern(cx, value, p)),
            P::Paren(p) => return self.open_for_pattern(cx, value, p),
            _ => false,
        };
        if opens {
            let span = cx.span_of(value);
            return self.open_result(cx, value, span).unwrap_or(value);
        }
        value
    }
}
