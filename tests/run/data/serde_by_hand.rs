// `Serialize` and `Deserialize` written by hand.
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, SerializeSeq, SerializeStruct, Serializer};
use serde::{Deserialize, Serialize};
use std::fmt;

#[derive(Debug, PartialEq)]
struct Point {
    x: i32,
    y: i32,
}

impl Serialize for Point {
    fn serialize<S>(&self, serializer: S) -> Result<S::Ok, S::Error>
    where
        S: Serializer,
    {
        let mut state = serializer.serialize_struct("Point", 2)?;
        state.serialize_field("x", &self.x)?;
        state.serialize_field("y", &self.y)?;
        state.end()
    }
}

impl<'de> Deserialize<'de> for Point {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: Deserializer<'de>,
    {
        struct PointVisitor;
        impl<'de> Visitor<'de> for PointVisitor {
            type Value = Point;
            fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str("struct Point")
            }
            fn visit_seq<V: SeqAccess<'de>>(self, mut seq: V) -> Result<Point, V::Error> {
                let x = seq.next_element()?.ok_or_else(|| de::Error::invalid_length(0, &self))?;
                let y = seq.next_element()?.ok_or_else(|| de::Error::invalid_length(1, &self))?;
                Ok(Point { x, y })
            }
            fn visit_map<V: MapAccess<'de>>(self, mut map: V) -> Result<Point, V::Error> {
                let mut x = None;
                let mut y = None;
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "x" => x = Some(map.next_value()?),
                        "y" => y = Some(map.next_value()?),
                        other => return Err(de::Error::unknown_field(other, &["x", "y"])),
                    }
                }
                let x = x.ok_or_else(|| de::Error::missing_field("x"))?;
                let y = y.ok_or_else(|| de::Error::missing_field("y"))?;
                Ok(Point { x, y })
            }
        }
        deserializer.deserialize_struct("Point", &["x", "y"], PointVisitor)
    }
}

#[derive(Debug, PartialEq)]
struct Celsius(f64);

impl<'de> Deserialize<'de> for Celsius {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct V;
        impl Visitor<'_> for V {
            type Value = Celsius;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "a number or a text that ends in C")
            }
            fn visit_f64<E: de::Error>(self, n: f64) -> Result<Celsius, E> {
                Ok(Celsius(n))
            }
            fn visit_i64<E: de::Error>(self, n: i64) -> Result<Celsius, E> {
                Ok(Celsius(n as f64))
            }
            fn visit_u64<E: de::Error>(self, n: u64) -> Result<Celsius, E> {
                Ok(Celsius(n as f64))
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Celsius, E> {
                let number = text.strip_suffix('C').ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))?;
                number.trim().parse().map(Celsius).map_err(E::custom)
            }
        }
        deserializer.deserialize_any(V)
    }
}

struct Countdown(u32);

impl Serialize for Countdown {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut seq = serializer.serialize_seq(Some(self.0 as usize))?;
        for n in (1..=self.0).rev() {
            seq.serialize_element(&n)?;
        }
        seq.end()
    }
}

struct Squares(u32);

impl Serialize for Squares {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for n in 1..=self.0 {
            map.serialize_entry(&n, &(n * n))?;
        }
        map.end()
    }
}

struct Refuses;

impl Serialize for Refuses {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(serde::ser::Error::custom("not this one"))
    }
}

#[derive(Serialize, Deserialize, Debug)]
struct Report {
    at: Point,
    heat: Celsius2,
}

#[derive(Serialize, Deserialize, Debug)]
struct Celsius2(f64);

fn main() {
    println!("{}", serde_json::to_string(&Point { x: 1, y: 2 }).unwrap());
    println!("{:?}", serde_json::from_str::<Point>(r#"{"y": 2, "x": 1}"#).unwrap());
    println!("{:?}", serde_json::from_str::<Point>("[3, 4]").unwrap());
    println!("{}", serde_json::from_str::<Point>("[3]").unwrap_err());
    println!("{}", serde_json::from_str::<Point>(r#"{"x": 1}"#).unwrap_err());
    println!("{}", serde_json::from_str::<Point>("true").unwrap_err());
    for text in ["1", "-2", "2.5", "\"30 C\"", "\"30\"", "null"] {
        match serde_json::from_str::<Celsius>(text) {
            Ok(c) => println!("{c:?}"),
            Err(e) => println!("{e}"),
        }
    }
    println!("{}", serde_json::to_string(&(Countdown(3), Squares(3))).unwrap());
    println!("{}", serde_json::to_string(&vec![Refuses]).unwrap_err());
    let report = Report { at: Point { x: 0, y: -1 }, heat: Celsius2(1.0) };
    let value = serde_json::to_value(&report).unwrap();
    println!("{value}");
    println!("{:?}", serde_json::from_value::<Report>(value).unwrap());
}
