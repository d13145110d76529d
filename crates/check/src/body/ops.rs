//! Operators: built in on numbers, through traits on everything else.

use super::*;
use call::Args;
use ruchy_syntax::tree::BinaryOp as B;
use solve::DeferredKind;

fn operator_trait(op: B) -> (&'static str, &'static str) {
    match op {
        B::Add => ("Add", "add"),
        B::Sub => ("Sub", "sub"),
        B::Mul => ("Mul", "mul"),
        B::Div => ("Div", "div"),
        B::Rem => ("Rem", "rem"),
        B::BitAnd => ("BitAnd", "bitand"),
        B::BitOr => ("BitOr", "bitor"),
        B::BitXor => ("BitXor", "bitxor"),
        B::Shl => ("Shl", "shl"),
        B::Shr => ("Shr", "shr"),
        B::Eq => ("PartialEq", "eq"),
        B::Ne => ("PartialEq", "ne"),
        B::Lt => ("PartialOrd", "lt"),
        B::Le => ("PartialOrd", "le"),
        B::Gt => ("PartialOrd", "gt"),
        B::Ge => ("PartialOrd", "ge"),
        B::And | B::Or => ("", ""),
    }
}

fn is_comparison(op: B) -> bool {
    matches!(op, B::Eq | B::Ne | B::Lt | B::Le | B::Gt | B::Ge)
}

fn symbol(op: B) -> &'static str {
    match op {
        B::Add => "+",
        B::Sub => "-",
        B::Mul => "*",
        B::Div => "/",
        B::Rem => "%",
        B::BitAnd => "&",
        B::BitOr => "|",
        B::BitXor => "^",
        B::Shl => "<<",
        B::Shr => ">>",
        B::Eq => "==",
        B::Ne => "!=",
        B::Lt => "<",
        B::Le => "<=",
        B::Gt => ">",
        B::Ge => ">=",
        B::And => "&&",
        B::Or => "||",
    }
}

/// What an operand is to a built-in operator.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Operand {
    Int,
    Float,
    Bool,
    Char,
    Open,
    Other,
}

impl Checker {
    fn operand(&self, ty: Ty) -> Operand {
        let ty = self.shallow(ty);
        match self.program.types.kind(ty) {
            TyKind::Int(_) => Operand::Int,
            TyKind::Float(_) => Operand::Float,
            TyKind::Bool => Operand::Bool,
            TyKind::Char => Operand::Char,
            TyKind::Infer(_) => match self.infer.var_kind(&self.program.types, ty) {
                Some(VarKind::Int) => Operand::Int,
                Some(VarKind::Float) => Operand::Float,
                _ => Operand::Open,
            },
            _ => Operand::Other,
        }
    }

    pub(crate) fn binary(&mut self, cx: &mut FnCx, op: B, a: &tree::Expr, b: &tree::Expr, expect: Option<Ty>, span: Span) -> ExprId {
        if matches!(op, B::And | B::Or) {
            let left = self.condition(cx, a);
            let diverges = cx.diverges;
            let right = self.condition(cx, b);
            cx.diverges = diverges;
            let kind = if op == B::And { ExprKind::And(left, right) } else { ExprKind::Or(left, right) };
            return cx.push(kind, Ty::BOOL, span);
        }
        let want = match expect.map(|t| self.kind(t)) {
            Some(TyKind::Int(_) | TyKind::Float(_)) if !is_comparison(op) => expect,
            _ => None,
        };
        let left = self.expr(cx, a, want);
        let hint = match op {
            B::Shl | B::Shr => None,
            _ => match self.kind(cx.ty(left)) {
                TyKind::Int(_) | TyKind::Float(_) => Some(cx.ty(left)),
                TyKind::Ref { .. } | TyKind::Infer(_) => None,
                _ if is_comparison(op) => Some(cx.ty(left)),
                _ => None,
            },
        };
        let right = self.expr(cx, b, hint);
        if let Some(e) = self.binary_checked(cx, op, left, right, span, false) {
            return e;
        }
        self.solve(cx, false);
        if let Some(e) = self.binary_checked(cx, op, left, right, span, false) {
            return e;
        }
        if is_comparison(op) {
            let slot = self.defer(cx, DeferredKind::Binary { op, left, right }, span);
            let ty = cx.ty(slot);
            self.unify(ty, Ty::BOOL);
            return slot;
        }
        self.defer(cx, DeferredKind::Binary { op, left, right }, span)
    }

    /// A place holding the number behind references, where an operand is one.
    fn strip_number(&mut self, cx: &mut FnCx, e: ExprId) -> Option<(ExprId, Operand)> {
        let mut at = e;
        for _ in 0..8 {
            match self.operand(cx.ty(at)) {
                Operand::Other => match self.kind(cx.ty(at)) {
                    TyKind::Ref { ty, .. } => {
                        let span = cx.span_of(at);
                        at = cx.push(ExprKind::Deref(at), ty, span);
                    }
                    _ => return None,
                },
                Operand::Open => return None,
                known => return Some((at, known)),
            }
        }
        None
    }

