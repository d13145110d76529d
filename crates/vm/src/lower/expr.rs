//! Expressions in value context: `value(e, dst)` leaves the value of `e` in `r[dst]`.

use super::Ice;
use super::builder::{Builder, Item, Reading, Storage, moves};
use super::inline::Dest;
use super::place::is_place;
use crate::code::FormatSpec;
use crate::ops::{CastTo, Op, Reg};
use crate::value::{Value, Wraps};
use ruchy_check::typed::*;
use ruchy_check::types::{FloatKind, IntKind, Ty, TyKind};
use ruchy_syntax::tree::{Count, Placeholder};

impl Builder<'_> {
    /// Evaluates into a register that nobody else uses.
    pub fn value(&mut self, e: ExprId, dst: Reg) -> Result<(), Ice> {
        self.at_expr(e, |builder, expr| builder.value_inner(e, expr, dst))
    }

    fn value_inner(&mut self, e: ExprId, expr: &Expr, dst: Reg) -> Result<(), Ice> {
        if is_place(&expr.kind) {
            if let ExprKind::Global(global) = expr.kind {
                let info = &self.program.globals[global.0 as usize];
                let identity = moves(self.program, info.ty) != Reading::Copy;
                if let (GlobalKind::Const, Some(init), true) = (info.kind, info.init, identity) {
                    // A constant with an identity (an atomic, a cell) is made anew by each use.
                    let mark = self.top;
                    let base = self.window(dst);
                    self.call_instance(init, base)?;
                    self.finish_window(base, dst, mark);
                    return Ok(());
                }
                match self.known_global(e) {
                    Some(constant) => self.literal(&constant, expr.ty, dst),
                    None => {
                        self.op(Op::GlobalGet { dst, global: global.0 });
                    }
                }
                return Ok(());
            }
            if let ExprKind::Deref(inner) = expr.kind
                && !is_place(&self.expr_of(inner).kind)
                && !matches!(self.expr_of(inner).kind, ExprKind::Borrow { .. } | ExprKind::Coerce(..))
                && matches!(self.kind(self.ty_of(inner)), TyKind::Ref { mutable: false, .. })
            {
                return self.value(inner, dst);
            }
            let reading = self.reading(e);
            let place = self.place_at_once(e)?;
            return self.read(&place, dst, reading);
        }
        match &expr.kind {
            ExprKind::Literal(constant) => self.literal(constant, expr.ty, dst),
            ExprKind::Function(id) => {
                let func = self.lowerer.function_value(self.program, *id).ok_or("a function without code")?;
                self.op(Op::Function { dst, func });
            }
            ExprKind::Copied(inner) => {
                if is_place(&self.expr_of(*inner).kind) {
                    let place = self.place(*inner)?;
                    self.read(&place, dst, Reading::Copy)?;
                } else {
                    self.value(*inner, dst)?;
                }
                self.clone_closure(expr.ty, dst)?;
            }
            ExprKind::Unary(op, a) => {
                if let (UnaryOp::Neg, ExprKind::Literal(Constant::Int(x))) = (op, &self.expr_of(*a).kind) {
                    self.literal(&Constant::Int(-*x), expr.ty, dst);
                    return Ok(());
                }
                if let (UnaryOp::Neg, ExprKind::Literal(Constant::Float(x))) = (op, &self.expr_of(*a).kind) {
                    self.literal(&Constant::Float(-*x), expr.ty, dst);
                    return Ok(());
                }
                let mark = self.begin();
                let src = self.operand(*a)?;
                self.op(match op {
                    UnaryOp::Neg => Op::Neg { dst, src },
                    UnaryOp::Not => Op::Not { dst, src },
                });
                self.end(mark);
            }
            ExprKind::Binary(op, a, b) => self.binary(*op, *a, *b, dst)?,
            ExprKind::StructuralCompare(op, a, b) => {
                let mark = self.begin();
                let a = self.stable_operand(*a)?;
                let b = self.operand(*b)?;
                let op = super::operators::comparison(*op).ok_or("a comparison that is none")?;
                self.op(Op::CompareStructure { op, dst, a, b });
                self.end(mark);
            }
            ExprKind::And(..) | ExprKind::Or(..) | ExprKind::Let { .. } => self.truth(e, dst)?,
            ExprKind::Assign(place, value) => {
                let mark = self.begin();
                self.assign(*place, *value)?;
                self.end(mark);
                self.op(Op::Unit { dst });
            }
            ExprKind::AssignOp(op, place, value) => {
                let mark = self.begin();
                self.assign_op(*op, *place, *value)?;
                self.end(mark);
                self.op(Op::Unit { dst });
            }
            ExprKind::Call { callee, args } => self.call(callee, args, expr.ty, dst)?,
            ExprKind::Borrow { mutable, place } => self.borrow(*mutable, *place, dst)?,
            ExprKind::RawBorrow { mutable, place } => self.borrow(*mutable || self.rooted(*place), *place, dst)?,
            ExprKind::Tuple(items) => {
                if items.is_empty() {
                    self.op(Op::Unit { dst });
                    return Ok(());
                }
                let mark = self.top;
                let base = self.values(items)?;
                self.op(Op::Tuple { dst, base, count: items.len() as u16 });
                self.settle(mark);
            }
            ExprKind::Array(items) => {
                if items.len() > 4096
                    && let Some(list) = self.constant_list(items)
                {
                    let index = self.constant(list);
                    self.op(Op::Const { dst, index });
                    return Ok(());
                }
                let mark = self.top;
                let base = self.values(items)?;
                self.op(Op::List { dst, base, count: items.len() as u16 });
                self.settle(mark);
            }
            ExprKind::Repeat { value, len }
                if moves(self.program, self.ty_of(*value)) != Reading::Copy
                    && matches!(self.expr_of(*value).kind, ExprKind::Global(_) | ExprKind::Block { .. } | ExprKind::Call { .. }) =>
            {
                self.repeat_evaluation(*value, *len, dst)?;
            }
            ExprKind::Repeat { value, len } => {
                let item = self.alloc();
                self.value(*value, item)?;
                let count = self.alloc();
                let index = self.constant(Value::from(*len as usize));
                self.op(Op::Const { dst: count, index });
                self.op(Op::Repeat { dst, value: item, len: count });
                self.settle(item);
            }
            ExprKind::Adt { variant, fields, base } => self.adt_value(expr.ty, *variant, fields, *base, dst)?,
            ExprKind::If { condition, then, otherwise } => self.if_value(*condition, *then, *otherwise, dst)?,
            ExprKind::Match { scrutinee, arms } => self.match_value(*scrutinee, arms, dst)?,
            ExprKind::Loop { label, body } => self.loop_value(*label, *body, dst)?,
            ExprKind::While { label, condition, body } => {
                self.while_loop(*label, *condition, *body)?;
                self.op(Op::Unit { dst });
            }
            ExprKind::For { label, pattern, iter, next, item, body } => {
                self.for_loop(*label, *pattern, *iter, next, *item, *body)?;
                self.op(Op::Unit { dst });
            }
            ExprKind::Labelled { label, body } => self.labelled(*label, *body, dst)?,
            ExprKind::Break { label, value } => self.break_(*label, *value)?,
            ExprKind::Continue { label } => self.continue_(*label)?,
            ExprKind::Return(value) => self.return_(*value)?,
            ExprKind::Block { statements, tail } => self.block(statements, *tail, dst)?,
            ExprKind::Closure(id) | ExprKind::Async(id) => self.closure_value(*id, dst)?,
            ExprKind::Await(future) => {
                let mark = self.top;
                let base = self.window(dst);
                let callee = self.alloc();
                self.value(*future, callee)?;
                // What lives to the statement's end (a temporary that the future borrows) lies below the window.
                let base = if self.top == callee + 1 { base } else { self.alloc() };
                self.op(Op::Move { dst: base, src: callee });
                self.reserve(self.top + 2);
                self.op(Op::CallValue { callee: base, base, args: 0 });
                self.finish_window(base, dst, mark);
            }
            ExprKind::Cast(inner) => self.cast(*inner, expr.ty, dst)?,
            ExprKind::Coerce(coercion, inner) => self.coerce(*coercion, *inner, expr.ty, dst)?,
            ExprKind::Format { pieces, args } => self.format(pieces, args, dst)?,
            ExprKind::Panic(message) => {
                let reg = self.alloc();
                match &self.expr_of(*message).kind {
                    // Without arguments the payload is the literal, a `&str`.
                    ExprKind::Format { pieces, args } if args.is_empty() => {
                        let text: String = pieces
                            .iter()
                            .map(|piece| match piece {
                                FormatPart::Text(text) => text.as_str(),
                                FormatPart::Arg { .. } => "",
                            })
                            .collect();
                        let index = self.text_constant(&text);
                        self.op(Op::Const { dst: reg, index });
                    }
                    _ => self.value(*message, reg)?,
                }
                self.op(Op::Panic { message: reg });
            }
            ExprKind::Error => self.internal("this expression has an error"),
            ExprKind::Local(_) | ExprKind::Global(_) | ExprKind::Field(..) | ExprKind::Index(..) | ExprKind::Deref(_) => {
                return Err("a place is no value".into());
            }
        }
        Ok(())
    }

    /// Evaluates for the effect; the value is dropped.
    pub fn effect(&mut self, e: ExprId) -> Result<(), Ice> {
        self.at_expr(e, |builder, expr| builder.effect_inner(e, expr))
    }

    fn effect_inner(&mut self, e: ExprId, expr: &Expr) -> Result<(), Ice> {
        match &expr.kind {
            ExprKind::Assign(place, value) => self.assign(*place, *value),
            ExprKind::AssignOp(op, place, value) => self.assign_op(*op, *place, *value),
            ExprKind::While { label, condition, body } => self.while_loop(*label, *condition, *body),
            ExprKind::For { label, pattern, iter, next, item, body } => self.for_loop(*label, *pattern, *iter, next, *item, *body),
            ExprKind::If { condition, then, otherwise } if self.scalar(expr.ty) => self.if_effect(*condition, *then, *otherwise),
            ExprKind::Match { scrutinee, arms } if self.scalar(expr.ty) => self.match_for(*scrutinee, arms, Dest::Nothing),
            ExprKind::Call { callee: Callee::Instance(id), args } if self.scalar(expr.ty) && self.call_effect(*id, args)? => Ok(()),
            ExprKind::Call { callee: Callee::Value(callee), args }
                if self.scalar(expr.ty) && self.inline_callee(*callee, args, Dest::Nothing)? =>
            {
                Ok(())
            }
            _ => {
                let reg = self.alloc();
                self.value(e, reg)?;
                if let Some(plan) = self.plan(expr.ty) {
                    self.op(Op::Drop { reg, plan });
                } else if !self.scalar(expr.ty) {
                    self.op(Op::Clear { reg, count: 1 });
                }
                Ok(())
            }
        }
    }

    /// `[value; len]` for values with an identity: evaluated for each element.
    fn repeat_evaluation(&mut self, value: ExprId, len: u64, dst: Reg) -> Result<(), Ice> {
        let mark = self.top;
        let list = self.alloc();
        self.op(Op::List { dst: list, base: list, count: 0 });
        let count = self.alloc();
        self.op(Op::Usize { dst: count, value: 0 });
        let last = self.alloc();
        let index = self.constant(Value::from(len as usize));
        self.op(Op::Const { dst: last, index });
        let done = self.label();
        let again = self.here();
        self.branch(Op::JumpLeUsize { a: last, b: count, to: 0 }, done);
        self.open();
        let item = self.alloc();
        self.value(value, item)?;
        self.op(Op::Push { list, src: item });
        self.close();
        self.op(Op::AddImmUsize { dst: count, a: count, value: 1 });
        self.jump_back(again);
        self.place_label(done);
        self.op(Op::Move { dst, src: list });
        self.settle(mark);
        Ok(())
    }

    /// Evaluates several values into consecutive registers.
    pub fn values(&mut self, items: &[ExprId]) -> Result<Reg, Ice> {
        let mut regs = Vec::with_capacity(items.len());
        let mut held = Vec::new();
        for (i, &item) in items.iter().enumerate() {
            let reg = self.alloc();
            self.value(item, reg)?;
            self.settle(reg + 1);
            held.extend(self.hold(reg, self.ty_of(item), items[i + 1..].iter().copied()));
            regs.push(reg);
        }
        self.release(held);
        let first = regs.first().copied().unwrap_or(0);
        if regs.iter().enumerate().all(|(i, &reg)| reg == first + i as u16) {
            return Ok(first);
        }
        // Temporaries that are still needed lie between them.
        let base = self.alloc_many(regs.len() as u16);
        for (i, src) in regs.into_iter().enumerate() {
            self.op(Op::Move { dst: base + i as u16, src });
        }
        Ok(base)
    }

    /// Begins an operation whose temporaries may end with it; see [`Builder::end`].
    pub fn begin(&mut self) -> (Reg, usize) {
        (self.top, self.scopes.last().map_or(0, |scope| scope.items.len()))
    }

    /// Ends an operation: what was only looked at is let go; what must be dropped lives to the end of the statement.
    pub fn end(&mut self, (top, items): (Reg, usize)) {
        if let Some(scope) = self.scopes.last_mut() {
            let mut clear = Vec::new();
            let mut index = 0;
            scope.items.retain(|(item, _)| {
                index += 1;
                match item {
                    Item::Clear { reg } if index > items && *reg >= top => {
                        clear.push(*reg);
                        false
                    }
                    _ => true,
                }
            });
            for reg in clear {
                self.op(Op::Clear { reg, count: 1 });
            }
        }
        self.settle(top);
    }

    /// Gives back the registers above `top`, unless the scope still owns some of them.
    pub fn settle(&mut self, top: Reg) {
        let owned = self.scopes.last().is_some_and(|scope| {
            scope.items.iter().any(|(item, _)| match *item {
                Item::Drop { reg, .. } | Item::Clear { reg } | Item::TakeBack { reg } => reg >= top,
                Item::DropFields(index) => self.apart[index].base >= top,
                Item::PutBack(index) => self.moved_in[index].0 >= top,
            })
        });
        if !owned {
            self.top = top;
        }
    }

    pub fn literal(&mut self, constant: &Constant, ty: Ty, dst: Reg) {
        if let (Constant::Int(x), TyKind::Int(kind)) = (constant, self.kind(ty)) {
            match (kind, i32::try_from(*x)) {
                (IntKind::I32, Ok(value)) => {
                    self.op(Op::I32 { dst, value });
                    return;
                }
                (IntKind::I64, Ok(value)) => {
                    self.op(Op::I64 { dst, value });
                    return;
                }
                (IntKind::Usize, Ok(value)) if value >= 0 => {
                    self.op(Op::Usize { dst, value: value as u32 });
                    return;
                }
                _ => {}
            }
        }
        match constant {
            Constant::Unit => {
                self.op(Op::Unit { dst });
            }
            Constant::Bool(value) => {
                self.op(Op::Bool { dst, value: *value });
            }
            other => {
                let value = self.constant_value(other, ty);
                let index = match value.as_str() {
                    Some(text) => self.text_constant(text),
                    None => self.constant(value),
                };
                self.op(Op::Const { dst, index });
            }
        }
    }

    /// The value of a literal.
    pub fn constant_value(&self, constant: &Constant, ty: Ty) -> Value {
        let mut ty = ty;
        while let TyKind::Ref { ty: inner, .. } = self.kind(ty) {
            ty = *inner;
        }
        match constant {
            Constant::Unit => Value::UNIT,
            Constant::Bool(x) => Value::from(*x),
            Constant::Char(x) => Value::from(*x),
            Constant::Int(x) => match self.kind(ty) {
                TyKind::Int(kind) => Value::int(*kind, *x),
                TyKind::Float(FloatKind::F64) => Value::from(*x as f64),
                TyKind::Float(FloatKind::F32) => Value::from(*x as f32),
                _ => Value::from(*x as i64),
            },
            Constant::UInt(x) => Value::from(*x),
            Constant::Float(x) => match self.kind(ty) {
                TyKind::Float(FloatKind::F32) => Value::from(*x as f32),
                _ => Value::from(*x),
            },
            Constant::Str(text) => Value::literal(text.as_str()),
            Constant::Bytes(bytes) => Value::bytes(bytes.clone()),
        }
    }

    fn constant_list(&self, items: &[ExprId]) -> Option<Value> {
        let values: Option<Vec<Value>> = items
            .iter()
            .map(|&item| match &self.expr_of(item).kind {
                ExprKind::Literal(constant) => Some(self.constant_value(constant, self.ty_of(item))),
                _ => None,
            })
            .collect();
        values.map(Value::list)
    }

    fn rooted(&self, place: ExprId) -> bool {
        is_place(&self.expr_of(place).kind)
    }

    fn borrow(&mut self, mutable: bool, place: ExprId, dst: Reg) -> Result<(), Ice> {
        let inner = self.expr_of(place);
        if !self.is_named(place) {
            // A value: kept in a temporary to the end of the statement, or as long as the reference where it needs no drop.
            if self.plan(inner.ty).is_none() {
                self.value(place, dst)?;
                if mutable {
                    self.op(Op::NewCell { dst, src: dst });
                }
                return Ok(());
            }
            let reg = self.temporary(place)?;
            if mutable {
                let path = self.path(reg, &[]);
                self.op(Op::PathRef { dst, path });
            } else {
                self.op(Op::Copy { dst, src: reg });
            }
            return Ok(());
        }
        // `&*expr` with a shared reference is the reference.
        if !mutable
            && let ExprKind::Deref(reference) = inner.kind
            && !is_place(&self.expr_of(reference).kind)
            && matches!(self.kind(self.ty_of(reference)), TyKind::Ref { mutable: false, .. })
        {
            return self.value(reference, dst);
        }
        if !mutable
            && let ExprKind::Deref(reference) = inner.kind
            && matches!(self.kind(self.ty_of(reference)), TyKind::Ref { mutable: false, .. })
        {
            let reading = self.reading(reference);
            let place = self.place(reference)?;
            if !place.target {
                return self.read(&place, dst, reading);
            }
        }
        let mut place = self.place(place)?;
        if mutable {
            place.target = true;
        }
        if !mutable && place.target {
            place.target = false;
        }
        self.read(&place, dst, Reading::Copy)
    }

    fn adt_value(&mut self, ty: Ty, variant: u32, fields: &[(u32, ExprId)], rest: Option<ExprId>, dst: Reg) -> Result<(), Ice> {
        let adt = self.adt(ty).ok_or("a literal of no struct or enum")?;
        let info = adt.variants.get(variant as usize).ok_or("an unknown variant")?;
        let wrap = match adt.lang {
            Some(LangAdt::Option | LangAdt::Result) => Some(wrap_number(info)),
            _ => None,
        };
        if let Some(wrap) = wrap {
            match fields.first() {
                Some(&(_, payload)) => {
                    self.value(payload, dst)?;
                    self.op(Op::Wrap { reg: dst, wrap });
                }
                None => {
                    self.op(Op::None { dst });
                }
            }
            return Ok(());
        }
        if adt.lang == Some(LangAdt::Box)
            && let Some(&(_, content)) = fields.first()
        {
            return self.value(content, dst);
        }
        let count = info.fields.len() as u16;
        if count == 0 {
            let index = self.constant(Value::Variant(Wraps::NONE, ty, variant));
            self.op(Op::Const { dst, index });
            return Ok(());
        }
        let base = self.alloc_many(count);
        let mut held = Vec::new();
        for (i, &(index, field)) in fields.iter().enumerate() {
            let reg = base + index as u16;
            // Only the topmost register may be a call's window: others are moved into place.
            self.value(field, reg)?;
            self.settle(base + count);
            held.extend(self.hold(reg, self.ty_of(field), fields[i + 1..].iter().map(|&(_, field)| field).chain(rest)));
        }
        if rest.is_none() && adt.lang == Some(LangAdt::RangeInclusive) {
            // `a..=b` is not exhausted.
            for index in fields.len() as u16..count {
                self.op(Op::Bool { dst: base + index, value: false });
            }
        }
        if let Some(rest) = rest {
            let given: Vec<u32> = fields.iter().map(|&(index, _)| index).collect();
            let rest_ty = self.ty_of(rest);
            let is_temporary = !is_place(&self.expr_of(rest).kind);
            let place = self.place(rest)?;
            for index in (0..u32::from(count)).filter(|index| !given.contains(index)) {
                // The type of a field is not known here; what has a drop plan must be moved.
                let take = is_temporary || super::builder::needs_drop(self.program, rest_ty);
                let field = place.then(crate::code::Step::Field(index as u16));
                self.read(&field, base + index as u16, if take { Reading::Take } else { Reading::Copy })?;
            }
        }
        self.release(held);
        let shape = self.shape(ty, variant, count);
        self.op(Op::Struct { dst, base, shape });
        self.settle(base);
        Ok(())
    }

    fn cast(&mut self, inner: ExprId, to: Ty, dst: Reg) -> Result<(), Ice> {
        let from = self.ty_of(inner);
        if let (ExprKind::Literal(Constant::Int(value)), TyKind::Int(kind)) = (&self.expr_of(inner).kind, self.kind(to))
            && !matches!(kind, IntKind::I128 | IntKind::U128)
            && Value::int(*kind, *value).as_int() == Some(*value)
        {
            self.literal(&Constant::Int(*value), to, dst);
            return Ok(());
        }
        let target = match self.kind(to) {
            TyKind::Int(kind) => cast_target(*kind),
            TyKind::Float(FloatKind::F32) => CastTo::F32,
            TyKind::Float(FloatKind::F64) => CastTo::F64,
            TyKind::Char => CastTo::Char,
            _ => return self.value(inner, dst),
        };
        if from == to {
            return self.value(inner, dst);
        }
        let mark = self.begin();
        let src = self.operand(inner)?;
        self.op(match self.kind(from) {
            TyKind::Adt(..) => Op::CastEnum { to: target, dst, src },
            _ => Op::Cast { to: target, dst, src },
        });
        self.end(mark);
        Ok(())
    }

    fn coerce(&mut self, coercion: Coercion, inner: ExprId, to: Ty, dst: Reg) -> Result<(), Ice> {
        self.value(inner, dst)?;
        match coercion {
            Coercion::Unsize { from } => {
                if self.points_to_dyn(to) && !self.knows_its_type(from) {
                    let shape = self.shape(from, self.pins_around(to), 0);
                    self.op(Op::MakeDyn { dst, shape });
                }
            }
            Coercion::OpenResult => {
                self.op(Op::OpenResult { reg: dst });
            }
            Coercion::OpenResults => {
                self.op(Op::OpenResults { reg: dst });
            }
            Coercion::FnPointer | Coercion::NoOp => {}
        }
        Ok(())
    }

    pub fn points_to_dyn(&self, ty: Ty) -> bool {
        match self.kind(ty) {
            TyKind::Dyn(_) => true,
            TyKind::Ref { ty, .. } => self.points_to_dyn(*ty),
            TyKind::Adt(_, args) => args.first().is_some_and(|&arg| self.points_to_dyn(arg)),
            _ => false,
        }
    }

    /// How many `Pin`s are around a pointer to a trait object: other pointers are stored as what they point to.
    fn pins_around(&self, ty: Ty) -> u32 {
        match self.kind(ty) {
            TyKind::Ref { ty, .. } => self.pins_around(*ty),
            TyKind::Adt(def, args) => {
                let is_pin = self.program.adts.get(def).is_some_and(|adt| adt.name.as_str() == "Pin");
                u32::from(is_pin) + args.first().map_or(0, |&arg| self.pins_around(arg))
            }
            _ => 0,
        }
    }

    pub fn knows_its_type(&self, ty: Ty) -> bool {
        match self.kind(ty) {
            TyKind::Closure(_) | TyKind::FnDef(..) | TyKind::FnPointer(..) | TyKind::Dyn(_) => true,
            TyKind::Adt(..) => match self.lang(ty) {
                None | Some(LangAdt::Ordering | LangAdt::Range | LangAdt::RangeInclusive) => true,
                Some(_) => false,
            },
            _ => false,
        }
    }

    fn closure_value(&mut self, id: ruchy_check::types::ClosureId, dst: Reg) -> Result<(), Ice> {
        let info = &self.program.closures[id.0 as usize];
        let captures = info.captures.clone();
        let base = self.alloc_many(captures.len() as u16);
        let mut forms = Vec::with_capacity(captures.len());
        for (i, capture) in captures.iter().enumerate() {
            let reg = base + i as u16;
            forms.push(self.capture(id, *capture, reg)?);
        }
        let func = self.closure_function(id, &captures, &forms)?;
        let shape = self.shape(Ty(func), id.0, captures.len() as u16);
        let first = if captures.is_empty() { 0 } else { base };
        self.op(Op::Closure { dst, base: first, shape });
        self.settle(base);
        Ok(())
    }

    /// Makes the copy of a closure in a register a clone: with cells and counts of its own.
    fn clone_closure(&mut self, ty: Ty, reg: Reg) -> Result<(), Ice> {
        let TyKind::Closure(id) = *self.kind(ty) else { return Ok(()) };
        let program = self.program;
        if program.closures[id.0 as usize].captures.iter().all(|capture| capture.mode != CaptureMode::Move) {
            return Ok(());
        }
        self.op(Op::CloneClosure { reg });
        for &(index, instance) in program.closure_clones.get(&id).into_iter().flatten() {
            let mark = self.begin();
            let base = self.alloc_many(2);
            self.op(Op::GetCapture { dst: base + 1, src: reg, index: index as u16 });
            self.call_instance(instance, base)?;
            self.op(Op::SetCapture { closure: reg, src: base, index: index as u16 });
            self.end(mark);
        }
        Ok(())
    }

    fn format_spec(&mut self, placeholder: &Placeholder, style: ruchy_syntax::tree::FormatStyle) -> FormatSpec {
        let fixed = |count: Option<Count>| match count {
            Some(Count::Is(n)) => Some(n),
            _ => None,
        };
        FormatSpec {
            style,
            fill: placeholder.fill,
            align: placeholder.align,
            plus: placeholder.plus,
            minus: false,
            alternate: placeholder.alternate,
            zero: placeholder.zero,
            width: fixed(placeholder.width),
            precision: fixed(placeholder.precision),
            debug_hex: placeholder.debug_hex,
        }
    }

    fn format(&mut self, pieces: &[FormatPart], args: &[ExprId], dst: Reg) -> Result<(), Ice> {
        let mark = self.begin();
        // Arguments are evaluated once, in order, then printed.
        let mut regs = Vec::with_capacity(args.len());
        for &arg in args {
            regs.push(self.stable_operand(arg)?);
        }
        let text = self.alloc();
        self.op(Op::TextNew { dst: text });
        for piece in pieces {
            match piece {
                FormatPart::Text(piece) => {
                    let index = self.text_constant(piece);
                    self.op(Op::TextPush { dst: text, index });
                }
                FormatPart::Arg { placeholder, style, by } => {
                    let src = *regs.get(placeholder.argument).ok_or("a missing format argument")?;
                    let outer = self.at(placeholder.span);
                    for (which, count) in [(0, placeholder.width), (1, placeholder.precision)] {
                        if let Some(Count::Argument(index)) = count {
                            let src = *regs.get(index).ok_or("a missing format argument")?;
                            self.op(Op::FormatCount { which, src });
                        }
                    }
                    let spec = self.format_spec(placeholder, *style);
                    let spec = match self.function.formats.iter().position(|known| *known == spec) {
                        Some(index) => index as u16,
                        None => {
                            self.function.formats.push(spec);
                            (self.function.formats.len() - 1) as u16
                        }
                    };
                    match by {
                        FormatBy::Native => {
                            self.op(Op::TextFormat { dst: text, src, spec });
                        }
                        FormatBy::Instance(id) => self.format_by(Ok(*id), text, src, spec)?,
                        FormatBy::Virtual(trait_) => self.format_by(Err(*trait_), text, src, spec)?,
                    }
                    self.at(outer);
                }
            }
        }
        self.op(Op::Move { dst, src: text });
        self.end(mark);
        Ok(())
    }

    /// Calls a `fmt` with a formatter and appends what it writes.
    fn format_by(&mut self, by: Result<InstanceId, ruchy_check::types::DefId>, text: Reg, src: Reg, spec: u16) -> Result<(), Ice> {
        let mark = self.top;
        let base = self.alloc_many(3);
        self.op(Op::Copy { dst: base + 1, src });
        self.op(Op::FormatterNew { dst: base + 2, spec });
        match by {
            Ok(id) => self.call_instance(id, base)?,
            Err(trait_) => {
                let fmt = ruchy_syntax::Symbol::new("fmt");
                let method = self.lowerer.virtual_method(trait_, fmt, 2);
                self.op(Op::CallVirtual { method, base });
            }
        }
        self.op(Op::FormatterEnd { dst: text, formatter: base + 2, result: base });
        self.top = mark;
        Ok(())
    }
}

