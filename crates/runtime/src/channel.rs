//! Channels: queues of values between any number of senders and receivers, unbounded, bounded or rendezvous.
//!
//! The core counts its senders and receivers but has no handles of its own: the embedder, who knows exactly when a script
//! drops one, calls `add_` and `drop_`.
//!
//! Invariants, under the one lock:
//! - Values leave in the order in which they were sent. A blocked sender's value waits in its queue entry and moves into the
//!   buffer as soon as there is room, so senders wait only while the buffer is full.
//! - For each value that became available, one waiting receiver is chosen and woken. A chosen receiver that finds nothing
//!   (another came first) goes back to the front; one that is dropped while there is something chooses the next.
//! - Once nothing more can come, no receiver waits: all are woken when that begins, and none finds less than an end.
//! - A value is in one place: with its sender, in the channel, or with its receiver. A failed or cancelled send gives it back.
//! - What blocks as one operation of several ([`Claim`]) is completed by another task only after that has committed the claim. A send that may lose a race
//!   ([`Manner::Polled`]) is never completed by another task: it is told of the room, and fills it when it is polled.

mod futures;

use crate::{
    choice::Claim,
    runtime::Runtime,
    timer::Time,
    waiters::{Key, WaitList, wake_all},
};
pub use futures::{ClosedFuture, Ready, RecvDeadline, RecvFuture, ReserveFuture, SendDeadline, SendFuture};
use parking_lot::{Mutex, MutexGuard};
use std::{
    collections::VecDeque,
    sync::Arc,
    task::{Context, Poll, Waker},
};

/// Why a value was not sent now; it comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrySendError<T> {
    /// No room; a rendezvous channel without a waiting receiver.
    Full(T),
    /// Closed, or no receiver is left.
    Disconnected(T),
}

/// Why a value was not sent in time; it comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SendTimeoutError<T> {
    /// No room until the deadline.
    Timeout(T),
    /// Closed, or no receiver is left.
    Disconnected(T),
}

/// Why nothing is received now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TryRecvError {
    /// Nothing there yet.
    Empty,
    /// Nothing there, and nothing can come: closed, or no sender is left.
    Disconnected,
}

/// Why nothing was received in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecvTimeoutError {
    /// Nothing until the deadline.
    Timeout,
    /// Nothing there, and nothing can come.
    Disconnected,
}

/// Nobody is left on the other side; a value that was to be sent comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Disconnected<T = ()>(pub T);

struct State<T> {
    buffer: VecDeque<T>,
    capacity: Option<usize>,
    senders: usize,
    receivers: usize,
    closed: bool,
    /// Linked: waiting. Unlinked: chosen, something is there, or was put into it.
    receiving: WaitList<Receiving<T>>,
    /// Linked: the value waits here. Unlinked: it was taken, refused, or there is room for it.
    sending: WaitList<Sending<T>>,
    /// Who waits until something can be done, without doing it; all are woken whenever that may be.
    watching: WaitList<()>,
    /// Places in the buffer that are promised and not yet filled.
    reserved: usize,
    /// Linked: waits for places. Unlinked: has them all, or was refused.
    reserving: WaitList<Reservation>,
    /// Those who wait until sending fails.
    closing: WaitList<()>,
    /// Handles that can become senders.
    weak_senders: usize,
}

/// How a blocked operation may be completed.
#[derive(Clone, Debug)]
pub enum Manner {
    /// By anybody.
    Plain,
    /// By the future's own poll: it may be dropped in favour of another.
    Polled,
    /// By whoever commits the claim first.
    Chosen(Claim),
}

impl Manner {
    fn claim(&self) -> Option<&Claim> {
        if let Manner::Chosen(claim) = self { Some(claim) } else { None }
    }
}

struct Receiving<T> {
    /// What a rendezvous put here.
    value: Option<T>,
    claim: Option<Claim>,
}

struct Sending<T> {
    value: Option<T>,
    refused: bool,
    manner: Manner,
}

