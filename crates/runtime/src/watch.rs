//! Watch channels: one value that changes, and receivers that learn that it did.
//!
//! A receiver is the [`Version`] that it has seen, kept by the embedder. Only the latest value is there; a receiver that is slow
//! misses the ones between.
//!
//! Invariant: the version grows with each change, under the same lock as the value.

use crate::{
    channel::Disconnected,
    waiters::{Key, WaitList, wake_all},
};
use parking_lot::Mutex;
use std::{
    future::Future,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, Waker},
};

/// How often the value had changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(u64);

struct State<T> {
    value: T,
    version: Version,
    senders: usize,
    receivers: usize,
    waiters: WaitList<()>,
}

impl<T> State<T> {
    fn changed(&mut self) -> Vec<Waker> {
        self.version.0 += 1;
        self.waiters.choose_all()
    }
}

/// The core of a watch channel.
pub struct Watch<T> {
    state: Mutex<State<T>>,
}

impl<T> Watch<T> {
    /// With a first value, which counts as seen by a receiver that starts with `Version::default()`. Counts one sender and one
    /// receiver.
    pub fn new(value: T) -> Arc<Self> {
        let state = State { value, version: Version::default(), senders: 1, receivers: 1, waiters: WaitList::new() };
        Arc::new(Self { state: Mutex::new(state) })
    }

    /// Changes the value; gives the old one for the caller to drop, or the new one back if there is no receiver.
    pub fn send(&self, value: T) -> Result<T, T> {
        if self.state.lock().receivers == 0 { Err(value) } else { Ok(self.replace(value)) }
    }

    /// Changes the value, whether there is a receiver or not; gives the old one.
    pub fn replace(&self, value: T) -> T {
        let mut state = self.state.lock();
        let old = std::mem::replace(&mut state.value, value);
        let wakers = state.changed();
        drop(state);
        wake_all(wakers);
        old
    }

    /// Changes the value in its place.
    pub fn modify<R>(&self, change: impl FnOnce(&mut T) -> R) -> R {
        let mut state = self.state.lock();
        let result = change(&mut state.value);
        let wakers = state.changed();
        drop(state);
        wake_all(wakers);
        result
    }

    /// Looks at the value; gives its version too, for a receiver that marks it as seen.
    pub fn look<R>(&self, look: impl FnOnce(&T) -> R) -> (R, Version) {
        let state = self.state.lock();
        (look(&state.value), state.version)
    }

    /// Whether there is a change that this receiver has not seen; `Err` if there is none and can be none.
    pub fn has_changed(&self, seen: Version) -> Result<bool, Disconnected> {
        let state = self.state.lock();
        let changed = state.version > seen;
        if changed || state.senders > 0 { Ok(changed) } else { Err(Disconnected(())) }
    }

    /// Waits for a version later than `seen`, and gives it.
    pub fn changed(self: &Arc<Self>, seen: Version) -> Changed<T> {
        Changed { watch: self.clone(), seen, key: None }
    }

    /// Counts one more sender.
    pub fn add_sender(&self) {
        self.state.lock().senders += 1;
    }

    /// Counts one sender less; after the last, nothing changes any more.
    pub fn drop_sender(&self) {
        let mut state = self.state.lock();
        state.senders = state.senders.saturating_sub(1);
        let wakers = if state.senders == 0 { state.waiters.choose_all() } else { Vec::new() };
        drop(state);
        wake_all(wakers);
    }

    /// Counts one more receiver; gives the version that counts as seen by it.
    pub fn subscribe(&self) -> Version {
        let mut state = self.state.lock();
        state.receivers += 1;
        state.version
    }

    /// Counts one receiver less.
    pub fn drop_receiver(&self) {
        let mut state = self.state.lock();
        state.receivers = state.receivers.saturating_sub(1);
    }

    /// How many receivers there are.
    pub fn receiver_count(&self) -> usize {
        self.state.lock().receivers
    }
}

/// See [`Watch::changed`].
pub struct Changed<T> {
    watch: Arc<Watch<T>>,
    seen: Version,
    key: Option<Key>,
}

impl<T> Future for Changed<T> {
    type Output = Result<Version, Disconnected>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        let mut state = this.watch.state.lock();
        // The entry is made anew for each wait: a change lets all go.
        if let Some(key) = this.key.take() {
            state.waiters.remove(key);
        }
        if state.version > this.seen {
            return Poll::Ready(Ok(state.version));
        }
        if state.senders == 0 {
            return Poll::Ready(Err(Disconnected(())));
        }
        this.key = Some(state.waiters.push_back(Some(cx.waker().clone()), ()));
        Poll::Pending
    }
}

impl<T> Drop for Changed<T> {
    fn drop(&mut self) {
        if let Some(key) = self.key.take() {
            self.watch.state.lock().waiters.remove(key);
        }
    }
}
