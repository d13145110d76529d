//! `Rc`, `Arc` and their weak partners: script-level counts (`std::rc`, `std::sync`).

use crate::support::{Natives, UNIT, disagree};
use ruchy_vm::native::{Exit, NativeCx, NativeResult, arg};
use ruchy_vm::value::{RcBox, RcRef, Value, Wraps};
use std::sync::atomic::Ordering::{Acquire, Relaxed};
use triomphe::Arc;

pub(crate) const NATIVES: Natives = &[
    ("rc_new", |_, args| Ok(Value::rc(arg::take(args, 0)))),
    ("rc_from_content", |_, args| Ok(Value::rc(arg::take(args, 0)))),
    ("rc_clone", |_, args| {
        rc(args, 0)?.add_strong();
        Ok(arg::take(args, 0))
    }),
    ("rc_view", |_, args| Ok(content(rc(args, 0)?)?.dyn_like(&args[0]))),
    ("rc_try_unwrap", rc_try_unwrap),
    ("rc_get_mut", rc_get_mut),
    ("rc_fill", |_, args| {
        let value = arg::take(args, 1);
        let rc = rc(args, 0)?;
        rc.fill(value);
        Ok(Value::Rc(Wraps::NONE, rc.clone()))
    }),
    ("rc_cast", rc_cast),
    ("rc_strong_count", |_, args| Ok(rc(args, 0)?.strong.load(Acquire).into())),
    ("rc_weak_count", |_, args| Ok(rc(args, 0)?.weak.load(Acquire).into())),
    ("weak_weak_count", |_, args| {
        let rc = rc(args, 0)?;
        Ok(if rc.strong.load(Acquire) == 0 { 0 } else { rc.weak.load(Acquire) }.into())
    }),
    ("rc_downgrade", |_, args| {
        let rc = rc(args, 0)?;
        rc.weak.fetch_add(1, Relaxed);
        Ok(Value::Weak(Wraps::NONE, rc.clone()).dyn_like(&args[0]))
    }),
    ("weak_new", |_, _| Ok(Value::Weak(Wraps::NONE, RcBox::empty()))),
    ("weak_clone", |_, args| {
        rc(args, 0)?.weak.fetch_add(1, Relaxed);
        Ok(arg::take(args, 0))
    }),
    ("weak_upgrade", |_, args| {
        let rc = rc(args, 0)?;
        Ok(if rc.upgrade() { Value::Rc(Wraps::NONE, rc.clone()).dyn_like(&args[0]).some() } else { Value::NONE })
    }),
    ("rc_ptr_eq", |_, args| {
        let (a, b) = (rc(args, 0)?, rc(args, 1)?);
        // All that `Weak::new` gives is equal.
        let nothing = a.content().is_none() && b.content().is_none();
        Ok((nothing || Arc::ptr_eq(a, b)).into())
    }),
    // A pointer to the content is the counted pointer itself: it can be read, compared and taken back.
    ("rc_as_ptr", |_, args| Ok(arg::take(args, 0))),
    ("rc_from_raw", |_, args| match &args[0] {
        Value::Rc(..) => Ok(arg::take(args, 0)),
        Value::Weak(_, rc) => Ok(Value::Rc(Wraps::NONE, rc.clone())),
        _ => Err(Exit::panic("this pointer did not come from `into_raw`")),
    }),
    ("weak_from_raw", |_, args| match &args[0] {
        Value::Weak(..) => Ok(arg::take(args, 0)),
        Value::Rc(_, rc) => Ok(Value::Weak(Wraps::NONE, rc.clone())),
        _ => Err(Exit::panic("this pointer did not come from `into_raw`")),
    }),
    ("rc_increment", |_, args| {
        rc(args, 0)?.add_strong();
        UNIT
    }),
];

fn rc(args: &[Value], index: usize) -> Result<&RcRef, Exit> {
    args.get(index).and_then(Value::as_rc).ok_or_else(|| disagree("something else than a counted pointer"))
}

fn content(rc: &RcRef) -> NativeResult {
    rc.content().map(Value::snapshot).ok_or_else(|| Exit::panic("this pointer has no value yet"))
}

fn rc_try_unwrap(_cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    let Value::Rc(wraps, mut rc) = arg::take(args, 0) else {
        return Err(disagree("something else than a counted pointer"));
    };
    if rc.strong.compare_exchange(1, 0, Acquire, Relaxed).is_err() {
        return Ok(Value::Rc(wraps, rc).err());
    }
    Ok(RcBox::take_content(&mut rc).into_content().ok())
}

/// A reference to the content of an `Rc` that is the only owner: `args[0]` refers to the place of the `Rc`.
fn rc_get_mut(_cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    let lend = |slot: &mut Value| match slot {
        Value::Rc(_, rc) => Some(Value::lend(RcBox::content_mut(rc))),
        _ => None,
    };
    let lent = match &mut args[0] {
        slot @ Value::Rc(..) => lend(slot),
        reference => reference.with_ref(lend)?,
    };
    lent.ok_or_else(|| disagree("something else than a counted pointer"))
}

/// The same pointer; its content loses the wrapper of a trait object.
fn rc_cast(_cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    let pointer = arg::take(args, 0).without_dyn();
    let Value::Rc(wraps, mut rc) = pointer else {
        return Ok(pointer);
    };
    if !matches!(rc.content(), Some(Value::Dyn(..))) {
        return Ok(Value::Rc(wraps, rc));
    }
    if rc.strong.load(Acquire) == 1 && rc.weak.load(Acquire) == 0 {
        let inner = RcBox::take_content(&mut rc).without_dyn();
        return Ok(Value::Rc(wraps, RcBox::new(inner)));
    }
    Ok(Value::Rc(wraps, rc))
}
