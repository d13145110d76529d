//! Instructions that are not worth a place in the loop.

use super::elements::{put_number, scalar_copy};
use super::{Fault, FaultKind, arith, path};
use crate::code::{Code, Function};
use crate::code::{Path, Step};
use crate::format::{self, Formatter};
use crate::ops::{CompareOp, Op, Question, Reg};
use crate::structural;
use crate::task::Task;
use crate::value::{Cell, Fields, RefError, Value, VecData, Wrap, Wraps};

/// `a op b`.
pub(crate) fn compare(op: CompareOp, a: &Value, b: &Value) -> bool {
    match op {
        CompareOp::Eq => structural::equals(a, b),
        CompareOp::Ne => !structural::equals(a, b),
        op => arith::answers(op, structural::partial_compare(a, b)),
    }
}

/// Stores an element, a scalar mostly.
#[inline(always)]
fn put(slot: &mut Value, value: Value) {
    super::set(slot, value);
}

/// r[list] gets r[src] as its last element; false where it is no list.
#[inline(never)]
pub(crate) fn push(regs: &mut [Value], list: Reg, src: Reg) -> bool {
    let value = regs[src as usize].take();
    match &mut regs[list as usize] {
        Value::Vec(_, vector) => {
            vector.make_mut().push(value);
            true
        }
        _ => false,
    }
}

/// r[dst] = the next item of the slice's iterator in r[iter]; false where there is none.
#[inline(never)]
pub(crate) fn next_of_slice(regs: &mut [Value], dst: Reg, iter: Reg) -> bool {
    let Some(item) = regs[iter as usize].next_of_slice() else { return false };
    put(&mut regs[dst as usize], item);
    true
}

/// r[dst] = the next number of the range in r[iter]; false where there is none.
#[inline(never)]
pub(crate) fn next_of_range(regs: &mut [Value], dst: Reg, iter: Reg) -> bool {
    let Some(item) = regs[iter as usize].next_of_range() else { return false };
    put(&mut regs[dst as usize], item);
    true
}

/// r[dst] = the next item of the slice's iterator in r[iter]: whether there was one; `None` where that is no such iterator.
#[inline(never)]
pub(crate) fn next_of_slice_or(regs: &mut [Value], dst: Reg, iter: Reg) -> Option<bool> {
    let [slot, iter] = regs.get_disjoint_mut([dst as usize, iter as usize]).ok()?;
    iter.take_back();
    let Value::Struct(_, fields) = iter else { return None };
    let [Value::Vec(_, list), Value::Usize(_, front), Value::Usize(_, back)] = fields.make_mut() else { return None };
    let at = *front;
    if at >= *back {
        return Some(false);
    }
    if !list.data().is_some_and(|data| put_number(slot, data, at)) {
        put(slot, list.list().get(at)?);
    }
    *front = at + 1;
    Some(true)
}

/// r[dst] = the next number of the range in r[iter]: whether there was one; `None` where that is no range of integers.
#[inline(never)]
pub(crate) fn next_of_range_or(regs: &mut [Value], dst: Reg, iter: Reg) -> Option<bool> {
    macro_rules! step {
        ($start:expr, $end:expr, $slot:expr, $($kind:ident)*) => {
            match ($start, $end) {
                $((Value::$kind(_, start), Value::$kind(_, end)) => {
                    let x = *start;
                    if x >= *end {
                        return Some(false);
                    }
                    *start = x + 1;
                    match $slot {
                        Value::$kind(wraps, slot) => {
                            *wraps = Wraps::NONE;
                            *slot = x;
                        }
                        slot => put(slot, Value::$kind(Wraps::NONE, x)),
                    }
                    return Some(true);
                })*
                _ => {}
            }
        };
    }
    let [slot, iter] = regs.get_disjoint_mut([dst as usize, iter as usize]).ok()?;
    if let Value::Struct(_, fields) = iter
        && let [start, end] = fields.make_mut()
    {
        step!(start, end, slot, I32 I64 Usize U64);
    }
    let item = iter.next_of_range()?;
    let found = item.wraps().top().is_some();
    put(slot, item.unwrap_one());
    Some(found)
}

/// r[dst] copies what is in r[src] inside a constructor.
#[inline(never)]
pub(crate) fn payload(regs: &mut [Value], wrap: u8, dst: Reg, src: Reg) -> Result<(), Fault> {
    let path = Path { base: src, steps: vec![Step::Payload(Wrap::of(wrap))] };
    let value = path::read(regs, &path, path::Want::Copy)?;
    if value.is_moved() {
        return Err(Fault::moved());
    }
    put(&mut regs[dst as usize], value);
    Ok(())
}

