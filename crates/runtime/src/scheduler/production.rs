//! The production scheduler: work stealing on all cores.
//!
//! Each worker thread has a queue of its own, first in first out, and in front of it one place for the task that was woken last:
//! a task that wakes another and then waits is followed by the one it woke, on the same core, with no queue and no thread
//! in between. What comes from other threads goes through the shared queue. A worker that finds nothing steals.
//!
//! Fairness: after `WOKEN_IN_A_ROW` tasks from the front place, that one goes to the end of the queue; every
//! `SHARED_EVERY` steps (fewer where they are long) the shared queue comes first.
//!
//! # Who is woken
//!
//! Waking a sleeping thread costs as much as a whole step, so it is done only for work that it can take: a queue that still
//! holds something after its worker took its own next task, or the shared queue. And only if no worker is *searching*
//! already; a searcher that finds something, and was the last, wakes the next one if more is visible. Nothing is lost:
//! a worker first joins the sleepers, then stops counting as a searcher, and the last searcher looks once more at all queues;
//! who fills the shared queue first fills it, then looks at the counts. (A local queue needs no such care: its owner is awake
//! and looks again before each of its tasks.)
//!
//! # Deadlock
//!
//! *Nothing can ever run again* is decided under the lock of the sleepers, when
//! 1. all workers sleep: each joins the sleepers only with its own queue and front place empty, and only its owner fills
//!    them; and who wakes a worker takes it off the list under the same lock. So no task runs, none is about to run, and
//!    none is in a local queue;
//! 2. no external wait is held and no timer is pending: both are counted until *after* their wake-up was delivered;
//! 3. the shared queue is empty, looked at *after* (2), so what a timer or somebody outside delivered before its count fell is seen.
//!
//! Tasks become runnable by running tasks (1), timers and the outside (2), and nobody else. The question is asked by whoever
//! makes the last of the conditions true: a worker that goes to sleep, the timer thread, the end of an external wait.

use crate::{
    random::Random,
    runtime::{Inner, Runtime},
    scheduler::{Scheduler, Wakeup},
    task::{BUDGET, Ran, Task},
    timer::{Time, TimerKey, Timers},
    waiters::wake_all,
};
use crossbeam_deque::{Steal, Stealer, Worker as Queue};
use parking_lot::{Condvar, Mutex};
use std::{
    cell::RefCell,
    collections::VecDeque,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicI64, AtomicU64, AtomicUsize, Ordering},
    },
    task::Waker,
    thread,
    time::{Duration, Instant},
};

/// Two tasks that only wake each other give way to the rest of the queue after so many turns. Turns of messaging tasks take
/// about 100 ns, so others wait 3 µs for them; a smaller number would tear pairs apart.
const WOKEN_IN_A_ROW: u32 = 32;
/// As in Go and tokio: a prime, so that it does not fall into step with anything.
const SHARED_EVERY: u32 = 61;
/// A step that used up its budget counts for so many, so that timers and sockets are served within half a millisecond even if all
/// tasks compute.
const LONG_STEP: u32 = 8;
/// How many tasks a worker takes from the shared queue at once, at most.
const SHARED_BATCH: usize = 32;
/// How often a searcher looks around before it sleeps: some microseconds, less than waking it again would cost.
const SEARCH_ROUNDS: u32 = 24;
/// How long a shutdown waits for steps in progress. A step takes about 50 µs; only a native call, or a crowded machine, takes longer.
const SHUTDOWN_PATIENCE: Duration = Duration::from_secs(1);

/// Between two looks at whether all has come to rest.
const SETTLE_PAUSE: Duration = Duration::from_micros(50);

/// The place where a worker sleeps.
#[derive(Default)]
struct Bed {
    woken: Mutex<bool>,
    changed: Condvar,
}

