//! A task: something that can be stepped, and the header that the runtime keeps for it.
//!
//! # Who may touch what
//!
//! The header's `state` holds two bits while the task lives, and `DONE` after:
//!
//! | `SCHEDULED` | `RUNNING` | meaning | in a queue |
//! |---|---|---|---|
//! | 0 | 0 | parked: somebody holds its waker | no |
//! | 1 | 0 | runnable | exactly once |
//! | 0 | 1 | a worker is in its step | no |
//! | 1 | 1 | woken while in its step: it will be queued again | no |
//!
//! - Waking is one `fetch_or(SCHEDULED)`; who changes 0 to `SCHEDULED` puts the task into a queue, nobody else does.
//! - The worker that takes a task from a queue swaps the state to `RUNNING`; the swap and the `fetch_or` are ordered, so
//!   either the step sees what the waker wrote before, or the worker sees the bit afterwards. No wake-up is lost.
//! - `step` is locked by the worker for the time of the step. Reports only `try_lock` it, and only look at parked tasks.

use crate::{
    deadlock,
    runtime::Runtime,
    scheduler::{self, Wakeup},
};
use parking_lot::Mutex;
use std::{
    cell::OnceCell,
    fmt,
    future::Future,
    num::NonZeroU64,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU8, AtomicU32, AtomicU64, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
};

/// What a step may spend before it yields. At about 5 ns an instruction this is 50 µs: the time that waking a thread takes,
/// so smaller turns would buy no latency, and 200 times the price of a switch, so larger ones would buy no speed.
pub const BUDGET: u32 = 10_000;

/// Something that runs a piece at a time.
pub trait Step: Send + 'static {
    /// Runs until done, until the budget is used up or until it must wait.
    ///
    /// Before it answers [`StepResult::Waiting`] it has given the context's waker to what it waits for.
    fn step(&mut self, cx: &mut TaskContext<'_>) -> StepResult;

    /// What this task waits for and where. Called only while it is parked, for reports.
    fn describe_wait(&self) -> WaitDescription;
}

impl Step for Box<dyn Step> {
    fn step(&mut self, cx: &mut TaskContext<'_>) -> StepResult {
        (**self).step(cx)
    }
    fn describe_wait(&self) -> WaitDescription {
        (**self).describe_wait()
    }
}

/// Why a step ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepResult {
    /// The task is over; its step value is dropped.
    Done,
    /// The budget is used up; the task wants to go on.
    Yielded,
    /// A future that the step polled is pending.
    Waiting,
}

/// What a parked task waits for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WaitDescription {
    /// What is waited for, in the user's words: `recv on channel`, `lock`.
    pub what: String,
    /// The tasks that hold it *now*, all of which must let go. Empty where that is unknown, where any one of several could
    /// help, and where the wait has a deadline: these are the edges of the search for cycles.
    pub holders: Vec<TaskId>,
    /// Where in the program.
    pub place: String,
}

impl WaitDescription {
    /// A wait without known holders.
    pub fn new(what: impl Into<String>, place: impl Into<String>) -> Self {
        Self { what: what.into(), holders: Vec::new(), place: place.into() }
    }

    /// The same with holders.
    pub fn held_by(mut self, holders: impl IntoIterator<Item = TaskId>) -> Self {
        self.holders.extend(holders);
        self
    }
}

/// Names a task: counted up from 1 in the order of spawning, never used again within a runtime.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TaskId(NonZeroU64);

impl TaskId {
    /// Stands for a host thread that is no task, where an owner must be named.
    pub const OUTSIDE: Self = Self(NonZeroU64::new(u64::MAX >> 2).unwrap());

    /// The id with this number; `None` for zero.
    pub fn new(number: u64) -> Option<Self> {
        NonZeroU64::new(number).map(Self)
    }

    /// The number.
    pub fn get(self) -> u64 {
        self.0.get()
    }
}

impl fmt::Display for TaskId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl fmt::Debug for TaskId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "task {}", self.0)
    }
}

/// What a new task is given besides its step.
#[derive(Clone, Debug, Default)]
pub struct SpawnOptions {
    /// A name for reports.
    pub name: Option<Arc<str>>,
    /// The task that spawned it.
    pub parent: Option<TaskId>,
}

/// A line of the table of live tasks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskInfo {
    /// Its id.
    pub id: TaskId,
    /// Who spawned it.
    pub parent: Option<TaskId>,
    /// Its name.
    pub name: Option<Arc<str>>,
    /// Whether it is parked (neither runnable nor running).
    pub parked: bool,
    /// Who holds the lock that it waits for, as it last told.
    pub blocked_on: Option<TaskId>,
}

const SCHEDULED: u8 = 1;
const RUNNING: u8 = 2;
const DONE: u8 = 4;

