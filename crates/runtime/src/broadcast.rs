//! Broadcast channels: every receiver gets every value that is sent after it subscribed.
//!
//! A receiver is a [`Cursor`], kept by the embedder: the position of the next value that it will get. A sender never waits; if
//! a receiver is more than the capacity behind, it loses the oldest values and is told how many.
//!
//! Invariants: `slots` are the last values, at most as many as the capacity; the first is at position `first`. Each knows how
//! many receivers have not read it; the last of them takes it instead of copying it, so nothing outlives its readers.

use crate::waiters::{Key, WaitList, wake_all};
use parking_lot::Mutex;
use std::{
    collections::VecDeque,
    future::Future,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

/// Why a broadcast gives no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BroadcastError {
    /// This many values were lost; the cursor is at the oldest that is left.
    Lagged(u64),
    /// Nothing there yet (from [`Broadcast::try_recv`] only).
    Empty,
    /// No sender is left and all was read.
    Closed,
}

/// Where a receiver is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor(u64);

struct Slot<T> {
    value: Option<T>,
    unread: usize,
}

struct State<T> {
    slots: VecDeque<Slot<T>>,
    first: u64,
    senders: usize,
    receivers: usize,
    waiters: WaitList<()>,
}

impl<T: Clone> State<T> {
    fn try_recv(&mut self, cursor: &mut Cursor) -> Result<T, BroadcastError> {
        if cursor.0 < self.first {
            let lost = self.first - cursor.0;
            cursor.0 = self.first;
            return Err(BroadcastError::Lagged(lost));
        }
        let Some(slot) = self.slots.get_mut((cursor.0 - self.first) as usize) else {
            return Err(if self.senders == 0 { BroadcastError::Closed } else { BroadcastError::Empty });
        };
        slot.unread = slot.unread.saturating_sub(1);
        let value = if slot.unread == 0 { slot.value.take() } else { slot.value.clone() };
        cursor.0 += 1;
        // A slot is empty only after its last reader.
        value.ok_or(BroadcastError::Empty)
    }
}

/// The core of a broadcast channel.
pub struct Broadcast<T> {
    capacity: usize,
    state: Mutex<State<T>>,
}

impl<T: Clone> Broadcast<T> {
    /// Keeps this many values (at least one). Counts one sender, and one receiver at [`Broadcast::start`].
    pub fn new(capacity: usize) -> Arc<Self> {
        let state = State { slots: VecDeque::new(), first: 0, senders: 1, receivers: 1, waiters: WaitList::new() };
        Arc::new(Self { capacity: capacity.max(1), state: Mutex::new(state) })
    }

    /// Where the first receiver starts.
    pub fn start() -> Cursor {
        Cursor(0)
    }

    /// Sends to all receivers; gives their number, and the value that had to make room, for the caller to drop. `Err` gives the
    /// value back if there is no receiver.
    pub fn send(&self, value: T) -> Result<(usize, Option<T>), T> {
        let mut state = self.state.lock();
        let unread = state.receivers;
        if unread == 0 {
            return Err(value);
        }
        let oldest = if state.slots.len() == self.capacity {
            state.first += 1;
            state.slots.pop_front().and_then(|slot| slot.value)
        } else {
            None
        };
        state.slots.push_back(Slot { value: Some(value), unread });
        let wakers = state.waiters.choose_all();
        drop(state);
        wake_all(wakers);
        Ok((unread, oldest))
    }

    /// One more receiver, which gets what is sent from now on.
    pub fn subscribe(&self) -> Cursor {
        let mut state = self.state.lock();
        state.receivers += 1;
        Cursor(state.first + state.slots.len() as u64)
    }

    /// One receiver less; what only it had not read is given to the caller to drop.
    pub fn drop_receiver(&self, cursor: Cursor) -> Vec<T> {
        let mut state = self.state.lock();
        state.receivers = state.receivers.saturating_sub(1);
        let read = cursor.0.saturating_sub(state.first) as usize;
        let mut left = Vec::new();
        for slot in state.slots.iter_mut().skip(read) {
            slot.unread = slot.unread.saturating_sub(1);
            if slot.unread == 0 {
                left.extend(slot.value.take());
            }
        }
        left
    }

    /// Counts one more sender.
    pub fn add_sender(&self) {
        self.state.lock().senders += 1;
    }

    /// Counts one sender less; after the last, receivers get what is there and then [`BroadcastError::Closed`].
    pub fn drop_sender(&self) {
        let mut state = self.state.lock();
        state.senders = state.senders.saturating_sub(1);
        let wakers = if state.senders == 0 { state.waiters.choose_all() } else { Vec::new() };
        drop(state);
        wake_all(wakers);
    }

    /// How many receivers there are.
    pub fn receiver_count(&self) -> usize {
        self.state.lock().receivers
    }

    /// How many values this receiver has still to read (lost ones included).
    pub fn len(&self, cursor: Cursor) -> usize {
        let state = self.state.lock();
        (state.first + state.slots.len() as u64).saturating_sub(cursor.0) as usize
    }

    /// Receives what is there now, and moves the cursor.
    pub fn try_recv(&self, cursor: &mut Cursor) -> Result<T, BroadcastError> {
        self.state.lock().try_recv(cursor)
    }

    /// Receives the next value when it comes; gives the moved cursor with it.
    pub fn recv(self: &Arc<Self>, cursor: Cursor) -> BroadcastRecv<T> {
        BroadcastRecv { broadcast: self.clone(), cursor, key: None }
    }
}

/// See [`Broadcast::recv`].
pub struct BroadcastRecv<T> {
    broadcast: Arc<Broadcast<T>>,
    cursor: Cursor,
    key: Option<Key>,
}

impl<T: Clone> Future for BroadcastRecv<T> {
    type Output = (Result<T, BroadcastError>, Cursor);

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        let mut state = this.broadcast.state.lock();
        let result = state.try_recv(&mut this.cursor);
        // The entry is made anew for each wait: a send lets all go.
        if let Some(key) = this.key.take() {
            state.waiters.remove(key);
        }
        if let Err(BroadcastError::Empty) = result {
            this.key = Some(state.waiters.push_back(Some(cx.waker().clone()), ()));
            return Poll::Pending;
        }
        Poll::Ready((result, this.cursor))
    }
}

impl<T> Drop for BroadcastRecv<T> {
    fn drop(&mut self) {
        if let Some(key) = self.key.take() {
            self.broadcast.state.lock().waiters.remove(key);
        }
    }
}
