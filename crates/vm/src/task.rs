//! A task of the script: its registers, frames and what it waits for.
//!
//! A waiting task costs its registers and frames, and little else: what most tasks do not use lies behind an `Option<Box>`.

use crate::code::{CallInfo, Code, FormatSpec};
use crate::interp::{DropWork, Frame, Unwind};
use crate::machine::{Env, Machine};
use crate::native::{NativeCx, Wait};
use crate::value::{CellRef, Value};
use ruchy_runtime::{Completer, Slot, SpawnOptions, Step, StepResult, TaskContext, TaskHandle, WaitDescription, completion};
use ruchy_syntax::Span;
use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::Arc;

/// How a task ends: its value, or why there is none.
pub type TaskResult = Result<Value, Failure>;

/// Why a task has no value.
#[derive(Clone, Debug)]
pub enum Failure {
    /// It panicked with this payload.
    Panic(Value),
    /// Somebody asked for its end.
    Cancelled,
}

/// A task that was started.
pub struct Spawned {
    pub handle: TaskHandle,
    /// Where its result will be.
    pub slot: Slot<TaskResult>,
}

/// Things that natives keep per task, one of each type.
#[derive(Default)]
pub struct Extensions {
    // Boxed: a task without extensions pays a pointer only.
    #[allow(clippy::box_collection)]
    map: Option<Box<HashMap<TypeId, Box<dyn Any + Send>>>>,
}

impl Extensions {
    /// The thing of this type, if there is one.
    pub fn get<T: Any + Send>(&mut self) -> Option<&mut T> {
        self.map.as_mut()?.get_mut(&TypeId::of::<T>())?.downcast_mut()
    }

    /// Puts a thing in, replacing the one of its type.
    pub fn set<T: Any + Send>(&mut self, thing: T) {
        self.map.get_or_insert_default().insert(TypeId::of::<T>(), Box::new(thing));
    }
}

/// A native call that waits.
pub(crate) struct Pending {
    pub wait: Box<dyn Wait>,
    pub info: Arc<CallInfo>,
    /// The call's window in the stack.
    pub base: u32,
    pub span: Span,
}

/// Width and precision that arguments give to the next placeholder.
#[derive(Default)]
pub(crate) struct FormatCounts {
    width: Option<usize>,
    precision: Option<usize>,
}

impl FormatCounts {
    pub fn set(&mut self, which: u8, count: usize) {
        if which == 0 {
            self.width = Some(count);
        } else {
            self.precision = Some(count);
        }
    }

    pub fn apply(&mut self, spec: &mut FormatSpec) {
        spec.width = self.width.take().or(spec.width);
        spec.precision = self.precision.take().or(spec.precision);
    }
}

/// What few tasks need: those that panic, have a name or thread-locals, or format with widths that are arguments. A waiting task without it is so much smaller.
#[derive(Default)]
pub(crate) struct Extra {
    pub name: Option<Arc<str>>,
    pub unwinds: Vec<Unwind>,
    /// By the number of the global, in the order in which they were made.
    pub thread_locals: Vec<(u32, CellRef)>,
    pub format_counts: FormatCounts,
    /// What the panic is about whose hook runs.
    pub hooked: Option<Value>,
    /// Thread-locals whose destructors have run, or run: the task is over.
    pub dead_locals: Vec<u32>,
    /// Why the task has no value, while its thread-locals are dropped.
    pub failure: Option<Failure>,
}

/// Room for the registers of a function that is not known.
const DEFAULT_REGISTERS: usize = 12;

/// A running script function with all it calls.
pub struct Task {
    pub(crate) machine: Arc<Machine>,
    pub(crate) code: Arc<Code>,
    pub(crate) env: Arc<Env>,
    pub(crate) stack: Vec<Value>,
    pub(crate) frames: Vec<Frame>,
    pub(crate) pending: Option<Box<Pending>>,
    pub(crate) drops: Vec<DropWork>,
    pub(crate) extra: Option<Box<Extra>>,
    pub(crate) extensions: Extensions,
    pub(crate) spawned_at: Option<Span>,
    pub(crate) cancelling: bool,
    /// It runs inside another task, whose thread-locals it has.
    pub(crate) is_part: bool,
    completer: Option<Completer<TaskResult>>,
}

