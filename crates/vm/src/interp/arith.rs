//! Arithmetic on numbers whose kind has no instructions of its own, casts and comparisons.

use super::Fault;
use crate::ops::{ArithOp, CastTo, CompareOp};
use crate::value::{Value, Wraps};

/// What rustc says when an operation overflows.
pub(crate) fn overflow(op: ArithOp) -> &'static str {
    match op {
        ArithOp::Add => "attempt to add with overflow",
        ArithOp::Sub => "attempt to subtract with overflow",
        ArithOp::Mul => "attempt to multiply with overflow",
        ArithOp::Div => "attempt to divide with overflow",
        ArithOp::Rem => "attempt to calculate the remainder with overflow",
        ArithOp::Shl => "attempt to shift left with overflow",
        ArithOp::Shr => "attempt to shift right with overflow",
        ArithOp::BitAnd | ArithOp::BitOr | ArithOp::BitXor => "attempt to combine bits with overflow",
    }
}

fn zero_divisor(op: ArithOp) -> Fault {
    Fault::panic(match op {
        ArithOp::Rem => "attempt to calculate the remainder with a divisor of zero",
        _ => "attempt to divide by zero",
    })
}

macro_rules! int_op {
    ($op:expr, $x:expr, $y:expr) => {{
        let (x, y) = ($x, $y);
        match $op {
            ArithOp::Add => x.checked_add(y),
            ArithOp::Sub => x.checked_sub(y),
            ArithOp::Mul => x.checked_mul(y),
            ArithOp::Div if y == 0 => return Err(zero_divisor($op)),
            ArithOp::Rem if y == 0 => return Err(zero_divisor($op)),
            ArithOp::Div => x.checked_div(y),
            ArithOp::Rem => x.checked_rem(y),
            ArithOp::BitAnd => Some(x & y),
            ArithOp::BitOr => Some(x | y),
            ArithOp::BitXor => Some(x ^ y),
            ArithOp::Shl | ArithOp::Shr => None,
        }
        .ok_or_else(|| Fault::panic(overflow($op)))?
    }};
}

macro_rules! float_op {
    ($op:expr, $x:expr, $y:expr) => {
        match $op {
            ArithOp::Add => $x + $y,
            ArithOp::Sub => $x - $y,
            ArithOp::Mul => $x * $y,
            ArithOp::Div => $x / $y,
            ArithOp::Rem => $x % $y,
            _ => return Err(Fault::internal("bits of a float")),
        }
    };
}

macro_rules! each_int {
    ($macro:ident) => {
        $macro!(I8, I16, I32, I64, Isize, U8, U16, U32, U64, Usize)
    };
}

/// `a op b`.
pub(crate) fn arith(op: ArithOp, a: &Value, b: &Value) -> Result<Value, Fault> {
    if matches!(op, ArithOp::Shl | ArithOp::Shr) {
        return shift(op, a, b);
    }
    macro_rules! kinds {
        ($($kind:ident),*) => {
            match (a, b) {
                $((Value::$kind(_, x), Value::$kind(_, y)) => Value::$kind(Wraps::NONE, int_op!(op, *x, *y)),)*
                (Value::I128(_, x), Value::I128(_, y)) => Value::from(int_op!(op, **x, **y)),
                (Value::U128(_, x), Value::U128(_, y)) => Value::from(int_op!(op, **x, **y)),
                (Value::F32(_, x), Value::F32(_, y)) => Value::from(float_op!(op, *x, *y)),
                (Value::F64(_, x), Value::F64(_, y)) => Value::from(float_op!(op, *x, *y)),
                (Value::Bool(_, x), Value::Bool(_, y)) => Value::from(match op {
                    ArithOp::BitAnd => *x & *y,
                    ArithOp::BitOr => *x | *y,
                    ArithOp::BitXor => *x ^ *y,
                    _ => return Err(Fault::internal("arithmetic on bools")),
                }),
                (Value::Moved(_), _) | (_, Value::Moved(_)) => return Err(Fault::moved()),
                (a, b) => {
                    return Err(Fault::internal(format!("{op:?} of {} and {}", a.kind_name(), b.kind_name())));
                }
            }
        };
    }
    Ok(each_int!(kinds))
}

