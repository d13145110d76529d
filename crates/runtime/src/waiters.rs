//! The queue of waiting futures that every primitive keeps under its own lock.
//!
//! A doubly linked list inside a slab: joining, leaving and taking the first are all O(1), without unsafe code.
//!
//! Invariant: an entry belongs to the future that inserted it, and only that future removes it. An entry is *linked* while
//! it waits and *unlinked* once it was chosen (notified, granted, completed), so a key stays valid until its owner removes
//! it. A future that is dropped while chosen hands on what it was chosen for.

use std::task::{Context, Waker};

/// Names an entry of a [`WaitList`] until its owner removes it.
pub(crate) type Key = u32;

/// No entry.
const NONE: u32 = u32::MAX;

/// A slab that shrank to nothing gives back its memory if it had grown beyond this many entries.
const KEPT_ENTRIES: usize = 32;

enum Place<P> {
    Free { next_free: u32 },
    Used(Entry<P>),
}

struct Entry<P> {
    waker: Option<Waker>,
    payload: P,
    previous: u32,
    next: u32,
    linked: bool,
}

/// Waiters in the order in which they will be served, each with a payload.
pub(crate) struct WaitList<P> {
    places: Vec<Place<P>>,
    first_free: u32,
    used: u32,
    head: u32,
    tail: u32,
    linked: u32,
}

impl<P> WaitList<P> {
    pub(crate) const fn new() -> Self {
        Self { places: Vec::new(), first_free: NONE, used: 0, head: NONE, tail: NONE, linked: 0 }
    }

    /// How many wait and are not yet chosen.
    pub(crate) fn len(&self) -> usize {
        self.linked as usize
    }

    /// Whether nobody waits.
    pub(crate) fn is_empty(&self) -> bool {
        self.linked == 0
    }

    /// Joins at the end.
    pub(crate) fn push_back(&mut self, waker: Option<Waker>, payload: P) -> Key {
        let entry = Place::Used(Entry { waker, payload, previous: NONE, next: NONE, linked: false });
        let key = if self.first_free == NONE {
            self.places.push(entry);
            (self.places.len() - 1) as u32
        } else {
            let key = self.first_free;
            if let Place::Free { next_free } = self.places[key as usize] {
                self.first_free = next_free;
            }
            self.places[key as usize] = entry;
            key
        };
        self.used += 1;
        let tail = self.tail;
        self.link(key, tail, NONE);
        key
    }

    /// The first that waits.
    pub(crate) fn front(&self) -> Option<Key> {
        (self.head != NONE).then_some(self.head)
    }

    /// Takes the first out of the queue (its entry stays until its owner removes it).
    pub(crate) fn choose_front(&mut self) -> Option<Key> {
        let key = self.front()?;
        self.unlink(key);
        Some(key)
    }

    /// The one that waits behind another.
    pub(crate) fn after(&self, key: Key) -> Option<Key> {
        let next = self.entry(key).next;
        (next != NONE).then_some(next)
    }

    /// Takes one that waits out of the queue.
    pub(crate) fn choose(&mut self, key: Key) {
        self.unlink(key);
    }

    /// Takes the last out of the queue.
    pub(crate) fn choose_back(&mut self) -> Option<Key> {
        let key = (self.tail != NONE).then_some(self.tail)?;
        self.unlink(key);
        Some(key)
    }

    /// Takes the first out of the queue and gives its waker.
    pub(crate) fn choose_waker(&mut self) -> Option<Waker> {
        let key = self.choose_front()?;
        self.entry_mut(key).waker.take()
    }

    /// Takes all out of the queue and gives their wakers.
    pub(crate) fn choose_all(&mut self) -> Vec<Waker> {
        let mut wakers = Vec::with_capacity(self.len());
        while let Some(key) = self.choose_front() {
            wakers.extend(self.entry_mut(key).waker.take());
        }
        wakers
    }

    /// Puts a chosen entry back at the front: what it was chosen for was gone when it came.
    pub(crate) fn return_to_front(&mut self, key: Key) {
        if !self.is_linked(key) {
            let head = self.head;
            self.link(key, NONE, head);
        }
    }

