//! Tasks: starting, joining, sleeping, parking, panics (`std::thread`, `std::panic`).

use crate::support::{Natives, UNIT, disagree};
use parking_lot::Mutex;
use ruchy_runtime::{JoinError, Parker, Slot, TaskHandle, yield_now};
use ruchy_vm::native::{Exit, NativeCx, NativeResult, arg};
use ruchy_vm::task::{Failure, TaskResult};
use ruchy_vm::value::{Object, Value};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

pub(crate) const NATIVES: Natives = &[
    ("task_spawn", |cx, args| {
        let name = match arg::take(args, 1).into_option() {
            Some(name) => Some(name.into_string().ok_or_else(|| disagree("a name that is no text"))?),
            None => None,
        };
        let closure = arg::take(args, 0);
        let spawned = cx.spawn(closure, Vec::new(), name);
        Ok(Value::object(TaskObject { handle: spawned.handle, slot: spawned.slot, payload: Mutex::default() }))
    }),
    ("task_finish", task_finish),
    ("payload_kind", |_, args| Ok(payload_kind(&args[0]).into())),
    ("task_payload", |_, args| Ok(task(args)?.payload.lock().take().map_or_else(Value::default, |payload| *payload))),
    ("task_wait", |cx, args| {
        let slot = task(args)?.slot.clone();
        let id = task(args)?.handle.id();
        let waiting = slot.join();
        cx.wait_held(
            args,
            "end of a task",
            move |_| vec![id],
            waiting,
            |_, args, ended| {
                let failed = match ended {
                    Ok(Ok(_)) => false,
                    Ok(Err(Failure::Panic(payload))) => {
                        *task(args)?.payload.lock() = Some(Box::new(payload));
                        true
                    }
                    Ok(Err(Failure::Cancelled)) => true,
                    // Its result was taken: whoever took it has dealt with a panic.
                    Err(_) => false,
                };
                Ok(failed.into())
            },
        )
    }),
    ("task_ended", |cx, args| {
        let (waiting, id) = (task(args)?.slot.ended(), task(args)?.handle.id());
        cx.wait_held(args, "end of a task", move |_| vec![id], waiting, |_, _, ()| UNIT)
    }),
    ("task_is_finished", |_, args| {
        let task = task(args)?;
        Ok((task.slot.is_finished() || task.handle.is_done()).into())
    }),
    ("task_abort", |_, args| {
        task(args)?.handle.abort();
        UNIT
    }),
    ("task_number", |_, args| Ok(task(args)?.handle.id().get().into())),
    ("task_thread", |_, args| Ok(Value::object(ThreadObject { handle: task(args)?.handle.clone() }))),
    ("task_resume_panic", |_, args| Err(Exit::Resume(payload_of(arg::take(args, 0))))),
    ("panic_with", |_, args| Err(Exit::Panic(payload_of(arg::take(args, 0))))),
    ("panic_set_hook", |cx, args| {
        let hook = arg::take(args, 0);
        Ok(std::mem::replace(&mut *cx.machine.hook.write(), hook.into_option()).into())
    }),
    // 0 a literal, 1 text, 2 another value.
    ("payload_kind", |_, args| {
        let kind: u8 = match &args[0] {
            Value::Literal(..) => 0,
            Value::Str(..) => 1,
            _ => 2,
        };
        Ok(kind.into())
    }),
    ("location_here", |cx, _| {
        let place = cx.place();
        let mut parts = place.rsplitn(3, ':');
        let column: u32 = parts.next().and_then(|part| part.parse().ok()).unwrap_or(0);
        let line: u32 = parts.next().and_then(|part| part.parse().ok()).unwrap_or(0);
        Ok(Value::tuple([parts.next().unwrap_or_default().into(), line.into(), column.into()]))
    }),
    ("thread_current", |cx, _| Ok(Value::object(ThreadObject { handle: cx.task.handle() }))),
    ("thread_id", |_, args| Ok(thread(args)?.handle.id().get().into())),
    ("thread_name", |_, args| Ok(thread(args)?.handle.name().map(|name| name.to_string()).into())),
    ("thread_unpark", |cx, args| {
        let handle = &thread(args)?.handle;
        if !handle.is_done() {
            parker(cx, handle.id().get()).unpark();
        }
        UNIT
    }),
    ("thread_park", |cx, args| {
        let waiting = own_parker(cx).park();
        cx.wait(args, "unpark", waiting, |_, _, ()| UNIT)
    }),
    ("thread_park_timeout", |cx, args| {
        let time = Duration::from_nanos(arg::u64(args, 0)?);
        let park = own_parker(cx).park();
        let waiting = cx.runtime().timeout(time, park);
        cx.wait(args, "unpark", waiting, |_, _, _| UNIT)
    }),
    ("thread_sleep", |cx, args| {
        let sleeping = cx.runtime().sleep(Duration::from_nanos(arg::u64(args, 0)?));
        cx.wait(args, "sleep", sleeping, |_, _, ()| UNIT)
    }),
    ("thread_yield", |cx, args| cx.wait(args, "its turn", yield_now(), |_, _, ()| UNIT)),
    ("thread_panicking", |cx, _| Ok(cx.is_panicking().into())),
    ("thread_count", |cx, _| Ok(cx.runtime().task_count().into())),
    ("thread_random", |cx, _| Ok(cx.runtime().random().into())),
    ("thread_parallelism", |cx, _| {
        // When exploring, one task runs at a time; but what a program makes of several cores is what is to be explored.
        let explored = cx.runtime().seed().map(|_| EXPLORED_CORES);
        Ok(explored.unwrap_or_else(|| cx.runtime().parallelism()).into())
    }),
];

