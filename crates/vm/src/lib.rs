//! The virtual machine: instruction table, lowering, interpreter, values. See ARCHITECTURE.md.

pub mod code;
pub mod disasm;
pub mod format;
mod interp;
mod jumps;
pub mod lower;
pub mod machine;
pub mod native;
mod nesting;
pub mod ops;
pub mod structural;
pub mod task;
pub mod value;
