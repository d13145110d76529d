//! Descriptors that are waited for: sockets and pipes.
//!
//! A descriptor never blocks a thread. An operation is tried at once; where the system says that it would block, the task waits until the
//! descriptor is ready. Many tasks may wait for the same one. A wait that is cut off has read and written nothing.
//!
//! What the script set (`set_nonblocking`, a timeout) decides what becomes of an operation that would block; it holds for all clones of the
//! descriptor, as with the system's own.

use crate::fs::bytes;
use crate::register::register;
use crate::support::{Bytes, Natives, UNIT, io_error, io_result};
use parking_lot::Mutex;
use ruchy_runtime::Runtime;
use ruchy_vm::native::{NativeCx, NativeResult, arg};
use ruchy_vm::value::{Object, Value};
use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream, UdpSocket};
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd, RawFd};
use std::os::unix::net::{UnixDatagram, UnixListener, UnixStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;

pub(crate) const NATIVES: Natives = &[
    ("source_read", |cx, args| {
        let (max, wait) = (arg::usize(args, 1)?.min(LARGEST_READ), arg::bool(args, 2)?);
        read(cx, args, wait, max, |io, buffer| io.read(buffer))
    }),
    ("source_peek", |cx, args| {
        let (max, wait) = (arg::usize(args, 1)?.min(LARGEST_READ), arg::bool(args, 2)?);
        read(cx, args, wait, max, |io, buffer| io.peek(buffer))
    }),
    ("source_write", |cx, args| {
        let wait = arg::bool(args, 2)?;
        let all = args[1].snapshot();
        let write = move |io: &Io| io.write(all.as_list().and_then(|list| list.bytes()).unwrap_or_default());
        bytes(args, 1)?;
        operate(cx, args, Interest::WRITABLE, wait, write, Value::from)
    }),
    ("source_ready", |cx, args| {
        let interest = if arg::bool(args, 1)? { Interest::WRITABLE } else { Interest::READABLE };
        let source = match source(args) {
            Ok(source) => source,
            Err(closed) => return closed,
        };
        let ready = Box::pin(async move { source.io.ready(interest).await.map(|mut ready| ready.retain_ready()) });
        let ready = cx.runtime().external(ready);
        cx.wait(args, "a stream", ready, |_, _, ready| io_result(ready))
    }),
    ("source_close", |_, args| {
        drop(arg::object::<SourceObject>(args, 0)?.0.lock().take());
        UNIT
    }),
    ("source_shutdown", |_, args| {
        let how = match arg::usize(args, 1)? {
            0 => Shutdown::Read,
            1 => Shutdown::Write,
            _ => Shutdown::Both,
        };
        on(args, |source| match source.get() {
            Io::Stream(stream) => stream.shutdown(how),
            Io::UnixStream(stream) => stream.shutdown(how),
            Io::UnixDatagram(socket) => socket.shutdown(how),
            _ => Ok(()),
        })
    }),
    ("source_clone", |cx, args| {
        let runtime = cx.runtime().clone();
        on(args, |source| source.try_clone(&runtime))
    }),
    ("source_set_nonblocking", |_, args| {
        let nonblocking = arg::bool(args, 1)?;
        on(args, |source| {
            source.nonblocking.store(nonblocking, Ordering::Relaxed);
            Ok(())
        })
    }),
    ("source_timeout", |_, args| {
        let write = arg::bool(args, 1)?;
        on(args, |source| Ok(Value::from(source.timeout(write)?.map(|time| time.as_nanos().min(u128::from(u64::MAX)) as u64))))
    }),
    ("source_set_timeout", |_, args| {
        let write = arg::bool(args, 1)?;
        let time = arg::take(args, 2).into_option().and_then(|nanos| nanos.as_u64()).map(Duration::from_nanos);
        on(args, |source| source.set_timeout(write, time))
    }),
    ("source_take_error", |_, args| {
        on(args, |source| {
            let error = match source.get() {
                Io::Listener(socket) => socket.take_error(),
                Io::Stream(socket) => socket.take_error(),
                Io::Udp(socket) => socket.take_error(),
                Io::UnixListener(socket) => socket.take_error(),
                Io::UnixStream(socket) => socket.take_error(),
                Io::UnixDatagram(socket) => socket.take_error(),
                Io::Reader(_) | Io::Writer(_) => Ok(None),
            };
            error.map(|error| error.map_or(Value::NONE, |error| io_error(&error).some()))
        })
    }),
    ("source_number", |_, args| on(args, |source| Ok(source.io.as_raw_fd()))),
    ("pipe_new", |cx, _| {
        let pipe = io::pipe().and_then(|(reader, writer)| {
            let reader = Source::from_pipe(cx.runtime(), reader.into(), true)?;
            Ok(Value::tuple([reader.into(), Source::from_pipe(cx.runtime(), writer.into(), false)?.into()]))
        });
        io_result(pipe)
    }),
];

/// A read gives no more than this at once.
const LARGEST_READ: usize = 1 << 18;

/// What a descriptor is.
pub(crate) enum Io {
    Listener(TcpListener),
    Stream(TcpStream),
    Udp(UdpSocket),
    UnixListener(UnixListener),
    UnixStream(UnixStream),
    UnixDatagram(UnixDatagram),
    Reader(PipeReader),
    Writer(PipeWriter),
}

/// Runs `$body` with whatever the descriptor is.
macro_rules! each {
    ($io:expr, $inner:ident => $body:expr) => {
        match $io {
            Io::Listener($inner) => $body,
            Io::Stream($inner) => $body,
            Io::Udp($inner) => $body,
            Io::UnixListener($inner) => $body,
            Io::UnixStream($inner) => $body,
            Io::UnixDatagram($inner) => $body,
            Io::Reader($inner) => $body,
            Io::Writer($inner) => $body,
        }
    };
}

impl AsRawFd for Io {
    fn as_raw_fd(&self) -> RawFd {
        each!(self, inner => inner.as_raw_fd())
    }
}

impl AsFd for Io {
    fn as_fd(&self) -> BorrowedFd<'_> {
        each!(self, inner => inner.as_fd())
    }
}

