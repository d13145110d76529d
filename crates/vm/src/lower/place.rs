//! Places: expressions that name something instead of computing it.

use super::Ice;
use super::builder::{Builder, Reading, Storage, moves};
use super::parts::{Parts, Taking};
use super::shapes::Shape;
use crate::code::Step;
use crate::ops::{Op, Reg};
use crate::value::Wrap;
use ruchy_check::typed::*;
use ruchy_check::types::{Ty, TyKind};
use std::rc::Rc;

/// A place in the running function.
#[derive(Clone)]
pub(super) struct Place {
    pub base: Reg,
    pub steps: Vec<Step>,
    /// The expression is a reference, and this is what it refers to: the next `Deref` is no step.
    pub target: bool,
    /// The base is a temporary: what is read from it is moved.
    pub scratch: bool,
    /// What lies here is in parts; there are no steps then.
    pub parts: Option<Rc<Parts>>,
}

impl Place {
    pub fn then(&self, step: Step) -> Place {
        if let (Some(parts), Step::Field(index)) = (&self.parts, step)
            && let Some(field) = parts.field(index)
        {
            return Place { scratch: self.scratch, ..field };
        }
        let mut place = self.clone();
        place.steps.push(step);
        place
    }

    /// The register that the place is, if it is one.
    pub fn whole_register(&self) -> Option<Reg> {
        (self.steps.is_empty() && self.parts.is_none()).then_some(self.base)
    }

    pub fn register(base: Reg) -> Place {
        Place { base, steps: Vec::new(), target: false, scratch: true, parts: None }
    }
}

pub(super) fn is_place(kind: &ExprKind) -> bool {
    matches!(kind, ExprKind::Local(_) | ExprKind::Global(_) | ExprKind::Field(..) | ExprKind::Index(..) | ExprKind::Deref(_))
}

