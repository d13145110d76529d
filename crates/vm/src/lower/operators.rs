//! Operators: the typed instruction for a kind of number, and conditions as jumps.

use super::Ice;
use super::builder::{Builder, Fail, Item, Reading, Storage};
use super::inline::Dest;
use crate::ops::{ArithOp, CompareOp, Op, Reg, with_integers};
use ruchy_check::typed::*;
use ruchy_check::types::{FloatKind, IntKind, Ty, TyKind};
use ruchy_syntax::tree::BinaryOp;

/// Kinds of numbers that have instructions of their own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NumberKind {
    I32,
    I64,
    U64,
    Usize,
    F64,
}

/// Functions from a kind of number and an operator to the instruction.
macro_rules! instructions {
    ($(($kind:ident $ty:ident $add:ident $sub:ident $mul:ident $div:ident $rem:ident $bit_and:ident $bit_or:ident $bit_xor:ident $shl:ident $shr:ident $add_imm:ident $sub_imm:ident $mul_imm:ident $div_imm:ident $rem_imm:ident $bit_and_imm:ident $shl_imm:ident $shr_imm:ident $for:ident $lt:ident $le:ident $eq:ident $ne:ident $jump_lt:ident $jump_le:ident $jump_eq:ident $jump_ne:ident $jump_lt_imm:ident $jump_le_imm:ident $jump_gt_imm:ident $jump_ge_imm:ident $jump_eq_imm:ident $jump_ne_imm:ident))*) => {
        /// `r[dst] = r[a] op r[b]`
        fn arithmetic(kind: NumberKind, op: BinaryOp, dst: Reg, a: Reg, b: Reg) -> Option<Op> {
            Some(match (kind, op) {
                $(
                    (NumberKind::$kind, BinaryOp::Add) => Op::$add { dst, a, b },
                    (NumberKind::$kind, BinaryOp::Sub) => Op::$sub { dst, a, b },
                    (NumberKind::$kind, BinaryOp::Mul) => Op::$mul { dst, a, b },
                    (NumberKind::$kind, BinaryOp::Div) => Op::$div { dst, a, b },
                    (NumberKind::$kind, BinaryOp::Rem) => Op::$rem { dst, a, b },
                    (NumberKind::$kind, BinaryOp::BitAnd) => Op::$bit_and { dst, a, b },
                    (NumberKind::$kind, BinaryOp::BitOr) => Op::$bit_or { dst, a, b },
                    (NumberKind::$kind, BinaryOp::BitXor) => Op::$bit_xor { dst, a, b },
                    (NumberKind::$kind, BinaryOp::Shl) => Op::$shl { dst, a, b },
                    (NumberKind::$kind, BinaryOp::Shr) => Op::$shr { dst, a, b },
                )*
                (NumberKind::F64, BinaryOp::Add) => Op::AddF64 { dst, a, b },
                (NumberKind::F64, BinaryOp::Sub) => Op::SubF64 { dst, a, b },
                (NumberKind::F64, BinaryOp::Mul) => Op::MulF64 { dst, a, b },
                (NumberKind::F64, BinaryOp::Div) => Op::DivF64 { dst, a, b },
                (NumberKind::F64, BinaryOp::Rem) => Op::RemF64 { dst, a, b },
                _ => return None,
            })
        }

        /// A comparison; `>` and `>=` are turned round by the caller.
        fn test(kind: NumberKind, op: BinaryOp, dst: Reg, a: Reg, b: Reg) -> Option<Op> {
            Some(match (kind, op) {
                $(
                    (NumberKind::$kind, BinaryOp::Lt) => Op::$lt { dst, a, b },
                    (NumberKind::$kind, BinaryOp::Le) => Op::$le { dst, a, b },
                    (NumberKind::$kind, BinaryOp::Eq) => Op::$eq { dst, a, b },
                    (NumberKind::$kind, BinaryOp::Ne) => Op::$ne { dst, a, b },
                )*
                (NumberKind::F64, BinaryOp::Lt) => Op::LtF64 { dst, a, b },
                (NumberKind::F64, BinaryOp::Le) => Op::LeF64 { dst, a, b },
                (NumberKind::F64, BinaryOp::Eq) => Op::EqF64 { dst, a, b },
                (NumberKind::F64, BinaryOp::Ne) => Op::NeF64 { dst, a, b },
                _ => return None,
            })
        }

        /// A jump if a comparison holds.
        fn branch(kind: NumberKind, op: BinaryOp, a: Reg, b: Reg) -> Option<Op> {
            Some(match (kind, op) {
                $(
                    (NumberKind::$kind, BinaryOp::Lt) => Op::$jump_lt { a, b, to: 0 },
                    (NumberKind::$kind, BinaryOp::Le) => Op::$jump_le { a, b, to: 0 },
                    (NumberKind::$kind, BinaryOp::Eq) => Op::$jump_eq { a, b, to: 0 },
                    (NumberKind::$kind, BinaryOp::Ne) => Op::$jump_ne { a, b, to: 0 },
                )*
                (NumberKind::F64, BinaryOp::Lt) => Op::JumpLtF64 { a, b, to: 0 },
                (NumberKind::F64, BinaryOp::Le) => Op::JumpLeF64 { a, b, to: 0 },
                (NumberKind::F64, BinaryOp::Eq) => Op::JumpEqF64 { a, b, to: 0 },
                (NumberKind::F64, BinaryOp::Ne) => Op::JumpNeF64 { a, b, to: 0 },
                _ => return None,
            })
        }

        /// A jump if a comparison with a small number holds.
        fn branch_immediate(kind: NumberKind, op: BinaryOp, a: Reg, value: i16) -> Option<Op> {
            Some(match (kind, op) {
                $(
                    (NumberKind::$kind, BinaryOp::Lt) => Op::$jump_lt_imm { a, value, to: 0 },
                    (NumberKind::$kind, BinaryOp::Le) => Op::$jump_le_imm { a, value, to: 0 },
                    (NumberKind::$kind, BinaryOp::Gt) => Op::$jump_gt_imm { a, value, to: 0 },
                    (NumberKind::$kind, BinaryOp::Ge) => Op::$jump_ge_imm { a, value, to: 0 },
                    (NumberKind::$kind, BinaryOp::Eq) => Op::$jump_eq_imm { a, value, to: 0 },
                    (NumberKind::$kind, BinaryOp::Ne) => Op::$jump_ne_imm { a, value, to: 0 },
                )*
                _ => return None,
            })
        }

        /// An operation with a small number.
        fn immediate(kind: NumberKind, op: BinaryOp, dst: Reg, a: Reg, value: i16) -> Option<Op> {
            Some(match (kind, op) {
                $(
                    (NumberKind::$kind, BinaryOp::Add) => Op::$add_imm { dst, a, value },
                    (NumberKind::$kind, BinaryOp::Sub) => Op::$sub_imm { dst, a, value },
                    (NumberKind::$kind, BinaryOp::Mul) => Op::$mul_imm { dst, a, value },
                    (NumberKind::$kind, BinaryOp::Div) => Op::$div_imm { dst, a, value },
                    (NumberKind::$kind, BinaryOp::Rem) => Op::$rem_imm { dst, a, value },
                    (NumberKind::$kind, BinaryOp::BitAnd) => Op::$bit_and_imm { dst, a, value },
                    (NumberKind::$kind, BinaryOp::Shl) => Op::$shl_imm { dst, a, value },
                    (NumberKind::$kind, BinaryOp::Shr) => Op::$shr_imm { dst, a, value },
                )*
                _ => return None,
            })
        }
    };
}