fn unsupported() -> io::Error {
    io::Error::from(io::ErrorKind::Unsupported)
}

impl Io {
    pub(crate) fn read(&self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Io::Stream(stream) => (&mut &*stream).read(buffer),
            Io::UnixStream(stream) => (&mut &*stream).read(buffer),
            Io::Udp(socket) => socket.recv(buffer),
            Io::UnixDatagram(socket) => socket.recv(buffer),
            Io::Reader(pipe) => (&mut &*pipe).read(buffer),
            _ => Err(unsupported()),
        }
    }

    pub(crate) fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Io::Stream(stream) => (&mut &*stream).write(bytes),
            Io::UnixStream(stream) => (&mut &*stream).write(bytes),
            Io::Udp(socket) => socket.send(bytes),
            Io::UnixDatagram(socket) => socket.send(bytes),
            Io::Writer(pipe) => (&mut &*pipe).write(bytes),
            _ => Err(unsupported()),
        }
    }

    fn peek(&self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Io::Stream(stream) => stream.peek(buffer),
            Io::Udp(socket) => socket.peek(buffer),
            _ => Err(unsupported()),
        }
    }

    fn try_clone(&self) -> io::Result<Io> {
        Ok(match self {
            Io::Listener(inner) => Io::Listener(inner.try_clone()?),
            Io::Stream(inner) => Io::Stream(inner.try_clone()?),
            Io::Udp(inner) => Io::Udp(inner.try_clone()?),
            Io::UnixListener(inner) => Io::UnixListener(inner.try_clone()?),
            Io::UnixStream(inner) => Io::UnixStream(inner.try_clone()?),
            Io::UnixDatagram(inner) => Io::UnixDatagram(inner.try_clone()?),
            Io::Reader(inner) => Io::Reader(inner.try_clone()?),
            Io::Writer(inner) => Io::Writer(inner.try_clone()?),
        })
    }

    /// Sockets are made so that they never block; pipes are when they are taken over.
    fn set_nonblocking(&self) -> io::Result<()> {
        match self {
            Io::Listener(inner) => inner.set_nonblocking(true),
            Io::Stream(inner) => inner.set_nonblocking(true),
            Io::Udp(inner) => inner.set_nonblocking(true),
            Io::UnixListener(inner) => inner.set_nonblocking(true),
            Io::UnixStream(inner) => inner.set_nonblocking(true),
            Io::UnixDatagram(inner) => inner.set_nonblocking(true),
            Io::Reader(_) | Io::Writer(_) => Ok(()),
        }
    }
}