    /// An operator on operands that are inferred; `None` where their types are still open.
    pub(crate) fn binary_checked(&mut self, cx: &mut FnCx, op: B, left: ExprId, right: ExprId, span: Span, force: bool) -> Option<ExprId> {
        let (mut left, mut right) = (left, right);
        let (lo, ro) = (self.operand(cx.ty(left)), self.operand(cx.ty(right)));
        if self.shallow(cx.ty(left)) == Ty::NEVER || self.shallow(cx.ty(right)) == Ty::NEVER {
            let stmts = vec![Stmt::Expr(left)];
            return Some(cx.push(ExprKind::Block { statements: stmts, tail: Some(right) }, Ty::NEVER, span));
        }
        let shift = matches!(op, B::Shl | B::Shr);
        if lo == Operand::Open || ro == Operand::Open {
            // One side known to be a number settles the other, as long as nobody could overload it.
            let known = if lo == Operand::Open { ro } else { lo };
            if force && !shift {
                let (l, r) = (cx.ty(left), cx.ty(right));
                self.unify(l, r);
                if self.operand(cx.ty(left)) == Operand::Open {
                    let error = Diagnostic::error("E0282", span, "type annotations needed").at("the operands' types are not known here");
                    self.error(error);
                    return Some(cx.push(ExprKind::Error, Ty::ERROR, span));
                }
            } else if is_comparison(op) && known != Operand::Open && known != Operand::Other {
                let (l, r) = (cx.ty(left), cx.ty(right));
                self.unify(l, r);
            } else if force {
                let r = cx.ty(right);
                self.unify(r, Ty::U32);
            } else {
                return None;
            }
        }
        // References to numbers are read through, unless a comparison has them on both sides.
        let numbers = match (self.strip_number(cx, left), self.strip_number(cx, right)) {
            (Some((l, lk)), Some((r, rk))) => Some((l, lk, r, rk)),
            _ => None,
        };
        if let Some((l, lk, r, rk)) = numbers {
            let depth = |c: &Checker, cx: &FnCx, e: ExprId| c.ref_depth(cx.ty(e));
            let same_depth = depth(self, cx, left) == depth(self, cx, right);
            let fits = match op {
                B::Shl | B::Shr => lk == Operand::Int && rk == Operand::Int,
                B::BitAnd | B::BitOr | B::BitXor => lk == rk && matches!(lk, Operand::Int | Operand::Bool),
                B::Add | B::Sub | B::Mul | B::Div | B::Rem => {
                    matches!(lk, Operand::Int | Operand::Float) && (lk == rk || cx.relaxed() && self.is_literal(cx, l, r))
                }
                _ => lk == rk && (same_depth || cx.relaxed()),
            };
            if fits {
                (left, right) = (l, r);
                if !shift {
                    let (lt, rt) = (cx.ty(left), cx.ty(right));
                    if !self.try_unify(lt, rt) {
                        if cx.relaxed()
                            && let Some((l, r)) = self.widen_relaxed(cx, left, right, span)
                        {
                            (left, right) = (l, r);
                        } else {
                            self.no_operator(op, lt, rt, span, cx.span_of(right));
                            return Some(cx.push(ExprKind::Error, Ty::ERROR, span));
                        }
                    }
                }
                let ty = if is_comparison(op) { Ty::BOOL } else { cx.ty(left) };
                return Some(cx.push(ExprKind::Binary(op, left, right), ty, span));
            }
        }
        self.overloaded_binary(cx, op, left, right, span)
    }

    pub(crate) fn ref_depth(&self, ty: Ty) -> usize {
        let mut n = 0;
        let mut ty = self.shallow(ty);
        while let TyKind::Ref { ty: inner, .. } = self.program.types.kind(ty) {
            ty = self.shallow(*inner);
            n += 1;
        }
        n
    }

    fn is_literal(&self, cx: &FnCx, a: ExprId, b: ExprId) -> bool {
        let lit = |e: ExprId| matches!(cx.body.exprs[e.0 as usize].kind, ExprKind::Literal(_));
        lit(a) || lit(b)
    }

    /// Relaxed: numbers of different types meet in the one that holds both without loss, or in `f64`.
    fn widen_relaxed(&mut self, cx: &mut FnCx, a: ExprId, b: ExprId, span: Span) -> Option<(ExprId, ExprId)> {
        let (x, y) = (self.shallow(cx.ty(a)), self.shallow(cx.ty(b)));
        let target = match (self.kind(x), self.kind(y)) {
            (TyKind::Float(_), _) => x,
            (_, TyKind::Float(_)) => y,
            (TyKind::Int(i), TyKind::Int(j)) => {
                if i.signed() == j.signed() {
                    if i.bits() >= j.bits() { x } else { y }
                } else {
                    Ty::I64
                }
            }
            _ => return None,
        };
        let cast = |cx: &mut FnCx, e: ExprId, t: Ty| if t == target { e } else { cx.push(ExprKind::Cast(e), target, span) };
        Some((cast(cx, a, x), cast(cx, b, y)))
    }

