//! The end of a task, and who waits for it.
//!
//! [`completion`] makes the two sides of one value: the [`Completer`] goes into the task's step, the [`Slot`] to whoever joins.
//!
//! Invariant: a slot is finished exactly once: by [`Completer::complete`], or as lost when the completer is dropped without it
//! (the task was thrown away). Its value is handed out once.

use crate::{
    task::{TaskHandle, TaskId},
    waiters::{Key, WaitList, wake_all},
};
use parking_lot::Mutex;
use std::{
    fmt,
    future::Future,
    ops::Deref,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

/// Why a join gives no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JoinError {
    /// The task was thrown away before it had a value.
    Lost,
    /// Somebody else took the value.
    Taken,
}

impl fmt::Display for JoinError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Lost => "the task ended without a result",
            Self::Taken => "the result of the task was already taken",
        })
    }
}

enum State<T> {
    Open,
    Finished(Option<T>),
    Lost,
}

struct Inner<T> {
    state: State<T>,
    /// Boxed: most tasks end before anybody waits for them, and a million that wait need no list each.
    waiters: Option<Box<WaitList<()>>>,
}

impl<T> Inner<T> {
    fn waiters(&mut self) -> &mut WaitList<()> {
        self.waiters.get_or_insert_with(|| Box::new(WaitList::new()))
    }
}

struct Shared<T> {
    inner: Mutex<Inner<T>>,
}

impl<T> Shared<T> {
    fn finish(&self, state: State<T>) {
        let mut inner = self.inner.lock();
        inner.state = state;
        let wakers = inner.waiters.as_mut().map_or_else(Vec::new, |waiters| waiters.choose_all());
        drop(inner);
        wake_all(wakers);
    }
}

/// Makes the two sides of one value.
pub fn completion<T>() -> (Completer<T>, Slot<T>) {
    let shared = Arc::new(Shared { inner: Mutex::new(Inner { state: State::Open, waiters: None }) });
    (Completer { shared: Some(shared.clone()) }, Slot { shared })
}

/// The side that has the value.
pub struct Completer<T> {
    shared: Option<Arc<Shared<T>>>,
}

impl<T> Completer<T> {
    /// Hands over the value and wakes all who wait for it.
    pub fn complete(mut self, value: T) {
        if let Some(shared) = self.shared.take() {
            shared.finish(State::Finished(Some(value)));
        }
    }

    /// Whether nobody can ever take the value: no slot and no join is left.
    pub fn is_abandoned(&self) -> bool {
        self.shared.as_ref().is_none_or(|shared| Arc::strong_count(shared) == 1)
    }
}

impl<T> Drop for Completer<T> {
    fn drop(&mut self) {
        if let Some(shared) = self.shared.take() {
            shared.finish(State::Lost);
        }
    }
}

/// The side that waits for the value. Cheap to clone; the value is taken once.
pub struct Slot<T> {
    shared: Arc<Shared<T>>,
}

impl<T> Clone for Slot<T> {
    fn clone(&self) -> Self {
        Self { shared: self.shared.clone() }
    }
}

impl<T> Slot<T> {
    /// Takes the value if the task is over.
    pub fn try_take(&self) -> Option<Result<T, JoinError>> {
        match &mut self.shared.inner.lock().state {
            State::Open => None,
            State::Finished(value) => Some(value.take().ok_or(JoinError::Taken)),
            State::Lost => Some(Err(JoinError::Lost)),
        }
    }

    /// Whether the task is over.
    pub fn is_finished(&self) -> bool {
        !matches!(self.shared.inner.lock().state, State::Open)
    }

    /// Looks at the value in its place, if it is there: to report a panic that nobody joined, for instance.
    pub fn peek<R>(&self, look: impl FnOnce(&T) -> R) -> Option<R> {
        match &self.shared.inner.lock().state {
            State::Finished(Some(value)) => Some(look(value)),
            _ => None,
        }
    }

    /// Waits for the value and takes it.
    pub fn join(&self) -> Join<T> {
        Join { shared: self.shared.clone(), key: None }
    }
}

/// See [`Slot::join`].
pub struct Join<T> {
    shared: Arc<Shared<T>>,
    key: Option<Key>,
}

impl<T> Future for Join<T> {
    type Output = Result<T, JoinError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        let mut inner = this.shared.inner.lock();
        let result = match &mut inner.state {
            State::Open => {
                match this.key {
                    Some(key) => inner.waiters().set_waker(key, cx),
                    None => this.key = Some(inner.waiters().push_back(Some(cx.waker().clone()), ())),
                }
                return Poll::Pending;
            }
            State::Finished(value) => value.take().ok_or(JoinError::Taken),
            State::Lost => Err(JoinError::Lost),
        };
        if let Some(key) = this.key.take() {
            inner.waiters().remove(key);
        }
        Poll::Ready(result)
    }
}

impl<T> Drop for Join<T> {
    fn drop(&mut self) {
        if let Some(key) = self.key.take() {
            self.shared.inner.lock().waiters().remove(key);
        }
    }
}

/// A slot together with the task that will fill it.
pub struct JoinHandle<T> {
    slot: Slot<T>,
    task: TaskHandle,
}

impl<T> Clone for JoinHandle<T> {
    fn clone(&self) -> Self {
        Self { slot: self.slot.clone(), task: self.task.clone() }
    }
}

impl<T> JoinHandle<T> {
    /// Puts the two together.
    pub fn new(slot: Slot<T>, task: TaskHandle) -> Self {
        Self { slot, task }
    }

    /// The task.
    pub fn task(&self) -> &TaskHandle {
        &self.task
    }

    /// The task's id.
    pub fn id(&self) -> TaskId {
        self.task.id()
    }

    /// Asks for the task's end; see [`TaskHandle::abort`].
    pub fn abort(&self) {
        self.task.abort();
    }
}

impl<T> Deref for JoinHandle<T> {
    type Target = Slot<T>;
    fn deref(&self) -> &Slot<T> {
        &self.slot
    }
}
