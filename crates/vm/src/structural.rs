//! Equality, order and hashes of values by their structure, as the derived impls of Rust have them.

use crate::nesting::nested;
use crate::value::{Value, Wrap};
use std::cmp::Ordering;
use std::hash::Hasher;

/// Without what is only representation: lent slots, trait objects' types, `Rc`.
fn plain(value: &Value) -> Option<Value> {
    match value {
        Value::Lent(..) => Some(value.snapshot()),
        Value::Dyn(wraps, inner) => Some(inner.value.clone().wrapped_in(*wraps)),
        Value::Rc(wraps, rc) => rc.content().map(|content| content.snapshot().wrapped_in(*wraps)),
        Value::Ref(wraps, _) | Value::Part(wraps, _) => value.read_ref().ok().map(|content| content.wrapped_in(*wraps)),
        _ => None,
    }
}

/// `a == b`; false where they cannot be compared.
pub fn equals(a: &Value, b: &Value) -> bool {
    macro_rules! kinds {
        ($($kind:ident),*) => {
            match (a, b) {
                $((Value::$kind(v, x), Value::$kind(w, y)) => v == w && x == y,)*
                (Value::I128(v, x), Value::I128(w, y)) => v == w && x == y,
                (Value::U128(v, x), Value::U128(w, y)) => v == w && x == y,
                (Value::None(v), Value::None(w)) | (Value::Unit(v), Value::Unit(w)) => v == w,
                (Value::Null(v), Value::Null(w)) => v == w,
                (Value::Variant(v, _, x), Value::Variant(w, _, y)) => v == w && x == y,
                (Value::Function(v, x), Value::Function(w, y)) => v == w && x == y,
                (Value::Tuple(v, x), Value::Tuple(w, y)) | (Value::Struct(v, x), Value::Struct(w, y)) => {
                    v == w
                        && x.header().variant == y.header().variant
                        && x.values().len() == y.values().len()
                        && nested(|| x.values().iter().zip(y.values()).all(|(x, y)| equals(x, y)))
                }
                (Value::Vec(v, x), Value::Vec(w, y)) => {
                    let (x, y) = (x.list(), y.list());
                    v == w && x.len == y.len && nested(|| x.iter().zip(y.iter()).all(|(x, y)| equals(&x, &y)))
                }
                (Value::Object(v, x), Value::Object(w, y)) => {
                    v == w && (triomphe::Arc::ptr_eq(x, y) || nested(|| x.equals(&***y).unwrap_or(false)))
                }
                _ => match (a.as_str(), b.as_str()) {
                    (Some(x), Some(y)) => a.wraps() == b.wraps() && x == y,
                    _ => match (plain(a), plain(b)) {
                        (None, None) => false,
                        (x, y) => nested(|| equals(x.as_ref().unwrap_or(a), y.as_ref().unwrap_or(b))),
                    },
                },
            }
        };
    }
    kinds!(Bool, Char, I8, I16, I32, I64, Isize, U8, U16, U32, U64, Usize, F32, F64)
}

/// The order of two values of one type; `None` where they have none (NaN).
pub fn partial_compare(a: &Value, b: &Value) -> Option<Ordering> {
    if let Err(decided) = compare_wraps(a, b) {
        return Some(decided);
    }
    macro_rules! kinds {
        ($($kind:ident),*) => {
            match (a, b) {
                $((Value::$kind(_, x), Value::$kind(_, y)) => x.partial_cmp(y),)*
                (Value::I128(_, x), Value::I128(_, y)) => x.partial_cmp(y),
                (Value::U128(_, x), Value::U128(_, y)) => x.partial_cmp(y),
                (Value::Tuple(_, x), Value::Tuple(_, y)) => each(x.values().iter().cloned(), y.values().iter().cloned()),
                (Value::Struct(_, x), Value::Struct(_, y)) => match x.header().variant.cmp(&y.header().variant) {
                    Ordering::Equal => each(x.values().iter().cloned(), y.values().iter().cloned()),
                    unequal => Some(unequal),
                },
                (Value::Vec(_, x), Value::Vec(_, y)) => each(x.list().iter(), y.list().iter()),
                (Value::Object(_, x), Value::Object(_, y)) => nested(|| x.compare(&***y)),
                (Value::Unit(_), Value::Unit(_)) | (Value::None(_), Value::None(_)) => Some(Ordering::Equal),
                _ => match (a.as_str(), b.as_str()) {
                    (Some(x), Some(y)) => Some(x.cmp(y)),
                    _ => match (a.variant(), b.variant()) {
                        (Some(x), Some(y)) => Some(x.cmp(&y)),
                        _ => match (plain(a), plain(b)) {
                            (None, None) => a.address().partial_cmp(&b.address()),
                            (x, y) => nested(|| partial_compare(x.as_ref().unwrap_or(a), y.as_ref().unwrap_or(b))),
                        },
                    },
                },
            }
        };
    }
    kinds!(Bool, Char, I8, I16, I32, I64, Isize, U8, U16, U32, U64, Usize, F32, F64)
}

