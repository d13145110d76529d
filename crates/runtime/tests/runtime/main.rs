//! The runtime as its user sees it, under both schedulers. Each module is one subject.

mod broadcast;
mod cancel;
mod channels;
mod deadlock;
mod locks;
mod sync;
mod tasks;
mod time;

use ruchy_runtime::*;
use std::{future::Future, sync::Arc};

/// Runs the program on one, two and four workers and under some seeds; it must finish each time.
fn everywhere<F: Future<Output = ()> + Send + 'static>(program: impl Fn(Runtime) -> F) {
    for workers in [1, 2, 4] {
        finish(Runtime::production(Config::workers(workers)), &program);
    }
    for seed in 0..20 {
        finish(Runtime::exploring(seed), &program);
    }
}

fn finish<F: Future<Output = ()> + Send + 'static>(runtime: Runtime, program: impl Fn(Runtime) -> F) {
    let (completer, slot) = completion();
    let main = program(runtime.clone());
    let outcome = runtime.run(
        FutureStep::new(async move {
            main.await;
            completer.complete(());
        }),
        SpawnOptions::default(),
    );
    assert_eq!(outcome, Outcome::Finished, "seed {:?}", runtime.seed());
    assert_eq!(slot.try_take(), Some(Ok(())), "the main task panicked, seed {:?}", runtime.seed());
    runtime.shutdown();
    assert_eq!(runtime.task_count(), 0);
}

fn spawn<T: Send + 'static>(runtime: &Runtime, future: impl Future<Output = T> + Send + 'static) -> JoinHandle<T> {
    runtime.spawn_future(future, SpawnOptions::default())
}

/// Stands for the `number`-th task where a lock wants an owner.
fn owner(number: usize) -> TaskId {
    TaskId::new(number as u64 + 1).unwrap()
}

/// Polls once, by hand.
fn poll_once<F: Future + Unpin>(future: &mut F) -> std::task::Poll<F::Output> {
    struct Nobody;
    impl std::task::Wake for Nobody {
        fn wake(self: Arc<Self>) {}
    }
    let waker = Arc::new(Nobody).into();
    std::pin::Pin::new(future).poll(&mut std::task::Context::from_waker(&waker))
}
