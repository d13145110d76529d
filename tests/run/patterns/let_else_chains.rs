use std::collections::HashMap;

fn port(config: &HashMap<&str, &str>) -> Result<u16, String> {
    let Some(text) = config.get("port") else {
        return Err("no port".into());
    };
    let Ok(port) = text.parse::<u16>() else {
        return Err(format!("bad port {text:?}"));
    };
    Ok(port)
}
fn first_even(v: &[&str]) -> Option<i32> {
    for s in v {
        let Ok(n) = s.parse::<i32>() else { continue };
        if n % 2 == 0 {
            return Some(n);
        }
    }
    None
}
struct User {
    name: Option<String>,
    age: Option<u32>,
}
fn label(u: &User) -> String {
    if let Some(name) = &u.name
        && let Some(age) = u.age
        && age >= 18
    {
        format!("{name}, adult")
    } else if let Some(name) = u.name.as_ref()
        && !name.is_empty()
    {
        format!("{name}, young or unknown")
    } else {
        "anonymous".to_string()
    }
}

fn main() {
    println!("{:?}", port(&HashMap::from([("port", "8080")])));
    println!("{:?}", port(&HashMap::from([("port", "80800")])));
    println!("{:?}", port(&HashMap::new()));
    println!("{:?} {:?}", first_even(&["x", "3", "8", "10"]), first_even(&["1"]));
    println!("{}", label(&User { name: Some("Ann".into()), age: Some(30) }));
    println!("{}", label(&User { name: Some("Bo".into()), age: Some(3) }));
    println!("{}", label(&User { name: Some("".into()), age: None }));
    let mut queue = vec![1, 2, 3, 40, 5];
    while let Some(n) = queue.pop()
        && n != 2
    {
        print!("{n} ");
    }
    println!("left {queue:?}");
    let (a, b);
    (a, b) = (1, 2);
    let mut s = (0, [0; 2]);
    (s.0, [s.1[1], _]) = (a + b, [7, 8]);
    let (mut x, mut y) = (1, 2);
    (x, y) = (y, x + y);
    [x, .., y] = [x * 10, 0, 0, y * 10];
    println!("{s:?} {x} {y}");
    let value = if let Some(v) = "12".parse::<i32>().ok() { v } else { 0 };
    println!("{value}");
}