with_integers! { instructions! {} }

/// The comparison that an operator is.
pub(super) fn comparison(op: BinaryOp) -> Option<CompareOp> {
    Some(match op {
        BinaryOp::Eq => CompareOp::Eq,
        BinaryOp::Ne => CompareOp::Ne,
        BinaryOp::Lt => CompareOp::Lt,
        BinaryOp::Le => CompareOp::Le,
        BinaryOp::Gt => CompareOp::Gt,
        BinaryOp::Ge => CompareOp::Ge,
        _ => return None,
    })
}

fn arith_op(op: BinaryOp) -> Option<ArithOp> {
    Some(match op {
        BinaryOp::Add => ArithOp::Add,
        BinaryOp::Sub => ArithOp::Sub,
        BinaryOp::Mul => ArithOp::Mul,
        BinaryOp::Div => ArithOp::Div,
        BinaryOp::Rem => ArithOp::Rem,
        BinaryOp::BitAnd | BinaryOp::And => ArithOp::BitAnd,
        BinaryOp::BitOr | BinaryOp::Or => ArithOp::BitOr,
        BinaryOp::BitXor => ArithOp::BitXor,
        BinaryOp::Shl => ArithOp::Shl,
        BinaryOp::Shr => ArithOp::Shr,
        _ => return None,
    })
}

