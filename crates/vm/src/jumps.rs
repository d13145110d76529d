//! Jump targets in instructions: distances from the next instruction.

use crate::ops::{Op, with_integers};

/// Where a jump's distance is kept.
enum Distance<'a> {
    Long(&'a mut i32),
    Short(&'a mut i16),
}

macro_rules! distance {
    ({ $op:expr } $(($kind:ident $ty:ident $add:ident $sub:ident $mul:ident $div:ident $rem:ident $bit_and:ident $bit_or:ident $bit_xor:ident $shl:ident $shr:ident $add_imm:ident $sub_imm:ident $mul_imm:ident $div_imm:ident $rem_imm:ident $bit_and_imm:ident $shl_imm:ident $shr_imm:ident $for:ident $lt:ident $le:ident $eq:ident $ne:ident $($jump:ident)*))*) => {
        match $op {
            Op::Jump { to } | Op::Loop { to } | Op::JumpIf { to, .. } | Op::JumpIfNot { to, .. } | Op::JumpIfMoved { to, .. } $(| Op::$for { to, .. })* => Some(Distance::Long(to)),
            Op::JumpIfWrapNot { to, .. }
            | Op::NextOfSliceOr { to, .. }
            | Op::NextOfRangeOr { to, .. }
            | Op::JumpIfVariantNot { to, .. }
            | Op::JumpLtF64 { to, .. }
            | Op::JumpLeF64 { to, .. }
            | Op::JumpEqF64 { to, .. }
            | Op::JumpNeF64 { to, .. }
            | Op::JumpNotLtF64 { to, .. }
            | Op::JumpNotLeF64 { to, .. }
            $($(| Op::$jump { to, .. })*)* => Some(Distance::Short(to)),
            _ => None,
        }
    };
}

fn distance(op: &mut Op) -> Option<Distance<'_>> {
    with_integers!(distance! { { op } })
}

impl Op {
    /// Where the instruction at `pc` may jump to.
    pub(crate) fn target(&self, pc: usize) -> Option<usize> {
        let mut op = *self;
        let distance = match distance(&mut op)? {
            Distance::Long(to) => *to as isize,
            Distance::Short(to) => *to as isize,
        };
        Some((pc + 1).checked_add_signed(distance).unwrap_or(0))
    }

    /// Whether this is the step of a range loop.
    pub(crate) fn is_range_step(&self) -> bool {
        matches!(self, Op::ForI32 { .. } | Op::ForI64 { .. } | Op::ForU64 { .. } | Op::ForUsize { .. })
    }
}

/// Whether an instruction's distance is a wide one.
pub(crate) fn has_long_target(op: &Op) -> bool {
    matches!(distance(&mut { *op }), Some(Distance::Long(_)))
}

/// Sets the target of the instruction at `at`; false where it is too far away.
pub(crate) fn set_target(op: &mut Op, at: usize, target: u32) -> bool {
    let wanted = i64::from(target) - at as i64 - 1;
    match distance(op) {
        Some(Distance::Long(to)) => {
            *to = wanted as i32;
            true
        }
        Some(Distance::Short(to)) => match i16::try_from(wanted) {
            Ok(distance) => {
                *to = distance;
                true
            }
            Err(_) => false,
        },
        None => true,
    }
}
