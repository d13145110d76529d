//! Inlining: the code of a small function stands where it is called.
//!
//! The callee's body is lowered into the caller's function with its own locals, loops and scan. Its parameters are scope items of a scope of their own; an argument that
//! is only looked at stays in its register, and a `&mut` parameter is the place that the argument names. A `return` jumps behind the body. Each instruction
//! knows the calls that it is of ([`crate::code::Inlined`]), so that traces and places are those of real calls.

use super::Ice;
use super::builder::{Builder, CaptureForm, Fail, Item, Label, LoopContext, Reading, Storage, moves};
use super::cases::Deferred;
use super::parts::{Captured, KnownClosure, Parts, PartsKind};
use super::place::{Place, is_place};
use super::scan::Scan;
use super::shapes::Shape;
use crate::code::Inlined;
use crate::ops::{Op, Reg};
use ruchy_check::typed::*;
use ruchy_check::types::TyKind;
use ruchy_syntax::Span;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Bodies with more expressions than this are called.
const MOST_EXPRESSIONS: usize = 60;
/// How deep inlined calls are nested.
const MOST_NESTED: usize = 12;
/// Functions that have grown to so many instructions grow no more by inlining.
const MOST_INSTRUCTIONS: usize = 4000;
/// A part of something that the callee names more often than this is moved into a register for the call.
const MOST_USES_IN_PLACE: u32 = 3;

/// What is wanted of a value.
#[derive(Clone, Copy)]
pub(super) enum Dest {
    /// The value, in a register.
    Value(Reg),
    /// The payload of `Some`; a jump where it is `None`.
    Payload(Into, Fail),
    /// A jump where it is false.
    Truth(Fail),
    /// The fields of a struct or tuple, in registers side by side.
    Apart(Into),
    /// A jump to the arm that takes its variant, whose fields are where that wants them: by the number among `Builder::cases`.
    Cases(usize),
    /// Nothing: its type is one that needs no drop.
    Nothing,
}

/// Where a payload goes.
#[derive(Clone, Copy)]
pub(super) struct Into {
    pub dst: Reg,
    /// For a struct or tuple whose fields go into registers from `dst` on: how many.
    pub fields: Option<u16>,
}

/// Where a `return` of an inlined call goes.
#[derive(Clone, Copy)]
pub(super) struct Exit {
    pub label: Label,
    /// The scopes that stay open.
    pub scopes: usize,
    /// Where the value goes.
    pub dest: Dest,
}

/// An argument of an inlined call.
pub(super) enum Argument {
    Value(ExprId),
    /// A place that is handed in and out.
    Place(Place),
}

/// What a parameter is bound to.
enum Bound {
    /// A value of its own.
    Own(Reg),
    /// The same in parts.
    Parts(Rc<Parts>),
    /// A place or value of the caller's.
    Storage(Storage),
    /// What was at the place, until the end of the call.
    MovedIn(Reg, Place),
}

/// What is inlined.
struct Callee<'p, 'a> {
    name: &'p str,
    track_caller: bool,
    span: Span,
    params: &'p [ParamInfo],
    patterns: &'p [PatId],
    root: ExprId,
    context: Context<'a>,
}

/// What belongs to the body that is being lowered.
pub(super) struct Context<'a> {
    instance: InstanceId,
    body: &'a Body,
    scan: Rc<Scan>,
    locals: HashMap<LocalId, Storage>,
    lent: HashSet<LocalId>,
    reserved: HashMap<LocalId, Reg>,
    extended: HashMap<ExprId, Reg>,
    held_floats: HashMap<u64, Reg>,
    loops: Vec<LoopContext>,
    exit: Option<Exit>,
    inlined: Option<u16>,
}

impl<'a> Builder<'a> {
    /// Inlines a call if its callee is one that should be; false where it is not.
    pub fn inline(&mut self, id: InstanceId, args: &[ExprId], dest: Dest) -> Result<bool, Ice> {
        let Some(body) = self.inlinable(id) else { return Ok(false) };
        let params = &self.program.instances[id.0 as usize].params;
        let mut arguments = Vec::with_capacity(args.len());
        for (&arg, param) in args.iter().zip(params) {
            if param.mode == ParamMode::InOut && (self.unsized_from(arg).is_some() || self.points_to_dyn(param.ty)) {
                return Ok(false);
            }
            arguments.push(Argument::Value(arg));
        }
        self.inline_call(id, body, &arguments, dest)?;
        Ok(true)
    }

