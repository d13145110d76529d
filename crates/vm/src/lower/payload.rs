//! Options that are taken apart at once: `while let Some(x) = …`, `for`, `match … { Some(x) => …, None => … }`. No `Some` is made: where the value ends in one, its payload
//! is evaluated; where it ends in `None`, a jump is.

use super::Ice;
use super::builder::{Builder, Fail, Reading, Storage};
use super::expr::wrap_number;
use super::inline::{Dest, Into};
use super::parts::{Parts, PartsKind};
use super::place::Place;
use crate::ops::{Op, Reg};
use ruchy_check::typed::*;
use ruchy_check::types::TyKind;
use std::rc::Rc;

/// Tuples with more fields come whole.
const MOST_FIELDS: usize = 6;

impl Builder<'_> {
    /// Evaluates an `Option`: the payload of `Some`, or a jump where it is `None`.
    pub fn payload(&mut self, e: ExprId, into: Into, fail: Fail) -> Result<(), Ice> {
        self.at_expr(e, |builder, expr| builder.payload_inner(e, expr, into, fail))
    }

    fn payload_inner(&mut self, e: ExprId, expr: &Expr, into: Into, fail: Fail) -> Result<(), Ice> {
        match &expr.kind {
            ExprKind::Adt { variant, fields, base: None } if self.lang(expr.ty) == Some(LangAdt::Option) => {
                let adt = self.adt(expr.ty).ok_or("a literal of no enum")?;
                let wrap = adt.variants.get(*variant as usize).map(wrap_number);
                match (wrap, fields.first()) {
                    (Some(1), Some(&(_, payload))) => self.value_into(payload, into),
                    _ => {
                        let label = self.fail_label(fail);
                        self.jump(label);
                        Ok(())
                    }
                }
            }
            ExprKind::Coerce(Coercion::NoOp, inner) => self.payload(*inner, into, fail),
            ExprKind::Block { statements, tail: Some(tail) } => self.block_for(statements, *tail, Dest::Payload(into, fail)),
            ExprKind::If { condition, then, otherwise: Some(otherwise) } => {
                self.if_for(*condition, *then, *otherwise, Dest::Payload(into, fail))
            }
            ExprKind::Match { scrutinee, arms } => self.match_for(*scrutinee, arms, Dest::Payload(into, fail)),
            ExprKind::Return(_) | ExprKind::Break { .. } | ExprKind::Continue { .. } => self.value(e, into.dst),
            ExprKind::Call { callee: Callee::Instance(id), args }
                if let InstanceCode::Native(name) = self.program.instances[id.0 as usize].code
                    && matches!(name.as_str(), "slice_next" | "range_next")
                    && let [iter] = args[..] =>
            {
                let mark = self.begin();
                let place = self.inout_place(iter)?;
                let item = self.whole(into);
                if !self.next_or(name.as_str(), &place, item, fail) {
                    return Err("an iterator that is none".into());
                }
                self.spread(item, into);
                self.end(mark);
                Ok(())
            }
            ExprKind::Call { callee: Callee::Instance(id), args } if self.inline(*id, args, Dest::Payload(into, fail))? => Ok(()),
            ExprKind::Call { callee: Callee::Value(callee), args } if self.inline_callee(*callee, args, Dest::Payload(into, fail))? => {
                Ok(())
            }
            _ => {
                let mark = self.top;
                let src = self.whole(into);
                self.value(e, src)?;
                self.unwrap_into(src, into, fail);
                self.settle(mark);
                Ok(())
            }
        }
    }

    /// Where an expression that is just `None`, or `false`, leads where it is wanted for a jump.
    pub fn only_fails(&self, e: ExprId, dest: Dest) -> Option<Fail> {
        let expr = self.expr_of(e);
        match (&expr.kind, dest) {
            (ExprKind::Adt { fields, base: None, .. }, Dest::Payload(_, fail)) => {
                (fields.is_empty() && self.lang(expr.ty) == Some(LangAdt::Option)).then_some(fail)
            }
            (ExprKind::Literal(Constant::Bool(false)), Dest::Truth(fail)) => Some(fail),
            (ExprKind::Block { statements, tail: Some(tail) }, _) if statements.is_empty() => self.only_fails(*tail, dest),
            (ExprKind::Coerce(Coercion::NoOp, inner), _) => self.only_fails(*inner, dest),
            _ => None,
        }
    }

    /// `next` of the iterators that have an instruction for it, at a place; false for others.
    pub fn next_or(&mut self, native: &str, place: &Place, dst: Reg, fail: Fail) -> bool {
        let Some(iter) = place.whole_register().filter(|&iter| iter != dst) else {
            let found = self.next_in_place(native, place, dst);
            if found {
                self.unwrap_some(dst, fail);
            }
            return found;
        };
        let op = match native {
            "slice_next" => Op::NextOfSliceOr { dst, iter, to: 0 },
            "range_next" => Op::NextOfRangeOr { dst, iter, to: 0 },
            _ => return false,
        };
        let label = self.fail_label(fail);
        self.branch(op, label);
        true
    }

    /// The register for a payload that comes whole.
    fn whole(&mut self, into: Into) -> Reg {
        match into.fields {
            None => into.dst,
            Some(_) => self.alloc(),
        }
    }

    /// Evaluates a value to where it is wanted: whole, or its fields.
    pub fn value_into(&mut self, e: ExprId, into: Into) -> Result<(), Ice> {
        if into.fields.is_none() {
            return self.value(e, into.dst);
        }
        self.at_expr(e, |builder, expr| builder.fields_into(e, expr, into))
    }

    fn fields_into(&mut self, e: ExprId, expr: &Expr, into: Into) -> Result<(), Ice> {
        let dest = Dest::Apart(into);
        match &expr.kind {
            ExprKind::Tuple(items) => {
                let fields: Vec<(u32, ExprId)> = items.iter().enumerate().map(|(i, &item)| (i as u32, item)).collect();
                self.literal_into(&fields, into)
            }
            ExprKind::Adt { fields, base: None, .. } => self.literal_into(fields, into),
            ExprKind::Coerce(Coercion::NoOp, inner) => self.fields_into(*inner, self.expr_of(*inner), into),
            ExprKind::Block { statements, tail: Some(tail) } => self.block_for(statements, *tail, dest),
            ExprKind::If { condition, then, otherwise: Some(otherwise) } => self.if_for(*condition, *then, *otherwise, dest),
            ExprKind::Match { scrutinee, arms } => self.match_for(*scrutinee, arms, dest),
            ExprKind::Return(_) | ExprKind::Break { .. } | ExprKind::Continue { .. } | ExprKind::Panic(_) => self.effect(e),
            ExprKind::Call { callee: Callee::Instance(id), args } if self.inline(*id, args, dest)? => Ok(()),
            ExprKind::Call { callee: Callee::Value(callee), args } if self.inline_callee(*callee, args, dest)? => Ok(()),
            _ => {
                let mark = self.top;
                if let Some(parts) = self.parts_at(e)
                    && let PartsKind::Fields { fields, .. } = &parts.kind
                {
                    let take = self.reading(e) == Reading::Take;
                    for (i, (storage, ty)) in fields.iter().enumerate() {
                        let taking = if take { super::parts::Taking::All } else { super::parts::Taking::Copy };
                        self.read_part(storage, *ty, into.dst + i as u16, taking)?;
                    }
                } else {
                    let whole = self.alloc();
                    self.value(e, whole)?;
                    self.spread(whole, into);
                }
                self.settle(mark);
                Ok(())
            }
        }
    }

    /// Evaluates the fields of a literal to where they are wanted.
    fn literal_into(&mut self, fields: &[(u32, ExprId)], into: Into) -> Result<(), Ice> {
        let mark = self.top;
        let mut held = Vec::new();
        for (i, &(index, field)) in fields.iter().enumerate() {
            let reg = into.dst + index as u16;
            self.value(field, reg)?;
            self.settle(mark);
            held.extend(self.hold(reg, self.ty_of(field), fields[i + 1..].iter().map(|&(_, field)| field)));
        }
        self.release(held);
        Ok(())
    }

    /// Moves the fields of a struct or tuple to where they are wanted.
    pub fn spread(&mut self, src: Reg, into: Into) {
        let Some(count) = into.fields else { return };
        for field in 0..count {
            self.op(Op::TakeField { dst: into.dst + field, src, field });
        }
        self.op(Op::Clear { reg: src, count: 1 });
    }

    /// Opens the `Option` in a register and brings its payload to where it is wanted, or jumps.
    pub fn unwrap_into(&mut self, src: Reg, into: Into, fail: Fail) {
        self.unwrap_some(src, fail);
        match into.fields {
            Some(_) => self.spread(src, into),
            None if src != into.dst => {
                self.op(Op::Move { dst: into.dst, src });
            }
            None => {}
        }
    }

    /// Registers for a payload that a pattern may take apart, and the place that they are.
    pub fn payload_place(&mut self, pattern: PatId) -> (Into, Place) {
        let pat = self.pattern_of(pattern);
        let items = match self.kind(pat.ty) {
            TyKind::Tuple(items) if (1..=MOST_FIELDS).contains(&items.len()) => items.clone(),
            _ => Vec::new(),
        };
        let apart = match pat.kind {
            PatKind::Fields { .. } => true,
            PatKind::Bind { local, mode: BindMode::Move, sub: None } => self.can_be_parts(local, &self.scan),
            _ => false,
        };
        if items.is_empty() || !apart {
            let dst = self.alloc();
            return (Into { dst, fields: None }, Place::register(dst));
        }
        let dst = self.alloc_many(items.len() as u16);
        let fields = items.iter().enumerate().map(|(i, &ty)| (Storage::Reg(dst + i as u16), ty)).collect();
        let parts = Parts { ty: pat.ty, kind: PartsKind::Fields { tuple: true, fields } };
        (Into { dst, fields: Some(items.len() as u16) }, Place { parts: Some(Rc::new(parts)), ..Place::register(0) })
    }

    /// The innermost scope owns a payload.
    pub fn own_payload(&mut self, pattern: PatId, place: &Place) {
        let pat = self.pattern_of(pattern);
        match &place.parts {
            Some(parts) => self.own_parts(self.scopes.len() - 1, parts),
            None => self.own_pattern_source(pattern, place.base, pat.ty),
        }
    }

    /// Opens the `Option` in a register, or jumps.
    pub fn unwrap_some(&mut self, reg: Reg, fail: Fail) {
        let label = self.fail_label(fail);
        self.branch(Op::JumpIfWrapNot { src: reg, wrap: 1, to: 0 }, label);
        self.op(Op::Unwrap { dst: reg, src: reg });
    }
}
