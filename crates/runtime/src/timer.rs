//! Time: the clock of the scheduler, sleeping, and deadlines on any future.
//!
//! Invariant: a timer is counted as pending from when its future registers it until after its waker was called, so whoever
//! sees no pending timer also sees what the last one made runnable. A [`Sleep`] that is dropped removes its timer.

use crate::runtime::Runtime;
use std::{
    collections::BTreeMap,
    fmt,
    future::Future,
    ops::{Add, Sub},
    pin::Pin,
    task::{Context, Poll, Waker},
    time::{Duration, SystemTime},
};

/// An instant of the scheduler's clock: nanoseconds since the runtime was made, real or virtual.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(pub u64);

impl Time {
    /// Later than any deadline: 584 years.
    pub const FAR: Self = Self(u64::MAX);

    /// The time from `earlier` to this; zero if it is not earlier.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_nanos(self.0.saturating_sub(earlier.0))
    }
}

impl Add<Duration> for Time {
    type Output = Self;
    fn add(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)))
    }
}

impl Sub for Time {
    type Output = Duration;
    fn sub(self, earlier: Self) -> Duration {
        self.since(earlier)
    }
}

/// Names a registered timer: deadline first, so the map's order is the order of firing.
pub(crate) type TimerKey = (Time, u64);

/// The registered timers of a scheduler.
#[derive(Default)]
pub(crate) struct Timers {
    wakers: BTreeMap<TimerKey, Waker>,
    registered: u64,
}

impl Timers {
    pub(crate) fn register(&mut self, deadline: Time, waker: Waker) -> TimerKey {
        self.registered += 1;
        let key = (deadline, self.registered);
        self.wakers.insert(key, waker);
        key
    }

    /// Whether the timer was still there.
    pub(crate) fn cancel(&mut self, key: TimerKey) -> Option<Waker> {
        self.wakers.remove(&key)
    }

    /// Whether the timer is still there; then `waker` is what it wakes.
    pub(crate) fn rearm(&mut self, key: TimerKey, waker: &Waker) -> bool {
        self.wakers.get_mut(&key).map(|armed| armed.clone_from(waker)).is_some()
    }

    pub(crate) fn len(&self) -> usize {
        self.wakers.len()
    }

    pub(crate) fn next(&self) -> Option<Time> {
        self.wakers.first_key_value().map(|(key, _)| key.0)
    }

    /// Takes out the wakers of the timers that are due at `now`, in order.
    pub(crate) fn due(&mut self, now: Time) -> Vec<Waker> {
        let mut due = Vec::new();
        while let Some(entry) = self.wakers.first_entry()
            && entry.key().0 <= now
        {
            due.push(entry.remove());
        }
        due
    }

    pub(crate) fn clear(&mut self) -> Vec<Waker> {
        std::mem::take(&mut self.wakers).into_values().collect()
    }
}

impl Runtime {
    /// Now, by the scheduler's clock.
    pub fn now(&self) -> Time {
        self.inner().scheduler.now()
    }

    /// Stops the clock; from now on it moves by [`Runtime::advance_clock`], and to the next timer whenever every task waits.
    /// Gives whether it ran.
    pub fn pause_clock(&self) -> bool {
        self.inner().scheduler.pause_clock()
    }

    /// Lets the clock run on from where it stands. Gives whether it stood.
    pub fn resume_clock(&self) -> bool {
        self.inner().scheduler.resume_clock()
    }

    /// Moves a clock that stands and wakes what is due. Gives whether it stood.
    pub fn advance_clock(&self, by: Duration) -> bool {
        self.inner().scheduler.advance_clock(self.inner(), by)
    }

    /// The date and time of day; when exploring, a fixed date plus the virtual clock.
    pub fn system_time(&self) -> SystemTime {
        self.inner().scheduler.system_time()
    }

    /// Waits for this long.
    pub fn sleep(&self, duration: Duration) -> Sleep {
        self.sleep_until(self.now() + duration)
    }

    /// Waits until then.
    pub fn sleep_until(&self, deadline: Time) -> Sleep {
        Sleep { runtime: self.clone(), deadline, key: None }
    }

    /// Waits for `future`, but no longer than this.
    pub fn timeout<F>(&self, duration: Duration, future: F) -> Timeout<F> {
        self.timeout_at(self.now() + duration, future)
    }

    /// Waits for `future`, but not beyond `deadline`.
    pub fn timeout_at<F>(&self, deadline: Time, future: F) -> Timeout<F> {
        Timeout { future, sleep: self.sleep_until(deadline) }
    }
}

/// See [`Runtime::sleep`]. The time runs from its making; the timer is set when it is first polled.
pub struct Sleep {
    runtime: Runtime,
    deadline: Time,
    key: Option<TimerKey>,
}

impl Sleep {
    /// When it ends.
    pub fn deadline(&self) -> Time {
        self.deadline
    }

    /// Moves its end.
    pub fn reset(&mut self, deadline: Time) {
        self.cancel();
        self.deadline = deadline;
    }

    fn cancel(&mut self) {
        if let Some(key) = self.key.take() {
            self.runtime.inner().scheduler.cancel_timer(self.runtime.inner(), key);
        }
    }
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = &mut *self;
        let scheduler = &this.runtime.inner().scheduler;
        if scheduler.now() >= this.deadline {
            this.cancel();
            return Poll::Ready(());
        }
        if !this.key.is_some_and(|key| scheduler.rearm_timer(key, cx.waker())) {
            this.key = Some(scheduler.register_timer(this.runtime.inner(), this.deadline, cx.waker().clone()));
        }
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        self.cancel();
    }
}

/// The time was up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Elapsed;

impl fmt::Display for Elapsed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("deadline has elapsed")
    }
}

/// See [`Runtime::timeout`]. If both are ready, the future wins.
pub struct Timeout<F> {
    future: F,
    sleep: Sleep,
}

impl<F> Timeout<F> {
    /// The future inside, for instance to take back the value that was not sent.
    pub fn get_mut(&mut self) -> &mut F {
        &mut self.future
    }

    /// The future without its deadline.
    pub fn into_inner(self) -> F {
        self.future
    }
}

impl<F: Future + Unpin> Future for Timeout<F> {
    type Output = Result<F::Output, Elapsed>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if let Poll::Ready(output) = Pin::new(&mut self.future).poll(cx) {
            return Poll::Ready(Ok(output));
        }
        Pin::new(&mut self.sleep).poll(cx).map(|()| Err(Elapsed))
    }
}