    /// Inlines the call of `next` with the place of an iterator.
    pub fn inline_next(&mut self, id: InstanceId, iterator: &Place, dest: Dest) -> Result<bool, Ice> {
        let Some(body) = self.inlinable(id) else { return Ok(false) };
        self.inline_call(id, body, &[Argument::Place(iterator.clone())], dest)?;
        Ok(true)
    }

    /// Inlines a call whose value is wanted in parts; [`Builder::can_split`] has found that it can be. The function may have grown since.
    pub fn inline_split(&mut self, id: InstanceId, args: &[ExprId]) -> Result<Rc<Parts>, Ice> {
        let body = self.body_of(id).ok_or("a call that cannot be inlined")?;
        let arguments: Vec<Argument> = args.iter().map(|&arg| Argument::Value(arg)).collect();
        let callee = self.instance_callee(id, body)?;
        let mut parts = None;
        let lasting = self.lasting.unwrap_or(self.top).min(self.top);
        let outer = self.lasting.replace(lasting);
        let result = self.inline_with(callee, &arguments, None, |builder, root, _| {
            builder.open();
            builder.open();
            let made = builder.split(root)?;
            let guards = builder.guard_parts(&made);
            builder.close();
            builder.close();
            parts = Some(made);
            Ok(guards)
        });
        self.lasting = outer;
        result?;
        let parts = parts.ok_or("a value without parts")?;
        self.top = self.top.max(parts.top());
        Ok(parts)
    }

    /// Inlines the call of a closure whose code is known; false where that should not be.
    fn inline_closure(&mut self, parts: &Rc<Parts>, args: &[ExprId], dest: Dest) -> Result<bool, Ice> {
        let PartsKind::Closure(closure) = &parts.kind else { return Ok(false) };
        if self.nested.len() >= MOST_NESTED || self.function.ops.len() >= MOST_INSTRUCTIONS {
            return Ok(false);
        }
        let program = self.program;
        let info = &program.closures[closure.id.0 as usize];
        let instance = &program.instances[closure.instance.0 as usize];
        let InstanceCode::Body(body) = &instance.code else { return Ok(false) };
        let arguments: Vec<Argument> = args.iter().map(|&arg| Argument::Value(arg)).collect();
        let name = format!("{}::{{closure}}", instance.name);
        let params: Vec<ParamInfo> = info.params.iter().map(|param| ParamInfo { mode: ParamMode::Value, ..*param }).collect();
        let callee = Callee {
            name: &name,
            track_caller: false,
            span: info.span,
            params: &params,
            patterns: &info.param_patterns,
            root: info.body,
            context: Context {
                instance: closure.instance,
                body,
                scan: closure.scan.clone(),
                locals: closure.captures.iter().map(|captured| (captured.local, captured.storage.clone())).collect(),
                lent: closure.captures.iter().map(|captured| captured.local).filter(|local| closure.scan.lent.contains(local)).collect(),
                ..Context::new(closure.instance, body, closure.scan.clone())
            },
        };
        self.inline_value(callee, &arguments, dest)?;
        Ok(true)
    }

    /// Inlines the call of a closure whose code is known; false where it is not, or should not be.
    pub fn inline_callee(&mut self, callee: ExprId, args: &[ExprId], dest: Dest) -> Result<bool, Ice> {
        if self.drops_callee(callee) {
            return Ok(false);
        }
        match self.parts_at(callee) {
            Some(parts) => self.inline_closure(&parts, args, dest),
            None => self.inline_typed_closure(callee, args, dest),
        }
    }

