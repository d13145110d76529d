//! Tasks written as Rust futures: for natives, servers and tests.
//!
//! Invariant: such a task knows no budget; a long loop in it awaits [`yield_now`] now and then.

use crate::{
    join::{JoinHandle, completion},
    runtime::Runtime,
    task::{SpawnOptions, Step, StepResult, TaskContext, WaitDescription},
};
use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

/// A step that polls a future. A request for its end drops the future.
pub struct FutureStep {
    future: Pin<Box<dyn Future<Output = ()> + Send>>,
}

impl FutureStep {
    /// The step of this future.
    pub fn new(future: impl Future<Output = ()> + Send + 'static) -> Self {
        Self { future: Box::pin(future) }
    }
}

impl Step for FutureStep {
    fn step(&mut self, cx: &mut TaskContext<'_>) -> StepResult {
        if cx.is_cancelled() || self.future.as_mut().poll(&mut cx.context()).is_ready() { StepResult::Done } else { StepResult::Waiting }
    }

    fn describe_wait(&self) -> WaitDescription {
        WaitDescription::new("future", "native code")
    }
}

impl Runtime {
    /// Starts a task that is a future. If it is aborted, its join gives [`JoinError::Lost`](crate::JoinError::Lost).
    pub fn spawn_future<T: Send + 'static>(
        &self,
        future: impl Future<Output = T> + Send + 'static,
        options: SpawnOptions,
    ) -> JoinHandle<T> {
        let (completer, slot) = completion();
        let task = self.spawn(FutureStep::new(async move { completer.complete(future.await) }), options);
        JoinHandle::new(slot, task)
    }
}

/// Lets the other runnable tasks go first, once.
pub fn yield_now() -> YieldNow {
    YieldNow { yielded: false }
}

/// See [`yield_now`].
pub struct YieldNow {
    yielded: bool,
}

impl Future for YieldNow {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if std::mem::replace(&mut self.yielded, true) {
            return Poll::Ready(());
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}
