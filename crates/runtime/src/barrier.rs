//! Barriers: nobody goes on until all have come.
//!
//! Invariant: arrivals are counted per generation; the last one starts the next generation, lets the others through and is
//! the leader. A wait that is dropped before that is taken back.

use crate::waiters::{Key, WaitList, wake_all};
use parking_lot::Mutex;
use std::{
    future::Future,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

/// Where a fixed number of tasks meet, again and again.
pub struct Barrier {
    size: usize,
    /// Those who wait are those who have arrived.
    waiters: Mutex<WaitList<()>>,
}

impl Barrier {
    /// A barrier for `size` tasks; zero counts as one.
    pub const fn new(size: usize) -> Self {
        Self { size, waiters: Mutex::new(WaitList::new()) }
    }

    /// How many meet.
    pub fn size(&self) -> usize {
        self.size
    }

    /// How many have arrived.
    pub fn arrived(&self) -> usize {
        self.waiters.lock().len()
    }

    /// Arrives when first polled, and is ready when all have; gives true to exactly one of them, the leader.
    pub fn wait(self: &Arc<Self>) -> BarrierWait {
        BarrierWait { barrier: self.clone(), key: None }
    }
}

/// See [`Barrier::wait`].
pub struct BarrierWait {
    barrier: Arc<Barrier>,
    key: Option<Key>,
}

impl Future for BarrierWait {
    type Output = bool;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<bool> {
        let this = &mut *self;
        let mut waiters = this.barrier.waiters.lock();
        match this.key {
            None if waiters.len() + 1 >= this.barrier.size => {
                let wakers = waiters.choose_all();
                drop(waiters);
                wake_all(wakers);
                Poll::Ready(true)
            }
            None => {
                this.key = Some(waiters.push_back(Some(cx.waker().clone()), ()));
                Poll::Pending
            }
            Some(key) if waiters.is_linked(key) => {
                waiters.set_waker(key, cx);
                Poll::Pending
            }
            Some(key) => {
                waiters.remove(key);
                this.key = None;
                Poll::Ready(false)
            }
        }
    }
}

impl Drop for BarrierWait {
    fn drop(&mut self) {
        if let Some(key) = self.key.take() {
            self.barrier.waiters.lock().remove(key);
        }
    }
}
