// Dates and times in JSON: texts, as the crate's feature `serde` writes them.
use chrono::{DateTime, FixedOffset, Month, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Serialize, Deserialize, Debug, PartialEq)]
struct Event {
    at: DateTime<Utc>,
    there: DateTime<FixedOffset>,
    day: NaiveDate,
    time: Option<NaiveTime>,
    both: Vec<NaiveDateTime>,
    weekday: Weekday,
    month: Month,
    span: TimeDelta,
    by_day: BTreeMap<NaiveDate, u32>,
}

fn main() {
    let text = r#"{"at":"2024-05-06T10:00:00.5Z","there":"2024-05-06T10:00:00-05:00","day":"2024-05-06","time":"10:30:00","both":["2024-05-06T10:00:00"],"weekday":"Mon","month":"May","span":[90,5],"by_day":{"2024-05-06":3}}"#;
    let event: Event = serde_json::from_str(text).unwrap();
    println!("{event:?}");
    let written = serde_json::to_string(&event).unwrap();
    println!("{written}");
    assert_eq!(serde_json::from_str::<Event>(&written).unwrap(), event);
    println!("{:?}", serde_json::from_str::<NaiveDate>("\"2023-02-29\"").map_err(|error| error.to_string().starts_with("input is out of range")));
    println!("{}", serde_json::from_str::<DateTime<Utc>>("7").is_err());
    println!("{}", serde_json::json!({ "day": event.day }));
}