/// The header of a task; 96 bytes with the counts of its `Arc` (asserted in the tests).
pub(crate) struct Task {
    id: TaskId,
    parent: Option<TaskId>,
    name: Option<Arc<str>>,
    runtime: Runtime,
    /// The holder of what the task waits for, as last told by [`TaskContext::blocked_on`]; 0 is none.
    blocked_on: AtomicU64,
    /// Counts the steps, so that a report can tell that a task did not move between two looks.
    steps: AtomicU32,
    state: AtomicU8,
    cancelled: AtomicBool,
    step: Mutex<Option<Box<dyn Step>>>,
}

/// What a worker does with a task after its step.
pub(crate) enum Ran {
    /// Nothing: it is over, or parked and its waker will queue it.
    Away,
    /// Puts it at the end of its queue.
    Again,
}

impl Task {
    pub(crate) fn new(id: TaskId, runtime: Runtime, step: Box<dyn Step>, options: SpawnOptions) -> Arc<Self> {
        Arc::new(Self {
            id,
            parent: options.parent,
            name: options.name,
            runtime,
            blocked_on: AtomicU64::new(0),
            steps: AtomicU32::new(0),
            state: AtomicU8::new(SCHEDULED),
            cancelled: AtomicBool::new(false),
            step: Mutex::new(Some(step)),
        })
    }

    pub(crate) fn id(&self) -> TaskId {
        self.id
    }

    pub(crate) fn runtime(&self) -> &Runtime {
        &self.runtime
    }

    pub(crate) fn is_parked(&self) -> bool {
        self.state.load(Ordering::SeqCst) == 0
    }

    pub(crate) fn blocked_on(&self) -> Option<TaskId> {
        TaskId::new(self.blocked_on.load(Ordering::SeqCst))
    }

    pub(crate) fn steps(&self) -> u32 {
        self.steps.load(Ordering::SeqCst)
    }

    pub(crate) fn info(&self) -> TaskInfo {
        TaskInfo { id: self.id, parent: self.parent, name: self.name.clone(), parked: self.is_parked(), blocked_on: self.blocked_on() }
    }

    /// What the task waits for, if it is parked.
    pub(crate) fn describe_wait(&self) -> Option<WaitDescription> {
        let step = self.step.try_lock()?;
        if !self.is_parked() {
            return None;
        }
        // A panic here is a bug of the embedder; the report goes on without this line.
        step.as_ref().map(|step| catch_unwind(AssertUnwindSafe(|| step.describe_wait())).unwrap_or_default())
    }

    /// Drops the step of a task that will not run again. A step in progress keeps its value until it ends.
    pub(crate) fn discard(&self) {
        let step = self.step.try_lock().and_then(|mut step| step.take());
        drop(step);
    }

    /// Runs one step. Called by the worker that took the task from a queue.
    pub(crate) fn run(self: &Arc<Self>, budget: u32) -> Ran {
        let mut slot = self.step.lock();
        self.state.swap(RUNNING, Ordering::AcqRel);
        let Some(step) = slot.as_mut() else {
            self.state.store(DONE, Ordering::Release);
            return Ran::Away;
        };
        self.steps.fetch_add(1, Ordering::Relaxed);
        if self.blocked_on.load(Ordering::Relaxed) != 0 {
            self.blocked_on.store(0, Ordering::SeqCst);
        }
        let mut cx = TaskContext { task: self, budget, waker: OnceCell::new(), nested: false };
        // A panic here is a bug of the embedder; it ends this task and leaves the worker and the other tasks alive.
        let result = catch_unwind(AssertUnwindSafe(|| step.step(&mut cx))).unwrap_or(StepResult::Done);
        drop(cx);
        match result {
            StepResult::Done => {
                let step = slot.take();
                drop(slot);
                self.state.store(DONE, Ordering::Release);
                let _ = catch_unwind(AssertUnwindSafe(|| drop(step)));
                self.runtime.inner().registry.remove(self.id);
                Ran::Away
            }
            StepResult::Yielded => {
                drop(slot);
                self.state.swap(SCHEDULED, Ordering::AcqRel);
                Ran::Again
            }
            StepResult::Waiting => {
                drop(slot);
                let is_blocked = self.blocked_on.load(Ordering::Relaxed) != 0;
                if self.state.compare_exchange(RUNNING, 0, Ordering::SeqCst, Ordering::SeqCst).is_err() {
                    self.state.swap(SCHEDULED, Ordering::AcqRel);
                    return Ran::Again;
                }
                if self.runtime.is_shutting_down() {
                    self.discard();
                } else if is_blocked {
                    deadlock::check_partial(self);
                }
                Ran::Away
            }
        }
    }

