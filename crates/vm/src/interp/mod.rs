//! The interpreter: one loop over instructions, with the frames on the heap.
//!
//! The registers of all frames lie in one stack; a frame sees a window of it. The frame that runs is the last of `frames`; its `pc` is
//! up to date only between turns of the outer loop. A fault (panic, internal error) ends the inner loop and is turned into unwinding.
//! `dispatch` is that loop; `leaving` holds the instructions that may end it or change the frames; `elements` those that
//! read and write elements; `slow` those that do neither and are rare.

pub(crate) mod arith;
mod call;
mod dispatch;
mod drop;
mod elements;
mod leaving;
pub(crate) mod path;
mod slow;
mod unwind;
pub(crate) mod window;

pub(crate) use call::{DROP_DYN, ENTRY, ENTRY_ARGS, builtins};
pub(crate) use drop::DropWork;
pub(crate) use unwind::Unwind;

use crate::task::{Pending, Task};
use crate::value::{RefError, Value};
use dispatch::Core;
use ruchy_runtime::{StepResult, TaskContext};

/// A call in progress.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    pub func: u32,
    pub pc: u32,
    pub base: u32,
}

/// What ends a function early. One word, so that a result without a fault costs nothing.
pub(crate) struct Fault(pub Box<FaultKind>);

pub(crate) enum FaultKind {
    Panic(Value),
    /// The same without a report (`resume_unwind`).
    Resume(Value),
    /// Our own mistake.
    Internal(String),
    /// The whole program ends.
    Process(i32),
}

impl Fault {
    #[cold]
    pub fn panic(message: impl Into<String>) -> Fault {
        FaultKind::Panic(Value::text(message)).into()
    }

    #[cold]
    pub fn internal(message: impl Into<String>) -> Fault {
        FaultKind::Internal(message.into()).into()
    }

    #[cold]
    pub fn moved() -> Fault {
        Fault::panic("use of a value that was moved")
    }
}

impl From<FaultKind> for Fault {
    #[cold]
    fn from(kind: FaultKind) -> Fault {
        Fault(Box::new(kind))
    }
}

impl From<RefError> for Fault {
    fn from(error: RefError) -> Fault {
        Fault::panic(error.message())
    }
}

/// Why the inner loop ended.
pub(crate) enum Event {
    /// The frames have changed: load the last one.
    Switch,
    Yield,
    Fault(Fault),
    Wait(Pending),
    /// The last frame has ended with this value.
    End(Value),
}

/// Calls nest no deeper; about 24 MB of frames.
const MAX_FRAMES: usize = 1_000_000;
/// Registers of one task; 512 MiB.
const MAX_REGISTERS: usize = 32 << 20;

/// Stores without looking at the heap where the old value is a scalar.
#[inline(always)]
fn set(slot: &mut Value, value: Value) {
    if slot.is_scalar() {
        std::mem::forget(std::mem::replace(slot, value));
    } else {
        *slot = value;
    }
}

impl Value {
    /// Whether the value owns nothing on the heap.
    #[inline(always)]
    pub fn is_scalar(&self) -> bool {
        matches!(
            self,
            Value::Moved(_)
                | Value::None(_)
                | Value::Unit(_)
                | Value::Bool(..)
                | Value::Char(..)
                | Value::I8(..)
                | Value::I16(..)
                | Value::I32(..)
                | Value::I64(..)
                | Value::Isize(..)
                | Value::U8(..)
                | Value::U16(..)
                | Value::U32(..)
                | Value::U64(..)
                | Value::Usize(..)
                | Value::F32(..)
                | Value::F64(..)
                | Value::Variant(..)
                | Value::Function(..)
                | Value::Null(_)
                | Value::Literal(..)
        )
    }
}

impl Task {
    /// Runs until the task ends, waits or has used up its budget.
    pub(crate) fn execute(&mut self, cx: &mut TaskContext<'_>) -> StepResult {
        let mut stack = std::mem::take(&mut self.stack);
        let mut frames = std::mem::take(&mut self.frames);
        let mut budget = cx.budget();
        let mut code = self.code.clone();
        let result = loop {
            let event = Core::new(self, &code, &mut stack, &mut frames, &mut budget, cx).run();
            let fault = match event {
                Event::Switch => {
                    let needed = frames.last().map_or(0, |frame| frame.func as usize);
                    if needed >= code.functions.len() {
                        self.code = self.machine.code();
                        code = self.code.clone();
                    }
                    continue;
                }
                Event::Yield => {
                    break StepResult::Yielded;
                }
                Event::Wait(pending) => {
                    let paused = pending.wait.is_paused();
                    self.pending = Some(Box::new(pending));
                    break if paused { StepResult::Yielded } else { StepResult::Waiting };
                }
                Event::End(value) => {
                    let failure = self.extra.as_mut().and_then(|extra| extra.failure.take());
                    let result = failure.map_or(Ok(value), Err);
                    self.finish(result);
                    break StepResult::Done;
                }
                Event::Fault(fault) => fault,
            };
            match self.fault(fault, &code, &mut stack, &mut frames, cx) {
                Ok(()) => {}
                Err(()) => break StepResult::Done,
            }
        };
        self.stack = stack;
        self.frames = frames;
        result
    }

    /// Unwinds a task whose end was asked for; `drop`s on the way may wait.
    pub(crate) fn cancel(&mut self, cx: &mut TaskContext<'_>) -> StepResult {
        self.cancelling = true;
        self.pending = None;
        let code = self.code.clone();
        let mut stack = std::mem::take(&mut self.stack);
        let mut frames = std::mem::take(&mut self.frames);
        self.start_unwind(None, &frames);
        let ended = self.unwind(&code, &mut stack, &mut frames, cx).is_err();
        self.stack = stack;
        self.frames = frames;
        if ended { StepResult::Done } else { self.execute(cx) }
    }
}

/// Stacks up to so many registers grow by no more than is needed.
const SMALL_STACK: usize = 128;

#[cold]
pub(crate) fn grow(stack: &mut Vec<Value>, top: usize) {
    if stack.len() < top {
        // Most tasks have a few frames and wait: they get what they need. Deep ones grow by doubling.
        if top <= SMALL_STACK {
            stack.reserve_exact(top - stack.len());
        }
        stack.resize_with(top, Value::default);
    }
}
