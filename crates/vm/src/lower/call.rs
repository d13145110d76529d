//! Calls, closures and their bodies.

use super::Ice;
use super::builder::{Builder, CaptureForm, Reading, Scope, Storage};
use super::place::{Place, is_place};
use crate::code::{Cleanup, CleanupAction, Function, Step};
use crate::ops::{FloatFunction, Op, Reg};
use ruchy_check::typed::*;
use ruchy_check::types::{ClosureId, FloatKind, Ty, TyKind};

/// An argument that was handed in and is to be put back.
pub(super) struct Back {
    pub place: Place,
    pub reg: Reg,
    as_dyn: AsDyn,
}

/// Whether an argument travels as a trait object with its type, which it has only on the way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum AsDyn {
    No,
    Yes,
    /// Where this register holds a type: a reference told it, which is kept with its type.
    Told(Reg),
}

impl Builder<'_> {
    /// The base of a call's window: the destination itself where it is the topmost register.
    pub fn window(&mut self, dst: Reg) -> Reg {
        if dst != 0 && dst + 1 == self.top { dst } else { self.alloc() }
    }

    /// Moves a call's result to where it is wanted.
    pub fn finish_window(&mut self, base: Reg, dst: Reg, mark: Reg) {
        if base != dst {
            self.op(Op::Move { dst, src: base });
        }
        self.settle(mark);
    }

    /// Emits the call of an instance whose arguments are in place.
    pub fn call_instance(&mut self, id: InstanceId, base: Reg) -> Result<(), Ice> {
        let instance = &self.program.instances[id.0 as usize];
        self.reserve(base + instance.params.len() as u16 + 2);
        match &instance.code {
            InstanceCode::Native(name) if name.as_str() == "catch_unwind" => {
                self.reserve(base + 8);
                self.op(Op::CatchUnwind { base });
            }
            InstanceCode::Native(name) => {
                let call = self.lowerer.native_call(self.program, id, *name);
                self.op(Op::CallNative { call, base });
            }
            _ => {
                let func = self.lowerer.function_of[id.0 as usize].ok_or("a function without code")?;
                self.op(Op::Call { func, base });
            }
        }
        Ok(())
    }

    pub fn call(&mut self, callee: &Callee, args: &[ExprId], ret: Ty, dst: Reg) -> Result<(), Ice> {
        match callee {
            Callee::Instance(id) => {
                let instance = &self.program.instances[id.0 as usize];
                if let InstanceCode::Native(name) = instance.code
                    && self.intrinsic(name.as_str(), args, ret, dst)?
                {
                    return Ok(());
                }
                let modes: Vec<ParamMode> = instance.params.iter().map(|param| param.mode).collect();
                if self.inline(*id, args, super::inline::Dest::Value(dst))? {
                    return Ok(());
                }
                let mark = self.top;
                let base = self.window(dst);
                let (base, backs) = self.arguments(args, &modes, base)?;
                let start = self.pc();
                self.call_instance(*id, base)?;
                self.put_all_back(backs, start);
                self.finish_window(base, dst, mark);
            }
            Callee::Virtual { trait_, method, params } => {
                let mark = self.top;
                let moved_in = params.first() == Some(&ParamMode::InOut);
                // The type of an object that does not know it itself: lost when it is handed in, and given back afterwards.
                let ty = if moved_in { Some(self.alloc()) } else { None };
                let base = if moved_in { self.alloc() } else { self.window(dst) };
                let (base, backs) = self.arguments(args, params, base)?;
                if let (Some(ty), Some(back)) = (ty, backs.first()) {
                    let path = self.path(back.reg, &[]);
                    self.op(Op::DynType { dst: ty, path });
                }
                let start = self.pc();
                self.reserve(self.top + 2);
                let method = self.lowerer.virtual_method(*trait_, *method, args.len() as u16);
                self.op(Op::CallVirtual { method, base });
                if let (Some(ty), Some(back)) = (ty, backs.first()) {
                    self.op(Op::MakeDynAgain { reg: back.reg, ty });
                }
                self.put_all_back(backs, start);
                self.finish_window(base, dst, mark);
            }
            Callee::Value(callee) => self.call_value(*callee, args, dst)?,
            Callee::Dynamic { method } => {
                let message = format!("`{method}` cannot be looked up at run time yet");
                self.internal(&message);
            }
        }
        Ok(())
    }

    fn call_value(&mut self, callee: ExprId, args: &[ExprId], dst: Reg) -> Result<(), Ice> {
        let ty = self.ty_of(callee);
        if self.inline_callee(callee, args, super::inline::Dest::Value(dst))? {
            return Ok(());
        }
        let mark = self.top;
        let mut temporary = None;
        let func = if is_place(&self.expr_of(callee).kind) {
            let place = self.place(callee)?;
            if let Some(reg) = place.whole_register() {
                reg
            } else if place.parts.is_some() && self.drops_callee(callee) {
                let reg = self.alloc();
                self.read(&Place { target: false, ..place }, reg, Reading::Take)?;
                self.own(reg, ty);
                temporary = Some((reg, None));
                reg
            } else {
                let reg = self.alloc();
                let mut looked = place.clone();
                looked.target = false;
                self.read(&looked, reg, Reading::Copy)?;
                temporary = Some((reg, Some(place)));
                reg
            }
        } else {
            let reg = self.temporary(callee)?;
            temporary = Some((reg, None));
            reg
        };
        let base = if temporary.is_none() && dst != 0 && dst + 1 == mark && self.top == mark { dst } else { self.alloc() };
        let (base, _) = self.arguments(args, &[], base)?;
        self.reserve(self.top + 2);
        self.op(Op::CallValue { callee: func, base, args: args.len() as u16 });
        if base != dst {
            self.op(Op::Move { dst, src: base });
        }
        if self.body.used_up.contains(&callee)
            && let Some(plan) = self.plan(ty)
        {
            let reg = match &temporary {
                Some((reg, Some(place))) => {
                    let path = self.path(place.base, &place.steps);
                    self.op(Op::PathTake { dst: *reg, path });
                    *reg
                }
                _ => func,
            };
            self.op(Op::Drop { reg, plan });
        } else if let Some((reg, Some(place))) = temporary {
            // A closure that can be called once has been used up: its place is empty from now on.
            if place.parts.is_none()
                && place.steps.iter().all(|step| matches!(step, Step::Field(_) | Step::Payload(_) | Step::Index(_)))
                && self.plan(ty).is_some()
            {
                let keep = self.label();
                let path = self.path(place.base, &place.steps);
                let flag = self.alloc();
                self.op(Op::IsMoved { dst: flag, src: reg });
                self.branch(Op::JumpIfNot { cond: flag, to: 0 }, keep);
                self.op(Op::PathTake { dst: reg, path });
                self.place_label(keep);
            }
            self.op(Op::Clear { reg, count: 1 });
        }
        self.settle(mark);
        Ok(())
    }

    /// Whether a call uses its callee up, so that what that owns is dropped after it.
    pub fn drops_callee(&mut self, callee: ExprId) -> bool {
        self.body.used_up.contains(&callee) && self.plan(self.ty_of(callee)).is_some()
    }

    /// Evaluates arguments into a window that begins at `base`, the topmost register, or at another one where temporaries that are still needed
    /// lie above it. Those that are handed in and out are moved in last. Gives the window and what is to be put back.
    pub fn arguments(&mut self, args: &[ExprId], modes: &[ParamMode], base: Reg) -> Result<(Reg, Vec<Back>), Ice> {
        let mut regs = Vec::with_capacity(args.len());
        let mut held = Vec::new();
        let mut places = Vec::new();
        let mut told = Vec::new();
        for (i, &arg) in args.iter().enumerate() {
            let is_object = modes.get(i) == Some(&ParamMode::InOut)
                && matches!(self.kind(self.ty_of(arg)), TyKind::Ref { ty, .. } if matches!(self.kind(*ty), TyKind::Dyn(_)));
            told.push(if is_object { Some(self.alloc()) } else { None });
        }
        for (i, &arg) in args.iter().enumerate() {
            let reg = self.alloc();
            regs.push(reg);
            if modes.get(i) == Some(&ParamMode::InOut) {
                places.push((self.inout_place(arg)?, i));
            } else {
                self.value(arg, reg)?;
                self.settle(reg + 1);
                held.extend(self.hold(reg, self.ty_of(arg), args[i + 1..].iter().copied()));
            }
        }
        self.release(held);
        let count = args.len() as u16;
        let fits = self.top == base + 1 + count && regs.iter().enumerate().all(|(i, &reg)| reg == base + 1 + i as u16);
        let mut window = base;
        if !fits {
            window = self.alloc_many(count + 1);
            for (i, &src) in regs.iter().enumerate() {
                if modes.get(i) != Some(&ParamMode::InOut) {
                    self.op(Op::Move { dst: window + 1 + i as u16, src });
                }
            }
        }
        let mut backs = Vec::with_capacity(places.len());
        for (place, i) in places {
            let reg = window + 1 + i as u16;
            self.move_in(&place, reg)?;
            let as_dyn = match (self.unsized_from(args[i]), told[i], place.steps.split_last()) {
                (Some(from), ..) => {
                    let shape = self.shape(from, 0, 0);
                    self.op(Op::MakeDyn { dst: reg, shape });
                    AsDyn::Yes
                }
                (None, Some(ty), Some((Step::Deref, steps))) => {
                    let path = self.path(place.base, steps);
                    self.op(Op::DynType { dst: ty, path });
                    self.op(Op::MakeDynAgain { reg, ty });
                    AsDyn::Told(ty)
                }
                _ => AsDyn::No,
            };
            backs.push(Back { place, reg, as_dyn });
        }
        Ok((window, backs))
    }

    /// The place that an in-out argument names.
    pub fn inout_place(&mut self, arg: ExprId) -> Result<Place, Ice> {
        let expr = self.expr_of(arg);
        match expr.kind {
            ExprKind::Borrow { mutable: true, place } => self.place(place),
            ExprKind::Coerce(_, inner) if !is_place(&expr.kind) => self.inout_place(inner),
            _ => {
                let place = self.place(arg)?;
                Ok(self.deref(place, expr.ty))
            }
        }
    }

    /// Moves what is at a place into a register for a call that gives it back.
    pub fn move_in(&mut self, place: &Place, reg: Reg) -> Result<(), Ice> {
        match &place.parts {
            Some(parts) => self.put_together(parts, reg, super::parts::Taking::Fields),
            None => self.read(place, reg, Reading::Take),
        }
    }

    /// What a panic does that passes a call with a moved-in argument.
    pub fn back_action(&mut self, place: &Place, src: Reg) -> CleanupAction {
        if let Some(parts) = &place.parts {
            // The variable ends with the frame too.
            return self.lost_parts(parts, src);
        }
        match place.steps.as_slice() {
            [] => CleanupAction::MoveBack { dst: place.base, src },
            steps => CleanupAction::PutBack { path: u32::from(self.path(place.base, steps)), src },
        }
    }

    /// Puts a moved-in argument back after the call that began at `start`.
    pub fn put_back(&mut self, place: &Place, src: Reg, start: u32) {
        let end = self.pc();
        let action = self.back_action(place, src);
        self.function.cleanups.push(Cleanup { start, end, action });
        self.store(place, src);
    }

    /// The concrete type that an in-out argument loses on its way to a `&mut dyn Trait` parameter.
    pub fn unsized_from(&self, arg: ExprId) -> Option<Ty> {
        let expr = self.expr_of(arg);
        match expr.kind {
            ExprKind::Coerce(Coercion::Unsize { from }, _) if self.points_to_dyn(expr.ty) && !self.knows_its_type(from) => Some(from),
            ExprKind::Coerce(_, inner) => self.unsized_from(inner),
            _ => None,
        }
    }

    fn put_all_back(&mut self, backs: Vec<Back>, start: u32) {
        let end = self.pc();
        for Back { place, reg: src, .. } in &backs {
            let action = self.back_action(place, *src);
            self.function.cleanups.push(Cleanup { start, end, action });
        }
        for Back { place, reg, as_dyn } in backs.iter().rev() {
            match *as_dyn {
                AsDyn::No => {}
                AsDyn::Yes => {
                    self.op(Op::WithoutDyn { reg: *reg });
                }
                AsDyn::Told(ty) => {
                    self.op(Op::WithoutDynAgain { reg: *reg, ty });
                }
            }
            self.store(place, *reg);
        }
    }

    /// A call of which only the effect is wanted; false where it must be made for its value.
    pub fn call_effect(&mut self, id: InstanceId, args: &[ExprId]) -> Result<bool, Ice> {
        if let InstanceCode::Native(name) = self.program.instances[id.0 as usize].code {
            return self.unit_intrinsic(name.as_str(), args);
        }
        self.inline(id, args, super::inline::Dest::Nothing)
    }

    /// Natives that are instructions and give nothing.
    fn unit_intrinsic(&mut self, name: &str, args: &[ExprId]) -> Result<bool, Ice> {
        match (name, args) {
            ("vec_push", [list, item]) => {
                let mark = self.begin();
                let src = self.alloc();
                self.value(*item, src)?;
                let place = self.inout_place(*list)?;
                if place.steps.is_empty() {
                    self.op(Op::Push { list: place.base, src });
                } else {
                    let path = self.path(place.base, &place.steps);
                    self.op(Op::PathPush { path, src });
                }
                self.end(mark);
            }
            ("string_push_str", [text, more]) => {
                let mark = self.begin();
                let src = self.operand(*more)?;
                let place = self.inout_place(*text)?;
                self.append_text(&place, src)?;
                self.end(mark);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Natives that are instructions.
    fn intrinsic(&mut self, name: &str, args: &[ExprId], ret: Ty, dst: Reg) -> Result<bool, Ice> {
        if self.unit_intrinsic(name, args)? {
            self.op(Op::Unit { dst });
            return Ok(true);
        }
        match (name, args) {
            ("vec_len" | "str_len", [list]) => {
                let mark = self.begin();
                let list = self.operand(*list)?;
                self.op(Op::Len { dst, list });
                self.end(mark);
            }
            ("slice_next" | "range_next", [iter]) => {
                let mark = self.begin();
                let place = self.inout_place(*iter)?;
                self.next_in_place(name, &place, dst);
                self.end(mark);
            }
            (name, [x])
                if let Some(function) = FloatFunction::of_native(name)
                    && matches!(self.kind(ret), TyKind::Float(FloatKind::F64)) =>
            {
                let mark = self.begin();
                let src = self.operand(*x)?;
                self.op(Op::Float { function, dst, src });
                self.end(mark);
            }
            ("value_cmp", [a, b]) => {
                let mark = self.begin();
                let a = if self.is_simple(*b) { self.operand(*a)? } else { self.stable_operand(*a)? };
                let b = self.operand(*b)?;
                self.function.ordering = Some(ret);
                self.op(Op::Order { dst, a, b });
                self.end(mark);
            }
            ("share" | "identity", [value]) => {
                // Cloning a scalar needs no copy of its own.
                self.value(*value, dst)?;
                if name == "share" && matches!(self.kind(ret), TyKind::Closure(_)) {
                    // A clone of a closure has its own state.
                    self.op(Op::CloneClosure { reg: dst });
                }
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// `r[dst] = next(&mut place)` for the iterators that have an instruction for it; false for others.
    pub fn next_in_place(&mut self, native: &str, place: &Place, dst: Reg) -> bool {
        let path = if place.steps.is_empty() { 0 } else { self.path(place.base, &place.steps) };
        let op = match (native, place.steps.is_empty()) {
            ("slice_next", true) => Op::NextOfSlice { dst, iter: place.base },
            ("slice_next", false) => Op::PathNextOfSlice { dst, path },
            ("range_next", true) => Op::NextOfRange { dst, iter: place.base },
            ("range_next", false) => Op::PathNextOfRange { dst, path },
            _ => return false,
        };
        self.op(op);
        true
    }

    /// The function of a closure met here, with its captures in these forms.
    pub fn closure_function(&mut self, id: ClosureId, captures: &[Capture], forms: &[CaptureForm]) -> Result<u32, Ice> {
        let key = (id.0, forms.to_vec());
        if let Some(&func) = self.lowerer.closure_functions.get(&key) {
            return Ok(func);
        }
        let func = self.lowerer.reserve();
        self.lowerer.closure_functions.insert(key, func);
        let mut far = false;
        loop {
            let mut inner = Builder::new(self.lowerer, self.program, self.instance, self.body, self.scan.clone(), far);
            inner.closure_body(id, captures, forms)?;
            let (function, too_far) = inner.finish()?;
            if !too_far || far {
                self.lowerer.functions[func as usize] = function.verified();
                return Ok(func);
            }
            far = true;
        }
    }

    fn closure_body(&mut self, id: ClosureId, captures: &[Capture], forms: &[CaptureForm]) -> Result<(), Ice> {
        let info = &self.program.closures[id.0 as usize];
        self.closure = Some(id);
        self.at(info.span);
        self.function = Function {
            name: format!("{}::{{closure}}", self.function.name),
            span: info.span,
            ops: vec![Op::ResumeUnwind {}],
            params: info.params.len() as u16,
            once: self.scan.once.contains(&id.0),
            is_closure: true,
            ..Function::default()
        };
        let count = info.params.len() as u16;
        let closure_reg = count + 1;
        self.scopes.push(Scope { items: Vec::new(), top: 1 });
        self.top = 1;
        self.alloc_many(count + 1);
        let first = self.alloc_many(captures.len() as u16);
        if !captures.is_empty() {
            self.op(Op::Captures { dst: first, src: closure_reg, count: captures.len() as u16 });
        }
        for (i, (capture, form)) in captures.iter().zip(forms).enumerate() {
            let reg = first + i as u16;
            let storage = match form {
                CaptureForm::Value => Storage::Reg(reg),
                CaptureForm::Cell => Storage::Cell(reg),
                CaptureForm::Target => Storage::Target(reg),
            };
            self.locals.insert(capture.local, storage);
            if capture.mode == CaptureMode::Move && self.function.once {
                self.own(reg, self.local_ty(capture.local));
            }
        }
        let params = info.params.clone();
        let patterns = info.param_patterns.clone();
        self.parameters(&patterns, &params)?;
        self.finish_body(info.body)
    }
}
