//! Registers and instructions without bounds checks: the only unsafe code of the interpreter.
//!
//! Why: an instruction touches three registers, and checking each costs as much as the instruction. What is checked instead, once and before it runs, is the
//! function (`verify`): every register operand lies below the function's number of registers, every jump goes to an instruction of the
//! function, and no path leaves it at its end.

use crate::code::Function;
use crate::ops::Op;
use crate::value::Value;
use std::ops::{Index, IndexMut};

/// The registers of the running frame.
///
/// Invariant: `base` points to the frame's registers in the task's stack, and nothing else uses that stack while a window is used. Whoever lets the
/// stack grow makes a new window. It is one pointer, so that the loop keeps it in a machine register.
#[derive(Clone, Copy)]
pub(super) struct Window {
    base: *mut Value,
}

impl Window {
    /// The window that begins at `base`.
    ///
    /// # Safety
    /// The window is used only while `stack` is neither moved, changed in length nor borrowed by others, and is indexed only with the register operands of a
    /// verified function that has at most `len` registers.
    #[inline(always)]
    #[allow(unsafe_code)]
    pub unsafe fn new(stack: &mut [Value], base: usize, len: usize) -> Window {
        Window { base: stack[base..base + len].as_mut_ptr() }
    }

    /// All registers of the frame of `function`, for what works on several of them; checked.
    ///
    /// # Safety
    /// `function` is the one that the window was made for.
    #[inline(always)]
    #[allow(unsafe_code)]
    pub unsafe fn all(&mut self, function: &Function) -> &mut [Value] {
        // SAFETY: the invariant of the type.
        unsafe { std::slice::from_raw_parts_mut(self.base, function.registers as usize) }
    }

    /// `r[dst]` = `r[src]` where both are scalars; false where one is not.
    #[inline(always)]
    #[allow(unsafe_code)]
    pub fn copy_scalar(&mut self, dst: u16, src: u16) -> bool {
        if !self[src as usize].is_scalar() || !self[dst as usize].is_scalar() {
            return false;
        }
        // SAFETY: both lie inside the window. A scalar owns nothing: a bitwise copy is a copy, and overwriting one forgets nothing.
        unsafe { std::ptr::copy(self.base.add(src as usize), self.base.add(dst as usize), 1) };
        true
    }

    /// `r[dst]` moves `r[src]`, which becomes `Moved`; false where something must be freed in `dst`.
    #[inline(always)]
    #[allow(unsafe_code)]
    pub fn move_over_scalar(&mut self, dst: u16, src: u16) -> bool {
        if !self[dst as usize].is_scalar() || dst == src {
            return dst == src;
        }
        // SAFETY: both lie inside the window. The old value of `dst` owns nothing; that of `src` is moved, and overwritten without being dropped.
        unsafe {
            std::ptr::copy_nonoverlapping(self.base.add(src as usize), self.base.add(dst as usize), 1);
            std::ptr::write(self.base.add(src as usize), Value::default());
        }
        true
    }
}

/// Copies a scalar over a scalar; false where one of them is none.
#[inline(always)]
#[allow(unsafe_code)]
pub(super) fn overwrite_scalar(slot: &mut Value, from: &Value) -> bool {
    if !from.is_scalar() || !slot.is_scalar() {
        return false;
    }
    // SAFETY: a scalar owns nothing: a bitwise copy is a copy, and overwriting one forgets nothing.
    unsafe { std::ptr::copy_nonoverlapping(from, slot, 1) };
    true
}

impl Index<usize> for Window {
    type Output = Value;

    #[inline(always)]
    #[allow(unsafe_code)]
    fn index(&self, register: usize) -> &Value {
        // SAFETY: by the contract of `new` the register is an operand of a verified function.
        unsafe { &*self.base.add(register) }
    }
}

impl IndexMut<usize> for Window {
    #[inline(always)]
    #[allow(unsafe_code)]
    fn index_mut(&mut self, register: usize) -> &mut Value {
        // SAFETY: as for `index`.
        unsafe { &mut *self.base.add(register) }
    }
}

/// The next instruction of a verified function: one pointer.
///
/// Invariant: it points to an instruction of the function that runs. Execution begins inside it, follows its jumps, which were verified, and does not run
/// over its last instruction.
#[derive(Clone, Copy)]
pub(super) struct Cursor(*const Op);

impl Cursor {
    /// At instruction `pc` of a verified function.
    #[inline(always)]
    pub fn new(function: &Function, pc: usize) -> Cursor {
        debug_assert!(function.verified);
        Cursor(&function.ops[pc])
    }

