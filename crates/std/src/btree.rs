//! Sorted maps and sets: entries in order, found by position (`std::collections::btree_map`, `btree_set`).
//!
//! The entries lie in chunks of bounded size. Invariant: no chunk is empty, and none holds more than [`CHUNK`] entries.

use crate::support::{Natives, UNIT, disagree};
use ruchy_vm::native::{Exit, arg};
use ruchy_vm::structural;
use ruchy_vm::value::{Object, Shape, Value};
use std::cmp::Ordering;
use std::hash::Hasher;

pub(crate) const NATIVES: Natives = &[
    ("btree_new", |_, _| Ok(Value::object(Sorted::default()))),
    ("btreeset_new", |_, _| Ok(Value::object(Sorted { is_set: true, ..Sorted::default() }))),
    ("btree_len", |_, args| Ok(sorted(args)?.len.into())),
    ("btree_search", |_, args| {
        Ok(match sorted(args)?.search(&args[1]) {
            Ok(at) => Value::from(at).ok(),
            Err(at) => Value::from(at).err(),
        })
    }),
    ("btree_get", |_, args| {
        let sorted = sorted(args)?;
        Ok(match sorted.find(&args[1]) {
            Ok((chunk, at)) => sorted.chunks[chunk][at].1.snapshot().some(),
            Err(_) => Value::NONE,
        })
    }),
    ("btree_insert", |_, args| {
        let (key, value) = (arg::take(args, 1), arg::take(args, 2));
        let sorted = sorted_mut(args)?;
        Ok(match sorted.find(&key) {
            Ok((chunk, at)) => std::mem::replace(&mut sorted.chunks[chunk][at].1, value).into_content().some(),
            Err(place) => {
                sorted.insert(place, key, value);
                Value::NONE
            }
        })
    }),
    ("btree_insert_at", |_, args| {
        let at = arg::usize(args, 1)?;
        let (key, value) = (arg::take(args, 2), arg::take(args, 3));
        let sorted = sorted_mut(args)?;
        let place = sorted.place_to_insert(at).ok_or_else(outside)?;
        sorted.insert(place, key, value);
        UNIT
    }),
    ("btree_remove_at", |_, args| {
        let at = arg::usize(args, 1)?;
        sorted_mut(args)?.remove(at).map(pair).ok_or_else(outside)
    }),
    ("btree_key_at", |_, args| {
        let at = arg::usize(args, 1)?;
        sorted(args)?.get(at).map(|(key, _)| key.clone()).ok_or_else(outside)
    }),
    ("btree_value_at", |_, args| {
        let at = arg::usize(args, 1)?;
        sorted(args)?.get(at).map(|(_, value)| value.snapshot()).ok_or_else(outside)
    }),
    ("btree_entry_at", |_, args| {
        let at = arg::usize(args, 1)?;
        let entry = sorted(args)?.get(at).map(|(key, value)| Value::tuple([key.clone(), value.snapshot()]));
        entry.ok_or_else(outside)
    }),
    ("btree_value_ref", |_, args| {
        let at = arg::usize(args, 1)?;
        args[0].with_ref(|slot| {
            let sorted: &mut Sorted = slot.object_mut().ok_or_else(|| disagree("something else than a map"))?;
            sorted.get_mut(at).map(|(_, value)| Value::lend(value)).ok_or_else(outside)
        })?
    }),
    ("btree_replace_at", |_, args| {
        let (at, new) = (arg::usize(args, 1)?, arg::take(args, 2));
        let (_, value) = sorted_mut(args)?.get_mut(at).ok_or_else(outside)?;
        Ok(std::mem::replace(value, new).into_content())
    }),
    ("btree_split_off", |_, args| {
        let at = arg::usize(args, 1)?;
        let sorted = sorted_mut(args)?;
        let all: Vec<_> = sorted.drain().collect();
        let mut rest = Sorted { is_set: sorted.is_set, ..Sorted::default() };
        for (i, (key, value)) in all.into_iter().enumerate() {
            if i < at { &mut *sorted } else { &mut rest }.push(key, value);
        }
        Ok(Value::object(rest))
    }),
    ("btree_into_entries", |_, args| Ok(Value::list(sorted_mut(args)?.drain().map(pair).collect()))),
    ("btree_into_keys", |_, args| Ok(Value::list(sorted_mut(args)?.drain().map(|(key, _)| key).collect()))),
];

/// How many entries a chunk holds at most: few enough to move, so many that the chunks of a large map can be counted through.
const CHUNK: usize = 256;

/// A key with its value; the value's slot may be lent.
type Entry = (Value, Value);

/// A chunk and a position in it.
type Place = (usize, usize);

/// A map, or a set (whose values are `()`).
#[derive(Default)]
struct Sorted {
    chunks: Vec<Vec<Entry>>,
    len: usize,
    is_set: bool,
}

fn sorted(args: &[Value]) -> Result<&Sorted, Exit> {
    arg::object(args, 0)
}

fn sorted_mut(args: &mut [Value]) -> Result<&mut Sorted, Exit> {
    arg::object_mut(args, 0)
}

#[cold]
fn outside() -> Exit {
    disagree("a position that is outside")
}

fn pair((key, value): Entry) -> Value {
    Value::tuple([key, value.into_content()])
}

impl Sorted {
    /// Where the key is, or where it belongs.
    fn find(&self, key: &Value) -> Result<Place, Place> {
        // The chunk before the first that begins after the key.
        let after = self.chunks.partition_point(|chunk| structural::compare(&chunk[0].0, key) != Ordering::Greater);
        let chunk = after.saturating_sub(1);
        let Some(entries) = self.chunks.get(chunk) else {
            return Err((0, 0));
        };
        match entries.binary_search_by(|(other, _)| structural::compare(other, key)) {
            Ok(at) => Ok((chunk, at)),
            Err(at) => Err((chunk, at)),
        }
    }

