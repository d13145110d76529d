//! Code as text.

use crate::code::{Code, Function};
use crate::machine::Machine;
use std::fmt::Write;

/// All functions of a code but the built-in ones, and without the library's where `machine` tells which these are.
pub fn code(code: &Code, machine: Option<&Machine>) -> String {
    let mut out = String::new();
    for (number, item) in code.functions.iter().enumerate() {
        if (number as u32) < crate::interp::ENTRY + crate::interp::ENTRY_ARGS + 1 {
            continue;
        }
        if machine.is_some_and(|machine| machine.is_library(item.span)) {
            continue;
        }
        let _ = writeln!(out, "{}", function(item, number));
    }
    out
}

/// One function.
pub fn function(function: &Function, number: usize) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "fn {number} {} (parameters {}, registers {}{})",
        function.name,
        function.params,
        function.registers,
        if function.once { ", once" } else { "" }
    );
    for (pc, op) in function.ops.iter().enumerate() {
        let operands: Vec<String> = op.operands().into_iter().map(|(name, value)| format!("{name} {value}")).collect();
        let _ = write!(out, "{pc:5}  {:<18} {}", op.name(), operands.join(", "));
        let _ = match (op, pc) {
            (crate::ops::Op::Const { index, .. } | crate::ops::Op::CompareConst { index, .. }, _) => {
                writeln!(out, "  ; {:?}", function.constants[*index as usize])
            }
            (
                crate::ops::Op::PathGet { path, .. }
                | crate::ops::Op::PathTake { path, .. }
                | crate::ops::Op::PathSet { path, .. }
                | crate::ops::Op::PathRef { path, .. }
                | crate::ops::Op::PathTag { path, .. }
                | crate::ops::Op::PathWrap { path, .. }
                | crate::ops::Op::PathNextOfSlice { path, .. }
                | crate::ops::Op::PathNextOfRange { path, .. }
                | crate::ops::Op::PathPush { path, .. },
                _,
            ) => {
                let path = &function.paths[*path as usize];
                writeln!(out, "  ; r{} {:?}", path.base, path.steps)
            }
            _ => writeln!(out),
        };
    }
    for cleanup in &function.cleanups {
        let _ = writeln!(out, "       on panic in {}..{}: {:?}", cleanup.start, cleanup.end, cleanup.action);
    }
    out
}