/// `a op b` as `b op' a`.
fn turned(op: BinaryOp) -> Option<BinaryOp> {
    match op {
        BinaryOp::Gt => Some(BinaryOp::Lt),
        BinaryOp::Ge => Some(BinaryOp::Le),
        _ => None,
    }
}

/// The comparison that holds when this one does not; not for floats.
fn negated(op: BinaryOp) -> Option<BinaryOp> {
    Some(match op {
        BinaryOp::Lt => BinaryOp::Ge,
        BinaryOp::Le => BinaryOp::Gt,
        BinaryOp::Gt => BinaryOp::Le,
        BinaryOp::Ge => BinaryOp::Lt,
        BinaryOp::Eq => BinaryOp::Ne,
        BinaryOp::Ne => BinaryOp::Eq,
        _ => return None,
    })
}

impl Builder<'_> {
    fn number_kind(&self, ty: Ty) -> Option<NumberKind> {
        Some(match self.kind(ty) {
            TyKind::Int(IntKind::I32) => NumberKind::I32,
            TyKind::Int(IntKind::I64) => NumberKind::I64,
            TyKind::Int(IntKind::U64) => NumberKind::U64,
            TyKind::Int(IntKind::Usize) => NumberKind::Usize,
            TyKind::Float(FloatKind::F64) => NumberKind::F64,
            TyKind::Ref { mutable: false, ty } => return self.number_kind(*ty),
            _ => return None,
        })
    }

    /// A small number that an expression is.
    fn small(&self, e: ExprId) -> Option<i16> {
        match &self.expr_of(e).kind {
            ExprKind::Literal(Constant::Int(x)) => i16::try_from(*x).ok(),
            ExprKind::Global(_) => match self.known_global(e)? {
                Constant::Int(x) => i16::try_from(x).ok(),
                _ => None,
            },
            ExprKind::Unary(UnaryOp::Neg, inner) => match &self.expr_of(*inner).kind {
                ExprKind::Literal(Constant::Int(x)) => i16::try_from(-*x).ok(),
                _ => None,
            },
            _ => None,
        }
    }

    fn fits(&self, kind: NumberKind, op: BinaryOp, value: i16) -> bool {
        let bits = if kind == NumberKind::I32 { 32 } else { 64 };
        match (op, kind) {
            (BinaryOp::Shl | BinaryOp::Shr, _) if value >= bits => return false,
            (BinaryOp::Mul | BinaryOp::Div | BinaryOp::Rem | BinaryOp::BitAnd, _) if value <= 0 => return false,
            _ => {}
        }
        match kind {
            NumberKind::Usize | NumberKind::U64 => value >= 0,
            _ => true,
        }
    }

    /// The left operand: read where it is unless evaluating the right one might change it.
    fn left_operand(&mut self, a: ExprId, b: ExprId) -> Result<Reg, Ice> {
        if self.is_simple(b) { self.operand(a) } else { self.stable_operand(a) }
    }

    pub fn is_simple(&self, e: ExprId) -> bool {
        match &self.expr_of(e).kind {
            ExprKind::Literal(_) | ExprKind::Local(_) | ExprKind::Global(_) | ExprKind::Function(_) => true,
            ExprKind::Field(base, _) | ExprKind::Deref(base) | ExprKind::Cast(base) | ExprKind::Unary(_, base) => self.is_simple(*base),
            ExprKind::Borrow { mutable: false, place } => self.is_simple(*place),
            ExprKind::Index(a, b) | ExprKind::Binary(_, a, b) => self.is_simple(*a) && self.is_simple(*b),
            ExprKind::Call { callee: Callee::Instance(id), args } => {
                let params = &self.program.instances[id.0 as usize].params;
                params.iter().all(|param| param.mode == ParamMode::Value) && args.iter().all(|&arg| self.is_simple(arg))
            }
            _ => false,
        }
    }

    pub fn binary(&mut self, op: BinaryOp, a: ExprId, b: ExprId, dst: Reg) -> Result<(), Ice> {
        let kind = self.number_kind(self.ty_of(a));
        let mark = self.begin();
        if let (Some(kind), Some(value)) = (kind, self.small(b))
            && self.fits(kind, op, value)
            && immediate(kind, op, 0, 0, 0).is_some()
        {
            let a = self.operand(a)?;
            if let Some(op) = immediate(kind, op, dst, a, value) {
                self.op(op);
            }
            self.end(mark);
            return Ok(());
        }
        if op == BinaryOp::Add && matches!(self.lang(self.ty_of(a)), Some(LangAdt::String)) {
            let left = self.alloc();
            self.value(a, left)?;
            let right = self.alloc();
            self.value(b, right)?;
            self.op(Op::ConcatText { dst, a: left, b: right });
            self.end(mark);
            return Ok(());
        }
        let a = self.left_operand(a, b)?;
        let b = self.operand(b)?;
        self.emit_binary(kind, op, dst, a, b)?;
        self.end(mark);
        Ok(())
    }

    fn emit_binary(&mut self, kind: Option<NumberKind>, op: BinaryOp, dst: Reg, a: Reg, b: Reg) -> Result<(), Ice> {
        let typed = kind.and_then(|kind| {
            let (op, a, b) = match turned(op) {
                Some(op) => (op, b, a),
                None => (op, a, b),
            };
            arithmetic(kind, op, dst, a, b).or_else(|| test(kind, op, dst, a, b))
        });
        let op = match (typed, comparison(op), arith_op(op)) {
            (Some(op), _, _) => op,
            (None, Some(op), _) => Op::Compare { op, dst, a, b },
            (None, None, Some(op)) => Op::Arith { op, dst, a, b },
            _ => return Err("an operator that is none".into()),
        };
        self.op(op);
        Ok(())
    }

    /// `place op= value`.
    pub fn assign_op(&mut self, op: BinaryOp, target: ExprId, value: ExprId) -> Result<(), Ice> {
        let ty = self.ty_of(target);
        if op == BinaryOp::Add && matches!(self.lang(ty), Some(LangAdt::String)) {
            let src = self.operand(value)?;
            let place = self.place(target)?;
            return self.append_text(&place, src);
        }
        let kind = self.number_kind(ty);
        let small = match (kind, self.small(value)) {
            (Some(kind), Some(value)) if self.fits(kind, op, value) && immediate(kind, op, 0, 0, 0).is_some() => Some(value),
            _ => None,
        };
        let src = match small {
            Some(_) => 0,
            // Nothing is evaluated between the value and the change of a variable.
            None if matches!(self.expr_of(target).kind, ExprKind::Local(_)) => self.operand(value)?,
            None => self.stable_operand(value)?,
        };
        if let ExprKind::Local(local) = self.expr_of(target).kind
            && let Storage::Reg(reg) = self.storage(local)?
        {
            if self.lent.contains(&local) {
                self.op(Op::TakeBack { reg });
            }
            match (small, kind) {
                (Some(value), Some(kind)) => {
                    if let Some(op) = immediate(kind, op, reg, reg, value) {
                        self.op(op);
                    }
                }
                _ => self.emit_binary(kind, op, reg, reg, src)?,
            }
            return Ok(());
        }
        let place = self.place_at_once(target)?;
        let old = if place.steps.is_empty() { place.base } else { self.alloc() };
        if old != place.base {
            self.read(&place, old, Reading::Copy)?;
        }
        match (small, kind) {
            (Some(value), Some(kind)) => {
                if let Some(op) = immediate(kind, op, old, old, value) {
                    self.op(op);
                }
            }
            _ => self.emit_binary(kind, op, old, old, src)?,
        }
        if old != place.base {
            self.store(&place, old);
        }
        Ok(())
    }

    /// Appends a text to the `String` at a place.
    pub fn append_text(&mut self, place: &super::place::Place, src: Reg) -> Result<(), Ice> {
        // The text that is appended is looked at, not owned: hand over a copy.
        let more = self.alloc();
        self.op(Op::Copy { dst: more, src });
        if place.steps.is_empty() {
            self.op(Op::PushText { dst: place.base, src: more });
            return Ok(());
        }
        let text = self.alloc();
        self.read(place, text, Reading::Take)?;
        self.op(Op::PushText { dst: text, src: more });
        self.store(place, text);
        Ok(())
    }

    /// Jumps to `fail` unless a condition holds; what it binds stays in the open scope.
    pub fn condition(&mut self, e: ExprId, fail: Fail) -> Result<(), Ice> {
        self.at_expr(e, |builder, expr| builder.condition_inner(e, expr, fail))
    }

    fn condition_inner(&mut self, e: ExprId, expr: &Expr, fail: Fail) -> Result<(), Ice> {
        match &expr.kind {
            ExprKind::Literal(Constant::Bool(true)) => {}
            ExprKind::Literal(Constant::Bool(false)) => {
                let label = self.fail_label(fail);
                self.jump(label);
            }
            ExprKind::And(a, b) => {
                self.condition(*a, fail)?;
                self.condition(*b, fail)?;
            }
            ExprKind::Let { pattern, expr } => self.let_condition(*pattern, *expr, fail)?,
            ExprKind::Or(a, b) if !self.has_let(*a) && !self.has_let(*b) => {
                let (other, done) = (self.label(), self.label());
                self.open();
                let inner = self.fail_to(other);
                self.condition(*a, inner)?;
                self.close();
                self.jump(done);
                self.place_label(other);
                self.condition(*b, fail)?;
                self.place_label(done);
            }
            ExprKind::Unary(UnaryOp::Not, a) => {
                if let ExprKind::Binary(op, x, y) = self.expr_of(*a).kind
                    && let Some(op) = negated(op)
                    && self.number_kind(self.ty_of(x)).is_some_and(|kind| kind != NumberKind::F64)
                {
                    return self.compare_jump(op, x, y, fail);
                }
                self.open();
                let cond = self.outliving_operand(*a)?;
                self.leave_scopes(self.scopes.len() - 1);
                let label = self.fail_label_closing(fail);
                self.branch(Op::JumpIf { cond, to: 0 }, label);
                self.close_silently();
            }
            ExprKind::Coerce(Coercion::NoOp, inner) => self.condition(*inner, fail)?,
            ExprKind::Block { statements, tail: Some(tail) } => self.block_for(statements, *tail, Dest::Truth(fail))?,
            ExprKind::If { condition, then, otherwise: Some(otherwise) } => {
                self.if_for(*condition, *then, *otherwise, Dest::Truth(fail))?;
            }
            ExprKind::Match { scrutinee, arms } => self.match_for(*scrutinee, arms, Dest::Truth(fail))?,
            ExprKind::Call { callee, args } if self.inline_condition(callee, args, fail)? => {}
            ExprKind::Binary(op, a, b) if comparison(*op).is_some() && self.number_kind(self.ty_of(*a)).is_some() => {
                self.compare_jump(*op, *a, *b, fail)?;
            }
            ExprKind::StructuralCompare(op @ (BinaryOp::Eq | BinaryOp::Ne), a, b) if let Some(variant) = self.plain_variant(*b) => {
                self.open();
                let src = self.outliving_operand(*a)?;
                self.leave_scopes(self.scopes.len() - 1);
                let label = self.fail_label_closing(fail);
                if *op == BinaryOp::Eq {
                    self.branch(Op::JumpIfVariantNot { src, variant, to: 0 }, label);
                } else {
                    let differs = self.label();
                    self.branch(Op::JumpIfVariantNot { src, variant, to: 0 }, differs);
                    self.jump(label);
                    self.place_label(differs);
                }
                self.close_silently();
            }
            _ => {
                self.open();
                let cond = self.outliving_operand(e)?;
                self.leave_scopes(self.scopes.len() - 1);
                let label = self.fail_label_closing(fail);
                self.branch(Op::JumpIfNot { cond, to: 0 }, label);
                self.close_silently();
            }
        }
        Ok(())
    }

    /// The variant that an expression names, of an enum whose variants have no fields.
    fn plain_variant(&self, e: ExprId) -> Option<u16> {
        match &self.expr_of(e).kind {
            ExprKind::Adt { variant, fields, base: None } if fields.is_empty() => {
                let plain = self.adt(self.ty_of(e)).is_some_and(|adt| {
                    adt.is_enum
                        && matches!(adt.lang, None | Some(LangAdt::Ordering))
                        && adt.variants.iter().all(|variant| variant.fields.is_empty())
                });
                plain.then_some(*variant as u16)
            }
            ExprKind::Borrow { mutable: false, place } => self.plain_variant(*place),
            ExprKind::Coerce(Coercion::NoOp, inner) => self.plain_variant(*inner),
            _ => None,
        }
    }

    /// Inlines a call that is a condition; false where it is none to be inlined.
    fn inline_condition(&mut self, callee: &Callee, args: &[ExprId], fail: Fail) -> Result<bool, Ice> {
        // Temporaries end with the condition.
        self.open();
        let inlined = match callee {
            Callee::Instance(id) => self.inline(*id, args, Dest::Truth(fail))?,
            Callee::Value(callee) => self.inline_callee(*callee, args, Dest::Truth(fail))?,
            _ => false,
        };
        self.close();
        Ok(inlined)
    }

    /// A register with a scalar that outlives the innermost scope.
    fn outliving_operand(&mut self, e: ExprId) -> Result<Reg, Ice> {
        let reg = self.operand(e)?;
        Ok(self.outliving(reg))
    }

    /// The same for what is in a register already: it may be a part of something that the scope drops.
    fn outliving(&mut self, reg: Reg) -> Reg {
        let owned = self.scopes.last().is_some_and(|scope| {
            scope.items.iter().any(|(item, _)| match *item {
                Item::Drop { reg: owned, .. } | Item::Clear { reg: owned } => owned == reg,
                Item::DropFields(index) => self.apart[index].registers().contains(&reg),
                Item::TakeBack { .. } | Item::PutBack(_) => false,
            })
        });
        if !owned {
            return reg;
        }
        let dst = self.alloc();
        self.op(Op::Copy { dst, src: reg });
        dst
    }

    /// The label for a failure whose temporaries have already been ended.
    fn fail_label_closing(&mut self, fail: Fail) -> super::builder::Label {
        let scope = self.scopes.pop();
        let label = self.fail_label(fail);
        self.scopes.extend(scope);
        label
    }

    /// Ends the innermost scope whose end has already been emitted.
    fn close_silently(&mut self) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.items.retain(|(_, cleanup)| cleanup.is_some());
        }
        let pc = self.pc();
        if let Some(scope) = self.scopes.pop() {
            for (_, cleanup) in scope.items {
                if let Some(index) = cleanup {
                    self.function.cleanups[index].end = pc;
                }
            }
            self.top = scope.top;
        }
    }

    fn has_let(&self, e: ExprId) -> bool {
        match &self.expr_of(e).kind {
            ExprKind::Let { .. } => true,
            ExprKind::And(a, b) | ExprKind::Or(a, b) => self.has_let(*a) || self.has_let(*b),
            _ => false,
        }
    }

    /// Jumps to `fail` unless `a op b`.
    fn compare_jump(&mut self, op: BinaryOp, a: ExprId, b: ExprId, fail: Fail) -> Result<(), Ice> {
        let kind = self.number_kind(self.ty_of(a)).ok_or("a comparison of no numbers")?;
        self.open();
        if kind != NumberKind::F64
            && let Some(value) = self.small(b)
            && self.fits(kind, op, value)
            && let Some(op) = negated(op)
        {
            let a = self.outliving_operand(a)?;
            self.leave_scopes(self.scopes.len() - 1);
            let label = self.fail_label_closing(fail);
            if let Some(op) = branch_immediate(kind, op, a, value) {
                self.branch(op, label);
            }
            self.close_silently();
            return Ok(());
        }
        let left = self.left_operand(a, b)?;
        let right = self.operand(b)?;
        let (left, right) = (self.outliving(left), self.outliving(right));
        self.leave_scopes(self.scopes.len() - 1);
        let label = self.fail_label_closing(fail);
        if kind == NumberKind::F64 {
            let (op, a, b) = match turned(op) {
                Some(op) => (op, right, left),
                None => (op, left, right),
            };
            let op = match op {
                BinaryOp::Lt => Op::JumpNotLtF64 { a, b, to: 0 },
                BinaryOp::Le => Op::JumpNotLeF64 { a, b, to: 0 },
                BinaryOp::Eq => Op::JumpNeF64 { a, b, to: 0 },
                _ => Op::JumpEqF64 { a, b, to: 0 },
            };
            self.branch(op, label);
        } else {
            let op = negated(op).ok_or("a comparison that is none")?;
            let (op, a, b) = match turned(op) {
                Some(op) => (op, right, left),
                None => (op, left, right),
            };
            if let Some(op) = branch(kind, op, a, b) {
                self.branch(op, label);
            }
        }
        self.close_silently();
        Ok(())
    }

    /// A condition as a value.
    pub fn truth(&mut self, e: ExprId, dst: Reg) -> Result<(), Ice> {
        let (no, done) = (self.label(), self.label());
        self.open();
        let fail = self.fail_to(no);
        self.condition(e, fail)?;
        self.close();
        self.op(Op::Bool { dst, value: true });
        self.jump(done);
        self.place_label(no);
        self.op(Op::Bool { dst, value: false });
        self.place_label(done);
        Ok(())
    }
}