    fn search(&self, key: &Value) -> Result<usize, usize> {
        let position = |(chunk, at): Place| self.chunks.iter().take(chunk).map(Vec::len).sum::<usize>() + at;
        self.find(key).map(position).map_err(position)
    }

    fn place(&self, at: usize) -> Option<Place> {
        if at >= self.len {
            return None;
        }
        if at * 2 > self.len {
            // Nearer to the end: counted from there.
            let mut from_end = self.len - at;
            for (i, chunk) in self.chunks.iter().enumerate().rev() {
                if from_end <= chunk.len() {
                    return Some((i, chunk.len() - from_end));
                }
                from_end -= chunk.len();
            }
        }
        let mut rest = at;
        for (i, chunk) in self.chunks.iter().enumerate() {
            if rest < chunk.len() {
                return Some((i, rest));
            }
            rest -= chunk.len();
        }
        None
    }

    fn place_to_insert(&self, at: usize) -> Option<Place> {
        if at == self.len {
            return Some((self.chunks.len().saturating_sub(1), self.chunks.last().map_or(0, Vec::len)));
        }
        self.place(at)
    }

    fn get(&self, at: usize) -> Option<&Entry> {
        let (chunk, at) = self.place(at)?;
        self.chunks[chunk].get(at)
    }

    fn get_mut(&mut self, at: usize) -> Option<&mut Entry> {
        let (chunk, at) = self.place(at)?;
        self.chunks[chunk].get_mut(at)
    }

    fn insert(&mut self, (chunk, at): Place, key: Value, value: Value) {
        if self.chunks.is_empty() {
            self.chunks.push(Vec::new());
        }
        let last = chunk + 1 == self.chunks.len();
        let entries = &mut self.chunks[chunk];
        entries.insert(at, (key, value));
        self.len += 1;
        if entries.len() > CHUNK {
            // A map that is filled in order gets full chunks, another one halves.
            let cut = if last && at + 1 == entries.len() { CHUNK } else { CHUNK / 2 };
            let rest = entries.split_off(cut);
            self.chunks.insert(chunk + 1, rest);
        }
    }

    /// Adds an entry that comes after all others.
    fn push(&mut self, key: Value, value: Value) {
        let place = (self.chunks.len().saturating_sub(1), self.chunks.last().map_or(0, Vec::len));
        self.insert(place, key, value);
    }

    fn remove(&mut self, at: usize) -> Option<Entry> {
        let (chunk, at) = self.place(at)?;
        let entry = self.chunks[chunk].remove(at);
        self.len -= 1;
        if self.chunks[chunk].is_empty() {
            self.chunks.remove(chunk);
        } else if chunk + 1 < self.chunks.len() && self.chunks[chunk].len() + self.chunks[chunk + 1].len() <= CHUNK / 2 {
            let next = self.chunks.remove(chunk + 1);
            self.chunks[chunk].extend(next);
        }
        Some(entry)
    }

    fn drain(&mut self) -> impl Iterator<Item = Entry> + use<> {
        self.len = 0;
        std::mem::take(&mut self.chunks).into_iter().flatten()
    }

    fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.chunks.iter().flatten()
    }
}

/// A `BTreeMap` of entries that come in the order of their keys.
pub(crate) fn sorted_map(entries: impl Iterator<Item = Entry>) -> Value {
    let mut sorted = Sorted::default();
    entries.for_each(|(key, value)| sorted.push(key, value));
    Value::object(sorted)
}

impl Object for Sorted {
    fn type_name(&self) -> &'static str {
        if self.is_set { "BTreeSet" } else { "BTreeMap" }
    }

    fn copy(&self) -> Option<Box<dyn Object>> {
        let content = |(key, value): &Entry| (key.clone(), value.snapshot());
        let chunks = self.chunks.iter().map(|chunk| chunk.iter().map(content).collect()).collect();
        Some(Box::new(Sorted { chunks, len: self.len, is_set: self.is_set }))
    }

    fn shape(&self) -> Shape {
        if self.is_set {
            Shape::Set(self.entries().map(|(key, _)| key.clone()).collect())
        } else {
            Shape::Map(self.entries().map(|(key, value)| (key.clone(), value.snapshot())).collect())
        }
    }

    fn equals(&self, other: &dyn Object) -> Option<bool> {
        let other: &Sorted = (other as &dyn std::any::Any).downcast_ref()?;
        let same = |(a, b): (&Entry, &Entry)| structural::equals(&a.0, &b.0) && structural::equals(&a.1, &b.1);
        Some(self.len == other.len && self.entries().zip(other.entries()).all(same))
    }

    fn compare(&self, other: &dyn Object) -> Option<Ordering> {
        let other: &Sorted = (other as &dyn std::any::Any).downcast_ref()?;
        for (a, b) in self.entries().zip(other.entries()) {
            match structural::partial_compare(&a.0, &b.0)?.then(structural::partial_compare(&a.1, &b.1)?) {
                Ordering::Equal => {}
                unequal => return Some(unequal),
            }
        }
        Some(self.len.cmp(&other.len))
    }

    fn hash(&self, state: &mut dyn Hasher) {
        state.write_usize(self.len);
        for (key, value) in self.entries() {
            structural::hash(key, state);
            if !self.is_set {
                structural::hash(value, state);
            }
        }
    }

    fn take_contents(&self) -> Vec<(usize, Value)> {
        self.entries().flat_map(|(key, value)| [(0, key.clone()), (1, value.snapshot())]).collect()
    }
}
