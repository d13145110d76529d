//! The handle on a runtime: starting it, spawning, running a main task to its end, reports and shutting down.
//!
//! Invariant: a [`Runtime`] is a counted handle; the tasks hold it too, so nothing ends by dropping it. [`Runtime::shutdown`]
//! ends the workers and drops every task that is left.

use crate::{
    deadlock::{self, WaitingTask},
    future_step::FutureStep,
    join::completion,
    registry::Registry,
    scheduler::{self, Exploring, Production, Scheduler, Wakeup},
    task::{SpawnOptions, Step, StepResult, Task, TaskContext, TaskHandle, TaskId, TaskInfo, WaitDescription},
};
use parking_lot::{Condvar, Mutex};
use std::{
    collections::HashSet,
    num::NonZeroUsize,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    },
    thread::available_parallelism,
    time::Duration,
};

/// How a production runtime is built.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// How many worker threads; `None` is one for each core.
    pub workers: Option<NonZeroUsize>,
}

impl Config {
    /// A configuration with this many workers (at least one).
    pub fn workers(count: usize) -> Self {
        Self { workers: NonZeroUsize::new(count.max(1)) }
    }
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The main task is done; others may still be running.
    Finished,
    /// Nothing can ever run again; every task that waits, in the order of spawning.
    Deadlock(Vec<WaitingTask>),
    /// The runtime was shut down meanwhile.
    Stopped,
}

type PartialDeadlockReport = Box<dyn Fn(Vec<WaitingTask>) + Send + Sync>;

/// What all handles share.
pub(crate) struct Inner {
    pub(crate) scheduler: Scheduler,
    pub(crate) registry: Registry,
    /// Waits that somebody outside ends; see [`crate::blocking`].
    pub(crate) external: AtomicUsize,
    pub(crate) on_partial_deadlock: OnceLock<PartialDeadlockReport>,
    pub(crate) reported_cycles: Mutex<HashSet<TaskId>>,
    pub(crate) tokio: crate::blocking::LazyTokio,
    next_task: AtomicU64,
    runs: Mutex<Vec<Arc<Run>>>,
    stopping: AtomicBool,
}

impl Inner {
    pub(crate) fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::SeqCst)
    }

    pub(crate) fn has_runs(&self) -> bool {
        !self.runs.lock().is_empty()
    }

    /// Ends all runs: nothing can ever happen again.
    pub(crate) fn end_in_deadlock(&self) {
        let runs = std::mem::take(&mut *self.runs.lock());
        if !runs.is_empty() {
            let waiting = deadlock::all_waiting(self);
            for run in runs {
                run.end(Outcome::Deadlock(waiting.clone()));
            }
        }
    }
}

/// A main task that somebody waits for.
pub(crate) struct Run {
    outcome: Mutex<Option<Outcome>>,
    ended: Condvar,
}

impl Run {
    fn end(&self, outcome: Outcome) {
        self.outcome.lock().get_or_insert(outcome);
        self.ended.notify_all();
    }

    pub(crate) fn outcome(&self) -> Option<Outcome> {
        self.outcome.lock().clone()
    }

    pub(crate) fn wait(&self) -> Outcome {
        let mut outcome = self.outcome.lock();
        loop {
            if let Some(outcome) = &*outcome {
                return outcome.clone();
            }
            self.ended.wait(&mut outcome);
        }
    }
}

/// Tells its run when the main task is over, however it ends.
struct MainStep<S> {
    step: Option<S>,
    run: Arc<Run>,
    runtime: Runtime,
}

impl<S: Step> Step for MainStep<S> {
    fn step(&mut self, cx: &mut TaskContext<'_>) -> StepResult {
        self.step.as_mut().map_or(StepResult::Done, |step| step.step(cx))
    }
    fn describe_wait(&self) -> WaitDescription {
        self.step.as_ref().map(Step::describe_wait).unwrap_or_default()
    }
}

impl<S> Drop for MainStep<S> {
    fn drop(&mut self) {
        self.step = None;
        let stopped = self.runtime.inner.is_stopping();
        self.run.end(if stopped { Outcome::Stopped } else { Outcome::Finished });
        // After its end is known, see `Runtime::run`.
        self.runtime.inner.runs.lock().retain(|run| !Arc::ptr_eq(run, &self.run));
        self.runtime.inner.scheduler.run_ended();
    }
}

/// A handle on a runtime; cloning it is one count.
#[derive(Clone)]
pub struct Runtime {
    inner: Arc<Inner>,
}