impl Builder<'_> {
    /// Whether a borrow of the expression borrows something that outlives it: a place, or (law 6) what is in a `Result` at a place.
    pub fn is_named(&self, e: ExprId) -> bool {
        match &self.expr_of(e).kind {
            ExprKind::Coerce(Coercion::OpenResult, inner) => self.is_named(*inner),
            kind => is_place(kind),
        }
    }

    /// The place that an expression names; a value is put into a temporary that lives to the end of the statement.
    pub fn place(&mut self, e: ExprId) -> Result<Place, Ice> {
        self.place_until(e, true)
    }

    /// The same for a place that is read or changed before anything else is evaluated: an index may be a variable's own register.
    pub fn place_at_once(&mut self, e: ExprId) -> Result<Place, Ice> {
        self.place_until(e, false)
    }

    fn place_until(&mut self, e: ExprId, lasts: bool) -> Result<Place, Ice> {
        let place = self.place_inner(e, lasts)?;
        if let Some(&local) = self.scan.lending.get(&e) {
            self.lent.insert(local);
        }
        Ok(place)
    }

    fn place_inner(&mut self, e: ExprId, lasts: bool) -> Result<Place, Ice> {
        let expr = self.expr_of(e);
        Ok(match &expr.kind {
            ExprKind::Local(local) => {
                let storage = self.storage(*local)?;
                if self.lent.contains(local)
                    && let Storage::Reg(reg) | Storage::Target(reg) = storage
                {
                    self.op(Op::TakeBack { reg });
                }
                storage.place()
            }
            ExprKind::Global(global) => {
                let dst = self.alloc();
                self.op(Op::GlobalRef { dst, global: global.0 });
                self.item(super::builder::Item::Clear { reg: dst });
                Place { steps: vec![Step::Deref], scratch: false, ..Place::register(dst) }
            }
            ExprKind::Field(base, index) => {
                let parts = if self.is_named(*base) { None } else { self.temporary_parts(*base)? };
                let base = match parts {
                    Some(parts) => Place { parts: Some(parts), ..Place::register(0) },
                    None => self.place_until(*base, lasts)?,
                };
                base.then(Step::Field(*index as u16))
            }
            ExprKind::Index(base, index) => {
                let base = self.place_until(*base, lasts || !self.is_simple(*index))?;
                let index = if lasts { self.stable_operand(*index)? } else { self.operand(*index)? };
                base.then(Step::Index(index))
            }
            ExprKind::Deref(inner) => {
                let ty = self.ty_of(*inner);
                let place = match self.expr_of(*inner).kind {
                    ExprKind::Borrow { place, .. } => return self.place_until(place, lasts),
                    _ => self.place_until(*inner, lasts)?,
                };
                self.deref(place, ty)
            }
            ExprKind::Coerce(Coercion::NoOp, inner) => self.place_until(*inner, lasts)?,
            ExprKind::Coerce(Coercion::OpenResult, inner) if self.is_named(*inner) => {
                let place = self.place(*inner)?;
                // An `Err` ends the task here; what is in an `Ok` is used where it lies.
                let looked = self.alloc();
                self.read(&place, looked, Reading::Copy)?;
                self.op(Op::OpenResult { reg: looked });
                self.op(Op::Clear { reg: looked, count: 1 });
                place.then(Step::Payload(Wrap::Ok))
            }
            _ => Place::register(self.temporary(e)?),
        })
    }

    /// Evaluates into parts that the innermost scope owns, if that is possible.
    pub fn temporary_parts(&mut self, e: ExprId) -> Result<Option<Rc<Parts>>, Ice> {
        let parts = if self.extended.contains_key(&e) {
            return Ok(None);
        } else if self.can_split(e) {
            self.split(e)?
        } else if let Shape::Apart(types) = self.shape_of(e) {
            self.apart(e, &types)?
        } else {
            return Ok(None);
        };
        self.own_parts(self.scopes.len() - 1, &parts);
        Ok(Some(parts))
    }

    /// Evaluates into parts with fields of these types.
    pub fn apart(&mut self, e: ExprId, types: &[Ty]) -> Result<Rc<Parts>, Ice> {
        let (into, parts) = self.registers_for(self.ty_of(e), types);
        self.value_into(e, into)?;
        Ok(parts)
    }

    /// What a place of reference (or box) type refers to.
    pub fn deref(&self, mut place: Place, ty: Ty) -> Place {
        if place.target {
            place.target = false;
            return place;
        }
        match self.kind(ty) {
            TyKind::Ref { mutable: true, .. } | TyKind::Pointer { .. } => {
                place.scratch = false;
                place.then(Step::Deref)
            }
            TyKind::Adt(..) => match self.lang(ty) {
                Some(LangAdt::Rc) => {
                    place.scratch = false;
                    place.then(Step::Rc)
                }
                Some(LangAdt::Shared) => {
                    place.scratch = false;
                    place.then(Step::Shared)
                }
                _ => place,
            },
            _ => place,
        }
    }

    pub fn storage(&self, local: LocalId) -> Result<Storage, Ice> {
        self.locals.get(&local).cloned().ok_or_else(|| format!("the variable `{}` has no place", self.body.locals[local.0 as usize].name))
    }

    /// Evaluates into a temporary that the innermost scope owns, unless it lives on with a variable.
    pub fn temporary(&mut self, e: ExprId) -> Result<Reg, Ice> {
        if let Some(reg) = self.extended.remove(&e) {
            self.value(e, reg)?;
            return Ok(reg);
        }
        let reg = self.alloc();
        self.value(e, reg)?;
        self.own(reg, self.ty_of(e));
        Ok(reg)
    }

    /// A register to read the expression's value from; the variable's own where it has one.
    pub fn operand(&mut self, e: ExprId) -> Result<Reg, Ice> {
        let expr = self.expr_of(e);
        if let ExprKind::Coerce(Coercion::NoOp, inner) | ExprKind::Copied(inner) = expr.kind {
            return self.operand(inner);
        }
        if let ExprKind::Borrow { mutable: false, place } = expr.kind {
            if !is_place(&self.expr_of(place).kind) && self.is_named(place) {
                let ty = self.ty_of(place);
                let place = self.place(place)?;
                return self.read_copy(&place, ty);
            }
            return self.operand(place);
        }
        if let Some(reg) = self.held_float(e) {
            return Ok(reg);
        }
        if let Some(constant) = self.known_global(e) {
            let reg = self.alloc();
            self.literal(&constant, expr.ty, reg);
            return Ok(reg);
        }
        if is_place(&expr.kind) {
            let place = self.place_at_once(e)?;
            // Where a reference itself is asked for, to be looked at, what it refers to serves.
            return match place.whole_register() {
                Some(reg) => Ok(reg),
                None => self.read_copy(&place, expr.ty),
            };
        }
        self.temporary(e)
    }

    fn read_copy(&mut self, place: &Place, ty: Ty) -> Result<Reg, Ice> {
        let dst = self.alloc();
        let place = Place { target: place.target && place.parts.is_none(), ..place.clone() };
        self.read(&place, dst, Reading::Copy)?;
        if !self.scalar(ty) {
            self.item(super::builder::Item::Clear { reg: dst });
        }
        Ok(dst)
    }

    /// A register with the value that later assignments to variables do not change.
    pub fn stable_operand(&mut self, e: ExprId) -> Result<Reg, Ice> {
        let expr = self.expr_of(e);
        if let ExprKind::Local(local) = expr.kind
            && self.scan.changed.contains(&local)
        {
            let dst = self.alloc();
            self.value(e, dst)?;
            return Ok(dst);
        }
        self.operand(e)
    }

    /// Reads a place into a register.
    pub fn read(&mut self, place: &Place, dst: Reg, reading: Reading) -> Result<(), Ice> {
        let take = reading == Reading::Take;
        if let Some(parts) = &place.parts {
            if place.target || !place.steps.is_empty() {
                return Err("a reference to something in parts".into());
            }
            return self.put_together(parts, dst, if take { Taking::All } else { Taking::Copy });
        }
        if place.target {
            // A reference as a value: what it refers to is lent.
            let path = self.path(place.base, &place.steps);
            self.op(Op::PathRef { dst, path });
            return Ok(());
        }
        match (place.steps.as_slice(), take) {
            ([], true) => {
                if dst != place.base {
                    self.op(Op::Move { dst, src: place.base });
                }
            }
            ([], false) => {
                if dst != place.base {
                    self.op(Op::Copy { dst, src: place.base });
                }
            }
            ([Step::Field(field)], false) => {
                self.op(Op::GetField { dst, src: place.base, field: *field });
            }
            ([Step::Field(field)], true) => {
                self.op(Op::TakeField { dst, src: place.base, field: *field });
            }
            ([Step::Index(index)], false) => {
                self.op(Op::Index { dst, list: place.base, index: *index });
            }
            (&[Step::Index(i), Step::Index(j)], false) if let (Ok(i), Ok(j)) = (u8::try_from(i), u8::try_from(j)) => {
                self.op(Op::Index2 { i, dst, list: place.base, j });
            }
            (&[Step::Index(index), Step::Field(field)], false) if let (Ok(index), Ok(field)) = (u8::try_from(index), u8::try_from(field)) => {
                self.op(Op::IndexField { index, dst, list: place.base, field });
            }
            ([Step::Payload(wrap)], false) => {
                self.op(Op::Payload { wrap: *wrap as u8, dst, src: place.base });
            }
            ([Step::Payload(_)], true) if place.scratch => {
                self.op(Op::Unwrap { dst, src: place.base });
            }
            ([Step::Deref], false) => {
                self.op(Op::CellGet { dst, src: place.base });
            }
            (steps, take) => {
                let path = self.path(place.base, steps);
                self.op(if take { Op::PathTake { dst, path } } else { Op::PathGet { dst, path } });
            }
        }
        Ok(())
    }

    /// How a place expression of this type is read where its value is wanted.
    pub fn reading(&self, e: ExprId) -> Reading {
        match moves(self.program, self.ty_of(e)) {
            Reading::Either => match self.expr_of(e).kind {
                ExprKind::Local(local) if self.used_once(local) => Reading::Take,
                _ => Reading::Copy,
            },
            Reading::Copy => match self.expr_of(e).kind {
                // A reference that is not used again need not keep its count.
                ExprKind::Local(local) if !self.scalar(self.ty_of(e)) && self.used_once(local) => Reading::Take,
                _ => Reading::Copy,
            },
            Reading::Take => Reading::Take,
        }
    }

    /// Whether this use of a variable is its only one, and the value its own.
    fn used_once(&self, local: LocalId) -> bool {
        self.scan.uses.get(&local) == Some(&1)
            && !self.scan.outlives_use.contains(&local)
            && match self.locals.get(&local) {
                Some(Storage::Look(_) | Storage::Alias(_) | Storage::Deferred(_)) => false,
                // What a reference refers to belongs to somebody else.
                Some(Storage::Parts(..)) => !matches!(self.kind(self.local_ty(local)), TyKind::Ref { .. }),
                _ => true,
            }
    }

    /// Stores a register, moved, into a place. What was there is not dropped.
    pub fn store(&mut self, place: &Place, src: Reg) {
        if let Some(parts) = &place.parts {
            self.take_apart(parts, src);
            return;
        }
        match place.steps.as_slice() {
            [] => {
                self.op(Op::Move { dst: place.base, src });
            }
            [Step::Field(field)] => {
                self.op(Op::SetField { obj: place.base, field: *field, src });
            }
            [Step::Index(index)] => {
                self.op(Op::SetIndex { list: place.base, index: *index, src });
            }
            &[Step::Index(i), Step::Index(j)] if let (Ok(i), Ok(j)) = (u8::try_from(i), u8::try_from(j)) => {
                self.op(Op::SetIndex2 { i, list: place.base, src, j });
            }
            &[Step::Index(index), Step::Field(field)] if let (Ok(index), Ok(field)) = (u8::try_from(index), u8::try_from(field)) => {
                self.op(Op::SetIndexField { index, list: place.base, src, field });
            }
            [Step::Deref] => {
                self.op(Op::CellSet { cell: place.base, src });
            }
            steps => {
                let path = self.path(place.base, steps);
                self.op(Op::PathSet { path, src });
            }
        }
    }

    /// `place = value`, with the old value dropped after the new one is made.
    pub fn assign(&mut self, place: ExprId, value: ExprId) -> Result<(), Ice> {
        let ty = self.ty_of(place);
        let plan = self.plan(ty);
        // A variable in a register that needs no drop is written at once.
        if plan.is_none()
            && let ExprKind::Local(local) = self.expr_of(place).kind
            && let Storage::Reg(reg) = self.storage(local)?
            && !self.mentions(value, local)
        {
            self.value(value, reg)?;
            return Ok(());
        }
        let src = self.alloc();
        self.value(value, src)?;
        let place = match self.expr_of(place).kind {
            // Assigning a whole parameter `*x = …` is the target itself.
            ExprKind::Local(local) if matches!(self.storage(local)?, Storage::Target(_) | Storage::Alias(_) | Storage::Parts(_, true)) => {
                return Err("a reference parameter is assigned itself".into());
            }
            _ => self.place_at_once(place)?,
        };
        match plan {
            Some(_) if place.parts.is_some() && place.steps.is_empty() => {
                if let Some(parts) = &place.parts {
                    self.drop_parts(parts);
                }
                self.store(&place, src);
            }
            None => self.store(&place, src),
            Some(plan) => {
                let old = self.alloc();
                self.read(&place, old, Reading::Take)?;
                self.store(&place, src);
                self.op(Op::Drop { reg: old, plan });
            }
        }
        Ok(())
    }

    /// Whether an expression names a local (or may, in a closure).
    pub fn mentions(&self, e: ExprId, local: LocalId) -> bool {
        // Evaluating straight into the variable is right when the value is complete before the first write: calls, arithmetic and
        // literals write their result last.
        match &self.expr_of(e).kind {
            ExprKind::Literal(_) | ExprKind::Binary(..) | ExprKind::Unary(..) | ExprKind::Cast(_) => false,
            ExprKind::Local(other) => *other == local,
            ExprKind::Field(..) | ExprKind::Index(..) | ExprKind::Deref(_) => false,
            _ => true,
        }
    }
}