    fn overloaded_binary(&mut self, cx: &mut FnCx, op: B, left: ExprId, right: ExprId, span: Span) -> Option<ExprId> {
        let (lt, rt) = (self.shallow(cx.ty(left)), self.shallow(cx.ty(right)));
        if matches!(self.kind(lt), TyKind::Error | TyKind::Unknown) || matches!(self.kind(rt), TyKind::Error) {
            let ty = if is_comparison(op) { Ty::BOOL } else { Ty::ERROR };
            return Some(cx.push(ExprKind::Error, ty, span));
        }
        if cx.relaxed() {
            if let Some(e) = self.relaxed_strings(cx, op, left, right, span) {
                return Some(e);
            }
            if !is_comparison(op)
                && self.is_lang(lt, LangAdt::Result).is_some()
                && self.is_lang(rt, LangAdt::Result).is_some()
                && let (Some(l), Some(r)) = (self.open_result(cx, left, span), self.open_result(cx, right, span))
            {
                return self.binary_checked(cx, op, l, r, span, false);
            }
            for (side, other) in [(left, right), (right, left)] {
                if self.is_lang(cx.ty(side), LangAdt::Result).is_some() && self.is_lang(cx.ty(other), LangAdt::Result).is_none() {
                    let opened = self.open_result(cx, side, span)?;
                    let (l, r) = if side == left { (opened, right) } else { (left, opened) };
                    return self.binary_checked(cx, op, l, r, span, false);
                }
            }
        }
        if let (TyKind::FnPointer(..), TyKind::FnDef(..) | TyKind::Closure(_)) = (self.kind(lt), self.kind(rt))
            && let Some(right) = self.try_coerce(cx, right, lt, span)
        {
            return self.overloaded_binary(cx, op, left, right, span);
        }
        let (trait_name, method) = operator_trait(op);
        let trait_ = self.trait_named(trait_name)?;
        let rhs = self.fresh(VarKind::General);
        let goal = TraitRef { trait_, args: vec![lt, rhs] };
        if is_comparison(op) {
            // Operands are compared in place, by reference.
            let fits = {
                let exact = TraitRef { trait_, args: vec![lt, rt] };
                if self.may_hold(&exact) {
                    self.unify(rhs, rt);
                    true
                } else {
                    false
                }
            };
            if !fits {
                // `a == *b` where a literal or a coercion may still fit.
                if !self.may_hold(&goal)
                    || !{
                        self.solve_pending(false);
                        self.try_unify(rhs, rt)
                    }
                    || !self.may_hold(&goal)
                {
                    if cx.relaxed() && (self.ref_depth(lt) != self.ref_depth(rt)) {
                        let (l, r) = (self.strip_refs(cx, left), self.strip_refs(cx, right));
                        if self.ref_depth(lt) > 0 && l != left || self.ref_depth(rt) > 0 && r != right {
                            return self.binary_checked(cx, op, l, r, span, false);
                        }
                    }
                    self.no_operator(op, lt, rt, span, cx.span_of(right));
                    return Some(cx.push(ExprKind::Error, Ty::BOOL, span));
                }
            }
            let p = Predicate { trait_ref: goal, bindings: Vec::new() };
            self.add_predicate(&p, span);
            let a = self.autoref(cx, left, false);
            let b = self.autoref(cx, right, false);
            let TraitItem::Function(def) = self.trait_data(trait_)?.items.get(&Symbol::new(method))?.clone() else { return None };
            let callee = cx.callee(def, vec![lt, rhs]);
            return Some(cx.push(ExprKind::Call { callee: Callee::Instance(callee), args: vec![a, b] }, Ty::BOOL, span));
        }
        let exact = TraitRef { trait_, args: vec![lt, rt] };
        if self.may_hold(&exact) {
            self.unify(rhs, rt);
        } else if !self.may_hold(&goal) {
            self.no_operator(op, lt, rt, span, cx.span_of(left));
            return Some(cx.push(ExprKind::Error, Ty::ERROR, span));
        }
        let output = self.projection_on(goal.clone(), Symbol::new("Output"))?;
        let p = Predicate { trait_ref: goal, bindings: Vec::new() };
        self.add_predicate(&p, span);
        self.solve_pending(false);
        let output = self.normalize(output, span);
        let right_span = cx.span_of(right);
        let right = match self.try_coerce(cx, right, rhs, right_span) {
            Some(r) => r,
            None => {
                self.no_operator(op, lt, rt, span, right_span);
                return Some(cx.push(ExprKind::Error, Ty::ERROR, span));
            }
        };
        let TraitItem::Function(def) = self.trait_data(trait_)?.items.get(&Symbol::new(method))?.clone() else { return None };
        let callee = cx.callee(def, vec![lt, rhs]);
        Some(cx.push(ExprKind::Call { callee: Callee::Instance(callee), args: vec![left, right] }, output, span))
    }

    pub(crate) fn strip_refs(&mut self, cx: &mut FnCx, e: ExprId) -> ExprId {
        let mut at = e;
        while let TyKind::Ref { ty, .. } = self.kind(cx.ty(at)) {
            let span = cx.span_of(at);
            at = cx.push(ExprKind::Deref(at), ty, span);
        }
        at
    }

    pub(crate) fn autoref(&mut self, cx: &mut FnCx, e: ExprId, mutable: bool) -> ExprId {
        let span = cx.span_of(e);
        let ty = cx.ty(e);
        let ty = self.program.types.reference(mutable, ty);
        cx.push(ExprKind::Borrow { mutable, place: e }, ty, span)
    }

    /// Relaxed `+` on strings: any of `String`, `&str`, `char`, `&String` on either side.
    fn relaxed_strings(&mut self, cx: &mut FnCx, op: B, left: ExprId, right: ExprId, span: Span) -> Option<ExprId> {
        if op != B::Add {
            return None;
        }
        let (lt, rt) = (self.peel_open(cx.ty(left)), self.peel_open(cx.ty(right)));
        let string = |c: &Checker, t: Ty| t == Ty::STR || c.is_lang(t, LangAdt::String).is_some();
        if !string(self, lt) {
            return None;
        }
        let right = if self.is_lang(rt, LangAdt::Result).is_some() { self.open_result(cx, right, span)? } else { right };
        let rt = self.peel_open(cx.ty(right));
        if !string(self, rt) && rt != Ty::CHAR {
            return None;
        }
        let text = self.lang_ty("String", Vec::new());
        let pieces = vec![self.display_part(cx, left, 0), self.display_part(cx, right, 1)];
        let (a, b) = (self.autoref(cx, left, false), self.autoref(cx, right, false));
        Some(cx.push(ExprKind::Format { pieces, args: vec![a, b] }, text, span))
    }

