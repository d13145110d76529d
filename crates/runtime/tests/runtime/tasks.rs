use crate::{everywhere, spawn};
use ruchy_runtime::*;
use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

#[test]
fn every_spawned_task_runs_once() {
    everywhere(|runtime| async move {
        let count = Arc::new(AtomicUsize::new(0));
        let handles: Vec<_> = (0..500)
            .map(|number| {
                let count = count.clone();
                spawn(&runtime, async move {
                    yield_now().await;
                    count.fetch_add(1, Ordering::Relaxed);
                    number
                })
            })
            .collect();
        let mut sum = 0;
        for handle in handles {
            sum += handle.join().await.unwrap();
        }
        assert_eq!((sum, count.load(Ordering::Relaxed)), (124_750, 500));
    });
}

#[test]
fn a_tree_of_tasks_is_joined_from_the_leaves() {
    fn tree(runtime: Runtime, depth: u32) -> std::pin::Pin<Box<dyn Future<Output = u64> + Send>> {
        Box::pin(async move {
            if depth == 0 {
                return 1;
            }
            let left = spawn(&runtime, tree(runtime.clone(), depth - 1));
            let right = spawn(&runtime, tree(runtime.clone(), depth - 1));
            left.join().await.unwrap() + right.join().await.unwrap()
        })
    }
    everywhere(|runtime| async move { assert_eq!(tree(runtime, 9).await, 512) });
}

/// Never waits.
struct Busy(Arc<AtomicU64>);

impl Step for Busy {
    fn step(&mut self, cx: &mut TaskContext<'_>) -> StepResult {
        if cx.is_cancelled() {
            return StepResult::Done;
        }
        self.0.fetch_add(1, Ordering::Relaxed);
        StepResult::Yielded
    }
    fn describe_wait(&self) -> WaitDescription {
        WaitDescription::default()
    }
}

#[test]
fn busy_tasks_starve_nobody() {
    everywhere(|runtime| async move {
        let turns: Vec<_> = (0..6).map(|_| Arc::new(AtomicU64::new(0))).collect();
        let busy: Vec<_> = turns.iter().map(|turns| runtime.spawn(Busy(turns.clone()), SpawnOptions::default())).collect();
        // A pair that only wakes each other must not keep the others from their turns either.
        let (there, back) = (Channel::new(Some(0)), Channel::new(Some(0)));
        let (receiver, sender) = (there.clone(), back.clone());
        let pair = spawn(&runtime, async move {
            while let Ok(number) = receiver.recv().await {
                sender.send(number).await.unwrap();
            }
        });
        while turns.iter().any(|turns| turns.load(Ordering::Relaxed) < 20) {
            there.send(1).await.unwrap();
            back.recv().await.unwrap();
        }
        there.close();
        pair.join().await.unwrap();
        for task in &busy {
            task.abort();
        }
        while !busy.iter().all(TaskHandle::is_done) {
            yield_now().await;
        }
    });
}

#[test]
fn a_seed_fixes_the_interleaving_and_the_numbers() {
    let trace = |seed| {
        let runtime = Runtime::exploring(seed);
        let trace = Arc::new(std::sync::Mutex::new(Vec::new()));
        let (inner, result) = (runtime.clone(), trace.clone());
        runtime.run(
            FutureStep::new(async move {
                let tasks: Vec<_> = (0..5)
                    .map(|number| {
                        let (runtime, trace) = (inner.clone(), trace.clone());
                        spawn(&inner, async move {
                            for _ in 0..5 {
                                trace.lock().unwrap().push((number, runtime.random(), runtime.now()));
                                yield_now().await;
                            }
                        })
                    })
                    .collect();
                for task in tasks {
                    task.join().await.unwrap();
                }
            }),
            SpawnOptions::default(),
        );
        runtime.shutdown();
        result.lock().unwrap().clone()
    };
    assert_eq!(trace(1), trace(1));
    let orders: std::collections::HashSet<Vec<i32>> =
        (0..20).map(|seed| trace(seed).into_iter().map(|(number, ..)| number).collect()).collect();
    assert_eq!(orders.len(), 20);
}

