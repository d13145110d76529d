//! The virtual machine: instruction table, lowering, interpreter, values. See ARCHITECTURE.md.

pub mod ops;
