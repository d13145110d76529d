//! Places: walking a path from a register into fields, payloads, elements and references.
//!
//! Reading looks through lent slots and copies nothing but the result. Changing makes everything on the way this holder's own (copy on
//! write) and takes back what was lent.

use super::Fault;
use crate::code::{Path, Step};
use crate::value::{PartKind, RefError, Value, VecData, Vector, Wrap, Wraps};

/// What is asked of the end of a path.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Want {
    Copy,
    Tag,
    Wrap,
    Len,
}

/// The tag that patterns compare: the wrap for `Option` and `Result`, the variant for other enums.
fn tag(value: &Value, wraps: Wraps) -> Value {
    let number = match wraps.top() {
        Some(wrap) => wrap as usize,
        None => value.variant().unwrap_or(0) as usize,
    };
    Value::from(number)
}

fn answer(value: &Value, wraps: Wraps, want: Want) -> Result<Value, Fault> {
    if let Value::Lent(..) = value {
        let content = value.snapshot();
        let depth = 16 - value.wraps().0.leading_zeros() / 2;
        let left = 16 - wraps.0.leading_zeros() / 2;
        // `wraps` are those of the slot without the constructors already looked through.
        let passed = depth - left;
        let wraps = Wraps(content.wraps().0.checked_shr(2 * passed).unwrap_or(0));
        return answer(&content, wraps, want);
    }
    Ok(match want {
        Want::Copy => value.clone().with_wraps(wraps),
        Want::Tag => tag(value, wraps),
        Want::Wrap => Value::from(wraps.0 as usize & 3),
        Want::Len => match value {
            Value::Vec(_, vector) => Value::from(vector.list().len),
            Value::Moved(_) => return Err(Fault::moved()),
            other => return Err(Fault::internal(format!("the length of a {}", other.kind_name()))),
        },
    })
}

pub(crate) fn index_of(regs: &[Value], reg: u16) -> Result<usize, Fault> {
    match &regs[reg as usize] {
        Value::Usize(_, index) => Ok(*index),
        other => other.as_usize().ok_or_else(|| Fault::internal(format!("an index that is a {}", other.kind_name()))),
    }
}

pub(crate) fn out_of_bounds(len: usize, index: usize) -> Fault {
    Fault::panic(format!("index out of bounds: the len is {len} but the index is {index}"))
}

/// Reads a path.
pub(crate) fn read(regs: &[Value], path: &Path, want: Want) -> Result<Value, Fault> {
    read_steps(regs, path.base, &path.steps, want)
}

/// The same by its parts.
pub(crate) fn read_steps(regs: &[Value], base: u16, steps: &[Step], want: Want) -> Result<Value, Fault> {
    let base = &regs[base as usize];
    read_from(base, base.wraps(), steps, regs, want)
}

/// Whether a step stays inside a value: it leads through no cell but those of lent parts.
fn stays_inside(step: &Step) -> bool {
    !matches!(step, Step::Deref | Step::Rc | Step::Shared)
}

