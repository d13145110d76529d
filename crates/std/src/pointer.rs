//! Raw pointers and boxes: a pointer is a checked reference, or null (`std::ptr`, `std::boxed`).

use crate::support::{Natives, UNIT};
use ruchy_vm::native::{Exit, NativeCx, NativeResult, arg};
use ruchy_vm::structural;
use ruchy_vm::value::{Cell, CellRef, Part, PartKind, Value, Wraps};
use triomphe::Arc;

pub(crate) const NATIVES: Natives = &[
    ("ptr_null", |_, _| Ok(Value::Null(Wraps::NONE))),
    // A place of its own that nothing was written to.
    ("ptr_dangling", |_, _| Ok(Value::new_ref(Value::default()))),
    ("ptr_is_null", |_, args| Ok(matches!(args[0], Value::Null(_)).into())),
    ("ptr_eq", |_, args| Ok((address(&args[0]) == address(&args[1])).into())),
    ("ptr_is_same", |_, args| Ok(is_same(&args[0], &args[1]).into())),
    ("ptr_compare", |_, args| Ok((address(&args[0]).cmp(&address(&args[1])) as i32).into())),
    ("ptr_read", |_, args| read(&args[0])),
    ("ptr_as_ref", |_, args| read(&args[0])),
    ("ptr_as_mut", |_, args| Ok(arg::take(args, 0))),
    ("ptr_cast", |_, args| Ok(arg::take(args, 0))),
    ("ptr_write", |_, args| {
        let value = arg::take(args, 1);
        not_null(&args[0])?;
        match &args[0] {
            Value::Ref(_, cell) => drop(cell.set(value)),
            other => drop(other.write_ref(value)?),
        }
        UNIT
    }),
    ("ptr_offset", ptr_offset),
    ("ptr_offset_from", |_, args| {
        let (a, b) = (element(&args[0]), element(&args[1]));
        Ok((a as isize - b as isize).into())
    }),
    ("box_into_raw", |_, args| Ok(Value::new_ref(arg::take(args, 0)))),
    ("box_leak", |_, args| Ok(Value::new_ref(arg::take(args, 0)))),
    ("box_from_raw", box_from_raw),
    ("slice_as_ptr", |_, args| Ok(first_element(Cell::new(arg::take(args, 0))))),
    ("slice_as_mut_ptr", |_, args| match &args[0] {
        Value::Ref(_, cell) => Ok(first_element(cell.clone())),
        Value::Part(wraps, part) => {
            let first = Part { cell: part.cell.clone(), kind: PartKind::Element(element(&args[0])) };
            Ok(Value::Part(*wraps, Arc::new(first)))
        }
        _ => Err(Exit::panic("a pointer into a vector that lies in no place of its own")),
    }),
    ("str_as_ptr", |_, args| {
        let bytes = arg::str(args, 0)?.as_bytes().to_vec();
        Ok(first_element(Cell::new(Value::bytes(bytes))))
    }),
    ("block_new", |_, args| {
        let places = arg::usize(args, 0)?;
        let zeroed = arg::bool(args, 1)?;
        if places > MOST_PLACES {
            return Ok(Value::Null(Wraps::NONE));
        }
        let block = if zeroed { Value::bytes(vec![0; places.max(1)]) } else { unwritten(places) };
        Ok(first_element(Cell::new(block)))
    }),
    ("block_resize", |_, args| {
        let places = arg::usize(args, 1)?;
        let Value::Part(_, part) = &args[0] else { return Err(Exit::panic("this pointer leads to no block")) };
        if places > MOST_PLACES {
            return Ok(Value::Null(Wraps::NONE));
        }
        let mut items = part.cell.take().into_list().ok_or_else(|| Exit::panic("the block was freed already"))?;
        items.resize_with(places.max(1), Value::default);
        Ok(first_element(Cell::new(Value::list(items))))
    }),
    ("block_free", |_, args| {
        if let Value::Part(_, part) = &args[0]
            && part.cell.take().is_moved()
        {
            return Err(Exit::panic("the block was freed already"));
        }
        UNIT
    }),
    ("slice_from_raw_parts", |_, args| {
        let len = arg::usize(args, 1)?;
        match &args[0] {
            _ if len == 0 => return Ok(Value::list(Vec::new())),
            Value::Part(..) => {}
            // A pointer to a single value.
            pointer if len == 1 => return Ok(Value::list(vec![read(pointer)?])),
            _ => {}
        }
        Ok(slice_of(&args[0], len)?.read_ref()?)
    }),
    ("slice_from_raw_parts_mut", |_, args| {
        let len = arg::usize(args, 1)?;
        if len == 0 {
            return Ok(Value::new_ref(Value::list(Vec::new())));
        }
        slice_of(&args[0], len)
    }),
];