/// Places that somebody waits for; those he has got count as reserved.
struct Reservation {
    wanted: usize,
    got: usize,
    refused: bool,
}

/// Up to two wakers: taking something may make room for a sender, whose value is then there for another receiver.
type Wakers = [Option<Waker>; 2];

impl<T> State<T> {
    fn refuses(&self) -> bool {
        self.closed || self.receivers == 0
    }

    fn is_exhausted(&self) -> bool {
        (self.closed && self.reserved == 0 || self.senders == 0) && self.buffer.is_empty() && self.sending.is_empty()
    }

    fn free(&self) -> usize {
        self.capacity.map_or(usize::MAX, |capacity| capacity.saturating_sub(self.buffer.len() + self.reserved))
    }

    /// Gives free places to those who wait for some, in order; one who wants many gets them bit by bit.
    fn grant(&mut self) -> Vec<Waker> {
        let mut wakers = Vec::new();
        while let Some(first) = self.reserving.front() {
            let free = self.free();
            let place = self.reserving.payload(first);
            let more = free.min(place.wanted - place.got);
            place.got += more;
            let complete = place.got == place.wanted;
            self.reserved += more;
            if !complete {
                break;
            }
            self.reserving.choose_front();
            wakers.extend(self.reserving.take_waker(first));
        }
        wakers
    }

    /// Gives places back that will not be filled.
    fn give_back(&mut self, count: usize) -> Vec<Waker> {
        self.reserved -= count;
        let mut wakers = self.grant();
        if self.closed && self.reserved == 0 {
            wakers.extend(self.receiving.choose_all());
        }
        wakers
    }

    fn has_room(&self) -> bool {
        match self.capacity {
            None => true,
            // A waiting receiver is certain to take it: either itself, or the one that is chosen when it gives up.
            Some(0) => !self.receiving.is_empty(),
            Some(_) => self.reserving.is_empty() && self.free() > 0,
        }
    }

    fn has_something(&self) -> bool {
        !self.buffer.is_empty() || !self.sending.is_empty()
    }

    /// The first blocked sender's value that can be had, unless `claim` is an operation of the same choice. On a buffered channel one that sends only in its
    /// own poll has none to give: it is told of the room that there is, or passed over.
    fn take_blocked(&mut self, claim: Option<&Claim>, has_room: bool) -> Option<(Option<T>, Option<Waker>)> {
        let mut next = self.sending.front();
        while let Some(key) = next {
            next = self.sending.after(key);
            let blocked = self.sending.payload(key);
            let value = match &blocked.manner {
                Manner::Polled if self.capacity != Some(0) && !has_room => continue,
                Manner::Polled if self.capacity != Some(0) => None,
                Manner::Chosen(other) if other.is_beside(claim) || !other.commit() => continue,
                _ => blocked.value.take(),
            };
            self.sending.choose(key);
            return Some((value, self.sending.take_waker(key)));
        }
        None
    }

    /// Lets a blocked sender fill the room that there is, or tells it of it.
    fn fill(&mut self, claim: Option<&Claim>) -> Option<Wakers> {
        let (value, waker) = self.take_blocked(claim, true)?;
        let receiver = value.and_then(|value| {
            self.buffer.push_back(value);
            self.receiving.choose_waker()
        });
        Some([waker, receiver])
    }

    fn take(&mut self, claim: Option<&Claim>) -> Option<(T, Wakers)> {
        let Some(value) = self.buffer.pop_front() else {
            let (value, waker) = self.take_blocked(claim, false)?;
            return Some((value?, [waker, None]));
        };
        if self.capacity.is_some_and(|capacity| self.buffer.len() < capacity)
            && let Some(wakers) = self.fill(claim)
        {
            return Some((value, wakers));
        }
        // One place became free, so one reservation at most is complete.
        let waker = if self.reserving.is_empty() { None } else { self.grant().pop() };
        Some((value, [waker, None]))
    }