fn read_from(value: &Value, wraps: Wraps, steps: &[Step], regs: &[Value], want: Want) -> Result<Value, Fault> {
    let Some((step, rest)) = steps.split_first() else { return answer(value, wraps, want) };
    if let Value::Lent(..) = value {
        let content = answer(value, wraps, Want::Copy)?;
        return read_from(&content, content.wraps(), steps, regs, want);
    }
    match *step {
        Step::Payload(wrap) => {
            if wraps.top() != Some(wrap) {
                return Err(wrong_wrap(value, wrap));
            }
            read_from(value, wraps.pop(), rest, regs, want)
        }
        Step::Field(index) => match value.fields().and_then(|fields| fields.get(index as usize)) {
            Some(field) => read_from(field, field.wraps(), rest, regs, want),
            None => Err(no_field(value, index)),
        },
        Step::Index(reg) => {
            let index = index_of(regs, reg)?;
            read_element(value, index, rest, regs, want)
        }
        Step::At(index) => read_element(value, index as usize, rest, regs, want),
        Step::FromEnd(back) => {
            let len = list_len(value)?;
            read_element(value, len.wrapping_sub(back as usize), rest, regs, want)
        }
        Step::Subslice(start, end) => {
            let len = list_len(value)?;
            let count = len.saturating_sub(start as usize + end as usize);
            let part = value.list_part(start as usize, count).ok_or_else(Fault::moved)?;
            read_from(&part, Wraps::NONE, rest, regs, want)
        }
        Step::Deref => match value {
            // Read where it lies: the rest of the way does not come back to this cell.
            Value::Ref(_, cell) if !rest.is_empty() && rest.iter().all(stays_inside) => cell.with(|content| {
                if content.is_moved() { Err(Fault::from(RefError::Stale)) } else { read_from(content, content.wraps(), rest, regs, want) }
            }),
            Value::Ref(..) | Value::Part(..) => {
                let content = value.read_ref()?;
                read_from(&content, content.wraps(), rest, regs, want)
            }
            Value::Null(_) => Err(Fault::panic("null pointer dereference occurred")),
            Value::Moved(_) => Err(Fault::moved()),
            Value::Dyn(_, inner) if matches!(inner.value, Value::Ref(..) | Value::Part(..)) => {
                let content = read_from(&inner.value, inner.value.wraps(), steps, regs, want)?;
                Ok(if rest.is_empty() { content.into_dyn(inner.ty) } else { content })
            }
            // A reference to a temporary may have been kept as the value itself.
            other => read_from(other, wraps, rest, regs, want),
        },
        Step::Rc => match value {
            Value::Rc(_, rc) => {
                let content = rc.content().ok_or(RefError::Stale)?;
                read_from(content, content.wraps(), rest, regs, want)
            }
            Value::Dyn(_, inner) => {
                let content = read_from(&inner.value, inner.value.wraps(), steps, regs, want)?;
                Ok(if rest.is_empty() && want == Want::Copy { content.dyn_like(value) } else { content })
            }
            Value::Moved(_) => Err(Fault::moved()),
            other => read_from(other, wraps, rest, regs, want),
        },
        Step::Shared => match value {
            Value::Shared(_, cell) => {
                let content = cell.get();
                read_from(&content, content.wraps(), rest, regs, want)
            }
            other => Err(Fault::internal(format!("a {} is not a shared place", other.kind_name()))),
        },
    }
}

fn read_element(value: &Value, index: usize, rest: &[Step], regs: &[Value], want: Want) -> Result<Value, Fault> {
    let Value::Vec(_, vector) = value else { return Err(not_list(value)) };
    let list = vector.list();
    if index >= list.len {
        return Err(out_of_bounds(list.len, index));
    }
    match list.data {
        VecData::Values(values) => {
            let element = &values[list.start + index];
            read_from(element, element.wraps(), rest, regs, want)
        }
        _ => match list.get(index) {
            Some(element) => read_from(&element, Wraps::NONE, rest, regs, want),
            None => Err(out_of_bounds(list.len, index)),
        },
    }
}

fn list_len(value: &Value) -> Result<usize, Fault> {
    value.as_list().map(|list| list.len).ok_or_else(|| not_list(value))
}

fn not_list(value: &Value) -> Fault {
    if value.is_moved() { Fault::moved() } else { Fault::internal(format!("a {} is not a list", value.kind_name())) }
}

fn no_field(value: &Value, index: u16) -> Fault {
    if value.is_moved() { Fault::moved() } else { Fault::internal(format!("a {} has no field {index}", value.kind_name())) }
}

fn wrong_wrap(value: &Value, wrap: Wrap) -> Fault {
    if value.is_moved() { Fault::moved() } else { Fault::internal(format!("{value:?} is not in {wrap:?}")) }
}

/// Works on the slot at the end of a path.
pub(crate) fn change<R>(regs: &mut [Value], path: &Path, f: impl FnOnce(&mut Value) -> Result<R, Fault>) -> Result<R, Fault> {
    change_at(regs, path.base, &path.steps, f)
}

/// The same by its parts.
pub(crate) fn change_at<R>(
    regs: &mut [Value],
    base: u16,
    steps: &[Step],
    f: impl FnOnce(&mut Value) -> Result<R, Fault>,
) -> Result<R, Fault> {
    let mut slot = regs[base as usize].take();
    let result = walk(&mut slot, steps, regs, f);
    regs[base as usize] = slot;
    result
}

