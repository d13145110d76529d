//! What the runtime itself costs, without an interpreter: `cargo bench -p ruchy-runtime`.

use ruchy_runtime::*;
use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

const SPAWNS: u64 = 1_000_000;
const ROUND_TRIPS: u64 = 1_000_000;
const LOCKERS: u64 = 8;
const LOCKS: u64 = 1_000_000;

/// Spawns tasks and waits for them all.
struct Spawner {
    left: u64,
    latch: Arc<Latch>,
    wait: LatchWait,
}

struct Spawned(Arc<Latch>);

impl Step for Spawned {
    fn step(&mut self, _: &mut TaskContext<'_>) -> StepResult {
        self.0.count_down();
        StepResult::Done
    }
    fn describe_wait(&self) -> WaitDescription {
        WaitDescription::default()
    }
}

impl Step for Spawner {
    fn step(&mut self, cx: &mut TaskContext<'_>) -> StepResult {
        // A spawn in a script is some hundred instructions' worth.
        for _ in 0..cx.budget() / 100 {
            if self.left == 0 {
                return if cx.poll(&mut self.wait).is_ready() { StepResult::Done } else { StepResult::Waiting };
            }
            self.left -= 1;
            cx.runtime().spawn(Spawned(self.latch.clone()), SpawnOptions::default());
        }
        StepResult::Yielded
    }
    fn describe_wait(&self) -> WaitDescription {
        WaitDescription::new("latch", "spawner")
    }
}

/// Takes the lock, counts, gives it back; 30 instructions a turn.
struct Locker {
    mutex: Arc<RawMutex>,
    counter: Arc<AtomicU64>,
    latch: Arc<Latch>,
    left: u64,
    lock: Option<Lock>,
}

impl Step for Locker {
    fn step(&mut self, cx: &mut TaskContext<'_>) -> StepResult {
        for _ in 0..cx.budget() / 30 {
            if self.left == 0 {
                self.latch.count_down();
                return StepResult::Done;
            }
            if self.lock.is_some() || !self.mutex.try_lock(cx.id()) {
                let lock = self.lock.get_or_insert_with(|| self.mutex.lock(cx.id()));
                if cx.poll(lock).is_pending() {
                    return StepResult::Waiting;
                }
                self.lock = None;
            }
            self.counter.store(self.counter.load(Ordering::Relaxed) + 1, Ordering::Relaxed);
            self.mutex.unlock();
            self.left -= 1;
        }
        StepResult::Yielded
    }
    fn describe_wait(&self) -> WaitDescription {
        WaitDescription::new("lock", "locker")
    }
}

fn measure(name: &str, count: u64, work: impl FnOnce()) {
    let start = Instant::now();
    work();
    let taken = start.elapsed();
    println!("{name:<34} {taken:>10.1?}  {:>8.0} ns each", taken.as_nanos() as f64 / count as f64);
}

/// The memory of this process in bytes (Linux).
fn resident() -> usize {
    let pages = std::fs::read_to_string("/proc/self/statm").ok();
    pages.and_then(|text| text.split(' ').nth(1)?.parse::<usize>().ok()).map_or(0, |pages| pages * 4096)
}

/// A million tasks that wait.
fn waiting_tasks(runtime: &Runtime) {
    let before = resident();
    let gate = Arc::new(Latch::new(1));
    let all = Arc::new(Latch::new(SPAWNS as usize));
    for _ in 0..SPAWNS {
        let (wait, all) = (gate.wait(), all.clone());
        runtime.spawn(
            FutureStep::new(async move {
                wait.await;
                all.count_down();
            }),
            SpawnOptions::default(),
        );
    }
    while runtime.tasks().iter().any(|task| !task.parked) {
        std::thread::yield_now();
    }
    println!("  a waiting task: {} bytes", (resident() - before) / SPAWNS as usize);
    gate.count_down();
    runtime.run(FutureStep::new(all.wait()), SpawnOptions::default());
}

/// Counts, about a nanosecond an instruction.
struct Counter {
    left: u64,
    latch: Arc<Latch>,
}

impl Step for Counter {
    fn step(&mut self, cx: &mut TaskContext<'_>) -> StepResult {
        for _ in 0..cx.budget() {
            self.left = std::hint::black_box(self.left - 1);
            if self.left == 0 {
                self.latch.count_down();
                return StepResult::Done;
            }
        }
        StepResult::Yielded
    }
    fn describe_wait(&self) -> WaitDescription {
        WaitDescription::default()
    }
}

