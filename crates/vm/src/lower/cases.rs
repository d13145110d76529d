//! Enums that are taken apart at once: `match f() { Ok(x) => …, Err(e) => … }`. No enum is made: where the value ends in a variant, its fields are evaluated to
//! where that variant's arm wants them, and a jump leads there.

use super::Ice;
use super::builder::{Builder, Fail, Storage};
use super::expr::wrap_number;
use super::inline::{Dest, Into};
use super::parts::{Parts, PartsKind};
use super::place::{Place, is_place};
use super::shapes::Shape;
use crate::ops::{Op, Reg};
use ruchy_check::typed::*;
use ruchy_check::types::{Ty, TyKind};
use std::rc::Rc;

/// Enums with more variants are made.
const MOST_VARIANTS: usize = 16;
/// Structs with more fields come whole.
const MOST_FIELDS: usize = 6;

/// Where the variants of an enum go.
pub(super) struct Cases {
    ty: Ty,
    /// By variant.
    cases: Vec<Case>,
}

struct Case {
    /// By field.
    fields: Vec<Into>,
    /// The arm: "fail" is where the jump leads.
    arm: Fail,
    /// Whether any jump leads there.
    entered: bool,
}

/// An argument of an inlined call that is evaluated where the callee takes it apart.
pub(super) struct Deferred {
    /// Of the caller's body.
    pub value: ExprId,
    pub shape: Shape,
}

/// Which arm of a `match` takes a variant, what it says of the fields, and whether no other variant goes there.
#[derive(Clone, Copy)]
struct Taken<'a> {
    arm: usize,
    fields: &'a [(u32, PatId)],
    alone: bool,
}

