//! Events that let all through: a flag that is set and reset, and a counter that is awaited at zero.
//!
//! Invariant: both are one thing, a count whose zero opens the gate; whoever brings it to zero wakes all. A waiter that was
//! let through stays so, even if the gate is closed again before it is polled.

use crate::waiters::{Key, WaitList, wake_all};
use parking_lot::Mutex;
use std::{
    future::Future,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, Waker},
};

struct Gate {
    count: usize,
    waiters: WaitList<()>,
}

impl Gate {
    fn set(&mut self, count: usize) -> Vec<Waker> {
        self.count = count;
        if count == 0 { self.waiters.choose_all() } else { Vec::new() }
    }
}

/// Waits until a count is zero: a wait group, a countdown.
pub struct Latch {
    gate: Mutex<Gate>,
}

impl Latch {
    /// A latch that opens after `count` calls of [`Latch::count_down`].
    pub const fn new(count: usize) -> Self {
        Self { gate: Mutex::new(Gate { count, waiters: WaitList::new() }) }
    }

    /// Counts up.
    pub fn add(&self, count: usize) {
        self.gate.lock().count += count;
    }

    /// Counts down; gives what is left. At zero it stays.
    pub fn count_down(&self) -> usize {
        let mut gate = self.gate.lock();
        let left = gate.count.saturating_sub(1);
        let wakers = gate.set(left);
        drop(gate);
        wake_all(wakers);
        left
    }

    /// The count.
    pub fn count(&self) -> usize {
        self.gate.lock().count
    }

    /// Waits for zero.
    pub fn wait(self: &Arc<Self>) -> LatchWait {
        LatchWait { latch: self.clone(), key: None }
    }
}

/// See [`Latch::wait`].
pub struct LatchWait {
    latch: Arc<Latch>,
    key: Option<Key>,
}

impl Future for LatchWait {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = &mut *self;
        let mut gate = this.latch.gate.lock();
        match this.key {
            None if gate.count == 0 => Poll::Ready(()),
            None => {
                this.key = Some(gate.waiters.push_back(Some(cx.waker().clone()), ()));
                Poll::Pending
            }
            Some(key) if gate.waiters.is_linked(key) => {
                gate.waiters.set_waker(key, cx);
                Poll::Pending
            }
            Some(key) => {
                gate.waiters.remove(key);
                this.key = None;
                Poll::Ready(())
            }
        }
    }
}

impl Drop for LatchWait {
    fn drop(&mut self) {
        if let Some(key) = self.key.take() {
            self.latch.gate.lock().waiters.remove(key);
        }
    }
}

/// A flag that tasks wait for.
pub struct Event {
    latch: Arc<Latch>,
}

/// See [`Event::wait`].
pub type EventWait = LatchWait;

impl Default for Event {
    fn default() -> Self {
        Self::new()
    }
}

impl Event {
    /// Not set.
    pub fn new() -> Self {
        Self { latch: Arc::new(Latch::new(1)) }
    }

    /// Sets it and lets all through.
    pub fn set(&self) {
        let wakers = self.latch.gate.lock().set(0);
        wake_all(wakers);
    }

    /// Resets it.
    pub fn reset(&self) {
        self.latch.gate.lock().set(1);
    }

    /// Whether it is set.
    pub fn is_set(&self) -> bool {
        self.latch.count() == 0
    }

    /// Waits until it is set.
    pub fn wait(&self) -> EventWait {
        self.latch.wait()
    }
}
