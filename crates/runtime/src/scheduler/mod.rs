//! The seam: everything that decides *when* something happens, *which* task runs and *what* a random number is.
//!
//! Invariant: the rest of the crate reaches threads, clocks and randomness only through `Scheduler`, so a task cannot
//! tell under which of the two it runs.
//!
//! The enum's methods are the whole contract:
//!
//! - `schedule`: a task became runnable; called exactly once each time (see [`crate::task`]).
//! - `now`, `register_timer`, `rearm_timer`, `cancel_timer`: the clock.
//! - `random`: randomness.
//! - `wait_for`: waits for a run's end, and ends it in a deadlock when nothing can ever become runnable.
//! - `settle`: whether, after a run, nothing can ever become runnable.
//! - `outside_is_quiet`: the last external wait is over, so that may be the case now.

mod exploring;
mod production;

pub(crate) use exploring::Exploring;
pub(crate) use production::{Production, start_workers};

use crate::{
    runtime::{Inner, Run},
    task::Task,
    timer::{Time, TimerKey},
};
use std::{
    sync::Arc,
    task::Waker,
    time::{Duration, SystemTime},
};

/// Why a task became runnable.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wakeup {
    /// It is new.
    Spawned,
    /// What it waited for came.
    Woken,
}

/// 2020-01-01, where the exploring scheduler's calendar starts.
const EXPLORING_EPOCH: Duration = Duration::from_secs(1_577_836_800);

/// One of the two.
pub(crate) enum Scheduler {
    Production(Production),
    Exploring(Exploring),
}

/// Queues a task that became runnable.
pub(crate) fn schedule(task: Arc<Task>, wakeup: Wakeup) {
    match &task.runtime().inner().scheduler {
        Scheduler::Production(_) => production::schedule(task, wakeup),
        Scheduler::Exploring(_) => exploring::schedule(task),
    }
}

impl Scheduler {
    pub(crate) fn wait_for(&self, inner: &Arc<Inner>, run: &Run) -> crate::Outcome {
        match self {
            Self::Production(_) => run.wait(),
            Self::Exploring(exploring) => exploring.drive(inner, run),
        }
    }

    pub(crate) fn run_ended(&self) {
        if let Self::Exploring(exploring) = self {
            exploring.look();
        }
    }

    pub(crate) fn share_work(&self) {
        if let Self::Production(production) = self {
            production.share_work();
        }
    }

    pub(crate) fn parallelism(&self) -> usize {
        match self {
            Self::Production(production) => production.workers(),
            Self::Exploring(_) => 1,
        }
    }

    pub(crate) fn seed(&self) -> Option<u64> {
        match self {
            Self::Production(_) => None,
            Self::Exploring(exploring) => Some(exploring.seed()),
        }
    }

    pub(crate) fn random(&self) -> u64 {
        match self {
            Self::Production(_) => production::random(),
            Self::Exploring(exploring) => exploring.random(),
        }
    }

    pub(crate) fn now(&self) -> Time {
        match self {
            Self::Production(production) => production.clock.now(),
            Self::Exploring(exploring) => exploring.now(),
        }
    }

    pub(crate) fn pause_clock(&self) -> bool {
        match self {
            Self::Production(production) => production.clock.pause(),
            Self::Exploring(exploring) => exploring.pause_clock(true),
        }
    }

    pub(crate) fn resume_clock(&self) -> bool {
        match self {
            Self::Production(production) => production.clock.resume(),
            Self::Exploring(exploring) => exploring.pause_clock(false),
        }
    }

    pub(crate) fn advance_clock(&self, inner: &Inner, by: Duration) -> bool {
        match self {
            Self::Production(production) => production.clock.advance(production, inner, by),
            Self::Exploring(exploring) => exploring.advance_clock(by),
        }
    }

    pub(crate) fn system_time(&self) -> SystemTime {
        match self {
            Self::Production(_) => SystemTime::now(),
            Self::Exploring(exploring) => SystemTime::UNIX_EPOCH + EXPLORING_EPOCH + Duration::from_nanos(exploring.now().0),
        }
    }

    pub(crate) fn register_timer(&self, inner: &Arc<Inner>, deadline: Time, waker: Waker) -> TimerKey {
        match self {
            Self::Production(production) => production.clock.register(inner, deadline, waker),
            Self::Exploring(exploring) => exploring.register_timer(deadline, waker),
        }
    }

    pub(crate) fn rearm_timer(&self, key: TimerKey, waker: &Waker) -> bool {
        match self {
            Self::Production(production) => production.clock.rearm(key, waker),
            Self::Exploring(exploring) => exploring.rearm_timer(key, waker),
        }
    }

    pub(crate) fn cancel_timer(&self, inner: &Inner, key: TimerKey) {
        match self {
            Self::Production(production) => {
                if production.clock.cancel(key) {
                    production.check_deadlock(inner);
                }
            }
            Self::Exploring(exploring) => exploring.cancel_timer(key),
        }
    }

    pub(crate) fn outside_is_quiet(&self, inner: &Inner) {
        match self {
            Self::Production(production) => production.check_deadlock(inner),
            Self::Exploring(exploring) => exploring.look(),
        }
    }

    /// Whether nothing can ever run again, after a run: tasks that still run are waited for, `patience` long, or so many turns when exploring.
    pub(crate) fn settle(&self, inner: &Inner, patience: Duration, turns: usize) -> bool {
        match self {
            Self::Production(production) => production.settle(inner, patience),
            Self::Exploring(exploring) => exploring.settle(inner, turns),
        }
    }

    /// Ends the workers; returns when they ended or after a short while, and whether they did.
    pub(crate) fn stop(&self) -> bool {
        match self {
            Self::Production(production) => production.stop(),
            Self::Exploring(exploring) => {
                exploring.look();
                true
            }
        }
    }

    /// Drops what is still queued.
    pub(crate) fn clear(&self) {
        match self {
            Self::Production(production) => production.clear(),
            Self::Exploring(exploring) => exploring.clear(),
        }
    }
}
