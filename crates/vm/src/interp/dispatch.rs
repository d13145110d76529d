//! The loop: fetches instructions and runs those that are common.
//!
//! Its speed hangs on what lies in machine registers: the next instruction ([`Cursor`]), the registers of the frame ([`Window`]) and one pointer to all
//! the rest ([`Core`]). So neither of the first two is ever borrowed by a function that is not inlined; they are handed over by value. A test that fails leads to one
//! place for all, which looks at the instruction again to find out what was wrong.

use super::window::{Cursor, Window};
use super::{Event, Fault, Frame, MAX_FRAMES, MAX_REGISTERS, arith, call, elements, grow, slow};
use crate::code::{Code, Function, Step};
use crate::ops::{ArithOp, CompareOp, Op, Reg, with_integers};
use crate::task::Task;
use crate::value::{Value, Wrap, Wraps};
use ruchy_runtime::TaskContext;
use std::sync::Arc;

/// What a running task's loop works on, but for the frame's registers and the next instruction.
pub(super) struct Core<'r, 'c> {
    pub task: &'r mut Task,
    pub code: &'r Arc<Code>,
    pub stack: &'r mut Vec<Value>,
    pub frames: &'r mut Vec<Frame>,
    pub cx: &'r mut TaskContext<'c>,
    budget: &'r mut u32,
    /// What is left of the budget.
    left: u32,
    /// The function that runs, and where its registers begin in the stack.
    pub function: &'r Function,
    pub base: usize,
    /// Why the loop is left.
    pub event: Event,
}

/// Why the loop ends.
enum Stop {
    /// The last instruction could not do what it says.
    Failed,
    Fault(Fault),
    /// `event` says it.
    Left,
}

/// Where the loop goes on; `None` where it ends for the reason in `event`.
pub(super) type Next = Option<(Cursor, Window)>;

/// The window of a frame.
macro_rules! window {
    ($core:expr) => {{
        let (base, len) = ($core.base, $core.function.registers as usize);
        // SAFETY: only the loop uses the stack. Where it lets it grow, or hands it on, it makes a new window before it touches a register again; functions are
        // verified before they get into a code.
        #[allow(unsafe_code)]
        unsafe {
            Window::new($core.stack, base, len)
        }
    }};
}

impl<'r, 'c> Core<'r, 'c> {
    pub fn new(
        task: &'r mut Task,
        code: &'r Arc<Code>,
        stack: &'r mut Vec<Value>,
        frames: &'r mut Vec<Frame>,
        budget: &'r mut u32,
        cx: &'r mut TaskContext<'c>,
    ) -> Core<'r, 'c> {
        let left = *budget;
        // Replaced before it is used: a code has its built-in functions.
        let function = &code.functions[0];
        Core { task, code, stack, frames, cx, budget, left, function, base: 0, event: Event::Switch }
    }

    /// Runs the last frame, and what it calls and returns to, until something ends it.
    pub fn run(mut self) -> Event {
        let event = match self.resume() {
            Some((cursor, regs)) => self.dispatch(cursor, regs),
            None => self.event,
        };
        *self.budget = self.left;
        event
    }

    /// Makes the last frame the one that runs.
    fn resume(&mut self) -> Next {
        let Some(&Frame { func, pc, base }) = self.frames.last() else { return self.leave(Event::End(Value::UNIT)) };
        let Some(function) = self.code.functions.get(func as usize) else { return self.leave(Event::Switch) };
        self.function = function;
        self.base = base as usize;
        grow(self.stack, self.base + function.registers as usize);
        if let Some(pending) = self.task.pending.take()
            && !self.resume_native(*pending)
        {
            return None;
        }
        Some((Cursor::new(function, pc as usize), window!(self)))
    }

    /// Ends the loop.
    pub fn leave(&mut self, event: Event) -> Next {
        self.event = event;
        None
    }

    /// Ends the loop at an instruction.
    #[cold]
    pub fn leave_at(&mut self, cursor: Cursor, event: Event) -> Next {
        self.save(cursor);
        self.leave(event)
    }