    /// Hands a value to a receiver that waits at a rendezvous; it comes back if there is none that can be had.
    fn hand_over(&mut self, value: T, claim: Option<&Claim>) -> Result<Option<Waker>, T> {
        let mut next = self.receiving.front();
        while let Some(key) = next {
            next = self.receiving.after(key);
            let waiting = self.receiving.payload(key);
            if waiting.claim.as_ref().is_some_and(|other| other.is_beside(claim) || !other.commit()) {
                continue;
            }
            waiting.value = Some(value);
            self.receiving.choose(key);
            return Ok(self.receiving.take_waker(key));
        }
        Err(value)
    }

    /// A value that was meant for a receiver which is gone.
    fn pass_on(&mut self, value: T) -> Option<Waker> {
        match self.hand_over(value, None) {
            Ok(waker) => waker,
            Err(value) => {
                self.buffer.push_front(value);
                None
            }
        }
    }

    fn try_recv(&mut self, claim: Option<&Claim>) -> Result<(T, Wakers), TryRecvError> {
        match self.take(claim) {
            Some(taken) => Ok(taken),
            None if self.is_exhausted() => Err(TryRecvError::Disconnected),
            None => Err(TryRecvError::Empty),
        }
    }

    /// Whether a send, or a receive, would be done at once.
    fn is_ready(&self, sending: bool) -> bool {
        if sending { self.refuses() || self.has_room() } else { self.has_something() || self.is_exhausted() }
    }

    /// Those to wake after any change.
    fn watchers(&mut self) -> Vec<Waker> {
        if self.watching.is_empty() { Vec::new() } else { self.watching.choose_all() }
    }

    fn end_all_waits(&mut self) -> Vec<Waker> {
        let mut wakers = self.receiving.choose_all();
        wakers.extend(self.watchers());
        if self.refuses() {
            while let Some(key) = self.sending.choose_front() {
                self.sending.payload(key).refused = true;
                wakers.extend(self.sending.take_waker(key));
            }
            wakers.extend(self.closing.choose_all());
            while let Some(key) = self.reserving.choose_front() {
                let place = self.reserving.payload(key);
                place.refused = true;
                self.reserved -= std::mem::take(&mut place.got);
                wakers.extend(self.reserving.take_waker(key));
            }
        }
        wakers
    }
}

/// The core of a channel.
pub struct Channel<T> {
    state: Mutex<State<T>>,
}

impl<T> Channel<T> {
    /// `None` is unbounded, `Some(0)` rendezvous. Counts one sender and one receiver.
    pub fn new(capacity: Option<usize>) -> Arc<Self> {
        Arc::new(Self {
            state: Mutex::new(State {
                buffer: VecDeque::new(),
                capacity,
                senders: 1,
                receivers: 1,
                closed: false,
                receiving: WaitList::new(),
                sending: WaitList::new(),
                watching: WaitList::new(),
                reserved: 0,
                reserving: WaitList::new(),
                closing: WaitList::new(),
                weak_senders: 0,
            }),
        })
    }

    /// Sends now or gives the value back.
    pub fn try_send(&self, value: T) -> Result<(), TrySendError<T>> {
        self.try_send_as(value, &Manner::Plain)
    }

    /// The same as an operation of a choice, whose other operations it does not meet.
    pub fn try_send_as(&self, value: T, manner: &Manner) -> Result<(), TrySendError<T>> {
        let mut state = self.state.lock();
        if state.refuses() {
            return Err(TrySendError::Disconnected(value));
        }
        let waker = if state.capacity == Some(0) {
            match state.hand_over(value, manner.claim()) {
                Ok(waker) => waker,
                Err(value) => return Err(TrySendError::Full(value)),
            }
        } else if state.has_room() {
            state.buffer.push_back(value);
            state.receiving.choose_waker()
        } else {
            return Err(TrySendError::Full(value));
        };
        let watchers = state.watchers();
        drop(state);
        wake_all(waker.into_iter().chain(watchers));
        Ok(())
    }

