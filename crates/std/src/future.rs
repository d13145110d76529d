//! Futures that run beside each other inside one task (`std::future`): the arms of `select!`, the parts of `join!`, what streams have in flight.
//!
//! A set holds futures, each with a stack of its own. They run in turns inside the task that waits for the set, never at the same time as each
//! other: so once one is done none of the others goes on. A future whose step ends because its budget is used up is *midway* in a poll: as a poll in
//! Rust is not cut in two, it goes on before any other of the set does. So what loses a race has waited, and has lost nothing. Dropping the set
//! unwinds those that are left.
//!
//! A future that is one operation of a channel (`recv(…) ->`, `send(…) ->` of `select!`) may be completed by the task at the channel's other end. Such a set
//! has a [`Choice`], which whoever completes an operation decides first.

use crate::support::{Natives, UNIT};
use parking_lot::Mutex;
use ruchy_runtime::{Choice, Claim, Notified, Notify, Semaphore, Sleep, StepResult, TaskId, WaitDescription};
use ruchy_vm::native::{Exit, NativeCx, NativeResult, Wait, arg};
use ruchy_vm::task::{Failure, Task, TaskResult};
use ruchy_vm::value::{Object, Value};
use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::task::{Poll, Wake, Waker};
use std::time::Duration;

pub(crate) const NATIVES: Natives = &[
    ("set_new", |_, args| {
        let biased = arg::bool(args, 0)?;
        let set = Set { biased, ready: Arc::default(), state: Mutex::default(), choice: OnceLock::new() };
        Ok(Value::object(SetObject(Arc::new(set))))
    }),
    ("set_add", |cx, args| add(cx, args, false)),
    ("set_add_operation", |cx, args| add(cx, args, true)),
    ("set_skip", |_, args| {
        set(args)?.state.lock().children.push(Child::Taken);
        UNIT
    }),
    ("set_wait", |cx, args| {
        let set = set(args)?.clone();
        wait(cx, args, Waiting::new(set, Until::First))
    }),
    ("set_wait_timeout", |cx, args| {
        let set = set(args)?.clone();
        let deadline = Some(cx.runtime().sleep(Duration::from_nanos(arg::u64(args, 1)?)));
        wait(cx, args, Waiting { deadline, ..Waiting::new(set, Until::First) })
    }),
    ("set_try", |cx, args| {
        let set = set(args)?.clone();
        wait(cx, args, Waiting::new(set, Until::Now))
    }),
    // The same for a future that somebody polls by hand: what comes later notifies argument 1.
    ("set_poll", |cx, args| {
        let set = set(args)?.clone();
        let NotifyObject(notify) = arg::object(args, 1)?;
        let waker = Waker::from(Arc::new(NotifyWaker(notify.clone())));
        // As in Rust, a polled `async` block polls what it waits for; of a set of many only those are polled that were woken.
        if set.state.lock().children.len() == 1 {
            set.queue_all();
        }
        wait(cx, args, Waiting { waker: Some(waker), ..Waiting::new(set, Until::Polled) })
    }),
    // Keeps a value for who polls the set; gives the one that was kept before, for the program to drop.
    ("set_keep", |_, args| {
        let kept = arg::take(args, 1).into_option();
        let set = set(args)?;
        let before = std::mem::replace(&mut set.state.lock().kept, kept);
        Ok(before.map_or(Value::NONE, Value::some))
    }),
    ("set_wait_all", |cx, args| {
        let set = set(args)?.clone();
        wait(cx, args, Waiting::new(set, Until::All))
    }),
    ("set_take", |_, args| {
        let index = arg::usize(args, 1)?;
        Ok(set(args)?.take(index).map_or(Value::NONE, Value::some))
    }),
    ("set_cancel", |cx, args| {
        let set = set(args)?.clone();
        wait(cx, args, Waiting::new(set, Until::Cancelled))
    }),
    ("set_len", |_, args| {
        let set = set(args)?;
        let state = set.state.lock();
        Ok((state.children.len() - state.free.len()).into())
    }),
    // The set among what a future captured, if it is one that was made of a polled future.
    ("future_set", |_, args| {
        let found = args[0].fields().and_then(|captures| captures.iter().find(|value| value.as_object::<SetObject>().is_some()).cloned());
        Ok(found.map_or(Value::NONE, Value::some))
    }),
    ("notify_new", |_, _| Ok(Value::object(NotifyObject(Arc::new(Notify::new()))))),
    // What wakes the task, for futures that it polls by hand: the same in all polls.
    ("notify_own", |cx, _| {
        if let Some(OwnNotify(notify)) = cx.extensions.get::<OwnNotify>() {
            return Ok(Value::object(NotifyObject(notify.clone())));
        }
        let notify = Arc::new(Notify::new());
        cx.extensions.set(OwnNotify(notify.clone()));
        Ok(Value::object(NotifyObject(notify)))
    }),
    // Waits until the notification comes, or the task goes on for another reason: then it is worth to poll again.
    ("notify_wait_or_turn", |cx, args| {
        let NotifyObject(notify) = arg::object(args, 0)?;
        let waiting = Turning { notified: notify.notified(), turned: false };
        cx.wait(args, "a future that is polled", waiting, |_, _, ()| UNIT)
    }),
    ("notify_wait", |cx, args| {
        let NotifyObject(notify) = arg::object(args, 0)?;
        let waiting = notify.notified();
        cx.wait(args, "notification", waiting, |_, _, ()| UNIT)
    }),
    ("notify_one", |_, args| {
        let NotifyObject(notify) = arg::object(args, 0)?;
        notify.notify_one();
        UNIT
    }),
    ("notify_last", |_, args| {
        let NotifyObject(notify) = arg::object(args, 0)?;
        notify.notify_last();
        UNIT
    }),
    ("notify_all", |_, args| {
        let NotifyObject(notify) = arg::object(args, 0)?;
        notify.notify_waiters();
        UNIT
    }),
    ("notify_same", |_, args| {
        let NotifyObject(other) = arg::object(args, 1)?;
        let NotifyObject(notify) = arg::object(args, 0)?;
        Ok(Arc::ptr_eq(notify, other).into())
    }),
    ("notified_new", |_, args| {
        let NotifyObject(notify) = arg::object(args, 0)?;
        Ok(Value::object(NotifiedObject(Arc::new(Mutex::new(notify.notified())))))
    }),
    ("notified_wait", |cx, args| {
        let NotifiedObject(notified) = arg::object(args, 0)?;
        let waiting = notified.clone();
        cx.wait(args, "notification", SharedNotified(waiting), |_, _, ()| UNIT)
    }),
    ("notified_try", |cx, args| {
        let NotifiedObject(notified) = arg::object(args, 0)?;
        Ok(cx.task.poll(&mut *notified.lock()).is_ready().into())
    }),
    ("semaphore_new", |_, args| {
        let permits = arg::usize(args, 0)?;
        Ok(Value::object(SemaphoreObject(Arc::new(Semaphore::new(permits)), Arc::default())))
    }),
    ("semaphore_acquire", |cx, args| {
        let count = arg::usize(args, 1)?;
        let SemaphoreObject(semaphore, ..) = arg::object(args, 0)?;
        if semaphore.try_acquire(count).is_ok() {
            return Ok(true.into());
        }
        let waiting = semaphore.acquire(count);
        cx.wait(args, "permit of a semaphore", waiting, |_, _, got| Ok(got.is_ok().into()))
    }),
    ("semaphore_lock", |cx, args| {
        let count = arg::usize(args, 1)?;
        let alone = arg::bool(args, 2)?;
        let SemaphoreObject(semaphore, holder) = arg::object(args, 0)?;
        let holder = holder.clone();
        let taken = move |cx: &NativeCx<'_>, holder: &AtomicU64| {
            holder.store(if alone { cx.task.id().get() } else { 0 }, Ordering::Release);
            UNIT
        };
        if semaphore.try_acquire(count).is_ok() {
            return taken(cx, &holder);
        }
        let waiting = semaphore.acquire(count);
        let held = holder.clone();
        let holders = move |_: &_| TaskId::new(held.load(Ordering::Acquire)).into_iter().collect();
        cx.wait_held(args, "lock", holders, waiting, move |cx, _, _| taken(cx, &holder))
    }),
    ("semaphore_try", |_, args| {
        let count = arg::usize(args, 1)?;
        let SemaphoreObject(semaphore, ..) = arg::object(args, 0)?;
        Ok(semaphore.try_acquire(count).is_ok().into())
    }),
    ("semaphore_release", |_, args| {
        let count = arg::usize(args, 1)?;
        let SemaphoreObject(semaphore, holder) = arg::object(args, 0)?;
        holder.store(0, Ordering::Release);
        semaphore.release(count);
        UNIT
    }),
    ("semaphore_forget", |_, args| {
        let count = arg::usize(args, 1)?;
        let SemaphoreObject(semaphore, ..) = arg::object(args, 0)?;
        Ok(semaphore.forget(count).into())
    }),
    ("semaphore_available", |_, args| {
        let SemaphoreObject(semaphore, ..) = arg::object(args, 0)?;
        Ok(semaphore.available().into())
    }),
    ("semaphore_close", |_, args| {
        let SemaphoreObject(semaphore, ..) = arg::object(args, 0)?;
        semaphore.close();
        UNIT
    }),
    ("semaphore_same", |_, args| {
        let SemaphoreObject(other, ..) = arg::object(args, 1)?;
        let SemaphoreObject(semaphore, ..) = arg::object(args, 0)?;
        Ok(Arc::ptr_eq(semaphore, other).into())
    }),
    ("semaphore_is_closed", |_, args| {
        let SemaphoreObject(semaphore, ..) = arg::object(args, 0)?;
        Ok(semaphore.is_closed().into())
    }),
];

