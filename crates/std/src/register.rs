//! Handing a descriptor to the reactor: the one step of input and output that is `unsafe`.

use crate::source::Io;
use std::io;
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;

/// Registers it; inside tokio's context.
#[allow(unsafe_code)]
pub(crate) fn register(io: Io, interest: Interest) -> io::Result<AsyncFd<Io>> {
    // SAFETY: an `Io` owns its open descriptor and tells the same one as long as it lives. What is registered is reached by shared reference only
    // (`Source::get`), so that nobody can exchange it before it is taken out of the reactor.
    let registered = unsafe { AsyncFd::register_with_interest(io, interest) };
    Ok(registered?)
}