/// What the workers share.
pub(crate) struct Production {
    shared: Mutex<VecDeque<Arc<Task>>>,
    shared_length: AtomicUsize,
    stealers: Box<[Stealer<Arc<Task>>]>,
    beds: Box<[Bed]>,
    sleepers: Mutex<Vec<usize>>,
    sleeping: AtomicUsize,
    searching: AtomicUsize,
    stopping: AtomicBool,
    alive: Mutex<usize>,
    ended: Condvar,
    pub(super) clock: Clock,
}

/// What a worker has for itself.
struct Local {
    inner: Arc<Inner>,
    queue: Queue<Arc<Task>>,
    front: Option<Arc<Task>>,
    woken_in_a_row: u32,
    until_shared: u32,
    random: Random,
}

thread_local! {
    static LOCAL: RefCell<Option<Local>> = const { RefCell::new(None) };
    static RANDOM: RefCell<Random> = RefCell::new(Random::from_system());
}

/// A random number for a script.
pub(super) fn random() -> u64 {
    RANDOM.with_borrow_mut(Random::next_u64)
}

/// Queues a task: on this worker if the thread is one of its runtime's, else in the shared queue.
pub(super) fn schedule(task: Arc<Task>, wakeup: Wakeup) {
    let mut task = Some(task);
    let _ = LOCAL.try_with(|local| {
        let mut local = local.borrow_mut();
        if let Some(local) = local.as_mut()
            && task.as_ref().is_some_and(|task| Arc::ptr_eq(&local.inner, task.runtime().inner()))
            && let Some(task) = task.take()
        {
            local.schedule(task, wakeup);
        }
    });
    if let Some(task) = task {
        let inner = task.runtime().inner().clone();
        if let Scheduler::Production(production) = &inner.scheduler {
            production.push_shared(task);
        }
    }
}

/// Starts the worker threads.
pub(crate) fn start_workers(runtime: &Runtime, queues: Vec<Queue<Arc<Task>>>) {
    let Scheduler::Production(production) = &runtime.inner().scheduler else {
        return;
    };
    *production.alive.lock() = queues.len();
    for (index, queue) in queues.into_iter().enumerate() {
        let inner = runtime.inner().clone();
        thread::Builder::new()
            .name(format!("ruchy-{index}"))
            .spawn(move || {
                let Scheduler::Production(production) = &inner.scheduler else {
                    return;
                };
                let random = Random::new(index as u64);
                let local = Local { inner: inner.clone(), queue, front: None, woken_in_a_row: 0, until_shared: SHARED_EVERY, random };
                LOCAL.set(Some(local));
                production.work(&inner, index);
                // What the worker still holds is dropped when it can no longer be reached from here.
                let local = LOCAL.take();
                *production.alive.lock() -= 1;
                production.ended.notify_all();
                drop(local);
            })
            .expect("the system refuses the threads that the runtime needs");
    }
}

impl Local {
    fn schedule(&mut self, task: Arc<Task>, wakeup: Wakeup) {
        let Scheduler::Production(production) = &self.inner.scheduler else {
            return;
        };
        let queued = match wakeup {
            // In the order of spawning, which is what a reader of the program expects.
            Wakeup::Spawned => Some(task),
            Wakeup::Woken => self.front.replace(task),
        };
        if let Some(queued) = queued {
            // The first that is queued may well be taken by this worker in a moment. With a second one there is
            // work for two.
            let share = !self.queue.is_empty();
            self.queue.push(queued);
            if share {
                production.wake_a_sleeper();
            }
        }
    }

    /// The worker's next task, if it has one.
    fn next(&mut self, production: &Production) -> Option<Arc<Task>> {
        self.until_shared = self.until_shared.saturating_sub(1);
        if self.until_shared == 0 {
            self.until_shared = SHARED_EVERY;
            if let Some(task) = production.take_shared(&self.queue) {
                return Some(task);
            }
        }
        if let Some(front) = self.front.take() {
            if self.woken_in_a_row < WOKEN_IN_A_ROW || self.queue.is_empty() {
                self.woken_in_a_row += 1;
                return Some(front);
            }
            self.queue.push(front);
        }
        self.woken_in_a_row = 0;
        self.queue.pop().or_else(|| production.take_shared(&self.queue))
    }
}

