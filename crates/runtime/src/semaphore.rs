//! Semaphores: permits, handed out strictly in turn.
//!
//! Invariant: a permit is available, held, or granted to a waiter that has not been polled yet; a granted waiter that is
//! dropped gives its permits on. A large request at the front holds up the small ones behind it, so it does not starve.

use crate::waiters::{Key, WaitList, wake_all};
use parking_lot::Mutex;
use std::{
    fmt,
    future::Future,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, Waker},
};

/// The semaphore was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AcquireError;

impl fmt::Display for AcquireError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("semaphore closed")
    }
}

/// Why there are no permits now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TryAcquireError {
    /// Too few are left, or somebody waits.
    NoPermits,
    /// The semaphore was closed.
    Closed,
}

/// What a waiter wants; `None` once it was closed out.
type Wanted = Option<usize>;

struct State {
    permits: usize,
    closed: bool,
    waiters: WaitList<Wanted>,
}

impl State {
    fn grant(&mut self) -> Vec<Waker> {
        let mut wakers = Vec::new();
        while let Some(first) = self.waiters.front() {
            let wanted = self.waiters.payload(first).unwrap_or(0);
            if wanted > self.permits {
                break;
            }
            self.permits -= wanted;
            self.waiters.choose_front();
            wakers.extend(self.waiters.take_waker(first));
        }
        wakers
    }
}

/// A number of permits.
pub struct Semaphore {
    state: Mutex<State>,
}

impl Semaphore {
    /// A semaphore with this many permits.
    pub const fn new(permits: usize) -> Self {
        Self { state: Mutex::new(State { permits, closed: false, waiters: WaitList::new() }) }
    }

    /// Takes permits that are there.
    pub fn try_acquire(&self, count: usize) -> Result<(), TryAcquireError> {
        let mut state = self.state.lock();
        if state.closed {
            return Err(TryAcquireError::Closed);
        }
        if count > state.permits || !state.waiters.is_empty() {
            return Err(TryAcquireError::NoPermits);
        }
        state.permits -= count;
        Ok(())
    }

    /// Waits for permits.
    pub fn acquire(self: &Arc<Self>, count: usize) -> Acquire {
        Acquire { semaphore: self.clone(), count, key: None }
    }

    /// Gives permits back, or adds new ones.
    pub fn release(&self, count: usize) {
        let mut state = self.state.lock();
        state.permits = state.permits.saturating_add(count);
        let wakers = state.grant();
        drop(state);
        wake_all(wakers);
    }

    /// Takes up to this many permits away for good; gives how many.
    pub fn forget(&self, count: usize) -> usize {
        let mut state = self.state.lock();
        let forgotten = count.min(state.permits);
        state.permits -= forgotten;
        forgotten
    }

    /// How many permits are left.
    pub fn available(&self) -> usize {
        self.state.lock().permits
    }

    /// How many wait.
    pub fn waiting(&self) -> usize {
        self.state.lock().waiters.len()
    }

    /// Refuses all further requests, also the waiting ones.
    pub fn close(&self) {
        let mut state = self.state.lock();
        state.closed = true;
        let mut wakers = Vec::new();
        while let Some(key) = state.waiters.choose_front() {
            *state.waiters.payload(key) = None;
            wakers.extend(state.waiters.take_waker(key));
        }
        drop(state);
        wake_all(wakers);
    }

    /// Whether it was closed.
    pub fn is_closed(&self) -> bool {
        self.state.lock().closed
    }
}

/// See [`Semaphore::acquire`]. When it is ready with `Ok`, the permits are held.
pub struct Acquire {
    semaphore: Arc<Semaphore>,
    count: usize,
    key: Option<Key>,
}

impl Future for Acquire {
    type Output = Result<(), AcquireError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        let Some(key) = this.key else {
            match this.semaphore.try_acquire(this.count) {
                Ok(()) => return Poll::Ready(Ok(())),
                Err(TryAcquireError::Closed) => return Poll::Ready(Err(AcquireError)),
                Err(TryAcquireError::NoPermits) => {}
            }
            let mut state = this.semaphore.state.lock();
            if state.closed {
                return Poll::Ready(Err(AcquireError));
            }
            this.key = Some(state.waiters.push_back(Some(cx.waker().clone()), Some(this.count)));
            // Permits may have come back since the try; then this one is chosen already and ready at once.
            let wakers = state.grant();
            drop(state);
            wake_all(wakers);
            return Poll::Pending;
        };
        let mut state = this.semaphore.state.lock();
        if state.waiters.is_linked(key) {
            state.waiters.set_waker(key, cx);
            return Poll::Pending;
        }
        this.key = None;
        Poll::Ready(state.waiters.remove(key).map(|_| ()).ok_or(AcquireError))
    }
}

impl Drop for Acquire {
    fn drop(&mut self) {
        let Some(key) = self.key.take() else { return };
        let mut state = self.semaphore.state.lock();
        let granted = !state.waiters.is_linked(key);
        let wanted = state.waiters.remove(key).unwrap_or(0);
        if granted {
            state.permits += wanted;
        }
        let wakers = state.grant();
        drop(state);
        wake_all(wakers);
    }
}