    fn no_operator(&mut self, op: B, lt: Ty, rt: Ty, span: Span, at: Span) {
        let (l, r) = (self.resolve(lt), self.resolve(rt));
        if [l, r].contains(&Ty::ERROR) {
            return;
        }
        let (l, r) = (self.type_name(l), self.type_name(r));
        let error = match op {
            _ if is_comparison(op) && l != r => {
                Diagnostic::error("E0308", at, "mismatched types").at(format!("expected `{l}`, found `{r}`"))
            }
            _ if is_comparison(op) => {
                Diagnostic::error("E0369", span, format!("binary operation `{}` cannot be applied to type `{l}`", symbol(op)))
                    .help(format!("add `#[derive({})]` to `{l}`", operator_trait(op).0))
            }
            B::Add => Diagnostic::error("E0369", span, format!("cannot add `{r}` to `{l}`")),
            B::Sub => Diagnostic::error("E0369", span, format!("cannot subtract `{r}` from `{l}`")),
            B::Mul => Diagnostic::error("E0369", span, format!("cannot multiply `{l}` by `{r}`")),
            B::Div => Diagnostic::error("E0369", span, format!("cannot divide `{l}` by `{r}`")),
            _ => Diagnostic::error("E0369", span, format!("no implementation for `{l} {} {r}`", symbol(op))),
        };
        let mut error = error;
        if matches!(op, B::Add | B::Sub | B::Mul | B::Div | B::Rem) && crate::types::IntKind::ALL.iter().any(|k| k.name() == l) {
            error = Diagnostic::error("E0308", at, "mismatched types")
                .at(format!("expected `{l}`, found `{r}`"))
                .help(format!("convert one side: `… as {l}`"));
        }
        if error.help.is_none() || is_comparison(op) {
            let left = self.peel_open(lt);
            if matches!(self.kind(left), TyKind::Placeholder(..) | TyKind::Associated(..)) {
                let shown = self.type_name(left);
                let output = if is_comparison(op) { String::new() } else { format!("<Output = {shown}>") };
                error = error.help(format!("promise it with a bound: `{shown}: {}{output}`", operator_trait(op).0));
            }
        }
        self.error(error);
    }

    pub(crate) fn assign(&mut self, cx: &mut FnCx, a: &tree::Expr, b: &tree::Expr, span: Span) -> ExprId {
        if let Some(e) = self.destructuring_assign(cx, a, b, span) {
            return e;
        }
        let place = self.expr(cx, a, None);
        self.make_place_mut(cx, place);
        let ty = cx.ty(place);
        let value = self.expr_as(cx, b, ty);
        self.check_assignable(cx, place, "E0070", span);
        cx.push(ExprKind::Assign(place, value), Ty::UNIT, span)
    }

    fn check_assignable(&mut self, cx: &FnCx, place: ExprId, code: &'static str, span: Span) {
        match cx.body.exprs[place.0 as usize].kind {
            ExprKind::Global(g) if self.program.globals.get(g.0 as usize).is_some_and(|g| g.kind == GlobalKind::Const) => {
                self.error(Diagnostic::error(code, span, "invalid left-hand side of assignment").at("a constant cannot be assigned to"));
            }
            ExprKind::Local(_) | ExprKind::Global(_) | ExprKind::Field(..) | ExprKind::Index(..) | ExprKind::Deref(_) | ExprKind::Error => {
            }
            _ => self.error(Diagnostic::error(code, span, "invalid left-hand side of assignment").at("cannot assign to this expression")),
        }
    }

    /// `(a, b) = (b, a)`, `[x, y] = …`, `S { f, .. } = …`, `_ = …`
    fn destructuring_assign(&mut self, cx: &mut FnCx, a: &tree::Expr, b: &tree::Expr, span: Span) -> Option<ExprId> {
        use tree::ExprKind as E;
        if let E::Paren(inner) = &a.kind
            && !matches!(inner.kind, E::Range { .. })
        {
            return self.destructuring_assign(cx, inner, b, span);
        }
        if !matches!(a.kind, E::Tuple(_) | E::Array(_) | E::Underscore | E::Struct { .. } | E::Paren(_))
            && !matches!(&a.kind, E::Call { callee, .. } if matches!(callee.kind, E::Path(_)))
        {
            return None;
        }
        // The value goes into fresh variables by pattern, then each into its place.
        let mut targets = Vec::new();
        let pattern = self.assignee_pattern(a, &mut targets)?;
        let value = self.expr(cx, b, None);
        let value_ty = cx.ty(value);
        cx.names.enter();
        let pat = self.pattern(cx, &pattern, value_ty);
        let mut statements = vec![Stmt::Let { pattern: pat, value: Some(value), otherwise: None }];
        let locals: Vec<Option<Named>> = targets.iter().map(|(name, _)| cx.lookup(*name)).collect();
        cx.names.leave();
        for ((name, target), named) in targets.into_iter().zip(locals) {
            let Some(Named::Local(l)) = named else { continue };
            let place = self.expr(cx, target, None);
            self.make_place_mut(cx, place);
            let ty = cx.body.locals[l.0 as usize].ty;
            let read = cx.push(ExprKind::Local(l), ty, name.span);
            let want = cx.ty(place);
            let read = self.coerce(cx, read, want, name.span);
            let assign = cx.push(ExprKind::Assign(place, read), Ty::UNIT, span);
            statements.push(Stmt::Expr(assign));
        }
        Some(cx.push(ExprKind::Block { statements, tail: None }, Ty::UNIT, span))
    }

