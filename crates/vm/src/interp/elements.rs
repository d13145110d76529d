//! Elements of vectors and their fields, where the vector lies in a register: one way that is fast and gives up at anything unusual, and the general one.
//!
//! A function that answers `bool` is the fast way: it has done nothing where it says false. A number is written into its register by its payload: a value that
//! is built elsewhere and copied whole would wait for its narrow stores.

use super::window::{Window, overwrite_scalar};
use super::{Fault, path};
use crate::code::Step;
use crate::ops::Reg;
use crate::value::{Value, VecData, Vector, Wraps};

/// Stores a number that a vector keeps unboxed; false where it does not, or has no element there.
#[inline(always)]
pub(super) fn put_number(slot: &mut Value, data: &VecData, at: usize) -> bool {
    macro_rules! kinds {
        ($($kind:ident)*) => {
            match data {
                $(VecData::$kind(items) => {
                    let Some(&x) = items.get(at) else { return false };
                    match slot {
                        Value::$kind(wraps, slot) => {
                            *wraps = Wraps::NONE;
                            *slot = x;
                        }
                        slot => super::set(slot, Value::$kind(Wraps::NONE, x)),
                    }
                })*
                _ => return false,
            }
        };
    }
    kinds!(F64 I64 I32 Usize U8 Bool);
    true
}

/// A copy of what is a scalar.
#[inline(always)]
pub(super) fn scalar_copy(value: &Value) -> Value {
    let mut copy = Value::default();
    overwrite_scalar(&mut copy, value);
    copy
}

/// What [`Value::snapshot`] gives, quickly where it is a scalar.
#[inline(always)]
fn snapshot(value: &Value) -> Value {
    if value.is_scalar() { scalar_copy(value) } else { value.snapshot() }
}

/// The values of the vector in a register and a number in another one.
#[inline(always)]
fn vector_and_index(regs: &Window, list: Reg, index: Reg) -> Option<(&Vector, usize)> {
    match (&regs[list as usize], &regs[index as usize]) {
        (Value::Vec(_, vector), Value::Usize(_, at)) => Some((vector, *at)),
        _ => None,
    }
}

#[inline(always)]
fn put_element(mut out: Window, dst: Reg, vector: &Vector, at: usize) -> bool {
    let slot = &mut out[dst as usize];
    match vector.data() {
        Some(VecData::Values(values)) => match values.get(at) {
            Some(value) => super::set(slot, snapshot(value)),
            None => return false,
        },
        Some(data) => return put_number(slot, data, at),
        // A subslice.
        None => match vector.list().get(at) {
            Some(value) => super::set(slot, value),
            None => return false,
        },
    }
    true
}

/// r[dst] = r[list][r[index]]
#[inline(never)]
pub(super) fn index(regs: Window, dst: Reg, list: Reg, index: Reg) -> bool {
    match vector_and_index(&regs, list, index) {
        Some((vector, at)) if dst != list => put_element(regs, dst, vector, at),
        _ => false,
    }
}

/// r[dst] = r[list][r[i]][r[j]]
#[inline(never)]
pub(super) fn index2(regs: Window, dst: Reg, list: Reg, i: Reg, j: Reg) -> bool {
    if let Some((vector, at)) = vector_and_index(&regs, list, i)
        && dst != list
        && let Some(VecData::Values(rows)) = vector.data()
        && let Some(Value::Vec(_, row)) = rows.get(at)
        && let Value::Usize(_, at) = &regs[j as usize]
    {
        return put_element(regs, dst, row, *at);
    }
    false
}

/// r[dst] = r[list][r[index]].field
#[inline(never)]
pub(super) fn index_field(regs: Window, dst: Reg, list: Reg, index: Reg, field: u8) -> bool {
    if let Some((vector, at)) = vector_and_index(&regs, list, index)
        && dst != list
        && let Some(VecData::Values(values)) = vector.data()
        && let Some(Value::Struct(_, fields) | Value::Tuple(_, fields)) = values.get(at)
        && let Some(value) = fields.values().get(field as usize)
    {
        let mut out = regs;
        super::set(&mut out[dst as usize], snapshot(value));
        return true;
    }
    false
}

/// The character of a text that begins at a byte.
#[inline(never)]
pub(super) fn char_at(text: &Value, index: &Value) -> Option<char> {
    let (Some(text), Value::Usize(_, at)) = (text.as_str(), index) else { return None };
    match text.as_bytes().get(*at) {
        Some(&byte) if byte < 0x80 => Some(char::from(byte)),
        _ => text.get(*at..)?.chars().next(),
    }
}