fn shift(op: ArithOp, a: &Value, b: &Value) -> Result<Value, Fault> {
    let by = b.as_int().ok_or_else(|| Fault::internal("a shift by no integer"))?;
    let by = u32::try_from(by).unwrap_or(u32::MAX);
    let shifted = match op {
        ArithOp::Shl => {
            macro_rules! left {
                ($($kind:ident),*) => {
                    match a {
                        $(Value::$kind(_, x) => x.checked_shl(by).map(Value::from),)*
                        Value::I128(_, x) => x.checked_shl(by).map(Value::from),
                        Value::U128(_, x) => x.checked_shl(by).map(Value::from),
                        other => return Err(Fault::internal(format!("a shift of a {}", other.kind_name()))),
                    }
                };
            }
            each_int!(left)
        }
        _ => {
            macro_rules! right {
                ($($kind:ident),*) => {
                    match a {
                        $(Value::$kind(_, x) => x.checked_shr(by).map(Value::from),)*
                        Value::I128(_, x) => x.checked_shr(by).map(Value::from),
                        Value::U128(_, x) => x.checked_shr(by).map(Value::from),
                        other => return Err(Fault::internal(format!("a shift of a {}", other.kind_name()))),
                    }
                };
            }
            each_int!(right)
        }
    };
    shifted.ok_or_else(|| Fault::panic(overflow(op)))
}

/// `-a`.
pub(crate) fn neg(a: &Value) -> Result<Value, Fault> {
    let negated = match a {
        Value::I8(_, x) => x.checked_neg().map(Value::from),
        Value::I16(_, x) => x.checked_neg().map(Value::from),
        Value::I32(_, x) => x.checked_neg().map(Value::from),
        Value::I64(_, x) => x.checked_neg().map(Value::from),
        Value::Isize(_, x) => x.checked_neg().map(Value::from),
        Value::I128(_, x) => x.checked_neg().map(Value::from),
        Value::F32(_, x) => Some(Value::from(-x)),
        Value::F64(_, x) => Some(Value::from(-x)),
        Value::Moved(_) => return Err(Fault::moved()),
        other => return Err(Fault::internal(format!("the negative of a {}", other.kind_name()))),
    };
    negated.ok_or_else(|| Fault::panic("attempt to negate with overflow"))
}

/// `!a`.
pub(crate) fn not(a: &Value) -> Result<Value, Fault> {
    macro_rules! kinds {
        ($($kind:ident),*) => {
            match a {
                $(Value::$kind(_, x) => Value::from(!x),)*
                Value::Bool(_, x) => Value::from(!x),
                Value::I128(_, x) => Value::from(!**x),
                Value::U128(_, x) => Value::from(!**x),
                Value::Moved(_) => return Err(Fault::moved()),
                other => return Err(Fault::internal(format!("`!` of a {}", other.kind_name()))),
            }
        };
    }
    Ok(each_int!(kinds))
}

/// `a as kind`.
pub(crate) fn cast(a: &Value, to: CastTo) -> Result<Value, Fault> {
    macro_rules! target {
        ($x:expr) => {{
            let x = $x;
            match to {
                CastTo::I8 => Value::from(x as i8),
                CastTo::I16 => Value::from(x as i16),
                CastTo::I32 => Value::from(x as i32),
                CastTo::I64 => Value::from(x as i64),
                CastTo::I128 => Value::from(x as i128),
                CastTo::Isize => Value::from(x as isize),
                CastTo::U8 => Value::from(x as u8),
                CastTo::U16 => Value::from(x as u16),
                CastTo::U32 => Value::from(x as u32),
                CastTo::U64 => Value::from(x as u64),
                CastTo::U128 => Value::from(x as u128),
                CastTo::Usize => Value::from(x as usize),
                CastTo::F32 => Value::from(x as f32),
                CastTo::F64 => Value::from(x as f64),
                CastTo::Char => Value::from(x as u8 as char),
            }
        }};
    }
    macro_rules! kinds {
        ($($kind:ident),*) => {
            match a {
                $(Value::$kind(_, x) => target!(*x),)*
                Value::I128(_, x) => target!(**x),
                Value::U128(_, x) => target!(**x),
                Value::F32(_, x) => target!(*x),
                Value::F64(_, x) => target!(*x),
                Value::Bool(_, x) => target!(u8::from(*x)),
                Value::Char(_, x) if to == CastTo::Char => Value::from(*x),
                Value::Char(_, x) => target!(*x as u32),
                Value::Moved(_) => return Err(Fault::moved()),
                other => target!(other.address()),
            }
        };
    }
    Ok(each_int!(kinds))
}

/// Whether an ordering answers a comparison; `None` (NaN) answers only `!=`.
pub(crate) fn answers(op: CompareOp, ordering: Option<std::cmp::Ordering>) -> bool {
    match (op, ordering) {
        (CompareOp::Ne, None) => true,
        (_, None) => false,
        (CompareOp::Eq, Some(o)) => o.is_eq(),
        (CompareOp::Ne, Some(o)) => o.is_ne(),
        (CompareOp::Lt, Some(o)) => o.is_lt(),
        (CompareOp::Le, Some(o)) => o.is_le(),
        (CompareOp::Gt, Some(o)) => o.is_gt(),
        (CompareOp::Ge, Some(o)) => o.is_ge(),
    }
}
