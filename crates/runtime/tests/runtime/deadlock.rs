use crate::{finish, spawn};
use ruchy_runtime::*;
use std::{
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

fn runtimes() -> Vec<Runtime> {
    let production = [1, 2, 4].map(|workers| Runtime::production(Config::workers(workers)));
    production.into_iter().chain((0..20).map(Runtime::exploring)).collect()
}

/// Takes two locks, one after the other, with a turn in between; then waits at the barrier, then ends.
struct TwoLocks {
    locks: [Arc<RawMutex>; 2],
    held: usize,
    waiting: Option<Lock>,
    meeting: Option<BarrierWait>,
}

impl TwoLocks {
    fn new(first: &Arc<RawMutex>, second: &Arc<RawMutex>, meeting: &Arc<Barrier>) -> Self {
        Self { locks: [first.clone(), second.clone()], held: 0, waiting: None, meeting: Some(meeting.wait()) }
    }
}

impl Step for TwoLocks {
    fn step(&mut self, cx: &mut TaskContext<'_>) -> StepResult {
        while self.held < 2 {
            if self.held == 1
                && let Some(meeting) = &mut self.meeting
            {
                if cx.poll(meeting).is_pending() {
                    return StepResult::Waiting;
                }
                self.meeting = None;
            }
            let mutex = &self.locks[self.held];
            let wait = self.waiting.get_or_insert_with(|| mutex.lock(cx.id()));
            if cx.poll(wait).is_pending() {
                if let Some(holder) = mutex.holder() {
                    cx.blocked_on(holder);
                }
                return StepResult::Waiting;
            }
            self.waiting = None;
            self.held += 1;
        }
        for mutex in &self.locks {
            mutex.unlock();
        }
        StepResult::Done
    }

    fn describe_wait(&self) -> WaitDescription {
        if self.held == 1 && self.meeting.is_some() {
            return WaitDescription::new("barrier", "between");
        }
        let place = ["first", "second"][self.held.min(1)];
        WaitDescription::new("lock", place).held_by(self.locks[self.held.min(1)].holder())
    }
}

#[test]
fn a_receive_that_nobody_answers_is_reported() {
    for runtime in runtimes() {
        let channel = Channel::<()>::new(None);
        let main = FutureStep::new(async move {
            let _ = channel.recv().await;
        });
        let options = SpawnOptions { name: Some("main".into()), parent: None };
        let Outcome::Deadlock(waiting) = runtime.run(main, options) else { panic!("no deadlock") };
        assert_eq!(waiting.len(), 1);
        assert_eq!(waiting[0].name.as_deref(), Some("main"));
        assert_eq!(waiting[0].wait.what, "future");
        runtime.shutdown();
        assert_eq!(runtime.task_count(), 0);
    }
}

#[test]
fn locks_in_opposite_order_are_reported_with_their_holders() {
    for runtime in runtimes() {
        let (left, right) = (Arc::new(RawMutex::new()), Arc::new(RawMutex::new()));
        let meeting = Arc::new(Barrier::new(2));
        let other = runtime.spawn(TwoLocks::new(&right, &left, &meeting), SpawnOptions::default());
        let outcome = runtime.run(TwoLocks::new(&left, &right, &meeting), SpawnOptions::default());
        let Outcome::Deadlock(waiting) = outcome else { panic!("no deadlock") };
        assert_eq!(waiting.len(), 2);
        assert_eq!(waiting[0].id, other.id());
        assert_eq!(waiting[0].wait.holders, [waiting[1].id]);
        assert_eq!(waiting[1].wait.holders, [waiting[0].id]);
        assert_eq!(waiting[1].wait.place, "second");
        runtime.shutdown();
    }
}

#[test]
fn a_circle_is_reported_while_others_run_on() {
    for runtime in runtimes() {
        let reports = Arc::new(Mutex::new(Vec::new()));
        let seen = reports.clone();
        runtime.on_partial_deadlock(move |circle| seen.lock().unwrap().push(circle));
        finish(runtime, |runtime| {
            let reports = reports.clone();
            async move {
                let (left, right) = (Arc::new(RawMutex::new()), Arc::new(RawMutex::new()));
                let meeting = Arc::new(Barrier::new(2));
                let first = runtime.spawn(TwoLocks::new(&left, &right, &meeting), SpawnOptions::default());
                let second = runtime.spawn(TwoLocks::new(&right, &left, &meeting), SpawnOptions::default());
                while reports.lock().unwrap().is_empty() {
                    yield_now().await;
                }
                let circle = runtime.find_cycle(first.id()).unwrap();
                let ids: Vec<_> = circle.iter().map(|waiting| waiting.id).collect();
                assert_eq!(ids, [first.id(), second.id()]);
            }
        });
        assert_eq!(reports.lock().unwrap().len(), 1);
    }
}

#[test]
fn contended_locks_are_no_circle() {
    for runtime in runtimes() {
        runtime.on_partial_deadlock(|circle| panic!("{circle:?}"));
        finish(runtime, |runtime| async move {
            let (left, right) = (Arc::new(RawMutex::new()), Arc::new(RawMutex::new()));
            let alone = Arc::new(Barrier::new(1));
            for _ in 0..50 {
                let tasks: Vec<_> = (0..6).map(|_| runtime.spawn(TwoLocks::new(&left, &right, &alone), SpawnOptions::default())).collect();
                while !tasks.iter().all(TaskHandle::is_done) {
                    yield_now().await;
                }
            }
        });
    }
}

#[test]
fn sleeping_workers_are_no_deadlock() {
    // Each round parks everything: on a timer, on the outside, on blocking work. The wake-up comes just when all sleep.
    for workers in [1, 2, 4] {
        finish(Runtime::production(Config::workers(workers)), |runtime| async move {
            for round in 0..150 {
                let channel = Channel::new(None);
                let receive = spawn(&runtime, {
                    let channel = channel.clone();
                    async move { channel.recv().await }
                });
                match round % 3 {
                    0 => {
                        runtime.sleep(Duration::from_micros(round)).await;
                        channel.try_send(round).unwrap();
                    }
                    1 => {
                        let outside = runtime.external_wait();
                        thread::spawn(move || {
                            thread::sleep(Duration::from_micros(round));
                            channel.try_send(round).unwrap();
                            drop(outside);
                        });
                    }
                    _ => {
                        let sent = runtime.spawn_blocking(move || channel.try_send(round).is_ok());
                        assert_eq!(sent.await, Ok(true));
                    }
                }
                assert_eq!(receive.join().await, Ok(Ok(round)));
            }
        });
    }
}

#[test]
fn work_that_moves_between_workers_is_no_deadlock() {
    for workers in [2, 3, 8] {
        finish(Runtime::production(Config::workers(workers)), |runtime| async move {
            for _ in 0..300 {
                let (channel, back) = (Channel::new(Some(0)), Channel::new(Some(0)));
                let tasks: Vec<_> = (0..8)
                    .map(|_| {
                        let (channel, back) = (channel.clone(), back.clone());
                        spawn(&runtime, async move {
                            channel.send(1).await.unwrap();
                            back.recv().await.unwrap()
                        })
                    })
                    .collect();
                for _ in 0..8 {
                    back.send(channel.recv().await.unwrap()).await.unwrap();
                }
                for task in tasks {
                    assert_eq!(task.join().await, Ok(1));
                }
            }
        });
    }
}

#[test]
fn many_short_runs_are_no_deadlock() {
    let runtime = Runtime::production(Config::workers(2));
    for _ in 0..2000 {
        assert_eq!(runtime.run(FutureStep::new(async {}), SpawnOptions::default()), Outcome::Finished);
    }
    runtime.shutdown();
}

#[test]
fn the_end_of_an_external_wait_can_be_what_makes_the_deadlock() {
    for runtime in runtimes() {
        let outside = runtime.external_wait();
        let thread = thread::spawn(move || {
            thread::sleep(Duration::from_millis(2));
            drop(outside);
        });
        let main = FutureStep::new(Event::new().wait());
        assert!(matches!(runtime.run(main, SpawnOptions::default()), Outcome::Deadlock(_)));
        thread.join().unwrap();
        runtime.shutdown();
    }
}
