//! Instructions that may end the loop or change the frames: natives, which may wait, globals, which may have to be made, drops, which may call.

use super::dispatch::{Core, Next};
use super::window::{Cursor, Window};
use super::{Event, Fault, FaultKind, Frame, call, grow};
use crate::native::Site;
use crate::ops::{Op, Reg};
use crate::task::Pending;
use crate::value::Value;

impl Core<'_, '_> {
    /// Asks again what the native waits for that the task stopped in; false where it still does, or has failed.
    pub(super) fn resume_native(&mut self, mut pending: Pending) -> bool {
        let start = pending.base as usize;
        let polled = self.task.poll_pending(&mut pending, &mut self.stack[start..], self.code, self.frames, self.cx);
        self.event = match polled {
            None => Event::Wait(pending),
            Some(Ok(value)) => {
                let args = pending.info.params.len();
                call::finish_native(&pending.info, &mut self.stack[start + 1..start + 1 + args]);
                self.stack[start] = value;
                return true;
            }
            Some(Err(fault)) => Event::Fault(fault),
        };
        false
    }

    /// Calls a native; false where the loop ends.
    #[inline(never)]
    pub(super) fn call_native(&mut self, regs: &mut [Value], cursor: Cursor, call: u32, window: Reg) -> bool {
        let start = window as usize;
        let info = &self.code.calls[call as usize];
        let args = &mut regs[start + 1..start + 1 + info.params.len()];
        let pc = cursor.pc(self.function) - 1;
        let site = Site::Instruction { function: self.function, pc };
        match self.task.call_native(info, args, site, self.code, self.frames, self.cx) {
            Ok(value) => {
                call::finish_native(info, args);
                super::set(&mut regs[start], value);
                return true;
            }
            Err(call::NativeEnd::Fault(fault)) => self.event = Event::Fault(fault),
            Err(call::NativeEnd::Wait(wait)) => {
                let (base, span) = ((self.base + start) as u32, self.function.span_at(pc));
                self.event = Event::Wait(Pending { wait, info: info.clone(), base, span });
            }
        }
        self.save(cursor);
        false
    }

    /// Drops a register by a plan; false where the loop ends: an `impl Drop` is to be called.
    #[inline(never)]
    pub(super) fn drop_register(&mut self, regs: &mut [Value], cursor: Cursor, reg: Reg, plan: u32) -> bool {
        let value = regs[reg as usize].take();
        if let Some(fault) = self.task.start_drop(self.code, value, plan, self.cx) {
            self.save(cursor);
            self.event = Event::Fault(fault);
            return false;
        }
        if !self.task.has_drop_call() {
            return true;
        }
        self.save(cursor);
        self.push_dropper();
        self.event = Event::Switch;
        false
    }

    /// The frame that calls destructors, above the function's own.
    fn push_dropper(&mut self) {
        let window = self.base + self.function.registers as usize;
        grow(self.stack, window + 4);
        self.stack[window + 1] = Value::default();
        self.frames.push(Frame { func: call::DROPPER, pc: 1, base: window as u32 });
    }