/// What a program is told when its schedules are explored.
const EXPLORED_CORES: usize = 4;

/// A task and where its result will be.
struct TaskObject {
    handle: TaskHandle,
    slot: Slot<TaskResult>,
    /// What it panicked with, between the two natives that ask for it.
    payload: Mutex<Option<Box<Value>>>,
}

/// What identifies a task.
struct ThreadObject {
    handle: TaskHandle,
}

impl Object for TaskObject {
    fn type_name(&self) -> &'static str {
        "RawTask"
    }
}

impl Object for ThreadObject {
    fn type_name(&self) -> &'static str {
        "RawThread"
    }
}

fn task(args: &[Value]) -> Result<&TaskObject, Exit> {
    arg::object(args, 0)
}

fn thread(args: &[Value]) -> Result<&ThreadObject, Exit> {
    arg::object(args, 0)
}

/// Text that went through a `Box<dyn Any>` is the text again.
fn payload_of(payload: Value) -> Value {
    match &payload {
        Value::Dyn(_, inner) if inner.value.as_str().is_some() => inner.value.clone(),
        _ => payload,
    }
}

/// What a panic's payload is: 0 a literal, 1 text, 2 another value.
fn payload_kind(payload: &Value) -> u8 {
    match payload {
        Value::Literal(..) => 0,
        Value::Str(..) => 1,
        _ => 2,
    }
}

/// The result, or an error that says what the payload is: as [`payload_kind`], or 3 that the task was ended.
fn task_finish(cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    let task_object = task(args)?;
    let finish = |args: &[Value], ended: Result<TaskResult, JoinError>| {
        let payload = match ended {
            Ok(Ok(value)) => return Ok(value.ok()),
            Ok(Err(Failure::Panic(payload))) => payload,
            Ok(Err(Failure::Cancelled)) => {
                *task(args)?.payload.lock() = Some(Box::new(Value::text("the task was cancelled")));
                return Ok(Value::from(3u8).err());
            }
            Err(error) => return Err(Exit::panic(error.to_string())),
        };
        let kind = payload_kind(&payload);
        *task(args)?.payload.lock() = Some(Box::new(payload));
        Ok(Value::from(kind).err())
    };
    if let Some(ended) = task_object.slot.try_take() {
        return finish(args, ended);
    }
    let id = task_object.handle.id();
    let waiting = task_object.slot.join();
    cx.wait_held(args, "end of a task", move |_| vec![id], waiting, move |_, args, ended| finish(args, ended))
}

/// The parkers of tasks that were parked or unparked, by machine and task. A task's own is removed when it ends.
static PARKERS: LazyLock<Mutex<HashMap<ParkerKey, Arc<Parker>>>> = LazyLock::new(Mutex::default);

/// A machine's address and a task's number.
type ParkerKey = (usize, u64);

fn key(cx: &NativeCx<'_>, id: u64) -> ParkerKey {
    (Arc::as_ptr(cx.machine) as usize, id)
}

fn parker(cx: &NativeCx<'_>, id: u64) -> Arc<Parker> {
    PARKERS.lock().entry(key(cx, id)).or_insert_with(|| Arc::new(Parker::new())).clone()
}

/// Kept by the task: its end takes the parker out of the table.
struct OwnParker {
    key: ParkerKey,
    parker: Arc<Parker>,
}

impl Drop for OwnParker {
    fn drop(&mut self) {
        PARKERS.lock().remove(&self.key);
    }
}

fn own_parker(cx: &mut NativeCx<'_>) -> Arc<Parker> {
    if let Some(own) = cx.extensions.get::<OwnParker>() {
        return own.parker.clone();
    }
    let id = cx.task.id().get();
    let parker = parker(cx, id);
    let key = key(cx, id);
    cx.extensions.set(OwnParker { key, parker: parker.clone() });
    parker
}
