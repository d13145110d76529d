//! The gate under `Once`, `OnceCell` and `LazyLock`: one task initialises, the others wait; the value is the embedder's.
//!
//! Invariant: at most one [`Entered::Initialise`] is outstanding, and whoever got it ends it with [`OnceGate::complete`],
//! [`OnceGate::reopen`] or [`OnceGate::poison`]. Each wakes all who wait, and they look again.

use crate::{
    task::TaskId,
    waiters::{Key, WaitList, wake_all},
};
use parking_lot::Mutex;
use std::{
    future::Future,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    New,
    Running(TaskId),
    Done,
    Poisoned,
}

/// What a task finds at the gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entered {
    /// It is this task's turn to initialise.
    Initialise,
    /// It is done.
    Done,
    /// The initialiser panicked.
    Poisoned,
}

struct State {
    phase: Phase,
    waiters: WaitList<()>,
}

impl State {
    /// `Err` names the task that is at it.
    fn enter(&mut self, task: TaskId) -> Result<Entered, TaskId> {
        match self.phase {
            Phase::New => {
                self.phase = Phase::Running(task);
                Ok(Entered::Initialise)
            }
            Phase::Running(initialiser) => Err(initialiser),
            Phase::Done => Ok(Entered::Done),
            Phase::Poisoned => Ok(Entered::Poisoned),
        }
    }
}

/// One initialiser, many who wait.
pub struct OnceGate {
    state: Mutex<State>,
}

impl Default for OnceGate {
    fn default() -> Self {
        Self::new()
    }
}

impl OnceGate {
    /// Not initialised.
    pub const fn new() -> Self {
        Self { state: Mutex::new(State { phase: Phase::New, waiters: WaitList::new() }) }
    }

    /// Enters without waiting; `Err` names the task that is initialising.
    pub fn try_enter(&self, task: TaskId) -> Result<Entered, TaskId> {
        self.state.lock().enter(task)
    }

    /// Enters, waiting for an initialiser at work.
    pub fn enter(self: &Arc<Self>, task: TaskId) -> Enter {
        Enter { gate: self.clone(), task, key: None }
    }

    /// Ends the initialisation well.
    pub fn complete(&self) {
        self.set(Phase::Done);
    }

    /// Ends it without a result: another may try.
    pub fn reopen(&self) {
        self.set(Phase::New);
    }

    /// Ends it for good: the initialiser panicked.
    pub fn poison(&self) {
        self.set(Phase::Poisoned);
    }

    /// Whether it is done.
    pub fn is_done(&self) -> bool {
        self.state.lock().phase == Phase::Done
    }

    /// Who is initialising.
    pub fn initialiser(&self) -> Option<TaskId> {
        match self.state.lock().phase {
            Phase::Running(task) => Some(task),
            _ => None,
        }
    }

    fn set(&self, phase: Phase) {
        let mut state = self.state.lock();
        state.phase = phase;
        let wakers = state.waiters.choose_all();
        drop(state);
        wake_all(wakers);
    }
}

/// See [`OnceGate::enter`].
pub struct Enter {
    gate: Arc<OnceGate>,
    task: TaskId,
    key: Option<Key>,
}

impl Future for Enter {
    type Output = Entered;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Entered> {
        let this = &mut *self;
        let mut state = this.gate.state.lock();
        match state.enter(this.task) {
            Ok(entered) => {
                if let Some(key) = this.key.take() {
                    state.waiters.remove(key);
                }
                Poll::Ready(entered)
            }
            Err(_) => {
                match this.key {
                    Some(key) => {
                        state.waiters.set_waker(key, cx);
                        state.waiters.return_to_front(key);
                    }
                    None => this.key = Some(state.waiters.push_back(Some(cx.waker().clone()), ())),
                }
                Poll::Pending
            }
        }
    }
}

impl Drop for Enter {
    fn drop(&mut self) {
        if let Some(key) = self.key.take() {
            self.gate.state.lock().waiters.remove(key);
        }
    }
}
