//! Mutexes, readers-writer locks, condition variables (`std::sync`).
//!
//! A guard's drop may come when the lock is not held: a task that was cancelled in `Condvar::wait` had given it back. So only the holder lets go.

use crate::support::{Natives, UNIT};
use ruchy_runtime::{Condvar, CondvarWait, Lock, RawMutex, RawRwLock, ReadLock, Sleep, TaskId, WriteLock};
use ruchy_vm::native::{Exit, NativeCx, NativeResult, arg};
use ruchy_vm::value::{Object, Value};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

pub(crate) const NATIVES: Natives = &[
    ("lock_new", |_, _| Ok(Value::object(MutexObject::default()))),
    ("lock_acquire", lock_acquire),
    ("lock_try", |cx, args| {
        let mutex: &MutexObject = arg::object(args, 0)?;
        let taken = mutex.raw.try_lock(cx.task.id());
        if taken {
            mutex.taken(cx);
        }
        Ok(taken.into())
    }),
    ("lock_release", |cx, args| {
        let mutex: &MutexObject = arg::object(args, 0)?;
        if mutex.raw.holder() == Some(cx.task.id()) {
            if cx.is_panicking() && !mutex.taken_in_panic.load(Ordering::Relaxed) {
                mutex.raw.set_poisoned(true);
            }
            mutex.raw.unlock();
        }
        UNIT
    }),
    ("lock_poisoned", |_, args| Ok(mutex(args, 0)?.raw.is_poisoned().into())),
    ("lock_clear_poison", |_, args| {
        mutex(args, 0)?.raw.set_poisoned(false);
        UNIT
    }),
    ("lock_share", |_, args| {
        mutex(args, 0)?.more_owners.fetch_add(1, Ordering::Relaxed);
        UNIT
    }),
    ("lock_unshare", |_, args| Ok(last_owner(&mutex(args, 0)?.more_owners).into())),
    ("rwlock_new", |_, _| Ok(Value::object(RwLockObject::default()))),
    ("rwlock_read", |cx, args| {
        let lock = rwlock(args)?.raw.clone();
        if lock.try_read(cx.task.id()) {
            return Ok(lock.is_poisoned().into());
        }
        let waiting = lock.read(cx.task.id());
        cx.wait_held(args, "read lock", ReadLock::holders, waiting, move |_, _, ()| Ok(lock.is_poisoned().into()))
    }),
    ("rwlock_write", |cx, args| {
        let lock = rwlock(args)?.raw.clone();
        if lock.try_write(cx.task.id()) {
            rwlock(args)?.taken(cx);
            return Ok(lock.is_poisoned().into());
        }
        let waiting = lock.write(cx.task.id());
        cx.wait_held(args, "write lock", WriteLock::holders, waiting, move |cx, args, ()| {
            rwlock(args)?.taken(cx);
            Ok(lock.is_poisoned().into())
        })
    }),
    ("rwlock_try_read", |cx, args| Ok(rwlock(args)?.raw.try_read(cx.task.id()).into())),
    ("rwlock_try_write", |cx, args| {
        let lock = rwlock(args)?;
        let taken = lock.raw.try_write(cx.task.id());
        if taken {
            lock.taken(cx);
        }
        Ok(taken.into())
    }),
    ("rwlock_release_read", |cx, args| {
        rwlock(args)?.raw.unlock_read(cx.task.id());
        UNIT
    }),
    ("rwlock_release_write", |cx, args| {
        let lock = rwlock(args)?;
        if cx.is_panicking() && !lock.taken_in_panic.load(Ordering::Relaxed) {
            lock.raw.set_poisoned(true);
        }
        lock.raw.unlock_write(cx.task.id());
        UNIT
    }),
    ("rwlock_downgrade", |cx, args| {
        rwlock(args)?.raw.downgrade(cx.task.id());
        UNIT
    }),
    ("rwlock_poisoned", |_, args| Ok(rwlock(args)?.raw.is_poisoned().into())),
    ("rwlock_clear_poison", |_, args| {
        rwlock(args)?.raw.set_poisoned(false);
        UNIT
    }),
    ("rwlock_share", |_, args| {
        rwlock(args)?.more_owners.fetch_add(1, Ordering::Relaxed);
        UNIT
    }),
    ("rwlock_unshare", |_, args| Ok(last_owner(&rwlock(args)?.more_owners).into())),
    ("condvar_new", |_, _| Ok(Value::object(CondvarObject(Arc::new(Condvar::new()))))),
    ("condvar_wait", |cx, args| {
        let waiting = notified(cx, args, None)?;
        cx.wait(args, "notification of a Condvar", waiting, |cx, args, _| {
            let mutex = mutex(args, 1)?;
            mutex.taken(cx);
            Ok(mutex.raw.is_poisoned().into())
        })
    }),
    ("condvar_wait_timeout", |cx, args| {
        let time = Duration::from_nanos(arg::u64(args, 2)?);
        let waiting = notified(cx, args, Some(cx.runtime().sleep(time)))?;
        cx.wait(args, "notification of a Condvar", waiting, |cx, args, timed_out| {
            let mutex = mutex(args, 1)?;
            mutex.taken(cx);
            Ok(Value::tuple([mutex.raw.is_poisoned().into(), timed_out.into()]))
        })
    }),
    ("condvar_notify_one", |_, args| {
        let CondvarObject(condvar) = arg::object(args, 0)?;
        Ok(condvar.notify_one().into())
    }),
    ("condvar_notify_all", |_, args| {
        let CondvarObject(condvar) = arg::object(args, 0)?;
        Ok(condvar.notify_all().into())
    }),
];

