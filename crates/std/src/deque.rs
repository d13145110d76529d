//! Double-ended queues (`std::collections::VecDeque`).

use crate::support::{Natives, UNIT, disagree};
use ruchy_vm::native::{Exit, NativeCx, NativeResult, arg};
use ruchy_vm::structural;
use ruchy_vm::value::{Cell, CellRef, Object, Shape, Value, Wraps};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::VecDeque;
use std::hash::Hasher;

pub(crate) const NATIVES: Natives = &[
    ("deque_new", |_, _| Ok(Value::object(Deque::default()))),
    ("deque_with_capacity", |_, args| {
        let capacity = arg::usize(args, 0)?;
        if capacity > isize::MAX as usize / 16 {
            return Err(Exit::panic("capacity overflow"));
        }
        Ok(Value::object(Deque::of(VecDeque::with_capacity(capacity.min(1 << 16)))))
    }),
    ("deque_capacity", |_, args| Ok(deque(args)?.items().capacity().into())),
    ("deque_reserve", |_, args| {
        let more = arg::usize(args, 1)?;
        if more > isize::MAX as usize / 16 {
            return Err(Exit::panic("capacity overflow"));
        }
        deque_mut(args)?.items.reserve(more.min(1 << 16));
        UNIT
    }),
    ("deque_shrink_to", |_, args| {
        let least = arg::usize(args, 1)?;
        deque_mut(args)?.items.shrink_to(least);
        UNIT
    }),
    ("deque_len", |_, args| Ok(deque(args)?.items().len().into())),
    ("deque_push_back", |_, args| {
        let value = arg::take(args, 1);
        deque_mut(args)?.items.push_back(value);
        UNIT
    }),
    ("deque_push_front", |_, args| {
        let value = arg::take(args, 1);
        deque_mut(args)?.items.push_front(value);
        UNIT
    }),
    ("deque_pop_back", |_, args| Ok(some_content(deque_mut(args)?.items.pop_back()))),
    ("deque_pop_front", |_, args| Ok(some_content(deque_mut(args)?.items.pop_front()))),
    ("deque_at", |_, args| {
        let at = arg::usize(args, 1)?;
        deque(args)?.items().get(at).map(Value::snapshot).ok_or_else(outside)
    }),
    ("deque_ref_at", |_, args| {
        let at = arg::usize(args, 1)?;
        args[0].with_ref(|slot| settled(slot)?.items.get_mut(at).map(Value::lend).ok_or_else(outside))?
    }),
    ("deque_swap", |_, args| {
        let (a, b) = (arg::usize(args, 1)?, arg::usize(args, 2)?);
        let deque = deque_mut(args)?;
        if a.max(b) >= deque.items.len() {
            return Err(outside());
        }
        deque.items.swap(a, b);
        UNIT
    }),
    ("deque_insert", |_, args| {
        let (at, value) = (arg::usize(args, 1)?, arg::take(args, 2));
        let deque = deque_mut(args)?;
        if at > deque.items.len() {
            return Err(outside());
        }
        deque.items.insert(at, value);
        UNIT
    }),
    ("deque_remove", |_, args| {
        let at = arg::usize(args, 1)?;
        deque_mut(args)?.items.remove(at).map(Value::into_content).ok_or_else(outside)
    }),
    ("deque_remove_range", |_, args| {
        let (start, end) = (arg::usize(args, 1)?, arg::usize(args, 2)?);
        let deque = deque_mut(args)?;
        if start > end || end > deque.items.len() {
            return Err(outside());
        }
        Ok(Value::list(deque.items.drain(start..end).map(Value::into_content).collect()))
    }),
    ("deque_rotate_left", |_, args| {
        let n = arg::usize(args, 1)?;
        let deque = deque_mut(args)?;
        if n > deque.items.len() {
            return Err(outside());
        }
        deque.items.rotate_left(n);
        UNIT
    }),
    ("deque_into_vec", |_, args| {
        let items = std::mem::take(&mut deque_mut(args)?.items);
        Ok(Value::list(items.into_iter().map(Value::into_content).collect()))
    }),
    ("deque_from_vec", |_, args| {
        let items = arg::take(args, 0).into_list().ok_or_else(|| disagree("a vector that is none"))?;
        Ok(Value::object(Deque::of(items.into())))
    }),
    ("deque_slice", |_, args| Ok(Value::list(deque(args)?.items().iter().map(Value::snapshot).collect()))),
    ("deque_make_contiguous", deque_make_contiguous),
];

