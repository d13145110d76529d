//! Shared places and the borrow counts of `RefCell` (`std::host`).

use crate::support::{Natives, UNIT, disagree};
use ruchy_vm::native::{Exit, arg};
use ruchy_vm::value::{CellRef, Object, Value, Wraps};
use std::sync::atomic::{AtomicIsize, Ordering::Relaxed};
use triomphe::Arc;

pub(crate) const NATIVES: Natives = &[
    ("shared_new", |_, args| Ok(Value::shared(arg::take(args, 0)))),
    ("shared_ref", |_, args| Ok(Value::Ref(Wraps::NONE, cell(args, 0)?.clone()))),
    ("shared_view", |_, args| Ok(cell(args, 0)?.get())),
    ("shared_get", |_, args| Ok(cell(args, 0)?.get())),
    ("shared_set", |_, args| {
        let value = arg::take(args, 1);
        drop(cell(args, 0)?.set(value));
        UNIT
    }),
    ("shared_replace", |_, args| {
        let value = arg::take(args, 1);
        Ok(cell(args, 0)?.set(value).into_content())
    }),
    ("shared_take", |_, args| Ok(cell(args, 0)?.take())),
    ("shared_same", |_, args| Ok(Arc::ptr_eq(cell(args, 0)?, cell(args, 1)?).into())),
    ("shared_push", |_, args| {
        let item = arg::take(args, 1);
        cell(args, 0)?.with(|slot| {
            slot.take_back();
            slot.list_mut().map(|list| list.push(item)).ok_or_else(|| disagree("a place that holds no list"))
        })?;
        UNIT
    }),
    ("place_forget", |_, args| {
        args[0] = Value::shared(Value::default());
        UNIT
    }),
    ("release_view", |_, args| {
        args[0] = Value::UNIT;
        UNIT
    }),
    ("borrow_new", |_, _| Ok(Value::object(Borrows(AtomicIsize::new(0))))),
    ("borrow_shared", |_, args| {
        let Borrows(count) = arg::object(args, 0)?;
        let free = count.load(Relaxed) >= 0;
        if free {
            count.fetch_add(1, Relaxed);
        }
        Ok(free.into())
    }),
    ("borrow_shared_end", |_, args| {
        let Borrows(count) = arg::object(args, 0)?;
        count.fetch_sub(1, Relaxed);
        UNIT
    }),
    ("borrow_unique", |_, args| {
        let Borrows(count) = arg::object(args, 0)?;
        Ok(count.compare_exchange(0, -1, Relaxed, Relaxed).is_ok().into())
    }),
    ("borrow_unique_again", |_, args| {
        let Borrows(count) = arg::object(args, 0)?;
        count.fetch_sub(1, Relaxed);
        UNIT
    }),
    ("borrow_unique_end", |_, args| {
        let Borrows(count) = arg::object(args, 0)?;
        count.fetch_add(1, Relaxed);
        UNIT
    }),
];

pub(crate) fn cell(args: &[Value], index: usize) -> Result<&CellRef, Exit> {
    args.get(index).and_then(Value::as_shared).ok_or_else(|| disagree("something else than a shared place"))
}

/// Readers are counted up, writers down. A `RefCell` belongs to one task at a time, so no ordering is needed.
struct Borrows(AtomicIsize);

impl Object for Borrows {
    fn type_name(&self) -> &'static str {
        "RawBorrow"
    }
}
