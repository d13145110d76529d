//! Clocks and spans of time (`std::time`). The clocks are the runtime's, which may be virtual.

use crate::support::Natives;
use ruchy_vm::native::{NativeResult, arg};
use ruchy_vm::value::Value;
use std::time::{Duration, SystemTime, TryFromFloatSecsError, UNIX_EPOCH};

pub(crate) const NATIVES: Natives = &[
    ("time_now", |cx, _| Ok((cx.runtime().now().0 as i64).into())),
    ("clock_pause", |cx, _| Ok(cx.runtime().pause_clock().into())),
    ("clock_resume", |cx, _| Ok(cx.runtime().resume_clock().into())),
    ("clock_advance", |cx, args| Ok(cx.runtime().advance_clock(Duration::from_nanos(arg::u64(args, 0)?)).into())),
    ("time_system", |cx, _| Ok(nanos_of(cx.runtime().system_time()).into())),
    ("duration_text", |_, args| {
        let duration = Duration::new(arg::u64(args, 0)?, (arg::u64(args, 1)? as u32).min(999_999_999));
        let plus = arg::bool(args, 2)?;
        let text = match (plus, arg::take(args, 3).into_option().and_then(|precision| precision.as_usize())) {
            (false, None) => format!("{duration:?}"),
            (true, None) => format!("{duration:+?}"),
            (false, Some(precision)) => format!("{duration:.precision$?}"),
            (true, Some(precision)) => format!("{duration:+.precision$?}"),
        };
        Ok(text.into())
    }),
    ("duration_from_f64", |_, args| {
        let secs = arg::f64(args, 0)?;
        parts(Duration::try_from_secs_f64(secs), secs < 0.0)
    }),
    ("duration_from_f32", |_, args| {
        let secs = arg::f64(args, 0)? as f32;
        parts(Duration::try_from_secs_f32(secs), secs < 0.0)
    }),
];

/// Nanoseconds since 1970, negative before.
pub(crate) fn nanos_of(time: SystemTime) -> i128 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => after.as_nanos() as i128,
        Err(before) => -(before.duration().as_nanos() as i128),
    }
}

/// Seconds and nanoseconds; the error is whether the number was negative.
fn parts(duration: Result<Duration, TryFromFloatSecsError>, negative: bool) -> NativeResult {
    Ok(match duration {
        Ok(duration) => Value::tuple([duration.as_secs().into(), duration.subsec_nanos().into()]).ok(),
        Err(_) => Value::from(negative).err(),
    })
}
