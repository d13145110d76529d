// Fields whose types know nothing of serde: left out, or written and read by functions.
use serde::{Deserialize, Serialize};

#[derive(Debug, Default, PartialEq)]
struct Opaque(i32);

mod opaque {
    use super::Opaque;
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(value: &Opaque, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i32(value.0)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Opaque, D::Error> {
        Ok(Opaque(i32::deserialize(deserializer)?))
    }
}

#[derive(Serialize, Deserialize, Debug, PartialEq)]
struct Holder {
    #[serde(skip)]
    left_out: Opaque,
    #[serde(with = "opaque")]
    by_functions: Opaque,
    n: i32,
}

fn main() {
    let holder = Holder { left_out: Opaque(1), by_functions: Opaque(2), n: 3 };
    let text = serde_json::to_string(&holder).unwrap();
    println!("{text}");
    println!("{:?}", serde_json::from_str::<Holder>(&text).unwrap());
}
