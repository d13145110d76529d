//! Files and folders (`std::fs`).
//!
//! What a regular file does with a few bytes is done on the spot: handing it to another thread costs more than the operation. Everything else that
//! may take long (much data, a named pipe, a device, a lock) is done on the pool for blocking work, while the task waits.

use crate::env::text;
use crate::support::{Bytes, Natives, UNIT, disagree, io_result};
use crate::time::nanos_of;
use parking_lot::Mutex;
use ruchy_vm::native::{Exit, NativeCx, NativeResult, arg};
use ruchy_vm::value::{Object, Value};
use std::fs::{self, File, FileTimes, Metadata, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

pub(crate) const NATIVES: Natives = &[
    ("fs_read_text", |cx, args| {
        let path = arg::str(args, 0)?.to_owned();
        work(cx, args, is_quick(&path), move || io_result(fs::read_to_string(path)))
    }),
    ("fs_read", |cx, args| {
        let path = arg::str(args, 0)?.to_owned();
        work(cx, args, is_quick(&path), move || io_result(fs::read(path).map(Bytes)))
    }),
    ("fs_write", |cx, args| {
        let (path, all) = (arg::str(args, 0)?.to_owned(), args[1].snapshot());
        let quick = bytes(args, 1)?.len() <= QUICK && is_quick(&path);
        work(cx, args, quick, move || io_result(fs::write(path, bytes_of(&all))))
    }),
    ("file_open", file_open),
    ("file_read", |cx, args| {
        // A read asks for no more than it can hold in memory at once.
        let max = arg::usize(args, 1)?.min(1 << 24);
        with(cx, args, max, move |mut file| {
            let mut buffer = vec![0; max];
            let len = file.read(&mut buffer)?;
            buffer.truncate(len);
            Ok(Bytes(buffer))
        })
    }),
    ("file_read_rest", |cx, args| {
        let size = file(args)?.get().and_then(|file| file.metadata().ok()).map_or(0, |data| data.len() as usize);
        with(cx, args, size, |mut file| {
            let mut buffer = Vec::new();
            file.read_to_end(&mut buffer)?;
            Ok(Bytes(buffer))
        })
    }),
    ("file_write", |cx, args| {
        let (size, all) = (bytes(args, 1)?.len(), args[1].snapshot());
        with(cx, args, size, move |mut file| file.write(bytes_of(&all)))
    }),
    ("file_read_at", |cx, args| {
        let (max, offset) = (arg::usize(args, 1)?.min(1 << 24), arg::u64(args, 2)?);
        with(cx, args, max, move |file| {
            let mut buffer = vec![0; max];
            let len = read_at(file, &mut buffer, offset)?;
            buffer.truncate(len);
            Ok(Bytes(buffer))
        })
    }),
    ("file_write_at", |cx, args| {
        let (size, all, offset) = (bytes(args, 1)?.len(), args[1].snapshot(), arg::u64(args, 2)?);
        with(cx, args, size, move |file| write_at(file, bytes_of(&all), offset))
    }),
    ("file_seek", |_, args| {
        let (from, offset) = (arg::usize(args, 1)?, arg::i64(args, 2)?);
        let position = match from {
            0 => SeekFrom::Start(offset as u64),
            1 => SeekFrom::End(offset),
            _ => SeekFrom::Current(offset),
        };
        io_result(file(args)?.with(|mut file| file.seek(position)))
    }),
    ("file_sync", |cx, args| with(cx, args, usize::MAX, |file| file.sync_all())),
    ("file_set_len", |_, args| {
        let len = arg::u64(args, 1)?;
        io_result(file(args)?.with(|file| file.set_len(len)))
    }),
    ("file_set_mode", |_, args| {
        let mode = arg::u64(args, 1)? as u32;
        io_result(file(args)?.with(|file| file.set_permissions(permissions(file.metadata()?, mode))))
    }),
    ("file_set_times", |_, args| {
        let time = |value: Value| {
            value.into_option().and_then(|nanos| nanos.as_int()).map(|nanos| UNIX_EPOCH + Duration::from_nanos(nanos as u64))
        };
        let (modified, accessed) = (time(arg::take(args, 1)), time(arg::take(args, 2)));
        let times = modified.map_or(FileTimes::new(), |time| FileTimes::new().set_modified(time));
        let times = accessed.map_or(times, |time| times.set_accessed(time));
        io_result(file(args)?.with(|file| file.set_times(times)))
    }),
    // 0 exclusive, 1 shared; whether it has to be free now.
    ("file_lock", |cx, args| {
        let shared = arg::usize(args, 1)? == 1;
        with(cx, args, usize::MAX, move |file| if shared { file.lock_shared() } else { file.lock() })
    }),
    ("file_try_lock", |_, args| {
        let shared = arg::usize(args, 1)? == 1;
        io_result(file(args)?.with(|file| match if shared { file.try_lock_shared() } else { file.try_lock() } {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(error)) => Err(error),
        }))
    }),
    ("file_unlock", |_, args| io_result(file(args)?.with(|file| file.unlock()))),
    ("file_metadata", |_, args| io_result(file(args)?.with(|file| file.metadata()).map(|data| metadata(&data)))),
    ("file_clone", |_, args| io_result(file(args)?.with(|file| file.try_clone()).map(|copy| Value::object(FileObject::new(copy))))),
    ("file_close", |_, args| {
        drop(file(args)?.file.lock().take());
        UNIT
    }),
    ("fs_metadata", |_, args| {
        let (path, follow) = (arg::str(args, 0)?, arg::bool(args, 1)?);
        let found = if follow { fs::metadata(path) } else { fs::symlink_metadata(path) };
        io_result(found.map(|data| metadata(&data)))
    }),
    ("fs_exists", |_, args| io_result(fs::exists(arg::str(args, 0)?))),
    ("fs_create_dir", |_, args| {
        let (path, all, mode) = (arg::str(args, 0)?, arg::bool(args, 1)?, arg::u64(args, 2)? as u32);
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, mode);
        let _ = mode;
        io_result(builder.recursive(all).create(path))
    }),
    ("fs_remove_file", |_, args| io_result(fs::remove_file(arg::str(args, 0)?))),
    ("fs_remove_dir", |cx, args| {
        let (path, all) = (arg::str(args, 0)?.to_owned(), arg::bool(args, 1)?);
        work(cx, args, !all, move || io_result(if all { fs::remove_dir_all(path) } else { fs::remove_dir(path) }))
    }),
    ("fs_copy", |cx, args| {
        let (from, to) = (arg::str(args, 0)?.to_owned(), arg::str(args, 1)?.to_owned());
        work(cx, args, is_quick(&from) && is_quick(&to), move || io_result(fs::copy(from, to)))
    }),
    ("fs_rename", |_, args| io_result(fs::rename(arg::str(args, 0)?, arg::str(args, 1)?))),
    ("fs_hard_link", |_, args| io_result(fs::hard_link(arg::str(args, 0)?, arg::str(args, 1)?))),
    ("fs_symlink", |_, args| io_result(symlink(arg::str(args, 0)?, arg::str(args, 1)?))),
    ("fs_canonicalize", |_, args| io_result(fs::canonicalize(arg::str(args, 0)?).map(text))),
    ("fs_read_link", |_, args| io_result(fs::read_link(arg::str(args, 0)?).map(text))),
    ("fs_read_dir", |_, args| io_result(read_dir(arg::str(args, 0)?))),
    ("fs_set_mode", |_, args| io_result(set_mode(arg::str(args, 0)?, arg::u64(args, 1)? as u32))),
];

