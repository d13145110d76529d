//! The lock under `RwLock`: many readers or one writer; what it protects belongs to the embedder.
//!
//! Strictly in turn: who comes while somebody waits queues up behind, so writers do not starve; the lock is handed over to
//! the first writer, or to all readers up to the next writer.
//!
//! Invariant: a granted waiter holds the lock from that moment, even if it has not been polled yet; one that is dropped then
//! gives it back.

use crate::{
    task::TaskId,
    waiters::{Key, WaitList, wake_all},
};
use parking_lot::Mutex;
use std::{
    future::Future,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Waker},
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    Read,
    Write,
}

struct State {
    readers: Vec<TaskId>,
    writer: Option<TaskId>,
    waiters: WaitList<(TaskId, Access)>,
}

impl State {
    fn admits(&self, access: Access) -> bool {
        self.writer.is_none() && (access == Access::Read || self.readers.is_empty())
    }

    fn admit(&mut self, owner: TaskId, access: Access) {
        match access {
            Access::Read => self.readers.push(owner),
            Access::Write => self.writer = Some(owner),
        }
    }

    fn holders(&self) -> Vec<TaskId> {
        self.writer.map_or_else(|| self.readers.clone(), |writer| vec![writer])
    }

    fn try_admit(&mut self, owner: TaskId, access: Access) -> bool {
        let admitted = self.waiters.is_empty() && self.admits(access);
        if admitted {
            self.admit(owner, access);
        }
        admitted
    }

    fn release(&mut self, owner: TaskId, access: Access) -> Vec<Waker> {
        match access {
            Access::Write => self.writer = None,
            Access::Read => {
                if let Some(index) = self.readers.iter().position(|reader| *reader == owner) {
                    self.readers.swap_remove(index);
                }
            }
        }
        self.grant()
    }

    /// Hands the lock to those at the front whom it admits.
    fn grant(&mut self) -> Vec<Waker> {
        let mut wakers = Vec::new();
        while let Some(first) = self.waiters.front() {
            let (owner, access) = *self.waiters.payload(first);
            if !self.admits(access) {
                break;
            }
            self.admit(owner, access);
            self.waiters.choose_front();
            wakers.extend(self.waiters.take_waker(first));
        }
        wakers
    }
}

/// A readers-writer lock with holders, a queue and a poison flag.
pub struct RawRwLock {
    state: Mutex<State>,
    poisoned: AtomicBool,
}

impl Default for RawRwLock {
    fn default() -> Self {
        Self::new()
    }
}

impl RawRwLock {
    /// A free lock.
    pub const fn new() -> Self {
        Self { state: Mutex::new(State { readers: Vec::new(), writer: None, waiters: WaitList::new() }), poisoned: AtomicBool::new(false) }
    }

    /// Takes a read lock if nobody writes or waits.
    pub fn try_read(&self, owner: TaskId) -> bool {
        self.state.lock().try_admit(owner, Access::Read)
    }

    /// Takes the write lock if nobody holds or waits.
    pub fn try_write(&self, owner: TaskId) -> bool {
        self.state.lock().try_admit(owner, Access::Write)
    }

    /// Waits for a read lock.
    pub fn read(self: &Arc<Self>, owner: TaskId) -> ReadLock {
        ReadLock { wait: Wait { lock: self.clone(), owner, access: Access::Read, key: None } }
    }

    /// Waits for the write lock.
    pub fn write(self: &Arc<Self>, owner: TaskId) -> WriteLock {
        WriteLock { wait: Wait { lock: self.clone(), owner, access: Access::Write, key: None } }
    }

    /// Gives back a read lock of `owner`.
    pub fn unlock_read(&self, owner: TaskId) {
        self.release(owner, Access::Read);
    }

    /// Gives back the write lock.
    pub fn unlock_write(&self, owner: TaskId) {
        self.release(owner, Access::Write);
    }

    /// Turns the write lock into a read lock without letting a writer in between.
    pub fn downgrade(&self, owner: TaskId) {
        let mut state = self.state.lock();
        state.writer = None;
        state.readers.push(owner);
        let wakers = state.grant();
        drop(state);
        wake_all(wakers);
    }

    /// Who holds it: the writer or the readers.
    pub fn holders(&self) -> Vec<TaskId> {
        self.state.lock().holders()
    }

    /// Who writes.
    pub fn writer(&self) -> Option<TaskId> {
        self.state.lock().writer
    }

    /// How many read locks are held.
    pub fn readers(&self) -> usize {
        self.state.lock().readers.len()
    }

    /// Whether a writer panicked.
    pub fn is_poisoned(&self) -> bool {
        self.poisoned.load(Ordering::Acquire)
    }

    /// Sets or clears the poison.
    pub fn set_poisoned(&self, poisoned: bool) {
        self.poisoned.store(poisoned, Ordering::Release);
    }

    fn release(&self, owner: TaskId, access: Access) {
        let mut state = self.state.lock();
        let wakers = state.release(owner, access);
        drop(state);
        wake_all(wakers);
    }
}

struct Wait {
    lock: Arc<RawRwLock>,
    owner: TaskId,
    access: Access,
    key: Option<Key>,
}

impl Wait {
    /// Who keeps this wait from its end; nobody if it was let in already and its task is about to be woken.
    fn holders(&self) -> Vec<TaskId> {
        let state = self.lock.state.lock();
        if self.key.is_some_and(|key| !state.waiters.is_linked(key)) { Vec::new() } else { state.holders() }
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let mut state = self.lock.state.lock();
        match self.key {
            None => {
                if state.try_admit(self.owner, self.access) {
                    return Poll::Ready(());
                }
                let waiter = (self.owner, self.access);
                self.key = Some(state.waiters.push_back(Some(cx.waker().clone()), waiter));
                Poll::Pending
            }
            Some(key) if state.waiters.is_linked(key) => {
                state.waiters.set_waker(key, cx);
                Poll::Pending
            }
            Some(key) => {
                state.waiters.remove(key);
                self.key = None;
                Poll::Ready(())
            }
        }
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        let Some(key) = self.key.take() else { return };
        let mut state = self.lock.state.lock();
        let granted = !state.waiters.is_linked(key);
        state.waiters.remove(key);
        // Also without a grant: a writer that leaves may let the readers behind it in.
        let wakers = if granted { state.release(self.owner, self.access) } else { state.grant() };
        drop(state);
        wake_all(wakers);
    }
}

/// See [`RawRwLock::read`]. When it is ready, a read lock is held.
pub struct ReadLock {
    wait: Wait,
}

impl ReadLock {
    /// Who keeps it from being ready; see [`crate::Lock::holders`].
    pub fn holders(&self) -> Vec<TaskId> {
        self.wait.holders()
    }
}

impl WriteLock {
    /// Who keeps it from being ready; see [`crate::Lock::holders`].
    pub fn holders(&self) -> Vec<TaskId> {
        self.wait.holders()
    }
}

impl Future for ReadLock {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.wait.poll(cx)
    }
}

/// See [`RawRwLock::write`]. When it is ready, the write lock is held.
pub struct WriteLock {
    wait: Wait,
}

impl Future for WriteLock {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.wait.poll(cx)
    }
}