/// 1 for `Some`, 2 for `Ok`, 3 for `Err`, 0 for `None`.
pub(super) fn wrap_number(variant: &AdtVariant) -> u8 {
    match variant.name.as_str() {
        "Some" => 1,
        "Ok" => 2,
        "Err" => 3,
        _ => 0,
    }
}

pub(super) fn cast_target(kind: IntKind) -> CastTo {
    match kind {
        IntKind::I8 => CastTo::I8,
        IntKind::I16 => CastTo::I16,
        IntKind::I32 => CastTo::I32,
        IntKind::I64 => CastTo::I64,
        IntKind::I128 => CastTo::I128,
        IntKind::Isize => CastTo::Isize,
        IntKind::U8 => CastTo::U8,
        IntKind::U16 => CastTo::U16,
        IntKind::U32 => CastTo::U32,
        IntKind::U64 => CastTo::U64,
        IntKind::U128 => CastTo::U128,
        IntKind::Usize => CastTo::Usize,
    }
}

impl Builder<'_> {
    /// Evaluates a capture into a register.
    pub fn capture(
        &mut self,
        closure: ruchy_check::types::ClosureId,
        capture: Capture,
        reg: Reg,
    ) -> Result<super::builder::CaptureForm, Ice> {
        use super::builder::CaptureForm;
        let local = capture.local;
        let ty = self.local_ty(local);
        let storage = self.storage(local)?;
        if self.lent.contains(&local)
            && let Storage::Reg(reg) | Storage::Target(reg) = storage
        {
            self.op(Op::TakeBack { reg });
        }
        if self.scan.lent.contains(&local) {
            self.lent.insert(local);
        }
        let changed = self.scan.changed_in.contains(&(closure.0, local));
        Ok(match (storage, capture.mode) {
            (Storage::Deferred(_), _) => return Err("a closure over an argument that is not there yet".into()),
            (Storage::Cell(src), CaptureMode::Ref | CaptureMode::RefMut) => {
                self.op(Op::Copy { dst: reg, src });
                CaptureForm::Cell
            }
            (Storage::Target(src), CaptureMode::Ref) => {
                self.op(Op::Copy { dst: reg, src });
                CaptureForm::Target
            }
            (Storage::Target(src), CaptureMode::RefMut | CaptureMode::Move) => {
                let path = self.path(src, &[]);
                self.op(Op::PathRef { dst: reg, path });
                CaptureForm::Value
            }
            (Storage::Parts(parts, target), CaptureMode::Ref | CaptureMode::RefMut) => {
                self.put_together(&parts, reg, super::parts::Taking::Copy)?;
                if target { CaptureForm::Target } else { CaptureForm::Value }
            }
            (Storage::Alias(place), CaptureMode::Ref) => {
                let place = super::place::Place { target: false, ..(*place).clone() };
                self.read(&place, reg, Reading::Copy)?;
                CaptureForm::Target
            }
            (Storage::Alias(place), CaptureMode::RefMut | CaptureMode::Move) => {
                self.read(&place, reg, Reading::Copy)?;
                CaptureForm::Value
            }
            (Storage::Reg(src) | Storage::Look(src), CaptureMode::Ref | CaptureMode::RefMut) => {
                self.op(Op::Copy { dst: reg, src });
                CaptureForm::Value
            }
            (storage, CaptureMode::Move) => {
                let take = match moves(self.program, ty) {
                    Reading::Take => Reading::Take,
                    _ => Reading::Copy,
                };
                let place = match storage {
                    Storage::Reg(base) | Storage::Look(base) | Storage::Target(base) => super::place::Place::register(base),
                    other => other.place(),
                };
                match capture.copy {
                    None => self.read(&place, reg, take)?,
                    Some(CopyBy::Share) => self.read(&place, reg, Reading::Copy)?,
                    Some(CopyBy::Clone(id)) => {
                        let mark = self.top;
                        let base = self.alloc_many(2);
                        self.read(&place, base + 1, Reading::Copy)?;
                        self.call_instance(id, base)?;
                        self.op(Op::Move { dst: reg, src: base });
                        self.top = mark;
                    }
                }
                let once = self.scan.once.contains(&closure.0);
                if changed && !once || self.scan.cells.contains(&local) {
                    self.op(Op::NewCell { dst: reg, src: reg });
                    CaptureForm::Cell
                } else {
                    CaptureForm::Value
                }
            }
        })
    }
}
