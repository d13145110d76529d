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
/// Invariant: `base` points to `len` values of the task's stack, and nothing else uses that stack while a window is used. Whoever lets the
/// stack grow makes a new window.
pub(super) struct Window {
    base: *mut Value,
    len: usize,
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
        Window { base: stack[base..base + len].as_mut_ptr(), len }
    }

    /// All registers, for what works on several of them; checked.
    #[inline(always)]
    #[allow(unsafe_code)]
    pub fn all(&mut self) -> &mut [Value] {
        // SAFETY: the invariant of the type.
        unsafe { std::slice::from_raw_parts_mut(self.base, self.len) }
    }

    /// `r[dst]` = `r[src]` where both are scalars; false where one is not.
    #[inline(always)]
    #[allow(unsafe_code)]
    pub fn copy_scalar(&mut self, dst: u16, src: u16) -> bool {
        if !self[src as usize].is_scalar() || !self[dst as usize].is_scalar() {
            return false;
        }
        debug_assert!((src as usize) < self.len && (dst as usize) < self.len);
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
        debug_assert!((src as usize) < self.len && (dst as usize) < self.len);
        // SAFETY: both lie inside the window. The old value of `dst` owns nothing; that of `src` is moved, and overwritten without being dropped.
        unsafe {
            std::ptr::copy_nonoverlapping(self.base.add(src as usize), self.base.add(dst as usize), 1);
            std::ptr::write(self.base.add(src as usize), Value::default());
        }
        true
    }
}

impl Index<usize> for Window {
    type Output = Value;

    #[inline(always)]
    #[allow(unsafe_code)]
    fn index(&self, register: usize) -> &Value {
        debug_assert!(register < self.len);
        // SAFETY: by the contract of `new` the register is an operand of a verified function.
        unsafe { &*self.base.add(register) }
    }
}

impl IndexMut<usize> for Window {
    #[inline(always)]
    #[allow(unsafe_code)]
    fn index_mut(&mut self, register: usize) -> &mut Value {
        debug_assert!(register < self.len);
        // SAFETY: as for `index`.
        unsafe { &mut *self.base.add(register) }
    }
}

/// The instructions of a verified function.
#[derive(Clone, Copy)]
pub(super) struct Instructions<'a>(&'a [Op]);

impl<'a> Instructions<'a> {
    /// Those of `function`, which has been verified.
    #[inline(always)]
    pub fn of(function: &'a Function) -> Instructions<'a> {
        debug_assert!(function.verified);
        Instructions(&function.ops)
    }

    /// The instruction at `pc`.
    #[inline(always)]
    #[allow(unsafe_code)]
    pub fn fetch(self, pc: usize) -> Op {
        debug_assert!(pc < self.0.len());
        // SAFETY: execution begins inside the function, follows its jumps, which were verified, and does not run over its last instruction.
        unsafe { *self.0.get_unchecked(pc) }
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
            Op::ForI32 { .. } | Op::ForI64 { .. } | Op::ForU64 { .. } | Op::ForUsize { .. } => 2,
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
        let jump = function(2, vec![Op::ResumeUnwind {}, Op::Jump { to: 3 }, Op::Return {}]);
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
        assert!(window.copy_scalar(1, 2));
        assert!(!window.copy_scalar(1, 0));
        assert!(window.move_over_scalar(1, 0));
        assert!(!window.move_over_scalar(3, 1));
        assert!(window[0].is_moved());
        assert_eq!(window[1].as_str(), Some("a"));
        window[3] = Value::UNIT;
        assert_eq!(window.all().len(), 4);
        assert_eq!(stack[1].as_str(), Some("a"));
    }
}