/// A descriptor in the runtime's care.
pub(crate) struct Source {
    io: AsyncFd<Io>,
    /// Whether an operation that would block is an error; all clones have the same.
    nonblocking: Arc<AtomicBool>,
}

impl Source {
    pub(crate) fn new(runtime: &Runtime, io: Io) -> io::Result<Source> {
        Source::with(runtime, io, Arc::default())
    }

    fn with(runtime: &Runtime, io: Io, nonblocking: Arc<AtomicBool>) -> io::Result<Source> {
        io.set_nonblocking()?;
        let interest = match &io {
            Io::Reader(_) | Io::Listener(_) | Io::UnixListener(_) => Interest::READABLE,
            Io::Writer(_) => Interest::WRITABLE,
            _ => Interest::READABLE | Interest::WRITABLE,
        };
        let handle = runtime.tokio();
        let _entered = handle.enter();
        Ok(Source { io: register(io, interest)?, nonblocking })
    }

    /// One end of a pipe.
    pub(crate) fn from_pipe(runtime: &Runtime, end: OwnedFd, reads: bool) -> io::Result<Source> {
        use tokio::net::unix::pipe;
        let handle = runtime.tokio();
        let _entered = handle.enter();
        let io = if reads {
            Io::Reader(pipe::Receiver::from_owned_fd(end)?.into_nonblocking_fd()?.into())
        } else {
            Io::Writer(pipe::Sender::from_owned_fd(end)?.into_nonblocking_fd()?.into())
        };
        Source::new(runtime, io)
    }

    /// A descriptor of its own for another process, which expects one that blocks.
    pub(crate) fn for_process(&self, runtime: &Runtime) -> io::Result<OwnedFd> {
        use tokio::net::unix::pipe;
        let handle = runtime.tokio();
        let _entered = handle.enter();
        let copy = self.get().as_fd().try_clone_to_owned()?;
        match self.get() {
            Io::Reader(_) => pipe::Receiver::from_owned_fd(copy)?.into_blocking_fd(),
            Io::Writer(_) => pipe::Sender::from_owned_fd(copy)?.into_blocking_fd(),
            _ => Ok(copy),
        }
    }

    pub(crate) fn get(&self) -> &Io {
        self.io.get_ref()
    }

    fn try_clone(&self, runtime: &Runtime) -> io::Result<Source> {
        Source::with(runtime, self.get().try_clone()?, self.nonblocking.clone())
    }

    fn timeout(&self, write: bool) -> io::Result<Option<Duration>> {
        match self.get() {
            Io::Stream(socket) if write => socket.write_timeout(),
            Io::Stream(socket) => socket.read_timeout(),
            Io::Udp(socket) if write => socket.write_timeout(),
            Io::Udp(socket) => socket.read_timeout(),
            Io::UnixStream(socket) if write => socket.write_timeout(),
            Io::UnixStream(socket) => socket.read_timeout(),
            Io::UnixDatagram(socket) if write => socket.write_timeout(),
            Io::UnixDatagram(socket) => socket.read_timeout(),
            _ => Ok(None),
        }
    }