    /// Inlines the call of a closure in a register whose code its type tells, if it changes nothing of its captures; false where that should not be.
    fn inline_typed_closure(&mut self, callee: ExprId, args: &[ExprId], dest: Dest) -> Result<bool, Ice> {
        let mut ty = self.ty_of(callee);
        while let TyKind::Ref { ty: inner, .. } = self.kind(ty) {
            ty = *inner;
        }
        let TyKind::Closure(id) = *self.kind(ty) else { return Ok(false) };
        if !is_place(&self.expr_of(callee).kind) || self.nested.len() >= MOST_NESTED || self.function.ops.len() >= MOST_INSTRUCTIONS {
            return Ok(false);
        }
        let program = self.program;
        let info = &program.closures[id.0 as usize];
        let InstanceCode::Body(body) = &program.instances[info.parent.0 as usize].code else { return Ok(false) };
        let scan = self.lowerer.scan(program, info.parent, body);
        let looked_at = info.captures.iter().all(|capture| {
            capture.mode != CaptureMode::RefMut
                && !scan.changed_in.contains(&(id.0, capture.local))
                && !matches!(self.kind(body.locals[capture.local.0 as usize].ty), TyKind::Ref { mutable: true, .. })
        });
        // It may stand at several places of a function.
        let small = scan.closure_sizes.get(&id.0).is_some_and(|&size| size as usize <= MOST_EXPRESSIONS);
        if !looked_at || !small || !self.is_inlined(id, &scan) {
            return Ok(false);
        }
        let mark = self.begin();
        let mut captures = Vec::with_capacity(info.captures.len());
        if !info.captures.is_empty() {
            let place = self.place(callee)?;
            let place = if place.target { Place { target: false, ..place } } else { self.deref(place, self.ty_of(callee)) };
            let src = match place.whole_register() {
                Some(reg) => reg,
                None => {
                    let reg = self.alloc();
                    self.read(&place, reg, Reading::Copy)?;
                    self.item(Item::Clear { reg });
                    reg
                }
            };
            for (index, capture) in info.captures.iter().enumerate() {
                let dst = self.alloc();
                self.op(Op::GetCapture { dst, src, index: index as u16 });
                let ty = body.locals[capture.local.0 as usize].ty;
                if !self.scalar(ty) {
                    self.item(Item::Clear { reg: dst });
                }
                captures.push(Captured { local: capture.local, ty, storage: Storage::Look(dst), changes: false, owned: false });
            }
        }
        let closure = KnownClosure { id, instance: info.parent, scan, captures };
        let inlined = self.inline_closure(&Rc::new(Parts { ty, kind: PartsKind::Closure(closure) }), args, dest)?;
        self.end(mark);
        Ok(inlined)
    }

    /// The function of a known closure for captures of these forms.
    pub fn closure_of(&mut self, closure: &KnownClosure, forms: &[CaptureForm]) -> Result<u32, Ice> {
        let program = self.program;
        let InstanceCode::Body(body) = &program.instances[closure.instance.0 as usize].code else {
            return Err("a closure of no body".into());
        };
        let outer = self.exchange(Context::new(closure.instance, body, closure.scan.clone()));
        let func = self.closure_function(closure.id, &program.closures[closure.id.0 as usize].captures, forms);
        self.exchange(outer);
        func
    }

    /// Evaluates for what is wanted.
    pub fn evaluate(&mut self, e: ExprId, dest: Dest) -> Result<(), Ice> {
        match dest {
            Dest::Value(dst) => self.value(e, dst),
            Dest::Payload(into, fail) => self.payload(e, into, fail),
            Dest::Truth(fail) => self.condition(e, fail),
            Dest::Apart(into) => self.value_into(e, into),
            Dest::Cases(id) => self.evaluate_cases(e, id),
            Dest::Nothing => self.discard(e),
        }
    }