impl Task {
    /// A task that calls `closure` (a closure, future or function) with `args`, and where its result will be.
    pub fn new(machine: Arc<Machine>, env: Arc<Env>, closure: Value, args: Vec<Value>) -> (Task, Slot<TaskResult>) {
        let (completer, slot) = completion();
        let code = machine.code();
        let count = args.len() as u32;
        // Most tasks run one function, and wait in it.
        let callee = match &closure {
            Value::Closure(_, fields) => code.functions.get(fields.header().ty as usize),
            _ => None,
        };
        let room = callee.map_or(DEFAULT_REGISTERS, |function| function.registers as usize);
        let mut frames = Vec::with_capacity(2);
        frames.push(Frame { func: crate::interp::ENTRY + count.min(crate::interp::ENTRY_ARGS), pc: 1, base: 0 });
        let mut stack = Vec::with_capacity(2 + room.max(2 + args.len()));
        stack.extend([Value::default(), closure, Value::default()]);
        stack.extend(args);
        stack.push(Value::default());
        let task = Task {
            machine,
            code,
            env,
            stack,
            frames,
            pending: None,
            drops: Vec::new(),
            extra: None,
            extensions: Extensions::default(),
            spawned_at: None,
            cancelling: false,
            is_part: false,
            completer: Some(completer),
        };
        (task, slot)
    }

    /// The same as a part of the task that makes it, which runs it by [`crate::native::NativeCx::step_part`].
    pub fn part(mut self) -> Task {
        self.is_part = true;
        self
    }

    /// What natives keep for it.
    pub fn extensions(&mut self) -> &mut Extensions {
        &mut self.extensions
    }

    /// The same with a name, as panics print it.
    pub fn named(mut self, name: &str) -> Task {
        self.extra().name = Some(name.into());
        self
    }

    /// Runs the task inside a step of another, for the arms of `select!` and the like: it is woken through `waker`. With `end` it is asked for its end.
    pub(crate) fn step_inside(&mut self, cx: &TaskContext<'_>, waker: std::task::Waker, end: bool) -> StepResult {
        let mut cx = cx.nested(waker);
        if end { self.step_to_end(&mut cx) } else { self.execute(&mut cx) }
    }

    /// A step of a task whose end was asked for.
    ///
    /// A turn may have ended between any two instructions, also where the library has taken a lock and not yet made its guard.
    /// So the end waits until the program's own code goes on, or until a wait: that is where others may end a task.
    fn step_to_end(&mut self, cx: &mut TaskContext<'_>) -> StepResult {
        if self.cancelling {
            return self.execute(cx);
        }
        if self.pending.is_some() || !self.has_begun() || !self.is_in_library() {
            return self.cancel(cx);
        }
        match self.execute(cx) {
            StepResult::Waiting if !self.cancelling => self.cancel(cx),
            result => result,
        }
    }

    fn has_begun(&self) -> bool {
        !matches!(self.frames[..], [Frame { func, pc: 1, .. }] if func >= crate::interp::ENTRY)
    }

    /// Whether the next instruction is the library's.
    fn is_in_library(&self) -> bool {
        let Some(frame) = self.frames.last() else { return false };
        if frame.func < crate::interp::ENTRY {
            return true;
        }
        let function = self.code.functions.get(frame.func as usize);
        function.is_some_and(|function| self.machine.is_library(function.span_at(frame.pc.saturating_sub(1) as usize)))
    }

    pub(crate) fn display_name(&self) -> &str {
        self.extra.as_ref().and_then(|extra| extra.name.as_deref()).unwrap_or("<unnamed>")
    }

    /// Gives a placeholder what arguments say of its width and precision.
    pub(crate) fn apply_format_counts(&mut self, spec: &mut FormatSpec) {
        if let Some(extra) = &mut self.extra {
            extra.format_counts.apply(spec);
        }
    }

    pub(crate) fn extra(&mut self) -> &mut Extra {
        self.extra.get_or_insert_default()
    }

    /// Whether a panic or cancellation is on its way.
    pub(crate) fn is_unwinding(&self) -> bool {
        self.extra.as_ref().is_some_and(|extra| !extra.unwinds.is_empty())
    }

    pub(crate) fn finish(&mut self, result: TaskResult) {
        self.stack.clear();
        self.frames.clear();
        if let Some(completer) = self.completer.take() {
            completer.complete(result);
        }
    }
}

impl Step for Task {
    fn step(&mut self, cx: &mut TaskContext<'_>) -> StepResult {
        if cx.is_cancelled() { self.step_to_end(cx) } else { self.execute(cx) }
    }

    fn describe_wait(&self) -> WaitDescription {
        let Some(pending) = &self.pending else { return WaitDescription::default() };
        let mut description = pending.wait.describe();
        let trace = self.trace(&self.code, &self.frames);
        description.place = match trace.first() {
            Some((name, place)) => format!("{place} in {name}"),
            None => self.machine.place(pending.span),
        };
        description
    }
}

pub(crate) fn spawn(cx: &mut NativeCx<'_>, closure: Value, args: Vec<Value>, name: Option<String>) -> Spawned {
    let (mut task, slot) = Task::new(cx.machine.clone(), cx.env.clone(), closure, args);
    let name: Option<Arc<str>> = name.map(Into::into);
    if let Some(name) = &name {
        task.extra().name = Some(name.clone());
    }
    task.spawned_at = Some(cx.span());
    let options = SpawnOptions { name, parent: Some(cx.task.id()) };
    let handle = cx.runtime().spawn(task, options);
    Spawned { handle, slot }
}
