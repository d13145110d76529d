//! Jump targets in instructions.

use crate::ops::Op;

impl Op {
    /// Where the instruction at `pc` may jump to.
    pub(crate) fn target(&self, pc: usize) -> Option<usize> {
        let mut op = *self;
        match op {
            Op::Jump { to }
            | Op::Loop { to }
            | Op::JumpIf { to, .. }
            | Op::JumpIfNot { to, .. }
            | Op::ForI32 { to, .. }
            | Op::ForI64 { to, .. }
            | Op::ForU64 { to, .. }
            | Op::ForUsize { to, .. } => Some(to as usize),
            _ => short_target(&mut op).map(|to| (pc + 1).checked_add_signed(*to as isize).unwrap_or(0)),
        }
    }
}

/// Whether an instruction's target is absolute and wide.
pub(crate) fn has_long_target(op: &Op) -> bool {
    matches!(
        op,
        Op::Jump { .. }
            | Op::JumpIf { .. }
            | Op::JumpIfNot { .. }
            | Op::ForI32 { .. }
            | Op::ForI64 { .. }
            | Op::ForU64 { .. }
            | Op::ForUsize { .. }
    )
}

/// Sets the target of the instruction at `at`; false where it is too far away.
pub(crate) fn set_target(op: &mut Op, at: usize, target: u32) -> bool {
    match op {
        Op::Jump { to }
        | Op::Loop { to }
        | Op::JumpIf { to, .. }
        | Op::JumpIfNot { to, .. }
        | Op::ForI32 { to, .. }
        | Op::ForI64 { to, .. }
        | Op::ForU64 { to, .. }
        | Op::ForUsize { to, .. } => {
            *to = target;
            true
        }
        other => match short_target(other) {
            Some(to) => match i16::try_from(i64::from(target) - at as i64 - 1) {
                Ok(distance) => {
                    *to = distance;
                    true
                }
                Err(_) => false,
            },
            None => true,
        },
    }
}

macro_rules! short_targets {
    ($op:expr, $($name:ident)*) => {
        match $op {
            Op::JumpIfWrapNot { to, .. } | Op::JumpIfVariantNot { to, .. } => Some(to),
            $(Op::$name { to, .. } => Some(to),)*
            _ => None,
        }
    };
}

fn short_target(op: &mut Op) -> Option<&mut i16> {
    short_targets!(op,
        JumpLtI32 JumpLeI32 JumpEqI32 JumpNeI32 JumpLtImmI32 JumpLeImmI32 JumpGtImmI32 JumpGeImmI32 JumpEqImmI32 JumpNeImmI32 JumpLtI64 JumpLeI64 JumpEqI64 JumpNeI64 JumpLtImmI64 JumpLeImmI64 JumpGtImmI64 JumpGeImmI64 JumpEqImmI64 JumpNeImmI64 JumpLtU64 JumpLeU64 JumpEqU64 JumpNeU64 JumpLtImmU64 JumpLeImmU64 JumpGtImmU64 JumpGeImmU64 JumpEqImmU64 JumpNeImmU64 JumpLtUsize JumpLeUsize JumpEqUsize JumpNeUsize JumpLtImmUsize JumpLeImmUsize JumpGtImmUsize JumpGeImmUsize JumpEqImmUsize JumpNeImmUsize JumpLtF64 JumpLeF64 JumpEqF64 JumpNeF64 JumpNotLtF64 JumpNotLeF64
    )
}