#[test]
fn the_table_of_tasks_shows_names_and_parents() {
    everywhere(|runtime| async move {
        let event = Event::new();
        let wait = event.wait();
        let options = SpawnOptions { name: Some("waiter".into()), parent: TaskId::new(1) };
        let task = runtime.spawn_future(wait, options);
        let info = runtime.tasks().into_iter().find(|info| info.id == task.id()).unwrap();
        assert_eq!((info.name.as_deref(), info.parent), (Some("waiter"), TaskId::new(1)));
        event.set();
        task.join().await.unwrap();
    });
}

#[test]
fn a_panic_of_a_step_ends_its_task_only() {
    everywhere(|runtime| async move {
        let task: JoinHandle<()> = spawn(&runtime, async { std::panic::resume_unwind(Box::new("on purpose")) });
        assert_eq!(task.join().await, Err(JoinError::Lost));
    });
}

#[test]
fn main_may_end_before_the_others_and_they_are_dropped() {
    struct Dropped(Arc<AtomicUsize>);
    impl Drop for Dropped {
        fn drop(&mut self) {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }
    for workers in 1..4 {
        let dropped = Arc::new(AtomicUsize::new(0));
        let runtime = Runtime::production(Config::workers(workers));
        let (inner, count) = (runtime.clone(), dropped.clone());
        let outcome = runtime.run(
            FutureStep::new(async move {
                for _ in 0..100 {
                    let (guard, channel) = (Dropped(count.clone()), Channel::<()>::new(None));
                    spawn(&inner, async move {
                        let _guard = guard;
                        channel.recv().await
                    });
                }
            }),
            SpawnOptions::default(),
        );
        assert_eq!(outcome, Outcome::Finished);
        runtime.shutdown();
        assert_eq!(dropped.load(Ordering::SeqCst), 100);
    }
}

#[test]
fn a_run_that_is_shut_down_is_stopped() {
    for runtime in [Runtime::production(Config::workers(2)), Runtime::exploring(1)] {
        let stopper = runtime.clone();
        let _outside = runtime.external_wait();
        let thread = thread::spawn(move || {
            thread::sleep(Duration::from_millis(5));
            stopper.shutdown();
        });
        let channel = Channel::<()>::new(None);
        let main = FutureStep::new(async move {
            let _ = channel.recv().await;
        });
        assert_eq!(runtime.run(main, SpawnOptions::default()), Outcome::Stopped);
        thread.join().unwrap();
    }
}

#[test]
fn one_runtime_serves_several_threads() {
    let runtime = Runtime::production(Config::workers(2));
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..50 {
                    let inner = runtime.clone();
                    let main = FutureStep::new(async move {
                        let task = spawn(&inner, async { 7 });
                        assert_eq!(task.join().await, Ok(7));
                    });
                    assert_eq!(runtime.run(main, SpawnOptions::default()), Outcome::Finished);
                }
            });
        }
    });
    runtime.shutdown();
}

#[test]
fn blocking_work_is_waited_for() {
    everywhere(|runtime| async move {
        let work: Vec<_> = (0..4)
            .map(|number| {
                runtime.spawn_blocking(move || {
                    thread::sleep(Duration::from_millis(1));
                    number
                })
            })
            .collect();
        for (number, work) in work.into_iter().enumerate() {
            assert_eq!(work.await, Ok(number));
        }
        let failed: Result<(), _> = runtime.spawn_blocking(|| std::panic::resume_unwind(Box::new("on purpose"))).await;
        assert_eq!(failed, Err(JoinError::Lost));
    });
}

