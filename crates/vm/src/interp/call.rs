//! Calls: of values, trait objects, natives; globals made on first use; the built-in functions that hold these things together.

use super::{Fault, FaultKind, Frame};
use crate::code::{CallInfo, Cleanup, CleanupAction, Code, Function};
use crate::native::{Exit, NativeCx, Site, Wait};
use crate::ops::{Op, Reg};
use crate::task::{Pending, Task};
use crate::value::{Value, Wraps};
use ruchy_check::typed::{GlobalKind, ParamMode};
use ruchy_runtime::{Entered, TaskContext, WaitDescription};
use std::sync::Arc;
use std::task::Poll;

/// Goes on with drops that call `impl Drop`s.
pub(crate) const DROPPER: u32 = 0;
/// Makes a global's value.
pub(crate) const INIT: u32 = 1;
/// Calls a closure and stops panics.
pub(crate) const CATCH: u32 = 2;
/// Calls the panic hook.
pub(crate) const HOOK: u32 = 3;
/// The first frame of a task that calls a value with n arguments is `ENTRY + n`.
pub(crate) const ENTRY: u32 = 4;
/// The most arguments that a task's function can have.
pub(crate) const ENTRY_ARGS: u32 = 5;

/// The plan that drops by run-time type.
pub(crate) const DROP_DYN: u32 = 1;

/// Where a task that has panicked goes on in `ENTRY`.
pub(crate) const ENTRY_LOCALS: u32 = 3;

/// Where a caught panic goes on in `CATCH`.
pub(crate) const CATCH_RESUME: u32 = 3;

/// The functions that every code begins with.
pub(crate) fn builtins() -> Vec<Arc<Function>> {
    let function = |name: &str, registers, ops: Vec<Op>| Function { name: name.into(), registers, ops, ..Function::default() }.verified();
    let mut all = vec![
        function("<drop>", 4, vec![Op::ResumeUnwind {}, Op::DropNext {}, Op::Return {}]),
        function("<init>", 4, vec![Op::ResumeUnwind {}, Op::InitGlobal {}, Op::StoreGlobal {}, Op::Return {}]),
        Function {
            name: "<catch>".into(),
            registers: 4,
            ops: vec![
                Op::ResumeUnwind {},
                Op::CallValue { callee: 1, base: 2, args: 0 },
                Op::Caught {},
                Op::Drop { reg: 1, plan: DROP_DYN },
                Op::Return {},
            ],
            // A cancellation is not caught: it drops what the closure holds and goes on.
            cleanups: vec![Cleanup { start: 0, end: CATCH_RESUME, action: CleanupAction::Drop { reg: 1, plan: DROP_DYN } }],
            ..Function::default()
        }
        .verified(),
        function("<hook>", 6, vec![Op::ResumeUnwind {}, Op::CallValue { callee: 1, base: 2, args: 1 }, Op::Hooked {}, Op::Return {}]),
    ];
    for args in 0..=ENTRY_ARGS as u16 {
        let entry = Function {
            name: "<task>".into(),
            registers: 4 + args,
            ops: vec![
                Op::ResumeUnwind {},
                Op::CallValue { callee: 1, base: 2, args },
                Op::Drop { reg: 1, plan: DROP_DYN },
                Op::DropLocals {},
                Op::End { reg: 2 },
            ],
            cleanups: vec![Cleanup { start: 0, end: 2, action: CleanupAction::Drop { reg: 1, plan: DROP_DYN } }],
            ..Function::default()
        };
        all.push(entry.verified());
    }
    all
}

/// Finds the function that a value is, and puts a closure where its function expects it.
pub(crate) fn prepare_value(code: &Code, regs: &mut [Value], callee: Reg, window: Reg, args: u16) -> Result<u32, Fault> {
    let place = window as usize + 1 + args as usize;
    let value = &mut regs[callee as usize];
    value.take_back();
    let closure = match value {
        Value::Function(_, func) => return Ok(*func),
        Value::Closure(_, fields) => {
            let func = fields.header().ty;
            let once = code.functions.get(func as usize).is_some_and(|function| function.once);
            if once { std::mem::take(value) } else { value.clone() }
        }
        other => {
            let (inner, func) = inner_closure(other.clone())?;
            match inner {
                Some(inner) => {
                    let once = code.functions.get(func as usize).is_some_and(|function| function.once);
                    if once {
                        regs[callee as usize] = Value::default();
                    }
                    inner
                }
                None => return Ok(func),
            }
        }
    };
    let Value::Closure(_, fields) = &closure else { return Err(Fault::moved()) };
    let func = fields.header().ty;
    // Lowering reserves a register after the arguments for it.
    match regs.get_mut(place) {
        Some(slot) => *slot = closure,
        None => return Err(Fault::internal("no register for the closure")),
    }
    Ok(func)
}

