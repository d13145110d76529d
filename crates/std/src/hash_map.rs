//! Hash maps and sets: entries in numbered slots, found through an index of hashes (`std::collections::hash_map`, `hash_set`).
//!
//! Invariant: a slot keeps its number until an entry is added; the index holds exactly the slots that are filled.
//! Iteration goes by slots, so its order depends on the operations alone and is the same in every run.

use crate::hash::FastHasher;
use crate::support::{Natives, UNIT, disagree};
use hashbrown::HashTable;
use ruchy_vm::native::{Exit, arg};
use ruchy_vm::structural;
use ruchy_vm::value::{Object, Shape, Value};
use std::hash::Hasher;

pub(crate) const NATIVES: Natives = &[
    ("hashmap_new", |_, _| Ok(Value::object(Map::default()))),
    ("hashset_new", |_, _| Ok(Value::object(Map { is_set: true, ..Map::default() }))),
    ("hashmap_len", |_, args| Ok(map(args)?.len().into())),
    ("hashmap_capacity", |_, args| Ok(map(args)?.index.capacity().into())),
    ("hashmap_reserve", |_, args| {
        let more = arg::usize(args, 1)?;
        if more > isize::MAX as usize / 16 {
            return Err(Exit::panic("Hash table capacity overflow"));
        }
        let map = map_mut(args)?;
        let slots = &map.slots;
        map.index.reserve(more.min(1 << 20), |slot| slot_hash(slots, *slot));
        UNIT
    }),
    ("hashmap_shrink_to", |_, args| {
        let least = arg::usize(args, 1)?;
        let map = map_mut(args)?;
        let slots = &map.slots;
        map.index.shrink_to(least, |slot| slot_hash(slots, *slot));
        UNIT
    }),
    ("hashmap_get", |_, args| {
        let map = map(args)?;
        let entry = map.find(&args[1]).and_then(|slot| map.entry(slot));
        Ok(entry.map_or(Value::NONE, |entry| entry.value.snapshot().some()))
    }),
    ("hashmap_find", |_, args| Ok(map(args)?.find(&args[1]).into())),
    ("hashmap_insert", |_, args| {
        let (key, value) = (arg::take(args, 1), arg::take(args, 2));
        let map = map_mut(args)?;
        let hash = hash_of(&key);
        Ok(match map.find_hashed(hash, &key).and_then(|slot| map.entry_mut(slot)) {
            Some(entry) => std::mem::replace(&mut entry.value, value).into_content().some(),
            None => {
                map.add(hash, key, value);
                Value::NONE
            }
        })
    }),
    ("hashmap_remove_entry", |_, args| {
        let key = arg::take(args, 1);
        let map = map_mut(args)?;
        Ok(match map.find(&key).and_then(|slot| map.remove(slot)) {
            Some(entry) => pair(entry).some(),
            None => Value::NONE,
        })
    }),
    ("hashmap_find_hash", |_, args| {
        let (hash, from) = (arg::u64(args, 1)?, arg::usize(args, 2)?);
        let map = map(args)?;
        // Candidates in the order of their slots; there is hardly ever more than one.
        let found = map.index.iter_hash(hash).map(|slot| *slot as usize).filter(|slot| *slot >= from);
        Ok(found.filter(|slot| map.entry(*slot).is_some_and(|entry| entry.hash == hash)).min().into())
    }),
    ("hashmap_insert_hashed", |_, args| {
        let hash = arg::u64(args, 1)?;
        let (key, value) = (arg::take(args, 2), arg::take(args, 3));
        Ok(map_mut(args)?.add(hash, key, value).into())
    }),
    ("hashmap_insert_new", |_, args| {
        let (key, value) = (arg::take(args, 1), arg::take(args, 2));
        Ok(map_mut(args)?.add(hash_of(&key), key, value).into())
    }),
    ("hashmap_remove_at", |_, args| {
        let slot = arg::usize(args, 1)?;
        map_mut(args)?.remove(slot).map(pair).ok_or_else(empty)
    }),
    ("hashmap_key_at", |_, args| {
        let slot = arg::usize(args, 1)?;
        map(args)?.entry(slot).map(|entry| entry.key.clone()).ok_or_else(empty)
    }),
    ("hashmap_value_at", |_, args| {
        let slot = arg::usize(args, 1)?;
        map(args)?.entry(slot).map(|entry| entry.value.snapshot()).ok_or_else(empty)
    }),
    ("hashmap_entry_at", |_, args| {
        let slot = arg::usize(args, 1)?;
        let entry = map(args)?.entry(slot).ok_or_else(empty)?;
        Ok(Value::tuple([entry.key.clone(), entry.value.snapshot()]))
    }),
    ("hashmap_value_ref", |_, args| {
        let slot = arg::usize(args, 1)?;
        args[0].with_ref(|place| {
            let map = place.object_mut::<Map>().ok_or_else(|| disagree("something else than a map"))?;
            map.entry_mut(slot).map(|entry| Value::lend(&mut entry.value)).ok_or_else(empty)
        })?
    }),
    ("hashmap_replace_at", |_, args| {
        let (slot, value) = (arg::usize(args, 1)?, arg::take(args, 2));
        let entry = map_mut(args)?.entry_mut(slot).ok_or_else(empty)?;
        Ok(std::mem::replace(&mut entry.value, value).into_content())
    }),
    ("hashmap_next_slot", |_, args| {
        let from = arg::usize(args, 1)?;
        let slots = &map(args)?.slots;
        Ok(slots.get(from..).and_then(|rest| rest.iter().position(Option::is_some)).map(|at| at + from).into())
    }),
    ("hashmap_into_entries", |_, args| {
        let entries = map_mut(args)?.drain();
        Ok(Value::list(entries.map(pair).collect()))
    }),
    ("hashmap_into_keys", |_, args| {
        let entries = map_mut(args)?.drain();
        Ok(Value::list(entries.map(|entry| entry.key).collect()))
    }),
];