#[test]
fn tokio_futures_are_awaited_as_our_own() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    everywhere(|runtime| async move {
        let listener = runtime.external(Box::pin(tokio::net::TcpListener::bind("127.0.0.1:0"))).await.unwrap();
        let address = listener.local_addr().unwrap();
        let server_runtime = runtime.clone();
        let server = spawn(&runtime, async move {
            let serve = async move {
                let (mut stream, _) = listener.accept().await.unwrap();
                let mut text = [0; 5];
                stream.read_exact(&mut text).await.unwrap();
                text
            };
            server_runtime.external(Box::pin(serve)).await
        });
        let client = async move {
            let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
            stream.write_all(b"hello").await.unwrap();
        };
        runtime.external(Box::pin(client)).await;
        assert_eq!(server.join().await.as_ref().map(|text| &text[..]), Ok(&b"hello"[..]));
    });
}

#[test]
fn block_on_gives_the_value_or_the_reason() {
    for runtime in [Runtime::production(Config::workers(2)), Runtime::exploring(1)] {
        assert_eq!(runtime.block_on(async { 7 }), Ok(7));
        assert!(matches!(runtime.block_on(Event::new().wait()), Err(Outcome::Deadlock(_))));
        assert_eq!(runtime.block_on(async { 8 }), Ok(8), "a deadlock ends its run, not the runtime");
        runtime.shutdown();
        assert_eq!(runtime.block_on(async { 9 }), Err(Outcome::Stopped));
    }
}

#[test]
fn exploring_finds_a_lost_update_and_its_seed_finds_it_again() {
    let count = |seed| {
        let runtime = Runtime::exploring(seed);
        let counter = Arc::new(AtomicU64::new(0));
        let (inner, counted) = (runtime.clone(), counter.clone());
        let result = runtime.block_on(async move {
            let tasks: Vec<_> = (0..2)
                .map(|_| {
                    let counter = counter.clone();
                    spawn(&inner, async move {
                        let seen = counter.load(Ordering::Relaxed);
                        yield_now().await;
                        counter.store(seen + 1, Ordering::Relaxed);
                    })
                })
                .collect();
            for task in tasks {
                task.join().await.unwrap();
            }
            counted.load(Ordering::Relaxed)
        });
        runtime.shutdown();
        result.unwrap()
    };
    let counts: Vec<u64> = (0..20).map(count).collect();
    assert!(counts.contains(&1) && counts.contains(&2));
    assert_eq!((0..20).map(count).collect::<Vec<_>>(), counts);
}

#[test]
fn work_for_all_workers_wakes_all_workers() {
    for workers in [2, 3, 4] {
        let mut runtime = Runtime::production(Config::workers(workers));
        for round in 0..200 {
            if round % 4 == 0 {
                // Also while the workers are just starting.
                runtime.shutdown();
                runtime = Runtime::production(Config::workers(workers));
            }
            // Each of these holds its worker until there are as many at work as there are workers.
            let meeting = Arc::new(std::sync::Barrier::new(workers));
            let inner = runtime.clone();
            let spawn_all = move || -> Vec<_> {
                (0..workers)
                    .map(|_| {
                        let meeting = meeting.clone();
                        spawn(&inner, async move { meeting.wait().is_leader() })
                    })
                    .collect()
            };
            // Once from outside, once from a task.
            let outside = if round % 2 == 0 { spawn_all() } else { Vec::new() };
            let inner = runtime.clone();
            let main = async move {
                let tasks = if outside.is_empty() { spawn_all() } else { outside };
                let mut leaders = 0;
                for task in tasks {
                    leaders += usize::from(task.join().await.unwrap());
                    // Some wake-ups of all kinds in between.
                    inner.sleep(Duration::from_micros(round)).await;
                    yield_now().await;
                }
                leaders
            };
            assert_eq!(runtime.block_on(main), Ok(1));
        }
        runtime.shutdown();
    }
}

#[test]
fn shutting_down_ends_every_worker_at_any_moment() {
    for round in 0..300 {
        let runtime = Runtime::production(Config::workers(2));
        let inner = runtime.clone();
        let main = async move {
            for _ in 0..round % 5 {
                spawn(&inner, inner.sleep(Duration::from_micros(round)));
            }
        };
        assert_eq!(runtime.block_on(main), Ok(()));
        assert!(runtime.shutdown(), "a worker went to sleep for ever");
    }
}
