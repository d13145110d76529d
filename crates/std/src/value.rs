//! Values of any type: sharing, comparing, exchanging (`std::clone`, `std::cmp`, `std::mem`, `std::any`).

use crate::reinterpret::reinterpret;
use crate::support::{Natives, UNIT, disagree, first_argument, ordering_of};
use ruchy_check::types::{FloatKind, Ty, TyKind};
use ruchy_vm::code::Types;
use ruchy_vm::native::{NativeCx, NativeResult, arg};
use ruchy_vm::structural;
use ruchy_vm::value::{Value, Wraps};

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
    ("mem_items_of", |_, args| {
        let items = args[0].as_list().map(|list| list.len).or_else(|| args[0].as_str().map(str::len));
        Ok(items.unwrap_or(0).into())
    }),
    ("mem_uninit", |cx, _| Ok(made_of(&cx.code().types, cx.call.ret, None))),
    ("mem_zeroed", |cx, _| Ok(made_of(&cx.code().types, cx.call.ret, Some(0)))),
    ("mem_of_byte", |cx, args| Ok(made_of(&cx.code().types, cx.call.ret, Some(arg::u64(args, 0)? as u8)))),
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

/// A value of a type all whose bytes are `byte`; without a byte, and where no bytes make a value here, what is left by a move: it has to be written before it is read.
fn made_of(types: &Types, ty: Ty, byte: Option<u8>) -> Value {
    let nothing = Value::default;
    let Some(kind) = types.kind(ty) else { return nothing() };
    match (kind, byte) {
        (TyKind::Tuple(items), _) => Value::tuple(items.iter().map(|&item| made_of(types, item, byte)).collect::<Vec<_>>()),
        (TyKind::Array(item, length), _) => match types.kind(*length) {
            Some(TyKind::Const(length)) => Value::list((0..*length).map(|_| made_of(types, *item, byte)).collect()),
            _ => nothing(),
        },
        (TyKind::Adt(_, args), _) => match types.adt(ty) {
            Some(adt) if adt.name.as_str() == "Option" => match byte {
                Some(0) => Value::NONE,
                _ => nothing(),
            },
            Some(adt) if matches!(adt.name.as_str(), "MaybeUninit" | "ManuallyDrop") => {
                Value::adt(ty, 0, args.iter().take(1).map(|&content| made_of(types, content, byte)).collect::<Vec<_>>())
            }
            // The types of its fields are not at hand: each has to be written.
            Some(adt) if !adt.is_enum && adt.lang.is_none() => {
                let fields = adt.variants.first().map_or(0, |variant| variant.fields.len());
                Value::adt(ty, 0, (0..fields).map(|_| nothing()).collect::<Vec<_>>())
            }
            _ => nothing(),
        },
        (_, None) => nothing(),
        (kind, Some(byte)) => {
            let bits = u128::from_le_bytes([byte; 16]);
            match kind {
                TyKind::Int(kind) => Value::int(*kind, bits as i128),
                TyKind::Bool => (byte & 1 == 1).into(),
                TyKind::Char => char::from_u32(bits as u32).unwrap_or_default().into(),
                TyKind::Float(FloatKind::F64) => f64::from_bits(bits as u64).into(),
                TyKind::Float(FloatKind::F32) => f32::from_bits(bits as u32).into(),
                TyKind::Pointer { .. } if byte == 0 => Value::Null(Wraps::NONE),
                _ => nothing(),
            }
        }
    }
}

/// The same bits as another number type; any other value stays what it is.
fn mem_transmute(cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    let value = arg::take(args, 0);
    let code = cx.code();
    let types = &code.types;
    let to = types.kind(cx.call.ret);
    let bits = match &value {
        Value::F64(_, x) => Some(i128::from(x.to_bits())),
        Value::F32(_, x) => Some(i128::from(x.to_bits())),
        Value::Char(_, x) => Some(i128::from(*x as u32)),
        Value::Bool(_, x) => Some(i128::from(*x)),
        other => other.as_int(),
    };
    Ok(match (to, bits) {
        (Some(TyKind::Int(kind)), Some(bits)) => Value::int(*kind, bits),
        (Some(TyKind::Float(FloatKind::F64)), Some(bits)) => f64::from_bits(bits as u64).into(),
        (Some(TyKind::Float(FloatKind::F32)), Some(bits)) => f32::from_bits(bits as u32).into(),
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
        (Some(TyKind::Ref { ty, .. }), None) if matches!(types.kind(*ty), Some(TyKind::Slice(_))) && value.as_str().is_some() => {
            Value::bytes(value.as_str().unwrap_or_default().as_bytes().to_vec())
        }
        (Some(TyKind::Ref { ty, .. }), None) if matches!(types.kind(*ty), Some(TyKind::Str)) => {
            let text = value.as_list().and_then(|list| list.bytes().and_then(|bytes| String::from_utf8(bytes.to_vec()).ok()));
            text.map_or(value, Value::from)
        }
        (Some(TyKind::Array(item, _)), None) if value.as_list().is_some_and(|list| list.iter().any(|item| is_wrapper(types, &item))) => {
            let keeps = types.adt(*item).is_some_and(|adt| matches!(adt.name.as_str(), "MaybeUninit" | "ManuallyDrop"));
            if keeps {
                return Ok(value);
            }
            let items = value.into_list().unwrap_or_default();
            Value::list(
                items.into_iter().map(|item| item.into_fields().and_then(|fields| fields.into_iter().next()).unwrap_or_default()).collect(),
            )
        }
        (Some(TyKind::Int(_) | TyKind::Float(_) | TyKind::Array(..)), _) => reinterpret(types, cx.call.ret, &value).unwrap_or(value),
        _ => value,
    })
}

/// Whether a value lies in a `MaybeUninit` or `ManuallyDrop`, which take no room of their own.
fn is_wrapper(types: &Types, value: &Value) -> bool {
    let adt = value.adt_header().and_then(|(ty, _)| types.adt(ty));
    adt.is_some_and(|adt| matches!(adt.name.as_str(), "MaybeUninit" | "ManuallyDrop"))
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
