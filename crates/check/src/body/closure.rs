//! Closures, async blocks, tasks made by `spawn { }`.

use super::*;
use crate::traits::{Callable, ObligationKind};

impl Checker {
    pub(crate) fn closure(&mut self, cx: &mut FnCx, closure: &tree::Closure, expect: Option<Ty>, span: Span) -> ExprId {
        let hint = expect.and_then(|t| self.expected_signature(t));
        let id = self.new_closure(cx, span);
        let ty = self.program.types.intern(TyKind::Closure(id));
        let ret = match &closure.ret {
            Some(t) => self.body_type(cx, t),
            None => match &hint {
                Some((_, Some(r))) if !closure.is_async => *r,
                _ => self.fresh(VarKind::General),
            },
        };
        let ret = if closure.is_async { self.lang_ty("Future", vec![ret]) } else { ret };
        let mut params = Vec::new();
        for (i, p) in closure.params.iter().enumerate() {
            let hinted = hint.as_ref().and_then(|(ps, _)| ps.get(i).copied());
            let ty = match (&p.ty, hinted) {
                (Some(t), h) => {
                    let t = self.body_type(cx, t);
                    if let Some(h) = h {
                        self.try_unify(t, h);
                    }
                    t
                }
                (None, Some(h)) => h,
                (None, None) => self.fresh(VarKind::General),
            };
            params.push(ty);
        }
        self.closure_sigs[id.0 as usize] = crate::ClosureSig { params: params.clone(), ret };
        cx.names.enter();
        cx.frames.push(Frame { ret, loops: Vec::new(), returns: false, is_async: false, tries: None });
        let mut pats = Vec::new();
        for (p, &t) in closure.params.iter().zip(&params) {
            pats.push(if closure.is_async { cx.argument(t, p.span) } else { self.pattern(cx, &p.pattern, t) });
        }
        let before = cx.diverges;
        cx.diverges = false;
        let body = if closure.is_async {
            let output = self.future_output(ret);
            let written: Vec<Parameter> = closure.params.iter().map(|p| Parameter::Pattern(&p.pattern)).collect();
            let block = tree::Block { statements: Vec::new(), tail: Some(Box::new(closure.body.clone())), span };
            self.async_block_of(cx, &pats, &written, &block, output, false, span)
        } else {
            let e = self.expr(cx, &closure.body, Some(ret));
            if cx.relaxed() && self.shallow(ret) == Ty::UNIT && !matches!(self.shallow(cx.ty(e)), Ty::UNIT | Ty::NEVER) {
                cx.push(ExprKind::Block { statements: vec![Stmt::Expr(e)], tail: None }, Ty::UNIT, span)
            } else {
                let e = if cx.relaxed() && matches!(self.kind(ret), TyKind::Infer(_)) && self.is_join_result(cx.ty(e)) {
                    self.open_result(cx, e, closure.body.span).unwrap_or(e)
                } else {
                    e
                };
                self.coerce(cx, e, ret, closure.body.span)
            }
        };
        cx.diverges = before;
        cx.frames.pop();
        cx.names.leave();
        let info = &mut self.program.closures[id.0 as usize];
        info.param_patterns = pats;
        info.body = body;
        info.moves = closure.moves;
        let e = cx.push(ExprKind::Closure(id), ty, span);
        cx.closures.push((id, e));
        e
    }

    /// What `handle.join()` gives: its value is meant where nothing asks for the Result.
    fn is_join_result(&self, ty: Ty) -> bool {
        let Some(args) = self.is_lang(ty, LangAdt::Result) else { return false };
        self.is_lang(args[1], LangAdt::Box).is_some_and(|b| matches!(self.program.types.kind(self.shallow(b[0])), TyKind::Dyn(_)))
    }

    pub(crate) fn new_closure(&mut self, cx: &FnCx, span: Span) -> ClosureId {
        let id = ClosureId(self.closure_sigs.len() as u32);
        self.closure_sigs.push(crate::ClosureSig { params: Vec::new(), ret: Ty::UNIT });
        self.program.closures.push(ClosureInfo {
            parent: cx.instance,
            params: Vec::new(),
            ret: Ty::UNIT,
            param_patterns: Vec::new(),
            body: ExprId(0),
            captures: Vec::new(),
            moves: false,
            is_async: false,
            span,
        });
        id
    }

