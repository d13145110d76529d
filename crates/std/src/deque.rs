//! Double-ended queues (`std::collections::VecDeque`).

use crate::support::{Natives, UNIT, disagree};
use ruchy_vm::native::{Exit, NativeCx, NativeResult, arg};
use ruchy_vm::structural;
use ruchy_vm::value::{Object, Shape, Value, VecData};
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
        Ok(Value::object(Deque(VecDeque::with_capacity(capacity.min(1 << 16)))))
    }),
    ("deque_capacity", |_, args| Ok(deque(args)?.0.capacity().into())),
    ("deque_len", |_, args| Ok(deque(args)?.0.len().into())),
    ("deque_push_back", |_, args| {
        let value = arg::take(args, 1);
        deque_mut(args)?.0.push_back(value);
        UNIT
    }),
    ("deque_push_front", |_, args| {
        let value = arg::take(args, 1);
        deque_mut(args)?.0.push_front(value);
        UNIT
    }),
    ("deque_pop_back", |_, args| Ok(some_content(deque_mut(args)?.0.pop_back()))),
    ("deque_pop_front", |_, args| Ok(some_content(deque_mut(args)?.0.pop_front()))),
    ("deque_at", |_, args| {
        let at = arg::usize(args, 1)?;
        deque(args)?.0.get(at).map(Value::snapshot).ok_or_else(outside)
    }),
    ("deque_ref_at", |_, args| {
        let at = arg::usize(args, 1)?;
        args[0].with_ref(|slot| {
            let deque = slot.object_mut::<Deque>().ok_or_else(|| disagree("something else than a deque"))?;
            deque.0.get_mut(at).map(Value::lend).ok_or_else(outside)
        })?
    }),
    ("deque_swap", |_, args| {
        let (a, b) = (arg::usize(args, 1)?, arg::usize(args, 2)?);
        let deque = deque_mut(args)?;
        if a.max(b) >= deque.0.len() {
            return Err(outside());
        }
        deque.0.swap(a, b);
        UNIT
    }),
    ("deque_insert", |_, args| {
        let (at, value) = (arg::usize(args, 1)?, arg::take(args, 2));
        let deque = deque_mut(args)?;
        if at > deque.0.len() {
            return Err(outside());
        }
        deque.0.insert(at, value);
        UNIT
    }),
    ("deque_remove", |_, args| {
        let at = arg::usize(args, 1)?;
        deque_mut(args)?.0.remove(at).map(Value::into_content).ok_or_else(outside)
    }),
    ("deque_remove_range", |_, args| {
        let (start, end) = (arg::usize(args, 1)?, arg::usize(args, 2)?);
        let deque = deque_mut(args)?;
        if start > end || end > deque.0.len() {
            return Err(outside());
        }
        Ok(Value::list(deque.0.drain(start..end).map(Value::into_content).collect()))
    }),
    ("deque_rotate_left", |_, args| {
        let n = arg::usize(args, 1)?;
        let deque = deque_mut(args)?;
        if n > deque.0.len() {
            return Err(outside());
        }
        deque.0.rotate_left(n);
        UNIT
    }),
    ("deque_into_vec", |_, args| {
        let items = std::mem::take(&mut deque_mut(args)?.0);
        Ok(Value::list(items.into_iter().map(Value::into_content).collect()))
    }),
    ("deque_from_vec", |_, args| {
        let items = arg::take(args, 0).into_list().ok_or_else(|| disagree("a vector that is none"))?;
        Ok(Value::object(Deque(items.into())))
    }),
    ("deque_slice", |_, args| Ok(Value::list(deque(args)?.0.iter().map(Value::snapshot).collect()))),
    ("deque_make_contiguous", deque_make_contiguous),
];

/// The items; slots may be lent.
#[derive(Clone, Default)]
struct Deque(VecDeque<Value>);

fn deque(args: &[Value]) -> Result<&Deque, Exit> {
    arg::object(args, 0)
}

fn deque_mut(args: &mut [Value]) -> Result<&mut Deque, Exit> {
    arg::object_mut(args, 0)
}

fn outside() -> Exit {
    disagree("an index that is outside")
}

fn some_content(value: Option<Value>) -> Value {
    value.map_or(Value::NONE, |value| value.into_content().some())
}

/// A mutable slice of all items: a vector of references to them, since a deque is no vector.
fn deque_make_contiguous(_cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    args[0].with_ref(|slot| {
        let deque = slot.object_mut::<Deque>().ok_or_else(|| disagree("something else than a deque"))?;
        let items: Vec<Value> = deque.0.iter_mut().map(Value::lend).collect();
        Ok(Value::new_ref(Value::from_data(VecData::Values(items))))
    })?
}

impl Object for Deque {
    fn type_name(&self) -> &'static str {
        "VecDeque"
    }

    fn copy(&self) -> Option<Box<dyn Object>> {
        Some(Box::new(Deque(self.0.iter().map(Value::snapshot).collect())))
    }

    fn shape(&self) -> Shape {
        Shape::List(self.0.iter().map(Value::snapshot).collect())
    }

    fn equals(&self, other: &dyn Object) -> Option<bool> {
        let other: &Deque = (other as &dyn std::any::Any).downcast_ref()?;
        Some(self.0.len() == other.0.len() && self.0.iter().zip(&other.0).all(|(a, b)| structural::equals(a, b)))
    }

    fn compare(&self, other: &dyn Object) -> Option<Ordering> {
        let other: &Deque = (other as &dyn std::any::Any).downcast_ref()?;
        let unequal = self.0.iter().zip(&other.0).map(|(a, b)| structural::compare(a, b)).find(|order| order.is_ne());
        Some(unequal.unwrap_or_else(|| self.0.len().cmp(&other.0.len())))
    }

    fn hash(&self, state: &mut dyn Hasher) {
        state.write_usize(self.0.len());
        self.0.iter().for_each(|value| structural::hash(value, state));
    }

    fn take_contents(&self) -> Vec<(usize, Value)> {
        self.0.iter().map(|value| (0, value.snapshot())).collect()
    }
}