    /// Whether the caller must put the task into a queue.
    fn notify(&self) -> bool {
        self.state.fetch_or(SCHEDULED, Ordering::AcqRel) == 0
    }

    fn cancel(self: &Arc<Self>) {
        self.cancelled.store(true, Ordering::Release);
        self.wake_by_ref();
    }
}

impl Wake for Task {
    fn wake(self: Arc<Self>) {
        if self.notify() {
            scheduler::schedule(self, Wakeup::Woken);
        }
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if self.notify() {
            scheduler::schedule(self.clone(), Wakeup::Woken);
        }
    }
}

/// What a step is given.
pub struct TaskContext<'a> {
    task: &'a Arc<Task>,
    budget: u32,
    waker: OnceCell<Waker>,
    /// It is for a step inside another step.
    nested: bool,
}

impl TaskContext<'_> {
    /// The running task.
    pub fn id(&self) -> TaskId {
        self.task.id
    }

    /// Who spawned it.
    pub fn parent(&self) -> Option<TaskId> {
        self.task.parent
    }

    /// Its name.
    pub fn name(&self) -> Option<&Arc<str>> {
        self.task.name.as_ref()
    }

    /// The runtime that runs it; cheap to clone.
    pub fn runtime(&self) -> &Runtime {
        &self.task.runtime
    }

    /// How many instructions this step may spend: [`BUDGET`] in production, a seeded choice when exploring.
    pub fn budget(&self) -> u32 {
        self.budget
    }

    /// Whether somebody asked for this task's end.
    pub fn is_cancelled(&self) -> bool {
        self.task.cancelled.load(Ordering::Acquire)
    }

    /// Forgets a request for this task's end, for a task that was asked once and caught it.
    pub fn clear_cancelled(&self) {
        self.task.cancelled.store(false, Ordering::Release);
    }

    /// A handle on the running task.
    pub fn handle(&self) -> TaskHandle {
        TaskHandle { task: self.task.clone() }
    }

    /// What wakes this task.
    pub fn waker(&self) -> &Waker {
        self.waker.get_or_init(|| Waker::from(self.task.clone()))
    }

    /// The context that futures are polled with.
    pub fn context(&self) -> Context<'_> {
        Context::from_waker(self.waker())
    }

    /// Polls a future that the task keeps.
    pub fn poll<F: Future + Unpin + ?Sized>(&self, future: &mut F) -> Poll<F::Output> {
        Pin::new(future).poll(&mut self.context())
    }

    /// A context for a step that this one runs inside itself: it is the same task, but what it waits for wakes `waker`.
    pub fn nested(&self, waker: Waker) -> TaskContext<'_> {
        TaskContext { task: self.task, budget: self.budget, waker: OnceCell::from(waker), nested: true }
    }

    /// Whether the step is inside another one: what it waits for may be given up in favour of something else.
    pub fn is_nested(&self) -> bool {
        self.nested
    }

    /// Says that the step is about to wait for something that `holder` holds. After the task is parked the runtime looks
    /// for a cycle and reports it to [`Runtime::on_partial_deadlock`]; for that it asks [`Step::describe_wait`] for the live
    /// holders. To be called in every step that ends in such a wait; may be called for each of several holders.
    pub fn blocked_on(&self, holder: TaskId) {
        // What runs beside a nested step may go on all the same.
        if self.nested {
            return;
        }
        self.task.blocked_on.store(holder.get(), Ordering::SeqCst);
    }
}

/// Somebody's hold on a task: to ask for its end and to see whether it came. Cheap to clone.
#[derive(Clone)]
pub struct TaskHandle {
    task: Arc<Task>,
}

impl TaskHandle {
    pub(crate) fn new(task: Arc<Task>) -> Self {
        Self { task }
    }

    /// Its id.
    pub fn id(&self) -> TaskId {
        self.task.id
    }

    /// Who spawned it.
    pub fn parent(&self) -> Option<TaskId> {
        self.task.parent
    }

    /// Its name.
    pub fn name(&self) -> Option<&Arc<str>> {
        self.task.name.as_ref()
    }

    /// Asks for its end: sets the flag and wakes it. Its step decides what that means.
    pub fn abort(&self) {
        self.task.cancel();
    }

    /// Whether its end was asked for.
    pub fn is_cancelled(&self) -> bool {
        self.task.cancelled.load(Ordering::Acquire)
    }

    /// Whether it is over.
    pub fn is_done(&self) -> bool {
        self.task.state.load(Ordering::Acquire) & DONE != 0
    }

    /// Wakes it, whatever it waits for; its futures are then polled again.
    pub fn wake(&self) {
        self.task.wake_by_ref();
    }
}

impl fmt::Debug for TaskHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.task.id.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_is_small() {
        assert!(size_of::<Task>() + 2 * size_of::<usize>() <= 96);
    }
}
