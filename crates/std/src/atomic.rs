//! Atomics: every operation is sequentially consistent (`std::sync::atomic`).
//!
//! Numbers up to 64 bits and flags lie in a word, of which what lies above the type's width counts for nothing. Other values lie in a
//! cell, and so does any value to which a script has taken a reference (`get_mut`): from then on the cell is the atomic's place.

use crate::support::{Natives, UNIT, disagree};
use ruchy_check::types::IntKind;
use ruchy_vm::native::{Exit, NativeCx, NativeResult, arg};
use ruchy_vm::structural;
use ruchy_vm::value::{Cell, CellRef, Object, Shape, Value, Wraps};
use std::cmp::Ordering;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

pub(crate) const NATIVES: Natives = &[
    ("atomic_new", |_, args| Ok(Value::object(Atomic::new(arg::take(args, 0))))),
    ("atomic_load", |_, args| Ok(atomic(args)?.load())),
    ("atomic_store", |_, args| {
        let value = arg::take(args, 1);
        atomic(args)?.swap(value)?;
        UNIT
    }),
    ("atomic_swap", |_, args| {
        let value = arg::take(args, 1);
        atomic(args)?.swap(value)
    }),
    ("atomic_place", |_, args| {
        let atomic = atomic(args)?;
        let cell = atomic.cell.get_or_init(|| Cell::new(atomic.value(atomic.word.load(SeqCst))));
        Ok(Value::Ref(Wraps::NONE, cell.clone()))
    }),
    ("atomic_compare_exchange", atomic_compare_exchange),
    ("atomic_add", |_, args| update(args, |word, x| word.fetch_add(x, SeqCst), i128::wrapping_add)),
    ("atomic_sub", |_, args| update(args, |word, x| word.fetch_sub(x, SeqCst), i128::wrapping_sub)),
    ("atomic_and", |_, args| update(args, |word, x| word.fetch_and(x, SeqCst), |a, b| a & b)),
    ("atomic_nand", |_, args| update(args, |word, x| word.fetch_nand(x, SeqCst), |a, b| !(a & b))),
    ("atomic_or", |_, args| update(args, |word, x| word.fetch_or(x, SeqCst), |a, b| a | b)),
    ("atomic_xor", |_, args| update(args, |word, x| word.fetch_xor(x, SeqCst), |a, b| a ^ b)),
    ("atomic_max", |_, args| choose(args, Ordering::Greater)),
    ("atomic_min", |_, args| choose(args, Ordering::Less)),
];

/// The place of an atomic.
struct Atomic {
    kind: Kind,
    word: AtomicU64,
    cell: OnceLock<CellRef>,
}

#[derive(Clone, Copy)]
enum Kind {
    Int(IntKind),
    Flag,
    /// In the cell from the start.
    Other,
}

impl Object for Atomic {
    fn type_name(&self) -> &'static str {
        "Atomic"
    }
    fn shape(&self) -> Shape {
        Shape::Tuple { name: "", fields: vec![self.load()] }
    }
}

fn atomic(args: &[Value]) -> Result<&Atomic, Exit> {
    arg::object(args, 0)
}

fn wrong() -> Exit {
    disagree("another type than the atomic's")
}

/// The low bits of an integer or flag.
fn word_of(value: &Value) -> Result<u64, Exit> {
    match value {
        Value::Bool(_, flag) => Ok(u64::from(*flag)),
        other => other.as_int().map(|x| x as u64).ok_or_else(wrong),
    }
}

/// The bits of an integer or flag of any width.
fn bits_of(value: &Value) -> Result<i128, Exit> {
    match value {
        Value::Bool(_, flag) => Ok(i128::from(*flag)),
        Value::U128(_, x) => Ok(**x as i128),
        other => other.as_int().ok_or_else(wrong),
    }
}

impl Atomic {
    fn new(value: Value) -> Atomic {
        let kind = match (&value, value.int_kind()) {
            (Value::Bool(..), _) => Kind::Flag,
            (_, Some(kind)) if kind.bits() <= 64 => Kind::Int(kind),
            _ => Kind::Other,
        };
        match kind {
            Kind::Other => Atomic { kind, word: AtomicU64::new(0), cell: OnceLock::from(Cell::new(value)) },
            _ => Atomic { kind, word: AtomicU64::new(word_of(&value).unwrap_or(0)), cell: OnceLock::new() },
        }
    }

    /// The value of a word.
    fn value(&self, word: u64) -> Value {
        match self.kind {
            Kind::Int(kind) => Value::int(kind, i128::from(word)),
            _ => (word & 1 == 1).into(),
        }
    }

    fn load(&self) -> Value {
        match self.cell.get() {
            None => self.value(self.word.load(SeqCst)),
            Some(cell) => cell.get(),
        }
    }

    fn swap(&self, new: Value) -> NativeResult {
        Ok(match self.cell.get() {
            None => self.value(self.word.swap(word_of(&new)?, SeqCst)),
            Some(cell) => cell.set(new),
        })
    }
}

fn atomic_compare_exchange(_cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    let (current, new) = (arg::take(args, 1), arg::take(args, 2));
    let atomic = atomic(args)?;
    let result = match atomic.cell.get() {
        None => {
            let new = word_of(&new)?;
            // The bits above the type's width may differ, so values are compared, and the word that was seen is exchanged.
            let change = |seen| structural::equals(&atomic.value(seen), &current).then_some(new);
            let seen = atomic.word.fetch_update(SeqCst, SeqCst, change);
            seen.map(|word| atomic.value(word)).map_err(|word| atomic.value(word))
        }
        Some(cell) => cell.with(|place| if same(place, &current) { Ok(std::mem::replace(place, new)) } else { Err(place.clone()) }),
    };
    Ok(match result {
        Ok(old) => old.ok(),
        Err(old) => old.err(),
    })
}

/// Whether two pointers point to the same place, or two numbers are equal.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Null(_), Value::Null(_)) => true,
        (Value::Ref(..) | Value::Part(..) | Value::Null(_), _) => a.address() == b.address(),
        _ => structural::equals(a, b),
    }
}

/// Changes the place in one step; gives the old value.
fn update(args: &[Value], narrow: fn(&AtomicU64, u64) -> u64, wide: fn(i128, i128) -> i128) -> NativeResult {
    let atomic = atomic(args)?;
    let operand = &args[1];
    let Some(cell) = atomic.cell.get() else {
        return Ok(atomic.value(narrow(&atomic.word, word_of(operand)?)));
    };
    let operand = bits_of(operand)?;
    cell.with(|place| {
        let bits = wide(bits_of(place)?, operand);
        let new = match place.int_kind() {
            Some(kind) => Value::int(kind, bits),
            None => (bits & 1 == 1).into(),
        };
        Ok(std::mem::replace(place, new))
    })
}

/// Puts the new value in if it compares like this with the old one; gives the old one.
fn choose(args: &[Value], wanted: Ordering) -> NativeResult {
    let atomic = atomic(args)?;
    let new = &args[1];
    let wins = |old: &Value| structural::compare(new, old) == wanted;
    match atomic.cell.get() {
        None => {
            let bits = word_of(new)?;
            let change = |seen| wins(&atomic.value(seen)).then_some(bits);
            let (Ok(seen) | Err(seen)) = atomic.word.fetch_update(SeqCst, SeqCst, change);
            Ok(atomic.value(seen))
        }
        Some(cell) => Ok(cell.with(|place| {
            let old = place.clone();
            if wins(&old) {
                *place = new.clone();
            }
            old
        })),
    }
}
