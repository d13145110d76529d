//! Solving: obligations and deferred expressions, until nothing moves.

use super::*;
use crate::traits::{Callable, Obligation, ObligationKind, Outcome, Projected};

/// An expression whose check waits for a type. `slot` is the node to fill in, its type the variable given out for it.
#[derive(Clone, Debug)]
pub(crate) struct Deferred {
    pub slot: ExprId,
    pub kind: DeferredKind,
    pub span: Span,
    /// See `FnCx::unsafety`, where it stands.
    pub unsafety: u32,
}

#[derive(Clone, Debug)]
pub(crate) enum DeferredKind {
    Method { receiver: ExprId, name: Ident, type_args: Vec<Ty>, args: Vec<ExprId> },
    Field { base: ExprId, name: Ident },
    Index { base: ExprId, index: ExprId },
    Binary { op: tree::BinaryOp, left: ExprId, right: ExprId },
    AssignOp { op: tree::BinaryOp, left: ExprId, right: ExprId },
    Unary { op: tree::UnaryOp, operand: ExprId },
    Deref { operand: ExprId },
    Call { callee: ExprId, args: Vec<ExprId> },
    Try { operand: ExprId, ret: Ty },
    Await { operand: ExprId },
    Cast { operand: ExprId, target: Ty },
}

impl Checker {
    /// Solves obligations, then deferred expressions, as far as they go. With `last` the open ones are forced.
    pub(crate) fn solve(&mut self, cx: &mut FnCx, last: bool) {
        loop {
            let before = self.infer.bindings;
            self.solve_pending(last);
            let mut moved = self.infer.bindings != before;
            let list = std::mem::take(&mut cx.deferred);
            for d in list {
                if !self.try_deferred(cx, &d, false) {
                    cx.deferred.push(d);
                } else {
                    moved = true;
                }
            }
            if !moved {
                break;
            }
        }
    }

    pub(crate) fn solve_pending(&mut self, last: bool) {
        loop {
            let before = self.infer.bindings;
            let list = std::mem::take(&mut self.pending);
            let mut open = Vec::new();
            for o in list {
                if !self.solve_one(&o, last) {
                    open.push(o);
                }
            }
            let new = std::mem::take(&mut self.pending);
            let grew = !new.is_empty();
            open.extend(new);
            self.pending = open;
            if self.infer.bindings == before && !grew {
                break;
            }
        }
    }

    /// Whether an obligation is settled (well or badly).
    fn solve_one(&mut self, o: &Obligation, last: bool) -> bool {
        match &o.kind {
            ObligationKind::Holds(goal) => match self.select(goal, 0) {
                Outcome::Yes(_, nested) => {
                    for p in nested {
                        self.add_predicate(&p, o.span);
                    }
                    true
                }
                Outcome::Ambiguous => false,
                Outcome::No => {
                    self.unsatisfied(goal, o.span);
                    true
                }
            },
            ObligationKind::Projects(goal, name, ty) => match self.project(goal, *name, 0) {
                Projected::Is(found) => {
                    let found = self.normalize(found, o.span);
                    if !self.try_unify(found, *ty) && !last {
                        self.mismatch(*ty, found, o.span);
                    }
                    true
                }
                Projected::Ambiguous => false,
                Projected::Error => {
                    self.unsatisfied(&TraitRef { trait_: goal.trait_, args: goal.args.clone() }, o.span);
                    self.unify(*ty, Ty::ERROR);
                    true
                }
            },
            ObligationKind::Returns(def, args, ret) => {
                let resolved: Vec<Ty> = args.iter().map(|&t| self.normalize_deep(t, 0)).collect();
                if !last && resolved.iter().any(|&t| self.program.types.has_infer(t)) {
                    return false;
                }
                let found = self.inferred_return(*def, &resolved);
                if !self.try_unify(found, *ret) {
                    self.mismatch(*ret, found, o.span);
                }
                true
            }
        }
    }

