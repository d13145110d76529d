// A visitor reads a sequence and a map to the end, or it is an error; what JSON calls null other forms call a unit.
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Unexpected, Visitor};
use std::fmt;

#[derive(Debug)]
struct First(u8);
impl<'de> Deserialize<'de> for First {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<First, D::Error> {
        struct Firsts;
        impl<'de> Visitor<'de> for Firsts {
            type Value = First;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a sequence or a map")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<First, A::Error> {
                Ok(First(items.next_element()?.unwrap_or(0)))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<First, A::Error> {
                Ok(First(entries.next_entry::<String, u8>()?.map_or(0, |entry| entry.1)))
            }
        }
        deserializer.deserialize_any(Firsts)
    }
}

fn main() {
    for text in ["[]", "[1]", "[1, 2]", "{}", "{\"a\": 1}", "{\"a\": 1, \"b\": 2}", "null"] {
        match serde_json::from_str::<First>(text) {
            Ok(first) => println!("{text}: {first:?}"),
            Err(error) => println!("{text}: {}", error.to_string().split(" at line").next().unwrap()),
        }
    }
    println!("{}", Unexpected::Unit);
}