/// r[dst] = r[src].field; false where there is no such field.
#[inline(never)]
pub(crate) fn get_field(regs: &mut [Value], dst: Reg, src: Reg, field: u16) -> bool {
    let (Value::Struct(_, fields) | Value::Tuple(_, fields)) = &regs[src as usize] else { return false };
    let Some(value) = fields.values().get(field as usize) else { return false };
    let value = if value.is_scalar() { scalar_copy(value) } else { value.snapshot() };
    put(&mut regs[dst as usize], value);
    true
}

/// r[dst] moves r[src].field; false where there is no such field.
#[inline(never)]
pub(crate) fn take_field(regs: &mut [Value], dst: Reg, src: Reg, field: u16) -> bool {
    match regs[src as usize].fields_mut().and_then(|fields| fields.get_mut(field as usize)) {
        Some(slot) => {
            let value = slot.take().into_content();
            super::set(&mut regs[dst as usize], value);
            true
        }
        None => false,
    }
}

/// r[obj].field = r[src]; false where there is no such field.
#[inline(never)]
pub(crate) fn set_field(regs: &mut [Value], obj: Reg, field: u16, src: Reg) -> bool {
    let value = regs[src as usize].take();
    match regs[obj as usize].fields_mut().and_then(|fields| fields.get_mut(field as usize)) {
        Some(slot) => {
            super::set(slot, value);
            true
        }
        None => false,
    }
}

fn no_iterator(value: &Value) -> Fault {
    if value.is_moved() { Fault::moved() } else { Fault::internal(format!("a {} is no such iterator", value.kind_name())) }
}

fn take_range(regs: &mut [Value], base: Reg, count: u16) -> impl ExactSizeIterator<Item = Value> + '_ {
    regs[base as usize..base as usize + count as usize].iter_mut().map(|slot| slot.take().into_content())
}

fn text_mut(value: &mut Value) -> Result<&mut String, Fault> {
    let name = value.kind_name();
    value.str_mut().ok_or_else(|| Fault::internal(format!("a {name} is not text")))
}