/// The total order of two values of one type.
pub fn compare(a: &Value, b: &Value) -> Ordering {
    partial_compare(a, b).unwrap_or(Ordering::Equal)
}

/// `None < Some`, `Ok < Err`, from the outside in.
fn compare_wraps(a: &Value, b: &Value) -> Result<(), Ordering> {
    let (mut v, mut w) = (a.wraps(), b.wraps());
    if v == w {
        // Of two values with the same marks one may still be the `None` inside them.
        return match (a.is_none_inside(), b.is_none_inside()) {
            (true, false) => Err(Ordering::Less),
            (false, true) => Err(Ordering::Greater),
            _ => Ok(()),
        };
    }
    loop {
        match (v.top(), w.top()) {
            (x, y) if x == y && x.is_some() => {
                v = v.pop();
                w = w.pop();
            }
            (Some(Wrap::Ok), _) => return Err(Ordering::Less),
            (_, Some(Wrap::Ok)) => return Err(Ordering::Greater),
            (Some(_), _) => return Err(Ordering::Greater),
            (_, Some(_)) => return Err(Ordering::Less),
            (None, None) => return Ok(()),
        }
    }
}

impl Value {
    fn is_none_inside(&self) -> bool {
        matches!(self, Value::None(_))
    }
}

fn each(x: impl Iterator<Item = Value>, mut y: impl Iterator<Item = Value>) -> Option<Ordering> {
    nested(|| {
        for a in x {
            let Some(b) = y.next() else { return Some(Ordering::Greater) };
            match partial_compare(&a, &b) {
                Some(Ordering::Equal) => {}
                other => return other,
            }
        }
        Some(if y.next().is_some() { Ordering::Less } else { Ordering::Equal })
    })
}

/// Feeds a value to a hasher, so that equal values give equal hashes.
pub fn hash(value: &Value, state: &mut dyn Hasher) {
    let wraps = value.wraps();
    if !wraps.is_empty() {
        state.write_u32(wraps.0);
    }
    match value {
        Value::Bool(_, x) => state.write_u8(u8::from(*x)),
        Value::Char(_, x) => state.write_u32(*x as u32),
        Value::I8(_, x) => state.write_i8(*x),
        Value::I16(_, x) => state.write_i16(*x),
        Value::I32(_, x) => state.write_i32(*x),
        Value::I64(_, x) => state.write_i64(*x),
        Value::Isize(_, x) => state.write_isize(*x),
        Value::I128(_, x) => state.write_i128(**x),
        Value::U8(_, x) => state.write_u8(*x),
        Value::U16(_, x) => state.write_u16(*x),
        Value::U32(_, x) => state.write_u32(*x),
        Value::U64(_, x) => state.write_u64(*x),
        Value::Usize(_, x) => state.write_usize(*x),
        Value::U128(_, x) => state.write_u128(**x),
        Value::F32(_, x) => state.write_u32(x.to_bits()),
        Value::F64(_, x) => state.write_u64(x.to_bits()),
        Value::Variant(_, _, x) => state.write_u32(*x),
        Value::Function(_, x) => state.write_u32(*x),
        Value::None(_) => state.write_u8(0),
        Value::Unit(_) | Value::Null(_) | Value::Moved(_) => {}
        Value::Tuple(_, x) => nested(|| x.values().iter().for_each(|x| hash(x, state))),
        Value::Struct(_, x) => {
            state.write_u32(x.header().variant);
            nested(|| x.values().iter().for_each(|x| hash(x, state)));
        }
        Value::Vec(_, x) => {
            let list = x.list();
            state.write_usize(list.len);
            nested(|| list.iter().for_each(|x| hash(&x, state)));
        }
        Value::Object(_, x) => nested(|| x.hash(state)),
        _ => match (value.as_str(), plain(value)) {
            (Some(text), _) => {
                state.write(text.as_bytes());
                state.write_u8(0xff);
            }
            (_, Some(plain)) => nested(|| hash(&plain.with_wraps(crate::value::Wraps::NONE), state)),
            _ => state.write_usize(value.address()),
        },
    }
}