    /// What the place a closure is wanted for says of its parameters (and result).
    fn expected_signature(&mut self, ty: Ty) -> Option<(Vec<Ty>, Option<Ty>)> {
        match self.kind(ty) {
            TyKind::FnPointer(params, ret) => Some((params, Some(ret))),
            TyKind::Closure(id) => Some((self.closure_sigs[id.0 as usize].params.clone(), None)),
            TyKind::Dyn(_) => match self.callable(ty) {
                Callable::Yes(p, r) => Some((p, Some(r))),
                _ => None,
            },
            TyKind::Adt(d, args) if matches!(self.adt_lang(d), Some(LangAdt::Box | LangAdt::Rc)) => self.expected_signature(*args.first()?),
            TyKind::Ref { ty, .. } => self.expected_signature(ty),
            TyKind::Infer(_) => {
                let var = self.shallow(ty);
                let mut found: Option<(Vec<Ty>, Option<Ty>)> = None;
                // Obligations on the variable itself, and on what it must be a kind of (`F: MyTrait` where `MyTrait: Fn`).
                let list: Vec<ObligationKind> = self.pending.iter().map(|o| o.kind.clone()).collect();
                for o in list {
                    match o {
                        ObligationKind::Holds(goal) if self.shallow(goal.args[0]) == var => {
                            if matches!(self.trait_lang(goal.trait_), Some("Fn" | "FnMut" | "FnOnce")) {
                                if let TyKind::Tuple(params) = self.kind(goal.args[1]) {
                                    let ret = found.take().and_then(|f| f.1);
                                    found = Some((params, ret));
                                }
                            } else if let Some(sig) = self.fn_supertrait(&goal) {
                                found.get_or_insert(sig);
                            } else if let Some(sig) = self.fn_blanket(&goal) {
                                found.get_or_insert(sig);
                            }
                        }
                        ObligationKind::Projects(goal, name, out)
                            if self.shallow(goal.args[0]) == var
                                && name.as_str() == "Output"
                                && matches!(self.trait_lang(goal.trait_), Some("Fn" | "FnMut" | "FnOnce")) =>
                        {
                            let params = match self.kind(goal.args[1]) {
                                TyKind::Tuple(p) => p,
                                _ => continue,
                            };
                            found = Some((params, Some(out)));
                        }
                        _ => {}
                    }
                }
                found
            }
            _ => None,
        }
    }

    fn fn_supertrait(&mut self, goal: &TraitRef) -> Option<(Vec<Ty>, Option<Ty>)> {
        for p in self.supertraits(goal) {
            if matches!(self.trait_lang(p.trait_ref.trait_), Some("Fn" | "FnMut" | "FnOnce"))
                && let TyKind::Tuple(params) = self.kind(p.trait_ref.args[1])
            {
                return Some((params, p.bindings.first().map(|b| b.1)));
            }
        }
        None
    }

    /// A trait that all functions of one shape have by a blanket impl (`impl<F: Fn(char) -> bool> Pattern for F`).
    fn fn_blanket(&mut self, goal: &TraitRef) -> Option<(Vec<Ty>, Option<Ty>)> {
        for id in self.impls_of(goal.trait_) {
            if self.impl_head(id).is_some() {
                continue;
            }
            let header = self.impl_header(id)?;
            if !matches!(self.program.types.kind(header.self_ty), TyKind::Param(..)) {
                continue;
            }
            for p in header.predicates.iter() {
                if p.trait_ref.args[0] == header.self_ty && matches!(self.trait_lang(p.trait_ref.trait_), Some("Fn" | "FnMut" | "FnOnce")) {
                    let args = self.fresh_args(header.params);
                    let p = self.substitute_predicate(p, &args);
                    if let TyKind::Tuple(params) = self.kind(p.trait_ref.args[1]) {
                        return Some((params, p.bindings.first().map(|b| b.1)));
                    }
                }
            }
        }
        None
    }

