//! Binary heaps of structural items, kept in a vector as Rust keeps them (`std::collections::BinaryHeap`).

use crate::support::{Natives, UNIT};
use ruchy_vm::native::arg;
use ruchy_vm::structural;
use ruchy_vm::value::{Value, VecData};
use std::cmp::Ordering;

pub(crate) const NATIVES: Natives = &[
    ("heap_push", |_, args| {
        let item = arg::take(args, 1);
        let data = arg::list_mut(args, 0)?;
        data.push(item);
        let last = data.len() - 1;
        on(data, |items| sift_up(items, 0, last));
        UNIT
    }),
    ("heap_pop", |_, args| {
        let data = arg::list_mut(args, 0)?;
        if data.len() > 1 {
            let last = data.len() - 1;
            data.swap(0, last);
        }
        let item = data.pop();
        on(data, sift_down_to_bottom);
        Ok(item.map_or(Value::NONE, Value::some))
    }),
    ("heap_build", |_, args| {
        on(arg::list_mut(args, 0)?, |items| (0..items.len() / 2).rev().for_each(|at| sift_down(items, at)));
        UNIT
    }),
];

/// The items of a heap, of whatever storage.
trait Items {
    fn len(&self) -> usize;
    fn order(&self, a: usize, b: usize) -> Ordering;
    fn exchange(&mut self, a: usize, b: usize);
}

impl Items for Vec<Value> {
    fn len(&self) -> usize {
        Vec::len(self)
    }
    fn order(&self, a: usize, b: usize) -> Ordering {
        structural::compare(&self[a], &self[b])
    }
    fn exchange(&mut self, a: usize, b: usize) {
        self.swap(a, b);
    }
}

/// Unboxed items.
struct Plain<'a, T>(&'a mut [T]);

impl<T: PartialOrd> Items for Plain<'_, T> {
    fn len(&self) -> usize {
        self.0.len()
    }
    fn order(&self, a: usize, b: usize) -> Ordering {
        self.0[a].partial_cmp(&self.0[b]).unwrap_or(Ordering::Equal)
    }
    fn exchange(&mut self, a: usize, b: usize) {
        self.0.swap(a, b);
    }
}

fn on(data: &mut VecData, work: impl FnOnce(&mut dyn Items)) {
    macro_rules! kinds {
        ($($kind:ident),*) => {
            match data {
                VecData::Values(values) => work(values),
                $(VecData::$kind(items) => work(&mut Plain(items)),)*
            }
        };
    }
    kinds!(U8, I32, U32, I64, U64, Usize, F32, F64, Bool, Char)
}

fn sift_up(items: &mut dyn Items, start: usize, from: usize) {
    let mut at = from;
    while at > start {
        let parent = (at - 1) / 2;
        if items.order(at, parent) != Ordering::Greater {
            break;
        }
        items.exchange(at, parent);
        at = parent;
    }
}

fn greater_child(items: &dyn Items, at: usize) -> Option<usize> {
    let child = 2 * at + 1;
    if child >= items.len() {
        return None;
    }
    let right = child + 1;
    Some(if right < items.len() && items.order(child, right) != Ordering::Greater { right } else { child })
}

fn sift_down(items: &mut dyn Items, from: usize) {
    let mut at = from;
    while let Some(child) = greater_child(items, at) {
        if items.order(at, child) != Ordering::Less {
            return;
        }
        items.exchange(at, child);
        at = child;
    }
}

/// Goes down along the greater children to the end, then up to its place.
fn sift_down_to_bottom(items: &mut dyn Items) {
    let mut at = 0;
    while let Some(child) = greater_child(items, at) {
        items.exchange(at, child);
        at = child;
    }
    sift_up(items, 0, at);
}
