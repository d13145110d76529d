// Values of JSON: made, read, changed, compared.
use serde_json::{json, Map, Value};

fn depth(value: &Value) -> usize {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Object(fields) => 1 + fields.values().map(depth).max().unwrap_or(0),
    }
}

fn main() {
    let name = "Ada";
    let langs = vec!["rust", "ruchy"];
    let key = "computed";
    let mut value = json!({
        "name": name,
        "age": 30 + 6,
        "langs": langs,
        "nested": { "list": [1, 2.5, null, true, "x", [], {}], "neg": -7 },
        key: if langs.len() > 1 { "many" } else { "few" },
        (format!("{key}2")): Some(1),
        "none": Option::<i32>::None,
    });
    println!("{value}");
    println!("{}", serde_json::to_string_pretty(&value).unwrap());
    println!("{:#}", json!([1, { "a": [] }]));
    println!("{:?}", json!({ "a": [1, -1, 1.5, "s", null, false] }));
    println!("{} {}", value["name"], value["nested"]["list"][1]);
    println!("{:?} {:?}", value["nope"]["deeper"], value.get("nope"));
    println!("{:?} {:?} {:?}", value["age"].as_u64(), value["age"].as_str(), value["nested"]["neg"].as_u64());
    println!("{:?}", value.pointer("/nested/list/0"));
    value["age"] = json!(37);
    value["new"]["inside"] = json!([1]);
    *value.pointer_mut("/nested/neg").unwrap() = json!("changed");
    value["langs"].as_array_mut().unwrap().push(json!("c"));
    if let Some(object) = value.as_object_mut() {
        object.remove("nested");
        object.insert("z".to_string(), Value::Bool(true));
        for (key, field) in object.iter() {
            println!("{key} = {field}");
        }
    }
    println!("{}", depth(&value));
    assert_eq!(value["age"], 37);
    assert_eq!(value["name"], "Ada");
    assert!(value["z"] == true && value["none"].is_null() && value["langs"].is_array());
    assert_eq!(json!(1), json!(1u8));
    assert_ne!(json!(1), json!(1.0));
    let mut map = Map::new();
    map.insert("b".to_string(), 2.into());
    map.insert("a".to_string(), "x".into());
    println!("{}", Value::Object(map.clone()));
    println!("{}", map["b"]);
    let taken = value["langs"].take();
    println!("{taken} {}", value["langs"]);
    let parsed: Value = r#"{"k": [1e3, 12345678901234567890, -0.0, "\u00e9\ud83d\ude00"]}"#.parse().unwrap();
    println!("{parsed}");
    println!("{:?}", parsed["k"][0].as_f64());
    let numbers: Vec<i64> = serde_json::from_value(json!([1, 2, 3])).unwrap();
    println!("{numbers:?}");
    println!("{}", serde_json::to_value((1, "a")).unwrap());
    let list: Value = vec![1, 2].into();
    let collected: Value = (1..4).collect();
    println!("{list} {collected} {}", Value::from("s"));
    println!("{}", json!(null).is_null() && json!([]).as_array().unwrap().is_empty());
    let bytes = serde_json::to_vec(&json!([1])).unwrap();
    println!("{:?} {}", bytes, serde_json::from_slice::<Value>(&bytes).unwrap());
    let mut out = Vec::new();
    serde_json::to_writer(&mut out, &json!({"w": 1})).unwrap();
    println!("{}", String::from_utf8(out).unwrap());
    println!("{}", serde_json::from_reader::<_, Value>("[true]".as_bytes()).unwrap());
}
