//! Meaning: names, types, moves and sharing. No I/O.
//!
//! (See ARCHITECTURE.md.) From syntax trees to a [`typed::Program`].

pub mod typed;
pub mod types;
