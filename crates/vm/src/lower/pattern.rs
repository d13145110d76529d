//! Patterns: first tests that jump away, then bindings.
//!
//! A pattern is matched against a *place*. A scrutinee that is a place is never copied as a whole: tests look at it where it is, bindings copy or take the
//! parts they name. Bindings of an or-pattern repeat the tests of its alternatives to find the one that matched.

use super::Ice;
use super::builder::{Builder, Fail, Item, Reading, Storage, moves};
use super::expr::wrap_number;
use super::inline::Dest;
use super::place::{Place, is_place};
use crate::code::Step;
use crate::ops::{CompareOp, Op, Reg};
use crate::value::Wrap;
use ruchy_check::typed::*;
use ruchy_check::types::Ty;

impl Builder<'_> {
    /// `let pattern = value`.
    pub fn let_statement(&mut self, pattern: PatId, value: Option<ExprId>, otherwise: Option<ExprId>) -> Result<(), Ice> {
        let pat = self.pattern_of(pattern);
        let scope = self.scopes.len() - 1;
        let simple = match pat.kind {
            PatKind::Bind { local, mode: BindMode::Move, sub: None } if !self.scan.cells.contains(&local) => Some(local),
            _ => None,
        };
        let Some(value) = value else {
            // Declared without a value: nothing to drop until there is one.
            self.declare(pattern, scope);
            return Ok(());
        };
        let extended = self.extend(pattern, value, scope);
        self.let_value(pattern, value, otherwise, simple, scope)?;
        // Those that were evaluated in another way.
        for e in extended {
            self.extended.remove(&e);
        }
        Ok(())
    }

    fn let_value(
        &mut self,
        pattern: PatId,
        value: ExprId,
        otherwise: Option<ExprId>,
        simple: Option<LocalId>,
        scope: usize,
    ) -> Result<(), Ice> {
        let pat = self.pattern_of(pattern);
        if let (Some(local), None) = (simple, otherwise)
            && self.extended.is_empty()
            && !is_place(&self.expr_of(value).kind)
        {
            let scan = self.scan.clone();
            self.open();
            let parts = match self.split_for(value, local, &scan)? {
                Some(parts) => Some(parts),
                None => self.apart_for(value, local, &scan)?,
            };
            let guards = parts.as_ref().map(|parts| self.guard_parts(parts));
            self.close();
            self.release_guard(guards.unwrap_or_default());
            if let Some(parts) = parts {
                self.top = self.top.max(parts.top());
                self.own_parts(scope, &parts);
                self.locals.insert(local, Storage::Parts(parts, false));
                return Ok(());
            }
        }
        if let (Some(local), None) = (simple, otherwise) {
            let reg = self.alloc();
            // Temporaries end with the statement; the variable lives on below them.
            self.open();
            self.value(value, reg)?;
            self.close();
            self.locals.insert(local, Storage::Reg(reg));
            self.own_in(scope, reg, pat.ty);
            self.top = self.top.max(reg + 1);
            return Ok(());
        }
        // Bindings take registers first, so that temporaries can end above them.
        self.reserve_bindings(pattern);
        self.open();
        let wild = matches!(pat.kind, PatKind::Wild);
        if wild && self.names_only(value) {
            self.close();
            return Ok(());
        }
        let place = if is_place(&self.expr_of(value).kind) {
            if wild {
                // Only looked at: an index may be out of bounds.
                self.operand(value)?;
                self.close();
                return Ok(());
            }
            self.place(value)?
        } else if wild {
            // `let _ = value` drops it at once.
            let reg = self.alloc();
            self.value(value, reg)?;
            self.own(reg, self.ty_of(value));
            self.close();
            return Ok(());
        } else {
            match self.extended.contains_key(&value) {
                true => Place::register(self.temporary(value)?),
                false => {
                    let reg = self.alloc();
                    self.value(value, reg)?;
                    self.own(reg, self.ty_of(value));
                    Place::register(reg)
                }
            }
        };
        match otherwise {
            None => self.bind_in(pattern, &place, scope)?,
            Some(otherwise) => {
                let (no, done) = (self.label(), self.label());
                let fail = self.fail_to(no);
                let fail = Fail { items: 0, ..fail };
                self.test(pattern, &place, fail)?;
                self.bind_in(pattern, &place, scope)?;
                self.jump(done);
                self.place_label(no);
                let mark = self.top;
                let scratch = self.alloc();
                self.value(otherwise, scratch)?;
                self.top = mark;
                self.place_label(done);
            }
        }
        self.close();
        Ok(())
    }

    /// Whether an expression is a variable or a field of one: naming it does nothing.
    fn names_only(&self, e: ExprId) -> bool {
        match &self.expr_of(e).kind {
            ExprKind::Local(_) | ExprKind::Global(_) => true,
            ExprKind::Field(base, _) => self.names_only(*base),
            _ => false,
        }
    }

    /// Registers for what the value of a `let` borrows and has to drop: it lives as long as the variable.
    fn extend(&mut self, pattern: PatId, value: ExprId, scope: usize) -> Vec<ExprId> {
        let mut found = Vec::new();
        if self.binds_by_reference(pattern) {
            self.extended_base(value, &mut found);
        }
        self.extended_in(value, &mut found);
        found.retain(|&e| self.plan(self.ty_of(e)).is_some());
        for &e in &found {
            let reg = self.alloc();
            self.op(Op::Clear { reg, count: 1 });
            self.own_in(scope, reg, self.ty_of(e));
            self.extended.insert(e, reg);
        }
        found
    }

    /// What the value of a constant or static borrows is never dropped.
    pub fn extend_for_ever(&mut self, value: ExprId) {
        let mut found = Vec::new();
        self.extended_in(value, &mut found);
        found.retain(|&e| self.plan(self.ty_of(e)).is_some());
        if found.is_empty() || !self.program.globals.iter().any(|global| global.init == Some(self.instance)) {
            return;
        }
        for e in found {
            let reg = self.alloc();
            self.extended.insert(e, reg);
        }
    }

    /// The temporaries behind the borrows that stand in a value, by the rules of Rust's "temporary lifetime extension".
    fn extended_in(&self, e: ExprId, found: &mut Vec<ExprId>) {
        match &self.expr_of(e).kind {
            ExprKind::Borrow { place, .. } => self.extended_base(*place, found),
            ExprKind::Tuple(items) | ExprKind::Array(items) => items.iter().for_each(|&item| self.extended_in(item, found)),
            ExprKind::Adt { fields, .. } => fields.iter().for_each(|&(_, field)| self.extended_in(field, found)),
            ExprKind::Cast(inner) | ExprKind::Coerce(_, inner) => self.extended_in(*inner, found),
            ExprKind::Block { tail: Some(tail), .. } => self.extended_in(*tail, found),
            ExprKind::If { then, otherwise: Some(otherwise), .. } => {
                self.extended_in(*then, found);
                self.extended_in(*otherwise, found);
            }
            ExprKind::Match { arms, .. } => arms.iter().for_each(|arm| self.extended_in(arm.body, found)),
            _ => {}
        }
    }

    /// The temporary that a place lies in, if it lies in one.
    fn extended_base(&self, mut e: ExprId, found: &mut Vec<ExprId>) {
        while let ExprKind::Field(inner, _) | ExprKind::Index(inner, _) | ExprKind::Deref(inner) = self.expr_of(e).kind {
            e = inner;
        }
        self.extended_in(e, found);
        if !self.is_named(e) {
            found.push(e);
        }
    }

    /// Whether a pattern takes references to parts of the value itself.
    fn binds_by_reference(&self, pattern: PatId) -> bool {
        match &self.pattern_of(pattern).kind {
            PatKind::Bind { mode, sub, .. } => *mode != BindMode::Move || sub.is_some_and(|sub| self.binds_by_reference(sub)),
            PatKind::Fields { fields, .. } => fields.iter().any(|&(_, pat)| self.binds_by_reference(pat)),
            PatKind::Slice { prefix, rest, suffix } => {
                prefix.iter().chain(rest.iter().flatten()).chain(suffix).any(|&pat| self.binds_by_reference(pat))
            }
            PatKind::Or(pats) => pats.iter().any(|&pat| self.binds_by_reference(pat)),
            _ => false,
        }
    }

    /// `let pattern = expr` in a condition.
    pub fn let_condition(&mut self, pattern: PatId, expr: ExprId, fail: Fail) -> Result<(), Ice> {
        if let Some(payload) = self.some_pattern(pattern)
            && !is_place(&self.expr_of(expr).kind)
        {
            let (into, place) = self.payload_place(payload);
            self.payload(expr, into, fail)?;
            self.own_payload(payload, &place);
            self.test(payload, &place, fail)?;
            return self.bind(payload, &place);
        }
        let place = self.scrutinee(expr, pattern)?;
        self.test(pattern, &place, fail)?;
        self.bind(pattern, &place)
    }

    /// The place of a scrutinee; a value is put into a register that the innermost scope owns.
    fn scrutinee(&mut self, e: ExprId, pattern: PatId) -> Result<Place, Ice> {
        let expr = self.expr_of(e);
        if is_place(&expr.kind) {
            return self.place(e);
        }
        if let ExprKind::Borrow { place, .. } = expr.kind
            && self.is_named(place)
        {
            // `match &place { … }`: the place itself, seen through the reference.
            let mut place = self.place(place)?;
            place.target = true;
            place.scratch = false;
            return Ok(place);
        }
        let reg = self.alloc();
        self.value(e, reg)?;
        self.own_pattern_source(pattern, reg, expr.ty);
        Ok(Place::register(reg))
    }

    /// The scope owns a scrutinee, unless its pattern takes it over as a variable.
    pub fn own_pattern_source(&mut self, pattern: PatId, reg: Reg, ty: Ty) {
        let takes_over = match self.pattern_of(pattern).kind {
            PatKind::Bind { local, mode: BindMode::Move, sub: None } => !self.scan.cells.contains(&local),
            _ => false,
        };
        if !takes_over {
            self.own(reg, ty);
        }
    }

    pub fn match_value(&mut self, scrutinee: ExprId, arms: &[Arm], dst: Reg) -> Result<(), Ice> {
        self.match_for(scrutinee, arms, Dest::Value(dst))
    }

    /// The pattern of what is in `Some`, if a pattern is one of `Some`.
    fn some_pattern(&self, pattern: PatId) -> Option<PatId> {
        let pat = self.pattern_of(pattern);
        let adt = self.adt(pat.ty).filter(|adt| adt.lang == Some(LangAdt::Option))?;
        match &pat.kind {
            PatKind::Fields { variant: Some(variant), fields } if wrap_number(adt.variants.get(*variant as usize)?) == 1 => {
                match fields[..] {
                    [(0, payload)] => Some(payload),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Whether a pattern is `None` or `_`.
    fn is_none_pattern(&self, pattern: PatId) -> bool {
        match &self.pattern_of(pattern).kind {
            PatKind::Wild => true,
            PatKind::Fields { variant: Some(_), fields } => fields.is_empty() && self.some_pattern(pattern).is_none(),
            _ => false,
        }
    }

    /// `match … { Some(x) => …, None => … }` in either order: the pattern of the payload, its arm and the other one.
    fn option_arms<'m>(&self, arms: &'m [Arm]) -> Option<(PatId, &'m Arm, &'m Arm)> {
        let [first, second] = arms else { return None };
        if first.guard.is_some() || second.guard.is_some() {
            return None;
        }
        let (some, none) = match self.some_pattern(first.pattern) {
            Some(_) => (first, second),
            // A `_` before `Some` takes all.
            None if !matches!(self.pattern_of(first.pattern).kind, PatKind::Wild) => (second, first),
            None => return None,
        };
        let payload = self.some_pattern(some.pattern)?;
        (self.is_none_pattern(none.pattern) && !self.refutable(payload)).then_some((payload, some, none))
    }

    /// Whether evaluating an expression leaves nothing to be dropped at the end of the statement.
    pub fn leaves_nothing(&self, e: ExprId) -> bool {
        match &self.expr_of(e).kind {
            ExprKind::Literal(_) | ExprKind::Local(_) | ExprKind::Global(_) | ExprKind::Function(_) | ExprKind::Closure(_) => true,
            ExprKind::Field(base, _) | ExprKind::Deref(base) if is_place(&self.expr_of(*base).kind) => self.leaves_nothing(*base),
            ExprKind::Deref(base) => matches!(self.expr_of(*base).kind, ExprKind::Borrow { .. }) && self.leaves_nothing(*base),
            ExprKind::Index(base, index) => {
                is_place(&self.expr_of(*base).kind) && self.leaves_nothing(*base) && self.leaves_nothing(*index)
            }
            ExprKind::Borrow { place, .. } => is_place(&self.expr_of(*place).kind) && self.leaves_nothing(*place),
            ExprKind::Coerce(Coercion::NoOp, inner) | ExprKind::Cast(inner) | ExprKind::Copied(inner) => self.leaves_nothing(*inner),
            ExprKind::Binary(_, a, b) => self.leaves_nothing(*a) && self.leaves_nothing(*b),
            ExprKind::Call { callee: Callee::Instance(_), args } => args.iter().all(|&arg| self.leaves_nothing(arg)),
            ExprKind::Call { callee: Callee::Value(callee), args } => {
                self.leaves_nothing(*callee) && args.iter().all(|&arg| self.leaves_nothing(arg))
            }
            _ => false,
        }
    }

    /// A match whose arms give what is wanted.
    pub fn match_for(&mut self, scrutinee: ExprId, arms: &[Arm], dest: Dest) -> Result<(), Ice> {
        if let Some((payload, some, none)) = self.option_arms(arms)
            && !is_place(&self.expr_of(scrutinee).kind)
            && self.leaves_nothing(scrutinee)
        {
            return self.match_option(scrutinee, payload, some, none, dest);
        }
        if self.match_cases(scrutinee, arms, dest)? {
            return Ok(());
        }
        self.open();
        let expr = self.expr_of(scrutinee);
        let place = match expr.kind {
            ref kind if is_place(kind) => self.place(scrutinee)?,
            ExprKind::Borrow { place, .. } if self.is_named(place) => {
                let mut place = self.place(place)?;
                place.target = true;
                place.scratch = false;
                place
            }
            _ => match self.temporary_parts(scrutinee)? {
                Some(parts) => Place { parts: Some(parts), ..Place::register(0) },
                None => {
                    let reg = self.alloc();
                    self.value(scrutinee, reg)?;
                    self.own(reg, expr.ty);
                    Place::register(reg)
                }
            },
        };
        let done = self.label();
        let mut covered = false;
        for (i, arm) in arms.iter().enumerate() {
            let no = self.label();
            let outer = self.at(self.pattern_of(arm.pattern).span);
            self.open();
            let fail = self.fail_to(no);
            // The last arm of a match without a guard cannot fail.
            covered = i + 1 == arms.len() && arm.guard.is_none();
            match (arm.guard, &self.pattern_of(arm.pattern).kind) {
                (None, _) => {
                    if !covered {
                        self.test(arm.pattern, &place, fail)?;
                    }
                    self.bind(arm.pattern, &place)?;
                }
                (Some(guard), PatKind::Or(alternatives)) if !self.bound_locals(arm.pattern).is_empty() => {
                    let alternatives = alternatives.clone();
                    self.guarded_alternatives(arm.pattern, &alternatives, guard, &place, fail)?;
                }
                (Some(guard), _) => {
                    self.test(arm.pattern, &place, fail)?;
                    self.guarded(arm.pattern, guard, &place, fail)?;
                    self.bind(arm.pattern, &place)?;
                }
            }
            self.at(outer);
            self.evaluate(arm.body, dest)?;
            self.close();
            if !covered {
                self.jump(done);
            }
            self.place_label(no);
        }
        if arms.is_empty() {
            self.internal("a match without arms");
        } else if !covered {
            self.internal("no arm of a match fits");
        }
        self.place_label(done);
        self.close();
        Ok(())
    }

    /// Jumps to `fail` unless the guard holds. It sees copies; what is moved is moved when it has held.
    fn guarded(&mut self, pattern: PatId, guard: ExprId, place: &Place, fail: Fail) -> Result<(), Ice> {
        let mut looked = place.clone();
        looked.scratch = false;
        let reserved = std::mem::take(&mut self.reserved);
        self.open();
        self.look(pattern, &looked)?;
        self.condition(guard, fail)?;
        self.close();
        self.reserved = reserved;
        Ok(())
    }

    /// `a | b if guard`: where the guard does not hold for one alternative, the next one is tried.
    fn guarded_alternatives(&mut self, whole: PatId, alternatives: &[PatId], guard: ExprId, place: &Place, fail: Fail) -> Result<(), Ice> {
        let scope = self.scopes.len() - 1;
        self.reserve_bound(whole);
        let held = self.label();
        for (i, &alternative) in alternatives.iter().enumerate() {
            let is_last = i + 1 == alternatives.len();
            let next = self.label();
            let fail = if is_last { fail } else { self.fail_to(next) };
            self.test(alternative, place, fail)?;
            self.guarded(alternative, guard, place, fail)?;
            let reserved = self.reserved.clone();
            self.bindings(alternative, place, scope, false)?;
            if !is_last {
                self.reserved = reserved;
            }
            self.jump(held);
            self.place_label(next);
        }
        self.place_label(held);
        Ok(())
    }

    /// One register for each local that the alternatives of a pattern bind.
    fn reserve_bound(&mut self, pattern: PatId) {
        for (local, _) in self.bound_locals(pattern) {
            if !self.reserved.contains_key(&local) {
                let reg = self.alloc();
                self.reserved.insert(local, reg);
                self.op(Op::Clear { reg, count: 1 });
            }
        }
    }

    fn match_option(&mut self, scrutinee: ExprId, payload: PatId, some: &Arm, none: &Arm, dest: Dest) -> Result<(), Ice> {
        let (no, done) = (self.label(), self.label());
        let only_fails = self.only_fails(none.body, dest);
        self.open();
        let fail = only_fails.unwrap_or_else(|| self.fail_to(no));
        let (into, place) = self.payload_place(payload);
        self.payload(scrutinee, into, fail)?;
        self.own_payload(payload, &place);
        self.bind(payload, &place)?;
        self.evaluate(some.body, dest)?;
        self.close();
        if only_fails.is_some() {
            return Ok(());
        }
        self.jump(done);
        self.place_label(no);
        self.open();
        self.evaluate(none.body, dest)?;
        self.close();
        self.place_label(done);
        Ok(())
    }

    // Tests.

    /// Jumps to `fail` unless what is at the place matches.
    pub fn test(&mut self, pattern: PatId, place: &Place, fail: Fail) -> Result<(), Ice> {
        let pat = self.pattern_of(pattern);
        match &pat.kind {
            PatKind::Wild | PatKind::Error => Ok(()),
            PatKind::Bind { sub, .. } => match sub {
                Some(sub) => self.test(*sub, place, fail),
                None => Ok(()),
            },
            PatKind::Deref(inner) => {
                let place = self.deref(place.clone(), pat.ty);
                self.test(*inner, &place, fail)
            }
            PatKind::Fields { variant, fields } => {
                if let Some(adt) = self.adt(pat.ty)
                    && adt.is_enum
                {
                    let variant = variant.unwrap_or(0);
                    self.test_variant(adt, variant, place, fail)?;
                }
                for &(index, field) in fields {
                    if self.refutable(field) {
                        let place = self.part(pat.ty, *variant, place, index)?;
                        self.test(field, &place, fail)?;
                    }
                }
                Ok(())
            }
            PatKind::Constant(constant) => {
                let value = self.constant_value(constant, pat.ty);
                self.compare_constant(place, value, CompareOp::Eq, pat.ty, fail)
            }
            PatKind::Range { start, end, inclusive } => {
                if let Some(start) = start {
                    let value = self.constant_value(start, pat.ty);
                    self.compare_constant(place, value, CompareOp::Ge, pat.ty, fail)?;
                }
                if let Some(end) = end {
                    let value = self.constant_value(end, pat.ty);
                    let op = if *inclusive { CompareOp::Le } else { CompareOp::Lt };
                    self.compare_constant(place, value, op, pat.ty, fail)?;
                }
                Ok(())
            }
            PatKind::Value(e) => {
                self.open();
                let b = self.temporary(*e)?;
                let a = self.look_at(place, pat.ty)?;
                let dst = self.alloc();
                self.op(Op::CompareStructure { op: CompareOp::Eq, dst, a, b });
                self.close();
                let label = self.fail_label(fail);
                self.branch(Op::JumpIfNot { cond: dst, to: 0 }, label);
                Ok(())
            }
            PatKind::Slice { prefix, rest, suffix } => {
                let fixed = prefix.len() + suffix.len();
                let mark = self.top;
                let len = self.alloc();
                let path = self.path(place.base, &place.steps);
                self.op(Op::PathLen { dst: len, path });
                let index = self.constant(crate::value::Value::from(fixed));
                let flag = self.alloc();
                let op = if rest.is_some() { CompareOp::Ge } else { CompareOp::Eq };
                self.op(Op::CompareConst { op, dst: flag, a: len, index });
                self.top = mark;
                let label = self.fail_label(fail);
                self.branch(Op::JumpIfNot { cond: flag, to: 0 }, label);
                for (sub, place) in slice_parts(prefix, rest, suffix, place) {
                    self.test(sub, &place, fail)?;
                }
                Ok(())
            }
            PatKind::Or(alternatives) => {
                let yes = self.label();
                for (i, &alternative) in alternatives.iter().enumerate() {
                    if i + 1 == alternatives.len() {
                        self.test(alternative, place, fail)?;
                    } else {
                        let no = self.label();
                        let inner = self.fail_to(no);
                        self.test(alternative, place, inner)?;
                        self.jump(yes);
                        self.place_label(no);
                    }
                }
                self.place_label(yes);
                Ok(())
            }
        }
    }

    /// Whether a pattern may fail.
    pub fn refutable(&self, pattern: PatId) -> bool {
        let pat = self.pattern_of(pattern);
        match &pat.kind {
            PatKind::Wild => false,
            PatKind::Bind { sub, .. } => sub.is_some_and(|sub| self.refutable(sub)),
            PatKind::Deref(inner) => self.refutable(*inner),
            PatKind::Fields { fields, .. } => {
                self.adt(pat.ty).is_some_and(|adt| adt.is_enum) || fields.iter().any(|&(_, field)| self.refutable(field))
            }
            _ => true,
        }
    }

    fn test_variant(&mut self, adt: &Adt, variant: u32, place: &Place, fail: Fail) -> Result<(), Ice> {
        let info = adt.variants.get(variant as usize).ok_or("an unknown variant")?;
        let wrapped = matches!(adt.lang, Some(LangAdt::Option | LangAdt::Result));
        if !wrapped && adt.variants.len() < 2 {
            return Ok(());
        }
        let label = self.fail_label(fail);
        if place.steps.is_empty() {
            let src = place.base;
            let op = if wrapped {
                Op::JumpIfWrapNot { src, wrap: u16::from(wrap_number(info)), to: 0 }
            } else {
                Op::JumpIfVariantNot { src, variant: variant as u16, to: 0 }
            };
            self.branch(op, label);
            return Ok(());
        }
        let mark = self.top;
        let tag = self.alloc();
        let path = self.path(place.base, &place.steps);
        let wanted = if wrapped {
            self.op(Op::PathWrap { dst: tag, path });
            i16::from(wrap_number(info))
        } else {
            self.op(Op::PathTag { dst: tag, path });
            variant as i16
        };
        self.branch(Op::JumpNeImmUsize { a: tag, value: wanted, to: 0 }, label);
        self.top = mark;
        Ok(())
    }

    /// The place of a field or payload.
    fn part(&self, ty: Ty, variant: Option<u32>, place: &Place, index: u32) -> Result<Place, Ice> {
        let mut part = match self.adt(ty) {
            Some(adt) if matches!(adt.lang, Some(LangAdt::Option | LangAdt::Result)) => {
                let info = adt.variants.get(variant.unwrap_or(0) as usize).ok_or("an unknown variant")?;
                let wrap = match wrap_number(info) {
                    1 => Wrap::Some,
                    2 => Wrap::Ok,
                    _ => Wrap::Err,
                };
                place.then(Step::Payload(wrap))
            }
            Some(adt) if adt.lang == Some(LangAdt::Box) => place.clone(),
            _ => place.then(Step::Field(index as u16)),
        };
        part.target = false;
        Ok(part)
    }

    /// A register to look at what is at a place.
    fn look_at(&mut self, place: &Place, ty: Ty) -> Result<Reg, Ice> {
        if let Some(reg) = place.whole_register() {
            return Ok(reg);
        }
        let dst = self.alloc();
        let mut looked = place.clone();
        looked.target = false;
        self.read(&looked, dst, Reading::Copy)?;
        if !self.scalar(ty) {
            self.item(Item::Clear { reg: dst });
        }
        Ok(dst)
    }

    fn compare_constant(&mut self, place: &Place, value: crate::value::Value, op: CompareOp, ty: Ty, fail: Fail) -> Result<(), Ice> {
        self.open();
        let a = self.look_at(place, ty)?;
        let dst = self.alloc();
        let index = match value.as_str() {
            Some(text) => self.text_constant(text),
            None => self.constant(value),
        };
        self.op(Op::CompareConst { op, dst, a, index });
        self.close();
        let label = self.fail_label(fail);
        self.branch(Op::JumpIfNot { cond: dst, to: 0 }, label);
        Ok(())
    }

    // Bindings.

    /// Registers for what a pattern binds, below the temporaries.
    fn reserve_bindings(&mut self, pattern: PatId) {
        for (local, _) in self.bound_locals(pattern) {
            let reg = self.alloc();
            self.locals.entry(local).insert_entry(Storage::Reg(reg));
            self.reserved.insert(local, reg);
        }
    }

    fn bound_locals(&self, pattern: PatId) -> Vec<(LocalId, Ty)> {
        let mut found = Vec::new();
        self.collect_bound(pattern, &mut found);
        found
    }

    fn collect_bound(&self, pattern: PatId, found: &mut Vec<(LocalId, Ty)>) {
        let pat = self.pattern_of(pattern);
        match &pat.kind {
            PatKind::Bind { local, sub, .. } => {
                if !found.iter().any(|(known, _)| known == local) {
                    found.push((*local, pat.ty));
                }
                if let Some(sub) = sub {
                    self.collect_bound(*sub, found);
                }
            }
            PatKind::Deref(inner) => self.collect_bound(*inner, found),
            PatKind::Fields { fields, .. } => fields.iter().for_each(|&(_, pat)| self.collect_bound(pat, found)),
            PatKind::Slice { prefix, rest, suffix } => {
                prefix.iter().chain(suffix).for_each(|&pat| self.collect_bound(pat, found));
                if let Some(Some(rest)) = rest {
                    self.collect_bound(*rest, found);
                }
            }
            PatKind::Or(pats) => pats.iter().for_each(|&pat| self.collect_bound(pat, found)),
            _ => {}
        }
    }

    /// Variables without a value yet.
    fn declare(&mut self, pattern: PatId, scope: usize) {
        for (local, ty) in self.bound_locals(pattern) {
            let reg = self.alloc();
            self.op(Op::Clear { reg, count: 1 });
            if self.scan.cells.contains(&local) {
                self.op(Op::NewCell { dst: reg, src: reg });
                self.locals.insert(local, Storage::Cell(reg));
                self.own_cell(scope, reg, ty);
            } else {
                self.locals.insert(local, Storage::Reg(reg));
                self.own_in(scope, reg, ty);
            }
        }
    }

    fn own_cell(&mut self, scope: usize, reg: Reg, ty: Ty) {
        match self.plan(ty) {
            // The drop engine looks into a cell.
            Some(plan) => self.item_in(scope, Item::Drop { reg, plan }),
            None => self.item_in(scope, Item::Clear { reg }),
        }
    }

    /// Binds what the pattern names; it is known to match.
    pub fn bind(&mut self, pattern: PatId, place: &Place) -> Result<(), Ice> {
        let scope = self.scopes.len() - 1;
        self.bind_in(pattern, place, scope)
    }

    fn bind_in(&mut self, pattern: PatId, place: &Place, scope: usize) -> Result<(), Ice> {
        self.bindings(pattern, place, scope, false)
    }

    /// Binds copies, for a guard to look at.
    fn look(&mut self, pattern: PatId, place: &Place) -> Result<(), Ice> {
        let scope = self.scopes.len() - 1;
        self.bindings(pattern, place, scope, true)
    }

    fn bindings(&mut self, pattern: PatId, place: &Place, scope: usize, looking: bool) -> Result<(), Ice> {
        let pat = self.pattern_of(pattern);
        match &pat.kind {
            PatKind::Bind { local, mode, sub } => {
                // A part that is matched too is bound first: the whole may be moved.
                if let Some(sub) = sub {
                    self.bindings(*sub, place, scope, true)?;
                }
                self.bind_local(*local, *mode, pat.ty, place, scope, looking)
            }
            PatKind::Deref(inner) => {
                let place = self.deref(place.clone(), pat.ty);
                self.bindings(*inner, &place, scope, looking)
            }
            PatKind::Fields { variant, fields } => {
                for &(index, field) in fields {
                    let place = self.part(pat.ty, *variant, place, index)?;
                    self.bindings(field, &place, scope, looking)?;
                }
                Ok(())
            }
            PatKind::Slice { prefix, rest, suffix } => {
                for (sub, place) in slice_parts(prefix, rest, suffix, place) {
                    self.bindings(sub, &place, scope, looking)?;
                }
                Ok(())
            }
            PatKind::Or(alternatives) => {
                if self.bound_locals(pattern).is_empty() {
                    return Ok(());
                }
                self.reserve_bound(pattern);
                let done = self.label();
                for (i, &alternative) in alternatives.iter().enumerate() {
                    let no = self.label();
                    if i + 1 < alternatives.len() {
                        let fail = self.fail_to(no);
                        self.test(alternative, place, fail)?;
                    }
                    let reserved = self.reserved.clone();
                    self.bindings(alternative, place, scope, looking)?;
                    if i + 1 < alternatives.len() {
                        self.reserved = reserved;
                    }
                    self.jump(done);
                    self.place_label(no);
                }
                self.place_label(done);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn bind_local(&mut self, local: LocalId, mode: BindMode, ty: Ty, place: &Place, scope: usize, looking: bool) -> Result<(), Ice> {
        let cell = self.scan.cells.contains(&local);
        let reserved = self.reserved.remove(&local);
        if let Some(parts) = &place.parts
            && mode == BindMode::Move
            && place.scratch
            && !looking
            && reserved.is_none()
            && self.can_be_parts(local, &self.scan)
        {
            // The parts, which the scope owns, become the variable.
            self.locals.insert(local, Storage::Parts(parts.clone(), false));
            return Ok(());
        }
        let whole = place.scratch && place.whole_register().is_some() && !place.target;
        if mode == BindMode::Move && whole && !cell && !looking && reserved.is_none() {
            // The temporary becomes the variable.
            self.locals.insert(local, Storage::Reg(place.base));
            self.own_in(scope, place.base, ty);
            return Ok(());
        }
        let reg = match reserved {
            Some(reg) => reg,
            None => self.alloc(),
        };
        let mut owned = false;
        match mode {
            BindMode::Move => {
                let reading = match moves(self.program, ty) {
                    _ if looking => Reading::Copy,
                    Reading::Copy => Reading::Copy,
                    Reading::Either if place.scratch => Reading::Take,
                    Reading::Either => Reading::Copy,
                    Reading::Take => Reading::Take,
                };
                owned = !looking;
                self.read(place, reg, reading)?;
            }
            BindMode::Ref => {
                let mut place = place.clone();
                place.target = false;
                self.read(&place, reg, Reading::Copy)?;
            }
            BindMode::RefMut => {
                let path = self.path(place.base, &place.steps);
                self.op(Op::PathRef { dst: reg, path });
            }
        }
        if cell {
            self.op(Op::NewCell { dst: reg, src: reg });
            self.locals.insert(local, Storage::Cell(reg));
            self.own_cell(scope, reg, ty);
            return Ok(());
        }
        self.locals.insert(local, Storage::Reg(reg));
        if owned {
            self.own_in(scope, reg, ty);
        } else if mode != BindMode::Move && !self.scalar(ty) || mode == BindMode::Move && !self.scalar(ty) {
            self.item_in(scope, Item::Clear { reg });
        }
        Ok(())
    }
}

fn slice_parts(prefix: &[PatId], rest: &Option<Option<PatId>>, suffix: &[PatId], place: &Place) -> Vec<(PatId, Place)> {
    let at = |step: Step| {
        let mut place = place.then(step);
        place.target = false;
        place
    };
    let mut parts = Vec::new();
    for (i, &pat) in prefix.iter().enumerate() {
        parts.push((pat, at(Step::At(i as u32))));
    }
    for (i, &pat) in suffix.iter().enumerate() {
        parts.push((pat, at(Step::FromEnd((suffix.len() - i) as u32))));
    }
    if let Some(Some(rest)) = rest {
        parts.push((*rest, at(Step::Subslice(prefix.len() as u32, suffix.len() as u32))));
    }
    parts
}
