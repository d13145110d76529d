//! The exploring scheduler: one thread, every choice from a seed, a virtual clock.
//!
//! Each turn picks one of the runnable tasks and the length of its step at random, so different seeds give different
//! interleavings and equal seeds the same one. The clock stands while nothing is spent: a step moves it by what its budget
//! would take, and when nothing is runnable it jumps to the next timer. Waits that somebody outside ends come first:
//! while there is one, the thread really waits for it, as long as the next timer allows.
//!
//! *Deadlock*: all tasks run here, so nothing is runnable, no timer is set and no external wait is held means that nothing can
//! ever happen.
//!
//! Invariant: no choice depends on anything but the seed and what the tasks did (external waits excepted).

use crate::{
    random::Random,
    runtime::{Inner, Outcome, Run},
    task::{Ran, Task},
    timer::{Time, TimerKey, Timers},
    waiters::wake_all,
};
use parking_lot::{Condvar, Mutex};
use std::{
    sync::{Arc, atomic::Ordering},
    task::Waker,
    time::Duration,
};

/// What an instruction costs on the virtual clock.
const NANOSECONDS_PER_INSTRUCTION: u64 = 5;
/// Most steps are cut short, so that tasks meet inside their critical sections.
const SHORT_STEP: usize = 24;
/// Some run on, so that a long computation does not take forever and one task can get far ahead of another.
const LONG_STEP: usize = 2_000;
/// One step in so many is long.
const LONG_STEPS: usize = 8;

struct State {
    runnable: Vec<Arc<Task>>,
    choices: Random,
    script: Random,
    now: Time,
    /// The script has stopped the clock: steps do not move it.
    standing: bool,
    timers: Timers,
}

/// See the module's doc.
pub(crate) struct Exploring {
    seed: u64,
    state: Mutex<State>,
    /// Something became runnable, or a run ended.
    changed: Condvar,
    /// Held by the thread that drives.
    driving: Mutex<()>,
}

/// Queues a task.
pub(super) fn schedule(task: Arc<Task>) {
    let inner = task.runtime().inner().clone();
    if let super::Scheduler::Exploring(exploring) = &inner.scheduler {
        exploring.state.lock().runnable.push(task);
        exploring.changed.notify_all();
    }
}

enum Turn {
    Run(Arc<Task>, u32),
    Wake(Vec<Waker>),
    Look,
    Deadlock,
}

impl State {
    /// What can be done at once: a timer that is due, or a step of a task.
    fn next_turn(&mut self) -> Option<Turn> {
        let due = self.timers.due(self.now);
        if !due.is_empty() {
            return Some(Turn::Wake(due));
        }
        if self.runnable.is_empty() {
            return None;
        }
        let index = self.choices.below(self.runnable.len());
        let task = self.runnable.swap_remove(index);
        let longest = if self.choices.below(LONG_STEPS) == 0 { LONG_STEP } else { SHORT_STEP };
        let budget = 1 + self.choices.below(longest) as u32;
        if !self.standing {
            self.now = self.now + Duration::from_nanos(u64::from(budget) * NANOSECONDS_PER_INSTRUCTION);
        }
        Some(Turn::Run(task, budget))
    }
}

impl Exploring {
    pub(crate) fn new(seed: u64) -> Self {
        let mut choices = Random::new(seed);
        // The scripts' numbers come from their own sequence, so that drawing one does not change the interleaving.
        let script = Random::new(choices.next_u64());
        let state = State { runnable: Vec::new(), choices, script, now: Time::default(), standing: false, timers: Timers::default() };
        Self { seed, state: Mutex::new(state), changed: Condvar::new(), driving: Mutex::new(()) }
    }

    pub(super) fn seed(&self) -> u64 {
        self.seed
    }

    pub(super) fn random(&self) -> u64 {
        self.state.lock().script.next_u64()
    }

    pub(super) fn now(&self) -> Time {
        self.state.lock().now
    }

    /// Gives whether that changed anything.
    pub(super) fn pause_clock(&self, stand: bool) -> bool {
        std::mem::replace(&mut self.state.lock().standing, stand) != stand
    }

    pub(super) fn advance_clock(&self, by: Duration) -> bool {
        let mut state = self.state.lock();
        if state.standing {
            state.now = state.now + by;
            let now = state.now;
            let due = state.timers.due(now);
            drop(state);
            wake_all(due);
            return true;
        }
        false
    }

    pub(super) fn register_timer(&self, deadline: Time, waker: Waker) -> TimerKey {
        self.state.lock().timers.register(deadline, waker)
    }

    pub(super) fn rearm_timer(&self, key: TimerKey, waker: &Waker) -> bool {
        self.state.lock().timers.rearm(key, waker)
    }

    pub(super) fn cancel_timer(&self, key: TimerKey) {
        let waker = self.state.lock().timers.cancel(key);
        drop(waker);
    }

    /// Makes the driving thread look again.
    pub(super) fn look(&self) {
        // Under the lock, so that it cannot come between the driver's look and its wait.
        let _state = self.state.lock();
        self.changed.notify_all();
    }

    pub(super) fn clear(&self) {
        let mut state = self.state.lock();
        let left = (std::mem::take(&mut state.runnable), state.timers.clear());
        drop(state);
        drop(left);
    }

    /// Runs tasks on this thread until the run ends.
    pub(super) fn drive(&self, inner: &Arc<Inner>, run: &Run) -> Outcome {
        let _alone = self.driving.lock();
        loop {
            if let Some(outcome) = run.outcome() {
                return outcome;
            }
            if inner.is_stopping() {
                return Outcome::Stopped;
            }
            self.take(self.turn(inner, run), inner);
        }
    }

    /// Runs what is left after a run, for so many turns at most; gives whether nothing can ever run again.
    pub(super) fn settle(&self, inner: &Inner, turns: usize) -> bool {
        let _alone = self.driving.lock();
        for left in (0..=turns).rev() {
            let mut state = self.state.lock();
            if state.runnable.is_empty() {
                match state.timers.next() {
                    None => return inner.external.load(Ordering::SeqCst) == 0,
                    Some(next) => state.now = state.now.max(next),
                }
            }
            let turn = if left > 0 { state.next_turn() } else { None };
            drop(state);
            match turn {
                Some(turn) => self.take(turn, inner),
                None => return false,
            }
        }
        false
    }

    fn take(&self, turn: Turn, inner: &Inner) {
        match turn {
            Turn::Run(task, budget) => {
                if let Ran::Again = task.run(budget) {
                    self.state.lock().runnable.push(task);
                }
            }
            Turn::Wake(wakers) => wake_all(wakers),
            Turn::Look => {}
            Turn::Deadlock => inner.end_in_deadlock(),
        }
    }

    fn turn(&self, inner: &Inner, run: &Run) -> Turn {
        let mut guard = self.state.lock();
        let state = &mut *guard;
        if let Some(turn) = state.next_turn() {
            return turn;
        }
        if run.outcome().is_some() || inner.is_stopping() {
            return Turn::Look;
        }
        let next = state.timers.next();
        if inner.external.load(Ordering::SeqCst) > 0 {
            let waited_out = match next {
                Some(next) => {
                    let wait = next - guard.now;
                    self.changed.wait_for(&mut guard, wait).timed_out()
                }
                None => {
                    self.changed.wait(&mut guard);
                    false
                }
            };
            if !waited_out {
                return Turn::Look;
            }
        } else if next.is_none() {
            return Turn::Deadlock;
        }
        if guard.runnable.is_empty()
            && let Some(next) = guard.timers.next()
        {
            guard.now = next;
        }
        Turn::Look
    }
}