/// A block of memory has no more places: each takes sixteen bytes here.
const MOST_PLACES: usize = 1 << 26;

fn unwritten(places: usize) -> Value {
    let mut items = Vec::new();
    items.resize_with(places.max(1), Value::default);
    Value::list(items)
}

/// A pointer to the first element of the vector in a cell.
fn first_element(cell: CellRef) -> Value {
    Value::Part(Wraps::NONE, Arc::new(Part { cell, kind: PartKind::Element(0) }))
}

fn not_null(pointer: &Value) -> Result<(), Exit> {
    if matches!(pointer, Value::Null(_)) { Err(Exit::panic("null pointer dereference occurred")) } else { Ok(()) }
}

fn read(pointer: &Value) -> NativeResult {
    not_null(pointer)?;
    match pointer {
        Value::Ref(..) | Value::Part(..) => Ok(pointer.read_ref()?),
        // A `*const T` made from a `&T` is the value itself.
        other => Ok(other.clone()),
    }
}

/// Where a pointer points, to tell places apart.
/// Whether two pointers are equal: they lead to the same place. A reference that was only looked at is what it refers to, so a pointer made of it has a place of its own, or
/// none: such pointers are told apart by what they lead to.
fn is_same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Ref(_, x), Value::Ref(_, y)) => Arc::ptr_eq(x, y) || is_same_content(&x.get(), &y.get()),
        _ => address(a) == address(b) && (a.address() != 0 || structural::equals(a, b)),
    }
}

/// Whether both share an allocation, or are equal and have none.
fn is_same_content(a: &Value, b: &Value) -> bool {
    a.address() == b.address() && (a.address() != 0 || structural::equals(a, b))
}

fn address(pointer: &Value) -> (usize, usize) {
    match pointer {
        Value::Part(_, part) => (Arc::as_ptr(&part.cell) as usize, element(pointer) + 1),
        Value::Null(_) => (0, 0),
        other => (other.address(), 0),
    }
}

fn element(pointer: &Value) -> usize {
    match pointer {
        Value::Part(_, part) => match part.kind {
            PartKind::Element(index) => index,
            PartKind::Range { start, .. } => start,
        },
        _ => 0,
    }
}

/// A pointer some elements on. It may point past the end, where it cannot be read.
fn ptr_offset(_cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    let count = arg::i64(args, 1)? as isize;
    let pointer = arg::take(args, 0);
    let Value::Part(wraps, part) = &pointer else {
        return if count == 0 { Ok(pointer) } else { Err(Exit::panic("pointer arithmetic leaves what was allocated")) };
    };
    let Some(index) = element(&pointer).checked_add_signed(count) else {
        return Err(Exit::panic("pointer arithmetic leaves what was allocated"));
    };
    let moved = Part { cell: part.cell.clone(), kind: PartKind::Element(index) };
    Ok(Value::Part(*wraps, Arc::new(moved)))
}

/// Takes the content out: the cell stays behind empty, so a later use of the pointer is found.
fn box_from_raw(_cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    not_null(&args[0])?;
    match &args[0] {
        Value::Ref(_, cell) => {
            let content = cell.take();
            if content.is_moved() {
                return Err(Exit::panic("`Box::from_raw` of a pointer that was freed already"));
            }
            Ok(content)
        }
        other => Ok(other.read_ref()?),
    }
}

fn slice_of(pointer: &Value, len: usize) -> NativeResult {
    not_null(pointer)?;
    let start = element(pointer);
    let Value::Part(_, part) = pointer else {
        return Ok(pointer.ref_range(0, len)?);
    };
    let inside = part.cell.with(|slot| slot.as_list().is_some_and(|list| start + len <= list.len));
    if !inside {
        return Err(Exit::panic("a slice from raw parts leaves what was allocated"));
    }
    Ok(Value::Ref(Wraps::NONE, part.cell.clone()).ref_range(start, len)?)
}
