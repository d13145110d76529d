//! The world outside: waits that somebody else ends, tokio's I/O, and work that blocks a thread.
//!
//! Invariant: an [`ExternalWait`] is held from before the wait begins until after its wake-up was delivered. While one is
//! held, no deadlock is reported. tokio is started when it is first needed and not before.

use crate::{
    join::{Join, JoinError, completion},
    runtime::{Inner, Runtime},
};
use parking_lot::Mutex;
use std::{
    future::Future,
    pin::Pin,
    sync::{Arc, OnceLock, atomic::Ordering},
    task::{Context, Poll},
};

/// tokio drives sockets, files and processes; our workers do the computing, so one thread is enough for it.
const TOKIO_WORKERS: usize = 1;

/// The tokio runtime, once it is needed.
#[derive(Default)]
pub(crate) struct LazyTokio {
    handle: OnceLock<tokio::runtime::Handle>,
    runtime: Mutex<Option<tokio::runtime::Runtime>>,
}

impl LazyTokio {
    fn handle(&self) -> &tokio::runtime::Handle {
        self.handle.get_or_init(|| {
            let runtime = tokio::runtime::Builder::new_multi_thread()
                .worker_threads(TOKIO_WORKERS)
                .thread_name("ruchy-io")
                .enable_all()
                .build()
                .expect("the system refuses the threads or descriptors that input and output need");
            let handle = runtime.handle().clone();
            *self.runtime.lock() = Some(runtime);
            handle
        })
    }

    pub(crate) fn stop(&self) {
        let runtime = self.runtime.lock().take();
        if let Some(runtime) = runtime {
            runtime.shutdown_background();
        }
    }
}

impl Drop for LazyTokio {
    fn drop(&mut self) {
        // Dropping tokio's runtime the ordinary way waits for blocking work, and panics on tokio's own threads.
        self.stop();
    }
}

/// While it lives, a wake-up may come from outside the runtime.
pub struct ExternalWait {
    inner: Arc<Inner>,
}

impl ExternalWait {
    fn new(inner: &Arc<Inner>) -> Self {
        inner.external.fetch_add(1, Ordering::SeqCst);
        Self { inner: inner.clone() }
    }
}

impl Drop for ExternalWait {
    fn drop(&mut self) {
        if self.inner.external.fetch_sub(1, Ordering::SeqCst) == 1 {
            self.inner.scheduler.outside_is_quiet(&self.inner);
        }
    }
}

/// A future that somebody outside completes; see [`Runtime::external`].
pub struct External<F> {
    future: Option<F>,
    runtime: Runtime,
    waiting: Option<ExternalWait>,
}

impl<F> Drop for External<F> {
    fn drop(&mut self) {
        // tokio's types want its context when they are dropped, too.
        if let Some(future) = self.future.take() {
            let _entered = self.runtime.inner().tokio.handle.get().map(tokio::runtime::Handle::enter);
            drop(future);
        }
    }
}

impl<F: Future + Unpin> Future for External<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = &mut *self;
        if this.waiting.is_none() {
            this.waiting = Some(this.runtime.external_wait());
        }
        let Some(future) = this.future.as_mut() else {
            return Poll::Pending;
        };
        let _entered = this.runtime.inner().tokio.handle().enter();
        let polled = Pin::new(future).poll(cx);
        if polled.is_ready() {
            this.future = None;
            this.waiting = None;
        }
        polled
    }
}

/// The result of work on the blocking pool; see [`Runtime::spawn_blocking`].
pub struct Blocking<T> {
    join: Join<T>,
}

impl<T> Future for Blocking<T> {
    /// `Err` if the work panicked or the runtime was shut down.
    type Output = Result<T, JoinError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.join).poll(cx)
    }
}

impl Runtime {
    /// Says that a wake-up may come from outside while the guard lives.
    pub fn external_wait(&self) -> ExternalWait {
        ExternalWait::new(self.inner())
    }

    /// Makes a future of tokio's (or of any other world) one that tasks can wait for: it is polled inside tokio's context
    /// and counts as an external wait while it is pending. Box-pin a future that is not `Unpin`.
    pub fn external<F: Future + Unpin>(&self, future: F) -> External<F> {
        External { future: Some(future), runtime: self.clone(), waiting: None }
    }

    /// tokio's handle, started now if it was not. To make sockets and the like, enter it.
    pub fn tokio(&self) -> tokio::runtime::Handle {
        self.inner().tokio.handle().clone()
    }

    /// Runs work that blocks its thread on a pool made for that. When exploring, it runs here and now; work that waits for somebody else goes to
    /// [`Runtime::spawn_waiting`].
    pub fn spawn_blocking<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Blocking<T> {
        if self.seed().is_none() {
            return self.spawn_waiting(work);
        }
        let (completer, slot) = completion();
        if let Ok(value) = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)) {
            completer.complete(value);
        }
        Blocking { join: slot.join() }
    }

    /// Runs work that blocks its thread until somebody outside acts (a reader of a pipe, a person at a keyboard): always on the pool, since a task of
    /// this runtime may be that somebody. When it ends is not the seed's choice.
    pub fn spawn_waiting<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Blocking<T> {
        let (completer, slot) = completion();
        let waiting = self.external_wait();
        self.inner().tokio.handle().spawn_blocking(move || {
            let value = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
            match value {
                Ok(value) => completer.complete(value),
                Err(_) => drop(completer),
            }
            drop(waiting);
        });
        Blocking { join: slot.join() }
    }
}
