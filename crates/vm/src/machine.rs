//! The machine: what all tasks of a run share.

use crate::code::Code;
use crate::value::{Cell, CellRef, Value};
use parking_lot::{Mutex, RwLock};
use ruchy_runtime::OnceGate;
use ruchy_syntax::span::Dialect;
use ruchy_syntax::{SourceMap, Span};
use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Where a task's output goes.
pub trait Output: Send + Sync {
    fn write(&self, bytes: &[u8]);
    fn write_error(&self, bytes: &[u8]);
    fn flush(&self) {}
}

/// The process's own output, buffered where it is no terminal.
#[derive(Default)]
pub struct ProcessOutput {
    buffer: Mutex<Vec<u8>>,
    line_buffered: std::sync::OnceLock<bool>,
}

/// Output collected in memory, for tests.
#[derive(Default)]
pub struct Captured {
    pub out: Mutex<Vec<u8>>,
    pub err: Mutex<Vec<u8>>,
}

/// How much is collected before it is written.
const BUFFER: usize = 16 * 1024;

impl Output for ProcessOutput {
    fn write(&self, bytes: &[u8]) {
        use std::io::IsTerminal;
        let lines = *self.line_buffered.get_or_init(|| std::io::stdout().is_terminal());
        let mut buffer = self.buffer.lock();
        buffer.extend_from_slice(bytes);
        if buffer.len() >= BUFFER || (lines && bytes.contains(&b'\n')) {
            write_out(&mut buffer);
        }
    }

    fn write_error(&self, bytes: &[u8]) {
        self.flush();
        let _ = std::io::stderr().write_all(bytes);
    }

    fn flush(&self) {
        write_out(&mut self.buffer.lock());
    }
}

fn write_out(buffer: &mut Vec<u8>) {
    let mut out = std::io::stdout().lock();
    // A reader that went away is no reason to end the program with an error of ours.
    let _ = out.write_all(buffer).and_then(|()| out.flush());
    buffer.clear();
}

impl Output for Captured {
    fn write(&self, bytes: &[u8]) {
        self.out.lock().extend_from_slice(bytes);
    }
    fn write_error(&self, bytes: &[u8]) {
        self.err.lock().extend_from_slice(bytes);
    }
}

/// What a task inherits from the one that spawned it.
pub struct Env {
    pub output: Arc<dyn Output>,
    pub args: Vec<String>,
    /// How the program can be started once more, where it can.
    pub launch: Option<Launch>,
}

/// How a program is started from its file.
#[derive(Clone, Debug)]
pub struct Launch {
    /// The program's file, an absolute path.
    pub file: std::path::PathBuf,
    /// What is to be run: a program and its first arguments; the file and the arguments of the script follow.
    pub command: Vec<std::ffi::OsString>,
}

/// The state of a static, constant or top-level variable.
pub(crate) struct GlobalState {
    pub gate: Arc<OnceGate>,
    pub cell: CellRef,
}

/// What all tasks of a run share.
pub struct Machine {
    code: RwLock<Arc<Code>>,
    globals: RwLock<Vec<Arc<GlobalState>>>,
    sources: RwLock<Arc<SourceMap>>,
    /// How many tasks have panicked.
    pub panics: AtomicUsize,
    /// What is called with a panic's payload and place in place of the report.
    pub hook: RwLock<Option<crate::value::Value>>,
    /// Ends the process; replaced by hosts that must not end.
    pub exit: RwLock<Arc<dyn Fn(i32) + Send + Sync>>,
}

impl Machine {
    /// A machine that runs `code`, whose spans lie in `sources`.
    pub fn new(code: Arc<Code>, sources: Arc<SourceMap>) -> Arc<Machine> {
        let machine = Machine {
            code: RwLock::new(Arc::default()),
            globals: RwLock::default(),
            sources: RwLock::new(sources),
            panics: AtomicUsize::new(0),
            hook: RwLock::new(None),
            exit: RwLock::new(Arc::new(|code| std::process::exit(code))),
        };
        machine.set_code(code);
        Arc::new(machine)
    }

    /// The code, as long as it is now.
    pub fn code(&self) -> Arc<Code> {
        self.code.read().clone()
    }

    /// Replaces the code by a longer one.
    pub fn set_code(&self, code: Arc<Code>) {
        let mut globals = self.globals.write();
        while globals.len() < code.globals.len() {
            globals.push(Arc::new(GlobalState { gate: Arc::new(OnceGate::new()), cell: Cell::new(Value::default()) }));
        }
        drop(globals);
        *self.code.write() = code;
    }

    /// Replaces the sources by more of them.
    pub fn set_sources(&self, sources: Arc<SourceMap>) {
        *self.sources.write() = sources;
    }

    /// The sources.
    pub fn sources(&self) -> Arc<SourceMap> {
        self.sources.read().clone()
    }

    /// `file:line:column` of where a span begins.
    pub fn place(&self, span: Span) -> String {
        self.sources.read().place(span)
    }

    /// Whether a span lies in the library's own declarations.
    pub(crate) fn is_library(&self, span: Span) -> bool {
        self.sources.read().file(span.file).is_some_and(|file| file.dialect == Dialect::Std)
    }

    pub(crate) fn global(&self, index: u32) -> Option<Arc<GlobalState>> {
        self.globals.read().get(index as usize).cloned()
    }

    /// How many tasks have panicked so far.
    pub fn panic_count(&self) -> usize {
        self.panics.load(Ordering::Relaxed)
    }
}