    /// Notes where the frame goes on.
    #[inline(always)]
    pub fn save(&mut self, cursor: Cursor) {
        let pc = cursor.pc(self.function) as u32;
        if let Some(frame) = self.frames.last_mut() {
            frame.pc = pc;
        }
    }

    /// One unit of the budget; false where there was none left.
    #[inline(always)]
    fn spend(&mut self) -> bool {
        match self.left.checked_sub(1) {
            Some(left) => {
                self.left = left;
                true
            }
            None => false,
        }
    }

    /// Calls a function.
    #[inline(always)]
    fn enter(&mut self, cursor: Cursor, func: u32, window: Reg) -> Next {
        self.save(cursor);
        let base = self.base + window as usize;
        let room = match self.code.functions.get(func as usize) {
            Some(callee) => {
                self.function = callee;
                self.left > 0 && self.stack.len() >= base + callee.registers as usize && self.frames.len() < self.frames.capacity()
            }
            None => false,
        };
        if !room && !self.make_room(func, base) {
            return None;
        }
        self.base = base;
        self.left -= 1;
        self.frames.push(Frame { func, pc: 1, base: base as u32 });
        Some((Cursor::new(self.function, 1), window!(self)))
    }

    /// The same, not inlined.
    #[inline(never)]
    pub fn enter_rarely(&mut self, cursor: Cursor, func: u32, window: Reg) -> Next {
        self.enter(cursor, func, window)
    }

    /// Makes a call possible that has no room, no budget or no function yet; false where the loop ends.
    #[cold]
    fn make_room(&mut self, func: u32, base: usize) -> bool {
        let frame = Frame { func, pc: 1, base: base as u32 };
        let Some(callee) = self.code.functions.get(func as usize) else {
            self.frames.push(frame);
            self.event = Event::Switch;
            return false;
        };
        let top = base + callee.registers as usize;
        if self.frames.len() >= MAX_FRAMES || top > MAX_REGISTERS {
            self.event = Event::Fault(Fault::panic("stack overflow: calls are nested too deep"));
            return false;
        }
        grow(self.stack, top);
        if self.left == 0 {
            self.frames.push(frame);
            self.event = Event::Yield;
            return false;
        }
        self.frames.reserve(1);
        true
    }

    /// Returns to the caller.
    #[inline(always)]
    fn return_(&mut self) -> Next {
        self.frames.pop();
        let Some(&Frame { func, pc, base }) = self.frames.last() else {
            return self.leave(Event::Fault(Fault::internal("a return from the last frame")));
        };
        let Some(caller) = self.code.functions.get(func as usize) else { return self.leave(Event::Switch) };
        self.function = caller;
        self.base = base as usize;
        Some((Cursor::new(caller, pc as usize), window!(self)))
    }