/// The closure inside trait objects, references and `Rc`s.
fn inner_closure(mut value: Value) -> Result<(Option<Value>, u32), Fault> {
    loop {
        value = match value {
            Value::Function(_, func) => return Ok((None, func)),
            Value::Closure(_, ref fields) => {
                let func = fields.header().ty;
                return Ok((Some(value), func));
            }
            Value::Dyn(_, inner) => inner.value.clone(),
            Value::Ref(..) | Value::Part(..) => value.read_ref()?,
            Value::Rc(_, rc) => rc.content().ok_or_else(Fault::moved)?.snapshot(),
            Value::Moved(_) => return Err(Fault::moved()),
            other => return Err(Fault::internal(format!("a call of a {}", other.kind_name()))),
        };
    }
}

/// Finds the method of a trait object's type.
pub(crate) fn prepare_virtual(code: &Code, regs: &mut [Value], method: u32, window: Reg) -> Result<u32, Fault> {
    let method = code.virtuals[method as usize];
    let slot = &mut regs[window as usize + 1];
    let ty = run_time_type(code, slot)
        .ok_or_else(|| Fault::internal(format!("`{}` on a {}, which is no trait object", method.method, slot.kind_name())))?;
    if let Value::Dyn(..) = slot {
        *slot = slot.take().without_dyn();
    }
    let find = |ty| code.types.vtables.get(&ty).and_then(|table| table.get(&(method.trait_, method.method))).copied();
    if let Some(func) = find(ty) {
        return Ok(func);
    }
    // `self: Pin<&mut Self>`: the object is what the pin refers to.
    let pinned = match slot.fields() {
        Some([pointer]) if code.types.adt(ty).is_some_and(|adt| adt.name.as_str() == "Pin") => run_time_type(code, pointer),
        _ => None,
    };
    pinned.and_then(find).ok_or_else(|| Fault::internal(format!("no method `{}` for this type", method.method)))
}

/// The type that a value knows of itself.
pub(crate) fn run_time_type(code: &Code, value: &Value) -> Option<ruchy_check::types::Ty> {
    match value {
        Value::Struct(..) | Value::Variant(..) => value.adt_header().map(|(ty, _)| ty),
        Value::Dyn(_, inner) => Some(inner.ty),
        Value::Closure(_, fields) => code.types.closures.get(&fields.header().variant).copied(),
        Value::Ref(..) | Value::Part(..) => value.read_ref().ok().and_then(|content| run_time_type(code, &content)),
        Value::Rc(_, rc) => rc.content().and_then(|content| run_time_type(code, content)),
        Value::Lent(..) => run_time_type(code, &value.snapshot()),
        _ => None,
    }
}

/// How a native call ended without a value.
pub(crate) enum NativeEnd {
    Fault(Fault),
    Wait(Box<dyn Wait>),
}

fn native_end(exit: Exit) -> NativeEnd {
    match exit {
        Exit::Panic(payload) => NativeEnd::Fault(FaultKind::Panic(payload).into()),
        Exit::Resume(payload) => NativeEnd::Fault(FaultKind::Resume(payload).into()),
        Exit::Internal(message) => NativeEnd::Fault(FaultKind::Internal(message).into()),
        Exit::Process(code) => NativeEnd::Fault(FaultKind::Process(code).into()),
        Exit::Wait(wait) => NativeEnd::Wait(wait),
    }
}

impl Task {
    /// Calls a native.
    pub(crate) fn call_native(
        &mut self,
        info: &CallInfo,
        args: &mut [Value],
        site: Site<'_>,
        code: &Code,
        frames: &[Frame],
        cx: &mut TaskContext<'_>,
    ) -> Result<Value, NativeEnd> {
        let Some(function) = info.function else {
            return Err(NativeEnd::Fault(Fault::internal(format!("the native `{}` is missing", info.name))));
        };
        let panicking = self.is_unwinding();
        let mut cx = NativeCx {
            task: cx,
            machine: &self.machine,
            env: &self.env,
            call: info,
            extensions: &mut self.extensions,
            extra: &mut self.extra,
            panicking,
            stack: Some((code, frames)),
            site,
        };
        function(&mut cx, args).map_err(native_end)
    }

    /// Asks again what a native waits for.
    pub(crate) fn poll_pending(
        &mut self,
        pending: &mut Pending,
        window: &mut [Value],
        code: &Code,
        frames: &[Frame],
        cx: &mut TaskContext<'_>,
    ) -> Option<Result<Value, Fault>> {
        let panicking = self.is_unwinding();
        let mut cx = NativeCx {
            task: cx,
            machine: &self.machine,
            env: &self.env,
            call: &pending.info,
            extensions: &mut self.extensions,
            extra: &mut self.extra,
            panicking,
            stack: Some((code, frames)),
            site: Site::Known(pending.span),
        };
        let args = 1..1 + pending.info.params.len();
        match pending.wait.poll(&mut cx, &mut window[args]) {
            Poll::Pending => None,
            Poll::Ready(Ok(value)) => Some(Ok(value)),
            Poll::Ready(Err(exit)) => match native_end(exit) {
                NativeEnd::Fault(fault) => Some(Err(fault)),
                NativeEnd::Wait(wait) => {
                    pending.wait = wait;
                    None
                }
            },
        }
    }
}

