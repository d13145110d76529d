//! Integers: each operation by Rust's own method on the type of the value (`std::num`).

use crate::support::{Natives, disagree};
use ruchy_vm::native::{Exit, NativeResult, arg};
use ruchy_vm::value::Value;

/// Runs an expression with the integers bound, whatever their kind; both must be of one kind.
macro_rules! with_ints {
    ($args:ident, $a:ident => $result:expr) => {
        with_ints!(@one $args, $a => $result;
            I8 I16 I32 I64 Isize U8 U16 U32 U64 Usize)
    };
    ($args:ident, $a:ident $b:ident => $result:expr) => {
        with_ints!(@two $args, $a $b => $result;
            I8 I16 I32 I64 Isize U8 U16 U32 U64 Usize)
    };
    (@one $args:ident, $a:ident => $result:expr; $($kind:ident)*) => {
        match &$args[0] {
            $(Value::$kind(_, $a) => { let $a = *$a; $result })*
            Value::I128(_, $a) => { let $a = **$a; $result }
            Value::U128(_, $a) => { let $a = **$a; $result }
            _ => Err(no_integer($args)),
        }
    };
    (@two $args:ident, $a:ident $b:ident => $result:expr; $($kind:ident)*) => {
        match (&$args[0], &$args[1]) {
            $((Value::$kind(_, $a), Value::$kind(_, $b)) => { let ($a, $b) = (*$a, *$b); $result })*
            (Value::I128(_, $a), Value::I128(_, $b)) => { let ($a, $b) = (**$a, **$b); $result }
            (Value::U128(_, $a), Value::U128(_, $b)) => { let ($a, $b) = (**$a, **$b); $result }
            _ => Err(no_integer($args)),
        }
    };
}

