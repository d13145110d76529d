//! Native functions: how the library's Rust code is called, and what it may use.
//!
//! # How to write a native
//!
//! A native is a plain function, registered in a [`NativeTable`] under the name of its `#[native("…")]` declaration:
//!
//! ```
//! use ruchy_vm::native::{NativeCx, NativeResult, NativeTable, arg};
//! use ruchy_vm::value::Value;
//!
//! fn str_repeat(_cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
//!     let count = arg::usize(args, 1)?;
//!     Ok(Value::text(arg::str(args, 0)?.repeat(count)))
//! }
//!
//! /// `fn push_str(&mut self, more: &str)`: a `&mut` parameter is in-out, changed in `args`.
//! fn string_push_str(_cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
//!     let more = args[1].take();
//!     arg::string_mut(args, 0)?.push_str(more.as_str().unwrap_or(""));
//!     Ok(Value::UNIT)
//! }
//!
//! let mut table = NativeTable::default();
//! table.register("str_repeat", str_repeat);
//! table.register("string_push_str", string_push_str);
//! ```
//!
//! - Arguments are values; a `&T` argument is the `T` (a snapshot), a `&mut T` argument is the `T` too and is handed back after the call, unless the
//!   reference could outlive it (its lifetime occurs elsewhere in the signature): then it is a reference ([`Value::read_ref`], [`Value::with_ref`]).
//! - To return a `&mut` into an argument that is a reference: [`Value::ref_element`], [`Value::ref_range`], or inside [`Value::with_ref`]
//!   [`Value::lend`] on a slot (of a map's value, say).
//! - `panic!` is `Err(cx.panic("message"))`. An `Err` value is `Ok(error.err())`.
//! - A native that must wait returns `cx.wait(args, "what", future, |cx, args, output| …)`: the future is polled at once, the task parks if it is pending.
//! - Natives never call script code. What takes a closure is written in Ruchy.
//! - Take an argument out (`args[1].take()`) rather than copying it: then a change in place needs no copy.
//! - Types: `cx.call` has the declared generic arguments and the result type, `cx.code().types` says what they are.

use crate::code::{CallInfo, Code, Function};
use crate::interp::Frame;
use crate::machine::{Env, Machine};
use crate::task::{Extensions, Extra, Spawned, Task};
use crate::value::{Object, Value};
use ruchy_runtime::{Runtime, StepResult, TaskContext, TaskId, WaitDescription};
use ruchy_syntax::Span;
use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;

/// A native function.
pub type NativeFn = fn(&mut NativeCx<'_>, &mut [Value]) -> NativeResult;

/// The value, or another way to go on.
pub type NativeResult = Result<Value, Exit>;

/// How a native ends without a value.
pub enum Exit {
    /// The task panics with this payload (a text for `panic!("…")`).
    Panic(Value),
    /// The same without a report on standard error (`resume_unwind`).
    Resume(Value),
    /// The task waits; what is given is asked again whenever it wakes.
    Wait(Box<dyn Wait>),
    /// The whole program ends with this status.
    Process(i32),
    /// A mistake of ours: the task ends with this message.
    Internal(String),
}

impl std::fmt::Debug for Exit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Exit::Panic(payload) => write!(f, "Panic({payload:?})"),
            Exit::Resume(payload) => write!(f, "Resume({payload:?})"),
            Exit::Wait(_) => f.write_str("Wait"),
            Exit::Process(code) => write!(f, "Process({code})"),
            Exit::Internal(message) => write!(f, "Internal({message})"),
        }
    }
}

impl Exit {
    /// A panic with a message.
    pub fn panic(message: impl Into<String>) -> Exit {
        Exit::Panic(Value::text(message))
    }
}

impl From<crate::value::RefError> for Exit {
    fn from(error: crate::value::RefError) -> Exit {
        Exit::panic(error.message())
    }
}

/// Something a native waits for.
pub trait Wait: Send {
    /// Asks whether it is there. `args` are those of the call.
    fn poll(&mut self, cx: &mut NativeCx<'_>, args: &mut [Value]) -> Poll<NativeResult>;

    /// Whether nothing is waited for: the budget was used up within the call, which goes on in the task's next turn.
    fn is_paused(&self) -> bool {
        false
    }

    /// What is waited for, for reports; the place is filled in by the task.
    fn describe(&self) -> WaitDescription;
}

/// What a native is given besides its arguments.
pub struct NativeCx<'a> {
    /// The runtime's view of the task: waker, id, cancellation.
    pub task: &'a TaskContext<'a>,
    pub machine: &'a Arc<Machine>,
    /// What the task inherited: output, program arguments.
    pub env: &'a Arc<Env>,
    /// The generic arguments and types of this call.
    pub call: &'a CallInfo,
    /// Things that natives keep per task, by type.
    pub extensions: &'a mut Extensions,
    pub(crate) extra: &'a mut Option<Box<Extra>>,
    pub(crate) panicking: bool,
    pub(crate) stack: Option<(&'a Code, &'a [Frame])>,
    /// Where the call stands in the source; worked out when asked for.
    pub(crate) site: Site<'a>,
}

