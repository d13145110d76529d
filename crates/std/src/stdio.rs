//! The program's own streams (`std::io::stdin` and its kin).
//!
//! The input has one buffer for the whole process. Reading more blocks, so it is done on the pool for that; a task that waits
//! for it holds the buffer's turn, so that the bytes stay in order.

use crate::support::{Bytes, Natives, UNIT, io_error};
use parking_lot::Mutex;
use ruchy_runtime::{Blocking, RawMutex, TaskId, WaitDescription};
use ruchy_vm::native::{Exit, NativeCx, NativeResult, Wait, arg};
use ruchy_vm::value::Value;
use std::io::{self, IsTerminal, Read};
use std::sync::{Arc, LazyLock};
use std::task::Poll;

pub(crate) const NATIVES: Natives = &[
    ("stdin_line", |cx, args| read(cx, args, Wanted::Line)),
    ("stdin_rest", |cx, args| read(cx, args, Wanted::Rest)),
    ("stdin_buffer", |cx, args| read(cx, args, Wanted::Some)),
    ("stdin_consume", |_, args| {
        let amount = arg::usize(args, 0)?;
        let mut input = INPUT.lock();
        input.start = (input.start + amount).min(input.bytes.len());
        UNIT
    }),
    ("stdout_write", |cx, args| {
        cx.env.output.write(crate::fs::bytes(args, 0)?);
        UNIT
    }),
    ("stdout_text", |cx, args| {
        cx.print(arg::str(args, 0)?);
        UNIT
    }),
    ("stderr_text", |cx, args| {
        cx.eprint(arg::str(args, 0)?);
        UNIT
    }),
    ("stdout_flush", |cx, _| {
        cx.env.output.flush();
        UNIT
    }),
    ("stderr_write", |cx, args| {
        cx.env.output.write_error(crate::fs::bytes(args, 0)?);
        UNIT
    }),
    ("stdio_is_terminal", |_, args| {
        let terminal = match arg::i64(args, 0)? {
            0 => io::stdin().is_terminal(),
            1 => io::stdout().is_terminal(),
            _ => io::stderr().is_terminal(),
        };
        Ok(terminal.into())
    }),
];

/// What was read and not yet used.
#[derive(Default)]
struct Input {
    bytes: Vec<u8>,
    start: usize,
    ended: bool,
}

static INPUT: LazyLock<Mutex<Input>> = LazyLock::new(Mutex::default);

/// Whose turn it is to read more.
static TURN: LazyLock<Arc<RawMutex>> = LazyLock::new(Arc::default);

/// How much is read at once.
const CHUNK: usize = 64 * 1024;

#[derive(Clone, Copy)]
enum Wanted {
    Line,
    Rest,
    Some,
}

impl Input {
    /// What is wanted, if it is there.
    fn take(&mut self, wanted: Wanted) -> Option<NativeResult> {
        let rest = &self.bytes[self.start..];
        let len = match wanted {
            Wanted::Line => match rest.iter().position(|byte| *byte == b'\n') {
                Some(end) => end + 1,
                None if self.ended => rest.len(),
                None => return None,
            },
            Wanted::Rest if !self.ended => return None,
            Wanted::Some if rest.is_empty() && !self.ended => return None,
            Wanted::Rest | Wanted::Some => rest.len(),
        };
        let taken = rest[..len].to_vec();
        if !matches!(wanted, Wanted::Some) {
            self.start += len;
        }
        // At a terminal more may come after an end.
        if self.start == self.bytes.len() && len == 0 {
            self.ended = false;
        }
        Some(Ok(match wanted {
            Wanted::Line => match String::from_utf8(taken) {
                Ok(line) => Value::from(line).ok(),
                Err(_) => {
                    let message = "stream did not contain valid UTF-8";
                    io_error(&io::Error::new(io::ErrorKind::InvalidData, message)).err()
                }
            },
            Wanted::Rest | Wanted::Some => Value::from(Bytes(taken)).ok(),
        }))
    }

    fn add(&mut self, more: &[u8]) {
        if self.start == self.bytes.len() {
            self.bytes.clear();
        } else {
            self.bytes.drain(..self.start);
        }
        self.start = 0;
        self.ended = more.is_empty();
        self.bytes.extend_from_slice(more);
    }
}

fn read(cx: &mut NativeCx<'_>, args: &mut [Value], wanted: Wanted) -> NativeResult {
    // What was asked for at a prompt is to be seen before the answer is waited for.
    cx.env.output.flush();
    if let Some(result) = INPUT.lock().take(wanted) {
        return result;
    }
    let mut reading = Reading { wanted, owner: cx.task.id(), turn: None, more: None };
    match reading.poll(cx, args) {
        Poll::Ready(result) => result,
        Poll::Pending => Err(Exit::Wait(Box::new(reading))),
    }
}

/// Waits for its turn, then for bytes, until what is wanted is there.
struct Reading {
    wanted: Wanted,
    owner: TaskId,
    turn: Option<ruchy_runtime::Lock>,
    more: Option<Blocking<io::Result<()>>>,
}

impl Wait for Reading {
    fn poll(&mut self, cx: &mut NativeCx<'_>, _args: &mut [Value]) -> Poll<NativeResult> {
        if TURN.holder() != Some(self.owner) {
            let owner = self.owner;
            let turn = self.turn.get_or_insert_with(|| TURN.lock(owner));
            if cx.task.poll(turn).is_pending() {
                return Poll::Pending;
            }
            self.turn = None;
        }
        loop {
            if self.more.is_none()
                && let Some(result) = INPUT.lock().take(self.wanted)
            {
                TURN.unlock();
                return Poll::Ready(result);
            }
            let more = self.more.get_or_insert_with(|| cx.runtime().spawn_waiting(read_more));
            let Poll::Ready(read) = cx.task.poll(more) else {
                return Poll::Pending;
            };
            self.more = None;
            match read {
                Ok(Ok(())) => {}
                Ok(Err(error)) => {
                    TURN.unlock();
                    return Poll::Ready(Ok(io_error(&error).err()));
                }
                Err(error) => {
                    TURN.unlock();
                    return Poll::Ready(Err(Exit::panic(error.to_string())));
                }
            }
        }
    }

    fn describe(&self) -> WaitDescription {
        WaitDescription::new("input", "")
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        if self.more.is_some() && TURN.holder() == Some(self.owner) {
            TURN.unlock();
        }
    }
}

/// Reads more into the buffer, whether or not anybody still waits for it.
fn read_more() -> io::Result<()> {
    let mut bytes = vec![0; CHUNK];
    let mut stdin = io::stdin().lock();
    loop {
        match stdin.read(&mut bytes) {
            Ok(len) => {
                // Before the stream is free for the next reader, so that the bytes stay in order.
                INPUT.lock().add(&bytes[..len]);
                return Ok(());
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