impl Production {
    pub(crate) fn new(workers: usize) -> (Self, Vec<Queue<Arc<Task>>>) {
        let queues: Vec<Queue<Arc<Task>>> = (0..workers).map(|_| Queue::new_fifo()).collect();
        let production = Self {
            shared: Mutex::default(),
            shared_length: AtomicUsize::new(0),
            stealers: queues.iter().map(Queue::stealer).collect(),
            beds: (0..workers).map(|_| Bed::default()).collect(),
            sleepers: Mutex::default(),
            sleeping: AtomicUsize::new(0),
            searching: AtomicUsize::new(0),
            stopping: AtomicBool::new(false),
            alive: Mutex::new(0),
            ended: Condvar::new(),
            clock: Clock::new(),
        };
        (production, queues)
    }

    pub(super) fn workers(&self) -> usize {
        self.beds.len()
    }

    /// A worker's life.
    fn work(&self, inner: &Arc<Inner>, index: usize) {
        while !self.stopping.load(Ordering::Relaxed) {
            let (task, more) = with_local(|local| {
                let task = local.next(self);
                (task, !local.queue.is_empty())
            });
            let Some(task) = task.or_else(|| self.find_elsewhere(inner, index)) else {
                continue;
            };
            if more {
                self.wake_a_sleeper();
            }
            if let Ran::Again = task.run(BUDGET) {
                with_local(|local| {
                    local.until_shared = local.until_shared.saturating_sub(LONG_STEP);
                    local.queue.push(task);
                });
            }
        }
    }

    /// Searches and sleeps by turns. Called with nothing of its own to run; `None` asks the caller to look again.
    fn find_elsewhere(&self, inner: &Inner, index: usize) -> Option<Arc<Task>> {
        // At most half of the workers search at once.
        let mut searching = self.searching.load(Ordering::SeqCst) * 2 < self.workers();
        if searching {
            self.searching.fetch_add(1, Ordering::SeqCst);
        }
        loop {
            if searching && let Some(task) = self.search(index) {
                if self.searching.fetch_sub(1, Ordering::SeqCst) == 1 && self.has_work() {
                    self.wake_a_sleeper();
                }
                return Some(task);
            }
            let (nobody_searches, deadlock) = {
                let mut sleepers = self.sleepers.lock();
                // `stop` says so first and then wakes all who are on the list.
                if self.stopping.load(Ordering::SeqCst) {
                    return None;
                }
                *self.beds[index].woken.lock() = false;
                sleepers.push(index);
                self.sleeping.store(sleepers.len(), Ordering::SeqCst);
                let searchers = match searching {
                    true => self.searching.fetch_sub(1, Ordering::SeqCst) - 1,
                    false => self.searching.load(Ordering::SeqCst),
                };
                let all_sleep = sleepers.len() == self.workers();
                if all_sleep {
                    self.move_standing_clock(inner);
                }
                (searchers == 0, all_sleep && self.is_quiet(inner))
            };
            if deadlock {
                if self.get_up(index) {
                    inner.end_in_deadlock();
                    return None;
                }
            } else if nobody_searches && self.has_work() && self.get_up(index) {
                self.searching.fetch_add(1, Ordering::SeqCst);
                searching = true;
                continue;
            }
            let bed = &self.beds[index];
            let mut woken = bed.woken.lock();
            while !*woken {
                bed.changed.wait(&mut woken);
            }
            drop(woken);
            // Who woke this worker counted it as a searcher.
            searching = true;
            if self.stopping.load(Ordering::SeqCst) {
                self.searching.fetch_sub(1, Ordering::SeqCst);
                return None;
            }
        }
    }

    /// Leaves the sleepers by itself; false if somebody has just woken it.
    fn get_up(&self, index: usize) -> bool {
        let mut sleepers = self.sleepers.lock();
        let Some(position) = sleepers.iter().position(|sleeper| *sleeper == index) else {
            return false;
        };
        sleepers.swap_remove(position);
        self.sleeping.store(sleepers.len(), Ordering::SeqCst);
        true
    }