    fn assignee_pattern<'a>(&self, e: &'a tree::Expr, targets: &mut Vec<(Ident, &'a tree::Expr)>) -> Option<tree::Pattern> {
        use tree::{ExprKind as E, PatternKind as P};
        let span = e.span;
        let kind = match &e.kind {
            E::Underscore => P::Wildcard,
            E::Range { start: None, end: None, .. } => P::Rest,
            E::Paren(inner) if matches!(inner.kind, E::Range { start: None, end: None, .. }) => {
                P::Tuple(vec![tree::Pattern { kind: P::Rest, span }])
            }
            E::Paren(inner) => return self.assignee_pattern(inner, targets),
            E::Tuple(items) => P::Tuple(items.iter().map(|i| self.assignee_pattern(i, targets)).collect::<Option<_>>()?),
            E::Array(items) => P::Slice(items.iter().map(|i| self.assignee_pattern(i, targets)).collect::<Option<_>>()?),
            E::Call { callee, args } => {
                let E::Path(path) = &callee.kind else { return None };
                let patterns = args.iter().map(|a| self.assignee_pattern(&a.value, targets)).collect::<Option<_>>()?;
                P::TupleStruct { path: path.clone(), patterns }
            }
            E::Struct { path, fields, base } => {
                let mut out = Vec::new();
                for f in fields {
                    out.push(tree::FieldPattern { name: f.name, pattern: self.assignee_pattern(&f.value, targets)? });
                }
                P::Struct { path: path.clone(), fields: out, rest: base.is_some() }
            }
            _ => {
                let name = Ident::new(Symbol::new(&format!("assign#{}", targets.len())), span);
                targets.push((name, e));
                P::Ident { by_ref: false, mutable: false, name, sub: None }
            }
        };
        Some(tree::Pattern { kind, span })
    }

    pub(crate) fn assign_op(&mut self, cx: &mut FnCx, op: B, a: &tree::Expr, b: &tree::Expr, span: Span) -> ExprId {
        let left = self.expr(cx, a, None);
        self.make_place_mut(cx, left);
        if matches!(cx.body.exprs[left.0 as usize].kind, ExprKind::Literal(_)) {
            self.check_assignable(cx, left, "E0067", span);
        }
        let hint = match (op, self.kind(cx.ty(left))) {
            (B::Shl | B::Shr, _) => None,
            (_, TyKind::Int(_) | TyKind::Float(_)) => Some(cx.ty(left)),
            _ => None,
        };
        let right = self.expr(cx, b, hint);
        if let Some(e) = self.assign_op_checked(cx, op, left, right, span, false) {
            return e;
        }
        self.solve(cx, false);
        if let Some(e) = self.assign_op_checked(cx, op, left, right, span, false) {
            return e;
        }
        let slot = self.defer(cx, DeferredKind::AssignOp { op, left, right }, span);
        let ty = cx.ty(slot);
        self.unify(ty, Ty::UNIT);
        slot
    }

    /// `left op= right` that Rust makes a call of: its left side is evaluated first. (That on plain numbers evaluates its right side first.)
    fn left_first(&mut self, cx: &mut FnCx, op: B, left: ExprId, right: ExprId, span: Span) -> ExprId {
        if is_fixed(&cx.body, left, false) || is_fixed(&cx.body, left, true) && is_fixed(&cx.body, right, true) {
            return cx.push(ExprKind::AssignOp(op, left, right), Ty::UNIT, span);
        }
        let ty = cx.ty(left);
        let borrow = self.autoref(cx, left, true);
        let held = cx.ty(borrow);
        let local = cx.local(Symbol::new("{left}"), held, false, span);
        let pattern = cx.push_pat(PatKind::Bind { local, mode: BindMode::Move, sub: None }, held, span);
        let place = cx.push(ExprKind::Local(local), held, span);
        let place = cx.push(ExprKind::Deref(place), ty, span);
        let assign = cx.push(ExprKind::AssignOp(op, place, right), Ty::UNIT, span);
        let statements = vec![Stmt::Let { pattern, value: Some(borrow), otherwise: None }, Stmt::Expr(assign)];
        cx.push(ExprKind::Block { statements, tail: None }, Ty::UNIT, span)
    }

