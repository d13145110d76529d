//! This process and others (`std::process`, `tokio::process`). A child's streams are descriptors of `source`; its end is told by the reactor, so
//! that no thread waits for it.

use crate::fs::FileObject;
use crate::source::{Source, SourceObject};
use crate::support::{Natives, disagree, io_result};
use parking_lot::Mutex;
use ruchy_runtime::Runtime;
use ruchy_vm::native::{Exit, NativeCx, arg};
use ruchy_vm::value::{Object, Value};
use std::future::poll_fn;
use std::io;
use std::os::unix::process::ExitStatusExt;
use std::pin::pin;
use std::process::{ExitStatus, Stdio};
use std::sync::Arc;
use tokio::process::{Child, Command};

pub(crate) const NATIVES: Natives = &[
    ("process_exit", |_, args| Err(Exit::Process(arg::i64(args, 0)? as i32))),
    // The status of a process that `SIGABRT` ended, as a shell tells it.
    ("process_abort", |_, _| Err(Exit::Process(134))),
    ("process_id", |_, _| Ok(std::process::id().into())),
    ("process_parent_id", |_, _| Ok(std::os::unix::process::parent_id().into())),
    ("process_spawn", |cx, args| {
        cx.env.output.flush();
        spawn(cx, args).map(io_result)?
    }),
    ("child_id", |_, args| Ok(child(args)?.id.into())),
    ("child_is_running", |_, args| Ok(child(args)?.process.lock().id().is_some().into())),
    ("child_wait", |cx, args| {
        let child = child(args)?.clone();
        let ended = Box::pin(poll_fn(move |cx| {
            let mut process = child.process.lock();
            // What was found out stays in the process, not in this future.
            pin!(process.wait()).poll(cx)
        }));
        let ended = cx.runtime().external(ended);
        cx.wait(args, "end of a process", ended, |_, _, status| io_result(status.map(raw)))
    }),
    ("child_try_wait", |cx, args| {
        let handle = cx.runtime().tokio();
        let _entered = handle.enter();
        io_result(child(args)?.process.lock().try_wait().map(|status| Value::from(status.map(raw))))
    }),
    ("child_kill", |cx, args| {
        let handle = cx.runtime().tokio();
        let _entered = handle.enter();
        let mut process = child(args)?.process.lock();
        // One that has ended, and whose end was waited for, has nobody to be told.
        io_result(if process.id().is_some() { process.start_kill() } else { Ok(()) })
    }),
    ("exit_status_text", |_, args| Ok(ExitStatus::from_raw(arg::i64(args, 0)? as i32).to_string().into())),
];

/// A process that was started.
struct RunningChild {
    id: u32,
    process: Mutex<Child>,
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

fn raw(status: ExitStatus) -> i32 {
    status.into_raw()
}

/// Starts what a `RawCommand` describes: the process, and our ends of its streams where they are pipes.
fn spawn(cx: &NativeCx<'_>, args: &[Value]) -> Result<io::Result<Value>, Exit> {
    let runtime = cx.runtime();
    let mut command = command(cx, &args[0])?;
    let mut refused = None;
    for (index, stream) in [1, 2, 3].into_iter().enumerate() {
        match stdio(runtime, &args[stream])? {
            Err(error) => refused = Some(error),
            Ok(stream) => {
                match index {
                    0 => command.stdin(stream),
                    1 => command.stdout(stream),
                    _ => command.stderr(stream),
                };
            }
        }
    }
    if let Some(error) = refused {
        return Ok(Err(error));
    }
    let handle = runtime.tokio();
    let _entered = handle.enter();
    Ok(command.spawn().and_then(|mut process| {
        let input = process.stdin.take().map(|pipe| Source::from_pipe(runtime, pipe.into_owned_fd()?, false)).transpose()?;
        let output = process.stdout.take().map(|pipe| Source::from_pipe(runtime, pipe.into_owned_fd()?, true)).transpose()?;
        let errors = process.stderr.take().map(|pipe| Source::from_pipe(runtime, pipe.into_owned_fd()?, true)).transpose()?;
        let child = RunningChild { id: process.id().unwrap_or_default(), process: Mutex::new(process) };
        let child = Value::object(ChildObject(Arc::new(child)));
        Ok(Value::tuple([child, Value::from(input), Value::from(output), Value::from(errors)]))
    }))
}

fn command(cx: &NativeCx<'_>, value: &Value) -> Result<Command, Exit> {
    let fields = value.fields().ok_or_else(|| disagree("a command that is none"))?;
    let field = |index: usize| fields.get(index).map(Value::snapshot).unwrap_or_default();
    let text = |value: Value| value.into_string().ok_or_else(|| disagree("text that is none"));
    let list = |value: Value| value.into_list().ok_or_else(|| disagree("a list that is none"));
    let number = |index: usize| field(index).into_option().and_then(|value| value.as_i64());
    let mut command = program(cx, &text(field(0))?);
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
    if let Some(name) = field(5).into_option() {
        command.arg0(text(name)?);
    }
    if let Some(group) = number(6) {
        command.process_group(group as i32);
    }
    if let Some(user) = number(7) {
        command.uid(user as u32);
    }
    if let Some(group) = number(8) {
        command.gid(group as u32);
    }
    command.kill_on_drop(field(9).as_bool() == Some(true));
    Ok(command)
}

/// Kind (0 inherit, 1 null, 2 pipe, 3 a descriptor, 4 a file), and the descriptor or file.
fn stdio(runtime: &Runtime, value: &Value) -> Result<io::Result<Stdio>, Exit> {
    let fields = value.fields().ok_or_else(|| disagree("a stream that is none"))?;
    let given = |index: usize| fields.get(index).map(Value::snapshot).unwrap_or_default().into_option();
    let closed = || io::Error::other("the stream is closed");
    Ok(match arg::usize(fields, 0)? {
        1 => Ok(Stdio::null()),
        2 => Ok(Stdio::piped()),
        3 => {
            let given = given(1).ok_or_else(|| disagree("a stream that is none"))?;
            let source = given.as_object::<SourceObject>().and_then(SourceObject::get);
            source.ok_or_else(closed).and_then(|source| source.for_process(runtime)).map(Stdio::from)
        }
        4 => {
            let given = given(2).ok_or_else(|| disagree("a file that is none"))?;
            let file = given.as_object::<FileObject>().and_then(FileObject::get);
            file.ok_or_else(closed).and_then(|file| file.try_clone()).map(Stdio::from)
        }
        _ => Ok(Stdio::inherit()),
    })
}

/// The command for a program; the script's own file is run as it was itself.
fn program(cx: &NativeCx<'_>, name: &str) -> Command {
    let Some(launch) = &cx.env.launch else { return Command::new(name) };
    let is_own = name.contains(std::path::MAIN_SEPARATOR) || cx.env.args.first().is_some_and(|own| own == name);
    if !is_own || std::fs::canonicalize(name).ok().as_ref() != Some(&launch.file) {
        return Command::new(name);
    }
    let (first, rest) = match launch.command.split_first() {
        Some((first, rest)) => (first.as_os_str(), rest),
        None => (std::ffi::OsStr::new(name), &[][..]),
    };
    let mut command = Command::new(first);
    command.args(rest).arg(&launch.file);
    command
}

fn set_all(command: &mut Command, variables: impl IntoIterator<Item = (String, Option<String>)>) {
    for (name, value) in variables {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
}
