//! Options that are taken apart at once: `while let Some(x) = …`, `for`, `match … { Some(x) => …, None => … }`. No `Some` is made: where the value ends in one, its payload
//! is evaluated; where it ends in `None`, a jump is.

use super::Ice;
use super::builder::{Builder, Fail};
use super::expr::wrap_number;
use super::inline::Dest;
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
            ExprKind::Call { callee: Callee::Instance(id), args } if self.inline(*id, args, Dest::Payload(dst, fail))? => Ok(()),
            ExprKind::Call { callee: Callee::Value(callee), args }
                if !self.drops_callee(*callee)
                    && let Some(parts) = self.parts_at(*callee)
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

    /// Opens the `Option` in a register, or jumps.
    pub fn unwrap_some(&mut self, reg: Reg, fail: Fail) {
        let label = self.fail_label(fail);
        self.branch(Op::JumpIfWrapNot { src: reg, wrap: 1, to: 0 }, label);
        self.op(Op::Unwrap { dst: reg, src: reg });
    }
}