    /// Whether the entry still waits.
    pub(crate) fn is_linked(&self, key: Key) -> bool {
        self.entry(key).linked
    }

    /// Removes the entry; only its owner does.
    pub(crate) fn remove(&mut self, key: Key) -> P {
        if self.is_linked(key) {
            self.unlink(key);
        }
        let place = std::mem::replace(&mut self.places[key as usize], Place::Free { next_free: self.first_free });
        self.first_free = key;
        self.used -= 1;
        if self.used == 0 && self.places.len() > KEPT_ENTRIES {
            self.places = Vec::new();
            self.first_free = NONE;
        }
        match place {
            Place::Used(entry) => entry.payload,
            Place::Free { .. } => unreachable!("a waiter was removed twice"),
        }
    }

    /// The entry's payload.
    pub(crate) fn payload(&mut self, key: Key) -> &mut P {
        &mut self.entry_mut(key).payload
    }

    /// Takes the entry's waker, to be called after the lock is released.
    pub(crate) fn take_waker(&mut self, key: Key) -> Option<Waker> {
        self.entry_mut(key).waker.take()
    }

    /// Notes whom to wake.
    pub(crate) fn set_waker(&mut self, key: Key, cx: &Context<'_>) {
        let entry = self.entry_mut(key);
        match &mut entry.waker {
            Some(waker) => waker.clone_from(cx.waker()),
            none => *none = Some(cx.waker().clone()),
        }
    }

    fn link(&mut self, key: Key, previous: u32, next: u32) {
        let entry = self.entry_mut(key);
        entry.previous = previous;
        entry.next = next;
        entry.linked = true;
        if previous == NONE {
            self.head = key;
        } else {
            self.entry_mut(previous).next = key;
        }
        if next == NONE {
            self.tail = key;
        } else {
            self.entry_mut(next).previous = key;
        }
        self.linked += 1;
    }

    fn unlink(&mut self, key: Key) {
        let entry = self.entry_mut(key);
        entry.linked = false;
        let (previous, next) = (entry.previous, entry.next);
        if previous == NONE {
            self.head = next;
        } else {
            self.entry_mut(previous).next = next;
        }
        if next == NONE {
            self.tail = previous;
        } else {
            self.entry_mut(next).previous = previous;
        }
        self.linked -= 1;
    }

    fn entry(&self, key: Key) -> &Entry<P> {
        match &self.places[key as usize] {
            Place::Used(entry) => entry,
            Place::Free { .. } => unreachable!("a waiter was used after its removal"),
        }
    }

    fn entry_mut(&mut self, key: Key) -> &mut Entry<P> {
        match &mut self.places[key as usize] {
            Place::Used(entry) => entry,
            Place::Free { .. } => unreachable!("a waiter was used after its removal"),
        }
    }
}

/// Wakes all; called when no lock is held.
pub(crate) fn wake_all(wakers: impl IntoIterator<Item = Waker>) {
    for waker in wakers {
        waker.wake();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serves_in_order_whoever_leaves() {
        let mut list = WaitList::new();
        let keys: Vec<Key> = (0..5).map(|number| list.push_back(None, number)).collect();
        assert_eq!(list.remove(keys[0]), 0);
        assert_eq!(list.remove(keys[2]), 2);
        assert_eq!(list.remove(keys[4]), 4);
        let first = list.choose_front().unwrap();
        assert_eq!(*list.payload(first), 1);
        list.return_to_front(first);
        assert_eq!(list.len(), 2);
        assert_eq!(list.choose_front(), Some(keys[1]));
        assert_eq!(list.choose_front(), Some(keys[3]));
        assert_eq!(list.choose_front(), None);
        assert_eq!(list.remove(keys[1]), 1);
        assert_eq!(list.remove(keys[3]), 3);
        let again = list.push_back(None, 9);
        assert_eq!(list.front(), Some(again));
    }

    #[test]
    fn gives_memory_back() {
        let mut list = WaitList::new();
        let keys: Vec<Key> = (0..1000).map(|number| list.push_back(None, number)).collect();
        for key in keys {
            list.remove(key);
        }
        assert_eq!(list.places.capacity(), 0);
        list.push_back(None, 1);
        assert_eq!(list.len(), 1);
    }
}