/// The items; slots may be lent. While a slice of all of them is out (`make_contiguous`), they lie in its cell instead.
#[derive(Default)]
struct Deque {
    items: VecDeque<Value>,
    slice: Option<CellRef>,
}

impl Deque {
    fn of(items: VecDeque<Value>) -> Deque {
        Deque { items, slice: None }
    }

    /// The items, to be read.
    fn items(&self) -> Cow<'_, VecDeque<Value>> {
        match &self.slice {
            None => Cow::Borrowed(&self.items),
            Some(cell) => Cow::Owned(cell.get().into_list().unwrap_or_default().into()),
        }
    }
}

fn deque(args: &[Value]) -> Result<&Deque, Exit> {
    arg::object(args, 0)
}

fn deque_mut(args: &mut [Value]) -> Result<&mut Deque, Exit> {
    match args.first_mut() {
        Some(slot) => settled(slot),
        None => Err(disagree("no deque")),
    }
}

/// The deque to be changed; a slice of it that was out becomes stale.
fn settled(slot: &mut Value) -> Result<&mut Deque, Exit> {
    let deque: &mut Deque = slot.object_mut().ok_or_else(|| disagree("something else than a deque"))?;
    if let Some(cell) = deque.slice.take() {
        deque.items = cell.take().into_list().unwrap_or_default().into();
    }
    Ok(deque)
}

fn outside() -> Exit {
    disagree("an index that is outside")
}

fn some_content(value: Option<Value>) -> Value {
    value.map_or(Value::NONE, |value| value.into_content().some())
}

/// A mutable slice of all items: they move to a vector in a cell until the deque is changed again.
fn deque_make_contiguous(_cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    args[0].with_ref(|slot| {
        let deque = settled(slot)?;
        let items: Vec<Value> = std::mem::take(&mut deque.items).into_iter().map(Value::into_content).collect();
        let cell = Cell::new(Value::list(items));
        deque.slice = Some(cell.clone());
        Ok(Value::Ref(Wraps::NONE, cell))
    })?
}

impl Object for Deque {
    fn type_name(&self) -> &'static str {
        "VecDeque"
    }

    fn copy(&self) -> Option<Box<dyn Object>> {
        Some(Box::new(Deque::of(self.items().iter().map(Value::snapshot).collect())))
    }

    fn shape(&self) -> Shape {
        Shape::List(self.items().iter().map(Value::snapshot).collect())
    }

    fn equals(&self, other: &dyn Object) -> Option<bool> {
        let other: &Deque = (other as &dyn std::any::Any).downcast_ref()?;
        Some(
            self.items().len() == other.items().len()
                && self.items().iter().zip(other.items().iter()).all(|(a, b)| structural::equals(a, b)),
        )
    }

    fn compare(&self, other: &dyn Object) -> Option<Ordering> {
        let other: &Deque = (other as &dyn std::any::Any).downcast_ref()?;
        let unequal = self.items().iter().zip(other.items().iter()).map(|(a, b)| structural::compare(a, b)).find(|order| order.is_ne());
        Some(unequal.unwrap_or_else(|| self.items().len().cmp(&other.items().len())))
    }

    fn hash(&self, state: &mut dyn Hasher) {
        state.write_usize(self.items().len());
        self.items().iter().for_each(|value| structural::hash(value, state));
    }

    fn take_contents(&self) -> Vec<(usize, Value)> {
        self.items().iter().map(|value| (0, value.snapshot())).collect()
    }
}
