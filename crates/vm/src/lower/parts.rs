//! Values in parts: a struct, tuple or closure whose fields lie in registers of their own, so that nothing is allocated for it.
//!
//! A value is in parts from where it is written (`Map { iter, f }`, `|x| …`, a call of an inlined function that ends in one) as long as it is bound to a variable
//! or parameter that is only used by its fields, called, or handed on to an inlined call. Where the whole is wanted, it is put together: as a copy where it is
//! looked at, from its parts where it is moved. A variable to which a `&mut` is held, or that lives in a cell, is never in parts.

use super::Ice;
use super::builder::{Apart, Builder, Item, Reading, Storage, moves};
use super::place::{Place, is_place};
use super::scan::Scan;
use super::shapes::Shape;
use crate::code::{Cleanup, CleanupAction, Step};
use crate::ops::{Op, Reg};
use ruchy_check::typed::*;
use ruchy_check::types::{ClosureId, Ty, TyKind};
use std::rc::Rc;

/// Values with more fields than this are kept whole.
const MOST_FIELDS: usize = 16;
/// Closures with more expressions than this are called.
const MOST_EXPRESSIONS: u32 = 200;

/// Variables that are named more often for their whole value are kept whole.
const MOST_WHOLE: u32 = 1;

/// How a value is put together.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Taking {
    /// From copies.
    Copy,
    /// From what is in its fields, which comes back; closures are copied.
    Fields,
    All,
}

/// A value in parts.
pub(super) struct Parts {
    pub ty: Ty,
    pub kind: PartsKind,
}

pub(super) enum PartsKind {
    /// Of a struct, or of a tuple: in the order of declaration.
    Fields {
        tuple: bool,
        fields: Vec<(Storage, Ty)>,
    },
    Closure(KnownClosure),
}

/// A closure whose code is known where it is called.
pub(super) struct KnownClosure {
    pub id: ClosureId,
    /// In whose body it stands.
    pub instance: InstanceId,
    pub scan: Rc<Scan>,
    pub captures: Vec<Captured>,
}

pub(super) struct Captured {
    pub local: LocalId,
    pub ty: Ty,
    pub storage: Storage,
    /// The closure changes the variable, which is not its own.
    pub changes: bool,
    /// The closure has a register of its own for it.
    pub owned: bool,
}

impl Parts {
    /// The place of a field.
    pub fn field(&self, index: u16) -> Option<Place> {
        match &self.kind {
            PartsKind::Fields { fields, .. } => fields.get(index as usize).map(|(storage, _)| storage.place()),
            PartsKind::Closure(_) => None,
        }
    }

    /// The registers that belong to the value, in the order in which they are dropped.
    fn registers(&self, found: &mut Vec<(Reg, Ty)>) {
        let mut add = |storage: &Storage, ty: Ty| match storage {
            Storage::Reg(reg) | Storage::Cell(reg) | Storage::Target(reg) => found.push((*reg, ty)),
            Storage::Parts(parts, _) => parts.registers(found),
            _ => {}
        };
        match &self.kind {
            PartsKind::Fields { fields, .. } => fields.iter().for_each(|(storage, ty)| add(storage, *ty)),
            PartsKind::Closure(closure) => {
                closure.captures.iter().filter(|captured| captured.owned).for_each(|captured| add(&captured.storage, captured.ty));
            }
        }
    }

    /// The register after the last.
    pub fn top(&self) -> Reg {
        let mut registers = Vec::new();
        self.registers(&mut registers);
        registers.iter().map(|&(reg, _)| reg + 1).max().unwrap_or(0)
    }
}

impl Storage {
    /// The register that the value is in.
    fn register(&self) -> Option<Reg> {
        match self {
            Storage::Reg(reg) => Some(*reg),
            _ => None,
        }
    }

    /// The register after the last that it lies in.
    fn top(&self) -> Reg {
        match self {
            Storage::Reg(reg) | Storage::Look(reg) | Storage::Cell(reg) | Storage::Target(reg) => reg + 1,
            Storage::Alias(place) => place.steps.iter().fold(place.base + 1, |top, step| match step {
                Step::Index(reg) => top.max(reg + 1),
                _ => top,
            }),
            Storage::Parts(parts, _) => match &parts.kind {
                PartsKind::Fields { fields, .. } => fields.iter().map(|(storage, _)| storage.top()).max().unwrap_or(0),
                PartsKind::Closure(closure) => closure.captures.iter().map(|captured| captured.storage.top()).max().unwrap_or(0),
            },
            Storage::Deferred(_) => 0,
        }
    }

