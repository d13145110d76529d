//! The lock under `Mutex`: it knows its holder and queues who waits; what it protects belongs to the embedder.
//!
//! One word says who holds it and whether somebody waits, so taking and giving back a free lock is one atomic operation each.
//! A lock that is given back is free for whoever comes first: a running task goes on without a switch, which is many times
//! faster than handing over strictly in turn. One waiter at a time is woken to try. One that came too late
//! `PATIENCE` times is handed the lock itself, so none starves.
//!
//! Invariant: the `WAITED` bit changes only under the queue's lock, and while it is clear the queue is empty; so whoever
//! gives the lock back with the bit set looks at the queue. While the lock is free and somebody waits, one waiter has been
//! woken and not yet tried (`trying`).

use crate::{
    task::TaskId,
    waiters::{Key, WaitList},
};
use parking_lot::Mutex;
use std::{
    future::Future,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    task::{Context, Poll, Waker},
};

/// Somebody is in the queue. The holder's id is in the bits above.
const WAITED: u64 = 1;

/// How often a waiter may be woken in vain. Each time costs it one switch; the winner meanwhile got a whole step's turn.
const PATIENCE: u8 = 3;

/// How often a lock that another core holds is looked at before waiting: about a critical section's length.
const SPINS: u32 = 32;

struct Waiter {
    owner: TaskId,
    vain: u8,
    granted: bool,
}

struct Queue {
    waiters: WaitList<Waiter>,
    /// The waiter that was woken and has not tried yet.
    trying: Option<Key>,
}

/// A lock with a holder, a queue and a poison flag.
pub struct RawMutex {
    word: AtomicU64,
    poisoned: AtomicBool,
    queue: Mutex<Queue>,
}

impl Default for RawMutex {
    fn default() -> Self {
        Self::new()
    }
}

impl RawMutex {
    /// A free lock.
    pub const fn new() -> Self {
        Self {
            word: AtomicU64::new(0),
            poisoned: AtomicBool::new(false),
            queue: Mutex::new(Queue { waiters: WaitList::new(), trying: None }),
        }
    }

    /// Takes the lock for `owner` if it is free.
    #[inline]
    pub fn try_lock(&self, owner: TaskId) -> bool {
        let mut word = 0;
        loop {
            match self.word.compare_exchange_weak(word, owner.get() << 1 | word, Ordering::Acquire, Ordering::Relaxed) {
                Ok(_) => return true,
                Err(now) if now <= WAITED => word = now,
                Err(_) => return false,
            }
        }
    }

    /// Waits for the lock.
    pub fn lock(self: &Arc<Self>, owner: TaskId) -> Lock {
        Lock { mutex: self.clone(), owner, key: None }
    }

    /// Gives the lock back; it is an error of the caller if it is not held.
    #[inline]
    pub fn unlock(&self) {
        let word = self.word.load(Ordering::Relaxed);
        if word & WAITED != 0 || self.word.compare_exchange(word, 0, Ordering::Release, Ordering::Relaxed).is_err() {
            self.unlock_waited();
        }
    }

    /// Who holds it.
    pub fn holder(&self) -> Option<TaskId> {
        TaskId::new(self.word.load(Ordering::Acquire) >> 1)
    }

    /// Whether somebody holds it.
    pub fn is_locked(&self) -> bool {
        self.holder().is_some()
    }

    /// How many wait.
    pub fn waiting(&self) -> usize {
        self.queue.lock().waiters.len()
    }

    /// Whether a holder panicked.
    pub fn is_poisoned(&self) -> bool {
        self.poisoned.load(Ordering::Acquire)
    }

    /// Sets or clears the poison.
    pub fn set_poisoned(&self, poisoned: bool) {
        self.poisoned.store(poisoned, Ordering::Release);
    }