    /// Takes the instruction and goes on to the one after it.
    ///
    /// # Safety
    /// The function is still there, and the invariant of the type holds: the caller follows the instructions.
    #[inline(always)]
    #[allow(unsafe_code)]
    pub unsafe fn next(&mut self) -> Op {
        // SAFETY: the contract.
        let op = unsafe { *self.0 };
        self.0 = self.0.wrapping_add(1);
        op
    }

    /// Goes `distance` instructions on.
    #[inline(always)]
    pub fn jump(&mut self, distance: isize) {
        self.0 = self.0.wrapping_offset(distance);
    }

    /// The number of the instruction in `function`, in which it lies.
    #[inline(always)]
    pub fn pc(self, function: &Function) -> usize {
        (self.0 as usize - function.ops.as_ptr() as usize) / size_of::<Op>()
    }
}

/// Checks what the unchecked accesses rely on. A function that fails is a mistake of ours and must not run.
pub(crate) fn verify(function: &Function) -> Result<(), String> {
    let registers = function.registers;
    let count = function.ops.len();
    for (pc, op) in function.ops.iter().enumerate() {
        let mut highest = None;
        op.each_register(&mut |reg| highest = highest.max(Some(reg)));
        let extra = match op {
            op if op.is_range_step() => 2,
            _ => 0,
        };
        if highest.is_some_and(|reg| reg.checked_add(extra).is_none_or(|reg| reg >= registers)) {
            return Err(format!("{pc}: {op:?} names a register beyond {registers}"));
        }
        if let Some(target) = op.target(pc)
            && (target < 1 || target >= count)
        {
            return Err(format!("{pc}: {op:?} jumps out of the function"));
        }
    }
    let fixed = matches!(function.ops.first(), Some(Op::ResumeUnwind {}));
    // Builtins go on at instructions that are named elsewhere.
    let ends = matches!(
        function.ops.last(),
        Some(
            Op::Return {}
                | Op::ReturnClear {}
                | Op::ReturnScalar { .. }
                | Op::Jump { .. }
                | Op::Loop { .. }
                | Op::Panic { .. }
                | Op::Internal { .. }
                | Op::End { .. }
        )
    );
    // In-out parameters and the result are registers too.
    let inside = registers > 0 && function.inout.iter().all(|&reg| reg < registers) && function.params < registers;
    if fixed && ends && inside { Ok(()) } else { Err("the function has no proper beginning or end".into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn function(registers: u16, ops: Vec<Op>) -> Function {
        Function { registers, ops, ..Function::default() }
    }

    #[test]
    fn refuses_registers_and_jumps_outside() {
        let good = function(2, vec![Op::ResumeUnwind {}, Op::Unit { dst: 1 }, Op::Return {}]);
        assert!(verify(&good).is_ok());
        let register = function(2, vec![Op::ResumeUnwind {}, Op::Unit { dst: 2 }, Op::Return {}]);
        assert!(verify(&register).is_err());
        let jump = function(2, vec![Op::ResumeUnwind {}, Op::Jump { to: 1 }, Op::Return {}]);
        assert!(verify(&jump).is_err());
        let short = function(2, vec![Op::ResumeUnwind {}, Op::JumpLtI64 { a: 0, b: 1, to: -3 }, Op::Return {}]);
        assert!(verify(&short).is_err());
        let end = function(2, vec![Op::ResumeUnwind {}, Op::Unit { dst: 1 }]);
        assert!(verify(&end).is_err());
    }

    #[test]
    fn moves_and_copies_inside_a_window() {
        let mut stack = vec![Value::text("a"), Value::from(1i64), Value::from(2i64), Value::text("b")];
        // SAFETY: the window lies inside the stack, and all registers below are smaller than its length.
        #[allow(unsafe_code)]
        let mut window = unsafe { Window::new(&mut stack, 0, 4) };
        let whole = function(4, Vec::new());
        assert!(window.copy_scalar(1, 2));
        assert!(!window.copy_scalar(1, 0));
        assert!(window.move_over_scalar(1, 0));
        assert!(!window.move_over_scalar(3, 1));
        assert!(window[0].is_moved());
        assert_eq!(window[1].as_str(), Some("a"));
        window[3] = Value::UNIT;
        // SAFETY: the window has as many registers as the function.
        #[allow(unsafe_code)]
        let all = unsafe { window.all(&whole) };
        assert_eq!(all.len(), 4);
        assert_eq!(stack[1].as_str(), Some("a"));
    }
}