    fn search(&self, index: usize) -> Option<Arc<Task>> {
        let count = self.stealers.len();
        for round in 0..SEARCH_ROUNDS {
            let found = with_local(|local| {
                self.take_shared(&local.queue).or_else(|| {
                    let start = local.random.below(count);
                    (0..count)
                        .map(|offset| (start + offset) % count)
                        .filter(|victim| *victim != index)
                        .find_map(|victim| steal(&self.stealers[victim], &local.queue))
                })
            });
            if found.is_some() || self.stopping.load(Ordering::Relaxed) {
                return found;
            }
            for _ in 0..round {
                std::hint::spin_loop();
            }
        }
        None
    }

    fn has_work(&self) -> bool {
        self.shared_length.load(Ordering::SeqCst) > 0 || self.stealers.iter().any(|stealer| !stealer.is_empty())
    }

    fn push_shared(&self, task: Arc<Task>) {
        if self.stopping.load(Ordering::SeqCst) {
            return;
        }
        let mut shared = self.shared.lock();
        shared.push_back(task);
        self.shared_length.store(shared.len(), Ordering::SeqCst);
        drop(shared);
        self.wake_a_sleeper();
    }

    /// Takes a fair part of the shared queue: one to run, the others into `queue`.
    fn take_shared(&self, queue: &Queue<Arc<Task>>) -> Option<Arc<Task>> {
        if self.shared_length.load(Ordering::SeqCst) == 0 {
            return None;
        }
        let mut shared = self.shared.lock();
        let first = shared.pop_front()?;
        let others = (shared.len() / self.workers()).min(SHARED_BATCH);
        shared.drain(..others).for_each(|task| queue.push(task));
        self.shared_length.store(shared.len(), Ordering::SeqCst);
        Some(first)
    }

    /// Wakes one worker, if one sleeps and none searches.
    fn wake_a_sleeper(&self) {
        if self.sleeping.load(Ordering::SeqCst) == 0 || self.searching.load(Ordering::SeqCst) > 0 {
            return;
        }
        let mut sleepers = self.sleepers.lock();
        let Some(index) = sleepers.pop() else { return };
        self.sleeping.store(sleepers.len(), Ordering::SeqCst);
        self.searching.fetch_add(1, Ordering::SeqCst);
        drop(sleepers);
        self.beds[index].wake();
    }

    pub(super) fn share_work(&self) {
        let work = LOCAL.with_borrow_mut(|local| {
            let Some(local) = local.as_mut() else {
                return false;
            };
            if let Some(front) = local.front.take() {
                local.queue.push(front);
            }
            !local.queue.is_empty()
        });
        if work {
            self.wake_a_sleeper();
        }
    }

    /// Conditions (2) and (3) of the module's doc.
    fn nothing_comes(&self, inner: &Inner) -> bool {
        inner.external.load(Ordering::SeqCst) == 0
            && self.clock.pending.load(Ordering::SeqCst) == 0
            && self.shared_length.load(Ordering::SeqCst) == 0
    }

    /// Nothing comes, and somebody waits for the answer.
    fn is_quiet(&self, inner: &Inner) -> bool {
        self.nothing_comes(inner) && inner.has_runs() && !inner.is_stopping()
    }

    /// Whether nothing can ever run again, asked until `patience` is over. For threads that are no workers.
    pub(super) fn settle(&self, inner: &Inner, patience: Duration) -> bool {
        let end = Instant::now() + patience;
        loop {
            let sleepers = self.sleepers.lock();
            if sleepers.len() == self.workers() && self.nothing_comes(inner) {
                return true;
            }
            drop(sleepers);
            if Instant::now() >= end {
                return false;
            }
            thread::sleep(SETTLE_PAUSE);
        }
    }