pub(crate) const NATIVES: Natives = &[
    ("int_min", |_, args| with_ints!(args, a => Ok(least(a).into()))),
    ("int_max", |_, args| with_ints!(args, a => Ok((!least(a)).into()))),
    ("int_bits", |_, args| with_ints!(args, a => Ok((size_of_val(&a) as u32 * 8).into()))),
    ("int_parse", int_parse),
    ("int_convert", |_, args| {
        let kind = args[1].int_kind().ok_or_else(|| no_integer(args))?;
        let bits = kind.bits();
        Ok(match (args[0].as_int(), args[0].as_u128()) {
            // Above every signed number: only `u128` holds it.
            (None, Some(big)) => (kind == ruchy_check::types::IntKind::U128).then(|| Value::from(big)),
            (Some(value), _) => {
                let fits = if kind.signed() {
                    bits == 128 || (value >= -(1 << (bits - 1)) && value < 1 << (bits - 1))
                } else {
                    value >= 0 && (bits == 128 || value < 1 << bits)
                };
                fits.then(|| Value::int(kind, value))
            }
            _ => return Err(no_integer(args)),
        }
        .map_or(Value::NONE, Value::some))
    }),
    ("int_reinterpret", |_, args| {
        let kind = args[1].int_kind().ok_or_else(|| no_integer(args))?;
        let bits = args[0].as_int().or_else(|| args[0].as_u128().map(|x| x as i128)).ok_or_else(|| no_integer(args))?;
        Ok(Value::int(kind, bits))
    }),
    ("int_checked_add", |_, args| with_ints!(args, a b => Ok(a.checked_add(b).into()))),
    ("int_checked_sub", |_, args| with_ints!(args, a b => Ok(a.checked_sub(b).into()))),
    ("int_checked_mul", |_, args| with_ints!(args, a b => Ok(a.checked_mul(b).into()))),
    ("int_checked_div", |_, args| with_ints!(args, a b => Ok(a.checked_div(b).into()))),
    ("int_checked_rem", |_, args| with_ints!(args, a b => Ok(a.checked_rem(b).into()))),
    ("int_checked_div_euclid", |_, args| with_ints!(args, a b => Ok(a.checked_div_euclid(b).into()))),
    ("int_checked_rem_euclid", |_, args| with_ints!(args, a b => Ok(a.checked_rem_euclid(b).into()))),
    ("int_checked_neg", |_, args| with_ints!(args, a => Ok(a.checked_neg().into()))),
    ("int_checked_shl", |_, args| {
        let bits = u32_of(args, 1)?;
        with_ints!(args, a => Ok(a.checked_shl(bits).into()))
    }),
    ("int_checked_shr", |_, args| {
        let bits = u32_of(args, 1)?;
        with_ints!(args, a => Ok(a.checked_shr(bits).into()))
    }),
    ("int_checked_pow", |_, args| {
        let exponent = u32_of(args, 1)?;
        with_ints!(args, a => Ok(a.checked_pow(exponent).into()))
    }),
    ("int_wrapping_add", |_, args| with_ints!(args, a b => Ok(a.wrapping_add(b).into()))),
    ("int_wrapping_sub", |_, args| with_ints!(args, a b => Ok(a.wrapping_sub(b).into()))),
    ("int_wrapping_mul", |_, args| with_ints!(args, a b => Ok(a.wrapping_mul(b).into()))),
    ("int_wrapping_div", |_, args| with_ints!(args, a b => if b == 0 { by_zero() } else { Ok(a.wrapping_div(b).into()) })),
    ("int_wrapping_rem", |_, args| with_ints!(args, a b => if b == 0 { rest_by_zero() } else { Ok(a.wrapping_rem(b).into()) })),
    ("int_wrapping_div_euclid", |_, args| with_ints!(args, a b => if b == 0 { by_zero() } else { Ok(a.wrapping_div_euclid(b).into()) })),
    (
        "int_wrapping_rem_euclid",
        |_, args| with_ints!(args, a b => if b == 0 { rest_by_zero() } else { Ok(a.wrapping_rem_euclid(b).into()) }),
    ),
    ("int_wrapping_neg", |_, args| with_ints!(args, a => Ok(a.wrapping_neg().into()))),
    ("int_wrapping_shl", |_, args| {
        let bits = u32_of(args, 1)?;
        with_ints!(args, a => Ok(a.wrapping_shl(bits).into()))
    }),
    ("int_wrapping_shr", |_, args| {
        let bits = u32_of(args, 1)?;
        with_ints!(args, a => Ok(a.wrapping_shr(bits).into()))
    }),
    ("int_wrapping_pow", |_, args| {
        let exponent = u32_of(args, 1)?;
        with_ints!(args, a => Ok(a.wrapping_pow(exponent).into()))
    }),
    ("int_saturating_add", |_, args| with_ints!(args, a b => Ok(a.saturating_add(b).into()))),
    ("int_saturating_sub", |_, args| with_ints!(args, a b => Ok(a.saturating_sub(b).into()))),
    ("int_saturating_mul", |_, args| with_ints!(args, a b => Ok(a.saturating_mul(b).into()))),
    ("int_saturating_div", |_, args| with_ints!(args, a b => if b == 0 { by_zero() } else { Ok(a.saturating_div(b).into()) })),
    ("int_saturating_pow", |_, args| {
        let exponent = u32_of(args, 1)?;
        with_ints!(args, a => Ok(a.saturating_pow(exponent).into()))
    }),
    ("int_isqrt", int_isqrt),
    ("int_div_euclid", |_, args| {
        with_ints!(args, a b => if b == 0 { by_zero() } else {
            a.checked_div_euclid(b).map(Value::from).ok_or_else(|| Exit::panic("attempt to divide with overflow"))
        })
    }),
    ("int_rem_euclid", |_, args| {
        with_ints!(args, a b => if b == 0 { rest_by_zero() } else {
            let rest = a.checked_rem_euclid(b).map(Value::from);
            rest.ok_or_else(|| Exit::panic("attempt to calculate the remainder with overflow"))
        })
    }),
    ("int_rotate_left", |_, args| {
        let bits = u32_of(args, 1)?;
        with_ints!(args, a => Ok(a.rotate_left(bits).into()))
    }),
    ("int_rotate_right", |_, args| {
        let bits = u32_of(args, 1)?;
        with_ints!(args, a => Ok(a.rotate_right(bits).into()))
    }),
    ("int_count_ones", |_, args| with_ints!(args, a => Ok(a.count_ones().into()))),
    ("int_count_zeros", |_, args| with_ints!(args, a => Ok(a.count_zeros().into()))),
    ("int_leading_zeros", |_, args| with_ints!(args, a => Ok(a.leading_zeros().into()))),
    ("int_trailing_zeros", |_, args| with_ints!(args, a => Ok(a.trailing_zeros().into()))),
    ("int_leading_ones", |_, args| with_ints!(args, a => Ok(a.leading_ones().into()))),
    ("int_trailing_ones", |_, args| with_ints!(args, a => Ok(a.trailing_ones().into()))),
    ("int_swap_bytes", |_, args| with_ints!(args, a => Ok(a.swap_bytes().into()))),
    ("int_reverse_bits", |_, args| with_ints!(args, a => Ok(a.reverse_bits().into()))),
    ("int_checked_ilog", |_, args| with_ints!(args, a b => Ok(a.checked_ilog(b).into()))),
    ("int_to_bytes", |_, args| {
        let big = arg::bool(args, 1)?;
        let mut bytes = match &args[0] {
            Value::F32(_, x) => x.to_le_bytes().to_vec(),
            Value::F64(_, x) => x.to_le_bytes().to_vec(),
            _ => with_ints!(args, a => Ok::<_, Exit>(a.to_le_bytes().to_vec()))?,
        };
        if big {
            bytes.reverse();
        }
        Ok(Value::bytes(bytes))
    }),
    ("int_from_bytes", |_, args| {
        let big = arg::bool(args, 2)?;
        let bytes = arg::list(args, 1)?.bytes().ok_or_else(|| disagree("bytes that are none"))?;
        let mut all = [0; 16];
        let place = all.get_mut(..bytes.len()).ok_or_else(|| disagree("too many bytes"))?;
        place.copy_from_slice(bytes);
        if big {
            place.reverse();
        }
        let bits = i128::from_le_bytes(all);
        match &args[0] {
            Value::F32(..) => Ok(f32::from_bits(bits as u32).into()),
            Value::F64(..) => Ok(f64::from_bits(bits as u64).into()),
            of => Ok(Value::int(of.int_kind().ok_or_else(|| no_integer(args))?, bits)),
        }
    }),
];