/// The lock of a `Mutex`.
#[derive(Default)]
struct MutexObject {
    raw: Arc<RawMutex>,
    /// The holder was panicking when it took it: it does not poison it.
    taken_in_panic: AtomicBool,
    /// How many clones of the mutex there are beside the first (relaxed language).
    more_owners: AtomicUsize,
}

/// The lock of a `RwLock`.
#[derive(Default)]
struct RwLockObject {
    raw: Arc<RawRwLock>,
    taken_in_panic: AtomicBool,
    more_owners: AtomicUsize,
}

struct CondvarObject(Arc<Condvar>);

impl Object for MutexObject {
    fn type_name(&self) -> &'static str {
        "RawLock"
    }
}

impl Object for RwLockObject {
    fn type_name(&self) -> &'static str {
        "RawRwLock"
    }
}

impl Object for CondvarObject {
    fn type_name(&self) -> &'static str {
        "RawCondvar"
    }
}

impl MutexObject {
    fn taken(&self, cx: &NativeCx<'_>) {
        // Written only where it changes: the line is shared with the lock's other users.
        let in_panic = cx.is_panicking();
        if self.taken_in_panic.load(Ordering::Relaxed) != in_panic {
            self.taken_in_panic.store(in_panic, Ordering::Relaxed);
        }
    }
}

impl RwLockObject {
    fn taken(&self, cx: &NativeCx<'_>) {
        self.taken_in_panic.store(cx.is_panicking(), Ordering::Relaxed);
    }
}

fn mutex(args: &[Value], index: usize) -> Result<&MutexObject, Exit> {
    arg::object(args, index)
}

fn rwlock(args: &[Value]) -> Result<&RwLockObject, Exit> {
    arg::object(args, 0)
}

/// One owner less; whether it was the last.
fn last_owner(more_owners: &AtomicUsize) -> bool {
    more_owners.fetch_update(Ordering::AcqRel, Ordering::Acquire, |owners| owners.checked_sub(1)).is_err()
}

fn lock_acquire(cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    let mutex: &MutexObject = arg::object(args, 0)?;
    if mutex.raw.try_lock(cx.task.id()) {
        mutex.taken(cx);
        return Ok(mutex.raw.is_poisoned().into());
    }
    let waiting = mutex.raw.lock(cx.task.id());
    cx.wait_held(args, "lock", Lock::holders, waiting, |cx, args, ()| {
        let mutex: &MutexObject = arg::object(args, 0)?;
        mutex.taken(cx);
        Ok(mutex.raw.is_poisoned().into())
    })
}

/// Takes a place in the queue of the condition variable (argument 0) and gives the lock (argument 1) back.
fn notified(cx: &NativeCx<'_>, args: &[Value], deadline: Option<Sleep>) -> Result<Notified, Exit> {
    let CondvarObject(condvar) = arg::object(args, 0)?;
    let mutex: &MutexObject = arg::object(args, 1)?;
    let owner = cx.task.id();
    if mutex.raw.holder() != Some(owner) {
        return Err(Exit::panic("a Condvar was given a guard whose lock is not held"));
    }
    let waiting = condvar.wait();
    mutex.raw.unlock();
    Ok(Notified { waiting: Some(waiting), deadline, lock: None, mutex: mutex.raw.clone(), owner, timed_out: false })
}

/// Waits for a notification or the deadline, then for the lock; gives whether the time was up.
struct Notified {
    waiting: Option<CondvarWait>,
    deadline: Option<Sleep>,
    lock: Option<Lock>,
    mutex: Arc<RawMutex>,
    owner: TaskId,
    timed_out: bool,
}

impl Future for Notified {
    type Output = bool;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<bool> {
        let this = &mut *self;
        if let Some(waiting) = &mut this.waiting {
            if Pin::new(waiting).poll(cx).is_pending() {
                this.timed_out = match &mut this.deadline {
                    Some(deadline) => Pin::new(deadline).poll(cx).is_ready(),
                    None => false,
                };
                if !this.timed_out {
                    return Poll::Pending;
                }
            }
            this.waiting = None;
        }
        let (mutex, owner) = (&this.mutex, this.owner);
        let lock = this.lock.get_or_insert_with(|| mutex.lock(owner));
        Pin::new(lock).poll(cx).map(|()| this.timed_out)
    }
}