    /// Sends when there is room; on a rendezvous channel, when it was received.
    pub fn send(self: &Arc<Self>, value: T) -> SendFuture<T> {
        self.send_as(value, Manner::Plain)
    }

    /// The same where the send may lose a race.
    pub fn send_as(self: &Arc<Self>, value: T, manner: Manner) -> SendFuture<T> {
        SendFuture { channel: self.clone(), value: Some(value), key: None, manner }
    }

    /// The same until `deadline`.
    pub fn send_deadline(self: &Arc<Self>, runtime: &Runtime, deadline: Time, value: T) -> SendDeadline<T> {
        SendDeadline { send: self.send(value), sleep: runtime.sleep_until(deadline) }
    }

    /// Waits for places in the buffer of a bounded channel, which are then filled by [`Channel::send_reserved`] or given back
    /// by [`Channel::release_reserved`].
    pub fn reserve(self: &Arc<Self>, count: usize) -> ReserveFuture<T> {
        ReserveFuture { channel: self.clone(), count, key: None }
    }

    /// Reserves places that are free now; the error says whether sending fails for good.
    pub fn try_reserve(&self, count: usize) -> Result<(), bool> {
        let mut state = self.state.lock();
        if state.refuses() {
            return Err(true);
        }
        if state.free() < count || !state.reserving.is_empty() || !state.sending.is_empty() {
            return Err(false);
        }
        state.reserved += count;
        Ok(())
    }

    /// Fills a reserved place, also after the channel was closed; the value comes back if nobody can receive it.
    pub fn send_reserved(&self, value: T) -> Result<(), T> {
        let mut state = self.state.lock();
        state.reserved -= 1;
        if state.receivers == 0 {
            return Err(value);
        }
        state.buffer.push_back(value);
        let waker = state.receiving.choose_waker();
        drop(state);
        wake_all(waker);
        Ok(())
    }

    /// Gives reserved places back.
    pub fn release_reserved(&self, count: usize) {
        let mut state = self.state.lock();
        let wakers = state.give_back(count);
        drop(state);
        wake_all(wakers);
    }

    /// How many places are neither filled nor reserved.
    pub fn free(&self) -> usize {
        self.state.lock().free()
    }

    /// Waits until sending fails: closed, or no receiver is left.
    pub fn closed(self: &Arc<Self>) -> ClosedFuture<T> {
        ClosedFuture { channel: self.clone(), key: None }
    }

    /// Counts one more sender unless none is left.
    pub fn upgrade_sender(&self) -> bool {
        let mut state = self.state.lock();
        let some = state.senders > 0;
        state.senders += usize::from(some);
        some
    }

    /// Counts a handle that can become a sender.
    pub fn add_weak_sender(&self) {
        self.state.lock().weak_senders += 1;
    }

    /// Counts one less of them.
    pub fn drop_weak_sender(&self) {
        self.state.lock().weak_senders -= 1;
    }

    /// How many of them there are.
    pub fn weak_sender_count(&self) -> usize {
        self.state.lock().weak_senders
    }

    /// Receives what is there now.
    pub fn try_recv(&self) -> Result<T, TryRecvError> {
        self.try_recv_as(&Manner::Plain)
    }

    /// The same as an operation of a choice, whose other operations it does not meet.
    pub fn try_recv_as(&self, manner: &Manner) -> Result<T, TryRecvError> {
        let mut state = self.state.lock();
        let (value, wakers) = state.try_recv(manner.claim())?;
        let watchers = state.watchers();
        drop(state);
        wake_all(wakers.into_iter().flatten().chain(watchers));
        Ok(value)
    }

    /// Receives the next value when it comes.
    pub fn recv(self: &Arc<Self>) -> RecvFuture<T> {
        self.recv_as(Manner::Plain)
    }