/// Runs one instruction.
pub(crate) fn run(task: &mut Task, code: &Code, function: &Function, regs: &mut [Value], op: Op) -> Result<(), Fault> {
    match op {
        Op::Function { dst, func } => regs[dst as usize] = Value::Function(Wraps::NONE, func),
        Op::Neg { dst, src } => regs[dst as usize] = arith::neg(&regs[src as usize])?,
        Op::Not { dst, src } => regs[dst as usize] = arith::not(&regs[src as usize])?,
        Op::Caught {} => regs[0] = regs[2].take().ok(),
        Op::IsMoved { dst, src } => regs[dst as usize] = Value::from(regs[src as usize].is_moved()),
        Op::CellGet { dst, src } => {
            let value = match &regs[src as usize] {
                Value::Ref(_, cell) => cell.get(),
                Value::Part(..) => regs[src as usize].read_ref()?,
                Value::Dyn(_, inner) if matches!(inner.value, Value::Ref(..) | Value::Part(..)) => {
                    inner.value.read_ref()?.into_dyn(inner.ty)
                }
                Value::Null(_) => return Err(Fault::panic("null pointer dereference occurred")),
                // `Rc::as_ptr` and its like give the handle itself as the pointer.
                Value::Rc(_, rc) => rc.content().ok_or_else(Fault::moved)?.snapshot(),
                // A reference that was only looked at may be what it refers to.
                other => other.clone(),
            };
            if value.is_moved() {
                return Err(RefError::Stale.into());
            }
            regs[dst as usize] = value;
        }
        Op::CellSet { cell, src } => {
            let value = regs[src as usize].take();
            regs[cell as usize].write_ref(value)?;
        }
        Op::PathPush { path, src } => {
            let value = regs[src as usize].take();
            path::change(regs, &function.paths[path as usize], |slot| match slot {
                Value::Vec(_, vector) => {
                    vector.make_mut().push(value);
                    Ok(())
                }
                Value::Moved(_) => Err(Fault::moved()),
                other => Err(Fault::internal(format!("a push to a {}", other.kind_name()))),
            })?;
        }
        Op::PathNextOfSlice { dst, path } => {
            let next = |slot: &mut Value| slot.next_of_slice().ok_or_else(|| no_iterator(slot));
            regs[dst as usize] = path::change(regs, &function.paths[path as usize], next)?;
        }
        Op::PathNextOfRange { dst, path } => {
            let next = |slot: &mut Value| slot.next_of_range().ok_or_else(|| no_iterator(slot));
            regs[dst as usize] = path::change(regs, &function.paths[path as usize], next)?;
        }
        Op::PathGet { dst, path } => {
            let value = path::read(regs, &function.paths[path as usize], path::Want::Copy)?;
            if value.is_moved() {
                return Err(Fault::moved());
            }
            regs[dst as usize] = value;
        }
        Op::PathLook { what, dst, path } => {
            let want = match what {
                Question::Tag => path::Want::Tag,
                Question::Wrap => path::Want::Wrap,
                Question::Len => path::Want::Len,
            };
            regs[dst as usize] = path::read(regs, &function.paths[path as usize], want)?;
        }
        Op::PathTake { dst, path } => {
            let value = path::change(regs, &function.paths[path as usize], |slot| Ok(slot.take()))?;
            regs[dst as usize] = value;
        }
        Op::PathSet { path, src } => {
            let value = regs[src as usize].take();
            path::change(regs, &function.paths[path as usize], |slot| {
                *slot = value;
                Ok(())
            })?;
        }
        Op::PathRef { dst, path } => regs[dst as usize] = path::reference(regs, &function.paths[path as usize])?,
        Op::Tuple { dst, base, count } => {
            let value = Value::tuple(take_range(regs, base, count));
            regs[dst as usize] = value;
        }
        Op::List { dst, base, count } => {
            let values: Vec<Value> = take_range(regs, base, count).collect();
            regs[dst as usize] = Value::list(values);
        }
        Op::Repeat { dst, value, len } => {
            let len = path::index_of(regs, len)?;
            if len > isize::MAX as usize / 16 {
                return Err(Fault::panic("capacity overflow"));
            }
            let value = regs[value as usize].take();
            regs[dst as usize] = Value::from_data(VecData::repeat(value, len));
        }
        Op::Struct { dst, base, shape } => {
            let shape = function.shapes[shape as usize];
            let value = Value::adt(shape.ty, shape.variant, take_range(regs, base, shape.fields));
            regs[dst as usize] = value;
        }
        Op::Closure { dst, base, shape } => {
            let shape = function.shapes[shape as usize];
            let fields = Fields::new(shape.ty.0, shape.variant, take_range(regs, base, shape.fields));
            regs[dst as usize] = Value::Closure(Wraps::NONE, fields);
        }
        Op::CloneClosure { reg } => {
            if let Value::Closure(_, fields) = &mut regs[reg as usize] {
                for slot in fields.make_mut() {
                    if let Value::Ref(wraps, cell) = slot {
                        *slot = Value::Ref(*wraps, Cell::new(cell.get()));
                    }
                }
            }
        }
        Op::GetCapture { dst, src, index } => {
            let capture = regs[src as usize].field(index as usize).ok_or_else(Fault::moved)?;
            regs[dst as usize] = match &capture {
                Value::Ref(_, cell) => cell.get(),
                _ => capture,
            };
        }
        Op::SetCapture { closure, src, index } => {
            let value = regs[src as usize].take();
            let fields = regs[closure as usize].fields_mut().ok_or_else(Fault::moved)?;
            match fields.get_mut(index as usize) {
                Some(Value::Ref(_, cell)) => drop(cell.set(value)),
                Some(slot) => *slot = value,
                None => return Err(Fault::internal("a capture that the closure lacks")),
            }
        }
        Op::NewCell { dst, src } => {
            let value = regs[src as usize].take();
            regs[dst as usize] = Value::Ref(Wraps::NONE, Cell::new(value));
        }
        Op::CastEnum { to, dst, src } => {
            let value = &regs[src as usize];
            let (ty, variant) = value.adt_header().ok_or_else(Fault::moved)?;
            let discriminant = code.types.adt(ty).and_then(|adt| adt.variants.get(variant as usize)).map_or(0, |v| v.discriminant);
            regs[dst as usize] = arith::cast(&Value::from(discriminant), to)?;
        }
        Op::PushText { dst, src } => {
            let more = regs[src as usize].take();
            match more {
                Value::Char(_, c) => text_mut(&mut regs[dst as usize])?.push(c),
                more => text_mut(&mut regs[dst as usize])?.push_str(more.as_str().unwrap_or("")),
            }
        }
        Op::ConcatText { dst, a, b } => {
            let mut text = regs[a as usize].take();
            let more = regs[b as usize].take();
            text_mut(&mut text)?.push_str(more.as_str().unwrap_or(""));
            regs[dst as usize] = text;
        }
        Op::MakeDyn { dst, shape } => {
            let shape = &function.shapes[shape as usize];
            let mut slot = &mut regs[dst as usize];
            for _ in 0..shape.variant {
                slot = slot.fields_mut().and_then(|fields| fields.first_mut()).ok_or_else(Fault::moved)?;
            }
            *slot = slot.take().into_dyn(shape.ty);
        }
        Op::DynType { dst, path } => {
            let value = path::read(regs, &function.paths[path as usize], path::Want::Copy)?;
            regs[dst as usize] = match value {
                Value::Dyn(_, inner) => Value::from(inner.ty.0),
                _ => Value::UNIT,
            };
        }
        Op::MakeDynAgain { reg, ty } => {
            if let Value::U32(_, ty) = regs[ty as usize] {
                let value = regs[reg as usize].take();
                regs[reg as usize] = match value {
                    Value::Dyn(..) | Value::Moved(_) => value,
                    value => value.into_dyn(ruchy_check::types::Ty(ty)),
                };
            }
        }
        Op::WithoutDyn { reg } => {
            let value = regs[reg as usize].take();
            regs[reg as usize] = value.without_dyn();
        }
        Op::WithoutDynAgain { reg, ty } => {
            if let Value::U32(..) = regs[ty as usize] {
                let value = regs[reg as usize].take();
                regs[reg as usize] = value.without_dyn();
            }
        }
        Op::OpenResult { reg } => {
            let value = regs[reg as usize].take();
            regs[reg as usize] = open(value, code)?;
        }
        Op::OpenResults { reg } => {
            let values = regs[reg as usize].take().into_list().ok_or_else(Fault::moved)?;
            let opened: Result<Vec<Value>, Fault> = values.into_iter().map(|value| open(value, code)).collect();
            regs[reg as usize] = Value::list(opened?);
        }
        Op::Panic { message } => {
            let payload = regs[message as usize].take();
            return Err(FaultKind::Panic(payload).into());
        }
        Op::Internal { message } => {
            let message = function.constants[message as usize].as_str().unwrap_or("").to_owned();
            return Err(FaultKind::Internal(message).into());
        }
        Op::TextNew { dst } => regs[dst as usize] = Value::text(""),
        Op::TextPush { dst, index } => {
            let piece = function.constants[index as usize].as_str().unwrap_or("");
            text_mut(&mut regs[dst as usize])?.push_str(piece);
        }
        Op::TextFormat { dst, src, spec } => {
            let mut spec = function.formats[spec as usize];
            task.apply_format_counts(&mut spec);
            let mut out = regs[dst as usize].take();
            let result = format::write(text_mut(&mut out)?, &regs[src as usize], &spec, &code.types);
            regs[dst as usize] = out;
            result.map_err(Fault::panic)?;
        }
        Op::FormatCount { which, src } => {
            let count = regs[src as usize].as_usize().ok_or_else(|| Fault::internal("a width that is no number"))?;
            task.extra().format_counts.set(which, count);
        }
        Op::FormatterNew { dst, spec } => {
            let mut spec = function.formats[spec as usize];
            task.apply_format_counts(&mut spec);
            regs[dst as usize] = Value::object(Formatter::new(spec));
        }
        Op::FormatterEnd { dst, formatter, result } => {
            let result = regs[result as usize].take();
            let mut formatter = regs[formatter as usize].take();
            if result.top() == Some(Wrap::Err) {
                return Err(Fault::panic("a formatting trait implementation returned an error when the underlying stream did not"));
            }
            let Some(formatter) = formatter.object_mut::<Formatter>() else {
                return Err(Fault::internal("the formatter is gone"));
            };
            text_mut(&mut regs[dst as usize])?.push_str(&formatter.take_text());
        }
        other => return Err(Fault::internal(format!("no handler for {}", other.name()))),
    }
    Ok(())
}

/// Law 6: the value of an `Ok`; an `Err` is a panic.
fn open(value: Value, code: &Code) -> Result<Value, Fault> {
    match value.top() {
        Some(Wrap::Err) => {
            let error = value.unwrap_one();
            let text = match error.as_str() {
                Some(text) => text.to_owned(),
                None => {
                    let mut text = String::new();
                    let spec = format::debug_spec();
                    let _ = format::write(&mut text, &error, &spec, &code.types);
                    text
                }
            };
            Err(Fault::panic(text))
        }
        Some(_) => Ok(value.unwrap_one()),
        None if value.is_none() => Err(Fault::panic("called `Option::unwrap()` on a `None` value")),
        None => Ok(value),
    }
}
