//! Tasks, schedulers, channels, locks and timers: a small runtime for interpreters.
//!
//! The runtime knows no language. It runs *tasks*: values that implement [`Step`], which are run for a
//! budget at a time and answer [`StepResult::Done`], [`StepResult::Yielded`] or [`StepResult::Waiting`].
//!
//! # Use
//!
//! ```
//! use ruchy_runtime::*;
//! use std::{sync::Arc, task::Poll};
//!
//! /// Receives until the channel is closed, and puts the sum where its joiner finds it.
//! struct Sum {
//!     numbers: Arc<Channel<u64>>,
//!     waiting: Option<RecvFuture<u64>>,
//!     total: u64,
//!     done: Option<Completer<u64>>,
//! }
//!
//! impl Step for Sum {
//!     fn step(&mut self, cx: &mut TaskContext<'_>) -> StepResult {
//!         for _ in 0..cx.budget() {
//!             let wait = self.waiting.get_or_insert_with(|| self.numbers.recv());
//!             match cx.poll(wait) {
//!                 Poll::Pending => return StepResult::Waiting,
//!                 Poll::Ready(Ok(number)) => self.total += number,
//!                 Poll::Ready(Err(_)) => {
//!                     self.done.take().unwrap().complete(self.total);
//!                     return StepResult::Done;
//!                 }
//!             }
//!             self.waiting = None;
//!         }
//!         StepResult::Yielded
//!     }
//!     fn describe_wait(&self) -> WaitDescription {
//!         WaitDescription::new("recv", "sum.rs:1")
//!     }
//! }
//!
//! let runtime = Runtime::production(Config::default());
//! let numbers = Channel::new(None); // unbounded; counts one sender and one receiver
//! for number in 1..=10 {
//!     numbers.try_send(number).unwrap();
//! }
//! numbers.drop_sender(); // the last one: the channel closes
//! let (completer, slot) = completion();
//! let main = Sum { numbers, waiting: None, total: 0, done: Some(completer) };
//! assert!(matches!(runtime.run(main, SpawnOptions::default()), Outcome::Finished));
//! assert_eq!(slot.try_take(), Some(Ok(55)));
//! runtime.shutdown();
//! ```
//!
//! # Rules for a step
//!
//! - Everything that waits is a std [`Future`] that owns what it needs and is `Unpin`. Keep it in
//!   the task, poll it with [`TaskContext::poll`], and return [`StepResult::Waiting`] while it is pending. A future is
//!   created *once* per wait and kept between steps; dropping it cancels the wait and loses nothing.
//! - Most operations have a `try_` form that needs no future: try it first.
//! - A future that somebody outside the runtime completes (tokio I/O, a host thread) is wrapped with
//!   [`Runtime::external`], or the waiting time is covered with [`Runtime::external_wait`]; otherwise the deadlock
//!   detector cannot know that a wake-up will come.
//! - When [`TaskContext::is_cancelled`] is true, drop what you hold and return `Done`; a cancelled task is woken.
//! - Before a native call that may run long, call [`Runtime::share_work`].
//! - A wait for a lock calls [`TaskContext::blocked_on`] with the holder, so that a cycle among some tasks is found while
//!   others run.
//! - Time, random numbers and threads come from the [`Runtime`] and nowhere else, so that an exploring run can be
//!   repeated from its seed.
//!
//! # The seam
//!
//! Two schedulers run the same tasks: [`Runtime::production`] (work stealing, all cores) and [`Runtime::exploring`]
//! (one thread, a seeded choice at every step, a virtual clock). Nothing outside the `scheduler` module can tell which.

pub mod barrier;
pub mod blocking;
pub mod broadcast;
pub mod channel;
pub mod choice;
pub mod condvar;
pub mod deadlock;
pub mod event;
pub mod future_step;
pub mod join;
pub mod mutex;
pub mod notify;
pub mod once;
pub mod park;
pub mod random;
mod registry;
pub mod runtime;
pub mod rwlock;
mod scheduler;
pub mod select;
pub mod semaphore;
pub mod task;
pub mod timer;
mod waiters;
pub mod watch;

pub use barrier::{Barrier, BarrierWait};
pub use blocking::{Blocking, External, ExternalWait};
pub use broadcast::{Broadcast, BroadcastError, BroadcastRecv, Cursor};
pub use channel::{
    Channel, ClosedFuture, Disconnected, Manner, Ready, RecvDeadline, RecvFuture, RecvTimeoutError, ReserveFuture, SendDeadline,
    SendFuture, SendTimeoutError, TryRecvError, TrySendError,
};
pub use choice::{Choice, Claim};
pub use condvar::{Condvar, CondvarWait};
pub use deadlock::WaitingTask;
pub use event::{Event, EventWait, Latch, LatchWait};
pub use future_step::{FutureStep, YieldNow, yield_now};
pub use join::{Completer, Ended, Join, JoinError, JoinHandle, Slot, completion};
pub use mutex::{Lock, RawMutex};
pub use notify::{Notified, Notify};
pub use once::{Enter, Entered, OnceGate};
pub use park::{Park, Parker};
pub use random::Random;
pub use runtime::{Config, Outcome, Runtime};
pub use rwlock::{RawRwLock, ReadLock, WriteLock};
pub use select::Select;
pub use semaphore::{Acquire, AcquireError, Semaphore, TryAcquireError};
pub use task::{SpawnOptions, Step, StepResult, TaskContext, TaskHandle, TaskId, TaskInfo, WaitDescription};
pub use timer::{Elapsed, Sleep, Time, Timeout};
pub use watch::{Changed, Version, Watch};
