// What is moved in a zone stays in it; spans keep to their range; weeks, months and days by name.
use chrono::{DateTime, Datelike, Days, FixedOffset, Local, Month, Months, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Timelike, Weekday};

fn main() {
    let zone = FixedOffset::west_opt(5 * 3600).unwrap();
    let mut at = zone.with_ymd_and_hms(2024, 1, 31, 22, 0, 0).unwrap();
    at += TimeDelta::hours(3);
    println!("{at} {} {}", at + Months::new(1), at - Days::new(1));
    println!("{:?} {:?}", at.timezone(), at.with_hour(25).is_none());
    println!("{:?}", at.with_month(2).map(|at| at.to_rfc3339()));
    // In any zone: a span added is that long, and the zone's offset is the one of then.
    let local = Local.with_ymd_and_hms(2024, 1, 15, 12, 0, 0).unwrap();
    for days in [30, 90, 180, 270] {
        let later = local + TimeDelta::days(days);
        assert_eq!(later - local, TimeDelta::days(days));
        assert_eq!(later.offset(), Local.from_utc_datetime(&later.naive_utc()).offset());
        assert_eq!((local + Days::new(days as u64)).hour(), 12);
    }
    println!("{:?} {:?}", TimeDelta::MAX.checked_add(&TimeDelta::nanoseconds(1)), TimeDelta::new(i64::MAX, 0));
    println!("{:?} {:?}", TimeDelta::MIN.checked_sub(&TimeDelta::zero()) == Some(TimeDelta::MIN), TimeDelta::hours(8).checked_mul(3) == Some(TimeDelta::days(1)));
    println!("{} {}", NaiveDate::MIN, NaiveDate::MAX);
    println!("{} {}", NaiveDateTime::MIN, NaiveDateTime::MAX);
    println!("{:?} {:?} {:?}", "Sept".parse::<Month>().is_err(), "SEP".parse::<Month>(), Weekday::try_from(7).is_err());
    let date = NaiveDate::from_ymd_opt(2024, 12, 30).unwrap();
    println!("{:?} {:?}", date.iso_week(), date.week(Weekday::Sun).days());
    println!("{:?}", NaiveDate::from_weekday_of_month_opt(2024, 2, Weekday::Thu, 5));
    println!("{:?} {}", date.with_ordinal0(366), date.num_days_in_month());
    println!("{}", DateTime::from_timestamp_micros(-1).unwrap());
    let weeks: Vec<u32> = date.iter_weeks().take(3).map(|date| date.day()).collect();
    println!("{weeks:?} {}", NaiveDate::MAX.iter_days().count());
}
