// What is wrong with a text, and where.
use serde::Deserialize;
use serde_json::{from_str, Value};
use std::collections::HashMap;

#[derive(Deserialize, Debug)]
#[allow(dead_code)]
struct Inner {
    name: String,
    age: u8,
}

#[derive(Deserialize, Debug)]
#[allow(dead_code)]
struct Outer {
    id: i32,
    inner: Vec<Inner>,
    kind: Option<Kind>,
}

#[derive(Deserialize, Debug)]
#[allow(dead_code)]
enum Kind {
    Small,
    Large(i32),
    Wide { by: i32 },
}

fn show<T: std::fmt::Debug>(result: Result<T, serde_json::Error>) {
    match result {
        Ok(value) => println!("{value:?}"),
        Err(e) => println!("{e} | {} {} | {:?}", e.line(), e.column(), e.classify()),
    }
}

fn main() {
    for text in ["", "{", "[1, ", "[1 2]", "{\"a\" 1}", "nul", "{\"a\": 1,}", "\"abc", "1 2", "{'a': 1}", "[1,\n 2,\n x]", "01", "\"\\x\""] {
        show(from_str::<Value>(text));
    }
    show(from_str::<i32>("\"text\""));
    show(from_str::<u8>("300"));
    show(from_str::<u8>("-1"));
    show(from_str::<u8>("1.5"));
    show(from_str::<bool>("null"));
    show(from_str::<String>("  [1]"));
    show(from_str::<Vec<i32>>("[1, 2, {}]"));
    show(from_str::<Vec<i32>>("{\"a\": 1}"));
    show(from_str::<(i32, i32)>("[1]"));
    show(from_str::<char>("\"ab\""));
    show(from_str::<HashMap<String, i32>>("{\"a\": 1,\n \"b\": true}"));
    show(from_str::<Outer>("{\"id\": 1}"));
    show(from_str::<Outer>("{\"id\": \"x\", \"inner\": []}"));
    show(from_str::<Outer>("{\n  \"id\": 1,\n  \"inner\": [\n    {\"name\": \"a\", \"age\": 1},\n    {\"name\": \"b\", \"age\": 256}\n  ]\n}"));
    show(from_str::<Outer>("{\n  \"id\": 1,\n  \"inner\": [\n    {\"name\": \"a\"}\n  ]\n}"));
    show(from_str::<Outer>("{\"id\": 1, \"inner\": [], \"kind\": \"Tiny\"}"));
    show(from_str::<Outer>("{\"id\": 1, \"inner\": [], \"kind\": {\"Tiny\": 1}}"));
    show(from_str::<Outer>("{\"id\": 1, \"inner\": [], \"kind\": {\"Large\": \"x\"}}"));
    show(from_str::<Outer>("{\"id\": 1, \"inner\": [], \"kind\": {\"Wide\": {}}}"));
    show(from_str::<Outer>("{\"id\": 1, \"inner\": [], \"kind\": 3}"));
    show(from_str::<Inner>("[]"));
    let wrong = from_str::<Value>("{\"a\":\n?}").unwrap_err();
    println!("{wrong:?}");
    println!("{}", serde_json::from_value::<Inner>(serde_json::json!({ "name": 1 })).unwrap_err());
}
