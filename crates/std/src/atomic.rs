//! Atomics: every operation is sequentially consistent (`std::sync::atomic`).

use crate::support::{Natives, UNIT, disagree};
use parking_lot::Mutex;
use ruchy_check::types::IntKind;
use ruchy_vm::native::{Exit, NativeCx, NativeResult, arg};
use ruchy_vm::structural;
use ruchy_vm::value::{Object, Shape, Value};
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
    ("atomic_compare_exchange", atomic_compare_exchange),
    ("atomic_add", |_, args| update(args, |atomic, x| atomic.fetch_add(x, SeqCst), i128::wrapping_add)),
    ("atomic_sub", |_, args| update(args, |atomic, x| atomic.fetch_sub(x, SeqCst), i128::wrapping_sub)),
    ("atomic_and", |_, args| update(args, |atomic, x| atomic.fetch_and(x, SeqCst), |a, b| a & b)),
    ("atomic_nand", |_, args| update(args, |atomic, x| atomic.fetch_nand(x, SeqCst), |a, b| !(a & b))),
    ("atomic_or", |_, args| update(args, |atomic, x| atomic.fetch_or(x, SeqCst), |a, b| a | b)),
    ("atomic_xor", |_, args| update(args, |atomic, x| atomic.fetch_xor(x, SeqCst), |a, b| a ^ b)),
    ("atomic_max", |_, args| choose(args, |new, old| new > old)),
    ("atomic_min", |_, args| choose(args, |new, old| new < old)),
];

/// Numbers up to 64 bits and flags lie in a word: what lies above the type's width counts for nothing. Others, pointers for instance, lie behind a lock.
enum Atomic {
    Int(IntKind, AtomicU64),
    Flag(AtomicU64),
    Other(Mutex<Value>),
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
fn word(value: &Value) -> Result<u64, Exit> {
    match value {
        Value::Bool(_, flag) => Ok(u64::from(*flag)),
        other => other.as_int().map(|x| x as u64).ok_or_else(wrong),
    }
}

impl Atomic {
    fn new(value: Value) -> Atomic {
        match (&value, value.int_kind()) {
            (Value::Bool(_, flag), _) => Atomic::Flag(AtomicU64::new(u64::from(*flag))),
            (_, Some(kind)) if kind.bits() <= 64 => {
                Atomic::Int(kind, AtomicU64::new(value.as_int().map_or(0, |x| x as u64)))
            }
            _ => Atomic::Other(Mutex::new(value)),
        }
    }

    /// The value of a word.
    fn value(&self, word: u64) -> Value {
        match self {
            Atomic::Int(kind, _) => Value::int(*kind, i128::from(word)),
            _ => (word & 1 == 1).into(),
        }
    }

    fn load(&self) -> Value {
        match self {
            Atomic::Int(_, atomic) | Atomic::Flag(atomic) => self.value(atomic.load(SeqCst)),
            Atomic::Other(place) => place.lock().clone(),
        }
    }

    fn swap(&self, new: Value) -> NativeResult {
        Ok(match self {
            Atomic::Int(_, atomic) | Atomic::Flag(atomic) => self.value(atomic.swap(word(&new)?, SeqCst)),
            Atomic::Other(place) => std::mem::replace(&mut *place.lock(), new),
        })
    }
}

fn atomic_compare_exchange(_cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    let (current, new) = (arg::take(args, 1), arg::take(args, 2));
    let atomic = atomic(args)?;
    let result = match atomic {
        Atomic::Int(_, place) | Atomic::Flag(place) => {
            let new = word(&new)?;
            // The bits above the type's width may differ, so values are compared, and the word that was seen is exchanged.
            let change = |seen| structural::equals(&atomic.value(seen), &current).then_some(new);
            let seen = place.fetch_update(SeqCst, SeqCst, change);
            seen.map(|word| atomic.value(word)).map_err(|word| atomic.value(word))
        }
        Atomic::Other(place) => {
            let mut place = place.lock();
            if same(&place, &current) { Ok(std::mem::replace(&mut *place, new)) } else { Err(place.clone()) }
        }
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

/// Changes the place in one step; gives the old value. Wide integers are changed behind the lock.
fn update(args: &[Value], narrow: fn(&AtomicU64, u64) -> u64, wide: fn(i128, i128) -> i128) -> NativeResult {
    let atomic = atomic(args)?;
    match atomic {
        Atomic::Int(_, place) | Atomic::Flag(place) => Ok(atomic.value(narrow(place, word(&args[1])?))),
        Atomic::Other(place) => {
            let mut place = place.lock();
            let new = match (&*place, &args[1]) {
                (Value::I128(_, a), Value::I128(_, b)) => Value::from(wide(**a, **b)),
                (Value::U128(_, a), Value::U128(_, b)) => Value::from(wide(**a as i128, **b as i128) as u128),
                _ => return Err(wrong()),
            };
            Ok(std::mem::replace(&mut *place, new))
        }
    }
}

/// Puts the new value in if it is better than the old one; gives the old one.
fn choose(args: &[Value], better: fn(std::cmp::Ordering, std::cmp::Ordering) -> bool) -> NativeResult {
    let atomic = atomic(args)?;
    let new = &args[1];
    let wins = |old: &Value| better(structural::compare(new, old), std::cmp::Ordering::Equal);
    match atomic {
        Atomic::Int(_, place) | Atomic::Flag(place) => {
            let bits = word(new)?;
            let (Ok(seen) | Err(seen)) = place.fetch_update(SeqCst, SeqCst, |seen| wins(&atomic.value(seen)).then_some(bits));
            Ok(atomic.value(seen))
        }
        Atomic::Other(place) => {
            let mut place = place.lock();
            let old = place.clone();
            if wins(&old) {
                *place = new.clone();
            }
            Ok(old)
        }
    }
}
