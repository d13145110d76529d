//! One of several channel operations is to be done, by whoever comes first: the task that chooses, or one that it meets at a channel.
//!
//! A blocked sender's value is taken by its receiver while the sender sleeps. Where that send is an operation of a `select!`, the taking decides the
//! choice, and must not happen once another operation was done. So each operation has a [`Claim`] on its [`Choice`], and who wants to complete it
//! for the sleeping task commits the claim first (as `selectDone` of Go's runtime, and the packets of crossbeam's channels).
//!
//! Invariants:
//! - `OPEN`: the chooser sleeps; anybody may commit one of its claims. `BUSY`: the chooser looks at its operations; nobody else commits. `DONE + n`:
//!   operation n is done, for good.
//! - Who finds a claim busy marks it, leaves what he came with in the channel, and goes on as if it were not there; the chooser looks at all its operations
//!   again before it sleeps. So two that miss each other meet.
//! - A chooser never meets itself.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

const OPEN: u32 = 0;
const BUSY: u32 = 1;
/// Busy, and somebody came in vain.
const MISSED: u32 = 2;
/// Nothing was done, and nothing shall be.
const OVER: u32 = 3;
const DONE: u32 = 4;

/// Which of several operations is done.
#[derive(Debug, Default)]
pub struct Choice {
    state: AtomicU32,
}

impl Choice {
    /// None is done.
    pub fn new() -> Arc<Choice> {
        Arc::default()
    }

    /// The chooser begins to look at its operations. `Some`: another task has done this one.
    pub fn begin(&self) -> Option<u32> {
        self.enter(BUSY)
    }

    /// The chooser goes on to `state`, unless another task has done an operation.
    fn enter(&self, state: u32) -> Option<u32> {
        match self.state.compare_exchange(OPEN, state, Ordering::AcqRel, Ordering::Acquire) {
            Err(done) if done >= DONE => return Some(done - DONE),
            // Nobody but the chooser changes any other state, but to say that he was missed.
            Err(_) => self.state.store(state, Ordering::Release),
            Ok(_) => {}
        }
        None
    }

    /// The chooser has found nothing and will sleep; `false`: somebody came meanwhile, so it has to look again.
    pub fn end(&self) -> bool {
        let slept = self.state.compare_exchange(BUSY, OPEN, Ordering::AcqRel, Ordering::Acquire).is_ok();
        if !slept {
            // The other may be looking too, and miss us again.
            std::thread::yield_now();
        }
        slept
    }

    /// The chooser has done an operation itself, or gives up (`None`). `Some`: another task was first, and has done this one.
    pub fn close(&self, done: Option<u32>) -> Option<u32> {
        self.enter(done.map_or(OVER, |branch| DONE + branch))
    }

    /// The chooser has taken note of what is done, and chooses again among the others.
    pub fn reopen(&self) {
        self.state.store(OPEN, Ordering::Release);
    }
}

/// One operation of a [`Choice`].
#[derive(Clone, Debug)]
pub struct Claim {
    choice: Arc<Choice>,
    branch: u32,
}

impl Claim {
    /// Operation number `branch`.
    pub fn new(choice: &Arc<Choice>, branch: u32) -> Claim {
        Claim { choice: choice.clone(), branch }
    }

    /// Whether both are operations of the same choice.
    pub(crate) fn is_beside(&self, other: Option<&Claim>) -> bool {
        other.is_some_and(|other| Arc::ptr_eq(&self.choice, &other.choice))
    }

    /// Another task does this operation, if none is done yet and the chooser is not looking.
    pub(crate) fn commit(&self) -> bool {
        let state = &self.choice.state;
        let mut seen = OPEN;
        loop {
            let next = match seen {
                OPEN => DONE + self.branch,
                BUSY => MISSED,
                _ => return false,
            };
            match state.compare_exchange_weak(seen, next, Ordering::AcqRel, Ordering::Acquire) {
                Ok(_) => return seen == OPEN,
                Err(now) => seen = now,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_operation_is_done_and_nobody_is_missed() {
        let choice = Choice::new();
        let (first, second) = (Claim::new(&choice, 0), Claim::new(&choice, 1));
        assert!(first.is_beside(Some(&second)) && !first.is_beside(None));
        assert_eq!(choice.begin(), None);
        assert!(!first.commit(), "the chooser is looking");
        assert!(!choice.end(), "and has missed somebody");
        assert_eq!(choice.begin(), None);
        assert!(choice.end());
        assert!(second.commit());
        assert!(!first.commit(), "another one is done");
        assert_eq!(choice.begin(), Some(1));
        assert_eq!(choice.close(None), Some(1));
        choice.reopen();
        assert_eq!(choice.close(None), None);
        assert!(!first.commit(), "it was given up");
    }
}
