//! Floating-point numbers: each operation by Rust's own method (`std::f64`, `std::f32`).

use crate::support::{Natives, disagree, ordering_of};
use ruchy_vm::native::{Exit, NativeCx, NativeResult, arg};
use ruchy_vm::value::Value;

macro_rules! with_floats {
    ($args:ident, $a:ident => $result:expr) => {
        match $args[0] {
            Value::F64(_, $a) => Ok($result.into()),
            Value::F32(_, $a) => Ok($result.into()),
            _ => Err(no_float($args)),
        }
    };
    ($args:ident, $a:ident $b:ident => $result:expr) => {
        match (&$args[0], &$args[1]) {
            (&Value::F64(_, $a), &Value::F64(_, $b)) => Ok($result.into()),
            (&Value::F32(_, $a), &Value::F32(_, $b)) => Ok($result.into()),
            _ => Err(no_float($args)),
        }
    };
}

pub(crate) const NATIVES: Natives = &[
    ("float_const", float_const),
    ("float_parse", float_parse),
    ("float_mul_add", |_, args| match (&args[0], &args[1], &args[2]) {
        (&Value::F64(_, a), &Value::F64(_, b), &Value::F64(_, c)) => Ok(a.mul_add(b, c).into()),
        (&Value::F32(_, a), &Value::F32(_, b), &Value::F32(_, c)) => Ok(a.mul_add(b, c).into()),
        _ => Err(no_float(args)),
    }),
    ("float_powi", |_, args| {
        let exponent = arg::i64(args, 1)? as i32;
        with_floats!(args, a => a.powi(exponent))
    }),
    ("float_total_cmp", |cx, args| {
        let ordering = match (&args[0], &args[1]) {
            (Value::F64(_, a), Value::F64(_, b)) => a.total_cmp(b),
            (Value::F32(_, a), Value::F32(_, b)) => a.total_cmp(b),
            _ => return Err(no_float(args)),
        };
        Ok(ordering_of(cx.call.ret, ordering))
    }),
    ("float_to_bits", |_, args| with_floats!(args, a => a.to_bits())),
    ("float_from_bits", |_, args| match args[0] {
        Value::U64(_, bits) => Ok(f64::from_bits(bits).into()),
        Value::U32(_, bits) => Ok(f32::from_bits(bits).into()),
        _ => Err(no_float(args)),
    }),
    ("float_floor", |_, args| with_floats!(args, a => a.floor())),
    ("float_ceil", |_, args| with_floats!(args, a => a.ceil())),
    ("float_round", |_, args| with_floats!(args, a => a.round())),
    ("float_round_ties_even", |_, args| with_floats!(args, a => a.round_ties_even())),
    ("float_trunc", |_, args| with_floats!(args, a => a.trunc())),
    ("float_fract", |_, args| with_floats!(args, a => a.fract())),
    ("float_abs", |_, args| with_floats!(args, a => a.abs())),
    ("float_signum", |_, args| with_floats!(args, a => a.signum())),
    ("float_sqrt", |_, args| with_floats!(args, a => a.sqrt())),
    ("float_cbrt", |_, args| with_floats!(args, a => a.cbrt())),
    ("float_exp", |_, args| with_floats!(args, a => a.exp())),
    ("float_exp2", |_, args| with_floats!(args, a => a.exp2())),
    ("float_exp_m1", |_, args| with_floats!(args, a => a.exp_m1())),
    ("float_ln", |_, args| with_floats!(args, a => a.ln())),
    ("float_ln_1p", |_, args| with_floats!(args, a => a.ln_1p())),
    ("float_log2", |_, args| with_floats!(args, a => a.log2())),
    ("float_log10", |_, args| with_floats!(args, a => a.log10())),
    ("float_sin", |_, args| with_floats!(args, a => a.sin())),
    ("float_cos", |_, args| with_floats!(args, a => a.cos())),
    ("float_tan", |_, args| with_floats!(args, a => a.tan())),
    ("float_asin", |_, args| with_floats!(args, a => a.asin())),
    ("float_acos", |_, args| with_floats!(args, a => a.acos())),
    ("float_atan", |_, args| with_floats!(args, a => a.atan())),
    ("float_sinh", |_, args| with_floats!(args, a => a.sinh())),
    ("float_cosh", |_, args| with_floats!(args, a => a.cosh())),
    ("float_tanh", |_, args| with_floats!(args, a => a.tanh())),
    ("float_asinh", |_, args| with_floats!(args, a => a.asinh())),
    ("float_acosh", |_, args| with_floats!(args, a => a.acosh())),
    ("float_atanh", |_, args| with_floats!(args, a => a.atanh())),
    ("float_to_degrees", |_, args| with_floats!(args, a => a.to_degrees())),
    ("float_to_radians", |_, args| with_floats!(args, a => a.to_radians())),
    ("float_is_infinite", |_, args| with_floats!(args, a => a.is_infinite())),
    ("float_is_finite", |_, args| with_floats!(args, a => a.is_finite())),
    ("float_is_normal", |_, args| with_floats!(args, a => a.is_normal())),
    ("float_is_subnormal", |_, args| with_floats!(args, a => a.is_subnormal())),
    ("float_is_sign_positive", |_, args| with_floats!(args, a => a.is_sign_positive())),
    ("float_is_sign_negative", |_, args| with_floats!(args, a => a.is_sign_negative())),
    ("float_next_up", |_, args| with_floats!(args, a => a.next_up())),
    ("float_next_down", |_, args| with_floats!(args, a => a.next_down())),
    ("float_copysign", |_, args| with_floats!(args, a b => a.copysign(b))),
    ("float_div_euclid", |_, args| with_floats!(args, a b => a.div_euclid(b))),
    ("float_rem_euclid", |_, args| with_floats!(args, a b => a.rem_euclid(b))),
    ("float_powf", |_, args| with_floats!(args, a b => a.powf(b))),
    ("float_log", |_, args| with_floats!(args, a b => a.log(b))),
    ("float_hypot", |_, args| with_floats!(args, a b => a.hypot(b))),
    ("float_atan2", |_, args| with_floats!(args, a b => a.atan2(b))),
    ("float_max", |_, args| with_floats!(args, a b => a.max(b))),
    ("float_min", |_, args| with_floats!(args, a b => a.min(b))),
];

#[cold]
fn no_float(args: &[Value]) -> Exit {
    disagree(&format!("something else than floats of one kind: {args:?}"))
}

/// By number: MAX, MIN, MIN_POSITIVE, EPSILON, INFINITY, NEG_INFINITY, NAN.
fn float_const(_cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    let which = arg::usize(args, 1)?;
    macro_rules! constants {
        ($ty:ident) => {
            [$ty::MAX, $ty::MIN, $ty::MIN_POSITIVE, $ty::EPSILON, $ty::INFINITY, $ty::NEG_INFINITY, $ty::NAN]
                .get(which)
                .map(|constant| Value::from(*constant))
                .ok_or_else(|| disagree("a constant that does not exist"))
        };
    }
    match args[0] {
        Value::F64(..) => constants!(f64),
        Value::F32(..) => constants!(f32),
        _ => Err(no_float(args)),
    }
}

/// The error is whether the text is empty.
fn float_parse(_cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    let text = arg::str(args, 1)?;
    let error = Value::from(text.is_empty()).err();
    Ok(match args[0] {
        Value::F64(..) => text.parse::<f64>().map_or(error, |x| Value::from(x).ok()),
        Value::F32(..) => text.parse::<f32>().map_or(error, |x| Value::from(x).ok()),
        _ => return Err(no_float(args)),
    })
}
