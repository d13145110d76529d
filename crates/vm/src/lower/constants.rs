//! Values that are known before the program runs: literals, constants made of them, and floats that a loop keeps in registers.

use super::builder::Builder;
use crate::ops::{Op, Reg};
use crate::value::Value;
use ruchy_check::typed::*;
use ruchy_check::types::{FloatKind, IntKind, Ty, TyKind};
use ruchy_syntax::tree::BinaryOp;

/// Constants are looked through this deep: one that depends on itself has no end.
const DEPTH: u32 = 16;

/// The number that an expression is, if that is known.
pub(super) fn known(program: &Program, body: &Body, e: ExprId) -> Option<Constant> {
    known_within(program, body, e, DEPTH)
}

fn known_within(program: &Program, body: &Body, e: ExprId, depth: u32) -> Option<Constant> {
    let depth = depth.checked_sub(1)?;
    let expr = &body.exprs[e.0 as usize];
    match &expr.kind {
        ExprKind::Literal(constant @ (Constant::Int(_) | Constant::Float(_) | Constant::Bool(_) | Constant::Char(_))) => {
            Some(constant.clone())
        }
        ExprKind::Coerce(Coercion::NoOp, inner) => known_within(program, body, *inner, depth),
        ExprKind::Block { statements, tail: Some(tail) } if statements.is_empty() => known_within(program, body, *tail, depth),
        ExprKind::Unary(UnaryOp::Neg, inner) => match known_within(program, body, *inner, depth)? {
            Constant::Int(x) => fitting(program, expr.ty, x.checked_neg()?),
            Constant::Float(x) => Some(Constant::Float(-x)),
            _ => None,
        },
        ExprKind::Binary(op, a, b) => {
            let (a, b) = (known_within(program, body, *a, depth)?, known_within(program, body, *b, depth)?);
            match (a, b) {
                (Constant::Int(a), Constant::Int(b)) => fitting(program, expr.ty, int_operation(*op, a, b)?),
                (Constant::Float(a), Constant::Float(b)) if is_f64(program, expr.ty) => Some(Constant::Float(match op {
                    BinaryOp::Add => a + b,
                    BinaryOp::Sub => a - b,
                    BinaryOp::Mul => a * b,
                    BinaryOp::Div => a / b,
                    _ => return None,
                })),
                _ => None,
            }
        }
        ExprKind::Global(global) => {
            let info = &program.globals[global.0 as usize];
            let (GlobalKind::Const, Some(init)) = (info.kind, info.init) else { return None };
            match &program.instances[init.0 as usize].code {
                InstanceCode::Body(body) => known_within(program, body, body.root?, depth),
                _ => None,
            }
        }
        _ => None,
    }
}

fn int_operation(op: BinaryOp, a: i128, b: i128) -> Option<i128> {
    match op {
        BinaryOp::Add => a.checked_add(b),
        BinaryOp::Sub => a.checked_sub(b),
        BinaryOp::Mul => a.checked_mul(b),
        BinaryOp::Div => a.checked_div(b),
        BinaryOp::Rem => a.checked_rem(b),
        _ => None,
    }
}

/// An integer that is one of its type: what does not fit is left to the run, which reports it.
fn fitting(program: &Program, ty: Ty, value: i128) -> Option<Constant> {
    match program.types.kind(ty) {
        TyKind::Int(IntKind::I128 | IntKind::U128) => None,
        TyKind::Int(kind) if Value::int(*kind, value).as_int() == Some(value) => Some(Constant::Int(value)),
        _ => None,
    }
}

fn is_f64(program: &Program, ty: Ty) -> bool {
    matches!(program.types.kind(ty), TyKind::Float(FloatKind::F64))
}

/// The bits of the `f64` that an expression is, if that is known.
pub(super) fn known_float(program: &Program, body: &Body, e: ExprId) -> Option<u64> {
    if !is_f64(program, body.exprs[e.0 as usize].ty) {
        return None;
    }
    match known(program, body, e)? {
        Constant::Float(x) => Some(x.to_bits()),
        _ => None,
    }
}

impl Builder<'_> {
    /// The value of a constant of the program, if it is known.
    pub fn known_global(&self, e: ExprId) -> Option<Constant> {
        match self.expr_of(e).kind {
            ExprKind::Global(_) => known(self.program, self.body, e),
            _ => None,
        }
    }

    /// Puts the floats that a loop names into registers, before it begins; inner loops use those of the outermost.
    pub fn hold_floats(&mut self, label: LoopId) {
        let scan = self.scan.clone();
        for &bits in scan.loop_floats.get(&label).into_iter().flatten() {
            let reg = self.alloc();
            let index = self.constant(Value::from(f64::from_bits(bits)));
            self.op(Op::Const { dst: reg, index });
            self.held_floats.insert(bits, reg);
        }
    }

    /// Forgets them at the loop's end.
    pub fn release_floats(&mut self, label: LoopId) {
        if self.scan.loop_floats.contains_key(&label) {
            self.held_floats.clear();
        }
    }

    /// The register that holds a known float.
    pub fn held_float(&self, e: ExprId) -> Option<Reg> {
        if self.held_floats.is_empty() {
            return None;
        }
        self.held_floats.get(&known_float(self.program, self.body, e)?).copied()
    }
}