fn walk<R, F>(slot: &mut Value, steps: &[Step], regs: &[Value], f: F) -> Result<R, Fault>
where
    F: FnOnce(&mut Value) -> Result<R, Fault>,
{
    slot.take_back();
    let Some((step, rest)) = steps.split_first() else { return f(slot) };
    match *step {
        Step::Payload(wrap) => {
            // What was moved out of a payload is put back.
            if slot.is_moved() && rest.is_empty() {
                let result = f(slot);
                if !slot.is_moved() {
                    *slot = slot.take().wrap(wrap);
                }
                return result;
            }
            let wraps = slot.wraps();
            if wraps.top() != Some(wrap) {
                return Err(wrong_wrap(slot, wrap));
            }
            *slot.wraps_mut() = wraps.pop();
            let result = walk(slot, rest, regs, f);
            if !slot.is_moved() {
                *slot = slot.take().wrap(wrap);
            }
            result
        }
        Step::Field(index) => {
            let missing = slot.fields().is_none_or(|fields| fields.len() <= index as usize);
            if missing {
                return Err(no_field(slot, index));
            }
            match slot.fields_mut().and_then(|fields| fields.get_mut(index as usize)) {
                Some(field) => walk(field, rest, regs, f),
                None => Err(Fault::moved()),
            }
        }
        Step::Index(reg) => {
            let index = index_of(regs, reg)?;
            walk_element(slot, index, rest, regs, f)
        }
        Step::At(index) => walk_element(slot, index as usize, rest, regs, f),
        Step::FromEnd(back) => {
            let len = list_len(slot)?;
            walk_element(slot, len.wrapping_sub(back as usize), rest, regs, f)
        }
        Step::Subslice(start, end) => {
            let len = list_len(slot)?;
            let (start, count) = (start as usize, len.saturating_sub(start as usize + end as usize));
            let Value::Vec(_, vector) = slot else { return Err(not_list(slot)) };
            let mut part = Value::Vec(Wraps::NONE, Vector::new(vector.make_mut().copy_range(start, start + count)));
            let result = walk(&mut part, rest, regs, f);
            if let Value::Vec(_, part) = part {
                part.list().iter().enumerate().for_each(|(i, value)| {
                    vector.make_mut().replace(start + i, value);
                });
            }
            result
        }
        Step::Deref => match slot {
            Value::Ref(_, cell) => cell.with(|content| {
                content.take_back();
                if content.is_moved() && !rest.is_empty() {
                    return Err(Fault::from(RefError::Stale));
                }
                walk(content, rest, regs, f)
            }),
            Value::Part(_, part) => match (part.kind, rest.split_first()) {
                (PartKind::Range { start, len }, Some((step @ (Step::Index(_) | Step::At(_) | Step::FromEnd(_)), rest))) => {
                    let index = match *step {
                        Step::Index(reg) => index_of(regs, reg)?,
                        Step::At(index) => index as usize,
                        Step::FromEnd(back) => len.wrapping_sub(back as usize),
                        _ => 0,
                    };
                    if index >= len {
                        return Err(out_of_bounds(len, index));
                    }
                    part.cell.with(|content| {
                        content.take_back();
                        walk_element(content, start + index, rest, regs, f)
                    })
                }
                _ => slot.with_ref(|content| walk(content, rest, regs, f))?,
            },
            Value::Null(_) => Err(Fault::panic("null pointer dereference occurred")),
            Value::Moved(_) => Err(Fault::moved()),
            Value::Dyn(_, inner) if matches!(inner.value, Value::Ref(..) | Value::Part(..)) => {
                let mut reference = inner.value.clone();
                walk(&mut reference, steps, regs, f)
            }
            _ => walk(slot, rest, regs, f),
        },
        Step::Rc => match slot {
            Value::Rc(_, rc) => {
                let mut content = rc.content().ok_or(RefError::Stale)?.snapshot();
                walk(&mut content, rest, regs, f)
            }
            Value::Dyn(_, inner) => {
                let mut inner = inner.value.clone();
                walk(&mut inner, steps, regs, f)
            }
            Value::Moved(_) => Err(Fault::moved()),
            _ => walk(slot, rest, regs, f),
        },
        Step::Shared => match slot {
            Value::Shared(_, cell) => cell.with(|content| walk(content, rest, regs, f)),
            other => Err(Fault::internal(format!("a {} is not a shared place", other.kind_name()))),
        },
    }
}

