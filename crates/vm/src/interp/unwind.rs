//! Unwinding: what a panic or a cancellation does to the frames it passes.
//!
//! Each frame's cleanups that cover the instruction are done from the last to the first. A cleanup may have to call `impl Drop`: the frame is then
//! left at its first instruction, `ResumeUnwind`, which comes back here. A panic that meets such a frame is a panic while unwinding and ends the
//! task at once.

use super::call::{CATCH, CATCH_RESUME, DROPPER, ENTRY, ENTRY_ARGS, ENTRY_LOCALS, HOOK, INIT, clear_frame};
use super::{Fault, FaultKind, Frame, grow, path};
use crate::code::{CleanupAction, Code, Function};
use crate::ops::Reg;
use crate::task::{Failure, Task};
use crate::value::Value;
use ruchy_runtime::TaskContext;

/// A panic (or cancellation) on its way.
pub(crate) struct Unwind {
    /// `None` for a cancellation.
    payload: Option<Value>,
    /// The instruction of the last frame at which it goes on.
    pc: u32,
    /// How many cleanups of that frame are still to be looked at.
    left: usize,
    /// The last frame has just been reached.
    fresh: bool,
}

impl Task {
    /// Turns a fault into unwinding. `Err` where the task is over.
    pub(crate) fn fault(
        &mut self,
        fault: Fault,
        code: &Code,
        stack: &mut Vec<Value>,
        frames: &mut Vec<Frame>,
        cx: &mut TaskContext<'_>,
    ) -> Result<(), ()> {
        let payload = match *fault.0 {
            FaultKind::Panic(payload) => {
                if self.start_hook(&payload, code, stack, frames) {
                    return Ok(());
                }
                self.report_panic(&payload, code, frames);
                payload
            }
            FaultKind::Resume(payload) => payload,
            FaultKind::Internal(message) => {
                let payload = Value::text(format!("internal error: {message}"));
                self.report_panic(&payload, code, frames);
                payload
            }
            FaultKind::Process(status) => {
                self.env.output.flush();
                let exit = self.machine.exit.read().clone();
                exit(status);
                self.finish(Err(Failure::Cancelled));
                return Err(());
            }
        };
        self.start_unwind(Some(payload), frames);
        self.unwind(code, stack, frames, cx)
    }

    /// Calls the program's panic hook, if there is one: unwinding begins when it returns. A panic in a hook has none.
    fn start_hook(&mut self, payload: &Value, code: &Code, stack: &mut Vec<Value>, frames: &mut Vec<Frame>) -> bool {
        let Some(hook) = self.machine.hook.read().clone() else { return false };
        if self.extra.as_ref().is_some_and(|extra| extra.hooked.is_some()) {
            return false;
        }
        let Some(frame) = frames.last() else { return false };
        let Some(function) = code.functions.get(frame.func as usize) else { return false };
        self.machine.panics.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let place = self.trace(code, frames).first().map_or_else(String::new, |(_, place)| place.clone());
        let kind: u8 = match payload {
            Value::Literal(..) => 0,
            Value::Str(..) => 1,
            _ => 2,
        };
        let told = Value::tuple([kind.into(), payload.clone(), place.into()]);
        let base = frame.base as usize + function.registers as usize;
        grow(stack, base + HOOK_REGISTERS);
        stack[base + 1] = hook;
        stack[base + 3] = told;
        frames.push(Frame { func: HOOK, pc: 1, base: base as u32 });
        self.extra().hooked = Some(payload.clone());
        true
    }

    /// Begins unwinding at the last frame.
    pub(crate) fn start_unwind(&mut self, payload: Option<Value>, frames: &[Frame]) {
        let pc = frames.last().map_or(0, |frame| frame.pc.saturating_sub(1));
        self.extra().unwinds.push(Unwind { payload, pc, left: 0, fresh: true });
    }