    /// A trait that does not hold: says so in the user's words.
    pub(crate) fn unsatisfied(&mut self, goal: &TraitRef, span: Span) {
        let args: Vec<Ty> = goal.args.iter().map(|&t| self.resolve(t)).collect();
        if args.iter().any(|&t| self.mentions_error(t)) {
            return;
        }
        let ty = self.type_name(args[0]);
        let trait_name = self.bound_name(goal.trait_, &args[1..], &[]);
        let short = self.defs[goal.trait_.0 as usize].name;
        let error = match short.as_str() {
            "Display" => Diagnostic::error("E0277", span, format!("`{ty}` doesn't implement `Display`"))
                .at(format!("`{ty}` cannot be formatted with the default formatter"))
                .help("use `{:?}` (with `#[derive(Debug)]`), or write `impl fmt::Display` for it"),
            "Debug" => Diagnostic::error("E0277", span, format!("`{ty}` doesn't implement `Debug`"))
                .at(format!("`{ty}` cannot be formatted using `{{:?}}`"))
                .help(format!("add `#[derive(Debug)]` to `{ty}`")),
            "Iterator" | "IntoIterator" => Diagnostic::error("E0277", span, format!("`{ty}` is not an iterator"))
                .at(format!("the trait `Iterator` is not implemented for `{ty}`")),
            "Fn" | "FnMut" | "FnOnce" => {
                let code = match (self.callable(args[0]), args.get(1).map(|&t| self.kind(t))) {
                    (Callable::Yes(params, _), Some(TyKind::Tuple(wanted))) if params.len() != wanted.len() => "E0593",
                    (Callable::Yes(..), _) => "E0631",
                    _ => "E0277",
                };
                Diagnostic::error(code, span, format!("expected a `{trait_name}` closure, found `{ty}`"))
            }
            _ => Diagnostic::error("E0277", span, format!("the trait bound `{ty}: {trait_name}` is not satisfied"))
                .at(format!("the trait `{trait_name}` is not implemented for `{ty}`")),
        };
        let error = match self.kind(args[0]) {
            TyKind::Placeholder(..) | TyKind::Associated(..) => error.help(format!("promise it with a bound: `{ty}: {trait_name}`")),
            _ => error,
        };
        self.error(error);
    }

    fn mentions_error(&self, ty: Ty) -> bool {
        let ty = self.shallow(ty);
        let kind = self.program.types.kind(ty);
        if matches!(kind, TyKind::Error | TyKind::Unknown) {
            return true;
        }
        let mut found = false;
        crate::types::for_each_child(kind, &mut |t| found |= self.mentions_error(t));
        found
    }

    /// Puts off an expression; gives its node.
    pub(crate) fn defer(&mut self, cx: &mut FnCx, kind: DeferredKind, span: Span) -> ExprId {
        let ty = self.fresh(VarKind::General);
        let slot = cx.push(ExprKind::Error, ty, span);
        let unsafety = cx.unsafety;
        cx.deferred.push(Deferred { slot, kind, span, unsafety });
        slot
    }

    /// Tries a deferred expression again. With `force` what is open is an error or dynamic.
    pub(crate) fn try_deferred(&mut self, cx: &mut FnCx, d: &Deferred, force: bool) -> bool {
        let around = std::mem::replace(&mut cx.unsafety, d.unsafety);
        let done = self.try_deferred_there(cx, d, force);
        cx.unsafety = around;
        done
    }

