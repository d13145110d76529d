// What `#[serde(…)]` changes.
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

fn ten() -> u32 {
    10
}

fn is_zero(n: &u32) -> bool {
    *n == 0
}

mod as_text {
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(n: &i64, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&n.to_string())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[derive(Serialize, Deserialize, Debug, Default, PartialEq)]
#[serde(rename_all = "camelCase")]
struct Settings {
    user_name: String,
    #[serde(rename = "n")]
    number: i32,
    #[serde(default)]
    missing_one: Vec<i32>,
    #[serde(default = "ten")]
    limit: u32,
    #[serde(skip)]
    secret: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(default, skip_serializing_if = "is_zero")]
    zero: u32,
    #[serde(alias = "colour", alias = "tint", default)]
    color: String,
    #[serde(with = "as_text")]
    big: i64,
}

#[derive(Serialize, Deserialize, Debug, PartialEq)]
#[serde(default)]
struct Window {
    width: u32,
    height: u32,
    title: String,
}

impl Default for Window {
    fn default() -> Self {
        Window { width: 640, height: 480, title: "none".into() }
    }
}

#[derive(Serialize, Deserialize, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
struct Strict {
    a: i32,
    b: i32,
}

#[derive(Serialize, Deserialize, Debug, PartialEq)]
struct Page {
    number: u32,
    total: u32,
}

#[derive(Serialize, Deserialize, Debug, PartialEq)]
struct Users {
    users: Vec<String>,
    #[serde(flatten)]
    page: Page,
    #[serde(flatten)]
    extra: BTreeMap<String, serde_json::Value>,
}

#[derive(Serialize, Deserialize, Debug, PartialEq)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum State {
    NotStarted,
    InProgress { done_part: u8 },
    #[serde(rename = "ok", alias = "fine")]
    Done,
    #[serde(other)]
    Unknown,
}

#[derive(Serialize, Deserialize, Debug, PartialEq)]
#[serde(transparent)]
struct Id {
    id: u64,
}

#[derive(Serialize, Deserialize, Debug, PartialEq, Clone)]
#[serde(try_from = "String", into = "String")]
struct Even(u32);

impl TryFrom<String> for Even {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        match text.parse::<u32>() {
            Ok(n) if n % 2 == 0 => Ok(Even(n)),
            Ok(n) => Err(format!("{n} is odd")),
            Err(e) => Err(e.to_string()),
        }
    }
}

impl From<Even> for String {
    fn from(even: Even) -> String {
        even.0.to_string()
    }
}

fn main() {
    let settings: Settings =
        serde_json::from_str(r#"{"userName": "ada", "n": 3, "tint": "red", "big": "9000000000", "other": 1}"#).unwrap();
    println!("{settings:?}");
    println!("{}", serde_json::to_string(&settings).unwrap());
    let window: Window = serde_json::from_str(r#"{"height": 1}"#).unwrap();
    println!("{window:?}");
    println!("{:?}", serde_json::from_str::<Strict>(r#"{"a": 1, "b": 2}"#).unwrap());
    println!("{}", serde_json::from_str::<Strict>(r#"{"a": 1, "c": 2}"#).unwrap_err());
    let users: Users = serde_json::from_str(r#"{"users": ["x"], "number": 1, "total": 2, "more": [1], "even": null}"#).unwrap();
    println!("{users:?}");
    println!("{}", serde_json::to_string(&users).unwrap());
    let states = vec![State::NotStarted, State::InProgress { done_part: 5 }, State::Done];
    println!("{}", serde_json::to_string(&states).unwrap());
    println!("{:?}", serde_json::from_str::<Vec<State>>(r#"["fine", "ok", "what", {"IN_PROGRESS": {"done_part": 1}}]"#).unwrap());
    println!("{}", serde_json::to_string(&Id { id: 4 }).unwrap());
    println!("{:?}", serde_json::from_str::<Id>("5").unwrap());
    println!("{}", serde_json::to_string(&Even(8)).unwrap());
    println!("{:?}", serde_json::from_str::<Even>("\"6\"").unwrap());
    println!("{}", serde_json::from_value::<Even>("7".into()).unwrap_err());
}
