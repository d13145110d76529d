//! The bytes of plain values, read as values of another type: the fields of a union share their place.

use crate::support::Natives;
use ruchy_check::types::{FloatKind, Ty, TyKind};
use ruchy_vm::code::Types;
use ruchy_vm::native::{NativeCx, NativeResult, arg};
use ruchy_vm::value::Value;

pub(crate) const NATIVES: Natives = &[("union_read", union_read), ("union_mut", union_mut)];

/// What a union holds, as the type of one of its fields. What is made of more than numbers stays what it is.
fn union_read(cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    let value = arg::take(args, 0);
    Ok(reinterpret(&cx.code().types, cx.call.ret, &value).unwrap_or(value))
}

/// Makes what a union holds a value of the type of one of its fields, which is to be changed.
fn union_mut(cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    let place = arg::take(args, 0);
    let code = cx.code();
    if let Some(TyKind::Ref { ty, .. }) = code.types.kind(cx.call.ret) {
        place.with_ref(|slot| {
            if let Some(value) = reinterpret(&code.types, *ty, slot) {
                *slot = value;
            }
        })?;
    }
    Ok(place)
}

/// The bytes of numbers as a value of another type made of numbers; `None` where one of the two is made of more.
pub(crate) fn reinterpret(types: &Types, to: Ty, value: &Value) -> Option<Value> {
    let mut bytes = Vec::new();
    if write(value, &mut bytes) { read(types, to, &mut bytes.into_iter()) } else { None }
}

/// Appends a value's bytes; tells whether all of it is numbers.
fn write(value: &Value, out: &mut Vec<u8>) -> bool {
    match value {
        Value::Bool(_, x) => out.push(u8::from(*x)),
        Value::Char(_, x) => out.extend((*x as u32).to_le_bytes()),
        Value::I8(_, x) => out.extend(x.to_le_bytes()),
        Value::I16(_, x) => out.extend(x.to_le_bytes()),
        Value::I32(_, x) => out.extend(x.to_le_bytes()),
        Value::I64(_, x) => out.extend(x.to_le_bytes()),
        Value::Isize(_, x) => out.extend(x.to_le_bytes()),
        Value::U8(_, x) => out.push(*x),
        Value::U16(_, x) => out.extend(x.to_le_bytes()),
        Value::U32(_, x) => out.extend(x.to_le_bytes()),
        Value::U64(_, x) => out.extend(x.to_le_bytes()),
        Value::Usize(_, x) => out.extend(x.to_le_bytes()),
        Value::F32(_, x) => out.extend(x.to_le_bytes()),
        Value::F64(_, x) => out.extend(x.to_le_bytes()),
        Value::I128(_, x) => out.extend(x.to_le_bytes()),
        Value::U128(_, x) => out.extend(x.to_le_bytes()),
        Value::Vec(..) => return value.as_list().is_some_and(|list| list.iter().all(|item| write(&item, out))),
        _ => return false,
    }
    true
}

/// A value of a type from bytes; those that are not there are zero.
fn read(types: &Types, ty: Ty, bytes: &mut std::vec::IntoIter<u8>) -> Option<Value> {
    let mut number = |width: usize| {
        let mut all = [0; 16];
        for slot in &mut all[..width] {
            *slot = bytes.next().unwrap_or(0);
        }
        i128::from_le_bytes(all)
    };
    Some(match types.kind(ty)? {
        TyKind::Int(kind) => Value::int(*kind, number(kind.bits() as usize / 8)),
        TyKind::Float(FloatKind::F64) => f64::from_bits(number(8) as u64).into(),
        TyKind::Float(FloatKind::F32) => f32::from_bits(number(4) as u32).into(),
        TyKind::Bool => (number(1) & 1 == 1).into(),
        TyKind::Char => char::from_u32(number(4) as u32)?.into(),
        TyKind::Array(item, length) => {
            let TyKind::Const(length) = *types.kind(*length)? else { return None };
            let items = (0..length).map(|_| read(types, *item, bytes)).collect::<Option<Vec<Value>>>()?;
            Value::list(items)
        }
        _ => return None,
    })
}
