//! This process and others (`std::process`).

use crate::fs::bytes;
use crate::support::{Bytes, Natives, UNIT, disagree, io_result};
use parking_lot::Mutex;
use ruchy_vm::native::{Exit, NativeCx, NativeResult, arg};
use ruchy_vm::value::{Object, Value};
use std::io::{self, Read, Write};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::Arc;

pub(crate) const NATIVES: Natives = &[
    ("process_exit", |_, args| Err(Exit::Process(arg::i64(args, 0)? as i32))),
    // The status of a process that `SIGABRT` ended, as a shell tells it.
    ("process_abort", |_, _| Err(Exit::Process(134))),
    ("process_id", |_, _| Ok(std::process::id().into())),
    ("process_spawn", |cx, args| {
        cx.env.output.flush();
        io_result(spawn(&args[0])?.map(|child| Value::object(ChildObject(Arc::new(child)))))
    }),
    ("child_id", |_, args| Ok(child(args)?.id.into())),
    ("child_wait", |cx, args| {
        let child = child(args)?.clone();
        blocking(cx, args, "end of a process", move || io_result(child.wait()))
    }),
    ("child_try_wait", |_, args| {
        let child = child(args)?;
        let mut state = child.state.lock();
        let polled = match &mut *state {
            State::Running(process) => process.try_wait(),
            State::Ended(status) => Ok(Some(*status)),
            State::Awaited => Ok(None),
        };
        io_result(polled.map(|status| Value::from(status.map(raw))))
    }),
    ("child_output", |cx, args| {
        let child = child(args)?.clone();
        blocking(cx, args, "end of a process", move || io_result(child.output()))
    }),
    ("child_kill", |_, args| {
        io_result(match &mut *child(args)?.state.lock() {
            State::Running(process) => process.kill(),
            State::Ended(_) => Ok(()),
            State::Awaited => Err(io::Error::other("the process is being waited for")),
        })
    }),
    ("child_write", |cx, args| {
        let (child, bytes) = (child(args)?.clone(), bytes(args, 1)?.to_vec());
        blocking(cx, args, "room in a pipe", move || {
            io_result(match &mut *child.stdin.lock() {
                Some(pipe) => pipe.write_all(&bytes).map(|()| bytes.len()),
                None => Err(io::Error::from(io::ErrorKind::BrokenPipe)),
            })
        })
    }),
    ("child_close_stdin", |_, args| {
        drop(child(args)?.stdin.lock().take());
        UNIT
    }),
    ("child_read", |cx, args| {
        let (child, stream, max) = (child(args)?.clone(), arg::usize(args, 1)?, arg::usize(args, 2)?.min(1 << 24));
        blocking(cx, args, "output of a process", move || {
            let mut buffer = vec![0; max];
            let read = if stream == 1 {
                child.stdout.lock().as_mut().map_or(Ok(0), |pipe| pipe.read(&mut buffer))
            } else {
                child.stderr.lock().as_mut().map_or(Ok(0), |pipe| pipe.read(&mut buffer))
            };
            io_result(read.map(|len| {
                buffer.truncate(len);
                Bytes(buffer)
            }))
        })
    }),
    ("exit_status_text", |_, args| Ok(status_of(arg::i64(args, 0)? as i32).to_string().into())),
];

/// A process that was started.
struct RunningChild {
    id: u32,
    state: Mutex<State>,
    stdin: Mutex<Option<ChildStdin>>,
    stdout: Mutex<Option<ChildStdout>>,
    stderr: Mutex<Option<ChildStderr>>,
}

enum State {
    Running(Child),
    /// A thread of the pool waits for it.
    Awaited,
    Ended(ExitStatus),
}

struct ChildObject(Arc<RunningChild>);

impl Object for ChildObject {
    fn type_name(&self) -> &'static str {
        "RawChild"
    }
}

fn child(args: &[Value]) -> Result<&Arc<RunningChild>, Exit> {
    let ChildObject(child) = arg::object(args, 0)?;
    Ok(child)
}