    /// The body of an instance, if it is worth inlining here.
    pub fn inlinable(&self, id: InstanceId) -> Option<&'a Body> {
        let program = self.program;
        let body = self.body_of(id).filter(|body| is_small(body))?;
        let fits = self.nested.len() < MOST_NESTED
            && !self.nested.contains(&id)
            && self.function.ops.len() < MOST_INSTRUCTIONS
            && self.function.inlined.len() < usize::from(u16::MAX)
            && Some(id) != program.main;
        fits.then_some(body)
    }

    fn body_of(&self, id: InstanceId) -> Option<&'a Body> {
        let program = self.program;
        match &program.instances.get(id.0 as usize)?.code {
            InstanceCode::Body(body) => Some(body),
            _ => None,
        }
    }

    fn instance_callee(&mut self, id: InstanceId, body: &'a Body) -> Result<Callee<'a, 'a>, Ice> {
        let program = self.program;
        let instance = &program.instances[id.0 as usize];
        let scan = self.lowerer.scan(program, id, body);
        Ok(Callee {
            name: &instance.name,
            track_caller: instance.track_caller,
            span: instance.span,
            params: &instance.params,
            patterns: &body.params,
            root: body.root.ok_or("no body")?,
            context: Context::new(id, body, scan),
        })
    }

    fn inline_call(&mut self, id: InstanceId, body: &'a Body, args: &[Argument], dest: Dest) -> Result<(), Ice> {
        let callee = self.instance_callee(id, body)?;
        self.inline_value(callee, args, dest)
    }

    fn inline_value(&mut self, callee: Callee<'_, 'a>, args: &[Argument], dest: Dest) -> Result<(), Ice> {
        self.inline_with(callee, args, Some(dest), |builder, root, dest| {
            // A tail's temporaries are dropped before the parameters.
            builder.open();
            builder.evaluate(root, dest.ok_or("a call without a result")?)?;
            builder.close();
            Ok(Vec::new())
        })
    }

    /// Lowers a callee's body here: binds its parameters in a scope of their own and has `evaluate` do the rest. That gives the guards of what it leaves in
    /// registers.
    fn inline_with(
        &mut self,
        callee: Callee<'_, 'a>,
        args: &[Argument],
        dest: Option<Dest>,
        evaluate: impl FnOnce(&mut Self, ExprId, Option<Dest>) -> Result<Vec<usize>, Ice>,
    ) -> Result<(), Ice> {
        let mark = self.begin();
        let bound = self.bound_arguments(&callee, args)?;
        self.function.inlined.push(Inlined {
            name: callee.name.into(),
            span: self.span,
            parent: self.inlined,
            track_caller: callee.track_caller,
        });
        let inlined = (self.function.inlined.len() - 1) as u16;
        // What was moved in is put back at the end of this scope, however it is left: after the body's own cleanups, which stand behind these.
        self.open();
        for bound in &bound {
            if let Bound::MovedIn(reg, place) = bound {
                self.moved_in.push((*reg, place.clone()));
                self.item(Item::PutBack(self.moved_in.len() - 1));
            }
        }
        let label = self.label();
        let exit = dest.map(|dest| Exit { label, scopes: self.scopes.len(), dest });
        let instance = callee.context.instance;
        let outer = self.exchange(Context { exit, inlined: Some(inlined), ..callee.context });
        self.outers.push(outer);
        let span = self.at(callee.span);
        self.nested.push(instance);
        self.open();
        let result = self.bind_parameters(&bound, callee.patterns, callee.params).and_then(|()| evaluate(self, callee.root, dest));
        self.close();
        self.place_label(label);
        self.nested.pop();
        self.at(span);
        if let Some(outer) = self.outers.pop() {
            self.exchange(outer);
        }
        let guards = result?;
        self.close();
        self.end(mark);
        self.release_guard(guards);
        Ok(())
    }

    /// Lowers something of the caller's while one of its inlined calls is lowered.
    pub fn in_caller(&mut self, lower: impl FnOnce(&mut Self) -> Result<(), Ice>) -> Result<(), Ice> {
        let outer = self.outers.pop().ok_or("a caller that is none")?;
        let inner = self.exchange(outer);
        let nested = self.nested.pop();
        let result = lower(self);
        self.nested.extend(nested);
        let outer = self.exchange(inner);
        self.outers.push(outer);
        result
    }

    /// Sets what body is being lowered; gives what was.
    fn exchange(&mut self, context: Context<'a>) -> Context<'a> {
        Context {
            instance: std::mem::replace(&mut self.instance, context.instance),
            body: std::mem::replace(&mut self.body, context.body),
            scan: std::mem::replace(&mut self.scan, context.scan),
            locals: std::mem::replace(&mut self.locals, context.locals),
            lent: std::mem::replace(&mut self.lent, context.lent),
            reserved: std::mem::replace(&mut self.reserved, context.reserved),
            extended: std::mem::replace(&mut self.extended, context.extended),
            held_floats: std::mem::replace(&mut self.held_floats, context.held_floats),
            loops: std::mem::replace(&mut self.loops, context.loops),
            exit: std::mem::replace(&mut self.exit, context.exit),
            inlined: std::mem::replace(&mut self.inlined, context.inlined),
        }
    }

    /// Evaluates the arguments in order; what is moved in is moved last.
    fn bound_arguments(&mut self, callee: &Callee<'_, 'a>, args: &[Argument]) -> Result<Vec<Bound>, Ice> {
        let (params, body, scan) = (callee.params, callee.context.body, &*callee.context.scan);
        let mut bound = Vec::with_capacity(args.len());
        let mut held = Vec::new();
        for (i, arg) in args.iter().enumerate() {
            let local = simple_binding(body, callee.patterns[i]);
            let later = args[i + 1..].iter().filter_map(|arg| match arg {
                Argument::Value(e) => Some(*e),
                Argument::Place(_) => None,
            });
            bound.push(match *arg {
                Argument::Value(e) if params[i].mode == ParamMode::Value => {
                    let ty = params[i].ty;
                    let looked = local.is_some_and(|local| self.only_looked_at(local, scan, ty));
                    let parts = if looked && matches!(self.kind(ty), TyKind::Ref { .. }) { self.parts_at(e) } else { None };
                    let deferred = match local {
                        Some(local) if parts.is_none() => self.deferred_argument(callee, local, e, args, i),
                        _ => None,
                    };
                    let split = match (local, &parts) {
                        (Some(local), None) if deferred.is_none() => self.split_for(e, local, scan)?,
                        _ => None,
                    };
                    if let Some(deferred) = deferred {
                        Bound::Storage(Storage::Deferred(Rc::new(deferred)))
                    } else if let Some(parts) = parts {
                        Bound::Storage(Storage::Parts(parts, false))
                    } else if let Some(parts) = split {
                        held.extend(self.hold_parts(&parts));
                        Bound::Parts(parts)
                    } else if looked {
                        let reg = if later.clone().all(|e| self.is_simple(e)) { self.operand(e)? } else { self.stable_operand(e)? };
                        Bound::Storage(Storage::Look(reg))
                    } else {
                        let reg = self.alloc();
                        self.value(e, reg)?;
                        self.settle(reg + 1);
                        held.extend(self.hold(reg, self.ty_of(e), later));
                        Bound::Own(reg)
                    }
                }
                Argument::Value(e) => {
                    let place = self.inout_place(e)?;
                    self.bound_place(place, local, scan)
                }
                Argument::Place(ref place) => self.bound_place(place.clone(), local, scan),
            });
        }
        self.release(held);
        for bound in &mut bound {
            if let Bound::MovedIn(reg, place) = bound {
                *reg = self.alloc();
                self.move_in(place, *reg)?;
            }
        }
        // A variable that is handed in and out may be among the values.
        let changed: Vec<Reg> = bound
            .iter()
            .filter_map(|bound| match bound {
                Bound::Storage(Storage::Target(reg)) => Some(*reg),
                Bound::Storage(Storage::Alias(place)) => Some(place.base),
                _ => None,
            })
            .collect();
        for bound in &mut bound {
            if let Bound::Storage(Storage::Look(reg)) = bound
                && changed.contains(reg)
            {
                let dst = self.alloc();
                self.read(&Place { scratch: false, ..Place::register(*reg) }, dst, Reading::Copy)?;
                *bound = Bound::Storage(Storage::Look(dst));
            }
        }
        Ok(bound)
    }

    /// An argument of which an enum is going to be made, where the callee takes that apart first of all: it is evaluated there. Nothing else that is evaluated for
    /// the call may notice.
    fn deferred_argument(&mut self, callee: &Callee<'_, 'a>, local: LocalId, e: ExprId, args: &[Argument], index: usize) -> Option<Deferred> {
        let scan = &callee.context.scan;
        if scan.uses.get(&local) != Some(&1)
            || scan.cells.contains(&local)
            || !self.is_taken_apart(self.ty_of(e))
            || is_place(&self.expr_of(e).kind)
            || !self.leaves_nothing(e)
        {
            return None;
        }
        let inert = args.iter().enumerate().all(|(i, arg)| i == index || matches!(arg, Argument::Value(e) if self.is_inert(*e)));
        if !inert || !self.takes_apart(callee.context.body, callee.root, local) {
            return None;
        }
        let shape = self.shape_of(e);
        matches!(shape, Shape::Enum(_)).then_some(Deferred { value: e, shape })
    }

    /// Whether evaluating an expression does nothing and gives the same at any time.
    fn is_inert(&self, e: ExprId) -> bool {
        match &self.expr_of(e).kind {
            ExprKind::Literal(_) | ExprKind::Function(_) => true,
            ExprKind::Local(local) => {
                let held = matches!(self.locals.get(local), Some(Storage::Reg(_) | Storage::Look(_)));
                held && !self.scan.changed.contains(local) && !self.scan.lent.contains(local) && self.scalar(self.ty_of(e))
            }
            ExprKind::Closure(id) => self.program.closures[id.0 as usize].captures.iter().all(|capture| {
                let constant = !self.scan.changed.contains(&capture.local) && !self.scan.lent.contains(&capture.local);
                capture.copy.is_none() && capture.mode == CaptureMode::Ref && constant
            }),
            ExprKind::Coerce(Coercion::NoOp, inner) => self.is_inert(*inner),
            _ => false,
        }
    }

    /// Whether a parameter can share the register of its argument.
    fn only_looked_at(&self, local: LocalId, scan: &Scan, ty: ruchy_check::types::Ty) -> bool {
        moves(self.program, ty) == Reading::Copy
            && !scan.cells.contains(&local)
            && !scan.changed.contains(&local)
            && !scan.lent.contains(&local)
    }

    fn bound_place(&self, place: Place, local: Option<LocalId>, scan: &Scan) -> Bound {
        let Some(local) = local else { return Bound::MovedIn(0, place) };
        if let Some(parts) = &place.parts {
            return match self.can_be_parts(local, scan) {
                true => Bound::Storage(Storage::Parts(parts.clone(), true)),
                false => Bound::MovedIn(0, place),
            };
        }
        if place.steps.is_empty() {
            return Bound::Storage(Storage::Target(place.base));
        }
        let uses = scan.uses.get(&local).copied().unwrap_or(0);
        if scan.lent.contains(&local) || uses > MOST_USES_IN_PLACE {
            return Bound::MovedIn(0, place);
        }
        Bound::Storage(Storage::Alias(Rc::new(Place { target: true, scratch: false, ..place })))
    }

    /// Binds the parameters of an inlined call in the innermost scope.
    fn bind_parameters(&mut self, bound: &[Bound], patterns: &[PatId], params: &[ParamInfo]) -> Result<(), Ice> {
        for ((bound, &pat), param) in bound.iter().zip(patterns).zip(params) {
            let local = simple_binding(self.body, pat);
            let (storage, place) = match bound {
                Bound::Own(reg) => {
                    self.own(*reg, param.ty);
                    let local = local.filter(|local| !self.scan.cells.contains(local));
                    (local.map(|local| (local, Storage::Reg(*reg))), Place::register(*reg))
                }
                Bound::Parts(parts) => {
                    self.own_parts(self.scopes.len() - 1, parts);
                    (local.map(|local| (local, Storage::Parts(parts.clone(), false))), Place::register(0))
                }
                Bound::Storage(storage) => (local.map(|local| (local, storage.clone())), Place::register(0)),
                Bound::MovedIn(reg, _) => {
                    (local.map(|local| (local, Storage::Target(*reg))), Place { target: true, ..Place::register(*reg) })
                }
            };
            match storage {
                Some((local, storage)) => {
                    if let Storage::Target(reg) = storage
                        && self.scan.lent.contains(&local)
                    {
                        self.item(Item::TakeBack { reg });
                    }
                    self.locals.insert(local, storage);
                }
                None => self.bind(pat, &place)?,
            }
        }
        Ok(())
    }
}

impl<'a> Context<'a> {
    fn new(instance: InstanceId, body: &'a Body, scan: Rc<Scan>) -> Context<'a> {
        Context {
            instance,
            body,
            scan,
            locals: HashMap::new(),
            lent: HashSet::new(),
            reserved: HashMap::new(),
            extended: HashMap::new(),
            held_floats: HashMap::new(),
            loops: Vec::new(),
            exit: None,
            inlined: None,
        }
    }
}

/// Whether a body is worth inlining.
pub(super) fn is_small(body: &Body) -> bool {
    body.root.is_some() && body.exprs.len() <= MOST_EXPRESSIONS
}

/// The variable that a parameter's pattern is.
pub(super) fn simple_binding(body: &Body, pat: PatId) -> Option<LocalId> {
    match body.patterns[pat.0 as usize].kind {
        PatKind::Bind { local, sub: None, .. } => Some(local),
        _ => None,
    }
}