    /// Goes on unwinding. `Ok` where script code is to run (a drop, or what caught the panic), `Err` where the task is over.
    pub(crate) fn unwind(
        &mut self,
        code: &Code,
        stack: &mut Vec<Value>,
        frames: &mut Vec<Frame>,
        cx: &mut TaskContext<'_>,
    ) -> Result<(), ()> {
        loop {
            let Some(mut unwind) = self.extra.as_mut().and_then(|extra| extra.unwinds.pop()) else { return Ok(()) };
            let Some(frame) = frames.last_mut() else { return self.end_unwind(unwind) };
            let Some(function) = code.functions.get(frame.func as usize).cloned() else { return self.end_unwind(unwind) };
            let (start, end) = (frame.base as usize, frame.base as usize + function.registers as usize);
            grow(stack, end);
            if unwind.fresh {
                unwind.fresh = false;
                unwind.left = function.cleanups.len();
            }
            let mut called = false;
            while unwind.left > 0 {
                unwind.left -= 1;
                let cleanup = &function.cleanups[unwind.left];
                if unwind.pc < cleanup.start || unwind.pc >= cleanup.end {
                    continue;
                }
                let regs = &mut stack[start..end];
                match cleanup.action {
                    CleanupAction::MoveBack { dst, src } => {
                        if regs[dst as usize].is_moved() {
                            regs[dst as usize] = regs[src as usize].take();
                        }
                    }
                    CleanupAction::PutBack { path, src } => {
                        let value = regs[src as usize].take();
                        // A place that is gone has no use for its value.
                        let _ = path::change(regs, &function.paths[path as usize], |slot| {
                            *slot = value;
                            Ok(())
                        });
                    }
                    CleanupAction::TakeBack { reg } => regs[reg as usize].take_back(),
                    CleanupAction::Drop { .. } | CleanupAction::DropFields { .. } => {
                        let (value, plan) = match cleanup.action {
                            CleanupAction::DropFields { base, shape, plan } => (taken_fields(&function, regs, base, shape), plan),
                            CleanupAction::Drop { reg, plan } => (regs[reg as usize].take(), plan),
                            _ => continue,
                        };
                        if value.is_moved() {
                            continue;
                        }
                        if self.start_drop(code, value, plan, cx).is_some() {
                            return self.end_unwind(unwind);
                        }
                        if self.has_drop_call() {
                            called = true;
                            break;
                        }
                    }
                }
            }
            if called {
                frame.pc = 0;
                grow(stack, end + 4);
                stack[end + 1] = Value::default();
                frames.push(Frame { func: DROPPER, pc: 1, base: end as u32 });
                self.extra().unwinds.push(unwind);
                return Ok(());
            }
            match frame.func {
                CATCH if unwind.payload.is_some() => {
                    let payload = unwind.payload.take().unwrap_or_default();
                    stack[start] = payload.err();
                    frame.pc = CATCH_RESUME;
                    return Ok(());
                }
                // What else the drop has to do is done on the way.
                DROPPER if self.begin_rest_of_drop() => {
                    frame.pc = 0;
                    let left_over = stack[start + 1].take();
                    grow(stack, end + 4);
                    stack[end + 1] = left_over;
                    frames.push(Frame { func: DROPPER, pc: 1, base: end as u32 });
                    self.extra().unwinds.push(unwind);
                    return Ok(());
                }
                DROPPER => self.abandon_drop(),
                ENTRY..=LAST_ENTRY
                    if unwind.payload.is_some()
                        && !self.is_part
                        && self.extra.as_ref().is_some_and(|extra| !extra.thread_locals.is_empty()) =>
                {
                    self.extra().failure = unwind.payload.take().map(Failure::Panic);
                    frame.pc = ENTRY_LOCALS;
                    return Ok(());
                }
                HOOK => {
                    if let Some(extra) = &mut self.extra {
                        extra.hooked = None;
                    }
                }
                INIT => {
                    if let Some(state) = stack[start + 1].as_usize().and_then(|index| self.machine.global(index as u32)) {
                        state.gate.poison();
                    }
                }
                _ => {}
            }
            clear_frame(&function, &mut stack[start..end]);
            frames.pop();
            match frames.last() {
                None => return self.end_unwind(unwind),
                Some(caller) if caller.pc == 0 => {
                    self.report(&format!(
                        "thread '{}' panicked while it was unwinding from a panic; the task is ended without further drops\n",
                        self.display_name()
                    ));
                    return self.end_unwind(unwind);
                }
                Some(caller) => {
                    unwind.pc = caller.pc - 1;
                    unwind.fresh = true;
                    self.extra().unwinds.push(unwind);
                }
            }
        }
    }

    fn end_unwind(&mut self, unwind: Unwind) -> Result<(), ()> {
        self.finish(Err(match unwind.payload {
            Some(payload) => Failure::Panic(payload),
            None => Failure::Cancelled,
        }));
        Err(())
    }

    fn report_panic(&self, payload: &Value, code: &Code, frames: &[Frame]) {
        use std::fmt::Write;
        self.machine.panics.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let message = payload.as_str().unwrap_or("Box<dyn Any>");
        let trace = self.trace(code, frames);
        let place = trace.first().map_or_else(|| "<unknown>".into(), |(_, place)| place.clone());
        let mut text = format!("thread '{}' panicked at {place}:\n{message}\n", self.display_name());
        if trace.len() > 1 {
            for (name, place) in trace.iter().take(MAX_TRACE) {
                let _ = writeln!(text, "   in {name} at {place}");
            }
            if trace.len() > MAX_TRACE {
                let _ = writeln!(text, "   … and {} more", trace.len() - MAX_TRACE);
            }
        }
        if let Some(place) = &self.spawned_at {
            let _ = writeln!(text, "   spawned at {}", self.machine.place(*place));
        }
        self.report(&text);
    }

    fn report(&self, text: &str) {
        self.env.output.write_error(text.as_bytes());
    }

    /// Function and place of each frame, from the innermost; the library's own frames are left out where they are not first.
    pub(crate) fn trace(&self, code: &Code, frames: &[Frame]) -> Vec<(String, String)> {
        let mut trace = Vec::new();
        for frame in frames.iter().rev() {
            if frame.func < ENTRY + ENTRY_ARGS + 1 {
                continue;
            }
            if let Some(function) = code.functions.get(frame.func as usize) {
                for call in function.calls_at(frame.pc.saturating_sub(1) as usize) {
                    if !call.track_caller && !self.machine.is_library(call.span) {
                        trace.push((call.name.to_owned(), self.machine.place(call.span)));
                    }
                }
                if trace.len() > MAX_TRACE * 2 && frames.len() > MAX_TRACE * 4 {
                    break;
                }
            }
        }
        trace
    }
}

/// The last of the functions that tasks begin with.
const LAST_ENTRY: u32 = ENTRY + ENTRY_ARGS;
/// Of the frame that calls a hook.
const HOOK_REGISTERS: usize = 6;
/// Frames shown of a trace.
const MAX_TRACE: usize = 12;

/// A value from its fields in registers; `Moved` where one of them was moved out.
fn taken_fields(function: &Function, regs: &mut [Value], base: Reg, shape: u16) -> Value {
    let shape = function.shapes[shape as usize];
    let fields = &mut regs[base as usize..base as usize + shape.fields as usize];
    if fields.iter().any(|field| field.is_moved()) {
        return Value::default();
    }
    Value::adt(shape.ty, shape.variant, fields.iter_mut().map(Value::take))
}
