fn parse(line: &str) -> Result<(String, i64), String> {
    let mut it = line.split_whitespace();
    match (it.next(), it.next().map(str::parse::<i64>), it.next()) {
        (Some(cmd @ ("inc" | "dec")), None, None) => Ok((cmd.to_string(), 1)),
        (Some(cmd), Some(Ok(n @ 0..)), None) => Ok((cmd.to_ascii_lowercase(), n)),
        (Some(cmd), Some(Ok(n)), None) => Err(format!("{cmd}: {n} is negative")),
        (Some(cmd), Some(Err(e)), _) => Err(format!("{cmd}: {e}")),
        (None, ..) => Err("empty".to_string()),
        (Some(cmd), None, _) => Err(format!("{cmd} needs a number")),
        (.., Some(extra)) => Err(format!("unexpected {extra}")),
    }
}
fn kind(s: &str) -> u8 {
    match s {
        "" => 0,
        "a" | "b" => 1,
        s if s.len() > 5 => 2,
        s if s.starts_with(char::is_uppercase) => 3,
        _ => 4,
    }
}
fn color(s: &String) -> Option<[u8; 3]> {
    Some(match s.as_str() { "red" => [255, 0, 0], "black" => [0; 3], _ => return None })
}
fn ext(path: &str) -> &str { match path.rsplit_once('.') { Some((_, e @ ("rs" | "toml"))) => e, Some(("", _)) | None => "none", Some((_, e)) => &e[..1] } }
fn main() {
    for l in ["inc", "Add 5", "sub -3", "mul x", "", "add", "add 1 2"] { println!("{:?}", parse(l)); }
    println!("{:?}", ["", "b", "longer", "Up", "low"].map(kind));
    println!("{:?} {:?}", color(&"red".to_string()), color(&String::new()));
    println!("{:?}", ["main.rs", ".hidden", "none", "a.tar.gz"].map(ext));
    let t = ("x".to_string(), 5);
    match (t.0.as_str(), t.1) { ("x", 1..=4) => println!("1"), ("x", n) => println!("x{n}"), _ => println!("_") }
    match "key=val".split_once('=') { Some((k, "val")) => println!("{k}"), _ => println!("-") }
    match &["a", "b"][..] { ["a", rest @ ..] => println!("{rest:?}"), _ => {} }
    match 'x'.to_string().as_ref() { "x" => println!("same"), _ => println!("other") }
}
