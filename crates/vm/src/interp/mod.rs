//! The interpreter: one loop over instructions, with the frames on the heap.
//!
//! The registers of all frames lie in one stack; a frame sees a window of it. The frame that runs is the last of `frames`; its `pc` is
//! up to date only between turns of the outer loop. A fault (panic, internal error) ends the inner loop and is turned into unwinding.

pub(crate) mod arith;
mod call;
mod drop;
pub(crate) mod path;
mod slow;
mod unwind;
pub(crate) mod window;

pub(crate) use call::{DROP_DYN, ENTRY, ENTRY_ARGS, builtins};
pub(crate) use drop::DropWork;
pub(crate) use unwind::Unwind;

use crate::code::{Code, Function};
use crate::ops::Op;
use crate::task::{Pending, Task};
use crate::value::{RefError, Value, Wrap, Wraps};
use ruchy_runtime::{StepResult, TaskContext};
use std::sync::Arc;
use window::{Instructions, Window};

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

/// The window of a frame. A macro, so that it borrows nothing beyond itself.
macro_rules! window {
    ($stack:expr, $base:expr, $function:expr) => {{
        let (base, len) = ($base, $function.registers as usize);
        // SAFETY: only `run` uses the stack. Where it lets it grow, or hands it on, it makes a new window before it touches a register again; functions are
        // verified before they get into a code.
        #[allow(unsafe_code)]
        unsafe {
            Window::new($stack, base, len)
        }
    }};
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
            let event = self.run(&code, &mut stack, &mut frames, &mut budget, cx);
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
                    self.pending = Some(Box::new(pending));
                    break StepResult::Waiting;
                }
                Event::End(value) => {
                    let failure = self.ending.as_mut().and_then(|ending| ending.failure.take());
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

    /// The loop.
    fn run(
        &mut self,
        code: &Arc<Code>,
        stack: &mut Vec<Value>,
        frames: &mut Vec<Frame>,
        budget: &mut u32,
        cx: &mut TaskContext<'_>,
    ) -> Event {
        let functions = &code.functions[..];
        let Some(&Frame { func, pc, base }) = frames.last() else { return Event::End(Value::UNIT) };
        let Some(function) = functions.get(func as usize) else { return Event::Switch };
        let mut function: &Function = function;
        let mut ops = Instructions::of(function);
        let mut pc = pc as usize;
        let mut base = base as usize;
        grow(stack, base + function.registers as usize);
        let mut regs = window!(stack, base, function);
        let mut left = *budget;

        macro_rules! leave {
            ($event:expr) => {{
                if let Some(frame) = frames.last_mut() {
                    frame.pc = pc as u32;
                }
                *budget = left;
                return $event;
            }};
        }
        macro_rules! tri {
            ($result:expr) => {
                match $result {
                    Ok(value) => value,
                    Err(fault) => leave!(Event::Fault(fault)),
                }
            };
        }
        macro_rules! put {
            ($dst:expr, $value:expr) => {{
                let value = $value;
                set(&mut regs[$dst as usize], value)
            }};
        }
        // Stores a scalar of a kind. The register mostly holds one of that kind already, and then only its payload is written: building
        // a value elsewhere and copying it whole would wait for the narrow stores.
        macro_rules! put_scalar {
            ($kind:ident, $dst:expr, $value:expr) => {{
                let value = $value;
                match &mut regs[$dst as usize] {
                    Value::$kind(wraps, slot) => {
                        *wraps = Wraps::NONE;
                        *slot = value;
                    }
                    slot => replace(slot, Value::$kind(Wraps::NONE, value)),
                }
            }};
        }
        macro_rules! mismatch {
            ($a:expr, $b:expr) => {
                leave!(Event::Fault(mismatch(&regs[$a as usize], &regs[$b as usize], ops.fetch(pc - 1))))
            };
        }
        macro_rules! checked {
            ($kind:ident, $method:ident, $op:ident, $dst:expr, $a:expr, $b:expr) => {
                match (&regs[$a as usize], &regs[$b as usize]) {
                    (Value::$kind(_, x), Value::$kind(_, y)) => match x.$method(*y) {
                        Some(z) => put_scalar!($kind, $dst, z),
                        None => leave!(Event::Fault(overflowed(crate::ops::ArithOp::$op))),
                    },
                    _ => mismatch!($a, $b),
                }
            };
        }
        macro_rules! checked_imm {
            ($kind:ident, $method:ident, $op:ident, $dst:expr, $a:expr, $value:expr) => {
                match &regs[$a as usize] {
                    Value::$kind(_, x) => match x.$method($value as _) {
                        Some(z) => put_scalar!($kind, $dst, z),
                        None => leave!(Event::Fault(overflowed(crate::ops::ArithOp::$op))),
                    },
                    _ => mismatch!($a, $a),
                }
            };
        }
        macro_rules! divide {
            ($kind:ident, $method:ident, $op:ident, $dst:expr, $a:expr, $b:expr) => {
                match (&regs[$a as usize], &regs[$b as usize]) {
                    (Value::$kind(_, x), Value::$kind(_, y)) => match x.$method(*y) {
                        Some(z) => put_scalar!($kind, $dst, z),
                        None => leave!(Event::Fault(arith::not_divided(crate::ops::ArithOp::$op, *y == 0))),
                    },
                    _ => mismatch!($a, $b),
                }
            };
        }
        macro_rules! shift {
            ($kind:ident, $method:ident, $op:ident, $dst:expr, $a:expr, $b:expr) => {
                match (&regs[$a as usize], shift_amount(&regs[$b as usize])) {
                    (Value::$kind(_, x), Some(y)) => match x.$method(y) {
                        Some(z) => put_scalar!($kind, $dst, z),
                        None => leave!(Event::Fault(overflowed(crate::ops::ArithOp::$op))),
                    },
                    _ => mismatch!($a, $b),
                }
            };
        }
        // With an operand that lowering has checked: neither zero nor too large.
        macro_rules! plain_imm {
            ($kind:ident, $x:ident => $result:expr, $dst:expr, $a:expr) => {
                match &regs[$a as usize] {
                    &Value::$kind(_, $x) => {
                        let z = $result;
                        put_scalar!($kind, $dst, z)
                    }
                    _ => mismatch!($a, $a),
                }
            };
        }
        macro_rules! for_range {
            ($kind:ident, $base:expr, $to:expr) => {
                match &mut regs.all()[$base as usize..] {
                    [Value::$kind(_, current), Value::$kind(_, last), variable, ..] => {
                        let next = current.wrapping_add(1);
                        *current = next;
                        if next < *last {
                            match variable {
                                Value::$kind(wraps, slot) => {
                                    *wraps = Wraps::NONE;
                                    *slot = next;
                                }
                                slot => replace(slot, Value::$kind(Wraps::NONE, next)),
                            }
                            pc = $to as usize;
                            if left == 0 {
                                leave!(Event::Yield);
                            }
                            left -= 1;
                        }
                    }
                    _ => mismatch!($base, $base + 1),
                }
            };
        }
        macro_rules! plain {
            ($kind:ident, $operator:tt, $dst:expr, $a:expr, $b:expr) => {
                match (&regs[$a as usize], &regs[$b as usize]) {
                    (Value::$kind(_, x), Value::$kind(_, y)) => {
                        let z = *x $operator *y;
                        put_scalar!($kind, $dst, z)
                    }
                    _ => mismatch!($a, $b),
                }
            };
        }
        macro_rules! test {
            ($kind:ident, $operator:tt, $dst:expr, $a:expr, $b:expr) => {
                match (&regs[$a as usize], &regs[$b as usize]) {
                    (Value::$kind(_, x), Value::$kind(_, y)) => {
                        let z = x $operator y;
                        put_scalar!(Bool, $dst, z)
                    }
                    _ => mismatch!($a, $b),
                }
            };
        }
        macro_rules! branch {
            ($kind:ident, $operator:tt, $a:expr, $b:expr, $to:expr) => {
                match (&regs[$a as usize], &regs[$b as usize]) {
                    (Value::$kind(_, x), Value::$kind(_, y)) => {
                        if *x $operator *y {
                            pc = pc.wrapping_add_signed($to as isize);
                        }
                    }
                    _ => mismatch!($a, $b),
                }
            };
        }
        macro_rules! branch_not {
            ($kind:ident, $operator:tt, $a:expr, $b:expr, $to:expr) => {
                match (&regs[$a as usize], &regs[$b as usize]) {
                    (Value::$kind(_, x), Value::$kind(_, y)) => {
                        let holds = *x $operator *y;
                        if !holds {
                            pc = pc.wrapping_add_signed($to as isize);
                        }
                    }
                    _ => mismatch!($a, $b),
                }
            };
        }
        macro_rules! branch_imm {
            ($kind:ident, $operator:tt, $a:expr, $value:expr, $to:expr) => {
                match &regs[$a as usize] {
                    Value::$kind(_, x) => {
                        if *x $operator ($value as _) {
                            pc = pc.wrapping_add_signed($to as isize);
                        }
                    }
                    _ => mismatch!($a, $a),
                }
            };
        }
        macro_rules! enter {
            ($func:expr, $window:expr) => {{
                let target = $func as usize;
                let Some(callee) = functions.get(target) else {
                    if let Some(frame) = frames.last_mut() {
                        frame.pc = pc as u32;
                    }
                    frames.push(Frame { func: target as u32, pc: 1, base: (base + $window as usize) as u32 });
                    *budget = left;
                    return Event::Switch;
                };
                if frames.len() >= MAX_FRAMES || stack.len() > MAX_REGISTERS {
                    leave!(Event::Fault(Fault::panic("stack overflow: calls are nested too deep")));
                }
                if let Some(frame) = frames.last_mut() {
                    frame.pc = pc as u32;
                }
                function = callee;
                ops = Instructions::of(function);
                base += $window as usize;
                pc = 1;
                frames.push(Frame { func: target as u32, pc: 1, base: base as u32 });
                let top = base + function.registers as usize;
                if stack.len() < top {
                    grow(stack, top);
                }
                regs = window!(stack, base, function);
                if left == 0 {
                    leave!(Event::Yield);
                }
                left -= 1;
            }};
        }
        macro_rules! reload {
            () => {{
                frames.pop();
                let Some(frame) = frames.last() else {
                    *budget = left;
                    return Event::Fault(Fault::internal("a return from the last frame"));
                };
                let Some(caller) = functions.get(frame.func as usize) else {
                    *budget = left;
                    return Event::Switch;
                };
                function = caller;
                ops = Instructions::of(function);
                pc = frame.pc as usize;
                base = frame.base as usize;
                regs = window!(stack, base, function);
            }};
        }

        if let Some(pending) = self.pending.take() {
            let mut pending = *pending;
            let start = pending.base as usize;
            match self.poll_pending(&mut pending, &mut stack[start..], code, frames, cx) {
                None => leave!(Event::Wait(pending)),
                Some(Ok(value)) => {
                    let args = pending.info.params.len();
                    call::finish_native(&pending.info, &mut stack[start + 1..start + 1 + args]);
                    stack[start] = value;
                }
                Some(Err(fault)) => leave!(Event::Fault(fault)),
            }
            regs = window!(stack, base, function);
        }

        loop {
            let op = ops.fetch(pc);
            pc += 1;
            match op {
                Op::Const { dst, index } => put!(dst, function.constants[index as usize].clone()),
                Op::I32 { dst, value } => put_scalar!(I32, dst, value),
                Op::I64 { dst, value } => put_scalar!(I64, dst, i64::from(value)),
                Op::Usize { dst, value } => put_scalar!(Usize, dst, value as usize),
                Op::Unit { dst } => put!(dst, Value::UNIT),
                Op::Bool { dst, value } => put_scalar!(Bool, dst, value),
                Op::None { dst } => put!(dst, Value::NONE),
                Op::Function { dst, func } => put!(dst, Value::Function(Wraps::NONE, func)),
                Op::Copy { dst, src } | Op::CopyScalar { dst, src } => {
                    if !regs.copy_scalar(dst, src) {
                        copy(regs.all(), dst, src);
                    }
                }
                Op::Move { dst, src } => {
                    if !regs.move_over_scalar(dst, src) {
                        let value = regs[src as usize].take();
                        replace(&mut regs[dst as usize], value);
                    }
                }
                Op::Clear { reg, count } => {
                    for slot in &mut regs.all()[reg as usize..reg as usize + count as usize] {
                        set(slot, Value::default());
                    }
                }
                Op::TakeBack { reg } => regs[reg as usize].take_back(),
                Op::Wrap { reg, wrap } => {
                    let wrap = match wrap {
                        1 => Wrap::Some,
                        2 => Wrap::Ok,
                        _ => Wrap::Err,
                    };
                    let wraps = regs[reg as usize].wraps_mut();
                    match wraps.push(wrap) {
                        Some(more) => *wraps = more,
                        None => leave!(Event::Fault(Fault::panic("options and results are nested too deep"))),
                    }
                }
                Op::Unwrap { dst, src } => {
                    let value = regs[src as usize].take().unwrap_one();
                    put!(dst, value);
                }

                Op::Jump { to } => pc = to as usize,
                Op::Loop { to } => {
                    pc = to as usize;
                    if left == 0 {
                        leave!(Event::Yield);
                    }
                    left -= 1;
                }
                Op::JumpIfNot { cond, to } => match &regs[cond as usize] {
                    Value::Bool(_, true) => {}
                    Value::Bool(_, false) => pc = to as usize,
                    _ => mismatch!(cond, cond),
                },
                Op::JumpIf { cond, to } => match &regs[cond as usize] {
                    Value::Bool(_, true) => pc = to as usize,
                    Value::Bool(_, false) => {}
                    _ => mismatch!(cond, cond),
                },
                Op::JumpIfWrapNot { src, wrap, to } => {
                    let value = &regs[src as usize];
                    if value.wraps().0 & 3 != u32::from(wrap) {
                        if value.is_moved() {
                            leave!(Event::Fault(Fault::moved()));
                        }
                        pc = pc.wrapping_add_signed(to as isize);
                    }
                }
                Op::JumpIfVariantNot { src, variant, to } => {
                    let found = match &regs[src as usize] {
                        Value::Variant(_, _, found) => *found,
                        Value::Struct(_, fields) => fields.header().variant,
                        _ => mismatch!(src, src),
                    };
                    if found != u32::from(variant) {
                        pc = pc.wrapping_add_signed(to as isize);
                    }
                }

                Op::AddI32 { dst, a, b } => checked!(I32, checked_add, Add, dst, a, b),
                Op::SubI32 { dst, a, b } => checked!(I32, checked_sub, Sub, dst, a, b),
                Op::MulI32 { dst, a, b } => checked!(I32, checked_mul, Mul, dst, a, b),
                Op::DivI32 { dst, a, b } => divide!(I32, checked_div, Div, dst, a, b),
                Op::RemI32 { dst, a, b } => divide!(I32, checked_rem, Rem, dst, a, b),
                Op::BitAndI32 { dst, a, b } => plain!(I32, &, dst, a, b),
                Op::BitOrI32 { dst, a, b } => plain!(I32, |, dst, a, b),
                Op::BitXorI32 { dst, a, b } => plain!(I32, ^, dst, a, b),
                Op::ShlI32 { dst, a, b } => shift!(I32, checked_shl, Shl, dst, a, b),
                Op::ShrI32 { dst, a, b } => shift!(I32, checked_shr, Shr, dst, a, b),
                Op::AddImmI32 { dst, a, value } => checked_imm!(I32, checked_add, Add, dst, a, value),
                Op::SubImmI32 { dst, a, value } => checked_imm!(I32, checked_sub, Sub, dst, a, value),
                Op::MulImmI32 { dst, a, value } => checked_imm!(I32, checked_mul, Mul, dst, a, value),
                Op::DivImmI32 { dst, a, value } => plain_imm!(I32, x => x.wrapping_div(value.max(1) as _), dst, a),
                Op::RemImmI32 { dst, a, value } => plain_imm!(I32, x => x.wrapping_rem(value.max(1) as _), dst, a),
                Op::BitAndImmI32 { dst, a, value } => plain_imm!(I32, x => x & (value as i32), dst, a),
                Op::ShlImmI32 { dst, a, value } => plain_imm!(I32, x => x.wrapping_shl(value as u32), dst, a),
                Op::ShrImmI32 { dst, a, value } => plain_imm!(I32, x => x.wrapping_shr(value as u32), dst, a),
                Op::ForI32 { base: at, to } => for_range!(I32, at, to),
                Op::LtI32 { dst, a, b } => test!(I32, <, dst, a, b),
                Op::LeI32 { dst, a, b } => test!(I32, <=, dst, a, b),
                Op::EqI32 { dst, a, b } => test!(I32, ==, dst, a, b),
                Op::NeI32 { dst, a, b } => test!(I32, !=, dst, a, b),
                Op::JumpLtI32 { a, b, to } => branch!(I32, <, a, b, to),
                Op::JumpLeI32 { a, b, to } => branch!(I32, <=, a, b, to),
                Op::JumpEqI32 { a, b, to } => branch!(I32, ==, a, b, to),
                Op::JumpNeI32 { a, b, to } => branch!(I32, !=, a, b, to),
                Op::JumpLtImmI32 { a, value, to } => branch_imm!(I32, <, a, value, to),
                Op::JumpLeImmI32 { a, value, to } => branch_imm!(I32, <=, a, value, to),
                Op::JumpGtImmI32 { a, value, to } => branch_imm!(I32, >, a, value, to),
                Op::JumpGeImmI32 { a, value, to } => branch_imm!(I32, >=, a, value, to),
                Op::JumpEqImmI32 { a, value, to } => branch_imm!(I32, ==, a, value, to),
                Op::JumpNeImmI32 { a, value, to } => branch_imm!(I32, !=, a, value, to),

                Op::AddI64 { dst, a, b } => checked!(I64, checked_add, Add, dst, a, b),
                Op::SubI64 { dst, a, b } => checked!(I64, checked_sub, Sub, dst, a, b),
                Op::MulI64 { dst, a, b } => checked!(I64, checked_mul, Mul, dst, a, b),
                Op::DivI64 { dst, a, b } => divide!(I64, checked_div, Div, dst, a, b),
                Op::RemI64 { dst, a, b } => divide!(I64, checked_rem, Rem, dst, a, b),
                Op::BitAndI64 { dst, a, b } => plain!(I64, &, dst, a, b),
                Op::BitOrI64 { dst, a, b } => plain!(I64, |, dst, a, b),
                Op::BitXorI64 { dst, a, b } => plain!(I64, ^, dst, a, b),
                Op::ShlI64 { dst, a, b } => shift!(I64, checked_shl, Shl, dst, a, b),
                Op::ShrI64 { dst, a, b } => shift!(I64, checked_shr, Shr, dst, a, b),
                Op::AddImmI64 { dst, a, value } => checked_imm!(I64, checked_add, Add, dst, a, value),
                Op::SubImmI64 { dst, a, value } => checked_imm!(I64, checked_sub, Sub, dst, a, value),
                Op::MulImmI64 { dst, a, value } => checked_imm!(I64, checked_mul, Mul, dst, a, value),
                Op::DivImmI64 { dst, a, value } => plain_imm!(I64, x => x.wrapping_div(value.max(1) as _), dst, a),
                Op::RemImmI64 { dst, a, value } => plain_imm!(I64, x => x.wrapping_rem(value.max(1) as _), dst, a),
                Op::BitAndImmI64 { dst, a, value } => plain_imm!(I64, x => x & (value as i64), dst, a),
                Op::ShlImmI64 { dst, a, value } => plain_imm!(I64, x => x.wrapping_shl(value as u32), dst, a),
                Op::ShrImmI64 { dst, a, value } => plain_imm!(I64, x => x.wrapping_shr(value as u32), dst, a),
                Op::ForI64 { base: at, to } => for_range!(I64, at, to),
                Op::LtI64 { dst, a, b } => test!(I64, <, dst, a, b),
                Op::LeI64 { dst, a, b } => test!(I64, <=, dst, a, b),
                Op::EqI64 { dst, a, b } => test!(I64, ==, dst, a, b),
                Op::NeI64 { dst, a, b } => test!(I64, !=, dst, a, b),
                Op::JumpLtI64 { a, b, to } => branch!(I64, <, a, b, to),
                Op::JumpLeI64 { a, b, to } => branch!(I64, <=, a, b, to),
                Op::JumpEqI64 { a, b, to } => branch!(I64, ==, a, b, to),
                Op::JumpNeI64 { a, b, to } => branch!(I64, !=, a, b, to),
                Op::JumpLtImmI64 { a, value, to } => branch_imm!(I64, <, a, value, to),
                Op::JumpLeImmI64 { a, value, to } => branch_imm!(I64, <=, a, value, to),
                Op::JumpGtImmI64 { a, value, to } => branch_imm!(I64, >, a, value, to),
                Op::JumpGeImmI64 { a, value, to } => branch_imm!(I64, >=, a, value, to),
                Op::JumpEqImmI64 { a, value, to } => branch_imm!(I64, ==, a, value, to),
                Op::JumpNeImmI64 { a, value, to } => branch_imm!(I64, !=, a, value, to),

                Op::AddU64 { dst, a, b } => checked!(U64, checked_add, Add, dst, a, b),
                Op::SubU64 { dst, a, b } => checked!(U64, checked_sub, Sub, dst, a, b),
                Op::MulU64 { dst, a, b } => checked!(U64, checked_mul, Mul, dst, a, b),
                Op::DivU64 { dst, a, b } => divide!(U64, checked_div, Div, dst, a, b),
                Op::RemU64 { dst, a, b } => divide!(U64, checked_rem, Rem, dst, a, b),
                Op::BitAndU64 { dst, a, b } => plain!(U64, &, dst, a, b),
                Op::BitOrU64 { dst, a, b } => plain!(U64, |, dst, a, b),
                Op::BitXorU64 { dst, a, b } => plain!(U64, ^, dst, a, b),
                Op::ShlU64 { dst, a, b } => shift!(U64, checked_shl, Shl, dst, a, b),
                Op::ShrU64 { dst, a, b } => shift!(U64, checked_shr, Shr, dst, a, b),
                Op::AddImmU64 { dst, a, value } => checked_imm!(U64, checked_add, Add, dst, a, value),
                Op::SubImmU64 { dst, a, value } => checked_imm!(U64, checked_sub, Sub, dst, a, value),
                Op::MulImmU64 { dst, a, value } => checked_imm!(U64, checked_mul, Mul, dst, a, value),
                Op::DivImmU64 { dst, a, value } => plain_imm!(U64, x => x.wrapping_div(value.max(1) as _), dst, a),
                Op::RemImmU64 { dst, a, value } => plain_imm!(U64, x => x.wrapping_rem(value.max(1) as _), dst, a),
                Op::BitAndImmU64 { dst, a, value } => plain_imm!(U64, x => x & (value as u64), dst, a),
                Op::ShlImmU64 { dst, a, value } => plain_imm!(U64, x => x.wrapping_shl(value as u32), dst, a),
                Op::ShrImmU64 { dst, a, value } => plain_imm!(U64, x => x.wrapping_shr(value as u32), dst, a),
                Op::ForU64 { base: at, to } => for_range!(U64, at, to),
                Op::LtU64 { dst, a, b } => test!(U64, <, dst, a, b),
                Op::LeU64 { dst, a, b } => test!(U64, <=, dst, a, b),
                Op::EqU64 { dst, a, b } => test!(U64, ==, dst, a, b),
                Op::NeU64 { dst, a, b } => test!(U64, !=, dst, a, b),
                Op::JumpLtU64 { a, b, to } => branch!(U64, <, a, b, to),
                Op::JumpLeU64 { a, b, to } => branch!(U64, <=, a, b, to),
                Op::JumpEqU64 { a, b, to } => branch!(U64, ==, a, b, to),
                Op::JumpNeU64 { a, b, to } => branch!(U64, !=, a, b, to),
                Op::JumpLtImmU64 { a, value, to } => branch_imm!(U64, <, a, value, to),
                Op::JumpLeImmU64 { a, value, to } => branch_imm!(U64, <=, a, value, to),
                Op::JumpGtImmU64 { a, value, to } => branch_imm!(U64, >, a, value, to),
                Op::JumpGeImmU64 { a, value, to } => branch_imm!(U64, >=, a, value, to),
                Op::JumpEqImmU64 { a, value, to } => branch_imm!(U64, ==, a, value, to),
                Op::JumpNeImmU64 { a, value, to } => branch_imm!(U64, !=, a, value, to),

                Op::AddUsize { dst, a, b } => checked!(Usize, checked_add, Add, dst, a, b),
                Op::SubUsize { dst, a, b } => checked!(Usize, checked_sub, Sub, dst, a, b),
                Op::MulUsize { dst, a, b } => checked!(Usize, checked_mul, Mul, dst, a, b),
                Op::DivUsize { dst, a, b } => divide!(Usize, checked_div, Div, dst, a, b),
                Op::RemUsize { dst, a, b } => divide!(Usize, checked_rem, Rem, dst, a, b),
                Op::BitAndUsize { dst, a, b } => plain!(Usize, &, dst, a, b),
                Op::BitOrUsize { dst, a, b } => plain!(Usize, |, dst, a, b),
                Op::BitXorUsize { dst, a, b } => plain!(Usize, ^, dst, a, b),
                Op::ShlUsize { dst, a, b } => shift!(Usize, checked_shl, Shl, dst, a, b),
                Op::ShrUsize { dst, a, b } => shift!(Usize, checked_shr, Shr, dst, a, b),
                Op::AddImmUsize { dst, a, value } => checked_imm!(Usize, checked_add, Add, dst, a, value),
                Op::SubImmUsize { dst, a, value } => checked_imm!(Usize, checked_sub, Sub, dst, a, value),
                Op::MulImmUsize { dst, a, value } => checked_imm!(Usize, checked_mul, Mul, dst, a, value),
                Op::DivImmUsize { dst, a, value } => plain_imm!(Usize, x => x.wrapping_div(value.max(1) as _), dst, a),
                Op::RemImmUsize { dst, a, value } => plain_imm!(Usize, x => x.wrapping_rem(value.max(1) as _), dst, a),
                Op::BitAndImmUsize { dst, a, value } => plain_imm!(Usize, x => x & (value as usize), dst, a),
                Op::ShlImmUsize { dst, a, value } => plain_imm!(Usize, x => x.wrapping_shl(value as u32), dst, a),
                Op::ShrImmUsize { dst, a, value } => plain_imm!(Usize, x => x.wrapping_shr(value as u32), dst, a),
                Op::ForUsize { base: at, to } => for_range!(Usize, at, to),
                Op::LtUsize { dst, a, b } => test!(Usize, <, dst, a, b),
                Op::LeUsize { dst, a, b } => test!(Usize, <=, dst, a, b),
                Op::EqUsize { dst, a, b } => test!(Usize, ==, dst, a, b),
                Op::NeUsize { dst, a, b } => test!(Usize, !=, dst, a, b),
                Op::JumpLtUsize { a, b, to } => branch!(Usize, <, a, b, to),
                Op::JumpLeUsize { a, b, to } => branch!(Usize, <=, a, b, to),
                Op::JumpEqUsize { a, b, to } => branch!(Usize, ==, a, b, to),
                Op::JumpNeUsize { a, b, to } => branch!(Usize, !=, a, b, to),
                Op::JumpLtImmUsize { a, value, to } => branch_imm!(Usize, <, a, value, to),
                Op::JumpLeImmUsize { a, value, to } => branch_imm!(Usize, <=, a, value, to),
                Op::JumpGtImmUsize { a, value, to } => branch_imm!(Usize, >, a, value, to),
                Op::JumpGeImmUsize { a, value, to } => branch_imm!(Usize, >=, a, value, to),
                Op::JumpEqImmUsize { a, value, to } => branch_imm!(Usize, ==, a, value, to),
                Op::JumpNeImmUsize { a, value, to } => branch_imm!(Usize, !=, a, value, to),

                Op::AddF64 { dst, a, b } => plain!(F64, +, dst, a, b),
                Op::SubF64 { dst, a, b } => plain!(F64, -, dst, a, b),
                Op::MulF64 { dst, a, b } => plain!(F64, *, dst, a, b),
                Op::DivF64 { dst, a, b } => plain!(F64, /, dst, a, b),
                Op::RemF64 { dst, a, b } => plain!(F64, %, dst, a, b),
                Op::LtF64 { dst, a, b } => test!(F64, <, dst, a, b),
                Op::LeF64 { dst, a, b } => test!(F64, <=, dst, a, b),
                Op::EqF64 { dst, a, b } => test!(F64, ==, dst, a, b),
                Op::NeF64 { dst, a, b } => test!(F64, !=, dst, a, b),
                Op::JumpLtF64 { a, b, to } => branch!(F64, <, a, b, to),
                Op::JumpLeF64 { a, b, to } => branch!(F64, <=, a, b, to),
                Op::JumpEqF64 { a, b, to } => branch!(F64, ==, a, b, to),
                Op::JumpNeF64 { a, b, to } => branch!(F64, !=, a, b, to),
                Op::JumpNotLtF64 { a, b, to } => branch_not!(F64, <, a, b, to),
                Op::JumpNotLeF64 { a, b, to } => branch_not!(F64, <=, a, b, to),

                Op::Arith { op, dst, a, b } => {
                    let value = tri!(arith::arith(op, &regs[a as usize], &regs[b as usize]));
                    put!(dst, value);
                }
                Op::Compare { op, dst, a, b } | Op::CompareStructure { op, dst, a, b } => {
                    let holds = slow::compare(op, &regs[a as usize], &regs[b as usize]);
                    put_scalar!(Bool, dst, holds);
                }
                Op::CompareConst { op, dst, a, index } => {
                    let holds = slow::compare(op, &regs[a as usize], &function.constants[index as usize]);
                    put_scalar!(Bool, dst, holds);
                }
                Op::Neg { dst, src } => {
                    let value = tri!(arith::neg(&regs[src as usize]));
                    put!(dst, value);
                }
                Op::Not { dst, src } => {
                    let value = tri!(arith::not(&regs[src as usize]));
                    put!(dst, value);
                }
                Op::Cast { to, dst, src } => {
                    let value = tri!(arith::cast(&regs[src as usize], to));
                    put!(dst, value);
                }

                Op::GetField { dst, src, field } => {
                    if !slow::get_field(regs.all(), dst, src, field) {
                        mismatch!(src, src);
                    }
                }
                Op::TakeField { dst, src, field } => {
                    if !slow::take_field(regs.all(), dst, src, field) {
                        mismatch!(src, src);
                    }
                }
                Op::SetField { obj, field, src } => {
                    if !slow::set_field(regs.all(), obj, field, src) {
                        mismatch!(obj, obj);
                    }
                }
                Op::Index { dst, list, index } => tri!(slow::index(regs.all(), dst, list, index)),
                Op::SetIndex { list, index, src } => tri!(slow::set_index(regs.all(), list, index, src)),
                Op::Index2 { dst, path } => {
                    let value = tri!(slow::index2(regs.all(), &function.paths[path as usize]));
                    put!(dst, value);
                }
                Op::SetIndex2 { path, src } => tri!(slow::set_index2(regs.all(), &function.paths[path as usize], src)),
                Op::IndexField { dst, path } => {
                    let value = tri!(slow::index_field(regs.all(), &function.paths[path as usize]));
                    put!(dst, value);
                }
                Op::SetIndexField { path, src } => {
                    tri!(slow::set_index_field(regs.all(), &function.paths[path as usize], src));
                }
                Op::Len { dst, list } => match &regs[list as usize] {
                    Value::Vec(_, vector) => {
                        let len = vector.list().len;
                        put!(dst, Value::Usize(Wraps::NONE, len));
                    }
                    other => match other.as_str() {
                        Some(text) => {
                            let len = text.len();
                            put!(dst, Value::Usize(Wraps::NONE, len));
                        }
                        None => mismatch!(list, list),
                    },
                },
                Op::Push { list, src } => {
                    let value = regs[src as usize].take();
                    match &mut regs[list as usize] {
                        Value::Vec(_, vector) => vector.make_mut().push(value),
                        _ => mismatch!(list, list),
                    }
                }
                Op::PathPush { path, src } => {
                    let value = regs[src as usize].take();
                    tri!(path::change(regs.all(), &function.paths[path as usize], |slot| match slot {
                        Value::Vec(_, vector) => {
                            vector.make_mut().push(value);
                            Ok(())
                        }
                        Value::Moved(_) => Err(Fault::moved()),
                        other => Err(Fault::internal(format!("a push to a {}", other.kind_name()))),
                    }));
                }
                Op::IsMoved { dst, src } => {
                    let moved = regs[src as usize].is_moved();
                    put!(dst, Value::Bool(Wraps::NONE, moved));
                }
                Op::CellGet { dst, src } => {
                    let value = match &regs[src as usize] {
                        Value::Ref(_, cell) => cell.get(),
                        Value::Part(..) => tri!(regs[src as usize].read_ref().map_err(Fault::from)),
                        Value::Null(_) => leave!(Event::Fault(Fault::panic("null pointer dereference occurred"))),
                        // A reference that was only looked at may be what it refers to.
                        other => other.clone(),
                    };
                    if value.is_moved() {
                        leave!(Event::Fault(RefError::Stale.into()));
                    }
                    put!(dst, value);
                }
                Op::CellSet { cell, src } => {
                    let value = regs[src as usize].take();
                    tri!(regs[cell as usize].write_ref(value).map_err(Fault::from));
                }
                Op::PathGet { dst, path } => {
                    let value = tri!(path::read(regs.all(), &function.paths[path as usize], path::Want::Copy));
                    if value.is_moved() {
                        leave!(Event::Fault(Fault::moved()));
                    }
                    put!(dst, value);
                }
                Op::PathTag { dst, path } => {
                    let value = tri!(path::read(regs.all(), &function.paths[path as usize], path::Want::Tag));
                    put!(dst, value);
                }
                Op::PathWrap { dst, path } => {
                    let value = tri!(path::read(regs.all(), &function.paths[path as usize], path::Want::Wrap));
                    put!(dst, value);
                }
                Op::PathLen { dst, path } => {
                    let value = tri!(path::read(regs.all(), &function.paths[path as usize], path::Want::Len));
                    put!(dst, value);
                }
                Op::PathTake { dst, path } => {
                    let value = tri!(path::change(regs.all(), &function.paths[path as usize], |slot| Ok(slot.take())));
                    put!(dst, value);
                }
                Op::PathSet { path, src } => {
                    let value = regs[src as usize].take();
                    tri!(path::change(regs.all(), &function.paths[path as usize], |slot| {
                        *slot = value;
                        Ok(())
                    }));
                }
                Op::PathRef { dst, path } => {
                    let value = tri!(path::reference(regs.all(), &function.paths[path as usize]));
                    put!(dst, value);
                }
                Op::GlobalGet { dst, global } => match self.global(code, global, false, cx) {
                    call::Global::Value(value) => put!(dst, value),
                    call::Global::Initialise => {
                        pc -= 1;
                        let window = function.registers as usize;
                        tri!(push_initialiser(stack, base + window, global));
                        if let Some(frame) = frames.last_mut() {
                            frame.pc = pc as u32;
                        }
                        frames.push(Frame { func: call::INIT, pc: 1, base: (base + window) as u32 });
                        *budget = left;
                        return Event::Switch;
                    }
                    call::Global::Wait(pending) => {
                        pc -= 1;
                        leave!(Event::Wait(pending))
                    }
                    call::Global::Fault(fault) => leave!(Event::Fault(fault)),
                },
                Op::GlobalRef { dst, global } => match self.global(code, global, true, cx) {
                    call::Global::Value(value) => put!(dst, value),
                    call::Global::Initialise => {
                        pc -= 1;
                        let window = function.registers as usize;
                        tri!(push_initialiser(stack, base + window, global));
                        if let Some(frame) = frames.last_mut() {
                            frame.pc = pc as u32;
                        }
                        frames.push(Frame { func: call::INIT, pc: 1, base: (base + window) as u32 });
                        *budget = left;
                        return Event::Switch;
                    }
                    call::Global::Wait(pending) => {
                        pc -= 1;
                        leave!(Event::Wait(pending))
                    }
                    call::Global::Fault(fault) => leave!(Event::Fault(fault)),
                },

                Op::Call { func, base: window } => enter!(func, window),
                Op::CallValue { callee, base: window, args } => {
                    let func = tri!(call::prepare_value(code, regs.all(), callee, window, args));
                    enter!(func, window)
                }
                Op::CallVirtual { method, base: window } => {
                    let func = tri!(call::prepare_virtual(code, regs.all(), method, window));
                    enter!(func, window)
                }
                Op::CallNative { call, base: window } => {
                    let start = window as usize;
                    let info = &code.calls[call as usize];
                    let end = start + 1 + info.params.len();
                    let span = crate::native::Site::Instruction { function, pc: pc - 1 };
                    match self.call_native(info, &mut regs.all()[start + 1..end], span, code, frames, cx) {
                        Ok(value) => {
                            call::finish_native(info, &mut regs.all()[start + 1..end]);
                            put!(window, value);
                        }
                        Err(call::NativeEnd::Fault(fault)) => leave!(Event::Fault(fault)),
                        Err(call::NativeEnd::Wait(wait)) => {
                            let span = function.span_at(pc - 1);
                            leave!(Event::Wait(Pending { wait, info: info.clone(), base: (base + start) as u32, span }));
                        }
                    }
                }
                Op::CatchUnwind { base: window } => {
                    if let Some(frame) = frames.last_mut() {
                        frame.pc = pc as u32;
                    }
                    let at = base + window as usize;
                    grow(stack, at + 8);
                    frames.push(Frame { func: call::CATCH, pc: 1, base: at as u32 });
                    *budget = left;
                    return Event::Switch;
                }
                Op::Return {} => reload!(),
                Op::ReturnScalar { src } => {
                    if !regs.copy_scalar(0, src) {
                        copy(regs.all(), 0, src);
                    }
                    reload!()
                }
                Op::ReturnClear {} => {
                    call::clear_frame(function, regs.all());
                    reload!()
                }
                Op::End { reg } => {
                    let value = regs[reg as usize].take();
                    leave!(Event::End(value));
                }
                Op::Captures { dst, src, count } => {
                    tri!(call::captures(function, regs.all(), dst, src, count));
                }
                Op::Drop { reg, plan } => {
                    if !regs[reg as usize].is_moved() {
                        let value = regs[reg as usize].take();
                        let window = base + function.registers as usize;
                        if let Some(fault) = self.start_drop(code, value, plan, cx) {
                            leave!(Event::Fault(fault));
                        }
                        if self.has_drop_call() {
                            if let Some(frame) = frames.last_mut() {
                                frame.pc = pc as u32;
                            }
                            grow(stack, window + 4);
                            stack[window + 1] = Value::default();
                            frames.push(Frame { func: call::DROPPER, pc: 1, base: window as u32 });
                            *budget = left;
                            return Event::Switch;
                        }
                    }
                }
                Op::DropLocals {} => {
                    // Once more for each, and for those that a destructor makes.
                    if let Some((global, cell)) = self.thread_locals.pop() {
                        pc -= 1;
                        self.ending.get_or_insert_default().dead_locals.push(global);
                        let plan = code.globals.get(global as usize).and_then(|info| code.types.drops.get(&info.ty)).copied();
                        if let Some(plan) = plan {
                            let window = base + function.registers as usize;
                            if let Some(fault) = self.start_drop(code, cell.take(), plan, cx) {
                                leave!(Event::Fault(fault));
                            }
                            if self.has_drop_call() {
                                if let Some(frame) = frames.last_mut() {
                                    frame.pc = pc as u32;
                                }
                                grow(stack, window + 4);
                                stack[window + 1] = Value::default();
                                frames.push(Frame { func: call::DROPPER, pc: 1, base: window as u32 });
                                *budget = left;
                                return Event::Switch;
                            }
                        }
                    }
                }
                Op::ResumeUnwind {} => {
                    if let Some(frame) = frames.last_mut() {
                        frame.pc = pc as u32;
                    }
                    *budget = left;
                    match self.unwind(code, stack, frames, cx) {
                        Ok(()) => return Event::Switch,
                        Err(()) => return Event::End(Value::default()),
                    }
                }
                Op::DropNext {} => {
                    // r[1] holds what the last `drop` has left.
                    let left_over = regs[1].take();
                    match self.next_drop(code, left_over, cx) {
                        Err(fault) => leave!(Event::Fault(fault)),
                        Ok(None) => {}
                        Ok(Some((func, value))) => {
                            pc -= 1;
                            // Window at 0: the argument, and what is left of it, lie in r[1].
                            regs[1] = value;
                            enter!(func, 0)
                        }
                    }
                }
                Op::InitGlobal {} => {
                    let Some(global) = regs[1].as_usize() else { mismatch!(1, 1) };
                    let init = code.globals.get(global).and_then(|info| info.init);
                    match init {
                        Some(func) => enter!(func, 2),
                        None => regs[2] = Value::UNIT,
                    }
                }
                Op::StoreGlobal {} => {
                    let value = regs[2].take();
                    let Some(global) = regs[1].as_usize() else { mismatch!(1, 1) };
                    self.store_global(code, global as u32, value);
                }
                Op::Hooked {} => {
                    call::clear_frame(function, regs.all());
                    frames.pop();
                    let payload = self.ending.as_mut().and_then(|ending| ending.hooked.take()).unwrap_or_default();
                    *budget = left;
                    return Event::Fault(FaultKind::Resume(payload).into());
                }
                Op::Caught {} => {
                    let value = regs[2].take().ok();
                    put!(0, value);
                }
                slow => tri!(slow::run(self, code, function, regs.all(), slow)),
            }
        }
    }
}