fn add(cx: &mut NativeCx<'_>, args: &mut [Value], is_operation: bool) -> NativeResult {
    let future = arg::take(args, 1);
    let set = set(args)?;
    let (task, slot) = Task::new(cx.machine.clone(), cx.env.clone(), future, Vec::new());
    let task = match cx.task.name() {
        Some(name) => task.named(name),
        None => task,
    };
    Ok(set.add(task.part(), slot, is_operation).into())
}

struct SetObject(Arc<Set>);
struct NotifyObject(Arc<Notify>);
/// With the number of the task that has it alone, as a lock; nought where none has.
struct SemaphoreObject(Arc<Semaphore>, Arc<AtomicU64>);

impl Object for SetObject {
    fn type_name(&self) -> &'static str {
        "RawSet"
    }
}

impl Object for NotifyObject {
    fn type_name(&self) -> &'static str {
        "RawNotify"
    }
}

/// A place among those that wait for a notification, which outlives a wait that is cut off.
struct NotifiedObject(Arc<Mutex<Notified>>);
struct SharedNotified(Arc<Mutex<Notified>>);

impl Object for NotifiedObject {
    fn type_name(&self) -> &'static str {
        "RawNotified"
    }
}

impl Future for SharedNotified {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut std::task::Context<'_>) -> Poll<()> {
        Pin::new(&mut *self.0.lock()).poll(cx)
    }
}