    /// The same where the receive may lose a race.
    pub fn recv_as(self: &Arc<Self>, manner: Manner) -> RecvFuture<T> {
        RecvFuture { channel: self.clone(), key: None, manner }
    }

    /// The same until `deadline`.
    pub fn recv_deadline(self: &Arc<Self>, runtime: &Runtime, deadline: Time) -> RecvDeadline<T> {
        RecvDeadline { recv: self.recv(), sleep: runtime.sleep_until(deadline) }
    }

    /// Waits until a send (or else a receive) would be done at once: there is room or a value, or there can never be.
    pub fn ready(self: &Arc<Self>, sending: bool) -> Ready<T> {
        Ready { channel: self.clone(), sending, key: None }
    }

    /// Whether a send (or else a receive) would be done at once.
    pub fn is_ready(&self, sending: bool) -> bool {
        self.state.lock().is_ready(sending)
    }

    /// How many values are there (blocked senders' values are not).
    pub fn len(&self) -> usize {
        self.state.lock().buffer.len()
    }

    /// Whether none is there.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether a `try_send` would find no room.
    pub fn is_full(&self) -> bool {
        !self.state.lock().has_room()
    }

    /// How many values fit; `None` is any number.
    pub fn capacity(&self) -> Option<usize> {
        self.state.lock().capacity
    }

    /// Whether sending fails: closed, or no receiver is left.
    pub fn is_closed(&self) -> bool {
        self.state.lock().refuses()
    }

    /// Whether receiving fails: nothing is there and nothing can come.
    pub fn is_exhausted(&self) -> bool {
        self.state.lock().is_exhausted()
    }

    /// Whether no sender is left.
    pub fn is_without_senders(&self) -> bool {
        self.sender_count() == 0
    }

    /// How many senders there are.
    pub fn sender_count(&self) -> usize {
        self.state.lock().senders
    }

    /// How many receivers there are.
    pub fn receiver_count(&self) -> usize {
        self.state.lock().receivers
    }

    /// Whether both ends are the same channel's.
    pub fn is_same(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }

    /// Refuses all further sends, also the blocked ones; what is there can still be received.
    pub fn close(&self) {
        let mut state = self.state.lock();
        state.closed = true;
        let wakers = state.end_all_waits();
        drop(state);
        wake_all(wakers);
    }

    /// Counts one more sender.
    pub fn add_sender(&self) {
        self.state.lock().senders += 1;
    }

    /// Counts one sender less; after the last, receivers get what is there and then [`Disconnected`].
    pub fn drop_sender(&self) {
        let mut state = self.state.lock();
        state.senders = state.senders.saturating_sub(1);
        if state.senders == 0 {
            let wakers = state.end_all_waits();
            drop(state);
            wake_all(wakers);
        }
    }

    /// Counts one more receiver.
    pub fn add_receiver(&self) {
        self.state.lock().receivers += 1;
    }

    /// Counts one receiver less; after the last, sending fails, and what was there is given to the caller to drop.
    pub fn drop_receiver(&self) -> VecDeque<T> {
        let mut state = self.state.lock();
        state.receivers = state.receivers.saturating_sub(1);
        if state.receivers > 0 {
            return VecDeque::new();
        }
        let wakers = state.end_all_waits();
        let left = std::mem::take(&mut state.buffer);
        drop(state);
        wake_all(wakers);
        left
    }

