//! Barriers and one-time gates (`std::sync`).

use crate::support::{Natives, UNIT};
use ruchy_runtime::{Barrier, Entered, OnceGate};
use ruchy_vm::native::{Exit, NativeCx, NativeResult, arg};
use ruchy_vm::value::{Object, Value};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

pub(crate) const NATIVES: Natives = &[
    ("barrier_new", |_, args| Ok(Value::object(BarrierObject(Arc::new(Barrier::new(arg::usize(args, 0)?)))))),
    ("barrier_wait", |cx, args| {
        let BarrierObject(barrier) = arg::object(args, 0)?;
        let waiting = barrier.wait();
        cx.wait(args, "barrier", waiting, |_, _, leader| Ok(leader.into()))
    }),
    ("once_new", |_, _| Ok(Value::object(OnceObject::default()))),
    ("once_enter", once_enter),
    ("once_retry", |_, args| {
        // Of several that find it poisoned, the one that takes the poison away has the turn.
        let once: &OnceObject = arg::object(args, 0)?;
        Ok(once.retrying.compare_exchange(false, true, Ordering::AcqRel, Ordering::Acquire).is_ok().into())
    }),
    ("once_complete", |_, args| {
        let once = once(args)?;
        once.done.store(true, Ordering::Release);
        once.gate.complete();
        UNIT
    }),
    ("once_poison", |_, args| {
        let once = once(args)?;
        once.retrying.store(false, Ordering::Release);
        once.gate.poison();
        UNIT
    }),
    ("once_reopen", |_, args| {
        once(args)?.gate.reopen();
        UNIT
    }),
    ("once_is_done", |_, args| Ok(once(args)?.done.load(Ordering::Acquire).into())),
];

struct BarrierObject(Arc<Barrier>);

/// The gate of a `Once`, `OnceLock` or `LazyLock`.
#[derive(Default)]
struct OnceObject {
    gate: Arc<OnceGate>,
    /// The same as the gate says, to be asked without its lock.
    done: AtomicBool,
    retrying: AtomicBool,
}

impl Object for BarrierObject {
    fn type_name(&self) -> &'static str {
        "RawBarrier"
    }
}

impl Object for OnceObject {
    fn type_name(&self) -> &'static str {
        "RawOnce"
    }
}

fn once(args: &[Value]) -> Result<&OnceObject, Exit> {
    arg::object(args, 0)
}

fn once_enter(cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    let once: &OnceObject = arg::object(args, 0)?;
    if once.done.load(Ordering::Acquire) {
        return Ok(0u8.into());
    }
    let gate = once.gate.clone();
    let waiting = gate.enter(cx.task.id());
    let holders = move |_: &_| gate.initialiser().into_iter().collect();
    cx.wait_held(args, "initialisation", holders, waiting, |_, _, entered| {
        let state: u8 = match entered {
            Entered::Done => 0,
            Entered::Initialise => 1,
            Entered::Poisoned => 2,
        };
        Ok(state.into())
    })
}
