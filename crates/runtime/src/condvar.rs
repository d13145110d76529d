//! Condition variables.
//!
//! A wait takes its place in the queue when it is *made*, not when it is first polled: make it while the lock is held, give
//! the lock back, poll it, take the lock again. So no notification that is sent under the lock is missed.
//!
//! Invariant: each `notify_one` reaches a wait that goes on to be ready, if there is one: a chosen wait that is dropped chooses
//! the next.

use crate::waiters::{Key, WaitList, wake_all};
use parking_lot::Mutex;
use std::{
    future::Future,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

/// Where tasks wait for a change of what a lock protects.
pub struct Condvar {
    waiters: Mutex<WaitList<()>>,
}

impl Default for Condvar {
    fn default() -> Self {
        Self::new()
    }
}

impl Condvar {
    /// Nobody waits.
    pub const fn new() -> Self {
        Self { waiters: Mutex::new(WaitList::new()) }
    }

    /// Takes a place in the queue.
    pub fn wait(self: &Arc<Self>) -> CondvarWait {
        let key = self.waiters.lock().push_back(None, ());
        CondvarWait { condvar: self.clone(), key: Some(key) }
    }

    /// Lets the first that waits go on; gives whether there was one.
    pub fn notify_one(&self) -> bool {
        let waker = self.waiters.lock().choose_waker();
        let any = waker.is_some();
        wake_all(waker);
        any
    }

    /// Lets all that wait go on; gives how many these are.
    pub fn notify_all(&self) -> usize {
        let wakers = self.waiters.lock().choose_all();
        let count = wakers.len();
        wake_all(wakers);
        count
    }

    /// How many wait.
    pub fn waiting(&self) -> usize {
        self.waiters.lock().len()
    }
}

/// See [`Condvar::wait`].
pub struct CondvarWait {
    condvar: Arc<Condvar>,
    key: Option<Key>,
}

impl Future for CondvarWait {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = &mut *self;
        let Some(key) = this.key else {
            return Poll::Ready(());
        };
        let mut waiters = this.condvar.waiters.lock();
        if waiters.is_linked(key) {
            waiters.set_waker(key, cx);
            return Poll::Pending;
        }
        waiters.remove(key);
        this.key = None;
        Poll::Ready(())
    }
}

impl Drop for CondvarWait {
    fn drop(&mut self) {
        let Some(key) = self.key.take() else { return };
        let mut waiters = self.condvar.waiters.lock();
        let chosen = !waiters.is_linked(key);
        waiters.remove(key);
        let waker = if chosen { waiters.choose_waker() } else { None };
        drop(waiters);
        wake_all(waker);
    }
}