    fn set_timeout(&self, write: bool, time: Option<Duration>) -> io::Result<()> {
        match self.get() {
            Io::Stream(socket) if write => socket.set_write_timeout(time),
            Io::Stream(socket) => socket.set_read_timeout(time),
            Io::Udp(socket) if write => socket.set_write_timeout(time),
            Io::Udp(socket) => socket.set_read_timeout(time),
            Io::UnixStream(socket) if write => socket.set_write_timeout(time),
            Io::UnixStream(socket) => socket.set_read_timeout(time),
            Io::UnixDatagram(socket) if write => socket.set_write_timeout(time),
            Io::UnixDatagram(socket) => socket.set_read_timeout(time),
            _ => Err(unsupported()),
        }
    }
}

/// What a script holds; `None` once it was closed.
pub(crate) struct SourceObject(Mutex<Option<Arc<Source>>>);

impl Object for SourceObject {
    fn type_name(&self) -> &'static str {
        "RawSource"
    }
}

impl SourceObject {
    /// The descriptor, unless it was closed.
    pub(crate) fn get(&self) -> Option<Arc<Source>> {
        self.0.lock().clone()
    }
}

impl From<Source> for Value {
    fn from(source: Source) -> Value {
        Value::object(SourceObject(Mutex::new(Some(Arc::new(source)))))
    }
}

/// The descriptor of argument 0; the error is the result to give where it is closed.
pub(crate) fn source(args: &[Value]) -> Result<Arc<Source>, NativeResult> {
    let object: &SourceObject = arg::object(args, 0).map_err(Err)?;
    object.get().ok_or_else(|| io_result(Err::<(), _>(io::Error::from(io::ErrorKind::NotConnected))))
}

/// The result of what needs no waiting.
pub(crate) fn on<T: Into<Value>>(args: &[Value], act: impl FnOnce(&Source) -> io::Result<T>) -> NativeResult {
    match source(args) {
        Ok(source) => io_result(act(&source)),
        Err(closed) => closed,
    }
}

/// Does it now, or when the descriptor is ready: unless the script wants no waiting, or set a timeout that is over.
pub(crate) fn operate<T: Send + 'static>(
    cx: &mut NativeCx<'_>,
    args: &mut [Value],
    interest: Interest,
    wait: bool,
    mut act: impl FnMut(&Io) -> io::Result<T> + Send + 'static,
    then: impl FnOnce(T) -> Value + Send + 'static,
) -> NativeResult {
    let source = match source(args) {
        Ok(source) => source,
        Err(closed) => return closed,
    };
    let would_block = loop {
        match act(source.get()) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => break error,
            result => return io_result(result.map(then)),
        }
    };
    if !wait || source.nonblocking.load(Ordering::Relaxed) {
        // Tried again where the descriptor still counts as ready, so that who waits for that from now on waits for something new.
        return match source.io.try_io(interest, &mut act) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => io_result(Err::<(), _>(would_block)),
            result => io_result(result.map(then)),
        };
    }
    let write = interest.is_writable();
    let what = if write { "room in a stream" } else { "data of a stream" };
    let limit = source.timeout(write).unwrap_or_default();
    let operation = Box::pin(async move { source.io.async_io(interest, act).await });
    let operation = cx.runtime().external(operation);
    match limit {
        None => cx.wait(args, what, operation, |_, _, result| io_result(result.map(then))),
        Some(limit) => {
            let operation = cx.runtime().timeout(limit, operation);
            cx.wait(args, what, operation, |_, _, result| io_result(result.unwrap_or(Err(would_block)).map(then)))
        }
    }
}

fn read(
    cx: &mut NativeCx<'_>,
    args: &mut [Value],
    wait: bool,
    max: usize,
    read: impl Fn(&Io, &mut [u8]) -> io::Result<usize> + Send + 'static,
) -> NativeResult {
    let act = move |io: &Io| {
        let mut buffer = vec![0; max];
        let len = read(io, &mut buffer)?;
        buffer.truncate(len);
        Ok(Bytes(buffer))
    };
    operate(cx, args, Interest::READABLE, wait, act, Value::from)
}