    fn dispatch(&mut self, mut cursor: Cursor, mut regs: Window) -> Event {
        macro_rules! all {
            () => {{
                // SAFETY: the window is that of the running function.
                #[allow(unsafe_code)]
                unsafe {
                    regs.all(self.function)
                }
            }};
        }
        macro_rules! tri {
            ($result:expr) => {
                match $result {
                    Ok(value) => value,
                    Err(fault) => break Stop::Fault(fault),
                }
            };
        }
        macro_rules! done {
            ($done:expr) => {
                if !$done {
                    break Stop::Failed;
                }
            };
        }
        macro_rules! follow {
            ($next:expr) => {
                match $next {
                    Some(next) => (cursor, regs) = next,
                    None => break Stop::Left,
                }
            };
        }
        // Stores a scalar of a kind. The register mostly holds one of that kind already, and then only its payload is written: building
        // a value elsewhere and copying it whole would wait for the narrow stores.
        macro_rules! put {
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
        macro_rules! checked {
            ($kind:ident, $method:ident, $dst:expr, $a:expr, $b:expr) => {
                match (&regs[$a as usize], &regs[$b as usize]) {
                    (Value::$kind(_, x), Value::$kind(_, y)) => match x.$method(*y) {
                        Some(z) => put!($kind, $dst, z),
                        None => break Stop::Failed,
                    },
                    _ => break Stop::Failed,
                }
            };
        }
        macro_rules! shift {
            ($kind:ident, $method:ident, $dst:expr, $a:expr, $b:expr) => {
                match (&regs[$a as usize], shift_amount(&regs[$b as usize])) {
                    (Value::$kind(_, x), Some(y)) => match x.$method(y) {
                        Some(z) => put!($kind, $dst, z),
                        None => break Stop::Failed,
                    },
                    _ => break Stop::Failed,
                }
            };
        }
        macro_rules! plain {
            ($kind:ident, $operator:tt, $dst:expr, $a:expr, $b:expr) => {
                match (&regs[$a as usize], &regs[$b as usize]) {
                    (Value::$kind(_, x), Value::$kind(_, y)) => {
                        let z = *x $operator *y;
                        put!($kind, $dst, z)
                    }
                    _ => break Stop::Failed,
                }
            };
        }
        macro_rules! checked_with {
            ($kind:ident, $method:ident, $dst:expr, $a:expr, $value:expr) => {
                match &regs[$a as usize] {
                    Value::$kind(_, x) => match x.$method($value as _) {
                        Some(z) => put!($kind, $dst, z),
                        None => break Stop::Failed,
                    },
                    _ => break Stop::Failed,
                }
            };
        }
        // With an operand that lowering has checked: neither zero nor too large.
        macro_rules! plain_with {
            ($kind:ident, $x:ident => $result:expr, $dst:expr, $a:expr) => {
                match &regs[$a as usize] {
                    &Value::$kind(_, $x) => {
                        let z = $result;
                        put!($kind, $dst, z)
                    }
                    _ => break Stop::Failed,
                }
            };
        }
        macro_rules! range_step {
            ($kind:ident, $base:expr, $to:expr) => {{
                let base = $base as usize;
                let next = match (&regs[base], &regs[base + 1]) {
                    // It does not reach the end, so that it does not overflow.
                    (Value::$kind(_, current), Value::$kind(_, last)) => (current.wrapping_add(1), *last),
                    _ => break Stop::Failed,
                };
                if let Value::$kind(_, current) = &mut regs[base] {
                    *current = next.0;
                }
                if next.0 < next.1 {
                    put!($kind, base + 2, next.0);
                    cursor.jump($to as isize);
                    if !self.spend() {
                        self.leave_at(cursor, Event::Yield);
                        break Stop::Left;
                    }
                }
            }};
        }
        macro_rules! test {
            ($kind:ident, $operator:tt, $dst:expr, $a:expr, $b:expr) => {
                match (&regs[$a as usize], &regs[$b as usize]) {
                    (Value::$kind(_, x), Value::$kind(_, y)) => {
                        let z = x $operator y;
                        put!(Bool, $dst, z)
                    }
                    _ => break Stop::Failed,
                }
            };
        }
        macro_rules! branch {
            ($kind:ident, $operator:tt, $a:expr, $b:expr, $to:expr) => {
                branch!($kind, $operator, $a, $b, $to, true)
            };
            ($kind:ident, $operator:tt, $a:expr, $b:expr, $to:expr, $wanted:expr) => {
                match (&regs[$a as usize], &regs[$b as usize]) {
                    (Value::$kind(_, x), Value::$kind(_, y)) => {
                        if (*x $operator *y) == $wanted {
                            cursor.jump($to as isize);
                        }
                    }
                    _ => break Stop::Failed,
                }
            };
        }
        macro_rules! branch_with {
            ($kind:ident, $operator:tt, $a:expr, $value:expr, $to:expr) => {
                match &regs[$a as usize] {
                    Value::$kind(_, x) => {
                        if *x $operator ($value as _) {
                            cursor.jump($to as isize);
                        }
                    }
                    _ => break Stop::Failed,
                }
            };
        }
        // The arms of the instructions that each kind of integer has, after all others.
        macro_rules! run {
            ({ $op:expr; $($arms:tt)* } $(($kind:ident $ty:ident $add:ident $sub:ident $mul:ident $div:ident $rem:ident $bit_and:ident $bit_or:ident $bit_xor:ident $shl:ident $shr:ident $add_imm:ident $sub_imm:ident $mul_imm:ident $div_imm:ident $rem_imm:ident $bit_and_imm:ident $shl_imm:ident $shr_imm:ident $for:ident $lt:ident $le:ident $eq:ident $ne:ident $jump_lt:ident $jump_le:ident $jump_eq:ident $jump_ne:ident $jump_lt_imm:ident $jump_le_imm:ident $jump_gt_imm:ident $jump_ge_imm:ident $jump_eq_imm:ident $jump_ne_imm:ident))*) => {
                match $op {
                    $(
                        Op::$add { dst, a, b } => checked!($kind, checked_add, dst, a, b),
                        Op::$sub { dst, a, b } => checked!($kind, checked_sub, dst, a, b),
                        Op::$mul { dst, a, b } => checked!($kind, checked_mul, dst, a, b),
                        Op::$div { dst, a, b } => checked!($kind, checked_div, dst, a, b),
                        Op::$rem { dst, a, b } => checked!($kind, checked_rem, dst, a, b),
                        Op::$bit_and { dst, a, b } => plain!($kind, &, dst, a, b),
                        Op::$bit_or { dst, a, b } => plain!($kind, |, dst, a, b),
                        Op::$bit_xor { dst, a, b } => plain!($kind, ^, dst, a, b),
                        Op::$shl { dst, a, b } => shift!($kind, checked_shl, dst, a, b),
                        Op::$shr { dst, a, b } => shift!($kind, checked_shr, dst, a, b),
                        Op::$add_imm { dst, a, value } => checked_with!($kind, checked_add, dst, a, value),
                        Op::$sub_imm { dst, a, value } => checked_with!($kind, checked_sub, dst, a, value),
                        Op::$mul_imm { dst, a, value } => checked_with!($kind, checked_mul, dst, a, value),
                        Op::$div_imm { dst, a, value } => plain_with!($kind, x => x.wrapping_div(value.max(1) as _), dst, a),
                        Op::$rem_imm { dst, a, value } => plain_with!($kind, x => x.wrapping_rem(value.max(1) as _), dst, a),
                        Op::$bit_and_imm { dst, a, value } => plain_with!($kind, x => x & (value as $ty), dst, a),
                        Op::$shl_imm { dst, a, value } => plain_with!($kind, x => x.wrapping_shl(value as u32), dst, a),
                        Op::$shr_imm { dst, a, value } => plain_with!($kind, x => x.wrapping_shr(value as u32), dst, a),
                        Op::$for { base, to } => range_step!($kind, base, to),
                        Op::$lt { dst, a, b } => test!($kind, <, dst, a, b),
                        Op::$le { dst, a, b } => test!($kind, <=, dst, a, b),
                        Op::$eq { dst, a, b } => test!($kind, ==, dst, a, b),
                        Op::$ne { dst, a, b } => test!($kind, !=, dst, a, b),
                        Op::$jump_lt { a, b, to } => branch!($kind, <, a, b, to),
                        Op::$jump_le { a, b, to } => branch!($kind, <=, a, b, to),
                        Op::$jump_eq { a, b, to } => branch!($kind, ==, a, b, to),
                        Op::$jump_ne { a, b, to } => branch!($kind, !=, a, b, to),
                        Op::$jump_lt_imm { a, value, to } => branch_with!($kind, <, a, value, to),
                        Op::$jump_le_imm { a, value, to } => branch_with!($kind, <=, a, value, to),
                        Op::$jump_gt_imm { a, value, to } => branch_with!($kind, >, a, value, to),
                        Op::$jump_ge_imm { a, value, to } => branch_with!($kind, >=, a, value, to),
                        Op::$jump_eq_imm { a, value, to } => branch_with!($kind, ==, a, value, to),
                        Op::$jump_ne_imm { a, value, to } => branch_with!($kind, !=, a, value, to),
                    )*
                    $($arms)*
                }
            };
        }

        let stop = loop {
            // SAFETY: the loop follows the instructions of a verified function, which the code keeps.
            #[allow(unsafe_code)]
            let op = unsafe { cursor.next() };
            with_integers!(run! { { op;
                Op::Const { dst, index } => constant(&mut regs[dst as usize], &self.function.constants[index as usize]),
                Op::I32 { dst, value } => put!(I32, dst, value),
                Op::I64 { dst, value } => put!(I64, dst, i64::from(value)),
                Op::Usize { dst, value } => put!(Usize, dst, value as usize),
                Op::Bool { dst, value } => put!(Bool, dst, value),
                Op::Unit { dst } => constant(&mut regs[dst as usize], &Value::UNIT),
                Op::None { dst } => constant(&mut regs[dst as usize], &Value::NONE),
                Op::Copy { dst, src } | Op::CopyScalar { dst, src } => {
                    if !regs.copy_scalar(dst, src) {
                        copy(all!(), dst, src);
                    }
                }
                Op::Move { dst, src } => {
                    if !regs.move_over_scalar(dst, src) {
                        move_over(all!(), dst, src);
                    }
                }
                Op::Clear { reg, count } => {
                    if count == 1 && regs[reg as usize].is_scalar() {
                        constant(&mut regs[reg as usize], &Value::Moved(Wraps::NONE));
                    } else {
                        clear(&mut all!()[reg as usize..reg as usize + count as usize]);
                    }
                }
                Op::TakeBack { reg } => {
                    if let Value::Lent(..) = &regs[reg as usize] {
                        regs[reg as usize].take_back();
                    }
                }
                Op::Wrap { reg, wrap } => {
                    let wrap = Wrap::of(wrap);
                    let wraps = regs[reg as usize].wraps_mut();
                    match wraps.push(wrap) {
                        Some(more) => *wraps = more,
                        None => break Stop::Fault(Fault::panic("options and results are nested too deep")),
                    }
                }
                Op::Unwrap { dst, src } => {
                    let wraps = regs[src as usize].wraps_mut();
                    *wraps = wraps.pop();
                    if !regs.move_over_scalar(dst, src) {
                        move_over(all!(), dst, src);
                    }
                }
                Op::Order { dst, a, b } => {
                    let ordering = match (&regs[a as usize], &regs[b as usize]) {
                        (Value::I64(Wraps::NONE, x), Value::I64(Wraps::NONE, y)) => x.cmp(y),
                        (Value::I32(Wraps::NONE, x), Value::I32(Wraps::NONE, y)) => x.cmp(y),
                        (Value::Usize(Wraps::NONE, x), Value::Usize(Wraps::NONE, y)) => x.cmp(y),
                        (x, y) => crate::structural::compare(x, y),
                    };
                    let Some(ty) = self.function.ordering else { break Stop::Failed };
                    let value = Value::Variant(Wraps::NONE, ty, (ordering as i8 + 1) as u32);
                    constant(&mut regs[dst as usize], &value);
                }
                Op::Float { function, dst, src } => match &regs[src as usize] {
                    Value::F64(_, x) => {
                        let z = function.apply(*x);
                        put!(F64, dst, z)
                    }
                    _ => break Stop::Failed,
                },
                Op::Payload { wrap, dst, src } => {
                    if regs[src as usize].is_scalar() && regs[src as usize].wraps().top() == Some(Wrap::of(wrap)) && regs.copy_scalar(dst, src) {
                        let wraps = regs[dst as usize].wraps_mut();
                        *wraps = wraps.pop();
                    } else {
                        tri!(slow::payload(all!(), wrap, dst, src));
                    }
                }

                Op::Jump { to } => cursor.jump(to as isize),
                Op::Loop { to } => {
                    cursor.jump(to as isize);
                    if !self.spend() {
                        self.leave_at(cursor, Event::Yield);
                        break Stop::Left;
                    }
                }
                Op::JumpIfNot { cond, to } => match &regs[cond as usize] {
                    Value::Bool(_, true) => {}
                    Value::Bool(_, false) => cursor.jump(to as isize),
                    _ => break Stop::Failed,
                },
                Op::JumpIf { cond, to } => match &regs[cond as usize] {
                    Value::Bool(_, true) => cursor.jump(to as isize),
                    Value::Bool(_, false) => {}
                    _ => break Stop::Failed,
                },
                Op::JumpIfWrapNot { src, wrap, to } => {
                    let value = &regs[src as usize];
                    if value.wraps().0 & 3 != u32::from(wrap) {
                        done!(!value.is_moved());
                        cursor.jump(to as isize);
                    }
                }
                Op::JumpIfMoved { src, to } => {
                    if regs[src as usize].is_moved() {
                        cursor.jump(to as isize);
                    }
                }
                Op::JumpIfVariantNot { src, variant, to } => {
                    let found = match &regs[src as usize] {
                        Value::Variant(_, _, found) => *found,
                        Value::Struct(_, fields) => fields.header().variant,
                        _ => break Stop::Failed,
                    };
                    if found != u32::from(variant) {
                        cursor.jump(to as isize);
                    }
                }

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
                Op::JumpNotLtF64 { a, b, to } => branch!(F64, <, a, b, to, false),
                Op::JumpNotLeF64 { a, b, to } => branch!(F64, <=, a, b, to, false),

                Op::Arith { op, dst, a, b } => {
                    let value = tri!(arith::arith(op, &regs[a as usize], &regs[b as usize]));
                    replace(&mut regs[dst as usize], value);
                }
                Op::Compare { op, dst, a, b } | Op::CompareStructure { op, dst, a, b } => {
                    let holds = slow::compare(op, &regs[a as usize], &regs[b as usize]);
                    put!(Bool, dst, holds);
                }
                Op::CompareConst { op, dst, a, index } => {
                    let holds = compare_constant(op, &regs[a as usize], &self.function.constants[index as usize]);
                    put!(Bool, dst, holds);
                }
                Op::Cast { to, dst, src } => tri!(cast(all!(), to, dst, src)),

                Op::GetField { dst, src, field } => done!(slow::get_field(all!(), dst, src, field)),
                Op::TakeField { dst, src, field } => done!(slow::take_field(all!(), dst, src, field)),
                Op::SetField { obj, field, src } => done!(slow::set_field(all!(), obj, field, src)),
                Op::Index { dst, list, index } => {
                    if !elements::index(regs, dst, list, index) {
                        tri!(elements::read_at(all!(), dst, list, &[Step::Index(index)]));
                    }
                }
                Op::TextAt { byte: false, dst, text, index } => match elements::char_at(&regs[text as usize], &regs[index as usize]) {
                    Some(c) => put!(Char, dst, c),
                    None => break Stop::Failed,
                },
                Op::TextAt { byte: true, dst, text, index } => match elements::byte_at(&regs[text as usize], &regs[index as usize]) {
                    Some(byte) => put!(U8, dst, byte),
                    None => break Stop::Failed,
                },
                Op::CharLen { dst, src } => match &regs[src as usize] {
                    Value::Char(_, c) => {
                        let len = c.len_utf8();
                        put!(Usize, dst, len);
                    }
                    _ => break Stop::Failed,
                },
                Op::Index2 { i, dst, list, j } => {
                    let (i, j) = (Reg::from(i), Reg::from(j));
                    if !elements::index2(regs, dst, list, i, j) {
                        tri!(elements::read_at(all!(), dst, list, &[Step::Index(i), Step::Index(j)]));
                    }
                }
                Op::IndexField { index, dst, list, field } => {
                    let index = Reg::from(index);
                    if !elements::index_field(regs, dst, list, index, field) {
                        tri!(elements::read_at(all!(), dst, list, &[Step::Index(index), Step::Field(u16::from(field))]));
                    }
                }
                Op::SetIndex { list, index, src } => tri!(elements::set_index(all!(), list, index, src)),
                Op::SetIndex2 { i, list, src, j } => tri!(elements::set_index2(all!(), list, Reg::from(i), Reg::from(j), src)),
                Op::SetIndexField { index, list, src, field } => {
                    tri!(elements::set_index_field(all!(), list, Reg::from(index), field, src));
                }
                Op::Len { dst, list } => match &regs[list as usize] {
                    Value::Vec(_, vector) => {
                        let len = vector.list().len;
                        put!(Usize, dst, len);
                    }
                    other => match other.as_str() {
                        Some(text) => {
                            let len = text.len();
                            put!(Usize, dst, len);
                        }
                        None => break Stop::Failed,
                    },
                },
                Op::NextOfSliceOr { dst, iter, to } => match slow::next_of_slice_or(all!(), dst, iter) {
                    Some(true) => {}
                    Some(false) => cursor.jump(to as isize),
                    None => break Stop::Failed,
                },
                Op::NextOfRangeOr { dst, iter, to } => match slow::next_of_range_or(all!(), dst, iter) {
                    Some(true) => {}
                    Some(false) => cursor.jump(to as isize),
                    None => break Stop::Failed,
                },
                Op::NextOfSlice { dst, iter } => done!(slow::next_of_slice(all!(), dst, iter)),
                Op::NextOfRange { dst, iter } => done!(slow::next_of_range(all!(), dst, iter)),
                Op::Push { list, src } => done!(slow::push(all!(), list, src)),

                Op::Call { func, base: window } => follow!(self.enter(cursor, func, window)),
                Op::CallValue { callee, base: window, args } => {
                    let func = tri!(call::prepare_value(self.code, all!(), callee, window, args));
                    follow!(self.enter(cursor, func, window))
                }
                Op::CallVirtual { method, base: window } => {
                    let func = tri!(call::prepare_virtual(self.code, all!(), method, window));
                    follow!(self.enter_rarely(cursor, func, window))
                }
                Op::CallNative { call, base: window } => {
                    if !self.call_native(all!(), cursor, call, window) {
                        break Stop::Left;
                    }
                }
                Op::Return {} => follow!(self.return_()),
                Op::ReturnScalar { src } => {
                    if !regs.copy_scalar(0, src) {
                        copy(all!(), 0, src);
                    }
                    follow!(self.return_())
                }
                Op::ReturnClear {} => {
                    call::clear_frame(self.function, all!());
                    follow!(self.return_())
                }
                Op::Hooked {} => {
                    call::clear_frame(self.function, all!());
                    follow!(self.leaving(cursor, regs, op))
                }
                Op::Captures { dst, src, count } => tri!(call::captures(self.function, all!(), dst, src, count)),
                Op::Drop { reg, plan } => {
                    if !regs[reg as usize].is_moved() && !self.drop_register(all!(), cursor, reg, plan) {
                        break Stop::Left;
                    }
                }
                Op::GlobalGet { .. }
                | Op::GlobalRef { .. }
                | Op::CatchUnwind { .. }
                | Op::End { .. }
                | Op::ResumeUnwind {}
                | Op::DropLocals {}
                | Op::DropNext {}
                | Op::InitGlobal {}
                | Op::StoreGlobal {} => follow!(self.leaving(cursor, regs, op)),
                rare => tri!(slow::run(self.task, self.code, self.function, all!(), rare)),
            } });
        };
        let fault = match stop {
            Stop::Left => return std::mem::replace(&mut self.event, Event::Switch),
            Stop::Fault(fault) => fault,
            Stop::Failed => failure(&self.function.ops[cursor.pc(self.function) - 1], all!()),
        };
        self.save(cursor);
        Event::Fault(fault)
    }
}

macro_rules! operation {
    ({ $op:expr; $regs:ident } $(($kind:ident $ty:ident $add:ident $sub:ident $mul:ident $div:ident $rem:ident $bit_and:ident $bit_or:ident $bit_xor:ident $shl:ident $shr:ident $add_imm:ident $sub_imm:ident $mul_imm:ident $($other:ident)*))*) => {
        match *$op {
            $(
                Op::$add { a, b, .. } => Some(arith::arith(ArithOp::Add, &$regs[a as usize], &$regs[b as usize])),
                Op::$sub { a, b, .. } => Some(arith::arith(ArithOp::Sub, &$regs[a as usize], &$regs[b as usize])),
                Op::$mul { a, b, .. } => Some(arith::arith(ArithOp::Mul, &$regs[a as usize], &$regs[b as usize])),
                Op::$div { a, b, .. } => Some(arith::arith(ArithOp::Div, &$regs[a as usize], &$regs[b as usize])),
                Op::$rem { a, b, .. } => Some(arith::arith(ArithOp::Rem, &$regs[a as usize], &$regs[b as usize])),
                Op::$shl { a, b, .. } => Some(arith::arith(ArithOp::Shl, &$regs[a as usize], &$regs[b as usize])),
                Op::$shr { a, b, .. } => Some(arith::arith(ArithOp::Shr, &$regs[a as usize], &$regs[b as usize])),
                Op::$add_imm { a, value, .. } => Some(arith::arith(ArithOp::Add, &$regs[a as usize], &Value::from(value as $ty))),
                Op::$sub_imm { a, value, .. } => Some(arith::arith(ArithOp::Sub, &$regs[a as usize], &Value::from(value as $ty))),
                Op::$mul_imm { a, value, .. } => Some(arith::arith(ArithOp::Mul, &$regs[a as usize], &Value::from(value as $ty))),
            )*
            _ => None,
        }
    };
}

/// Why an instruction could not do what it says.
#[cold]
fn failure(op: &Op, regs: &[Value]) -> Fault {
    let mut sources = Vec::new();
    op.each_source(&mut |reg| sources.push(&regs[reg as usize]));
    if sources.iter().any(|value| value.is_moved()) {
        return Fault::moved();
    }
    // The same once more in the general way, which says what is wrong.
    match with_integers!(operation! { { op; regs } }) {
        Some(Err(fault)) => fault,
        _ => Fault::internal(format!("{op:?} on {sources:?}")),
    }
}

/// `a op b`, mostly of characters and numbers: the tests of patterns.
#[inline(always)]
fn compare_constant(op: CompareOp, a: &Value, b: &Value) -> bool {
    macro_rules! kinds {
        ($($kind:ident)*) => {
            match (a, b) {
                $((Value::$kind(Wraps::NONE, x), Value::$kind(Wraps::NONE, y)) => match op {
                    CompareOp::Eq => x == y,
                    CompareOp::Ne => x != y,
                    CompareOp::Lt => x < y,
                    CompareOp::Le => x <= y,
                    CompareOp::Gt => x > y,
                    CompareOp::Ge => x >= y,
                },)*
                _ => slow::compare(op, a, b),
            }
        };
    }
    kinds!(Char I32 I64 U8 Usize)
}

/// Stores a constant.
#[inline(always)]
fn constant(slot: &mut Value, value: &Value) {
    if !super::window::overwrite_scalar(slot, value) {
        store_copy(slot, value);
    }
}

#[inline(never)]
fn store_copy(slot: &mut Value, value: &Value) {
    *slot = value.clone();
}

/// Replaces a register that may own something.
#[inline(never)]
fn replace(slot: &mut Value, value: Value) {
    *slot = value;
}

#[inline(never)]
fn copy(regs: &mut [Value], dst: Reg, src: Reg) {
    let value = regs[src as usize].clone();
    super::set(&mut regs[dst as usize], value);
}

#[inline(never)]
fn move_over(regs: &mut [Value], dst: Reg, src: Reg) {
    let value = regs[src as usize].take();
    regs[dst as usize] = value;
}

#[inline(never)]
fn clear(regs: &mut [Value]) {
    for slot in regs {
        super::set(slot, Value::default());
    }
}

#[inline(never)]
fn cast(regs: &mut [Value], to: crate::ops::CastTo, dst: Reg, src: Reg) -> Result<(), Fault> {
    use crate::ops::CastTo;
    let value = match (&regs[src as usize], to) {
        (Value::Usize(_, x), CastTo::F64) => Value::F64(Wraps::NONE, *x as f64),
        (Value::I64(_, x), CastTo::F64) => Value::F64(Wraps::NONE, *x as f64),
        (Value::I32(_, x), CastTo::F64) => Value::F64(Wraps::NONE, f64::from(*x)),
        (Value::Usize(_, x), CastTo::I64) => Value::I64(Wraps::NONE, *x as i64),
        (Value::I64(_, x), CastTo::Usize) => Value::Usize(Wraps::NONE, *x as usize),
        (value, to) => arith::cast(value, to)?,
    };
    super::set(&mut regs[dst as usize], value);
    Ok(())
}

#[inline]
fn shift_amount(value: &Value) -> Option<u32> {
    match value {
        Value::I32(_, x) => Some(u32::try_from(*x).unwrap_or(u32::MAX)),
        Value::U32(_, x) => Some(*x),
        other => other.as_int().map(|x| u32::try_from(x).unwrap_or(u32::MAX)),
    }
}