    pub(crate) fn assign_op_checked(
        &mut self,
        cx: &mut FnCx,
        op: B,
        left: ExprId,
        right: ExprId,
        span: Span,
        force: bool,
    ) -> Option<ExprId> {
        let lo = self.operand(cx.ty(left));
        let ro = self.operand(cx.ty(right));
        if lo == Operand::Open || ro == Operand::Open {
            if !force {
                if lo == Operand::Open {
                    return None;
                }
                if matches!(lo, Operand::Int | Operand::Float) {
                    return None;
                }
            } else {
                let (l, r) = (cx.ty(left), cx.ty(right));
                self.unify(l, r);
            }
        }
        if cx.relaxed()
            && self.is_lang(cx.ty(right), LangAdt::Result).is_some()
            && self.is_lang(cx.ty(left), LangAdt::Result).is_none()
            && let Some(opened) = self.open_result(cx, right, span)
        {
            return self.assign_op_checked(cx, op, left, opened, span, force);
        }
        if lo != Operand::Other
            && lo != Operand::Open
            && let Some((r, rk)) = self.strip_number(cx, right)
        {
            let shift = matches!(op, B::Shl | B::Shr);
            if rk == lo || (cx.relaxed() && matches!(rk, Operand::Int | Operand::Float)) {
                let mut r = r;
                if !shift {
                    let (lt, rt) = (cx.ty(left), cx.ty(r));
                    if !self.try_unify(lt, rt) {
                        if cx.relaxed() {
                            r = cx.push(ExprKind::Cast(r), lt, span);
                        } else {
                            self.no_operator(op, lt, rt, span, cx.span_of(right));
                            return Some(cx.push(ExprKind::Error, Ty::UNIT, span));
                        }
                    }
                }
                // With a reference on the right it is a call of `add_assign` to Rust.
                let call = !cx.relaxed() && r != right;
                return Some(if call {
                    self.left_first(cx, op, left, r, span)
                } else {
                    cx.push(ExprKind::AssignOp(op, left, r), Ty::UNIT, span)
                });
            }
        }
        let lt = self.shallow(cx.ty(left));
        if matches!(self.kind(lt), TyKind::Error | TyKind::Unknown) {
            return Some(cx.push(ExprKind::Error, Ty::UNIT, span));
        }
        // Relaxed: a guard that is not yet opened, a reference not dereferenced.
        if cx.relaxed()
            && let TyKind::Ref { mutable: true, ty } = self.kind(lt)
        {
            let place = cx.push(ExprKind::Deref(left), ty, span);
            return self.assign_op_checked(cx, op, place, right, span, force);
        }
        // `s += …` on a variable that began as a literal: texts are stored alike.
        if op == B::Add
            && cx.relaxed()
            && let TyKind::Ref { ty, .. } = self.kind(lt)
            && self.shallow(ty) == Ty::STR
            && let Some(sum) = self.relaxed_strings(cx, op, left, right, span)
        {
            let sum = cx.push(ExprKind::Coerce(Coercion::NoOp, sum), lt, span);
            return Some(cx.push(ExprKind::Assign(left, sum), Ty::UNIT, span));
        }
        if op == B::Add && self.is_lang(lt, LangAdt::String).is_some() {
            let str_ref = self.program.types.reference(false, Ty::STR);
            if cx.relaxed() && self.operand(cx.ty(right)) == Operand::Char {
                let pieces = vec![self.display_part(cx, right, 0)];
                let text = self.lang_ty("String", Vec::new());
                let a = self.autoref(cx, right, false);
                let s = cx.push(ExprKind::Format { pieces, args: vec![a] }, text, span);
                let s = self.autoref(cx, s, false);
                let s = self.coerce(cx, s, str_ref, span);
                return Some(cx.push(ExprKind::AssignOp(op, left, s), Ty::UNIT, span));
            }
            let at = cx.span_of(right);
            let r = self.coerce(cx, right, str_ref, at);
            return Some(self.left_first(cx, op, left, r, span));
        }
        let (trait_name, method) = operator_trait(op);
        let name = format!("{trait_name}Assign");
        if let Some(trait_) = self.trait_named(&name) {
            let rhs = self.fresh(VarKind::General);
            let rt = self.shallow(cx.ty(right));
            let goal = TraitRef { trait_, args: vec![lt, rhs] };
            let exact = TraitRef { trait_, args: vec![lt, rt] };
            if self.may_hold(&exact) {
                self.unify(rhs, rt);
            }
            if self.may_hold(&goal) {
                let p = Predicate { trait_ref: goal, bindings: Vec::new() };
                self.add_predicate(&p, span);
                self.solve_pending(false);
                let at = cx.span_of(right);
                let right = self.coerce(cx, right, rhs, at);
                let TraitItem::Function(def) = self.trait_data(trait_)?.items.get(&Symbol::new(&format!("{method}_assign")))?.clone()
                else {
                    return None;
                };
                let receiver = self.autoref(cx, left, true);
                let callee = cx.callee(def, vec![lt, rhs]);
                return Some(cx.push(ExprKind::Call { callee: Callee::Instance(callee), args: vec![receiver, right] }, Ty::UNIT, span));
            }
        }
        let (l, r) = (self.resolve(lt), self.resolve(cx.ty(right)));
        if l != Ty::ERROR && r != Ty::ERROR {
            let mut error = Diagnostic::error(
                "E0368",
                span,
                format!("binary assignment operation `{}=` cannot be applied to type `{}`", symbol(op), self.type_name(l)),
            );
            if matches!(self.kind(l), TyKind::Int(_) | TyKind::Float(_)) {
                error = Diagnostic::error("E0308", cx.span_of(right), "mismatched types").at(format!(
                    "expected `{}`, found `{}`",
                    self.type_name(l),
                    self.type_name(r)
                ));
            }
            self.error(error);
        }
        Some(cx.push(ExprKind::Error, Ty::UNIT, span))
    }

