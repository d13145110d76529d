//! What the natives share: results, types, errors of the operating system.

use ruchy_check::types::{Ty, TyKind};
use ruchy_vm::native::{Exit, NativeCx, NativeFn, NativeResult};
use ruchy_vm::value::Value;
use std::cmp::Ordering;
use std::io;

/// A module's natives by name.
pub(crate) type Natives = &'static [(&'static str, NativeFn)];

/// `()`
pub(crate) const UNIT: NativeResult = Ok(Value::UNIT);

/// The declaration and the native disagree about an argument.
#[cold]
pub(crate) fn disagree(what: &str) -> Exit {
    Exit::Internal(format!("a native was called with {what}"))
}

/// `std::cmp::Ordering` as a value of this type; its variants are declared in this order.
pub(crate) fn ordering_of(ty: Ty, ordering: Ordering) -> Value {
    let variant = match ordering {
        Ordering::Less => 0,
        Ordering::Equal => 1,
        Ordering::Greater => 2,
    };
    Value::adt(ty, variant, [])
}

/// The only generic argument of a type: the `T` of `Option<T>`.
pub(crate) fn first_argument(cx: &NativeCx<'_>, ty: Ty) -> Option<Ty> {
    let code = cx.code();
    match code.types.kind(ty)? {
        TyKind::Adt(_, args) => args.first().copied(),
        _ => None,
    }
}

/// The kinds of I/O errors, in the order of the declaration of `std::io::ErrorKind`.
const KINDS: [io::ErrorKind; 38] = [
    io::ErrorKind::NotFound,
    io::ErrorKind::PermissionDenied,
    io::ErrorKind::ConnectionRefused,
    io::ErrorKind::ConnectionReset,
    io::ErrorKind::HostUnreachable,
    io::ErrorKind::NetworkUnreachable,
    io::ErrorKind::ConnectionAborted,
    io::ErrorKind::NotConnected,
    io::ErrorKind::AddrInUse,
    io::ErrorKind::AddrNotAvailable,
    io::ErrorKind::NetworkDown,
    io::ErrorKind::BrokenPipe,
    io::ErrorKind::AlreadyExists,
    io::ErrorKind::WouldBlock,
    io::ErrorKind::NotADirectory,
    io::ErrorKind::IsADirectory,
    io::ErrorKind::DirectoryNotEmpty,
    io::ErrorKind::ReadOnlyFilesystem,
    io::ErrorKind::StaleNetworkFileHandle,
    io::ErrorKind::InvalidInput,
    io::ErrorKind::InvalidData,
    io::ErrorKind::TimedOut,
    io::ErrorKind::WriteZero,
    io::ErrorKind::StorageFull,
    io::ErrorKind::NotSeekable,
    io::ErrorKind::QuotaExceeded,
    io::ErrorKind::FileTooLarge,
    io::ErrorKind::ResourceBusy,
    io::ErrorKind::ExecutableFileBusy,
    io::ErrorKind::Deadlock,
    io::ErrorKind::CrossesDevices,
    io::ErrorKind::TooManyLinks,
    io::ErrorKind::InvalidFilename,
    io::ErrorKind::ArgumentListTooLong,
    io::ErrorKind::Interrupted,
    io::ErrorKind::Unsupported,
    io::ErrorKind::UnexpectedEof,
    io::ErrorKind::OutOfMemory,
];

/// An I/O error as the declarations expect it: kind, number of the operating system's error (-1: none), message.
pub(crate) fn io_error(error: &io::Error) -> Value {
    let kind = KINDS.iter().position(|kind| *kind == error.kind()).unwrap_or(KINDS.len()) as u8;
    let code = error.raw_os_error().unwrap_or(-1);
    let mut message = error.to_string();
    if let Some(cut) = message.rfind(" (os error ") {
        message.truncate(cut);
    }
    Value::tuple([kind.into(), code.into(), message.into()])
}

/// `Ok` of a value, or `Err` of an I/O error.
pub(crate) fn io_result(result: io::Result<impl Into<Value>>) -> NativeResult {
    Ok(match result {
        Ok(value) => value.into().ok(),
        Err(error) => io_error(&error).err(),
    })
}

/// Bytes for the script.
pub(crate) struct Bytes(pub Vec<u8>);

impl From<Bytes> for Value {
    fn from(bytes: Bytes) -> Value {
        Value::bytes(bytes.0)
    }
}