fn walk_element<R, F>(slot: &mut Value, index: usize, rest: &[Step], regs: &[Value], f: F) -> Result<R, Fault>
where
    F: FnOnce(&mut Value) -> Result<R, Fault>,
{
    let Value::Vec(_, vector) = slot else { return Err(not_list(slot)) };
    let data = vector.make_mut();
    if index >= data.len() {
        return Err(out_of_bounds(data.len(), index));
    }
    match data {
        VecData::Values(values) => walk(&mut values[index], rest, regs, f),
        data => {
            let mut element = data.get(index).unwrap_or_default();
            let result = walk(&mut element, rest, regs, f);
            if !element.is_moved() {
                data.replace(index, element);
            }
            result
        }
    }
}

/// A reference to a path: to the cell that the path ends at, to an element of a cell's unboxed vector, or to what is lent from there.
pub(crate) fn reference(regs: &mut [Value], path: &Path) -> Result<Value, Fault> {
    reference_to(regs, path.base, &path.steps)
}

fn reference_to(regs: &mut [Value], base: u16, steps: &[Step]) -> Result<Value, Fault> {
    match steps.split_last() {
        None => {
            let slot = &mut regs[base as usize];
            return if slot.is_moved() { Err(Fault::moved()) } else { Ok(Value::lend(slot)) };
        }
        Some((Step::Deref, before)) => {
            // `&mut *r` is `r` again.
            let value = read_steps(regs, base, before, Want::Copy)?;
            match value {
                Value::Ref(..) | Value::Part(..) | Value::Null(_) | Value::Dyn(..) => return Ok(value),
                _ => {}
            }
        }
        Some((Step::Shared, before)) => {
            if let Value::Shared(_, cell) = read_steps(regs, base, before, Want::Copy)? {
                return Ok(Value::Ref(Wraps::NONE, cell));
            }
        }
        Some((last @ (Step::Index(_) | Step::At(_) | Step::FromEnd(_) | Step::Subslice(..)), before)) => {
            // The list itself is referred to (or lent), then the element.
            let len = match read_steps(regs, base, before, Want::Len)? {
                Value::Usize(_, len) => len,
                _ => 0,
            };
            let ends_in_reference = matches!(before.last(), Some(Step::Deref));
            let is_unboxed = |list: Value| list.as_list().is_some_and(|list| !matches!(list.data, VecData::Values(_)));
            let unboxed = !ends_in_reference && is_unboxed(read_steps(regs, base, before, Want::Copy)?);
            if let Step::Subslice(start, end) = *last {
                let list = reference_to(regs, base, before)?;
                return Ok(list.ref_range(start as usize, len.saturating_sub((start + end) as usize))?);
            }
            let index = match *last {
                Step::Index(reg) => index_of(regs, reg)?,
                Step::At(index) => index as usize,
                Step::FromEnd(back) => len.wrapping_sub(back as usize),
                _ => 0,
            };
            if index >= len {
                return Err(out_of_bounds(len, index));
            }
            if unboxed || ends_in_reference {
                let list = reference_to(regs, base, before)?;
                return Ok(list.ref_element(index)?);
            }
        }
        Some((Step::Payload(_), _)) => {
            let depth = steps.iter().rev().take_while(|step| matches!(step, Step::Payload(_))).count();
            return change_at(regs, base, &steps[..steps.len() - depth], |slot| match slot {
                Value::Moved(_) => Err(Fault::moved()),
                slot => Ok(Value::lend_inside(slot, depth as u32)),
            });
        }
        _ => {}
    }
    // A field may be empty: a pointer to it is how a `MaybeUninit` is written.
    let may_be_empty = matches!(steps.last(), Some(Step::Field(_)));
    change_at(regs, base, steps, |slot| if slot.is_moved() && !may_be_empty { Err(Fault::moved()) } else { Ok(Value::lend(slot)) })
}