    /// Ends the runs if nothing can ever run again; where the clock stands and a timer is set, moves the clock. For threads
    /// that are no workers (a worker that asks is awake).
    pub(super) fn check_deadlock(&self, inner: &Inner) {
        if self.sleeping.load(Ordering::SeqCst) < self.workers() {
            return;
        }
        let sleepers = self.sleepers.lock();
        let all_sleep = sleepers.len() == self.workers();
        let deadlock = all_sleep && self.is_quiet(inner);
        if all_sleep {
            self.move_standing_clock(inner);
        }
        drop(sleepers);
        if deadlock {
            inner.end_in_deadlock();
        }
    }

    /// A clock that stands jumps to the next timer when all workers sleep and nobody outside will wake one.
    fn move_standing_clock(&self, inner: &Inner) {
        if self.clock.stands() && inner.external.load(Ordering::SeqCst) == 0 && self.shared_length.load(Ordering::SeqCst) == 0 {
            self.clock.jump();
        }
    }

    pub(super) fn stop(&self) -> bool {
        self.stopping.store(true, Ordering::SeqCst);
        let mut sleepers = self.sleepers.lock();
        self.searching.fetch_add(sleepers.len(), Ordering::SeqCst);
        let sleeping = std::mem::take(&mut *sleepers);
        self.sleeping.store(0, Ordering::SeqCst);
        drop(sleepers);
        for index in sleeping {
            self.beds[index].wake();
        }
        self.clock.stop();
        let is_worker = LOCAL.with_borrow(|local| {
            local.as_ref().is_some_and(|local| matches!(&local.inner.scheduler, Scheduler::Production(own) if std::ptr::eq(own, self)))
        });
        let deadline = Instant::now() + SHUTDOWN_PATIENCE;
        let mut alive = self.alive.lock();
        while *alive > usize::from(is_worker) {
            if self.ended.wait_until(&mut alive, deadline).timed_out() {
                return false;
            }
        }
        true
    }

    pub(super) fn clear(&self) {
        let left = std::mem::take(&mut *self.shared.lock());
        self.shared_length.store(0, Ordering::SeqCst);
        drop(left);
        self.clock.clear();
    }
}

fn with_local<R>(act: impl FnOnce(&mut Local) -> R) -> R {
    LOCAL.with_borrow_mut(|local| act(local.as_mut().expect("a worker thread has its queue while it works")))
}

fn steal(from: &Stealer<Arc<Task>>, into: &Queue<Arc<Task>>) -> Option<Arc<Task>> {
    loop {
        match from.steal_batch_and_pop(into) {
            Steal::Success(task) => return Some(task),
            Steal::Empty => return None,
            Steal::Retry => std::hint::spin_loop(),
        }
    }
}

impl Bed {
    fn wake(&self) {
        *self.woken.lock() = true;
        self.changed.notify_one();
    }
}

/// The mark of a clock that runs.
const RUNS: u64 = u64::MAX;

/// The monotonic clock, and the thread that calls the timers' wakers; it starts with the first timer.
pub(super) struct Clock {
    start: Instant,
    /// Where it stands; `RUNS` where it runs.
    standing: AtomicU64,
    /// How far it is behind (negative: before) the system's, in nanoseconds: it may have stood or jumped.
    behind: AtomicI64,
    timers: Mutex<Timers>,
    changed: Condvar,
    /// Registered, or taken out and not yet woken.
    pending: AtomicUsize,
    started: AtomicBool,
    stopping: AtomicBool,
}

impl Clock {
    fn new() -> Self {
        Self {
            start: Instant::now(),
            standing: AtomicU64::new(RUNS),
            behind: AtomicI64::new(0),
            timers: Mutex::default(),
            changed: Condvar::new(),
            pending: AtomicUsize::new(0),
            started: AtomicBool::new(false),
            stopping: AtomicBool::new(false),
        }
    }

    pub(super) fn now(&self) -> Time {
        match self.standing.load(Ordering::Acquire) {
            RUNS => Time(self.elapsed().saturating_add_signed(-self.behind.load(Ordering::Relaxed))),
            standing => Time(standing),
        }
    }