impl Runtime {
    /// A runtime that runs tasks on all cores by work stealing. Its workers start at once and sleep until there is work.
    pub fn production(config: Config) -> Self {
        let workers = config.workers.or_else(|| available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        let (production, queues) = Production::new(workers);
        let runtime = Self::new(Scheduler::Production(production));
        scheduler::start_workers(&runtime, queues);
        runtime
    }

    /// A runtime that runs tasks on the thread that calls [`Runtime::run`], with every choice, the clock and all random
    /// numbers given by `seed`: the same program with the same seed does the same again.
    pub fn exploring(seed: u64) -> Self {
        Self::new(Scheduler::Exploring(Exploring::new(seed)))
    }

    fn new(scheduler: Scheduler) -> Self {
        Self {
            inner: Arc::new(Inner {
                scheduler,
                registry: Registry::new(),
                external: AtomicUsize::new(0),
                on_partial_deadlock: OnceLock::new(),
                reported_cycles: Mutex::default(),
                tokio: Default::default(),
                next_task: AtomicU64::new(1),
                runs: Mutex::default(),
                stopping: AtomicBool::new(false),
            }),
        }
    }

    pub(crate) fn inner(&self) -> &Arc<Inner> {
        &self.inner
    }

    /// Spawns `main` and waits on this thread until it is done or nothing can ever run again. Not to be called from a step.
    ///
    /// The other tasks are left as they are. A runtime may run one main task after another; under the production scheduler
    /// also several at once from different threads.
    pub fn run(&self, main: impl Step, options: SpawnOptions) -> Outcome {
        let run = Arc::new(Run { outcome: Mutex::new(None), ended: Condvar::new() });
        let main = MainStep { step: Some(main), run: run.clone(), runtime: self.clone() };
        self.spawn(main, options);
        // Only now, for with a run and without its task the idle workers would see a deadlock. If the task is over already,
        // nobody is left to remove the run again.
        let mut runs = self.inner.runs.lock();
        if run.outcome().is_none() {
            runs.push(run.clone());
        }
        drop(runs);
        if self.inner.is_stopping() {
            run.end(Outcome::Stopped);
        }
        // The workers may have fallen asleep before the run was known.
        self.inner.scheduler.outside_is_quiet(&self.inner);
        self.inner.scheduler.wait_for(&self.inner, &run)
    }

    /// Runs a future as the main task and gives its value; `Err` says why there is none.
    pub fn block_on<T: Send + 'static>(&self, future: impl Future<Output = T> + Send + 'static) -> Result<T, Outcome> {
        let (completer, slot) = completion();
        let main = FutureStep::new(async move { completer.complete(future.await) });
        let outcome = self.run(main, SpawnOptions::default());
        slot.try_take().and_then(Result::ok).ok_or(outcome)
    }

    /// Starts a task. It is queued behind the tasks that are runnable on this worker.
    pub fn spawn(&self, step: impl Step, options: SpawnOptions) -> TaskHandle {
        self.spawn_boxed(Box::new(step), options)
    }

    /// Starts a task whose step is boxed already.
    pub fn spawn_boxed(&self, step: Box<dyn Step>, options: SpawnOptions) -> TaskHandle {
        // Never zero: the count starts at 1 and 2⁶⁴ spawns take centuries.
        let id = TaskId::new(self.inner.next_task.fetch_add(1, Ordering::Relaxed)).unwrap_or(TaskId::OUTSIDE);
        let task = Task::new(id, self.clone(), step, options);
        self.inner.registry.insert(task.clone());
        scheduler::schedule(task.clone(), Wakeup::Spawned);
        if self.inner.is_stopping() {
            // It may have missed the final clean-up.
            self.inner.registry.remove(id);
            task.discard();
        }
        TaskHandle::new(task)
    }

    /// Lets other workers take what this worker has queued. To be called in a step before a native call that may run long;
    /// costs two loads when there is nothing to share.
    pub fn share_work(&self) {
        self.inner.scheduler.share_work();
    }

    /// How many tasks can run at the same instant.
    pub fn parallelism(&self) -> usize {
        self.inner.scheduler.parallelism()
    }

    /// The seed, if this is an exploring runtime.
    pub fn seed(&self) -> Option<u64> {
        self.inner.scheduler.seed()
    }

    /// The next random number: from the system, or from the seed when exploring.
    pub fn random(&self) -> u64 {
        self.inner.scheduler.random()
    }

    /// How many tasks are alive.
    pub fn task_count(&self) -> usize {
        self.inner.registry.len()
    }

    /// All live tasks in the order of their spawning.
    pub fn tasks(&self) -> Vec<TaskInfo> {
        self.inner.registry.all().iter().map(|task| task.info()).collect()
    }

    /// The live task with this id.
    pub fn task(&self, id: TaskId) -> Option<TaskHandle> {
        self.inner.registry.get(id).map(TaskHandle::new)
    }

    /// All parked tasks with what they wait for.
    pub fn waiting_tasks(&self) -> Vec<WaitingTask> {
        deadlock::all_waiting(&self.inner)
    }

    /// The tasks that wait for ever, after a run has finished: none as long as anything can still happen. For tasks that still run
    /// it waits up to `patience`; when exploring it gives them so many `turns` instead, and none of them is run if that is 0.
    pub fn left_waiting(&self, patience: Duration, turns: usize) -> Vec<WaitingTask> {
        if self.inner.registry.len() == 0 || !self.inner.scheduler.settle(&self.inner, patience, turns) {
            return Vec::new();
        }
        deadlock::all_waiting(&self.inner)
    }

    /// The circle of lock waits that the task is in, if it is in one.
    pub fn find_cycle(&self, task: TaskId) -> Option<Vec<WaitingTask>> {
        deadlock::find_cycle(&self.inner, task)
    }

    /// Sets who is told when some tasks wait in a circle while others run; see [`TaskContext::blocked_on`]. Called on a
    /// worker, once for each circle. Only the first setting counts.
    pub fn on_partial_deadlock(&self, report: impl Fn(Vec<WaitingTask>) + Send + Sync + 'static) {
        let _ = self.inner.on_partial_deadlock.set(Box::new(report));
    }

    /// Whether [`Runtime::shutdown`] was called. A step that is dropped then must not run any more of its program.
    pub fn is_shutting_down(&self) -> bool {
        self.inner.is_stopping()
    }

    /// Ends the workers and drops every task. Steps in progress are waited for briefly, then left behind; gives whether
    /// there were none such. A second call does nothing.
    pub fn shutdown(&self) -> bool {
        if self.inner.stopping.swap(true, Ordering::SeqCst) {
            return true;
        }
        let all_ended = self.inner.scheduler.stop();
        for task in self.inner.registry.drain() {
            task.discard();
        }
        for run in std::mem::take(&mut *self.inner.runs.lock()) {
            run.end(Outcome::Stopped);
        }
        self.inner.scheduler.clear();
        self.inner.tokio.stop();
        all_ended
    }
}