/// A key with its value; the value's slot may be lent.
#[derive(Clone)]
struct Entry {
    hash: u64,
    key: Value,
    value: Value,
}

/// A map, or a set (whose values are `()`).
#[derive(Default)]
struct Map {
    index: HashTable<u32>,
    slots: Vec<Option<Entry>>,
    is_set: bool,
}

fn map(args: &[Value]) -> Result<&Map, Exit> {
    arg::object(args, 0)
}

fn map_mut(args: &mut [Value]) -> Result<&mut Map, Exit> {
    arg::object_mut(args, 0)
}

#[cold]
fn empty() -> Exit {
    disagree("a slot that is empty")
}

fn pair(entry: Entry) -> Value {
    Value::tuple([entry.key, entry.value.into_content()])
}

fn slot_hash(slots: &[Option<Entry>], slot: u32) -> u64 {
    slots[slot as usize].as_ref().map_or(0, |entry| entry.hash)
}

fn hash_of(key: &Value) -> u64 {
    let mut hasher = FastHasher::new();
    structural::hash(key, &mut hasher);
    hasher.finish()
}

impl Map {
    fn len(&self) -> usize {
        self.index.len()
    }

    fn entry(&self, slot: usize) -> Option<&Entry> {
        self.slots.get(slot)?.as_ref()
    }

    fn entry_mut(&mut self, slot: usize) -> Option<&mut Entry> {
        self.slots.get_mut(slot)?.as_mut()
    }

    fn find(&self, key: &Value) -> Option<usize> {
        if self.index.is_empty() { None } else { self.find_hashed(hash_of(key), key) }
    }

    fn find_hashed(&self, hash: u64, key: &Value) -> Option<usize> {
        let slots = &self.slots;
        let same = |slot: &u32| match &slots[*slot as usize] {
            Some(entry) => entry.hash == hash && structural::equals(&entry.key, key),
            None => false,
        };
        self.index.find(hash, same).map(|slot| *slot as usize)
    }

    /// Adds an entry whose key is new; gives its slot.
    fn add(&mut self, hash: u64, key: Value, value: Value) -> usize {
        if self.slots.len() >= 16 && self.slots.len() > 2 * self.len() {
            self.compact();
        }
        let slot = self.slots.len();
        self.slots.push(Some(Entry { hash, key, value }));
        let slots = &self.slots;
        self.index.insert_unique(hash, slot as u32, |slot| slots[*slot as usize].as_ref().map_or(0, |entry| entry.hash));
        slot
    }

    fn remove(&mut self, slot: usize) -> Option<Entry> {
        let entry = self.slots.get_mut(slot)?.take()?;
        if let Ok(found) = self.index.find_entry(entry.hash, |other| *other as usize == slot) {
            found.remove();
        }
        while let Some(None) = self.slots.last() {
            self.slots.pop();
        }
        Some(entry)
    }

    /// Closes the gaps that removed entries left.
    fn compact(&mut self) {
        self.slots.retain(Option::is_some);
        self.index.clear();
        let slots = &self.slots;
        let hash = |slot: &u32| slots[*slot as usize].as_ref().map_or(0, |entry| entry.hash);
        for slot in 0..slots.len() as u32 {
            self.index.insert_unique(hash(&slot), slot, hash);
        }
    }

    /// Takes out all entries.
    fn drain(&mut self) -> impl Iterator<Item = Entry> + use<> {
        self.index.clear();
        std::mem::take(&mut self.slots).into_iter().flatten()
    }

    fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.slots.iter().flatten()
    }
}

impl Object for Map {
    fn type_name(&self) -> &'static str {
        if self.is_set { "HashSet" } else { "HashMap" }
    }

    fn copy(&self) -> Option<Box<dyn Object>> {
        let content = |entry: &Entry| Entry { hash: entry.hash, key: entry.key.clone(), value: entry.value.snapshot() };
        let slots = self.slots.iter().map(|slot| slot.as_ref().map(content)).collect();
        Some(Box::new(Map { index: self.index.clone(), slots, is_set: self.is_set }))
    }

    fn shape(&self) -> Shape {
        if self.is_set {
            Shape::Set(self.entries().map(|entry| entry.key.clone()).collect())
        } else {
            Shape::Map(self.entries().map(|entry| (entry.key.clone(), entry.value.snapshot())).collect())
        }
    }

    fn equals(&self, other: &dyn Object) -> Option<bool> {
        let other: &Map = (other as &dyn std::any::Any).downcast_ref()?;
        let same = |entry: &Entry| {
            let found = other.find_hashed(entry.hash, &entry.key).and_then(|slot| other.entry(slot));
            found.is_some_and(|found| structural::equals(&entry.value, &found.value))
        };
        Some(self.len() == other.len() && self.entries().all(same))
    }

    fn take_contents(&self) -> Vec<(usize, Value)> {
        self.entries().flat_map(|entry| [(0, entry.key.clone()), (1, entry.value.snapshot())]).collect()
    }
}