/// See `notify_own`; kept by the task.
struct OwnNotify(Arc<Notify>);

struct Turning {
    notified: Notified,
    turned: bool,
}

impl Future for Turning {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut std::task::Context<'_>) -> Poll<()> {
        if std::mem::replace(&mut self.turned, true) {
            return Poll::Ready(());
        }
        if Pin::new(&mut self.notified).poll(cx).is_ready() {
            // Woken already: it is polled again in the next turn, not in this one.
            cx.waker().wake_by_ref();
        }
        Poll::Pending
    }
}

impl Object for SemaphoreObject {
    fn type_name(&self) -> &'static str {
        "RawSemaphore"
    }
}

fn set(args: &[Value]) -> Result<&Arc<Set>, Exit> {
    let SetObject(set) = arg::object(args, 0)?;
    Ok(set)
}

struct NotifyWaker(Arc<Notify>);

impl Wake for NotifyWaker {
    fn wake(self: Arc<Self>) {
        self.0.notify_one();
    }
}

/// So often the futures of a set go on in one turn of their task.
const MOST_STEPS: usize = 128;

/// Which futures may go on, and whom to wake for it.
#[derive(Default)]
struct Ready {
    queue: Mutex<VecDeque<usize>>,
    parent: Mutex<Option<Waker>>,
}

