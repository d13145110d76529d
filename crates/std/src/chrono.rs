//! Dates and times (`chrono`), by the crate of that name: the calendar, its texts, and the zone of this machine.
//!
//! A moment goes between the declarations and here as seconds and nanoseconds; a date as its number of days, 1 being 1 January of the year 1.

use crate::support::{Natives, disagree};
use chrono::format::{Item, Parsed, StrftimeItems, parse};
use chrono::{DateTime, Datelike, FixedOffset, Local, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone};
use ruchy_vm::native::{Exit, NativeResult, arg};
use ruchy_vm::value::Value;
use std::fmt::Write;

pub(crate) const NATIVES: Natives = &[
    ("chrono_days", |_, args| {
        let date = NaiveDate::from_ymd_opt(small(args, 0)?, part(args, 1)?, part(args, 2)?);
        Ok(date.map(|date| i64::from(date.num_days_from_ce())).into())
    }),
    ("chrono_of_days", |_, args| {
        let Some(date) = i32::try_from(int(args, 0)?).ok().and_then(NaiveDate::from_num_days_from_ce_opt) else { return Ok(Value::NONE) };
        let week = date.iso_week();
        let parts =
            [date.year().into(), date.month().into(), date.day().into(), date.ordinal().into(), week.year().into(), week.week().into()];
        Ok(Value::tuple(parts).some())
    }),
    ("chrono_local", |_, args| {
        let at = DateTime::from_timestamp(int(args, 0)?, 0).ok_or_else(|| Exit::panic("this moment is out of range"))?;
        Ok(Local.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc().into())
    }),
    ("chrono_from_local", |_, args| {
        let at = DateTime::from_timestamp(int(args, 0)?, 0).ok_or_else(|| Exit::panic("this moment is out of range"))?;
        let offsets = match Local.offset_from_local_datetime(&at.naive_utc()) {
            chrono::LocalResult::None => Vec::new(),
            chrono::LocalResult::Single(one) => vec![one.fix()],
            chrono::LocalResult::Ambiguous(a, b) => vec![a.fix(), b.fix()],
        };
        Ok(Value::list(offsets.into_iter().map(|offset| offset.local_minus_utc().into()).collect()))
    }),
    ("chrono_format", |_, args| format(args)),
    ("chrono_parse", |_, args| read(args)),
];

fn int(args: &[Value], index: usize) -> Result<i64, Exit> {
    args[index].as_i64().ok_or_else(|| disagree("something else than a number"))
}

fn small(args: &[Value], index: usize) -> Result<i32, Exit> {
    Ok(int(args, index)?.clamp(i32::MIN.into(), i32::MAX.into()) as i32)
}

fn part(args: &[Value], index: usize) -> Result<u32, Exit> {
    Ok(int(args, index)?.clamp(0, u32::MAX.into()) as u32)
}

/// A local time as text. Arguments: which parts it has (date 1, time 2, zone 4), seconds since 1970, nanoseconds, the zone's seconds and name, the format.
fn format(args: &[Value]) -> NativeResult {
    let kind = int(args, 0)?;
    let nanos = part(args, 2)?;
    // A leap second is more than 1,000,000,000 nanoseconds.
    let moment = DateTime::from_timestamp(int(args, 1)?, nanos).ok_or_else(|| Exit::panic("this moment is out of range"))?;
    let local = moment.naive_utc();
    let offset = FixedOffset::east_opt(small(args, 3)?).ok_or_else(|| Exit::panic("this zone is out of range"))?;
    let zone = (arg::str(args, 4)?.to_owned(), offset);
    let items: Vec<Item<'_>> = StrftimeItems::new(arg::str(args, 5)?).collect();
    let shown = chrono::format::DelayedFormat::new_with_offset(
        (kind & 1 != 0).then(|| local.date()),
        (kind & 2 != 0).then(|| local.time()),
        &Zone(zone),
        items.iter(),
    );
    let plain =
        chrono::format::DelayedFormat::new((kind & 1 != 0).then(|| local.date()), (kind & 2 != 0).then(|| local.time()), items.iter());
    let mut text = String::new();
    let done = if kind & 4 != 0 { write!(text, "{shown}") } else { write!(text, "{plain}") };
    Ok(match done {
        Ok(()) => Value::from(text).some(),
        Err(_) => Value::NONE,
    })
}

#[derive(Clone)]
struct Zone((String, FixedOffset));

impl Offset for Zone {
    fn fix(&self) -> FixedOffset {
        self.0.1
    }
}

impl std::fmt::Display for Zone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.0)
    }
}

impl std::fmt::Debug for Zone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.0)
    }
}

/// A text as a local time: seconds since 1970, nanoseconds, the zone's seconds. Arguments: which parts are wanted, the text, the format (empty: as it prints itself;
/// `rfc3339`, `rfc2822`).
fn read(args: &[Value]) -> NativeResult {
    let (kind, text, format) = (int(args, 0)?, arg::str(args, 1)?, arg::str(args, 2)?);
    let with = |date: NaiveDateTime, offset: i32| (date.and_utc().timestamp(), date.and_utc().timestamp_subsec_nanos(), offset);
    let of_date = |date: NaiveDate| with(date.and_time(NaiveTime::MIN), 0);
    let of_time = |time: NaiveTime| with(NaiveDate::default().and_time(time), 0);
    let zoned = |at: DateTime<FixedOffset>| with(at.naive_local(), at.offset().local_minus_utc());
    let read = match (kind, format) {
        (1, "") => text.parse().map(of_date),
        (2, "") => text.parse().map(of_time),
        (3, "") => text.parse().map(|at| with(at, 0)),
        (_, "") => text.parse().map(zoned),
        (_, "rfc3339") => DateTime::parse_from_rfc3339(text).map(zoned),
        (_, "rfc2822") => DateTime::parse_from_rfc2822(text).map(zoned),
        _ => {
            let mut parsed = Parsed::new();
            parse(&mut parsed, text, StrftimeItems::new(format)).and_then(|()| match kind {
                1 => parsed.to_naive_date().map(of_date),
                2 => parsed.to_naive_time().map(of_time),
                3 => parsed.to_naive_datetime_with_offset(0).map(|at| with(at, 0)),
                _ => parsed.to_datetime().map(zoned),
            })
        }
    };
    Ok(match read {
        Ok((secs, nanos, offset)) => Value::tuple([secs.into(), nanos.into(), offset.into()]).ok(),
        Err(error) => Value::from(error.to_string()).err(),
    })
}
