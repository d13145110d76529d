//! Vectors (`std::vec`).

use crate::support::{Natives, UNIT, disagree};
use ruchy_vm::native::{Exit, NativeCx, NativeResult, arg};
use ruchy_vm::value::{Value, VecData};

pub(crate) const NATIVES: Natives = &[
    ("vec_new", |_, _| Ok(Value::list(Vec::new()))),
    ("vec_with_capacity", |_, args| {
        // What is reserved is what is pushed first; the request only guards against absurd sizes.
        let capacity = arg::usize(args, 0)?;
        if capacity > isize::MAX as usize / 16 {
            return Err(Exit::panic("capacity overflow"));
        }
        Ok(Value::from_data(VecData::Values(Vec::with_capacity(capacity.min(1 << 16)))))
    }),
    ("vec_capacity", |_, args| {
        let list = arg::list(args, 0)?;
        Ok(list.data.capacity().max(list.len).into())
    }),
    ("vec_reserve", |_, args| {
        let more = arg::usize(args, 1)?;
        if more > isize::MAX as usize / 16 {
            return Err(Exit::panic("capacity overflow"));
        }
        arg::list_mut(args, 0)?.reserve(more.min(1 << 20));
        UNIT
    }),
    ("vec_shrink_to_fit", |_, args| {
        arg::list_mut(args, 0)?.shrink_to_fit();
        UNIT
    }),
    ("vec_len", |_, args| Ok(arg::list(args, 0)?.len.into())),
    ("vec_push", |_, args| {
        let value = arg::take(args, 1);
        arg::list_mut(args, 0)?.push(value);
        UNIT
    }),
    ("vec_pop", |_, args| Ok(arg::list_mut(args, 0)?.pop().map_or(Value::NONE, Value::some))),
    ("vec_insert", |_, args| {
        let (at, value) = (arg::usize(args, 1)?, arg::take(args, 2));
        arg::list_mut(args, 0)?.insert(at, value);
        UNIT
    }),
    ("vec_remove", |_, args| {
        let at = arg::usize(args, 1)?;
        arg::list_mut(args, 0)?.remove(at).ok_or_else(|| outside(at))
    }),
    ("vec_swap_remove", |_, args| {
        let at = arg::usize(args, 1)?;
        arg::list_mut(args, 0)?.swap_remove(at).ok_or_else(|| outside(at))
    }),
    ("vec_split_off", |_, args| {
        let at = arg::usize(args, 1)?;
        let list = arg::list_mut(args, 0)?;
        if at > list.len() { Err(outside(at)) } else { Ok(Value::from_data(list.split_off(at))) }
    }),
    ("vec_remove_range", |_, args| {
        let (start, end) = (arg::usize(args, 1)?, arg::usize(args, 2)?);
        let list = arg::list_mut(args, 0)?;
        if start > end || end > list.len() { Err(outside(end)) } else { Ok(Value::from_data(list.drain(start, end))) }
    }),
    ("vec_insert_all", vec_insert_all),
    ("vec_forget_all", |_, args| {
        args[0] = Value::list(Vec::new());
        UNIT
    }),
    ("vec_append", vec_append),
    ("vec_fill_to", |_, args| {
        let (len, value) = (arg::usize(args, 1)?, arg::take(args, 2));
        let list = arg::list_mut(args, 0)?;
        if list.is_empty() {
            *list = VecData::repeat(value, len);
        } else {
            list.reserve(len.saturating_sub(list.len()));
            while list.len() < len {
                list.push(value.clone());
            }
        }
        UNIT
    }),
    ("vec_extend_from_slice", |_, args| {
        let more = arg::take(args, 1);
        let more = more.as_list().ok_or_else(|| disagree("a slice that is none"))?;
        arg::list_mut(args, 0)?.extend_from(more.data, more.start, more.start + more.len);
        UNIT
    }),
    ("vec_set_len", |_, args| {
        let len = arg::usize(args, 1)?;
        arg::list_mut(args, 0)?.truncate(len);
        UNIT
    }),
    ("vec_ref_slice", |_, args| Ok(arg::take(args, 0))),
    ("vec_take_at", vec_take_at),
    ("vec_take_range", vec_take_range),
];

fn outside(at: usize) -> Exit {
    disagree(&format!("an index that is outside: {at}"))
}

/// Takes an item out for an iterator that owns the vector: numbers are copied, of other items `Moved` stays behind.
fn vec_take_at(_cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    let at = arg::usize(args, 1)?;
    let list = arg::list(args, 0)?;
    if !matches!(list.data, VecData::Values(_)) {
        return list.get(at).ok_or_else(|| outside(at));
    }
    match arg::list_mut(args, 0)? {
        VecData::Values(values) => values.get_mut(at).map(|slot| slot.take().into_content()).ok_or_else(|| outside(at)),
        other => other.get(at).ok_or_else(|| outside(at)),
    }
}

/// The same for a range: whoever cuts a vector into pieces takes them in any order.
fn vec_take_range(_cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    let (start, end) = (arg::usize(args, 1)?, arg::usize(args, 2)?);
    let list = arg::list(args, 0)?;
    if start > end || end > list.len {
        return Err(outside(end));
    }
    if !matches!(list.data, VecData::Values(_)) {
        return Ok(Value::from_data(list.data.copy_range(list.start + start, list.start + end)));
    }
    match arg::list_mut(args, 0)? {
        VecData::Values(values) => {
            let taken = values.get_mut(start..end).ok_or_else(|| outside(end))?.iter_mut();
            Ok(Value::list(taken.map(|slot| slot.take().into_content()).collect()))
        }
        other => Ok(Value::from_data(other.copy_range(start, end))),
    }
}

fn vec_insert_all(_cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    let (at, items) = (arg::usize(args, 1)?, arg::take(args, 2));
    let Value::Vec(_, items) = items else {
        return Err(disagree("a vector that is none"));
    };
    let list = arg::list_mut(args, 0)?;
    if at > list.len() {
        return Err(outside(at));
    }
    let tail = list.split_off(at);
    let items = items.into_data();
    list.extend_from(&items, 0, items.len());
    list.extend_from(&tail, 0, tail.len());
    UNIT
}

fn vec_append(_cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    let other = std::mem::replace(&mut args[1], Value::list(Vec::new()));
    let Value::Vec(_, other) = other else {
        return Err(disagree("a vector that is none"));
    };
    let other = other.into_data();
    let list = arg::list_mut(args, 0)?;
    match (&mut *list, other) {
        (list, other) if list.is_empty() && list.capacity() == 0 => *list = other,
        (VecData::Values(values), VecData::Values(more)) => values.extend(more.into_iter().map(Value::into_content)),
        (list, other) => list.extend_from(&other, 0, other.len()),
    }
    UNIT
}
