//! The instruction table: every instruction, its operands and its meaning. Lowering emits them, the interpreter runs them, `disasm` prints them.
//!
//! Registers are numbered within a frame; `r[n]` is register n. Register 0 is where the result of a call goes; 1.. are the parameters.
//! "Copies" means one count more on heap contents; "moves" leaves `Moved` behind.

/// A register of the running frame.
pub type Reg = u16;

macro_rules! ops {
    ($($(#[doc = $doc:literal])* $name:ident { $($field:ident : $ty:ty),* $(,)? })*) => {
        /// One instruction.
        #[derive(Clone, Copy, PartialEq, Debug)]
        pub enum Op {
            $($(#[doc = $doc])* $name { $($field: $ty),* },)*
        }

        impl Op {
            /// The instruction's name, as `disasm` prints it.
            pub fn name(&self) -> &'static str {
                match self { $(Op::$name { .. } => stringify!($name),)* }
            }

            /// Operand names and values, as `disasm` prints them.
            pub fn operands(&self) -> Vec<(&'static str, String)> {
                match self { $(Op::$name { $($field),* } => vec![$((stringify!($field), format!("{:?}", $field))),*],)* }
            }
        }
    };
}

ops! {
    /// r[dst] = constants[index] (copied).
    Const { dst: Reg, index: u32 }
    /// r[dst] = a small integer of the kind (see `value::IntTag`).
    Int { dst: Reg, kind: u8, value: i32 }
    /// r[dst] = ()
    Unit { dst: Reg }
    /// r[dst] = true/false
    Bool { dst: Reg, value: bool }
    /// r[dst] copies r[src].
    Copy { dst: Reg, src: Reg }
    /// r[dst] moves r[src].
    Move { dst: Reg, src: Reg }

    /// Jumps to pc.
    Jump { to: u32 }
    /// Jumps backwards to pc; counts against the budget.
    Loop { to: u32 }
    /// Jumps if r[cond] is false.
    JumpIfNot { cond: Reg, to: u32 }
    /// Jumps if r[cond] is true.
    JumpIf { cond: Reg, to: u32 }

    /// Calls functions[func]; window at base (result to r[base], arguments in r[base+1..]).
    Call { func: u32, base: Reg }
    /// Calls the closure, function value or `dyn Fn` in r[callee]; window at base with `args` arguments.
    CallValue { callee: Reg, base: Reg, args: u8 }
    /// Calls virtuals[method] by the run-time type of r[base+1].
    CallVirtual { method: u32, base: Reg }
    /// Calls a method by name on r[base+1] with `args` arguments (self included), found by its run-time type.
    CallDynamic { name: u32, base: Reg, args: u8 }
    /// Calls natives[native]; window at base with `args` arguments. May wait.
    CallNative { native: u32, base: Reg, args: u8 }
    /// Returns r[0] and clears the frame's heap registers.
    Return { }
}