impl<'a> Builder<'a> {
    /// For each variant of an enum the arm that takes it, if the arms test nothing but the variant.
    fn taken_variants(&self, ty: Ty, arms: &[Arm]) -> Option<Vec<Option<Taken<'a>>>> {
        let adt = self.adt(ty).filter(|adt| adt.variants.len() <= MOST_VARIANTS)?;
        if !self.is_taken_apart(ty) || arms.iter().any(|arm| arm.guard.is_some()) {
            return None;
        }
        let mut taken: Vec<Option<Taken<'a>>> = vec![None; adt.variants.len()];
        for (index, arm) in arms.iter().enumerate() {
            let pattern = self.pattern_of(arm.pattern);
            match &pattern.kind {
                PatKind::Wild => {
                    for slot in taken.iter_mut().filter(|slot| slot.is_none()) {
                        *slot = Some(Taken { arm: index, fields: &[], alone: false });
                    }
                }
                PatKind::Fields { variant: Some(variant), fields } => {
                    if fields.iter().any(|&(_, field)| self.refutable(field)) {
                        return None;
                    }
                    let slot = taken.get_mut(*variant as usize)?;
                    if slot.is_none() {
                        *slot = Some(Taken { arm: index, fields, alone: true });
                    }
                }
                PatKind::Or(alternatives) => {
                    for &alternative in alternatives {
                        let PatKind::Fields { variant: Some(variant), fields } = &self.pattern_of(alternative).kind else { return None };
                        if !fields.iter().all(|&(_, field)| matches!(self.pattern_of(field).kind, PatKind::Wild)) {
                            return None;
                        }
                        let slot = taken.get_mut(*variant as usize)?;
                        if slot.is_none() {
                            *slot = Some(Taken { arm: index, fields: &[], alone: false });
                        }
                    }
                }
                _ => return None,
            }
        }
        Some(taken)
    }

    /// Whether a callee takes a parameter apart first of all, by arms that test nothing but the variant.
    pub fn takes_apart(&mut self, body: &'a Body, root: ExprId, local: LocalId) -> bool {
        match &body.exprs[root.0 as usize].kind {
            ExprKind::Block { statements, tail: Some(tail) } if statements.is_empty() => self.takes_apart(body, *tail, local),
            ExprKind::Coerce(Coercion::NoOp, inner) => self.takes_apart(body, *inner, local),
            ExprKind::Match { scrutinee, arms } => {
                let scrutinee = &body.exprs[scrutinee.0 as usize];
                let outer = std::mem::replace(&mut self.body, body);
                let taken = self.taken_variants(scrutinee.ty, arms).is_some();
                self.body = outer;
                taken && matches!(scrutinee.kind, ExprKind::Local(found) if found == local)
            }
            _ => false,
        }
    }

    /// A `match` on an enum that is not made; false where it must be.
    pub fn match_cases(&mut self, scrutinee: ExprId, arms: &[Arm], dest: Dest) -> Result<bool, Ice> {
        let deferred = match self.expr_of(scrutinee).kind {
            ExprKind::Local(local) => match self.locals.get(&local) {
                Some(Storage::Deferred(deferred)) => Some(deferred.clone()),
                _ => return Ok(false),
            },
            ref kind if is_place(kind) => return Ok(false),
            _ => None,
        };
        let ty = self.ty_of(scrutinee);
        let shape = match &deferred {
            Some(deferred) => deferred.shape.clone(),
            None if self.is_taken_apart(ty) && self.leaves_nothing(scrutinee) => self.shape_of(scrutinee),
            None => Shape::Unknown,
        };
        if !matches!(shape, Shape::Enum(_)) {
            return Ok(false);
        }
        let Some(taken) = self.taken_variants(ty, arms) else {
            return if deferred.is_some() { Err("an argument that cannot be taken apart".into()) } else { Ok(false) };
        };
        let adt = self.adt(ty).ok_or("a match on no enum")?;
        self.open();
        let mut cases = Vec::with_capacity(adt.variants.len());
        let mut places = Vec::with_capacity(adt.variants.len());
        for (variant, info) in adt.variants.iter().enumerate() {
            let known = shape.fields(variant as u32);
            let patterns = taken[variant].map_or(&[][..], |taken| taken.fields);
            let mut fields = Vec::with_capacity(info.fields.len());
            let mut found = Vec::with_capacity(info.fields.len());
            for index in 0..info.fields.len() {
                let pattern = patterns.iter().find(|(at, _)| *at as usize == index).map(|&(_, pattern)| pattern);
                let (into, place) = self.case_field(pattern, known.get(index));
                fields.push(into);
                found.push((place, pattern));
            }
            let label = self.label();
            let arm = self.fail_to(label);
            cases.push(Case { fields, arm, entered: false });
            places.push(found);
        }
        self.cases.push(Cases { ty, cases });
        let id = self.cases.len() - 1;
        self.open();
        match &deferred {
            Some(deferred) => self.in_caller(|builder| builder.evaluate(deferred.value, Dest::Cases(id)))?,
            None => self.evaluate(scrutinee, Dest::Cases(id))?,
        }
        self.close();
        let done = self.label();
        for (index, arm) in arms.iter().enumerate() {
            let outer = self.at(self.pattern_of(arm.pattern).span);
            let shared = self.label();
            let mut reached = false;
            for variant in 0..taken.len() {
                let Some(taken) = taken[variant].filter(|taken| taken.arm == index) else { continue };
                let case = &self.cases[id].cases[variant];
                if !case.entered {
                    continue;
                }
                reached = true;
                let label = case.arm.label;
                self.place_label(label);
                self.open();
                self.own_case(ty, variant as u32, &places[variant])?;
                if taken.alone {
                    for (place, pattern) in &places[variant] {
                        if let Some(pattern) = *pattern {
                            self.bind(pattern, place)?;
                        }
                    }
                    self.evaluate(arm.body, dest)?;
                    self.close();
                    self.jump(done);
                } else {
                    self.close();
                    self.jump(shared);
                }
            }
            self.place_label(shared);
            let alone = taken.iter().flatten().any(|taken| taken.arm == index && taken.alone);
            if reached && !alone {
                self.open();
                self.evaluate(arm.body, dest)?;
                self.close();
                self.jump(done);
            }
            self.at(outer);
        }
        self.place_label(done);
        self.close();
        Ok(true)
    }

    /// The registers for a field of a variant, and the place that they are.
    fn case_field(&mut self, pattern: Option<PatId>, shape: Option<&Shape>) -> (Into, Place) {
        let wanted = pattern.is_some_and(|pattern| match self.pattern_of(pattern).kind {
            PatKind::Fields { .. } => true,
            PatKind::Bind { local, mode: BindMode::Move, sub: None } => self.can_be_parts(local, &self.scan),
            _ => false,
        });
        if let (true, Some(pattern), Some(Shape::Apart(types))) = (wanted, pattern, shape)
            && types.len() <= MOST_FIELDS
        {
            let ty = self.pattern_of(pattern).ty;
            let (into, parts) = self.registers_for(ty, types);
            return (into, Place { parts: Some(parts), ..Place::register(0) });
        }
        let dst = self.alloc();
        (Into { dst, fields: None }, Place::register(dst))
    }

    /// New registers for a value in parts, side by side.
    pub fn registers_for(&mut self, ty: Ty, types: &[Ty]) -> (Into, Rc<Parts>) {
        let count = types.len() as u16;
        let dst = self.alloc_many(count);
        let fields = types.iter().enumerate().map(|(i, &ty)| (Storage::Reg(dst + i as u16), ty)).collect();
        let tuple = matches!(self.kind(ty), TyKind::Tuple(_));
        (Into { dst, fields: Some(count) }, Rc::new(Parts { ty, kind: PartsKind::Fields { tuple, fields } }))
    }

    /// The innermost scope owns what an arm has got: the last field first, so that it is dropped last.
    fn own_case(&mut self, ty: Ty, variant: u32, fields: &[(Place, Option<PatId>)]) -> Result<(), Ice> {
        for (index, (place, pattern)) in fields.iter().enumerate().rev() {
            match (pattern, &place.parts) {
                (_, Some(parts)) => self.own_parts(self.scopes.len() - 1, parts),
                (Some(pattern), None) => self.own_pattern_source(*pattern, place.base, self.pattern_of(*pattern).ty),
                (None, None) => {
                    let dropped = self.dropped_field(ty, variant, index as u32);
                    match dropped.and_then(|ty| self.plan(ty)) {
                        Some(plan) => self.item(super::builder::Item::Drop { reg: place.base, plan }),
                        None => self.item(super::builder::Item::Clear { reg: place.base }),
                    }
                }
            }
        }
        Ok(())
    }

    /// The type of a variant's field, if dropping it does anything.
    fn dropped_field(&self, ty: Ty, variant: u32, field: u32) -> Option<Ty> {
        match self.program.drops.get(&ty)? {
            DropPlan::Adt { variants, .. } => variants.get(variant as usize)?.iter().find(|(index, _)| *index == field).map(|&(_, ty)| ty),
            DropPlan::Wrapped { some, err } => {
                let info = self.adt(ty)?.variants.get(variant as usize)?;
                if wrap_number(info) == 3 { *err } else { *some }
            }
            _ => None,
        }
    }

    /// Evaluates an enum: the fields of its variant to where they are wanted, and a jump to its arm.
    pub fn evaluate_cases(&mut self, e: ExprId, id: usize) -> Result<(), Ice> {
        self.at_expr(e, |builder, expr| builder.evaluate_cases_inner(e, expr, id))
    }

    fn evaluate_cases_inner(&mut self, e: ExprId, expr: &Expr, id: usize) -> Result<(), Ice> {
        let dest = Dest::Cases(id);
        match &expr.kind {
            ExprKind::Adt { variant, fields, base: None } if expr.ty == self.cases[id].ty => {
                let mark = self.top;
                let mut held = Vec::new();
                for (i, &(index, field)) in fields.iter().enumerate() {
                    let into = *self.cases[id].cases[*variant as usize].fields.get(index as usize).ok_or("a variant without this field")?;
                    self.value_into(field, into)?;
                    self.settle(mark);
                    if into.fields.is_none() {
                        held.extend(self.hold(into.dst, self.ty_of(field), fields[i + 1..].iter().map(|&(_, field)| field)));
                    }
                }
                self.release(held);
                self.enter_case(id, *variant);
                Ok(())
            }
            ExprKind::Coerce(Coercion::NoOp, inner) => self.evaluate_cases(*inner, id),
            ExprKind::Block { statements, tail: Some(tail) } => self.block_for(statements, *tail, dest),
            ExprKind::If { condition, then, otherwise: Some(otherwise) } => self.if_for(*condition, *then, *otherwise, dest),
            ExprKind::Match { scrutinee, arms } => self.match_for(*scrutinee, arms, dest),
            ExprKind::Return(_) | ExprKind::Break { .. } | ExprKind::Continue { .. } => self.effect(e),
            ExprKind::Call { callee: Callee::Instance(id), args } if self.inline(*id, args, dest)? => Ok(()),
            ExprKind::Call { callee: Callee::Value(callee), args } if self.inline_callee(*callee, args, dest)? => Ok(()),
            ExprKind::Local(local) if let Some(Storage::Deferred(deferred)) = self.locals.get(local).cloned() => {
                self.in_caller(|builder| builder.evaluate_cases(deferred.value, id))
            }
            _ if matches!(self.kind(expr.ty), TyKind::Never) => self.effect(e),
            _ => {
                let mark = self.top;
                let src = self.alloc();
                self.value(e, src)?;
                self.dispatch_cases(src, id)?;
                self.settle(mark);
                Ok(())
            }
        }
    }

    /// Jumps to the arm of a variant, whose fields are where it wants them.
    fn enter_case(&mut self, id: usize, variant: u32) {
        let case = &mut self.cases[id].cases[variant as usize];
        case.entered = true;
        let arm = case.arm;
        let label = self.fail_label(arm);
        self.jump(label);
    }

    /// Takes the enum in a register apart and jumps to its arm.
    fn dispatch_cases(&mut self, src: Reg, id: usize) -> Result<(), Ice> {
        let adt = self.adt(self.cases[id].ty).ok_or("a match on no enum")?;
        let wrapped = matches!(adt.lang, Some(LangAdt::Option | LangAdt::Result));
        let last = adt.variants.len() - 1;
        for (variant, info) in adt.variants.iter().enumerate() {
            let next = self.label();
            if variant < last {
                self.branch(
                    if wrapped {
                        Op::JumpIfWrapNot { src, wrap: u16::from(wrap_number(info)), to: 0 }
                    } else {
                        Op::JumpIfVariantNot { src, variant: variant as u16, to: 0 }
                    },
                    next,
                );
            }
            let fields: Vec<Into> = self.cases[id].cases[variant].fields.clone();
            for (index, into) in fields.into_iter().enumerate() {
                let mark = self.top;
                let dst = if into.fields.is_none() { into.dst } else { self.alloc() };
                if wrapped {
                    self.op(Op::Unwrap { dst, src });
                } else {
                    self.op(Op::TakeField { dst, src, field: index as u16 });
                }
                self.spread(dst, into);
                self.top = mark;
            }
            if !wrapped && !info.fields.is_empty() {
                self.op(Op::Clear { reg: src, count: 1 });
            }
            self.enter_case(id, variant as u32);
            self.place_label(next);
        }
        Ok(())
    }
}