/// Wakes one future of a set: marks it and wakes the task that waits for the set.
struct ChildWaker {
    index: usize,
    queued: AtomicBool,
    ready: Arc<Ready>,
}

impl ChildWaker {
    fn queue(&self) {
        if !self.queued.swap(true, Ordering::AcqRel) {
            self.ready.queue.lock().push_back(self.index);
        }
    }
}

impl Wake for ChildWaker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.queue();
        let parent = self.ready.parent.lock().clone();
        if let Some(parent) = parent {
            parent.wake();
        }
    }
}

struct Running {
    task: Box<Task>,
    slot: ruchy_runtime::Slot<TaskResult>,
    waker: Arc<ChildWaker>,
}

enum Child {
    Running(Running),
    /// In the hands of a step.
    Away,
    Done(Value),
    Taken,
}

#[derive(Default)]
struct State {
    children: Vec<Child>,
    free: Vec<usize>,
    /// Done and not yet reported.
    unreported: VecDeque<usize>,
    running: usize,
    /// The one whose poll was cut off by the end of a turn, and those that the same poll of the set was still to ask.
    midway: Option<usize>,
    round: VecDeque<usize>,
    cancelling: bool,
    /// What must live as long as somebody waits for the set.
    kept: Option<Value>,
}

struct Set {
    biased: bool,
    ready: Arc<Ready>,
    state: Mutex<State>,
    /// Of those that are operations.
    choice: OnceLock<Arc<Choice>>,
}

enum Turn {
    Done(usize),
    Pending,
    /// The budget was used up in the midst of a poll.
    Paused,
    /// Nothing runs any more.
    Empty,
}

impl Set {
    fn add(&self, mut task: Task, slot: ruchy_runtime::Slot<TaskResult>, is_operation: bool) -> usize {
        let mut state = self.state.lock();
        let index = state.free.pop().unwrap_or(state.children.len());
        if is_operation {
            task.extensions().set(Claim::new(self.choice.get_or_init(Choice::new), index as u32));
        }
        let waker = Arc::new(ChildWaker { index, queued: AtomicBool::new(false), ready: self.ready.clone() });
        waker.queue();
        let child = Child::Running(Running { task: Box::new(task), slot, waker });
        match state.children.get_mut(index) {
            Some(place) => *place = child,
            None => state.children.push(child),
        }
        state.running += 1;
        index
    }