    #[cold]
    fn unlock_waited(&self) {
        let mut queue = self.queue.lock();
        let waker = self.release(&mut queue);
        drop(queue);
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Frees the held lock or hands it over. The queue's lock is held, so the bit does not change meanwhile.
    fn release(&self, queue: &mut Queue) -> Option<Waker> {
        let Some(first) = queue.waiters.front() else {
            self.word.store(0, Ordering::Release);
            return None;
        };
        let waiter = queue.waiters.payload(first);
        if waiter.vain >= PATIENCE {
            waiter.granted = true;
            let owner = waiter.owner;
            queue.waiters.choose_front();
            if queue.trying == Some(first) {
                queue.trying = None;
            }
            let waited = if queue.waiters.is_empty() { 0 } else { WAITED };
            self.word.store(owner.get() << 1 | waited, Ordering::Release);
            return queue.waiters.take_waker(first);
        }
        self.word.store(WAITED, Ordering::Release);
        self.let_first_try(queue)
    }

    fn let_first_try(&self, queue: &mut Queue) -> Option<Waker> {
        if queue.trying.is_some() {
            return None;
        }
        queue.trying = queue.waiters.front();
        queue.trying.and_then(|first| queue.waiters.take_waker(first))
    }

    /// Removes a waiter from the queue and clears the bit after the last.
    fn leave(&self, queue: &mut Queue, key: Key) -> Waiter {
        let waiter = queue.waiters.remove(key);
        if queue.trying == Some(key) {
            queue.trying = None;
        }
        if queue.waiters.is_empty() {
            self.word.fetch_and(!WAITED, Ordering::Relaxed);
        }
        waiter
    }
}

/// See [`RawMutex::lock`]. When it is ready, the lock is held.
pub struct Lock {
    mutex: Arc<RawMutex>,
    owner: TaskId,
    key: Option<Key>,
}

impl Lock {
    /// The lock that is waited for.
    pub fn mutex(&self) -> &Arc<RawMutex> {
        &self.mutex
    }

    /// Who keeps this wait from its end: the lock's holder, but nobody if it was handed to this wait already. Its task is then
    /// about to be woken; until it is, it would seem to wait for itself.
    pub fn holders(&self) -> Vec<TaskId> {
        let mut queue = self.mutex.queue.lock();
        let granted = self.key.is_some_and(|key| queue.waiters.payload(key).granted);
        if granted { Vec::new() } else { self.mutex.holder().into_iter().collect() }
    }
}

impl Future for Lock {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = &mut *self;
        let mutex = &this.mutex;
        let Some(key) = this.key else {
            for _ in 0..SPINS {
                if mutex.try_lock(this.owner) {
                    return Poll::Ready(());
                }
                std::hint::spin_loop();
            }
            let mut queue = mutex.queue.lock();
            // With the bit set, no one can give the lock back without looking at the queue.
            if mutex.word.fetch_or(WAITED, Ordering::AcqRel) <= WAITED && mutex.try_lock(this.owner) {
                if queue.waiters.is_empty() {
                    mutex.word.fetch_and(!WAITED, Ordering::Relaxed);
                }
                return Poll::Ready(());
            }
            let waiter = Waiter { owner: this.owner, vain: 0, granted: false };
            this.key = Some(queue.waiters.push_back(Some(cx.waker().clone()), waiter));
            return Poll::Pending;
        };
        let mut queue = mutex.queue.lock();
        if queue.waiters.payload(key).granted || mutex.try_lock(this.owner) {
            mutex.leave(&mut queue, key);
            this.key = None;
            return Poll::Ready(());
        }
        if queue.trying == Some(key) {
            queue.trying = None;
            let waiter = queue.waiters.payload(key);
            waiter.vain = waiter.vain.saturating_add(1);
        }
        queue.waiters.set_waker(key, cx);
        Poll::Pending
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let Some(key) = self.key.take() else { return };
        let mut queue = self.mutex.queue.lock();
        let waiter = self.mutex.leave(&mut queue, key);
        let waker = if waiter.granted {
            self.mutex.release(&mut queue)
        } else if self.mutex.is_locked() {
            None
        } else {
            self.mutex.let_first_try(&mut queue)
        };
        drop(queue);
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}