/// Work with so many bytes is done on the spot.
const QUICK: usize = 64 * 1024;

/// An open file; `None` once it was closed.
pub(crate) struct FileObject {
    file: Mutex<Option<Arc<File>>>,
    /// Whether it never makes anybody wait for somebody else.
    regular: bool,
}

impl Object for FileObject {
    fn type_name(&self) -> &'static str {
        "RawFile"
    }
}

impl FileObject {
    fn new(file: File) -> FileObject {
        let regular = file.metadata().is_ok_and(|data| data.is_file());
        FileObject { file: Mutex::new(Some(Arc::new(file))), regular }
    }

    /// The file, unless it was closed.
    pub(crate) fn get(&self) -> Option<Arc<File>> {
        self.file.lock().clone()
    }

    fn with<T>(&self, work: impl FnOnce(&File) -> io::Result<T>) -> io::Result<T> {
        work(&*self.get().ok_or_else(closed)?)
    }
}

fn closed() -> io::Error {
    io::Error::other("the file is closed")
}

fn file(args: &[Value]) -> Result<&FileObject, Exit> {
    arg::object(args, 0)
}

/// Whether reading or writing this file makes nobody wait for long.
fn is_quick(path: &str) -> bool {
    fs::metadata(Path::new(path)).map_or(true, |data| data.is_file() && data.len() <= QUICK as u64)
}

/// Does it now, or on the pool for what may take long, while the task waits.
fn work(cx: &mut NativeCx<'_>, args: &mut [Value], quick: bool, work: impl FnOnce() -> NativeResult + Send + 'static) -> NativeResult {
    if quick {
        return work();
    }
    let done = cx.runtime().spawn_waiting(work);
    cx.wait(args, "a file", done, |_, _, result| result.unwrap_or_else(|error| Err(Exit::panic(error.to_string()))))
}

/// Works on the open file of argument 0 with so many bytes.
fn with<T: Into<Value>>(
    cx: &mut NativeCx<'_>,
    args: &mut [Value],
    size: usize,
    act: impl FnOnce(&File) -> io::Result<T> + Send + 'static,
) -> NativeResult {
    let object = file(args)?;
    let (quick, open) = (object.regular && size <= QUICK, object.get());
    work(cx, args, quick, move || io_result(open.ok_or_else(closed).and_then(|file| act(&file))))
}

