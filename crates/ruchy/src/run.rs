//! Running compiled programs, and how runs end.

use crate::report;
use crate::session::CompiledProgram;
use parking_lot::Mutex;
use ruchy_runtime::{Config, Runtime, SpawnOptions, TaskId, WaitingTask};
use ruchy_vm::machine::{Env, Machine, Output};
use ruchy_vm::task::{Failure, Task};
use ruchy_vm::value::{Value, Wraps};
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

/// Which scheduler runs the tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheduler {
    /// Work stealing on this many workers; `None`: one for each core.
    Production { workers: Option<usize> },
    /// One thread; a seed decides every interleaving, the clock is virtual.
    Exploring { seed: u64 },
}

impl Default for Scheduler {
    fn default() -> Self {
        Scheduler::Production { workers: None }
    }
}

impl Scheduler {
    /// Starts a runtime.
    pub fn start(self) -> Runtime {
        match self {
            Scheduler::Production { workers } => Runtime::production(workers.map_or_else(Config::default, Config::workers)),
            Scheduler::Exploring { seed } => Runtime::exploring(seed),
        }
    }
}

/// Exit status of a program whose main task panicked.
pub const PANICKED: i32 = 101;
/// Exit status of a program whose tasks all wait for each other.
pub const DEADLOCKED: i32 = 102;

/// How a program ended.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The exit status: 0, what `process::exit` was given, 1 for an `Err` of `main`, [`PANICKED`], [`DEADLOCKED`].
    pub status: i32,
    pub end: End,
}

/// How a task that somebody waited for ended.
#[derive(Clone, Debug)]
pub enum End {
    /// In the ordinary way.
    Finished,
    /// With its message, if that is a text.
    Panicked(Option<String>),
    /// It, or another task, ended the program.
    Exited(i32),
    /// Somebody asked for its end.
    Cancelled,
    /// Nothing could ever run again; the tasks that waited.
    Deadlock(Vec<WaitingTask>),
}

impl End {
    fn status(&self) -> i32 {
        match self {
            End::Finished => 0,
            End::Exited(status) => *status,
            End::Panicked(_) | End::Cancelled => PANICKED,
            End::Deadlock(_) => DEADLOCKED,
        }
    }
}

/// A program on a machine and a runtime. A clone is the same one.
#[derive(Clone)]
pub struct Process {
    machine: Arc<Machine>,
    runtime: Runtime,
    env: Arc<Env>,
    /// What `process::exit` was given.
    exited: Arc<Mutex<Option<i32>>>,
    /// Circles that were found and not told yet.
    circles: Arc<Mutex<Vec<String>>>,
    /// The tasks of all circles that were found.
    in_circles: Arc<Mutex<HashSet<TaskId>>>,
}

/// How long a circle among some tasks waits to be told: if the whole program waits by then, its report says it all.
const CIRCLE_DELAY: Duration = Duration::from_millis(200);

/// How long tasks that still run at the end are waited for, before it is said which of them wait for ever. Only where tasks are left.
const REST: Duration = Duration::from_millis(2);

impl Process {
    pub(crate) fn new(program: &CompiledProgram, runtime: Runtime, env: Arc<Env>, ends_process: bool) -> Process {
        let machine = Machine::new(program.code.clone(), program.sources.clone());
        let exited = Arc::new(Mutex::new(None));
        if !ends_process {
            let exited = exited.clone();
            let runtime = runtime.clone();
            *machine.exit.write() = Arc::new(move |status| {
                exited.lock().get_or_insert(status);
                // The other tasks of this run go with it; not from here, since this is one of its workers.
                let runtime = runtime.clone();
                std::thread::spawn(move || runtime.shutdown());
            });
        }
        Process { machine, runtime, env, exited, circles: Arc::default(), in_circles: Arc::default() }
    }

    /// The machine.
    pub fn machine(&self) -> &Arc<Machine> {
        &self.machine
    }

    /// The runtime.
    pub fn runtime(&self) -> &Runtime {
        &self.runtime
    }

    /// Has circles among some tasks told on the program's standard error.
    pub fn report_circles(&self) {
        let (output, circles, in_circles) = (self.env.output.clone(), self.circles.clone(), self.in_circles.clone());
        self.runtime.on_partial_deadlock(move |tasks| {
            in_circles.lock().extend(tasks.iter().map(|task| task.id));
            circles.lock().push(report::circle(&tasks));
            let (output, circles) = (output.clone(), circles.clone());
            std::thread::spawn(move || {
                std::thread::sleep(CIRCLE_DELAY);
                tell(&circles, &*output);
            });
        });
    }

    /// Gives the machine a longer program: the prompt's next input.
    pub fn extend(&self, program: &CompiledProgram) {
        self.machine.set_sources(program.sources.clone());
        self.machine.set_code(program.code.clone());
    }

    /// Asks all tasks to end.
    pub fn cancel_all(&self) {
        for info in self.runtime.tasks() {
            if let Some(task) = self.runtime.task(info.id) {
                task.abort();
            }
        }
    }

    /// The top-level statements, then `main`. A deadlock is told on the program's standard error.
    pub fn run(&self) -> Outcome {
        let code = self.machine.code();
        let mut end = End::Finished;
        for function in [code.script, code.main].into_iter().flatten() {
            end = self.call(function);
            if !matches!(end, End::Finished) {
                break;
            }
        }
        if let End::Deadlock(tasks) = &end {
            self.circles.lock().clear();
            self.env.output.write_error(report::deadlock(tasks).as_bytes());
        }
        tell(&self.circles, &*self.env.output);
        if matches!(end, End::Finished) {
            let mut left = self.left_waiting(REST, 0);
            left.retain(|task| !self.in_circles.lock().contains(&task.id));
            if !left.is_empty() {
                self.env.output.write_error(report::left_waiting(&left).as_bytes());
            }
        }
        self.env.output.flush();
        Outcome { status: end.status(), end }
    }

    /// The tasks that wait for ever after what was run has finished. The others are given so long to come to rest, and under the exploring
    /// scheduler so many `turns`.
    pub fn left_waiting(&self, patience: Duration, turns: usize) -> Vec<WaitingTask> {
        self.runtime.left_waiting(patience, turns)
    }

    /// Calls a function without parameters as a main task and waits for its end.
    pub fn call(&self, function: u32) -> End {
        let closure = Value::Function(Wraps::default(), function);
        let (task, slot) = Task::new(self.machine.clone(), self.env.clone(), closure, Vec::new());
        let options = SpawnOptions { name: Some("main".into()), parent: None };
        let outcome = self.runtime.run(task.named("main"), options);
        if let Some(status) = *self.exited.lock() {
            return End::Exited(status);
        }
        match outcome {
            ruchy_runtime::Outcome::Deadlock(tasks) => End::Deadlock(tasks),
            ruchy_runtime::Outcome::Stopped => End::Cancelled,
            ruchy_runtime::Outcome::Finished => match slot.try_take() {
                Some(Ok(Ok(_))) => End::Finished,
                Some(Ok(Err(Failure::Panic(payload)))) => End::Panicked(payload.as_str().map(str::to_owned)),
                Some(Ok(Err(Failure::Cancelled))) => End::Cancelled,
                Some(Err(_)) | None => End::Panicked(None),
            },
        }
    }

    /// Ends all tasks that are left.
    pub fn shut_down(&self) {
        self.runtime.shutdown();
    }
}

fn tell(circles: &Mutex<Vec<String>>, output: &dyn Output) {
    for circle in std::mem::take(&mut *circles.lock()) {
        output.write_error(circle.as_bytes());
    }
}
