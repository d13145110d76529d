//! `park` and `unpark`: one token per task.
//!
//! Invariant: the token is there or not; `unpark` sets it, a park that ends takes it. Unparking twice lets one park through.

use parking_lot::Mutex;
use std::{
    future::Future,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, Waker},
};

#[derive(Default)]
struct State {
    token: bool,
    waker: Option<Waker>,
}

/// A task's token. Only that task parks.
#[derive(Default)]
pub struct Parker {
    state: Mutex<State>,
}

impl Parker {
    /// Without its token.
    pub fn new() -> Self {
        Self::default()
    }

    /// Waits for the token and takes it.
    pub fn park(self: &Arc<Self>) -> Park {
        Park { parker: self.clone() }
    }

    /// Gives the token.
    pub fn unpark(&self) {
        let mut state = self.state.lock();
        state.token = true;
        let waker = state.waker.take();
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

/// See [`Parker::park`].
pub struct Park {
    parker: Arc<Parker>,
}

impl Future for Park {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut state = self.parker.state.lock();
        if std::mem::take(&mut state.token) {
            state.waker = None;
            return Poll::Ready(());
        }
        state.waker = Some(cx.waker().clone());
        Poll::Pending
    }
}