fn compute(runtime: &Runtime, tasks: usize) {
    let latch = Arc::new(Latch::new(tasks));
    for _ in 0..tasks {
        let latch = latch.clone();
        runtime.spawn(Counter { left: 20_000_000, latch }, SpawnOptions::default());
    }
    runtime.run(FutureStep::new(latch.wait()), SpawnOptions::default());
}

fn spawner(count: u64) -> Spawner {
    let latch = Arc::new(Latch::new(count as usize));
    Spawner { left: count, wait: latch.wait(), latch }
}

fn ping_pong(runtime: &Runtime, capacity: Option<usize>, trips: u64) {
    let (there, back) = (Channel::new(capacity), Channel::new(capacity));
    let (inner, ping, pong) = (runtime.clone(), there.clone(), back.clone());
    runtime.run(
        FutureStep::new(async move {
            let echo = inner.spawn_future(
                async move {
                    while let Ok(number) = there.recv().await {
                        back.send(number).await.unwrap();
                    }
                },
                SpawnOptions::default(),
            );
            for number in 0..trips {
                ping.send(number).await.unwrap();
                assert_eq!(pong.recv().await, Ok(number));
            }
            ping.drop_sender();
            echo.join().await.unwrap();
        }),
        SpawnOptions::default(),
    );
}

fn main() {
    // First, while the process has no memory of earlier measurements to reuse.
    let runtime = Runtime::production(Config::default());
    waiting_tasks(&runtime);
    runtime.shutdown();
    for workers in [1, std::thread::available_parallelism().map_or(1, usize::from)] {
        println!("{workers} worker(s)");
        let runtime = Runtime::production(Config::workers(workers));
        measure("  start, run nothing", 1, || {
            Runtime::production(Config::workers(workers)).run(spawner(0), SpawnOptions::default());
        });
        measure("  spawn and finish", SPAWNS, || {
            runtime.run(spawner(SPAWNS), SpawnOptions::default());
        });
        for (name, capacity) in [("unbounded", None), ("bounded", Some(1)), ("rendezvous", Some(0))] {
            measure(&format!("  round trip, {name}"), ROUND_TRIPS, || ping_pong(&runtime, capacity, ROUND_TRIPS));
        }
        measure("  lock, 8 tasks", LOCKERS * LOCKS, || {
            let (mutex, counter) = (Arc::new(RawMutex::new()), Arc::new(AtomicU64::new(0)));
            let latch = Arc::new(Latch::new(LOCKERS as usize));
            for _ in 0..LOCKERS {
                let (mutex, counter, latch) = (mutex.clone(), counter.clone(), latch.clone());
                runtime.spawn(Locker { mutex, counter, latch, left: LOCKS, lock: None }, SpawnOptions::default());
            }
            runtime.run(Spawner { left: 0, wait: latch.wait(), latch }, SpawnOptions::default());
            assert_eq!(counter.load(Ordering::Relaxed), LOCKERS * LOCKS);
        });
        measure("  fan-in, 100 tasks x 10,000", 1_000_000, || {
            let channel = Channel::new(Some(100));
            for _ in 0..100 {
                let channel = channel.clone();
                channel.add_sender();
                runtime.spawn(
                    FutureStep::new(async move {
                        for number in 0..10_000 {
                            channel.send(number).await.unwrap();
                        }
                        channel.drop_sender();
                    }),
                    SpawnOptions::default(),
                );
            }
            channel.drop_sender();
            runtime.run(
                FutureStep::new(async move {
                    let mut count = 0;
                    while channel.recv().await.is_ok() {
                        count += 1;
                    }
                    assert_eq!(count, 1_000_000);
                }),
                SpawnOptions::default(),
            );
        });
        measure("  compute, 8 tasks", 8, || compute(&runtime, 8));
        measure("  sleep 100 us", 200, || {
            let inner = runtime.clone();
            let sleeps = async move {
                for _ in 0..200 {
                    inner.sleep(std::time::Duration::from_micros(100)).await;
                }
            };
            runtime.run(FutureStep::new(sleeps), SpawnOptions::default());
        });
        runtime.shutdown();
    }
}
