// A format of one's own, read and written: lists `[a b]`, maps `{k v}`, words and integers. The readers have the methods with seeds only, as serde wants them.
use serde::de::{self, DeserializeSeed, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde::{forward_to_deserialize_any, Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::fmt;

#[derive(Debug, PartialEq)]
struct Error(String);
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "format: {}", self.0)
    }
}
impl std::error::Error for Error {}
impl de::Error for Error {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Error(message.to_string())
    }
}

struct Reader<'de> {
    rest: &'de str,
}
impl<'de> Reader<'de> {
    fn peek(&mut self) -> Option<char> {
        self.rest = self.rest.trim_start();
        self.rest.chars().next()
    }
    fn word(&mut self) -> Result<&'de str, Error> {
        self.peek();
        let end = self.rest.find(|c: char| c.is_whitespace() || "[]{}()".contains(c)).unwrap_or(self.rest.len());
        if end == 0 {
            return Err(Error("word wanted".to_string()));
        }
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        Ok(word)
    }
    fn skip(&mut self, wanted: char) -> Result<(), Error> {
        if self.peek() != Some(wanted) {
            return Err(Error(format!("`{wanted}` wanted at {:?}", self.rest)));
        }
        self.rest = &self.rest[1..];
        Ok(())
    }
}
impl<'de, 'a> Deserializer<'de> for &'a mut Reader<'de> {
    type Error = Error;
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.peek() {
            Some('[') => {
                self.skip('[')?;
                let value = visitor.visit_seq(Until { reader: self, end: ']' })?;
                self.skip(']')?;
                Ok(value)
            }
            Some('{') => {
                self.skip('{')?;
                let value = visitor.visit_map(Until { reader: self, end: '}' })?;
                self.skip('}')?;
                Ok(value)
            }
            _ => {
                let word = self.word()?;
                match (word.parse::<i64>(), word) {
                    (Ok(number), _) => visitor.visit_i64(number),
                    (_, "yes") => visitor.visit_bool(true),
                    (_, "no") => visitor.visit_bool(false),
                    (_, "-") => visitor.visit_unit(),
                    _ => visitor.visit_borrowed_str(word),
                }
            }
        }
    }
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.peek() {
            Some('-') => self.skip('-').and_then(|()| visitor.visit_none()),
            _ => visitor.visit_some(self),
        }
    }
    fn deserialize_enum<V: Visitor<'de>>(self, _name: &'static str, _variants: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        visitor.visit_enum(Tagged { reader: self })
    }
    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

struct Until<'a, 'de> {
    reader: &'a mut Reader<'de>,
    end: char,
}
impl<'de, 'a> SeqAccess<'de> for Until<'a, 'de> {
    type Error = Error;
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        if self.reader.peek() == Some(self.end) {
            return Ok(None);
        }
        seed.deserialize(&mut *self.reader).map(Some)
    }
}
impl<'de, 'a> MapAccess<'de> for Until<'a, 'de> {
    type Error = Error;
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        if self.reader.peek() == Some(self.end) {
            return Ok(None);
        }
        seed.deserialize(&mut *self.reader).map(Some)
    }
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(&mut *self.reader)
    }
}

// `name` or `name(value)`.
struct Tagged<'a, 'de> {
    reader: &'a mut Reader<'de>,
}
impl<'de, 'a> EnumAccess<'de> for Tagged<'a, 'de> {
    type Error = Error;
    type Variant = Self;
    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Error> {
        let name = self.reader.word()?;
        let name: V::Value = seed.deserialize(name.into_deserializer())?;
        Ok((name, self))
    }
}
impl<'de, 'a> VariantAccess<'de> for Tagged<'a, 'de> {
    type Error = Error;
    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }
    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        self.reader.skip('(')?;
        let value = seed.deserialize(&mut *self.reader)?;
        self.reader.skip(')')?;
        Ok(value)
    }
    fn tuple_variant<V: Visitor<'de>>(self, _length: usize, visitor: V) -> Result<V::Value, Error> {
        self.reader.deserialize_any(visitor)
    }
    fn struct_variant<V: Visitor<'de>>(self, _fields: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        self.reader.deserialize_any(visitor)
    }
}

fn read<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, Error> {
    let mut reader = Reader { rest: text };
    let value = T::deserialize(&mut reader)?;
    match reader.peek() {
        None => Ok(value),
        Some(c) => Err(Error(format!("`{c}` is left"))),
    }
}

// Seeds with something at hand.
struct Limited(usize);
impl<'de> DeserializeSeed<'de> for Limited {
    type Value = Vec<i32>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<i32>, D::Error> {
        deserializer.deserialize_seq(self)
    }
}
impl<'de> Visitor<'de> for Limited {
    type Value = Vec<i32>;
    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "no more than {} numbers", self.0)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<i32>, A::Error> {
        let mut numbers = Vec::new();
        while let Some(number) = items.next_element()? {
            if numbers.len() == self.0 {
                return Err(de::Error::invalid_length(self.0 + 1, &self));
            }
            numbers.push(number);
        }
        Ok(numbers)
    }
}

enum Light {
    Off,
    Dimmed(u8),
}
impl<'de> Deserialize<'de> for Light {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Lights;
        impl<'de> Visitor<'de> for Lights {
            type Value = Light;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a light")
            }
            fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Light, A::Error> {
                let (name, held) = data.variant::<String>()?;
                match name.as_str() {
                    "off" => held.unit_variant().map(|()| Light::Off),
                    "dimmed" => held.newtype_variant().map(Light::Dimmed),
                    other => Err(de::Error::unknown_variant(other, &["off", "dimmed"])),
                }
            }
        }
        deserializer.deserialize_enum("Light", &["off", "dimmed"], Lights)
    }
}

#[derive(Deserialize, Debug)]
struct Settings {
    name: String,
    depth: u8,
    tags: Vec<String>,
    more: Option<BTreeMap<String, i64>>,
}

fn main() {
    println!("{:?}", read::<Vec<i64>>("[1 -2 3]"));
    println!("{:?}", read::<(String, bool, ())>("[word yes -]"));
    println!("{:?}", read::<Settings>("{name deep depth 3 tags [a b] more {x 1}}"));
    println!("{:?}", read::<Settings>("{name deep depth 3 tags []}").map(|settings| settings.more));
    println!("{}", read::<Settings>("{name deep depth 300 tags []}").unwrap_err());
    println!("{}", read::<Settings>("{name deep tags []}").unwrap_err());
    println!("{:?}", read::<Vec<i64>>("[1 2").unwrap_err());
    for text in ["off", "dimmed(30)", "on"] {
        match read::<Light>(text) {
            Ok(Light::Off) => println!("off"),
            Ok(Light::Dimmed(percent)) => println!("dimmed to {percent}"),
            Err(error) => println!("{error}"),
        }
    }
    println!("{:?}", Limited(3).deserialize(&mut Reader { rest: "[1 2 3]" }));
    println!("{:?}", Limited(2).deserialize(&mut Reader { rest: "[1 2 3]" }));
    println!("{:?}", std::marker::PhantomData::<u8>.deserialize(&mut Reader { rest: "7" }));
    let number: Result<u8, de::value::Error> = u8::deserialize(300u32.into_deserializer());
    println!("{}", number.unwrap_err());
}
