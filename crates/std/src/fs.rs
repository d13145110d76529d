//! Files and folders (`std::fs`).

use crate::env::text;
use crate::support::{Bytes, Natives, UNIT, disagree, io_result};
use crate::time::nanos_of;
use parking_lot::Mutex;
use ruchy_vm::native::{Exit, NativeCx, NativeResult, arg};
use ruchy_vm::value::{Object, Value};
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};

pub(crate) const NATIVES: Natives = &[
    ("fs_read_text", |_, args| io_result(fs::read_to_string(arg::str(args, 0)?))),
    ("fs_read", |_, args| io_result(fs::read(arg::str(args, 0)?).map(Bytes))),
    ("fs_write", |_, args| io_result(fs::write(arg::str(args, 0)?, bytes(args, 1)?))),
    ("file_open", file_open),
    ("file_read", |_, args| {
        // A read asks for no more than it can hold in memory at once.
        let max = arg::usize(args, 1)?.min(1 << 24);
        io_result(file(args)?.with(|mut file| {
            let mut buffer = vec![0; max];
            let len = file.read(&mut buffer)?;
            buffer.truncate(len);
            Ok(Bytes(buffer))
        }))
    }),
    ("file_read_rest", |_, args| {
        io_result(file(args)?.with(|mut file| {
            let mut buffer = Vec::new();
            file.read_to_end(&mut buffer)?;
            Ok(Bytes(buffer))
        }))
    }),
    ("file_write", |_, args| {
        let bytes = bytes(args, 1)?;
        io_result(file(args)?.with(|mut file| file.write(bytes)))
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
    ("file_sync", |_, args| io_result(file(args)?.with(|file| file.sync_all()))),
    ("file_set_len", |_, args| {
        let len = arg::u64(args, 1)?;
        io_result(file(args)?.with(|file| file.set_len(len)))
    }),
    ("file_metadata", |_, args| io_result(file(args)?.with(|file| file.metadata()).map(|data| metadata(&data)))),
    ("file_clone", |_, args| io_result(file(args)?.with(|file| file.try_clone()).map(|copy| Value::object(FileObject::new(copy))))),
    ("file_close", |_, args| {
        drop(file(args)?.0.lock().take());
        UNIT
    }),
    ("fs_metadata", |_, args| {
        let (path, follow) = (arg::str(args, 0)?, arg::bool(args, 1)?);
        let found = if follow { fs::metadata(path) } else { fs::symlink_metadata(path) };
        io_result(found.map(|data| metadata(&data)))
    }),
    ("fs_exists", |_, args| io_result(fs::exists(arg::str(args, 0)?))),
    ("fs_create_dir", |_, args| {
        let (path, all) = (arg::str(args, 0)?, arg::bool(args, 1)?);
        io_result(if all { fs::create_dir_all(path) } else { fs::create_dir(path) })
    }),
    ("fs_remove_file", |_, args| io_result(fs::remove_file(arg::str(args, 0)?))),
    ("fs_remove_dir", |_, args| {
        let (path, all) = (arg::str(args, 0)?, arg::bool(args, 1)?);
        io_result(if all { fs::remove_dir_all(path) } else { fs::remove_dir(path) })
    }),
    ("fs_copy", |_, args| io_result(fs::copy(arg::str(args, 0)?, arg::str(args, 1)?))),
    ("fs_rename", |_, args| io_result(fs::rename(arg::str(args, 0)?, arg::str(args, 1)?))),
    ("fs_hard_link", |_, args| io_result(fs::hard_link(arg::str(args, 0)?, arg::str(args, 1)?))),
    ("fs_symlink", |_, args| io_result(symlink(arg::str(args, 0)?, arg::str(args, 1)?))),
    ("fs_canonicalize", |_, args| io_result(fs::canonicalize(arg::str(args, 0)?).map(text))),
    ("fs_read_link", |_, args| io_result(fs::read_link(arg::str(args, 0)?).map(text))),
    ("fs_read_dir", |_, args| io_result(read_dir(arg::str(args, 0)?))),
    ("fs_set_mode", |_, args| io_result(set_mode(arg::str(args, 0)?, arg::u64(args, 1)? as u32))),
];

/// An open file; `None` once it was closed.
struct FileObject(Mutex<Option<File>>);

impl Object for FileObject {
    fn type_name(&self) -> &'static str {
        "RawFile"
    }
}

impl FileObject {
    fn new(file: File) -> FileObject {
        FileObject(Mutex::new(Some(file)))
    }

    fn with<T>(&self, work: impl FnOnce(&File) -> io::Result<T>) -> io::Result<T> {
        match &*self.0.lock() {
            Some(file) => work(file),
            None => Err(io::Error::other("the file is closed")),
        }
    }
}

fn file(args: &[Value]) -> Result<&FileObject, Exit> {
    arg::object(args, 0)
}

/// The bytes of an argument.
pub(crate) fn bytes(args: &[Value], index: usize) -> Result<&[u8], Exit> {
    arg::list(args, index)?.bytes().ok_or_else(|| disagree("bytes that are none"))
}

fn file_open(_cx: &mut NativeCx<'_>, args: &mut [Value]) -> NativeResult {
    let (flags, mode) = (arg::usize(args, 1)?, arg::u64(args, 2)? as u32);
    let mut options = OpenOptions::new();
    let is = |bit| flags & bit != 0;
    options.read(is(1)).write(is(2)).append(is(4)).truncate(is(8)).create(is(16)).create_new(is(32));
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    let _ = mode;
    io_result(options.open(arg::str(args, 0)?).map(|file| Value::object(FileObject::new(file))))
}

/// Kind, length, mode, and nanoseconds of modification, access and creation.
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
    ])
}

fn kind_of(file_type: fs::FileType) -> u8 {
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