    pub(crate) fn unary(&mut self, cx: &mut FnCx, op: tree::UnaryOp, operand: &tree::Expr, expect: Option<Ty>, span: Span) -> ExprId {
        if op == tree::UnaryOp::Deref {
            let e = self.expr(cx, operand, None);
            if self.infer.var_kind(&self.program.types, cx.ty(e)).is_some() {
                self.solve(cx, false);
            }
            if self.infer.var_kind(&self.program.types, cx.ty(e)) == Some(VarKind::General) {
                return self.defer(cx, DeferredKind::Deref { operand: e }, span);
            }
            return self.deref_checked(cx, e, span);
        }
        let want = expect.filter(|&t| matches!(self.kind(t), TyKind::Int(_) | TyKind::Float(_) | TyKind::Bool));
        let e = self.expr(cx, operand, want);
        if let Some(done) = self.unary_checked(cx, op, e, span, false) {
            return done;
        }
        self.solve(cx, false);
        match self.unary_checked(cx, op, e, span, false) {
            Some(done) => done,
            None => self.defer(cx, DeferredKind::Unary { op, operand: e }, span),
        }
    }

    pub(crate) fn deref_checked(&mut self, cx: &mut FnCx, e: ExprId, span: Span) -> ExprId {
        let ty = self.shallow(cx.ty(e));
        match self.kind(ty) {
            TyKind::Pointer { ty, .. } => {
                self.needs_unsafe(cx, "dereference of raw pointer", span);
                return cx.push(ExprKind::Deref(e), ty, span);
            }
            TyKind::Unknown | TyKind::Error => return cx.push(ExprKind::Error, Ty::ERROR, span),
            _ => {}
        }
        if let Some(place) = self.deref_step(cx, e, false, span) {
            return place;
        }
        if cx.relaxed() {
            if let Some(opened) = self.open_result(cx, e, span) {
                return self.deref_checked(cx, opened, span);
            }
            // `*x` of a plain value is the value.
            return e;
        }
        let shown = self.resolve(ty);
        let name = self.type_name(shown);
        self.error(Diagnostic::error("E0614", span, format!("type `{name}` cannot be dereferenced")));
        cx.push(ExprKind::Error, Ty::ERROR, span)
    }

    pub(crate) fn unary_checked(&mut self, cx: &mut FnCx, op: tree::UnaryOp, e: ExprId, span: Span, force: bool) -> Option<ExprId> {
        let kind = self.operand(cx.ty(e));
        let typed = match op {
            tree::UnaryOp::Neg => UnaryOp::Neg,
            _ => UnaryOp::Not,
        };
        if kind == Operand::Open {
            if !force {
                return None;
            }
            let error = Diagnostic::error("E0282", span, "type annotations needed");
            self.error(error);
            return Some(cx.push(ExprKind::Error, Ty::ERROR, span));
        }
        let numeric = self.strip_number(cx, e);
        if let Some((at, k)) = numeric {
            let fits = match typed {
                UnaryOp::Neg => matches!(k, Operand::Int | Operand::Float),
                UnaryOp::Not => matches!(k, Operand::Int | Operand::Bool),
            };
            if fits {
                if typed == UnaryOp::Neg
                    && let TyKind::Int(k) = self.kind(cx.ty(at))
                    && !k.signed()
                {
                    let name = k.name();
                    self.error(Diagnostic::error("E0600", span, format!("cannot apply unary operator `-` to type `{name}`")));
                }
                // A negative literal is one constant.
                if typed == UnaryOp::Neg
                    && let ExprKind::Literal(c) = &cx.body.exprs[at.0 as usize].kind
                {
                    let negated = match c {
                        Constant::Int(n) => Some(Constant::Int(-n)),
                        Constant::UInt(n) if *n == 1u128 << 127 => Some(Constant::Int(i128::MIN)),
                        Constant::Float(x) => Some(Constant::Float(-x)),
                        _ => None,
                    };
                    if let Some(c) = negated {
                        let ty = cx.ty(at);
                        return Some(cx.push(ExprKind::Literal(c), ty, span));
                    }
                }
                let ty = cx.ty(at);
                return Some(cx.push(ExprKind::Unary(typed, at), ty, span));
            }
        }
        let ty = self.shallow(cx.ty(e));
        if matches!(self.kind(ty), TyKind::Error | TyKind::Unknown | TyKind::Never) {
            return Some(cx.push(ExprKind::Error, Ty::ERROR, span));
        }
        if cx.relaxed()
            && let Some(opened) = self.open_result(cx, e, span)
        {
            return self.unary_checked(cx, op, opened, span, force);
        }
        let (trait_name, method) = if typed == UnaryOp::Neg { ("Neg", "neg") } else { ("Not", "not") };
        let trait_ = self.trait_named(trait_name)?;
        let goal = TraitRef { trait_, args: vec![ty] };
        if !self.may_hold(&goal) {
            let shown = self.resolve(ty);
            let sign = if typed == UnaryOp::Neg { "-" } else { "!" };
            let name = self.type_name(shown);
            self.error(Diagnostic::error("E0600", span, format!("cannot apply unary operator `{sign}` to type `{name}`")));
            return Some(cx.push(ExprKind::Error, Ty::ERROR, span));
        }
        let TraitItem::Function(def) = self.trait_data(trait_)?.items.get(&Symbol::new(method))?.clone() else { return None };
        Some(self.call_def(cx, def, vec![ty], Args::Checked(vec![e]), None, span))
    }

