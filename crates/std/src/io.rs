//! Errors of the operating system (`std::io`).

use crate::support::{Natives, io_error};
use ruchy_vm::native::arg;
use std::io;

pub(crate) const NATIVES: Natives = &[
    ("io_os_error", |_, args| Ok(io_error(&io::Error::from_raw_os_error(arg::i64(args, 0)? as i32)))),
    ("io_last_os_error", |_, _| Ok(io_error(&io::Error::last_os_error()))),
];