/// Replaces a register that may own something.
#[inline(never)]
fn replace(slot: &mut Value, value: Value) {
    *slot = value;
}

#[inline(never)]
fn copy(regs: &mut [Value], dst: u16, src: u16) {
    let value = regs[src as usize].clone();
    set(&mut regs[dst as usize], value);
}

#[cold]
fn overflowed(op: crate::ops::ArithOp) -> Fault {
    Fault::panic(arith::overflow(op))
}

#[inline]
fn shift_amount(value: &Value) -> Option<u32> {
    match value {
        Value::I32(_, x) => Some(u32::try_from(*x).unwrap_or(u32::MAX)),
        Value::U32(_, x) => Some(*x),
        other => other.as_int().map(|x| u32::try_from(x).unwrap_or(u32::MAX)),
    }
}

fn push_initialiser(stack: &mut Vec<Value>, at: usize, global: u32) -> Result<(), Fault> {
    grow(stack, at + 4);
    stack[at + 1] = Value::from(global as usize);
    Ok(())
}

#[cold]
pub(crate) fn grow(stack: &mut Vec<Value>, top: usize) {
    if stack.len() < top {
        stack.resize_with(top, Value::default);
    }
}

#[cold]
fn mismatch(a: &Value, b: &Value, op: Op) -> Fault {
    if a.is_moved() || b.is_moved() {
        return Fault::moved();
    }
    Fault::internal(format!("{op:?} on {a:?} and {b:?}"))
}
