//! Control flow: blocks, conditionals, loops, leaving them.

use super::Ice;
use super::builder::{Builder, Fail, LoopContext};
use super::inline::{Dest, Into};
use super::place::{Place, is_place};
use crate::code::Step;
use crate::ops::{CompareOp, Op, Reg};
use ruchy_check::typed::*;
use ruchy_check::types::{IntKind, Ty, TyKind};

impl Builder<'_> {
    pub fn block(&mut self, statements: &[Stmt], tail: Option<ExprId>, dst: Reg) -> Result<(), Ice> {
        if let Some(tail) = tail {
            return self.block_for(statements, tail, Dest::Value(dst));
        }
        self.open();
        for statement in statements {
            self.statement(statement)?;
        }
        self.op(Op::Unit { dst });
        self.close();
        Ok(())
    }

    /// A block whose tail gives what is wanted.
    pub fn block_for(&mut self, statements: &[Stmt], tail: ExprId, dest: Dest) -> Result<(), Ice> {
        self.open();
        for statement in statements {
            self.statement(statement)?;
        }
        // A tail's temporaries are dropped before the block's variables.
        self.open();
        self.evaluate(tail, dest)?;
        self.close();
        self.close();
        Ok(())
    }

    fn statement(&mut self, statement: &Stmt) -> Result<(), Ice> {
        match statement {
            Stmt::Expr(e) => {
                self.open();
                self.effect(*e)?;
                self.close();
                Ok(())
            }
            Stmt::Let { pattern, value, otherwise } => self.let_statement(*pattern, *value, *otherwise),
        }
    }

    pub fn if_value(&mut self, condition: ExprId, then: ExprId, otherwise: Option<ExprId>, dst: Reg) -> Result<(), Ice> {
        if let Some(otherwise) = otherwise {
            return self.if_for(condition, then, otherwise, Dest::Value(dst));
        }
        let (no, done) = (self.label(), self.label());
        self.open();
        let fail = self.fail_to(no);
        self.condition(condition, fail)?;
        self.value(then, dst)?;
        self.close();
        self.jump(done);
        self.place_label(no);
        self.op(Op::Unit { dst });
        self.place_label(done);
        Ok(())
    }

    /// A condition whose branches give what is wanted.
    pub fn if_for(&mut self, condition: ExprId, then: ExprId, otherwise: ExprId, dest: Dest) -> Result<(), Ice> {
        let (no, done) = (self.label(), self.label());
        let only_fails = self.only_fails(otherwise, dest);
        self.open();
        let fail = only_fails.unwrap_or_else(|| self.fail_to(no));
        self.condition(condition, fail)?;
        self.evaluate(then, dest)?;
        self.close();
        if only_fails.is_some() {
            return Ok(());
        }
        self.jump(done);
        self.place_label(no);
        self.open();
        self.evaluate(otherwise, dest)?;
        self.close();
        self.place_label(done);
        Ok(())
    }

    pub fn if_effect(&mut self, condition: ExprId, then: ExprId, otherwise: Option<ExprId>) -> Result<(), Ice> {
        let no = self.label();
        self.open();
        let fail = self.fail_to(no);
        self.condition(condition, fail)?;
        self.discard(then)?;
        self.close();
        match otherwise {
            Some(otherwise) => {
                let done = self.label();
                self.jump(done);
                self.place_label(no);
                self.open();
                self.discard(otherwise)?;
                self.close();
                self.place_label(done);
            }
            None => self.place_label(no),
        }
        Ok(())
    }

    /// A block or other expression whose value is not wanted.
    pub fn discard(&mut self, e: ExprId) -> Result<(), Ice> {
        if let ExprKind::Block { statements, tail } = &self.expr_of(e).kind {
            self.open();
            for statement in statements {
                self.statement(statement)?;
            }
            if let Some(tail) = tail {
                self.open();
                self.discard(*tail)?;
                self.close();
            }
            self.close();
            return Ok(());
        }
        self.effect(e)
    }

    fn enter_loop(&mut self, label: LoopId, again: Option<super::builder::Label>, dst: Reg) -> super::builder::Label {
        let leave = self.label();
        // What a later part of the body lends is lent at its beginning, the next time.
        let scan = self.scan.clone();
        self.lent.extend(scan.lends_in.get(&label).into_iter().flatten());
        self.loops.push(LoopContext { label, scopes: self.scopes.len(), leave, again, dst });
        leave
    }

    pub fn loop_value(&mut self, label: LoopId, body: ExprId, dst: Reg) -> Result<(), Ice> {
        let mark = self.top;
        self.hold_floats(label);
        let again = self.here();
        let leave = self.enter_loop(label, Some(again), dst);
        self.open();
        self.discard(body)?;
        self.close();
        self.jump_back(again);
        self.loops.pop();
        self.place_label(leave);
        self.release_floats(label);
        self.top = mark;
        Ok(())
    }

    pub fn while_loop(&mut self, label: LoopId, condition: ExprId, body: ExprId) -> Result<(), Ice> {
        self.hold_floats(label);
        let scratch = self.alloc();
        let again = self.here();
        let leave = self.enter_loop(label, Some(again), scratch);
        self.open();
        let fail = self.fail_to(leave);
        self.condition(condition, fail)?;
        self.discard(body)?;
        self.close();
        self.jump_back(again);
        self.loops.pop();
        self.place_label(leave);
        self.release_floats(label);
        Ok(())
    }

    pub fn labelled(&mut self, label: LoopId, body: ExprId, dst: Reg) -> Result<(), Ice> {
        let leave = self.enter_loop(label, None, dst);
        self.value(body, dst)?;
        self.loops.pop();
        self.place_label(leave);
        Ok(())
    }

    pub fn break_(&mut self, label: LoopId, value: Option<ExprId>) -> Result<(), Ice> {
        let target = self.loops.iter().rposition(|context| context.label == label).ok_or("a break out of no loop")?;
        let (dst, scopes, leave) = {
            let context = &self.loops[target];
            (context.dst, context.scopes, context.leave)
        };
        match value {
            Some(value) => self.value(value, dst)?,
            None => {
                self.op(Op::Unit { dst });
            }
        }
        self.leave_scopes(scopes);
        self.jump(leave);
        Ok(())
    }

    pub fn continue_(&mut self, label: LoopId) -> Result<(), Ice> {
        let context = self.loops.iter().rev().find(|context| context.label == label).ok_or("a continue of no loop")?;
        let (scopes, again) = (context.scopes, context.again.ok_or("a continue of a block")?);
        self.leave_scopes(scopes);
        self.jump_back(again);
        Ok(())
    }

    pub fn return_(&mut self, value: Option<ExprId>) -> Result<(), Ice> {
        let (dest, scopes) = self.exit.map_or((Dest::Value(0), 0), |exit| (exit.dest, exit.scopes));
        match (value, dest) {
            (Some(value), dest) => self.evaluate(value, dest)?,
            (None, Dest::Value(dst)) => {
                self.op(Op::Unit { dst });
            }
            (None, Dest::Nothing) => {}
            (None, _) => return Err("a return without a value".into()),
        }
        self.leave_scopes(scopes);
        match self.exit {
            Some(exit) => self.jump(exit.label),
            None => self.emit_return(),
        }
        Ok(())
    }

    pub fn for_loop(&mut self, label: LoopId, pattern: PatId, iter: ExprId, next: &Callee, item: Ty, body: ExprId) -> Result<(), Ice> {
        self.open();
        self.hold_floats(label);
        if let Some((start, end, inclusive)) = self.range_parts(iter, item) {
            self.range_loop(label, pattern, (start, end, inclusive), item, body)?;
        } else {
            self.iterator_loop(label, pattern, iter, next, body)?;
        }
        self.release_floats(label);
        self.close();
        Ok(())
    }

    /// `a..b` or `a..=b` of integers, written right there.
    fn range_parts(&self, iter: ExprId, item: Ty) -> Option<(ExprId, ExprId, bool)> {
        if !matches!(self.kind(item), TyKind::Int(kind) if !matches!(kind, IntKind::I128 | IntKind::U128)) {
            return None;
        }
        let mut iter = iter;
        while let ExprKind::Coerce(Coercion::NoOp, inner) = self.expr_of(iter).kind {
            iter = inner;
        }
        // `IntoIterator::into_iter` of an iterator is the iterator.
        if let ExprKind::Call { callee: Callee::Instance(id), args } = &self.expr_of(iter).kind
            && let [arg] = args[..]
            && self.ty_of(arg) == self.ty_of(iter)
            && self.program.instances[id.0 as usize].name.contains("into_iter")
        {
            iter = arg;
        }
        let inclusive = match self.lang(self.ty_of(iter))? {
            LangAdt::Range => false,
            LangAdt::RangeInclusive => true,
            _ => return None,
        };
        let ExprKind::Adt { fields, base: None, .. } = &self.expr_of(iter).kind else { return None };
        let field = |index: u32| fields.iter().find(|(i, _)| *i == index).map(|(_, e)| *e);
        Some((field(0)?, field(1)?, inclusive))
    }

    fn range_loop(
        &mut self,
        label: LoopId,
        pattern: PatId,
        (start, end, inclusive): (ExprId, ExprId, bool),
        item: Ty,
        body: ExprId,
    ) -> Result<(), Ice> {
        let current = self.alloc();
        self.value(start, current)?;
        let last = self.alloc();
        self.value(end, last)?;
        let variable = self.alloc();
        let flag = self.alloc();
        let step = self.label();
        let leave = self.enter_loop(label, Some(step), flag);
        let fused = match self.kind(item) {
            _ if inclusive || last != current + 1 || variable != last + 1 => None,
            TyKind::Int(IntKind::I32) => Some(Op::ForI32 { base: current, to: 0 }),
            TyKind::Int(IntKind::I64) => Some(Op::ForI64 { base: current, to: 0 }),
            TyKind::Int(IntKind::U64) => Some(Op::ForU64 { base: current, to: 0 }),
            TyKind::Int(IntKind::Usize) => Some(Op::ForUsize { base: current, to: 0 }),
            _ => None,
        };
        let begin = self.here();
        // Past the end?
        let past = if inclusive { CompareOp::Gt } else { CompareOp::Ge };
        self.number_jump(past, item, current, last, flag, leave);
        let again = self.here();
        self.op(Op::Copy { dst: variable, src: current });
        let body_start = self.here();
        self.open();
        self.bind(pattern, &Place::register(variable))?;
        self.discard(body)?;
        self.close();
        self.place_label(step);
        if let Some(op) = fused {
            self.branch(op, body_start);
        } else {
            if inclusive {
                // The step after the last number might overflow.
                self.number_jump(CompareOp::Ge, item, current, last, flag, leave);
            }
            self.increment(item, current, flag);
            self.jump_back(if inclusive { again } else { begin });
        }
        self.loops.pop();
        self.place_label(leave);
        Ok(())
    }

    /// Jumps if `r[a] op r[b]`, `op` one of `>` and `>=`.
    fn number_jump(&mut self, op: CompareOp, ty: Ty, a: Reg, b: Reg, flag: Reg, label: super::builder::Label) {
        let strict = op == CompareOp::Gt;
        let branch = match (self.kind(ty), strict) {
            (TyKind::Int(IntKind::I32), true) => Op::JumpLtI32 { a: b, b: a, to: 0 },
            (TyKind::Int(IntKind::I32), false) => Op::JumpLeI32 { a: b, b: a, to: 0 },
            (TyKind::Int(IntKind::I64), true) => Op::JumpLtI64 { a: b, b: a, to: 0 },
            (TyKind::Int(IntKind::I64), false) => Op::JumpLeI64 { a: b, b: a, to: 0 },
            (TyKind::Int(IntKind::Usize), true) => Op::JumpLtUsize { a: b, b: a, to: 0 },
            (TyKind::Int(IntKind::Usize), false) => Op::JumpLeUsize { a: b, b: a, to: 0 },
            (TyKind::Int(IntKind::U64), true) => Op::JumpLtU64 { a: b, b: a, to: 0 },
            (TyKind::Int(IntKind::U64), false) => Op::JumpLeU64 { a: b, b: a, to: 0 },
            _ => {
                self.op(Op::Compare { op, dst: flag, a, b });
                Op::JumpIf { cond: flag, to: 0 }
            }
        };
        self.branch(branch, label);
    }

    fn increment(&mut self, ty: Ty, reg: Reg, flag: Reg) {
        let op = match self.kind(ty) {
            TyKind::Int(IntKind::I32) => Op::AddImmI32 { dst: reg, a: reg, value: 1 },
            TyKind::Int(IntKind::I64) => Op::AddImmI64 { dst: reg, a: reg, value: 1 },
            TyKind::Int(IntKind::Usize) => Op::AddImmUsize { dst: reg, a: reg, value: 1 },
            TyKind::Int(IntKind::U64) => Op::AddImmU64 { dst: reg, a: reg, value: 1 },
            TyKind::Int(kind) => {
                let index = self.constant(crate::value::Value::int(*kind, 1));
                self.op(Op::Const { dst: flag, index });
                Op::Arith { op: crate::ops::ArithOp::Add, dst: reg, a: reg, b: flag }
            }
            _ => return,
        };
        self.op(op);
    }

    fn iterator_loop(&mut self, label: LoopId, pattern: PatId, iter: ExprId, next: &Callee, body: ExprId) -> Result<(), Ice> {
        let iterator = self.iterator(iter)?;
        let scratch = self.alloc();
        let again = self.here();
        let leave = self.enter_loop(label, Some(again), scratch);
        self.open();
        let fail = self.fail_to(leave);
        let (into, place) = self.payload_place(pattern);
        self.next_item(next, &iterator, self.ty_of(iter), into, fail)?;
        self.own_payload(pattern, &place);
        self.bind(pattern, &place)?;
        self.discard(body)?;
        self.close();
        self.jump_back(again);
        self.loops.pop();
        self.place_label(leave);
        Ok(())
    }

    /// The iterator of a loop, owned by the innermost scope.
    fn iterator(&mut self, iter: ExprId) -> Result<Place, Ice> {
        let place = if !is_place(&self.expr_of(iter).kind) && self.can_split(iter) {
            let parts = self.split(iter)?;
            self.own_parts(self.scopes.len() - 1, &parts);
            Place { parts: Some(parts), ..Place::register(0) }
        } else {
            Place::register(self.temporary(iter)?)
        };
        Ok(Place { scratch: false, ..place })
    }

    /// The payload of `next(&mut iterator)`; a jump where that is `None`.
    fn next_item(&mut self, next: &Callee, iterator: &Place, iter_ty: Ty, into: Into, fail: Fail) -> Result<(), Ice> {
        // The topmost register is the window.
        let mark = self.top;
        let result = if into.fields.is_none() { into.dst } else { self.alloc() };
        let arg = self.alloc();
        let moved_in = match next {
            Callee::Instance(id) => {
                self.program.instances[id.0 as usize].params.first().is_some_and(|param| param.mode == ParamMode::InOut)
            }
            Callee::Virtual { params, .. } => params.first() == Some(&ParamMode::InOut),
            _ => false,
        };
        // An iterator that is a `&mut` (or a box of a trait object) hands on what it refers to.
        let mut place = iterator.clone();
        if let Callee::Virtual { .. } = next
            && matches!(self.kind(iter_ty), TyKind::Ref { mutable: true, .. })
        {
            place.steps.push(Step::Deref);
        }
        if let Callee::Instance(id) = next
            && let InstanceCode::Native(name) = self.program.instances[id.0 as usize].code
            && self.next_or(name.as_str(), &place, result, fail)
        {
            self.spread(result, into);
            self.top = mark;
            return Ok(());
        }
        if moved_in
            && let Callee::Instance(id) = next
            && self.inline_next(*id, &place, Dest::Payload(into, fail))?
        {
            self.top = mark;
            return Ok(());
        }
        if moved_in {
            self.move_in(&place, arg)?;
            let start = self.pc();
            match next {
                Callee::Instance(id) => self.call_instance(*id, result)?,
                Callee::Virtual { trait_, method, params } => {
                    let method = self.lowerer.virtual_method(*trait_, *method, params.len() as u16);
                    self.op(Op::CallVirtual { method, base: result });
                }
                _ => return Err("an iterator without `next`".into()),
            }
            self.put_back(&place, arg, start);
        } else if place.parts.is_some() {
            return Err("an iterator in parts that is handed over".into());
        } else {
            let path = self.path(place.base, &place.steps);
            self.op(Op::PathRef { dst: arg, path });
            match next {
                Callee::Instance(id) => self.call_instance(*id, result)?,
                _ => return Err("an iterator without `next`".into()),
            }
            if place.steps.is_empty() {
                self.op(Op::TakeBack { reg: place.base });
            }
        }
        self.unwrap_into(result, into, fail);
        self.top = mark;
        Ok(())
    }
}
