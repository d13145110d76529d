//! Signals of the operating system (`tokio::signal`).

use crate::support::{Natives, io_result};
use parking_lot::Mutex;
use ruchy_vm::native::{NativeCx, NativeResult, arg};
use ruchy_vm::value::{Object, Value};
use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::signal::unix::{Signal, SignalKind, signal};

pub(crate) const NATIVES: Natives = &[
    ("signal_new", |cx, args| {
        let kind = SignalKind::from_raw(arg::i64(args, 0)? as i32);
        let handle = cx.runtime().tokio();
        let _entered = handle.enter();
        if kind == SignalKind::interrupt() {
            INTERRUPT_IS_HEARD.store(true, Ordering::SeqCst);
        }
        io_result(signal(kind).map(|signal| Value::object(SignalObject(Arc::new(Mutex::new(signal))))))
    }),
    ("signal_receive", receive),
];

/// Whether the program listens for Ctrl-C; its host ends it otherwise.
static INTERRUPT_IS_HEARD: AtomicBool = AtomicBool::new(false);

/// Whether a program of this process listens for Ctrl-C itself, so that its host must not end it.
pub fn interrupt_is_heard() -> bool {
    INTERRUPT_IS_HEARD.load(Ordering::SeqCst)
}

struct SignalObject(Arc<Mutex<Signal>>);

impl Object for SignalObject {
    fn type_name(&self) -> &'static str {
        "RawSignal"
    }
}

fn receive(cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    let SignalObject(signal) = arg::object(args, 0)?;
    let signal = signal.clone();
    let received = Box::pin(poll_fn(move |cx| signal.lock().poll_recv(cx)));
    let received = cx.runtime().external(received);
    cx.wait(args, "a signal", received, |_, _, received| Ok(received.is_some().into()))
}