/// Runs work that blocks its thread, while the task waits.
fn blocking(
    cx: &mut NativeCx<'_>,
    args: &mut [Value],
    what: &'static str,
    work: impl FnOnce() -> NativeResult + Send + 'static,
) -> NativeResult {
    let done = cx.runtime().spawn_blocking(work);
    cx.wait(args, what, done, |_, _, result| result.unwrap_or_else(|error| Err(Exit::panic(error.to_string()))))
}

#[cfg(unix)]
fn raw(status: ExitStatus) -> i32 {
    std::os::unix::process::ExitStatusExt::into_raw(status)
}

#[cfg(unix)]
fn status_of(raw: i32) -> ExitStatus {
    std::os::unix::process::ExitStatusExt::from_raw(raw)
}

#[cfg(windows)]
fn raw(status: ExitStatus) -> i32 {
    status.code().unwrap_or(1) << 8
}

#[cfg(windows)]
fn status_of(raw: i32) -> ExitStatus {
    std::os::windows::process::ExitStatusExt::from_raw((raw >> 8) as u32)
}

impl RunningChild {
    fn wait(&self) -> io::Result<i32> {
        let mut process = match std::mem::replace(&mut *self.state.lock(), State::Awaited) {
            State::Running(process) => process,
            State::Ended(status) => {
                *self.state.lock() = State::Ended(status);
                return Ok(raw(status));
            }
            State::Awaited => {
                return Err(io::Error::other("the process is being waited for already"));
            }
        };
        let ended = process.wait();
        *self.state.lock() = match &ended {
            Ok(status) => State::Ended(*status),
            Err(_) => State::Running(process),
        };
        ended.map(raw)
    }

    /// Status, output, errors. Both pipes are read at the same time, so that neither fills up.
    fn output(self: &Arc<Self>) -> io::Result<Value> {
        let errors = self.stderr.lock().take();
        let reader = std::thread::spawn(move || {
            let mut bytes = Vec::new();
            errors.map_or(Ok(0), |mut pipe| pipe.read_to_end(&mut bytes)).map(|_| bytes)
        });
        let mut out = Vec::new();
        if let Some(mut pipe) = self.stdout.lock().take() {
            pipe.read_to_end(&mut out)?;
        }
        let errors = reader.join().unwrap_or_else(|_| Err(io::Error::other("reading a pipe failed")))?;
        let status = self.wait()?;
        Ok(Value::tuple([status.into(), Value::bytes(out), Value::bytes(errors)]))
    }
}

/// Starts what a `RawCommand` describes.
fn spawn(command: &Value) -> Result<io::Result<RunningChild>, Exit> {
    let fields = command.fields().ok_or_else(|| disagree("a command that is none"))?;
    let field = |index: usize| fields.get(index).map(Value::snapshot).unwrap_or_default();
    let text = |value: Value| value.into_string().ok_or_else(|| disagree("text that is none"));
    let list = |value: Value| value.into_list().ok_or_else(|| disagree("a list that is none"));
    let mut command = Command::new(text(field(0))?);
    for argument in list(field(1))? {
        command.arg(text(argument)?);
    }
    if field(3).as_bool() == Some(false) {
        command.env_clear();
    } else {
        set_all(&mut command, crate::env::changes());
    }
    for variable in list(field(2))? {
        let (name, value) = (variable.field(0).unwrap_or_default(), variable.field(1).unwrap_or_default());
        let value = value.into_option().map(text).transpose()?;
        set_all(&mut command, [(text(name)?, value)]);
    }
    if let Some(folder) = field(4).into_option() {
        command.current_dir(text(folder)?);
    }
    let stream = |value: Value| match value.as_usize() {
        Some(1) => Stdio::null(),
        Some(2) => Stdio::piped(),
        _ => Stdio::inherit(),
    };
    command.stdin(stream(field(5))).stdout(stream(field(6))).stderr(stream(field(7)));
    Ok(command.spawn().map(|mut process| RunningChild {
        id: process.id(),
        stdin: Mutex::new(process.stdin.take()),
        stdout: Mutex::new(process.stdout.take()),
        stderr: Mutex::new(process.stderr.take()),
        state: Mutex::new(State::Running(process)),
    }))
}

fn set_all(command: &mut Command, variables: impl IntoIterator<Item = (String, Option<String>)>) {
    for (name, value) in variables {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
}
