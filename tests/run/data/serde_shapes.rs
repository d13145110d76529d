// The shapes in which structs and enums are written and read.
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

#[derive(Serialize, Deserialize, Debug, PartialEq, Clone)]
struct Address {
    street: String,
    number: u32,
}

#[derive(Serialize, Deserialize, Debug, PartialEq, Clone)]
struct Person {
    name: String,
    age: u8,
    height: f64,
    email: Option<String>,
    tags: Vec<String>,
    address: Address,
    scores: BTreeMap<String, i64>,
    pair: (i32, char),
    fixed: [bool; 2],
}

#[derive(Serialize, Deserialize, Debug, PartialEq)]
struct Meters(f32);

#[derive(Serialize, Deserialize, Debug, PartialEq)]
struct Rgb(u8, u8, u8);

#[derive(Serialize, Deserialize, Debug, PartialEq)]
struct Marker;

#[derive(Serialize, Deserialize, Debug, PartialEq)]
enum Shape {
    Empty,
    Circle(f64),
    Line(i32, i32),
    Rectangle { width: f64, height: f64 },
}

#[derive(Serialize, Deserialize, Debug, PartialEq)]
#[serde(tag = "type")]
enum Event {
    Start,
    Click { x: i32, y: i32 },
    #[serde(rename = "msg")]
    Message(Address),
}

#[derive(Serialize, Deserialize, Debug, PartialEq)]
#[serde(tag = "t", content = "c", rename_all = "snake_case")]
enum Adjacent {
    NoneAtAll,
    OneThing(i32),
    TwoThings(i32, String),
    NamedThings { first: i32 },
}

#[derive(Serialize, Deserialize, Debug, PartialEq)]
#[serde(untagged)]
enum Any {
    Number(i64),
    Text(String),
    List(Vec<i64>),
    Fields { a: i32 },
}

#[derive(Serialize, Deserialize, Debug, PartialEq)]
struct Wrapper<T> {
    inner: T,
    list: Vec<T>,
}

#[derive(Serialize, Deserialize, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Clone, Copy)]
enum Level {
    Low,
    High,
}

fn both<T: Serialize + for<'de> Deserialize<'de> + std::fmt::Debug + PartialEq>(value: T) {
    let text = serde_json::to_string(&value).unwrap();
    let back: T = serde_json::from_str(&text).unwrap();
    assert_eq!(back, value);
    println!("{text}");
}

fn main() {
    let address = Address { street: "High \"St\"".to_string(), number: 7 };
    let person = Person {
        name: "Ada".into(),
        age: 36,
        height: 1.7,
        email: None,
        tags: vec!["a".into(), "b\n".into()],
        address: address.clone(),
        scores: BTreeMap::from([("z".to_string(), -1), ("a".to_string(), 2)]),
        pair: (5, 'x'),
        fixed: [true, false],
    };
    println!("{}", serde_json::to_string_pretty(&person).unwrap());
    both(person);
    both(Meters(2.0));
    both(Rgb(1, 2, 3));
    both(Marker);
    both(vec![Shape::Empty, Shape::Circle(1.5), Shape::Line(-1, 2), Shape::Rectangle { width: 1.0, height: 2.5 }]);
    both(vec![Event::Start, Event::Click { x: 1, y: 2 }, Event::Message(address)]);
    both(vec![Adjacent::NoneAtAll, Adjacent::OneThing(1), Adjacent::TwoThings(1, "b".into()), Adjacent::NamedThings { first: 3 }]);
    both(vec![Any::Number(1), Any::Text("t".into()), Any::List(vec![1, 2]), Any::Fields { a: 9 }]);
    both(Wrapper { inner: Some(1), list: vec![None, Some(2)] });
    both(HashMap::from([(1u16, Level::High)]));
    both(BTreeMap::from([(Level::Low, vec![1.5f32]), (Level::High, vec![])]));
    both((1, "two".to_string(), 3.0, Some(false)));
    both(Box::new(Some(Box::new(1))));
    both([[1, 2], [3, 4]]);
    both(Ok::<i32, String>(1));
    both((u64::MAX, i64::MIN, f64::MAX, 1e-7, 0.1f32));
    println!("{}", serde_json::to_string_pretty(&(Vec::<i32>::new(), Rgb(0, 0, 0))).unwrap());
    println!("{}", serde_json::to_string(&f64::NAN).unwrap());
    println!("{}", serde_json::to_string("é\u{1}\t/").unwrap());
}