/// A byte of a text.
#[inline(never)]
pub(super) fn byte_at(text: &Value, index: &Value) -> Option<u8> {
    match (text.as_str(), index) {
        (Some(text), Value::Usize(_, at)) => text.as_bytes().get(*at).copied(),
        _ => None,
    }
}

/// r[list][r[index]] = r[src]
#[inline(never)]
pub(super) fn set_index(regs: &mut [Value], list: Reg, index: Reg, src: Reg) -> Result<(), Fault> {
    let at = path::index_of(regs, index)?;
    let value = regs[src as usize].take();
    let Value::Vec(_, vector) = &mut regs[list as usize] else { return Err(not_list(&regs[list as usize])) };
    set_element(vector.make_mut(), at, value)
}

/// r[list][r[i]][r[j]] = r[src]
#[inline(never)]
pub(super) fn set_index2(regs: &mut [Value], list: Reg, i: Reg, j: Reg, src: Reg) -> Result<(), Fault> {
    let (at, column) = (path::index_of(regs, i)?, path::index_of(regs, j)?);
    let value = regs[src as usize].take();
    if let Value::Vec(_, vector) = &mut regs[list as usize]
        && let VecData::Values(rows) = vector.make_mut()
        && let Some(Value::Vec(_, row)) = rows.get_mut(at)
    {
        return set_element(row.make_mut(), column, value);
    }
    store(regs, list, [Step::Index(i), Step::Index(j)], value)
}

/// r[list][r[index]].field = r[src]
#[inline(never)]
pub(super) fn set_index_field(regs: &mut [Value], list: Reg, index: Reg, field: u8, src: Reg) -> Result<(), Fault> {
    let at = path::index_of(regs, index)?;
    let value = regs[src as usize].take();
    if let Value::Vec(_, vector) = &mut regs[list as usize]
        && let VecData::Values(values) = vector.make_mut()
        && let Some(Value::Struct(_, fields) | Value::Tuple(_, fields)) = values.get_mut(at)
        && let Some(slot) = fields.make_mut().get_mut(field as usize)
    {
        super::set(slot, value);
        return Ok(());
    }
    store(regs, list, [Step::Index(index), Step::Field(u16::from(field))], value)
}

/// Takes an element back that was lent and to which no reference is left, so that it is found at once the next time.
fn settle(regs: &mut [Value], list: Reg, at: usize) {
    if let Value::Vec(_, vector) = &mut regs[list as usize]
        && let Some(VecData::Values(values)) = vector.unique_data()
        && let Some(value) = values.get_mut(at)
    {
        value.take_back_unused();
    }
}

/// What an index, and what follows it, leads to, in general.
#[inline(never)]
pub(super) fn read_at(regs: &mut [Value], dst: Reg, list: Reg, steps: &[Step]) -> Result<(), Fault> {
    if let Some(Step::Index(index)) = steps.first() {
        let at = path::index_of(regs, *index)?;
        settle(regs, list, at);
    }
    let value = path::read_steps(regs, list, steps, path::Want::Copy)?;
    super::set(&mut regs[dst as usize], value);
    Ok(())
}

#[cold]
fn store(regs: &mut [Value], list: Reg, steps: [Step; 2], value: Value) -> Result<(), Fault> {
    path::change_at(regs, list, &steps, |slot| {
        *slot = value;
        Ok(())
    })
}

#[inline]
fn set_element(data: &mut VecData, at: usize, value: Value) -> Result<(), Fault> {
    match (data, value) {
        (VecData::I64(items), Value::I64(Wraps::NONE, x)) if at < items.len() => items[at] = x,
        (VecData::F64(items), Value::F64(Wraps::NONE, x)) if at < items.len() => items[at] = x,
        (VecData::I32(items), Value::I32(Wraps::NONE, x)) if at < items.len() => items[at] = x,
        (VecData::Usize(items), Value::Usize(Wraps::NONE, x)) if at < items.len() => items[at] = x,
        (VecData::Bool(items), Value::Bool(Wraps::NONE, x)) if at < items.len() => items[at] = x,
        (data, value) => {
            if data.replace(at, value).is_none() {
                return Err(path::out_of_bounds(data.len(), at));
            }
        }
    }
    Ok(())
}

fn not_list(value: &Value) -> Fault {
    if value.is_moved() { Fault::moved() } else { Fault::internal(format!("a {} is not a list", value.kind_name())) }
}