    fn elapsed(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_nanos()).unwrap_or(u64::MAX)
    }

    fn stands(&self) -> bool {
        self.standing.load(Ordering::Acquire) != RUNS
    }

    /// Stops the clock; gives whether it ran.
    pub(super) fn pause(&self) -> bool {
        let _timers = self.timers.lock();
        let ran = !self.stands();
        self.standing.store(self.now().0, Ordering::Release);
        ran
    }

    /// Lets the clock run on; gives whether it stood.
    pub(super) fn resume(&self) -> bool {
        let _timers = self.timers.lock();
        let standing = self.standing.load(Ordering::Acquire);
        if standing != RUNS {
            self.behind.store(self.elapsed().wrapping_sub(standing) as i64, Ordering::Relaxed);
            self.standing.store(RUNS, Ordering::Release);
            self.changed.notify_one();
        }
        standing != RUNS
    }

    /// Moves a clock that stands and wakes what is due then; gives whether it stood.
    pub(super) fn advance(&self, production: &Production, inner: &Inner, by: Duration) -> bool {
        let mut timers = self.timers.lock();
        if !self.stands() {
            return false;
        }
        let now = self.now() + by;
        self.standing.store(now.0, Ordering::Release);
        let due = timers.due(now);
        drop(timers);
        self.deliver(production, inner, due);
        true
    }

    /// To the next timer, unless one is due already or being delivered.
    fn jump(&self) {
        let timers = self.timers.lock();
        if let Some(next) = timers.next()
            && timers.len() == self.pending.load(Ordering::SeqCst)
            && next > self.now()
        {
            self.standing.store(next.0, Ordering::Release);
            self.changed.notify_one();
        }
    }

    fn deliver(&self, production: &Production, inner: &Inner, due: Vec<Waker>) {
        let count = due.len();
        wake_all(due);
        if count > 0 && self.pending.fetch_sub(count, Ordering::SeqCst) == count || self.stands() {
            production.check_deadlock(inner);
        }
    }

    pub(super) fn register(&self, inner: &Arc<Inner>, deadline: Time, waker: Waker) -> TimerKey {
        self.pending.fetch_add(1, Ordering::SeqCst);
        let mut timers = self.timers.lock();
        let earliest = timers.next().is_none_or(|next| deadline < next);
        let key = timers.register(deadline, waker);
        drop(timers);
        if !self.started.swap(true, Ordering::SeqCst) {
            let inner = inner.clone();
            thread::Builder::new()
                .name("ruchy-timer".into())
                .spawn(move || {
                    if let Scheduler::Production(production) = &inner.scheduler {
                        production.clock.keep_time(production, &inner);
                    }
                })
                .expect("the system refuses the thread that timers need");
        } else if earliest {
            self.changed.notify_one();
        }
        key
    }

    pub(super) fn rearm(&self, key: TimerKey, waker: &Waker) -> bool {
        self.timers.lock().rearm(key, waker)
    }

    /// Whether that was the last one pending.
    pub(super) fn cancel(&self, key: TimerKey) -> bool {
        let cancelled = self.timers.lock().cancel(key);
        cancelled.is_some() && self.pending.fetch_sub(1, Ordering::SeqCst) == 1
    }

    fn keep_time(&self, production: &Production, inner: &Inner) {
        let mut timers = self.timers.lock();
        while !self.stopping.load(Ordering::SeqCst) {
            let due = timers.due(self.now());
            if due.is_empty() {
                match timers.next() {
                    None => self.changed.wait(&mut timers),
                    // Somebody will move it.
                    Some(_) if self.stands() => self.changed.wait(&mut timers),
                    Some(next) => {
                        let wait = next - self.now();
                        self.changed.wait_for(&mut timers, wait);
                    }
                }
                continue;
            }
            drop(timers);
            self.deliver(production, inner, due);
            timers = self.timers.lock();
        }
    }

    fn stop(&self) {
        self.stopping.store(true, Ordering::SeqCst);
        let _timers = self.timers.lock();
        self.changed.notify_all();
    }

    fn clear(&self) {
        let left = self.timers.lock().clear();
        drop(left);
    }
}
