//! Slices: parts, order, search (`std::slice`).

use crate::support::{Natives, UNIT, disagree};
use ruchy_vm::native::{Exit, NativeCx, NativeResult, arg};
use ruchy_vm::structural;
use ruchy_vm::value::{Value, VecData};

pub(crate) const NATIVES: Natives = &[
    ("slice_next", |_, args| args[0].next_of_slice().ok_or_else(|| disagree("an iterator that is none"))),
    ("range_next", |_, args| args[0].next_of_range().ok_or_else(|| disagree("a range that is none"))),
    ("slice_range", |_, args| {
        let (start, end) = (arg::usize(args, 1)?, arg::usize(args, 2)?);
        let len = arg::list(args, 0)?.len;
        if start > end || end > len {
            return Err(disagree("a range that is outside"));
        }
        args[0].list_part(start, end - start).ok_or_else(|| disagree("a slice that is none"))
    }),
    ("slice_ref_range", |_, args| {
        let (start, end) = (arg::usize(args, 1)?, arg::usize(args, 2)?);
        Ok(args[0].ref_range(start, end.saturating_sub(start))?)
    }),
    ("slice_reverse", |_, args| {
        arg::list_mut(args, 0)?.reverse();
        UNIT
    }),
    ("slice_swap", |_, args| {
        let (a, b) = (arg::usize(args, 1)?, arg::usize(args, 2)?);
        let list = arg::list_mut(args, 0)?;
        if a.max(b) >= list.len() {
            return Err(disagree("an index that is outside"));
        }
        list.swap(a, b);
        UNIT
    }),
    ("slice_contains", |_, args| {
        let wanted = &args[1];
        let list = arg::list(args, 0)?;
        macro_rules! kinds {
            ($($kind:ident),*) => {
                match (list.data, wanted) {
                    $((VecData::$kind(items), Value::$kind(_, x)) => items[list.start..list.start + list.len].contains(x),)*
                    _ => list.iter().any(|item| structural::equals(&item, wanted)),
                }
            };
        }
        Ok(kinds!(U8, I32, U32, I64, U64, Usize, F32, F64, Bool, Char).into())
    }),
    ("slice_sort", slice_sort),
    ("slice_sort_by_keys", slice_sort_by_keys),
    ("slice_rotate_left", |_, args| {
        let mid = arg::usize(args, 1)?;
        let list = arg::list_mut(args, 0)?;
        if mid > list.len() {
            return Err(disagree("an index that is outside"));
        }
        list.rotate_left(mid);
        UNIT
    }),
    ("slice_fill", |_, args| {
        let value = arg::take(args, 1);
        let list = arg::list_mut(args, 0)?;
        *list = VecData::repeat(value, list.len());
        UNIT
    }),
    ("slice_copy_at", slice_copy_at),
    ("slice_to_vec", |_, args| {
        let list = arg::list(args, 0)?;
        Ok(Value::from_data(list.data.copy_range(list.start, list.start + list.len)))
    }),
    ("slice_restore", |_, args| {
        let items = arg::take(args, 1);
        let Value::Vec(_, items) = items else {
            return Err(disagree("a vector that is none"));
        };
        *arg::list_mut(args, 0)? = items.into_data();
        UNIT
    }),
    ("slice_from_ref", |_, args| Ok(Value::list(vec![arg::take(args, 0)]))),
    // A reference to one place is no reference into a vector.
    ("slice_from_mut", |_, _| Err(Exit::panic("`slice::from_mut` is not possible here: use the reference itself"))),
    ("slice_escape_ascii", |_, args| {
        let list = arg::list(args, 0)?;
        let bytes = list.bytes().ok_or_else(|| disagree("bytes that are none"))?;
        Ok(bytes.escape_ascii().to_string().into())
    }),
    ("str_join", |_, args| {
        let separator = arg::str(args, 1)?;
        let mut out = String::new();
        for (i, part) in arg::list(args, 0)?.iter().enumerate() {
            if i > 0 {
                out.push_str(separator);
            }
            out.push_str(part.as_str().ok_or_else(|| Exit::Internal("a part to join is no text".into()))?);
        }
        Ok(out.into())
    }),
    ("bytes_find", |_, args| {
        let byte = arg::usize(args, 1)? as u8;
        let bytes = arg::list(args, 0)?.bytes().ok_or_else(|| disagree("bytes that are none"))?;
        Ok(bytes.iter().position(|b| *b == byte).into())
    }),
    ("bytes_to_text", |_, args| {
        let list = arg::list(args, 0)?;
        let bytes = list.bytes().ok_or_else(|| disagree("bytes that are none"))?;
        Ok(match std::str::from_utf8(bytes) {
            Ok(text) => Value::text(text).ok(),
            Err(_) => arg::take(args, 0).err(),
        })
    }),
];

/// A stable sort by structure.
fn slice_sort(_cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    let list = arg::list_mut(args, 0)?;
    if !list.sort_unboxed() {
        let values = list.values_mut();
        values.iter_mut().for_each(Value::take_back);
        values.sort_by(structural::compare);
    }
    UNIT
}

/// A stable sort of the items by the order of as many keys.
fn slice_sort_by_keys(_cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    let keys = arg::take(args, 1).into_list().ok_or_else(|| disagree("keys that are no list"))?;
    let list = arg::list_mut(args, 0)?;
    if keys.len() != list.len() {
        return Err(disagree("as many keys as there are not items"));
    }
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_by(|&a, &b| structural::compare(&keys[a], &keys[b]));
    match list {
        VecData::Values(values) => {
            let mut from: Vec<Value> = std::mem::take(values);
            *values = order.into_iter().map(|i| from[i].take().into_content()).collect();
        }
        unboxed => {
            let sorted = order.into_iter().map(|i| unboxed.get(i).unwrap_or_default()).collect();
            *unboxed = VecData::from_values(sorted);
        }
    }
    UNIT
}

fn slice_copy_at(_cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    let (at, source) = (arg::usize(args, 1)?, arg::take(args, 2));
    let source = source.as_list().ok_or_else(|| disagree("a slice that is none"))?;
    let list = arg::list_mut(args, 0)?;
    if at + source.len > list.len() {
        return Err(disagree("a range that is outside"));
    }
    macro_rules! kinds {
        ($($kind:ident),*) => {
            match (&mut *list, source.data) {
                $((VecData::$kind(to), VecData::$kind(from)) => {
                    to[at..at + source.len].copy_from_slice(&from[source.start..source.start + source.len]);
                })*
                _ => source.iter().enumerate().for_each(|(i, value)| drop(list.replace(at + i, value))),
            }
        };
    }
    kinds!(U8, I32, U32, I64, U64, Usize, F32, F64, Bool, Char);
    UNIT
}