    /// The place that a variable is.
    pub fn place(&self) -> Place {
        let whole = Place { scratch: false, ..Place::register(0) };
        match self {
            Storage::Reg(base) | Storage::Look(base) => Place { base: *base, ..whole },
            Storage::Cell(base) => Place { base: *base, steps: vec![Step::Deref], ..whole },
            Storage::Target(base) => Place { base: *base, target: true, ..whole },
            Storage::Alias(place) => (**place).clone(),
            Storage::Parts(parts, target) => Place { parts: Some(parts.clone()), target: *target, ..whole },
            // Only a `match` names it, and looks there first.
            Storage::Deferred(_) => whole,
        }
    }
}

impl Builder<'_> {
    /// Whether a type can be in parts that lie anywhere.
    fn splits(&self, ty: Ty) -> bool {
        match self.kind(ty) {
            TyKind::Closure(_) => !self.lowerer.whole.contains(&ty),
            _ => self.comes_apart(ty) && self.drop_of(ty).is_none(),
        }
    }

    /// Whether the fields of a type can lie in registers of their own.
    pub fn comes_apart(&self, ty: Ty) -> bool {
        if self.lowerer.whole.contains(&ty) {
            return false;
        }
        match self.kind(ty) {
            TyKind::Tuple(items) => !items.is_empty() && items.len() <= MOST_FIELDS,
            TyKind::Adt(def, _) => self.program.adts.get(def).is_some_and(|adt| {
                adt.lang.is_none()
                    && !adt.is_enum
                    && adt.variants.first().is_some_and(|variant| (1..=MOST_FIELDS).contains(&variant.fields.len()))
            }),
            _ => false,
        }
    }

    /// The `drop` that a type has of its own.
    fn drop_of(&self, ty: Ty) -> Option<InstanceId> {
        match self.program.drops.get(&ty) {
            Some(DropPlan::Adt { drop, .. }) => *drop,
            _ => None,
        }
    }

    /// Whether a value of a type that [`Builder::comes_apart`], with fields of these types, can be in parts: one with an `impl Drop` needs a field that tells
    /// whether it was moved.
    pub fn can_lie_apart(&self, ty: Ty, fields: &[Ty]) -> bool {
        self.drop_of(ty).is_none() || fields.iter().any(|&field| !self.scalar(field))
    }

    /// Whether a variable can be bound to a value in parts.
    pub fn can_be_parts(&self, local: LocalId, scan: &Scan) -> bool {
        let count = |of: &std::collections::HashMap<LocalId, u32>| of.get(&local).copied().unwrap_or(0);
        !scan.cells.contains(&local) && !scan.lent.contains(&local) && count(&scan.uses) <= count(&scan.projections) + MOST_WHOLE
    }

    /// The parts that a place expression names, if it lies in parts. Emits nothing.
    pub fn parts_at(&self, e: ExprId) -> Option<Rc<Parts>> {
        match self.expr_of(e).kind {
            ExprKind::Local(local) => match self.locals.get(&local)? {
                Storage::Parts(parts, _) => Some(parts.clone()),
                _ => None,
            },
            ExprKind::Field(base, index) => self.parts_at(base)?.field(index as u16)?.parts,
            ExprKind::Deref(inner) if matches!(self.kind(self.ty_of(inner)), TyKind::Ref { .. }) => self.parts_at(inner),
            ExprKind::Borrow { place: inner, .. } | ExprKind::Coerce(Coercion::NoOp, inner) => self.parts_at(inner),
            _ => None,
        }
    }

    /// Whether [`Builder::split`] can evaluate an expression into parts.
    pub fn can_split(&self, e: ExprId) -> bool {
        self.splits_in(self.body, e, &|local| matches!(self.locals.get(&local), Some(Storage::Parts(..))), 0)
    }

    fn splits_in(&self, body: &Body, e: ExprId, known: &dyn Fn(LocalId) -> bool, depth: usize) -> bool {
        let expr = &body.exprs[e.0 as usize];
        match &expr.kind {
            ExprKind::Adt { base: None, .. } | ExprKind::Tuple(_) => self.splits(expr.ty),
            ExprKind::Closure(id) => std::ptr::eq(body, self.body) && self.is_known(*id),
            ExprKind::Local(local) => known(*local) && self.splits(expr.ty),
            ExprKind::Field(..) if depth == 0 => self.splits(expr.ty) && self.parts_at(e).is_some(),
            ExprKind::Block { statements, tail: Some(tail) } if statements.is_empty() => self.splits_in(body, *tail, known, depth),
            ExprKind::Coerce(Coercion::NoOp, inner) => self.splits_in(body, *inner, known, depth),
            ExprKind::Call { callee: Callee::Instance(id), args } if depth < 8 => {
                let Some(callee) = self.inlinable(*id) else { return false };
                let Some(root) = callee.root else { return false };
                if !self.splits(expr.ty) || callee.exprs.iter().any(|expr| matches!(expr.kind, ExprKind::Return(_))) {
                    return false;
                }
                let instance = &self.program.instances[id.0 as usize];
                let split: Vec<LocalId> = callee
                    .params
                    .iter()
                    .zip(args)
                    .zip(&instance.params)
                    .filter(|((_, arg), param)| param.mode == ParamMode::Value && self.splits_in(body, **arg, known, depth + 1))
                    .filter_map(|((&pat, _), _)| super::inline::simple_binding(callee, pat))
                    .collect();
                self.splits_in(callee, root, &|local| split.contains(&local), depth + 1)
            }
            _ => false,
        }
    }

    /// Whether the calls of a closure written here can be inlined.
    fn is_known(&self, id: ClosureId) -> bool {
        let info = &self.program.closures[id.0 as usize];
        self.is_inlined(id, &self.scan)
            && info.captures.iter().all(|capture| capture.copy.is_none() && self.locals.contains_key(&capture.local))
    }

    /// Whether the calls of a closure should be inlined where its code is known.
    pub fn is_inlined(&self, id: ClosureId, scan: &Scan) -> bool {
        !scan.once.contains(&id.0)
            && !self.program.closures[id.0 as usize].is_async
            && scan.closure_sizes.get(&id.0).is_some_and(|&size| size <= MOST_EXPRESSIONS)
    }

    /// Evaluates into parts in new registers, which end at the top.
    pub fn split(&mut self, e: ExprId) -> Result<Rc<Parts>, Ice> {
        let parts = self.at_expr(e, |builder, expr| builder.split_inner(e, expr))?;
        self.top = self.top.max(parts.top());
        Ok(parts)
    }

    fn split_inner(&mut self, e: ExprId, expr: &Expr) -> Result<Rc<Parts>, Ice> {
        match &expr.kind {
            ExprKind::Adt { fields, base: None, .. } => {
                let count = fields.iter().map(|&(index, _)| index as usize + 1).max().unwrap_or(0);
                let mut parts = vec![(Storage::Look(0), expr.ty); count];
                let mut held = Vec::new();
                for (i, &(index, field)) in fields.iter().enumerate() {
                    parts[index as usize] =
                        (self.split_part(field, &mut held, fields[i + 1..].iter().map(|&(_, e)| e))?, self.ty_of(field));
                }
                self.release(held);
                Ok(Rc::new(Parts { ty: expr.ty, kind: PartsKind::Fields { tuple: false, fields: parts } }))
            }
            ExprKind::Tuple(items) => {
                let mut parts = Vec::with_capacity(items.len());
                let mut held = Vec::new();
                for (i, &item) in items.iter().enumerate() {
                    parts.push((self.split_part(item, &mut held, items[i + 1..].iter().copied())?, self.ty_of(item)));
                }
                self.release(held);
                Ok(Rc::new(Parts { ty: expr.ty, kind: PartsKind::Fields { tuple: true, fields: parts } }))
            }
            ExprKind::Closure(id) => self.known_closure(*id, expr.ty),
            ExprKind::Block { statements, tail: Some(tail) } if statements.is_empty() => self.split(*tail),
            ExprKind::Coerce(Coercion::NoOp, inner) => self.split(*inner),
            ExprKind::Call { callee: Callee::Instance(id), args } => self.inline_split(*id, args),
            _ => {
                let take = self.reading(e) == Reading::Take;
                let parts = self.parts_at(e).ok_or("a value that has no parts")?;
                self.moved_parts(&parts, take)
            }
        }
    }

    /// One part of something that is being made.
    fn split_part(&mut self, e: ExprId, held: &mut Vec<usize>, later: impl Iterator<Item = ExprId>) -> Result<Storage, Ice> {
        if self.can_split(e) {
            let parts = self.split(e)?;
            held.extend(self.hold_parts(&parts));
            return Ok(Storage::Parts(parts, false));
        }
        let reg = self.alloc();
        self.value(e, reg)?;
        self.settle(reg + 1);
        held.extend(self.hold(reg, self.ty_of(e), later));
        Ok(Storage::Reg(reg))
    }

    /// What drops the parts, in the order in which that is to be done.
    fn drops_of_parts(&mut self, parts: &Parts, found: &mut Vec<Item>) {
        if let (Some(_), PartsKind::Fields { fields, .. }) = (self.drop_of(parts.ty), &parts.kind) {
            let types: Vec<Ty> = fields.iter().map(|&(_, ty)| ty).collect();
            let first = fields.first().and_then(|(storage, _)| storage.register());
            let witness = types.iter().position(|&ty| !self.scalar(ty));
            if let (Some(base), Some(witness), Some(plan)) = (first, witness, self.plan(parts.ty)) {
                let shape = self.shape(parts.ty, 0, types.len() as u16);
                self.apart.push(Apart { ty: parts.ty, types: types.into(), base, shape, plan, witness: base + witness as u16 });
                found.push(Item::DropFields(self.apart.len() - 1));
            }
            return;
        }
        let storages: Vec<(&Storage, Ty)> = match &parts.kind {
            PartsKind::Fields { fields, .. } => fields.iter().map(|(storage, ty)| (storage, *ty)).collect(),
            PartsKind::Closure(closure) => {
                closure.captures.iter().filter(|captured| captured.owned).map(|captured| (&captured.storage, captured.ty)).collect()
            }
        };
        for (storage, ty) in storages {
            match storage {
                Storage::Reg(reg) | Storage::Cell(reg) | Storage::Target(reg) => {
                    if let Some(plan) = self.plan(ty) {
                        found.push(Item::Drop { reg: *reg, plan });
                    } else if !self.scalar(ty) {
                        found.push(Item::Clear { reg: *reg });
                    }
                }
                Storage::Parts(parts, _) => self.drops_of_parts(parts, found),
                _ => {}
            }
        }
    }

    /// The innermost scope owns parts that are on their way.
    pub fn hold_parts(&mut self, parts: &Parts) -> Vec<usize> {
        let mut drops = Vec::new();
        self.drops_of_parts(parts, &mut drops);
        let mut held = Vec::new();
        for item in drops.into_iter().rev().filter(|item| !matches!(item, Item::Clear { .. })) {
            self.item(item);
            held.push(self.function.cleanups.len() - 1);
        }
        held
    }

    /// Notes for the code up to [`Builder::release_guard`] that a panic drops the parts.
    pub fn guard_parts(&mut self, parts: &Parts) -> Vec<usize> {
        let mut drops = Vec::new();
        self.drops_of_parts(parts, &mut drops);
        let start = self.pc();
        let mut guards = Vec::new();
        for item in drops.into_iter().rev() {
            let action = match item {
                Item::Drop { reg, plan } => CleanupAction::Drop { reg, plan },
                Item::DropFields(index) => self.apart[index].cleanup(),
                _ => continue,
            };
            guards.push(self.function.cleanups.len());
            self.function.cleanups.push(Cleanup { start, end: u32::MAX, action });
        }
        guards
    }

    pub fn release_guard(&mut self, guards: Vec<usize>) {
        let end = self.pc();
        for guard in guards {
            self.function.cleanups[guard].end = end;
        }
    }

    /// Drops what is left of a value in parts.
    pub fn drop_parts(&mut self, parts: &Parts) {
        let mut drops = Vec::new();
        self.drops_of_parts(parts, &mut drops);
        for item in drops {
            self.end_item(item);
        }
    }

    /// A scope owns the parts from now on.
    pub fn own_parts(&mut self, scope: usize, parts: &Parts) {
        let mut drops = Vec::new();
        self.drops_of_parts(parts, &mut drops);
        // What is owned last is dropped first.
        for item in drops.into_iter().rev() {
            self.item_in(scope, item);
        }
    }

    /// Drops a value with an `impl Drop` that lies in registers, if it is still there: it is put together.
    pub fn drop_fields(&mut self, index: usize) {
        let Apart { base, shape, plan, witness, .. } = self.apart[index];
        if self.just_moved(witness) {
            return;
        }
        let gone = self.label();
        self.branch(Op::JumpIfMoved { src: witness, to: 0 }, gone);
        let mark = self.top;
        let whole = self.alloc();
        self.op(Op::Struct { dst: whole, base, shape });
        self.op(Op::Drop { reg: whole, plan });
        self.top = mark;
        self.place_label(gone);
    }

    /// The same at the end of its scope, whose cleanup this is: `drop` stands here if it is small.
    pub fn drop_fields_inline(&mut self, index: usize, cleanup: usize) -> Result<(), Ice> {
        let Apart { ty, types, base, witness, .. } = self.apart[index].clone();
        let Some(id) = self.drop_of(ty).filter(|&id| self.inlinable(id).is_some()) else {
            self.drop_fields(index);
            return Ok(());
        };
        let fields = types.iter().enumerate().map(|(i, &ty)| (Storage::Reg(base + i as u16), ty)).collect();
        let parts = Rc::new(Parts { ty, kind: PartsKind::Fields { tuple: false, fields } });
        if self.just_moved(witness) {
            return Ok(());
        }
        let gone = self.label();
        self.branch(Op::JumpIfMoved { src: witness, to: 0 }, gone);
        self.function.cleanups[cleanup].end = self.pc();
        let dropped = self.dropped_fields(ty, base);
        let (start, first) = (self.pc(), self.function.cleanups.len());
        for &(reg, plan) in dropped.iter().rev() {
            self.function.cleanups.push(Cleanup { start, end: u32::MAX, action: CleanupAction::Drop { reg, plan } });
        }
        let guards: Vec<usize> = (first..self.function.cleanups.len()).collect();
        let mark = self.top;
        self.inline_next(id, &Place { parts: Some(parts), scratch: false, ..Place::register(0) }, super::inline::Dest::Nothing)?;
        for &(reg, plan) in &dropped {
            self.op(Op::Drop { reg, plan });
        }
        self.op(Op::Clear { reg: base, count: types.len() as u16 });
        self.release_guard(guards);
        self.top = mark;
        self.place_label(gone);
        Ok(())
    }

    /// The fields of a struct from `base` on that are dropped by a plan, in order.
    fn dropped_fields(&mut self, ty: Ty, base: Reg) -> Vec<(Reg, u32)> {
        match self.program.drops.get(&ty) {
            Some(DropPlan::Adt { variants, .. }) => {
                let fields = variants.first().cloned().unwrap_or_default();
                fields.into_iter().filter_map(|(index, ty)| Some((base + index as u16, self.plan(ty)?))).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The parts in new registers.
    fn moved_parts(&mut self, parts: &Parts, take: bool) -> Result<Rc<Parts>, Ice> {
        let kind = match &parts.kind {
            PartsKind::Fields { tuple, fields } => {
                let mut moved = Vec::with_capacity(fields.len());
                for (storage, ty) in fields {
                    moved.push((self.moved_part(storage, *ty, take)?, *ty));
                }
                PartsKind::Fields { tuple: *tuple, fields: moved }
            }
            PartsKind::Closure(closure) => {
                let mut captures = Vec::with_capacity(closure.captures.len());
                for captured in &closure.captures {
                    let storage = match captured.owned {
                        true => self.moved_part(&captured.storage, captured.ty, take)?,
                        false => captured.storage.clone(),
                    };
                    captures.push(Captured { storage, ..*captured });
                }
                PartsKind::Closure(KnownClosure { id: closure.id, instance: closure.instance, scan: closure.scan.clone(), captures })
            }
        };
        Ok(Rc::new(Parts { ty: parts.ty, kind }))
    }

    /// Whether a part of this type is moved out where the whole is taken; others are as good as their copies.
    pub fn is_moved(&self, ty: Ty) -> bool {
        moves(self.program, ty) != Reading::Copy || !self.scalar(ty)
    }

    fn moved_part(&mut self, storage: &Storage, ty: Ty, take: bool) -> Result<Storage, Ice> {
        Ok(match storage {
            Storage::Parts(parts, target) => Storage::Parts(self.moved_parts(parts, take)?, *target),
            Storage::Reg(src) | Storage::Cell(src) | Storage::Target(src) => {
                let dst = self.alloc();
                self.op(if take && self.is_moved(ty) { Op::Move { dst, src: *src } } else { Op::Copy { dst, src: *src } });
                match storage {
                    Storage::Cell(_) => Storage::Cell(dst),
                    Storage::Target(_) => Storage::Target(dst),
                    _ => Storage::Reg(dst),
                }
            }
            other => other.clone(),
        })
    }

    /// A closure whose captures lie in registers.
    fn known_closure(&mut self, id: ClosureId, ty: Ty) -> Result<Rc<Parts>, Ice> {
        let info = &self.program.closures[id.0 as usize];
        let mut captures = Vec::with_capacity(info.captures.len());
        for &capture in &info.captures {
            let local = capture.local;
            let storage = self.storage(local)?;
            let ty = self.local_ty(local);
            let outlives = self.lasting.is_none_or(|floor| storage.top() <= floor);
            let shared = outlives
                && match (&storage, capture.mode) {
                    (Storage::Parts(parts, _), CaptureMode::Move) => {
                        let mut registers = Vec::new();
                        parts.registers(&mut registers);
                        registers.is_empty()
                    }
                    (_, CaptureMode::Move) => false,
                    (Storage::Cell(_), _) => true,
                    (_, CaptureMode::RefMut) => matches!(storage, Storage::Target(_) | Storage::Alias(_)),
                    // A variable that is changed later is seen as it was.
                    (_, CaptureMode::Ref) => !self.scan.changed.contains(&local) && !self.scan.lent.contains(&local),
                };
            if self.scan.lent.contains(&local) {
                self.lent.insert(local);
            }
            if shared {
                captures.push(Captured { local, ty, storage, changes: capture.mode == CaptureMode::RefMut, owned: false });
                continue;
            }
            let reg = self.alloc();
            let form = self.capture(id, capture, reg)?;
            let storage = match form {
                super::builder::CaptureForm::Value => Storage::Reg(reg),
                super::builder::CaptureForm::Cell => Storage::Cell(reg),
                super::builder::CaptureForm::Target => Storage::Target(reg),
            };
            captures.push(Captured { local, ty, storage, changes: false, owned: true });
        }
        let closure = KnownClosure { id, instance: self.instance, scan: self.scan.clone(), captures };
        Ok(Rc::new(Parts { ty, kind: PartsKind::Closure(closure) }))
    }

    /// Puts a value together: from its parts where it is taken, from copies otherwise.
    pub fn put_together(&mut self, parts: &Parts, dst: Reg, taking: Taking) -> Result<(), Ice> {
        let mark = self.top;
        match &parts.kind {
            PartsKind::Fields { tuple, fields } => {
                let count = fields.len() as u16;
                let base = self.alloc_many(count);
                for (i, (storage, ty)) in fields.iter().enumerate() {
                    self.read_part(storage, *ty, base + i as u16, taking)?;
                }
                if *tuple {
                    self.op(Op::Tuple { dst, base, count });
                } else {
                    let shape = self.shape(parts.ty, 0, count);
                    self.op(Op::Struct { dst, base, shape });
                }
            }
            PartsKind::Closure(closure) => {
                let count = closure.captures.len() as u16;
                let base = self.alloc_many(count);
                let mut forms = Vec::with_capacity(closure.captures.len());
                for (i, captured) in closure.captures.iter().enumerate() {
                    let reg = base + i as u16;
                    let own = taking == Taking::All && captured.owned;
                    let whole = |src: Reg| if own { Op::Move { dst: reg, src } } else { Op::Copy { dst: reg, src } };
                    forms.push(match &captured.storage {
                        Storage::Cell(src) => {
                            self.op(whole(*src));
                            super::builder::CaptureForm::Cell
                        }
                        Storage::Target(_) | Storage::Alias(_) if captured.changes => {
                            self.read(&captured.storage.place(), reg, Reading::Copy)?;
                            super::builder::CaptureForm::Value
                        }
                        Storage::Target(src) => {
                            self.op(whole(*src));
                            super::builder::CaptureForm::Target
                        }
                        Storage::Alias(place) => {
                            let place = Place { target: false, ..(**place).clone() };
                            self.read(&place, reg, Reading::Copy)?;
                            super::builder::CaptureForm::Target
                        }
                        Storage::Parts(_, true) => {
                            self.read_part(&captured.storage, captured.ty, reg, Taking::Copy)?;
                            super::builder::CaptureForm::Target
                        }
                        _ => {
                            let taking = if own { Taking::All } else { Taking::Copy };
                            self.read_part(&captured.storage, captured.ty, reg, taking)?;
                            super::builder::CaptureForm::Value
                        }
                    });
                }
                let func = self.closure_of(closure, &forms)?;
                let shape = self.shape(Ty(func), closure.id.0, count);
                self.op(Op::Closure { dst, base: if count == 0 { 0 } else { base }, shape });
            }
        }
        self.settle(mark);
        Ok(())
    }

    pub fn read_part(&mut self, storage: &Storage, ty: Ty, dst: Reg, taking: Taking) -> Result<(), Ice> {
        if let Storage::Parts(parts, _) = storage {
            return self.put_together(parts, dst, taking);
        }
        let moved = taking != Taking::Copy && self.is_moved(ty);
        let place = Place { target: false, ..storage.place() };
        self.read(&place, dst, if moved { Reading::Take } else { Reading::Copy })
    }

    /// Stores a whole value, moved, into the registers of its parts. What was there is not dropped.
    pub fn take_apart(&mut self, parts: &Parts, src: Reg) {
        let PartsKind::Fields { fields, .. } = &parts.kind else { return };
        for (i, (storage, _)) in fields.iter().enumerate() {
            match storage {
                Storage::Reg(dst) => {
                    self.op(Op::TakeField { dst: *dst, src, field: i as u16 });
                }
                Storage::Parts(inner, _) if matches!(inner.kind, PartsKind::Fields { .. }) => {
                    let part = self.alloc();
                    self.op(Op::TakeField { dst: part, src, field: i as u16 });
                    self.take_apart(inner, part);
                }
                // A closure changes nothing but what lies in cells.
                _ => {}
            }
        }
        self.op(Op::Clear { reg: src, count: 1 });
    }

    /// What drops a value that is moved in for a call, and lost by a panic in it.
    pub fn lost_parts(&mut self, parts: &Parts, src: Reg) -> CleanupAction {
        match self.plan(parts.ty) {
            Some(plan) => CleanupAction::Drop { reg: src, plan },
            None => CleanupAction::MoveBack { dst: src, src },
        }
    }

    /// Evaluates the value of a `let` or an argument into parts, if that is possible and the variable can be in parts.
    pub fn split_for(&mut self, e: ExprId, local: LocalId, scan: &Scan) -> Result<Option<Rc<Parts>>, Ice> {
        if !self.can_be_parts(local, scan) || !self.can_split(e) || is_place(&self.expr_of(e).kind) && self.parts_at(e).is_none() {
            return Ok(None);
        }
        self.split(e).map(Some)
    }

    /// The same into registers side by side, where its shape is known.
    pub fn apart_for(&mut self, e: ExprId, local: LocalId, scan: &Scan) -> Result<Option<Rc<Parts>>, Ice> {
        if !self.can_be_parts(local, scan) || is_place(&self.expr_of(e).kind) {
            return Ok(None);
        }
        match self.shape_of(e) {
            Shape::Apart(types) => self.apart(e, &types).map(Some),
            _ => Ok(None),
        }
    }
}