    /// Runs one of the rare instructions that end the loop or change the frames.
    #[inline(never)]
    pub(super) fn leaving(&mut self, cursor: Cursor, mut regs: Window, op: Op) -> Next {
        match op {
            Op::GlobalGet { dst, global } => return self.global(cursor, regs, dst, global, false),
            Op::GlobalRef { dst, global } => return self.global(cursor, regs, dst, global, true),
            Op::CatchUnwind { base: window } => {
                self.save(cursor);
                let at = self.base + window as usize;
                grow(self.stack, at + 8);
                self.frames.push(Frame { func: call::CATCH, pc: 1, base: at as u32 });
                return self.leave(Event::Switch);
            }
            Op::End { reg } => {
                let value = regs[reg as usize].take();
                return self.leave_at(cursor, Event::End(value));
            }
            Op::DropLocals {} => {
                // They are those of the task around, which goes on.
                if self.task.is_part {
                    return Some((cursor, regs));
                }
                // Once more for each, and for those that a destructor makes.
                let Some((global, cell)) = self.task.extra.as_mut().and_then(|extra| extra.thread_locals.pop()) else {
                    return Some((cursor, regs));
                };
                let mut again = cursor;
                again.jump(-1);
                self.task.extra().dead_locals.push(global);
                let plan = self.code.globals.get(global as usize).and_then(|info| self.code.types.drops.get(&info.ty)).copied();
                let Some(plan) = plan else { return Some((again, regs)) };
                if let Some(fault) = self.task.start_drop(self.code, cell.take(), plan, self.cx) {
                    return self.leave_at(again, Event::Fault(fault));
                }
                if !self.task.has_drop_call() {
                    return Some((again, regs));
                }
                self.save(again);
                self.push_dropper();
                return self.leave(Event::Switch);
            }
            Op::Hooked {} => {
                self.frames.pop();
                let payload = self.task.extra.as_mut().and_then(|extra| extra.hooked.take()).unwrap_or_default();
                return self.leave(Event::Fault(FaultKind::Resume(payload).into()));
            }
            Op::ResumeUnwind {} => {
                self.save(cursor);
                return match self.task.unwind(self.code, self.stack, self.frames, self.cx) {
                    Ok(()) => self.leave(Event::Switch),
                    Err(()) => self.leave(Event::End(Value::default())),
                };
            }
            Op::DropNext {} => {
                // r[1] holds what the last `drop` has left.
                let left_over = regs[1].take();
                match self.task.next_drop(self.code, left_over, self.cx) {
                    Err(fault) => return self.leave_at(cursor, Event::Fault(fault)),
                    Ok(None) => {}
                    Ok(Some((func, value))) => {
                        let mut cursor = cursor;
                        cursor.jump(-1);
                        // Window at 0: the argument, and what is left of it, lie in r[1].
                        regs[1] = value;
                        return self.enter_rarely(cursor, func, 0);
                    }
                }
            }
            Op::InitGlobal {} => {
                let global = regs[1].as_usize().unwrap_or(usize::MAX);
                match self.code.globals.get(global).and_then(|info| info.init) {
                    Some(func) => return self.enter_rarely(cursor, func, 2),
                    None => regs[2] = Value::UNIT,
                }
            }
            Op::StoreGlobal {} => {
                let value = regs[2].take();
                let global = regs[1].as_usize().unwrap_or(usize::MAX);
                self.task.store_global(self.code, global as u32, value);
            }
            other => return self.leave_at(cursor, Event::Fault(Fault::internal(format!("{} does not leave", other.name())))),
        }
        Some((cursor, regs))
    }

    /// The value of a global or a reference to its cell; made first where that was not yet done.
    fn global(&mut self, cursor: Cursor, mut regs: Window, dst: Reg, global: u32, reference: bool) -> Next {
        let mut again = cursor;
        again.jump(-1);
        match self.task.global(self.code, global, reference, self.cx) {
            call::Global::Value(value) => {
                super::set(&mut regs[dst as usize], value);
                Some((cursor, regs))
            }
            call::Global::Initialise => {
                self.save(again);
                let window = self.base + self.function.registers as usize;
                grow(self.stack, window + 4);
                self.stack[window + 1] = Value::from(global as usize);
                self.frames.push(Frame { func: call::INIT, pc: 1, base: window as u32 });
                self.leave(Event::Switch)
            }
            call::Global::Wait(pending) => {
                self.save(again);
                // Asked at once, so that whoever makes the value knows whom to wake; it may be there by now.
                if self.resume_native(pending) { self.leave(Event::Switch) } else { None }
            }
            call::Global::Fault(fault) => self.leave_at(cursor, Event::Fault(fault)),
        }
    }
}