    /// The body of an async function: a future that owns the parameters.
    pub(crate) fn async_body(
        &mut self,
        cx: &mut FnCx,
        written: &[Parameter],
        sig: &Signature,
        block: &tree::Block,
        ret: Ty,
        span: Span,
    ) -> ExprId {
        let id = self.new_closure(cx, span);
        cx.names.enter();
        cx.frames.push(Frame { ret, loops: Vec::new(), returns: false, is_async: true, tries: None });
        let mut statements = Vec::new();
        let pats = self.take_arguments(cx, &cx.body.params.clone(), written, &mut statements);
        self.note_parameters(cx, &pats, sig);
        let value = self.block(cx, block, Some(ret));
        let value = self.coerce_result(cx, value, ret, block);
        let body = with_statements(cx, statements, value);
        cx.frames.pop();
        cx.names.leave();
        self.finish_async(cx, id, body, ret, true, span)
    }

    pub(crate) fn async_block(&mut self, cx: &mut FnCx, block: &tree::Block, moves: bool, span: Span) -> ExprId {
        let ret = self.fresh(VarKind::General);
        self.async_block_of(cx, &[], &[], block, ret, moves, span)
    }

    /// An async block that begins with taking the arguments of the closure whose body it is.
    #[allow(clippy::too_many_arguments)]
    fn async_block_of(
        &mut self,
        cx: &mut FnCx,
        arguments: &[PatId],
        written: &[Parameter],
        block: &tree::Block,
        ret: Ty,
        moves: bool,
        span: Span,
    ) -> ExprId {
        let id = self.new_closure(cx, span);
        let tries = cx.relaxed().then(Vec::new);
        cx.names.enter();
        cx.frames.push(Frame { ret, loops: Vec::new(), returns: false, is_async: true, tries });
        let before = cx.diverges;
        cx.diverges = false;
        let mut statements = Vec::new();
        self.take_arguments(cx, arguments, written, &mut statements);
        let value = self.block(cx, block, Some(ret));
        self.settle_tries(cx, value, ret);
        let at = block.tail.as_ref().map_or(block.span, |t| t.span);
        let value = self.coerce(cx, value, ret, at);
        let body = with_statements(cx, statements, value);
        cx.diverges = before;
        cx.frames.pop();
        cx.names.leave();
        self.finish_async(cx, id, body, ret, moves, span)
    }

    /// Decides what the `?` of a relaxed `async` block do: its value is known now.
    fn settle_tries(&mut self, cx: &mut FnCx, value: ExprId, ret: Ty) {
        let Some(tries) = cx.frame().tries.take() else { return };
        let ty = self.shallow(cx.ty(value));
        let gives = self.is_lang(ty, LangAdt::Result).is_some() || ty == Ty::NEVER || matches!(self.kind(ty), TyKind::Infer(_));
        if gives {
            for (node, operand, span) in tries {
                let done = self.try_checked(cx, operand, ret, span);
                cx.body.exprs[node.0 as usize] = cx.body.exprs[done.0 as usize].clone();
            }
        }
    }

    fn finish_async(&mut self, cx: &mut FnCx, id: ClosureId, body: ExprId, ret: Ty, moves: bool, span: Span) -> ExprId {
        self.closure_sigs[id.0 as usize] = crate::ClosureSig { params: Vec::new(), ret };
        let info = &mut self.program.closures[id.0 as usize];
        info.body = body;
        info.moves = moves;
        info.is_async = true;
        let ty = self.lang_ty("Future", vec![ret]);
        let e = cx.push(ExprKind::Async(id), ty, span);
        cx.closures.push((id, e));
        e
    }

    /// `spawn { … }`: a task from the block.
    pub(crate) fn spawn_block(&mut self, cx: &mut FnCx, block: &tree::Block, span: Span) -> ExprId {
        let closure = tree::Closure {
            moves: true,
            is_async: false,
            params: Vec::new(),
            ret: None,
            body: tree::Expr { kind: tree::ExprKind::Block(tree::BlockKind::Plain, None, Box::new(block.clone())), span },
        };
        let f = self.closure(cx, &closure, None, span);
        self.std_call(cx, &["std", "relaxed"], "spawn", vec![f], span)
    }
}

/// A value behind statements.
fn with_statements(cx: &mut FnCx, statements: Vec<Stmt>, value: ExprId) -> ExprId {
    if statements.is_empty() {
        return value;
    }
    let (ty, span) = (cx.ty(value), cx.span_of(value));
    cx.push(ExprKind::Block { statements, tail: Some(value) }, ty, span)
}
