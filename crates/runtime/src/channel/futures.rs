//! What waits at a channel: the futures that its operations give. Each keeps its place in the channel's lists and leaves it when it is dropped.

use super::{Channel, Disconnected, Manner, RecvTimeoutError, Reservation, SendTimeoutError};
use crate::{
    timer::Sleep,
    waiters::{Key, wake_all},
};
use std::{
    future::Future,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

/// See [`Channel::ready`].
pub struct Ready<T> {
    pub(super) channel: Arc<Channel<T>>,
    pub(super) sending: bool,
    pub(super) key: Option<Key>,
}

impl<T> Future for Ready<T> {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = &mut *self;
        let mut state = this.channel.state.lock();
        if state.is_ready(this.sending) {
            if let Some(key) = this.key.take() {
                state.watching.remove(key);
            }
            return Poll::Ready(());
        }
        match this.key {
            Some(key) => {
                state.watching.set_waker(key, cx);
                state.watching.return_to_front(key);
            }
            None => this.key = Some(state.watching.push_back(Some(cx.waker().clone()), ())),
        }
        Poll::Pending
    }
}

impl<T> Drop for Ready<T> {
    fn drop(&mut self) {
        if let Some(key) = self.key.take() {
            self.channel.state.lock().watching.remove(key);
        }
    }
}

/// See [`Channel::recv`].
pub struct RecvFuture<T> {
    pub(super) channel: Arc<Channel<T>>,
    pub(super) key: Option<Key>,
    pub(super) manner: Manner,
}

impl<T> Unpin for RecvFuture<T> {}

impl<T> Future for RecvFuture<T> {
    type Output = Result<T, Disconnected>;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        this.channel.poll_recv(&mut this.key, &this.manner, cx)
    }
}

impl<T> Drop for RecvFuture<T> {
    fn drop(&mut self) {
        self.channel.cancel_recv(&mut self.key);
    }
}

/// See [`Channel::reserve`]. When it is ready with `Ok`, the places are reserved.
pub struct ReserveFuture<T> {
    pub(super) channel: Arc<Channel<T>>,
    pub(super) count: usize,
    pub(super) key: Option<Key>,
}

impl<T> Future for ReserveFuture<T> {
    type Output = Result<(), Disconnected>;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        let mut state = this.channel.state.lock();
        let Some(key) = this.key else {
            if state.refuses() {
                return Poll::Ready(Err(Disconnected(())));
            }
            this.key =
                Some(state.reserving.push_back(Some(cx.waker().clone()), Reservation { wanted: this.count, got: 0, refused: false }));
            let wakers = state.grant();
            drop(state);
            // Perhaps its own: then it is asked again at once.
            wake_all(wakers);
            return Poll::Pending;
        };
        if state.reserving.is_linked(key) {
            state.reserving.set_waker(key, cx);
            return Poll::Pending;
        }
        this.key = None;
        let refused = state.reserving.remove(key).refused;
        Poll::Ready(if refused { Err(Disconnected(())) } else { Ok(()) })
    }
}

impl<T> Drop for ReserveFuture<T> {
    fn drop(&mut self) {
        let Some(key) = self.key.take() else { return };
        let mut state = self.channel.state.lock();
        let got = state.reserving.remove(key).got;
        let wakers = state.give_back(got);
        drop(state);
        wake_all(wakers);
    }
}

/// See [`Channel::closed`].
pub struct ClosedFuture<T> {
    pub(super) channel: Arc<Channel<T>>,
    pub(super) key: Option<Key>,
}

impl<T> Future for ClosedFuture<T> {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = &mut *self;
        let mut state = this.channel.state.lock();
        if state.refuses() {
            return Poll::Ready(());
        }
        match this.key {
            Some(key) => state.closing.set_waker(key, cx),
            None => this.key = Some(state.closing.push_back(Some(cx.waker().clone()), ())),
        }
        Poll::Pending
    }
}

impl<T> Drop for ClosedFuture<T> {
    fn drop(&mut self) {
        if let Some(key) = self.key.take() {
            self.channel.state.lock().closing.remove(key);
        }
    }
}

/// See [`Channel::send`].
pub struct SendFuture<T> {
    pub(super) channel: Arc<Channel<T>>,
    pub(super) value: Option<T>,
    pub(super) key: Option<Key>,
    pub(super) manner: Manner,
}

impl<T> Unpin for SendFuture<T> {}

impl<T> SendFuture<T> {
    /// Gives up and takes the value back, if it was not sent yet.
    pub fn take_value(&mut self) -> Option<T> {
        self.channel.cancel_send(&mut self.value, &mut self.key)
    }
}

impl<T> Future for SendFuture<T> {
    type Output = Result<(), Disconnected<T>>;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        this.channel.poll_send(&mut this.value, &mut this.key, &this.manner, cx)
    }
}

impl<T> Drop for SendFuture<T> {
    fn drop(&mut self) {
        let value = self.take_value();
        drop(value);
    }
}

/// See [`Channel::recv_deadline`].
pub struct RecvDeadline<T> {
    pub(super) recv: RecvFuture<T>,
    pub(super) sleep: Sleep,
}

impl<T> Future for RecvDeadline<T> {
    type Output = Result<T, RecvTimeoutError>;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if let Poll::Ready(result) = Pin::new(&mut self.recv).poll(cx) {
            return Poll::Ready(result.map_err(|_| RecvTimeoutError::Disconnected));
        }
        Pin::new(&mut self.sleep).poll(cx).map(|()| Err(RecvTimeoutError::Timeout))
    }
}

/// See [`Channel::send_deadline`].
pub struct SendDeadline<T> {
    pub(super) send: SendFuture<T>,
    pub(super) sleep: Sleep,
}

impl<T> Future for SendDeadline<T> {
    type Output = Result<(), SendTimeoutError<T>>;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if let Poll::Ready(result) = Pin::new(&mut self.send).poll(cx) {
            return Poll::Ready(result.map_err(|Disconnected(value)| SendTimeoutError::Disconnected(value)));
        }
        let this = &mut *self;
        match Pin::new(&mut this.sleep).poll(cx) {
            Poll::Pending => Poll::Pending,
            // Received in the very last moment, unless the value is still there.
            Poll::Ready(()) => Poll::Ready(this.send.take_value().map_or(Ok(()), |value| Err(SendTimeoutError::Timeout(value)))),
        }
    }
}
