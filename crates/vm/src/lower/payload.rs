//! Options that are taken apart at once: `while let Some(x) = …`, `for`, `match … { Some(x) => …, None => … }`. No `Some` is made: where the value ends in one, its payload
//! is evaluated; where it ends in `None`, a jump is.

use super::Ice;
use super::builder::{Builder, Fail};
use super::expr::wrap_number;
use super::inline::Dest;
use super::place::Place;
use crate::ops::{Op, Reg};
use ruchy_check::typed::*;

impl Builder<'_> {
    /// Evaluates an `Option`: the payload of `Some` into `dst`; a jump where it is `None`.
    pub fn payload(&mut self, e: ExprId, dst: Reg, fail: Fail) -> Result<(), Ice> {
        let expr = self.expr_of(e);
        let outer = self.at(expr.span);
        let result = self.payload_inner(e, expr, dst, fail);
        self.at(outer);
        result
    }

    fn payload_inner(&mut self, e: ExprId, expr: &Expr, dst: Reg, fail: Fail) -> Result<(), Ice> {
        match &expr.kind {
            ExprKind::Adt { variant, fields, base: None } if self.lang(expr.ty) == Some(LangAdt::Option) => {
                let adt = self.adt(expr.ty).ok_or("a literal of no enum")?;
                let wrap = adt.variants.get(*variant as usize).map(wrap_number);
                match (wrap, fields.first()) {
                    (Some(1), Some(&(_, payload))) => self.value(payload, dst),
                    _ => {
                        let label = self.fail_label(fail);
                        self.jump(label);
                        Ok(())
                    }
                }
            }
            ExprKind::Coerce(Coercion::NoOp, inner) => self.payload(*inner, dst, fail),
            ExprKind::Block { statements, tail: Some(tail) } => self.block_for(statements, *tail, Dest::Payload(dst, fail)),
            ExprKind::If { condition, then, otherwise: Some(otherwise) } => {
                self.if_for(*condition, *then, *otherwise, Dest::Payload(dst, fail))
            }
            ExprKind::Match { scrutinee, arms } => self.match_for(*scrutinee, arms, Dest::Payload(dst, fail)),
            ExprKind::Return(_) | ExprKind::Break { .. } | ExprKind::Continue { .. } => self.value(e, dst),
            ExprKind::Call { callee: Callee::Instance(id), args }
                if let InstanceCode::Native(name) = self.program.instances[id.0 as usize].code
                    && matches!(name.as_str(), "slice_next" | "range_next")
                    && let [iter] = args[..] =>
            {
                let mark = self.begin();
                let place = self.inout_place(iter)?;
                if !self.next_or(name.as_str(), &place, dst, fail) {
                    return Err("an iterator that is none".into());
                }
                self.end(mark);
                Ok(())
            }
            ExprKind::Call { callee: Callee::Instance(id), args } if self.inline(*id, args, Dest::Payload(dst, fail))? => Ok(()),
            ExprKind::Call { callee: Callee::Value(callee), args }
                if let Some(parts) = self.parts_at(*callee)
                    && self.inline_closure(&parts, args, Dest::Payload(dst, fail))? =>
            {
                Ok(())
            }
            _ => {
                self.value(e, dst)?;
                self.unwrap_some(dst, fail);
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

    /// Opens the `Option` in a register, or jumps.
    pub fn unwrap_some(&mut self, reg: Reg, fail: Fail) {
        let label = self.fail_label(fail);
        self.branch(Op::JumpIfWrapNot { src: reg, wrap: 1, to: 0 }, label);
        self.op(Op::Unwrap { dst: reg, src: reg });
    }
}