#[cold]
fn no_integer(args: &[Value]) -> Exit {
    disagree(&format!("something else than integers of one kind: {args:?}"))
}

#[cold]
fn by_zero() -> NativeResult {
    Err(Exit::panic("attempt to divide by zero"))
}

#[cold]
fn rest_by_zero() -> NativeResult {
    Err(Exit::panic("attempt to calculate the remainder with a divisor of zero"))
}

fn u32_of(args: &[Value], index: usize) -> Result<u32, Exit> {
    Ok(arg::u64(args, index)? as u32)
}

/// The least value of a type; its complement is the greatest.
trait Least: Sized {
    const LEAST: Self;
}

macro_rules! least {
    ($($ty:ty)*) => { $(impl Least for $ty { const LEAST: Self = <$ty>::MIN; })* };
}
least!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

fn least<T: Least>(_of: T) -> T {
    T::LEAST
}

/// The error: 0 empty, 1 a wrong digit, 2 too great, 3 too small.
fn int_parse(_cx: &mut ruchy_vm::native::NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    let radix = u32_of(args, 2)?;
    if !(2..=36).contains(&radix) {
        return Err(Exit::panic(format!("from_ascii_radix: radix must lie in the range `[2, 36]` - found {radix}")));
    }
    let text = arg::str(args, 1)?;
    fn parse<T: Into<Value>>(result: Result<T, std::num::ParseIntError>) -> NativeResult {
        use std::num::IntErrorKind;
        Ok(match result {
            Ok(value) => value.into().ok(),
            Err(error) => Value::from(match error.kind() {
                IntErrorKind::Empty => 0u8,
                IntErrorKind::PosOverflow => 2,
                IntErrorKind::NegOverflow => 3,
                _ => 1,
            })
            .err(),
        })
    }
    macro_rules! kinds {
        ($($kind:ident $ty:ty),*) => {
            match &args[0] {
                $(Value::$kind(..) => parse(<$ty>::from_str_radix(text, radix)),)*
                _ => Err(no_integer(args)),
            }
        };
    }
    kinds!(
        I8 i8, I16 i16, I32 i32, I64 i64, I128 i128, Isize isize, U8 u8, U16 u16, U32 u32, U64 u64, U128 u128, Usize usize
    )
}

fn int_isqrt(_cx: &mut ruchy_vm::native::NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    if args[0].as_int().is_some_and(|value| value < 0) {
        return Err(Exit::panic("argument of integer square root cannot be negative"));
    }
    with_ints!(args, a => Ok(a.isqrt().into()))
}