    fn try_deferred_there(&mut self, cx: &mut FnCx, d: &Deferred, force: bool) -> bool {
        let open = |checker: &Checker, cx: &FnCx, e: ExprId| {
            checker.infer.var_kind(&checker.program.types, checker.peel_open(cx.ty(e))) == Some(VarKind::General)
        };
        let done = match d.kind.clone() {
            DeferredKind::Method { receiver, name, type_args, args } => {
                if open(self, cx, receiver) && !force {
                    return false;
                }
                if force && open(self, cx, receiver) {
                    self.cannot_infer(cx, receiver);
                    cx.push(ExprKind::Error, Ty::ERROR, d.span)
                } else {
                    self.method_call_checked(cx, receiver, name, type_args, args, d.span)
                }
            }
            DeferredKind::Field { base, name } => {
                if open(self, cx, base) {
                    if !force {
                        return false;
                    }
                    self.cannot_infer(cx, base);
                    cx.push(ExprKind::Error, Ty::ERROR, d.span)
                } else {
                    self.field_of(cx, base, name, d.span)
                }
            }
            DeferredKind::Index { base, index } => {
                if open(self, cx, base) {
                    if !force {
                        return false;
                    }
                    self.cannot_infer(cx, base);
                    cx.push(ExprKind::Error, Ty::ERROR, d.span)
                } else {
                    self.index_of(cx, base, index, d.span)
                }
            }
            DeferredKind::Binary { op, left, right } => match self.binary_checked(cx, op, left, right, d.span, force) {
                Some(e) => e,
                None => return false,
            },
            DeferredKind::AssignOp { op, left, right } => match self.assign_op_checked(cx, op, left, right, d.span, force) {
                Some(e) => e,
                None => return false,
            },
            DeferredKind::Unary { op, operand } => match self.unary_checked(cx, op, operand, d.span, force) {
                Some(e) => e,
                None => return false,
            },
            DeferredKind::Deref { operand } => {
                if open(self, cx, operand) && !force {
                    return false;
                }
                self.deref_checked(cx, operand, d.span)
            }
            DeferredKind::Call { callee, args } => {
                if open(self, cx, callee) && !force {
                    return false;
                }
                self.call_value(cx, callee, call::Args::Checked(args), d.span)
            }
            DeferredKind::Try { operand, ret } => {
                if open(self, cx, operand) && !force {
                    return false;
                }
                self.try_checked(cx, operand, ret, d.span)
            }
            DeferredKind::Await { operand } => {
                if open(self, cx, operand) && !force {
                    return false;
                }
                self.await_checked(cx, operand, d.span)
            }
            DeferredKind::Cast { operand, target } => {
                let target = self.resolve(target);
                if !force && self.program.types.has_infer(target) {
                    return false;
                }
                self.cast_checked(cx, operand, target, d.span)
            }
        };
        let ty = cx.ty(done);
        let slot_ty = cx.ty(d.slot);
        if self.shallow(ty) == Ty::NEVER {
            cx.body.exprs[d.slot.0 as usize] = cx.body.exprs[done.0 as usize].clone();
            return true;
        }
        if !self.try_unify(ty, slot_ty) {
            // What was assumed of the value fits only after a coercion.
            match self.try_coerce(cx, done, slot_ty, d.span) {
                Some(e) => {
                    cx.body.exprs[d.slot.0 as usize] = cx.body.exprs[e.0 as usize].clone();
                    return true;
                }
                None => self.mismatch(slot_ty, ty, d.span),
            }
        }
        let mut node = cx.body.exprs[done.0 as usize].clone();
        node.ty = slot_ty;
        if matches!(node.kind, ExprKind::Error) && self.shallow(ty) != Ty::ERROR {
            // The retry was deferred again under another node: follow it.
            node = Expr { kind: ExprKind::Coerce(Coercion::NoOp, done), ty: slot_ty, span: d.span };
        }
        cx.body.exprs[d.slot.0 as usize] = node;
        true
    }

    /// Looks through references to see whether a receiver's type is open.
    pub(crate) fn peel_open(&self, ty: Ty) -> Ty {
        let mut ty = self.shallow(ty);
        for _ in 0..16 {
            match self.program.types.kind(ty) {
                TyKind::Ref { ty: inner, .. } => ty = self.shallow(*inner),
                _ => break,
            }
        }
        ty
    }

    fn cannot_infer(&mut self, cx: &mut FnCx, e: ExprId) {
        let at = cx.span_of(e);
        let error = Diagnostic::error("E0282", at, "type annotations needed")
            .at("the type of this value is not known here")
            .help("give the variable or parameter a type");
        self.error(error);
    }
}
