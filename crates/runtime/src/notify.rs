//! A notification that is remembered: `notify_one` without a waiter lets the next one through at once.
//!
//! Invariant: at most one notification is stored, and only while nobody waits. A chosen waiter that is dropped passes its
//! notification on, or stores it.

use crate::waiters::{Key, WaitList, wake_all};
use parking_lot::Mutex;
use std::{
    future::Future,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, Waker},
};

struct State {
    stored: bool,
    /// The payload says whether the waiter was chosen by `notify_one`, which must not get lost.
    waiters: WaitList<bool>,
}

impl State {
    fn notify_one(&mut self, last: bool) -> Option<Waker> {
        let chosen = if last { self.waiters.choose_back() } else { self.waiters.choose_front() };
        let Some(key) = chosen else {
            self.stored = true;
            return None;
        };
        *self.waiters.payload(key) = true;
        self.waiters.take_waker(key)
    }
}

/// Notifies one or all tasks of an event.
pub struct Notify {
    state: Mutex<State>,
}

impl Default for Notify {
    fn default() -> Self {
        Self::new()
    }
}

impl Notify {
    /// Nothing stored, nobody waiting.
    pub const fn new() -> Self {
        Self { state: Mutex::new(State { stored: false, waiters: WaitList::new() }) }
    }

    /// Waits for a notification. Its place in the queue is taken now, so a `notify_waiters` that follows reaches it.
    pub fn notified(self: &Arc<Self>) -> Notified {
        let mut state = self.state.lock();
        let key = if state.stored {
            state.stored = false;
            let key = state.waiters.push_back(None, true);
            // The new entry is the only one: something is stored only while nobody waits.
            state.waiters.choose_front();
            key
        } else {
            state.waiters.push_back(None, false)
        };
        drop(state);
        Notified { notify: self.clone(), key: Some(key) }
    }

    /// Lets one through: the first that waits, else the next that comes.
    pub fn notify_one(&self) {
        let waker = self.state.lock().notify_one(false);
        wake_all(waker);
    }

    /// Lets the one through that came last; if nobody waits, the next that comes.
    pub fn notify_last(&self) {
        let waker = self.state.lock().notify_one(true);
        wake_all(waker);
    }

    /// Lets all through that wait now.
    pub fn notify_waiters(&self) {
        let wakers = self.state.lock().waiters.choose_all();
        wake_all(wakers);
    }
}

/// See [`Notify::notified`].
pub struct Notified {
    notify: Arc<Notify>,
    key: Option<Key>,
}

impl Future for Notified {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = &mut *self;
        let Some(key) = this.key else {
            return Poll::Ready(());
        };
        let mut state = this.notify.state.lock();
        if state.waiters.is_linked(key) {
            state.waiters.set_waker(key, cx);
            return Poll::Pending;
        }
        state.waiters.remove(key);
        this.key = None;
        Poll::Ready(())
    }
}

impl Drop for Notified {
    fn drop(&mut self) {
        let Some(key) = self.key.take() else { return };
        let mut state = self.notify.state.lock();
        let must_pass_on = state.waiters.remove(key);
        let waker = if must_pass_on { state.notify_one(false) } else { None };
        drop(state);
        wake_all(waker);
    }
}
