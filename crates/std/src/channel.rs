//! Channels (`std::sync::mpsc`).

use crate::support::{Natives, UNIT, disagree};
use ruchy_runtime::{Channel, Claim, Manner, RecvTimeoutError, SendTimeoutError, Time, TryRecvError, TrySendError};
use ruchy_vm::native::{Exit, NativeCx, arg};
use ruchy_vm::value::{Object, Value};
use std::sync::Arc;
use std::time::Duration;

pub(crate) const NATIVES: Natives = &[
    ("channel_new", |_, args| {
        let capacity = match arg::take(args, 0).into_option() {
            Some(capacity) => Some(capacity.as_usize().ok_or_else(|| disagree("a capacity that is none"))?),
            None => None,
        };
        Ok(Value::object(ChannelObject(Channel::new(capacity))))
    }),
    ("channel_send", |cx, args| {
        let value = arg::take(args, 1);
        let channel = channel(args)?;
        let manner = manner(cx);
        match channel.try_send_as(value, &manner) {
            Ok(()) => Ok(Value::UNIT.ok()),
            Err(TrySendError::Disconnected(value)) => Ok(value.err()),
            Err(TrySendError::Full(value)) => {
                let sending = channel.send_as(value, manner);
                cx.wait(args, "room in channel", sending, |_, _, sent| {
                    Ok(match sent {
                        Ok(()) => Value::UNIT.ok(),
                        Err(refused) => refused.0.err(),
                    })
                })
            }
        }
    }),
    ("channel_try_send", |_, args| {
        let value = arg::take(args, 1);
        Ok(match channel(args)?.try_send(value) {
            Ok(()) => Value::UNIT.ok(),
            Err(TrySendError::Disconnected(value)) => Value::tuple([value, true.into()]).err(),
            Err(TrySendError::Full(value)) => Value::tuple([value, false.into()]).err(),
        })
    }),
    ("channel_send_timeout", |cx, args| {
        let deadline = deadline(cx, args, 2)?;
        let value = arg::take(args, 1);
        let sending = channel(args)?.send_deadline(cx.runtime(), deadline, value);
        cx.wait(args, "room in channel", sending, |_, _, sent| {
            Ok(match sent {
                Ok(()) => Value::UNIT.ok(),
                Err(SendTimeoutError::Disconnected(value)) => Value::tuple([value, true.into()]).err(),
                Err(SendTimeoutError::Timeout(value)) => Value::tuple([value, false.into()]).err(),
            })
        })
    }),
    ("channel_recv", |cx, args| {
        let channel = channel(args)?;
        let manner = manner(cx);
        match channel.try_recv_as(&manner) {
            Ok(value) => Ok(value.some()),
            Err(TryRecvError::Disconnected) => Ok(Value::NONE),
            Err(TryRecvError::Empty) => {
                let receiving = channel.recv_as(manner);
                cx.wait(args, "message on channel", receiving, |_, _, received| Ok(received.map_or(Value::NONE, Value::some)))
            }
        }
    }),
    ("channel_try_recv", |_, args| {
        Ok(match channel(args)?.try_recv() {
            Ok(value) => value.ok(),
            Err(error) => Value::from(error == TryRecvError::Disconnected).err(),
        })
    }),
    ("channel_recv_timeout", |cx, args| {
        let deadline = deadline(cx, args, 1)?;
        let channel = channel(args)?;
        match channel.try_recv() {
            Ok(value) => Ok(value.ok()),
            Err(TryRecvError::Disconnected) => Ok(Value::from(true).err()),
            Err(TryRecvError::Empty) => {
                let receiving = channel.recv_deadline(cx.runtime(), deadline);
                cx.wait(args, "message on channel", receiving, |_, _, received| {
                    Ok(match received {
                        Ok(value) => value.ok(),
                        Err(error) => Value::from(error == RecvTimeoutError::Disconnected).err(),
                    })
                })
            }
        }
    }),
    ("channel_add_sender", |_, args| {
        channel(args)?.add_sender();
        UNIT
    }),
    ("channel_drop_sender", |_, args| {
        channel(args)?.drop_sender();
        UNIT
    }),
    ("channel_add_receiver", |_, args| {
        channel(args)?.add_receiver();
        UNIT
    }),
    ("channel_drop_receiver", |_, args| Ok(Value::list(channel(args)?.drop_receiver().into()))),
    ("channel_len", |_, args| Ok(channel(args)?.len().into())),
    ("channel_capacity", |_, args| Ok(channel(args)?.capacity().into())),
    ("channel_wait_ready", |cx, args| {
        let ready = channel(args)?.ready(arg::bool(args, 1)?);
        cx.wait(args, "channel to be ready", ready, |_, _, ()| UNIT)
    }),
    ("channel_is_ready", |_, args| Ok(channel(args)?.is_ready(arg::bool(args, 1)?).into())),
    ("channel_reserve", |cx, args| {
        let count = arg::usize(args, 1)?;
        let channel = channel(args)?;
        match channel.try_reserve(count) {
            Ok(()) => Ok(true.into()),
            Err(true) => Ok(false.into()),
            Err(false) => {
                let reserving = channel.reserve(count);
                cx.wait(args, "room in channel", reserving, |_, _, reserved| Ok(reserved.is_ok().into()))
            }
        }
    }),
    ("channel_try_reserve", |_, args| {
        let count = arg::usize(args, 1)?;
        Ok(match channel(args)?.try_reserve(count) {
            Ok(()) => Value::UNIT.ok(),
            Err(closed) => Value::from(closed).err(),
        })
    }),
    ("channel_send_reserved", |_, args| {
        let value = arg::take(args, 1);
        Ok(match channel(args)?.send_reserved(value) {
            Ok(()) => Value::UNIT.ok(),
            Err(value) => value.err(),
        })
    }),
    ("channel_release_reserved", |_, args| {
        let count = arg::usize(args, 1)?;
        channel(args)?.release_reserved(count);
        UNIT
    }),
    ("channel_free", |_, args| Ok(channel(args)?.free().into())),
    ("channel_closed", |cx, args| {
        let closing = channel(args)?.closed();
        cx.wait(args, "end of a channel", closing, |_, _, ()| UNIT)
    }),
    ("channel_is_without_senders", |_, args| Ok(channel(args)?.is_without_senders().into())),
    ("channel_sender_count", |_, args| Ok(channel(args)?.sender_count().into())),
    ("channel_upgrade_sender", |_, args| Ok(channel(args)?.upgrade_sender().into())),
    ("channel_add_weak_sender", |_, args| {
        channel(args)?.add_weak_sender();
        UNIT
    }),
    ("channel_drop_weak_sender", |_, args| {
        channel(args)?.drop_weak_sender();
        UNIT
    }),
    ("channel_weak_sender_count", |_, args| Ok(channel(args)?.weak_sender_count().into())),
    ("channel_close", |_, args| {
        channel(args)?.close();
        UNIT
    }),
    ("channel_is_closed", |_, args| Ok(channel(args)?.is_closed().into())),
    ("channel_same", |_, args| {
        let ChannelObject(other) = arg::object(args, 1)?;
        Ok(channel(args)?.is_same(other).into())
    }),
];

/// How an operation of this task may be completed: a part of a set may lose a race.
fn manner(cx: &mut NativeCx<'_>) -> Manner {
    if !cx.task.is_nested() {
        return Manner::Plain;
    }
    cx.extensions.get::<Claim>().map_or(Manner::Polled, |claim| Manner::Chosen(claim.clone()))
}

/// What both ends hold. Their numbers are counted by the script's clones and drops.
struct ChannelObject(Arc<Channel<Value>>);

impl Object for ChannelObject {
    fn type_name(&self) -> &'static str {
        "RawChannel"
    }
}

fn channel(args: &[Value]) -> Result<&Arc<Channel<Value>>, Exit> {
    let ChannelObject(channel) = arg::object(args, 0)?;
    Ok(channel)
}

/// When so many nanoseconds will have passed.
fn deadline(cx: &NativeCx<'_>, args: &[Value], index: usize) -> Result<Time, Exit> {
    Ok(cx.runtime().now() + Duration::from_nanos(arg::u64(args, index)?))
}
