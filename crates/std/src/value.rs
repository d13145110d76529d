//! Values of any type: sharing, comparing, exchanging (`std::clone`, `std::cmp`, `std::mem`, `std::any`).

use crate::support::{Natives, UNIT, disagree, first_argument, ordering_of};
use ruchy_check::types::TyKind;
use ruchy_vm::native::{NativeCx, NativeResult, arg};
use ruchy_vm::structural;
use ruchy_vm::value::{Value, VecData};

pub(crate) const NATIVES: Natives = &[
    ("identity", |_, args| Ok(arg::take(args, 0))),
    ("share", share),
    ("value_eq", |_, args| Ok(structural::equals(&args[0], &args[1]).into())),
    ("value_cmp", |cx, args| Ok(ordering_of(cx.call.ret, structural::compare(&args[0], &args[1])))),
    ("value_partial_cmp", value_partial_cmp),
    ("mem_swap", mem_swap),
    ("mem_replace", |_, args| {
        let new = arg::take(args, 1);
        Ok(std::mem::replace(&mut args[0], new))
    }),
    ("mem_forget", |_, args| {
        drop(arg::take(args, 0));
        UNIT
    }),
    ("mem_size_of_val", mem_size_of_val),
    ("mem_discriminant", mem_discriminant),
    ("mem_transmute", mem_transmute),
    ("dyn_unwrap", |_, args| Ok(arg::take(args, 0).without_dyn())),
    ("dyn_unwrap_mut", dyn_unwrap_mut),
];

/// The referred value itself. Through a reference that is held as a value, what it refers to.
fn share(_cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    Ok(arg::take(args, 0))
}

fn value_partial_cmp(cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    let Some(ordering) = structural::partial_compare(&args[0], &args[1]) else {
        return Ok(Value::NONE);
    };
    let ty = first_argument(cx, cx.call.ret).ok_or_else(|| disagree("a result type that is no Option"))?;
    Ok(ordering_of(ty, ordering).some())
}

fn mem_swap(_cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    args.swap(0, 1);
    UNIT
}

/// The size of what lies behind an unsized reference is known from the value only.
fn mem_size_of_val(_cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    let size = arg::usize(args, 1)?;
    let size = match &args[0] {
        text if size == 0 && text.as_str().is_some() => text.as_str().map_or(0, str::len),
        list if size == 0 => list.as_list().map_or(0, |list| {
            let element = match list.data {
                VecData::U8(_) | VecData::Bool(_) => 1,
                VecData::I32(_) | VecData::U32(_) | VecData::F32(_) | VecData::Char(_) => 4,
                VecData::I64(_) | VecData::U64(_) | VecData::Usize(_) | VecData::F64(_) => 8,
                VecData::Values(_) => 16,
            };
            list.len * element
        }),
        _ => size,
    };
    Ok(size.into())
}

fn mem_discriminant(cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    let value = &args[0];
    if let Some((ty, variant)) = value.adt_header() {
        let code = cx.code();
        let known = code.types.adt(ty).and_then(|adt| adt.variants.get(variant as usize)).map(|v| v.discriminant as isize);
        return Ok(known.unwrap_or(variant as isize).into());
    }
    let number = match value {
        Value::None(_) if value.is_none() => 0,
        _ => value.top().map_or(0, |wrap| match wrap {
            ruchy_vm::value::Wrap::Some | ruchy_vm::value::Wrap::Err => 1,
            ruchy_vm::value::Wrap::Ok => 0,
        }),
    };
    Ok((number as isize).into())
}

/// The same bits as another number type; any other value stays what it is.
fn mem_transmute(cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    let value = arg::take(args, 0);
    let code = cx.code();
    let to = code.types.kind(cx.call.ret);
    let bits = match &value {
        Value::F64(_, x) => Some(i128::from(x.to_bits())),
        Value::F32(_, x) => Some(i128::from(x.to_bits())),
        Value::Char(_, x) => Some(i128::from(*x as u32)),
        Value::Bool(_, x) => Some(i128::from(*x)),
        other => other.as_int(),
    };
    Ok(match (to, bits) {
        (Some(TyKind::Int(kind)), Some(bits)) => Value::int(*kind, bits),
        (Some(TyKind::Float(ruchy_check::types::FloatKind::F64)), Some(bits)) => f64::from_bits(bits as u64).into(),
        (Some(TyKind::Float(ruchy_check::types::FloatKind::F32)), Some(bits)) => f32::from_bits(bits as u32).into(),
        (Some(TyKind::Char), Some(bits)) => char::from_u32(bits as u32).unwrap_or(char::REPLACEMENT_CHARACTER).into(),
        (Some(TyKind::Bool), Some(bits)) => (bits & 1 == 1).into(),
        (Some(TyKind::Adt(..)), Some(bits)) => {
            let variant = code
                .types
                .adt(cx.call.ret)
                .filter(|adt| adt.is_enum)
                .and_then(|adt| adt.variants.iter().position(|variant| variant.discriminant == bits));
            match variant {
                Some(variant) => Value::adt(cx.call.ret, variant as u32, []),
                None => value,
            }
        }
        _ => match value.as_list().and_then(|list| list.bytes().map(<[u8]>::to_vec)) {
            Some(bytes) => from_bytes(to, &bytes).unwrap_or(value),
            None => value,
        },
    })
}

/// A number whose bytes these are.
fn from_bytes(to: Option<&TyKind>, bytes: &[u8]) -> Option<Value> {
    let mut all = [0; 16];
    all.get_mut(..bytes.len())?.copy_from_slice(bytes);
    let bits = i128::from_le_bytes(all);
    match to? {
        TyKind::Int(kind) if kind.bits() as usize == bytes.len() * 8 => Some(Value::int(*kind, bits)),
        TyKind::Float(ruchy_check::types::FloatKind::F64) if bytes.len() == 8 => Some(f64::from_bits(bits as u64).into()),
        TyKind::Float(ruchy_check::types::FloatKind::F32) if bytes.len() == 4 => Some(f32::from_bits(bits as u32).into()),
        _ => None,
    }
}

/// `&mut dyn Any` to `&mut T`: the content of the wrapper is put into its place.
fn dyn_unwrap_mut(_cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    let reference = arg::take(args, 0);
    let inner = reference.with_ref(|slot| match slot {
        Value::Dyn(_, wrapper) => match triomphe::Arc::get_mut(wrapper) {
            Some(own) => Some(Value::lend(&mut own.value)),
            None => {
                let mut own = (**wrapper).clone();
                let lent = Value::lend(&mut own.value);
                *wrapper = triomphe::Arc::new(own);
                Some(lent)
            }
        },
        _ => None,
    })?;
    Ok(inner.unwrap_or(reference))
}