/// The bytes of an argument.
pub(crate) fn bytes(args: &[Value], index: usize) -> Result<&[u8], Exit> {
    arg::list(args, index)?.bytes().ok_or_else(|| disagree("bytes that are none"))
}

fn bytes_of(value: &Value) -> &[u8] {
    value.as_list().and_then(|list| list.bytes()).unwrap_or_default()
}

fn file_open(cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    let (path, flags, mode) = (arg::str(args, 0)?.to_owned(), arg::usize(args, 1)?, arg::u64(args, 2)? as u32);
    let mut options = OpenOptions::new();
    let is = |bit| flags & bit != 0;
    options.read(is(1)).write(is(2)).append(is(4)).truncate(is(8)).create(is(16)).create_new(is(32));
    #[cfg(unix)]
    {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
        std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, arg::i64(args, 3)? as i32);
    }
    let _ = mode;
    // Opening a named pipe waits for its other end.
    let quick = fs::metadata(&path).map_or(true, |data| data.is_file() || data.is_dir());
    work(cx, args, quick, move || io_result(options.open(path).map(|file| Value::object(FileObject::new(file)))))
}

#[cfg(unix)]
fn read_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, offset)
}

#[cfg(unix)]
fn write_at(file: &File, bytes: &[u8], offset: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::write_at(file, bytes, offset)
}

#[cfg(not(unix))]
fn read_at(_file: &File, _buffer: &mut [u8], _offset: u64) -> io::Result<usize> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}

#[cfg(not(unix))]
fn write_at(_file: &File, _bytes: &[u8], _offset: u64) -> io::Result<usize> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}

#[cfg(unix)]
fn permissions(_data: Metadata, mode: u32) -> fs::Permissions {
    std::os::unix::fs::PermissionsExt::from_mode(mode)
}

#[cfg(not(unix))]
fn permissions(data: Metadata, mode: u32) -> fs::Permissions {
    let mut permissions = data.permissions();
    permissions.set_readonly(mode & 0o222 == 0);
    permissions
}

/// Device, number, links, owner, group, blocks, size of a block.
fn numbers(data: &Metadata) -> Value {
    #[cfg(unix)]
    let numbers = {
        use std::os::unix::fs::MetadataExt;
        [data.dev(), data.ino(), data.nlink(), data.uid().into(), data.gid().into(), data.blocks(), data.blksize()]
    };
    #[cfg(not(unix))]
    let numbers = [0u64; 7];
    let _ = data;
    Value::tuple(numbers.map(Value::from))
}

/// Kind, length, mode, nanoseconds of modification, access and creation, and the system's numbers.
fn metadata(data: &Metadata) -> Value {
    let kind = kind_of(data.file_type());
    #[cfg(unix)]
    let mode = std::os::unix::fs::PermissionsExt::mode(&data.permissions());
    #[cfg(not(unix))]
    let mode: u32 = if data.permissions().readonly() { 0o444 } else { 0o666 };
    let time = |time: io::Result<_>| time.map_or(0, nanos_of);
    Value::tuple([
        kind.into(),
        data.len().into(),
        mode.into(),
        time(data.modified()).into(),
        time(data.accessed()).into(),
        time(data.created()).into(),
        numbers(data),
    ])
}

fn kind_of(file_type: fs::FileType) -> u8 {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        let special = [file_type.is_fifo(), file_type.is_socket(), file_type.is_char_device(), file_type.is_block_device()];
        if let Some(kind) = special.iter().position(|is| *is) {
            return 4 + kind as u8;
        }
    }
    if file_type.is_file() {
        0
    } else if file_type.is_dir() {
        1
    } else if file_type.is_symlink() {
        2
    } else {
        3
    }
}

/// In the order of their names, so that a program does the same everywhere.
fn read_dir(path: &str) -> io::Result<Value> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        entries.push((entry.file_name().to_string_lossy().into_owned(), entry.file_type().map_or(3, kind_of)));
    }
    entries.sort();
    Ok(Value::list(entries.into_iter().map(|(name, kind)| Value::tuple([name.into(), kind.into()])).collect()))
}

#[cfg(unix)]
fn symlink(original: &str, link: &str) -> io::Result<()> {
    std::os::unix::fs::symlink(original, link)
}

#[cfg(not(unix))]
fn symlink(_original: &str, _link: &str) -> io::Result<()> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}

#[cfg(unix)]
fn set_mode(path: &str, mode: u32) -> io::Result<()> {
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(mode))
}

#[cfg(not(unix))]
fn set_mode(path: &str, mode: u32) -> io::Result<()> {
    let mut permissions = fs::metadata(path)?.permissions();
    permissions.set_readonly(mode & 0o222 == 0);
    fs::set_permissions(path, permissions)
}