/// Where a call stands.
#[derive(Clone, Copy)]
pub(crate) enum Site<'a> {
    Instruction { function: &'a Function, pc: usize },
    Known(Span),
}

impl NativeCx<'_> {
    /// The runtime.
    pub fn runtime(&self) -> &Runtime {
        self.task.runtime()
    }

    /// Lets a part of this task go on ([`Task::part`]), which is woken through `waker`; with `end` it is asked for its end. Thread-locals are those of this task.
    pub fn step_part(&mut self, part: &mut Task, waker: std::task::Waker, end: bool) -> StepResult {
        if let Some(extra) = self.extra
            && !extra.thread_locals.is_empty()
        {
            part.extra().thread_locals = std::mem::take(&mut extra.thread_locals);
        }
        let result = part.step_inside(self.task, waker, end);
        if let Some(extra) = &mut part.extra
            && !extra.thread_locals.is_empty()
        {
            self.extra.get_or_insert_default().thread_locals = std::mem::take(&mut extra.thread_locals);
        }
        result
    }

    /// The code that runs: types, functions.
    pub fn code(&self) -> Arc<Code> {
        self.machine.code()
    }

    /// Where the call stands in the source; for a call from the library's own declarations, or from a `#[track_caller]` function, where that was called.
    pub fn span(&self) -> Span {
        let told = |function: &Function, pc: usize| {
            let place = function.calls_at(pc).find(|call| !call.track_caller && !self.machine.is_library(call.span));
            place.map(|call| call.span)
        };
        let span = match self.site {
            Site::Instruction { function, pc } => match told(function, pc) {
                Some(span) => return span,
                None => function.span_at(pc),
            },
            Site::Known(span) => span,
        };
        if let Some((code, frames)) = self.stack
            && (matches!(self.site, Site::Instruction { .. }) || self.machine.is_library(span))
        {
            for frame in frames.iter().rev().skip(1) {
                if let Some(function) = code.functions.get(frame.func as usize)
                    && frame.func > crate::interp::ENTRY + crate::interp::ENTRY_ARGS
                    && let Some(span) = told(function, frame.pc.saturating_sub(1) as usize)
                {
                    return span;
                }
            }
        }
        span
    }

    /// Whether a panic (or a cancellation) is on its way through the task's frames: drops are running.
    pub fn is_panicking(&self) -> bool {
        self.panicking
    }

    /// `file:line:column` of the call.
    pub fn place(&self) -> String {
        self.machine.place(self.span())
    }

    /// A panic with a message.
    pub fn panic(&self, message: impl Into<String>) -> Exit {
        Exit::panic(message)
    }

    /// Writes to the task's standard output.
    pub fn print(&self, text: &str) {
        self.env.output.write(text.as_bytes());
    }

    /// Writes to the task's standard error.
    pub fn eprint(&self, text: &str) {
        self.env.output.write_error(text.as_bytes());
    }

    /// Starts a task that calls a closure (or future, or function) with these arguments.
    pub fn spawn(&mut self, closure: Value, args: Vec<Value>, name: Option<String>) -> Spawned {
        crate::task::spawn(self, closure, args, name)
    }

    /// Waits for a future. It is polled at once; if it is pending the task parks, and `then` is called when it is ready.
    pub fn wait<F>(
        &mut self,
        args: &mut [Value],
        what: &'static str,
        future: F,
        then: impl FnOnce(&mut NativeCx<'_>, &mut [Value], F::Output) -> NativeResult + Send + 'static,
    ) -> NativeResult
    where
        F: Future + Unpin + Send + 'static,
    {
        self.wait_held(args, what, |_| Vec::new(), future, then)
    }

    /// The same where it is known which tasks hold what is waited for (locks, joins). The future is asked and not what it waits
    /// for: what was handed to this task already, before it could be woken, is held by nobody else.
    pub fn wait_held<F>(
        &mut self,
        args: &mut [Value],
        what: &'static str,
        holders: impl Fn(&F) -> Vec<TaskId> + Send + 'static,
        mut future: F,
        then: impl FnOnce(&mut NativeCx<'_>, &mut [Value], F::Output) -> NativeResult + Send + 'static,
    ) -> NativeResult
    where
        F: Future + Unpin + Send + 'static,
    {
        match self.task.poll(&mut future) {
            Poll::Ready(output) => then(self, args, output),
            Poll::Pending => {
                holders(&future).into_iter().for_each(|holder| self.task.blocked_on(holder));
                Err(Exit::Wait(Box::new(Waiting { what, holders, future, then: Some(then) })))
            }
        }
    }

    /// Waits for a boxed future that gives the result itself.
    pub fn wait_boxed(
        &mut self,
        args: &mut [Value],
        what: &'static str,
        future: Pin<Box<dyn Future<Output = NativeResult> + Send>>,
    ) -> NativeResult {
        self.wait(args, what, future, |_, _, result| result)
    }
}

struct Waiting<F, H, T> {
    what: &'static str,
    holders: H,
    future: F,
    then: Option<T>,
}

impl<F, H, T> Wait for Waiting<F, H, T>
where
    F: Future + Unpin + Send,
    H: Fn(&F) -> Vec<TaskId> + Send,
    T: FnOnce(&mut NativeCx<'_>, &mut [Value], F::Output) -> NativeResult + Send,
{
    fn poll(&mut self, cx: &mut NativeCx<'_>, args: &mut [Value]) -> Poll<NativeResult> {
        match cx.task.poll(&mut self.future) {
            Poll::Ready(output) => Poll::Ready(match self.then.take() {
                Some(then) => then(cx, args, output),
                None => Err(Exit::Internal("a wait was asked again after its end".into())),
            }),
            Poll::Pending => {
                (self.holders)(&self.future).into_iter().for_each(|holder| cx.task.blocked_on(holder));
                Poll::Pending
            }
        }
    }

    fn describe(&self) -> WaitDescription {
        WaitDescription::new(self.what, "").held_by((self.holders)(&self.future))
    }
}

/// The natives by name; built once by the library.
#[derive(Clone, Default)]
pub struct NativeTable {
    functions: HashMap<&'static str, NativeFn>,
}

impl NativeTable {
    /// Adds a native.
    pub fn register(&mut self, name: &'static str, function: NativeFn) {
        self.functions.insert(name, function);
    }

    /// Adds several.
    pub fn register_all(&mut self, functions: &[(&'static str, NativeFn)]) {
        self.functions.extend(functions.iter().copied());
    }

    /// The native of this name.
    pub fn get(&self, name: &str) -> Option<NativeFn> {
        self.functions.get(name).copied()
    }

    /// All names.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.functions.keys().copied()
    }
}

/// Reading arguments: each gives an internal error that names the argument where the declaration and the native disagree.
pub mod arg {
    use super::{Exit, Object, Value};
    use crate::value::{List, VecData};

    #[cold]
    fn wrong(args: &[Value], index: usize, wanted: &str) -> Exit {
        let found = args.get(index).map_or("nothing", Value::kind_name);
        Exit::Internal(format!("argument {index} of a native should be {wanted}, but is {found}"))
    }

    macro_rules! readers {
        ($($(#[$doc:meta])* $name:ident: $ty:ty = $method:ident, $wanted:literal;)*) => {
            $($(#[$doc])*
            #[inline]
            pub fn $name(args: &[Value], index: usize) -> Result<$ty, Exit> {
                args.get(index).and_then(|value| value.$method()).ok_or_else(|| wrong(args, index, $wanted))
            })*
        };
    }

    readers! {
        str: &str = as_str, "text";
        bool: bool = as_bool, "a bool";
        char: char = as_char, "a char";
        usize: usize = as_usize, "a usize";
        i64: i64 = as_i64, "an integer";
        u64: u64 = as_u64, "an integer";
        /// An integer of any kind.
        int: i128 = as_int, "an integer";
        u128: u128 = as_u128, "an integer";
        f64: f64 = as_f64, "a float";
        list: List<'_> = as_list, "a list";
        fields: &[Value] = fields, "a tuple or struct";
    }

    /// A native object.
    pub fn object<T: Object>(args: &[Value], index: usize) -> Result<&T, Exit> {
        args.get(index).and_then(Value::as_object).ok_or_else(|| wrong(args, index, std::any::type_name::<T>()))
    }

    /// A native object that is data, to be changed.
    pub fn object_mut<T: Object>(args: &mut [Value], index: usize) -> Result<&mut T, Exit> {
        if args.get(index).and_then(Value::as_object::<T>).is_none() {
            return Err(wrong(args, index, std::any::type_name::<T>()));
        }
        args[index].object_mut().ok_or_else(|| Exit::Internal("a shared handle cannot be changed in place".into()))
    }

    /// A `String` to be changed.
    pub fn string_mut(args: &mut [Value], index: usize) -> Result<&mut String, Exit> {
        match args.get_mut(index) {
            Some(value) if value.as_str().is_some() => value.str_mut().ok_or_else(|| Exit::Internal("a text cannot be changed".into())),
            other => Err(wrong(&other.into_iter().map(|v| v.clone()).collect::<Vec<_>>(), 0, "text")),
        }
    }

    /// A vector to be changed.
    pub fn list_mut(args: &mut [Value], index: usize) -> Result<&mut VecData, Exit> {
        match args.get_mut(index) {
            Some(Value::Vec(_, vector)) => Ok(vector.make_mut()),
            other => Err(wrong(&other.into_iter().map(|v| v.clone()).collect::<Vec<_>>(), 0, "a list")),
        }
    }

    /// An argument moved out.
    #[inline]
    pub fn take(args: &mut [Value], index: usize) -> Value {
        args.get_mut(index).map(std::mem::take).unwrap_or_default()
    }
}
