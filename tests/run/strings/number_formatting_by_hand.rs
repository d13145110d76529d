fn commas(n: i64) -> String {
    let s = n.unsigned_abs().to_string();
    let mut out = String::new();
    for (i, c) in s.chars().enumerate() { if i > 0 && (s.len() - i) % 3 == 0 { out.push(','); } out.push(c); }
    if n < 0 { format!("-{out}") } else { out }
}
fn bytes(n: u64) -> String {
    let units = ["B", "KiB", "MiB", "GiB"];
    let mut v = n as f64;
    let mut u = 0;
    while v >= 1024.0 && u + 1 < units.len() { v /= 1024.0; u += 1; }
    if u == 0 { format!("{n} B") } else { format!("{v:.1} {}", units[u]) }
}
fn duration(mut s: u64) -> String {
    if s == 0 { return "now".into(); }
    let mut parts = vec![];
    for (name, len) in [("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1)] {
        let n = s / len;
        s %= len;
        match n { 0 => {} 1 => parts.push(format!("1 {name}")), n => parts.push(format!("{n} {name}s")) }
    }
    match parts.as_slice() { [one] => one.clone(), [init @ .., last] => format!("{} and {last}", init.join(", ")), [] => unreachable!() }
}
fn ordinal(n: u32) -> String { format!("{n}{}", match (n % 10, n % 100) { (_, 11..=13) => "th", (1, _) => "st", (2, _) => "nd", (3, _) => "rd", _ => "th" }) }
fn to_snake(s: &str) -> String { s.chars().enumerate().fold(String::new(), |mut a, (i, c)| { if c.is_uppercase() { if i > 0 { a.push('_'); } a.extend(c.to_lowercase()); } else { a.push(c); } a }) }
fn to_camel(s: &str) -> String { s.split('_').filter(|p| !p.is_empty()).map(|p| p[..1].to_uppercase() + &p[1..]).collect() }
fn main() {
    println!("{:?}", [0, 999, 1000, -1234567, i64::MIN].map(commas));
    println!("{:?}", [5, 1536, 10 << 20, u64::MAX].map(bytes));
    println!("{:?}", [0, 1, 62, 3600, 90061].map(duration));
    println!("{:?}", [1, 2, 3, 4, 11, 21, 112, 103].map(ordinal));
    println!("{} {}", to_snake("parseHttpUrl"), to_camel("parse_http_url_"));
    println!("{:>12}|{:<8}|{:^10}|", commas(54321), ordinal(7), bytes(0));
}