    fn poll_recv(&self, key: &mut Option<Key>, manner: &Manner, cx: &mut Context<'_>) -> Poll<Result<T, Disconnected>> {
        let mut state = self.state.lock();
        if let Some(waiting) = *key
            && let Some(value) = state.receiving.payload(waiting).value.take()
        {
            *key = None;
            state.receiving.remove(waiting);
            return Poll::Ready(Ok(value));
        }
        let result = match state.try_recv(manner.claim()) {
            Ok(taken) => Ok(taken),
            Err(TryRecvError::Disconnected) => Err(Disconnected(())),
            Err(TryRecvError::Empty) => {
                match *key {
                    Some(key) => {
                        state.receiving.set_waker(key, cx);
                        state.receiving.return_to_front(key);
                    }
                    None => {
                        let waiting = Receiving { value: None, claim: manner.claim().cloned() };
                        *key = Some(state.receiving.push_back(Some(cx.waker().clone()), waiting));
                    }
                }
                // A waiting receiver is room for a sender of a rendezvous.
                let watchers = if state.capacity == Some(0) { state.watchers() } else { Vec::new() };
                drop(state);
                wake_all(watchers);
                return Poll::Pending;
            }
        };
        if let Some(key) = key.take() {
            state.receiving.remove(key);
        }
        let watchers = state.watchers();
        drop(state);
        wake_all(watchers);
        Poll::Ready(result.map(|(value, wakers)| {
            wake_all(wakers.into_iter().flatten());
            value
        }))
    }

    fn cancel_recv(&self, key: &mut Option<Key>) {
        let Some(key) = key.take() else { return };
        let mut state = self.state.lock();
        let chosen = !state.receiving.is_linked(key);
        let waker = match state.receiving.remove(key).value {
            Some(value) => state.pass_on(value),
            None if chosen && state.has_something() => state.receiving.choose_waker(),
            None => None,
        };
        drop(state);
        wake_all(waker);
    }

    fn poll_send(
        &self,
        value: &mut Option<T>,
        key: &mut Option<Key>,
        manner: &Manner,
        cx: &mut Context<'_>,
    ) -> Poll<Result<(), Disconnected<T>>> {
        let mut state = self.state.lock();
        let sent = match *key {
            Some(waiting) => {
                let blocked = state.sending.payload(waiting);
                if blocked.refused || blocked.value.is_none() {
                    *key = None;
                    return Poll::Ready(state.sending.remove(waiting).value.map_or(Ok(()), |value| Err(Disconnected(value))));
                }
                blocked.value.take()
            }
            None => value.take(),
        };
        let Some(sent) = sent else { return Poll::Ready(Ok(())) };
        if state.refuses() {
            if let Some(waiting) = key.take() {
                state.sending.remove(waiting);
            }
            drop(state);
            return Poll::Ready(Err(Disconnected(sent)));
        }
        let rendezvous = state.capacity == Some(0);
        if !rendezvous && state.has_room() {
            if let Some(waiting) = key.take() {
                state.sending.remove(waiting);
            }
            state.buffer.push_back(sent);
            let waker = state.receiving.choose_waker();
            let watchers = state.watchers();
            drop(state);
            wake_all(waker.into_iter().chain(watchers));
            return Poll::Ready(Ok(()));
        }
        match *key {
            Some(waiting) => {
                state.sending.payload(waiting).value = Some(sent);
                state.sending.set_waker(waiting, cx);
                state.sending.return_to_front(waiting);
            }
            None => {
                let blocked = Sending { value: Some(sent), refused: false, manner: manner.clone() };
                *key = Some(state.sending.push_back(Some(cx.waker().clone()), blocked));
            }
        }
        let waker = if rendezvous { state.receiving.choose_waker() } else { None };
        let watchers = state.watchers();
        drop(state);
        wake_all(waker.into_iter().chain(watchers));
        Poll::Pending
    }

    fn cancel_send(&self, value: &mut Option<T>, key: &mut Option<Key>) -> Option<T> {
        if let Some(key) = key.take() {
            let mut state: MutexGuard<'_, State<T>> = self.state.lock();
            let chosen = !state.sending.is_linked(key);
            let value = state.sending.remove(key).value;
            // There was room for it; now there is room for the next.
            let wakers = if chosen && value.is_some() && state.capacity != Some(0) && state.has_room() { state.fill(None) } else { None };
            drop(state);
            wake_all(wakers.into_iter().flatten().flatten());
            return value;
        }
        value.take()
    }
}