    pub(crate) fn index(&mut self, cx: &mut FnCx, base: &tree::Expr, index: &tree::Expr, span: Span) -> ExprId {
        let base = self.expr(cx, base, None);
        let index = self.expr(cx, index, None);
        let open = |c: &Checker, cx: &FnCx| c.infer.var_kind(&c.program.types, c.peel_open(cx.ty(base))) == Some(VarKind::General);
        if open(self, cx) {
            self.solve(cx, false);
        }
        if open(self, cx) {
            return self.defer(cx, DeferredKind::Index { base, index }, span);
        }
        self.index_of(cx, base, index, span)
    }

    pub(crate) fn index_of(&mut self, cx: &mut FnCx, base: ExprId, index: ExprId, span: Span) -> ExprId {
        if self.infer.var_kind(&self.program.types, cx.ty(index)) == Some(VarKind::General) {
            self.solve(cx, false);
        }
        let mut at = base;
        let index_ty = self.shallow(cx.ty(index));
        let numeric = matches!(self.operand(index_ty), Operand::Int | Operand::Open);
        for _ in 0..16 {
            let ty = self.shallow(cx.ty(at));
            let element = match self.kind(ty) {
                TyKind::Slice(t) | TyKind::Array(t, _) => Some(t),
                TyKind::Adt(d, args) if self.adt_lang(d) == Some(LangAdt::Vec) => Some(args[0]),
                TyKind::Error | TyKind::Unknown => return cx.push(ExprKind::Error, Ty::ERROR, span),
                _ => None,
            };
            if let Some(t) = element
                && numeric
            {
                let mut index = index;
                if !self.try_unify(index_ty, Ty::USIZE) {
                    if cx.relaxed() {
                        index = cx.push(ExprKind::Cast(index), Ty::USIZE, span);
                    } else {
                        let i = self.resolve(index_ty);
                        let shown = self.resolve(ty);
                        let error = Diagnostic::error(
                            "E0277",
                            cx.span_of(index),
                            format!("the type `{}` cannot be indexed by `{}`", self.type_name(shown), self.type_name(i)),
                        )
                        .at("slice indices are of type `usize` or ranges of `usize`");
                        self.error(error);
                    }
                }
                return cx.push(ExprKind::Index(at, index), t, span);
            }
            let Some(trait_) = self.trait_named("Index") else { break };
            let goal = TraitRef { trait_, args: vec![ty, index_ty] };
            if self.may_hold(&goal) {
                if let Some(e) = self.overloaded_index(cx, at, index, goal, span) {
                    return e;
                }
            } else {
                let rhs = self.fresh(VarKind::General);
                let open = TraitRef { trait_, args: vec![ty, rhs] };
                if self.may_hold(&open) {
                    self.select_for(&open);
                    let want = self.resolve(rhs);
                    if let Some(index) = self.try_coerce(cx, index, want, span)
                        && let Some(e) = self.overloaded_index(cx, at, index, TraitRef { trait_, args: vec![ty, want] }, span)
                    {
                        return e;
                    }
                }
            }
            match self.deref_step(cx, at, false, span) {
                Some(next) => at = next,
                None => break,
            }
        }
        if cx.relaxed()
            && let Some(opened) = self.open_result(cx, base, span)
        {
            return self.index_of(cx, opened, index, span);
        }
        let shown = self.resolve(cx.ty(base));
        let i = self.resolve(index_ty);
        if shown != Ty::ERROR && i != Ty::ERROR {
            let error = Diagnostic::error(
                "E0608",
                span,
                format!("cannot index into a value of type `{}` with `{}`", self.type_name(shown), self.type_name(i)),
            );
            self.error(error);
        }
        cx.push(ExprKind::Error, Ty::ERROR, span)
    }

    fn select_for(&mut self, goal: &TraitRef) {
        if let crate::traits::Outcome::Yes(_, nested) = self.select(goal, 0) {
            for p in nested {
                self.add_predicate(&p, Span::default());
            }
        }
    }

    fn overloaded_index(&mut self, cx: &mut FnCx, base: ExprId, index: ExprId, goal: TraitRef, span: Span) -> Option<ExprId> {
        let output = self.projection_on(goal.clone(), Symbol::new("Output"))?;
        let p = Predicate { trait_ref: goal.clone(), bindings: Vec::new() };
        self.add_predicate(&p, span);
        let output = self.normalize(output, span);
        let TraitItem::Function(def) = self.trait_data(goal.trait_)?.items.get(&Symbol::new("index"))?.clone() else { return None };
        let receiver = self.autoref(cx, base, false);
        let callee = cx.callee(def, goal.args);
        let ret = self.program.types.reference(false, output);
        let call = cx.push(ExprKind::Call { callee: Callee::Instance(callee), args: vec![receiver, index] }, ret, span);
        Some(cx.push(ExprKind::Deref(call), output, span))
    }
}

/// Whether evaluating it changes nothing: constants, variables, and what is reached from them without a call. Without `elements` nothing that could change is
/// read either.
fn is_fixed(body: &Body, e: ExprId, elements: bool) -> bool {
    match &body.exprs[e.0 as usize].kind {
        ExprKind::Literal(_) | ExprKind::Local(_) | ExprKind::Global(_) | ExprKind::Function(_) => true,
        ExprKind::Field(inner, _) | ExprKind::Deref(inner) | ExprKind::Coerce(_, inner) => is_fixed(body, *inner, elements),
        ExprKind::Index(inner, at) => elements && is_fixed(body, *inner, true) && is_fixed(body, *at, true),
        ExprKind::Borrow { place, .. } => is_fixed(body, *place, elements),
        _ => false,
    }
}