    fn take(&self, index: usize) -> Option<Value> {
        let mut state = self.state.lock();
        match state.children.get_mut(index) {
            Some(child @ Child::Done(_)) => match std::mem::replace(child, Child::Taken) {
                Child::Done(value) => {
                    state.free.push(index);
                    Some(value)
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// The next future that may go on: the first of those that are ready. Where they are in order, each has one turn before the first has another:
    /// it is the first behind `last`, or the first of all.
    fn next_ready(&self, last: Option<usize>) -> Option<usize> {
        let mut queue = self.ready.queue.lock();
        if !self.biased {
            return queue.pop_front();
        }
        let behind = |index: usize| last.is_none_or(|last| index > last);
        let at = queue.iter().enumerate().min_by_key(|(_, index)| (!behind(**index), **index))?.0;
        queue.remove(at)
    }

    /// The same where the futures may be operations that other tasks complete.
    fn choose(&self, cx: &mut NativeCx<'_>, parent: Waker, end: bool, once: bool) -> Result<Turn, Exit> {
        let Some(choice) = self.choice.get() else { return self.turn(cx, parent, end, once) };
        loop {
            if end {
                choice.close(None);
            } else if let Some(done) = choice.begin() {
                let done = done as usize;
                if matches!(self.state.lock().children.get(done), Some(Child::Running(_))) {
                    // Nobody but this one goes on.
                    let others: VecDeque<usize> = std::mem::take(&mut *self.ready.queue.lock());
                    self.ready.queue.lock().push_back(done);
                    let turn = self.turn(cx, parent.clone(), end, once);
                    self.ready.queue.lock().extend(others.into_iter().filter(|&other| other != done));
                    return turn;
                }
                choice.reopen();
                continue;
            }
            match self.turn(cx, parent.clone(), end, once) {
                Ok(Turn::Pending) if !end && !choice.end() => self.queue_all(),
                Ok(Turn::Done(index)) => {
                    choice.close(Some(index as u32));
                    return Ok(Turn::Done(index));
                }
                result => return result,
            }
        }
    }

    /// Nothing is waited for any more; `false`: another task has completed an operation, which comes with the next turn.
    fn give_up(&self) -> bool {
        self.choice.get().is_none_or(|choice| choice.close(None).is_none())
    }

    /// Lets those go on that can, until one is done.
    fn turn(&self, cx: &mut NativeCx<'_>, parent: Waker, end: bool, once: bool) -> Result<Turn, Exit> {
        if let Some(index) = self.state.lock().unreported.pop_front() {
            return Ok(Turn::Done(index));
        }
        *self.ready.parent.lock() = Some(parent);
        let (mut midway, mut round) = {
            let mut state = self.state.lock();
            (state.midway.take(), std::mem::take(&mut state.round))
        };
        // A future that is polled by hand polls each of its parts once.
        let mut once = if once {
            if midway.is_none() {
                round.extend(self.ready.queue.lock().drain(..));
            }
            Some(round)
        } else {
            let mut queue = self.ready.queue.lock();
            round.into_iter().rev().for_each(|index| queue.push_front(index));
            None
        };
        let mut last = None;
        let mut steps = 0;
        let result = loop {
            // Those that wake themselves at once must not keep the task, nor its deadline, from their turn.
            steps += 1;
            if steps > MOST_STEPS && midway.is_none() && once.is_none() {
                break Turn::Paused;
            }
            let next = match (midway.take(), &mut once) {
                (Some(index), _) => Some(index),
                (None, Some(list)) => list.pop_front(),
                (None, None) => self.next_ready(last),
            };
            let Some(index) = next else { break Turn::Pending };
            last = Some(index);
            let mut running = {
                let mut state = self.state.lock();
                let Some(child) = state.children.get_mut(index) else { continue };
                match std::mem::replace(child, Child::Away) {
                    Child::Running(running) => running,
                    other => {
                        *child = other;
                        continue;
                    }
                }
            };
            running.waker.queued.store(false, Ordering::Release);
            let waker = Waker::from(running.waker.clone());
            match cx.step_part(&mut running.task, waker, end) {
                StepResult::Done => {
                    let ended = running.slot.try_take();
                    let mut state = self.state.lock();
                    state.running -= 1;
                    match ended {
                        Some(Ok(Ok(value))) => {
                            state.children[index] = Child::Done(value);
                            if !end {
                                break Turn::Done(index);
                            }
                        }
                        ended => {
                            state.children[index] = Child::Taken;
                            state.free.push(index);
                            drop(state);
                            if let Some(Ok(Err(Failure::Panic(payload)))) = ended
                                && !end
                            {
                                return Err(Exit::Resume(payload));
                            }
                        }
                    }
                }
                result => {
                    let mut state = self.state.lock();
                    state.children[index] = Child::Running(running);
                    if matches!(result, StepResult::Yielded) {
                        state.midway = Some(index);
                        state.round = once.take().unwrap_or_default();
                        break Turn::Paused;
                    }
                }
            }
        };
        if let Some(rest) = once {
            self.ready.queue.lock().extend(rest);
        }
        if matches!(result, Turn::Pending) && self.state.lock().running == 0 {
            return Ok(Turn::Empty);
        }
        Ok(result)
    }

    /// All that run are looked at in the next turn.
    fn queue_all(&self) {
        for child in &self.state.lock().children {
            if let Child::Running(running) = child {
                running.waker.queue();
            }
        }
    }
}

enum Until {
    First,
    /// One that is done now, if there is one.
    Now,
    /// The same, where each is polled once.
    Polled,
    All,
    Cancelled,
}

struct Waiting {
    set: Arc<Set>,
    until: Until,
    deadline: Option<Sleep>,
    /// Whom to tell of what comes later, if not the task.
    waker: Option<Waker>,
    paused: bool,
}

impl Waiting {
    fn new(set: Arc<Set>, until: Until) -> Self {
        Waiting { set, until, deadline: None, waker: None, paused: false }
    }
}

fn wait(cx: &mut NativeCx<'_>, args: &mut [Value], mut waiting: Waiting) -> NativeResult {
    if matches!(waiting.until, Until::First | Until::Now) && !waiting.set.biased {
        // In any order, each as likely: else of two that are ready one would come more often for those around it that are not.
        let mut queue = waiting.set.ready.queue.lock();
        for at in (1..queue.len()).rev() {
            let other = (cx.runtime().random() % (at as u64 + 1)) as usize;
            queue.swap(at, other);
        }
    }
    match waiting.poll(cx, args) {
        Poll::Ready(result) => result,
        Poll::Pending => Err(Exit::Wait(Box::new(waiting))),
    }
}

impl Wait for Waiting {
    fn poll(&mut self, cx: &mut NativeCx<'_>, _: &mut [Value]) -> Poll<NativeResult> {
        let end = matches!(self.until, Until::Cancelled);
        if end {
            let first = !std::mem::replace(&mut self.set.state.lock().cancelling, true);
            if first {
                self.set.queue_all();
            }
        }
        let asked = matches!(self.until, Until::Now | Until::Polled);
        let none = || Poll::Ready(Ok((usize::MAX - 1).into()));
        self.paused = false;
        loop {
            let waker = self.waker.as_ref().unwrap_or(cx.task.waker()).clone();
            match self.set.choose(cx, waker, end, matches!(self.until, Until::Polled)) {
                Err(exit) => return Poll::Ready(Err(exit)),
                Ok(Turn::Done(index)) => {
                    if asked || matches!(self.until, Until::First) {
                        return Poll::Ready(Ok(index.into()));
                    }
                }
                // A deadline is kept, though nothing else can come.
                Ok(Turn::Empty) => {
                    let early = self.deadline.as_mut().is_some_and(|deadline| cx.task.poll(deadline).is_pending());
                    return if early { Poll::Pending } else { Poll::Ready(Ok(usize::MAX.into())) };
                }
                Ok(Turn::Paused) => {
                    // One that only uses up its turns is late too.
                    let is_late = self.deadline.as_mut().is_some_and(|deadline| cx.task.poll(deadline).is_ready());
                    if is_late && self.set.give_up() {
                        return none();
                    }
                    self.paused = true;
                    return Poll::Pending;
                }
                Ok(Turn::Pending) if matches!(self.until, Until::Polled) => return none(),
                Ok(Turn::Pending) => {
                    let is_over = asked || self.deadline.as_mut().is_some_and(|deadline| cx.task.poll(deadline).is_ready());
                    if !is_over {
                        return Poll::Pending;
                    }
                    if self.set.give_up() {
                        return none();
                    }
                }
            }
        }
    }

    fn is_paused(&self) -> bool {
        self.paused
    }

    fn describe(&self) -> WaitDescription {
        let state = self.set.state.lock();
        let waits: Vec<String> = state
            .children
            .iter()
            .filter_map(|child| match child {
                Child::Running(running) => {
                    let wait = ruchy_runtime::Step::describe_wait(&*running.task);
                    Some(format!("{} at {}", wait.what, wait.place))
                }
                _ => None,
            })
            .take(8)
            .collect();
        let which = if matches!(self.until, Until::First) { "the first" } else { "all" };
        WaitDescription::new(format!("{which} of: {}", waits.join("; ")), "")
    }
}