/// Clears the arguments that a native was handed.
#[inline]
pub(crate) fn finish_native(info: &CallInfo, args: &mut [Value]) {
    for (value, (_, mode)) in args.iter_mut().zip(&info.params) {
        if *mode == ParamMode::Value {
            super::set(value, Value::default());
        }
    }
}

/// Clears the registers of a frame that ends, but for the result and the in-out parameters.
#[inline]
pub(crate) fn clear_frame(function: &Function, regs: &mut [Value]) {
    for (index, value) in regs.iter_mut().enumerate().skip(1) {
        // A scalar that is left behind owns nothing; whoever gets the register next writes it before reading it.
        if !value.is_scalar() && !function.inout.contains(&(index as u16)) {
            *value = Value::default();
        }
    }
}

/// Spreads a closure's captures over registers.
pub(crate) fn captures(function: &Function, regs: &mut [Value], dst: Reg, src: Reg, count: u16) -> Result<(), Fault> {
    let closure = regs[src as usize].take();
    let Value::Closure(_, fields) = closure else {
        return Err(Fault::internal(format!("captures of a {}", closure.kind_name())));
    };
    if function.once {
        let values = fields.into_values();
        for (i, value) in values.into_iter().enumerate().take(count as usize) {
            regs[dst as usize + i] = value;
        }
    } else {
        for (i, value) in fields.values().iter().enumerate().take(count as usize) {
            super::set(&mut regs[dst as usize + i], value.snapshot());
        }
    }
    Ok(())
}

/// What a global's use finds.
pub(crate) enum Global {
    Value(Value),
    Initialise,
    Wait(Pending),
    Fault(Fault),
}

impl Task {
    /// Looks a global up: its value, or a reference to its cell.
    pub(crate) fn global(&mut self, code: &Code, index: u32, reference: bool, cx: &mut TaskContext<'_>) -> Global {
        let Some(info) = code.globals.get(index as usize) else {
            return Global::Fault(Fault::internal("an unknown global"));
        };
        if info.kind == GlobalKind::ThreadLocal {
            if self.extra.as_ref().is_some_and(|extra| extra.dead_locals.contains(&index)) {
                return Global::Fault(Fault::panic("cannot access a Thread Local Storage value during or after destruction: AccessError"));
            }
            let known = self.extra.as_ref().and_then(|extra| extra.thread_locals.iter().find(|(known, _)| *known == index));
            return match known.map(|(_, cell)| cell) {
                Some(cell) if reference => Global::Value(Value::Ref(Wraps::NONE, cell.clone())),
                Some(cell) => Global::Value(cell.get()),
                None => Global::Initialise,
            };
        }
        let Some(state) = self.machine.global(index) else {
            return Global::Fault(Fault::internal("an unknown global"));
        };
        let found = |state: &crate::machine::GlobalState| {
            if reference {
                Global::Value(Value::Ref(Wraps::NONE, state.cell.clone()))
            } else {
                match state.cell.get() {
                    Value::Moved(_) => Global::Fault(Fault::panic(format!("`{}` has no value yet or was moved", info.name))),
                    value => Global::Value(value),
                }
            }
        };
        if info.init.is_none() || state.gate.is_done() {
            return found(&state);
        }
        match state.gate.try_enter(cx.id()) {
            Ok(Entered::Initialise) => Global::Initialise,
            Ok(Entered::Done) => found(&state),
            Ok(Entered::Poisoned) => Global::Fault(Fault::panic(format!("making `{}` has panicked", info.name))),
            Err(owner) if owner == cx.id() => Global::Fault(Fault::panic(format!("the value of `{}` depends on itself", info.name))),
            Err(_) => {
                let wait = Box::new(GlobalWait { enter: state.gate.enter(cx.id()), gate: state.gate.clone() });
                let info = CallInfo { name: info.name, function: None, type_args: Vec::new(), params: Vec::new(), ret: info.ty };
                Global::Wait(Pending { wait, info: Arc::new(info), base: 0, span: Default::default() })
            }
        }
    }

    /// Stores a global's first value.
    pub(crate) fn store_global(&mut self, code: &Code, index: u32, value: Value) {
        if code.globals.get(index as usize).is_some_and(|info| info.kind == GlobalKind::ThreadLocal) {
            self.extra().thread_locals.push((index, crate::value::Cell::new(value)));
        } else if let Some(state) = self.machine.global(index) {
            state.cell.set(value);
            state.gate.complete();
        }
    }
}

struct GlobalWait {
    enter: ruchy_runtime::Enter,
    gate: Arc<ruchy_runtime::OnceGate>,
}

impl Wait for GlobalWait {
    fn poll(&mut self, cx: &mut NativeCx<'_>, _args: &mut [Value]) -> Poll<crate::native::NativeResult> {
        // The result lands in register 0, which is free until the function returns; the instruction runs again.
        cx.task.poll(&mut self.enter).map(|entered| {
            if entered == Entered::Initialise {
                self.gate.reopen();
            }
            Ok(Value::UNIT)
        })
    }

    fn describe(&self) -> WaitDescription {
        WaitDescription::new("the value of a global that another task makes", "")
    }
}
