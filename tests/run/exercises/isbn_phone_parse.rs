fn isbn(s: &str) -> bool {
    let digits: Vec<(usize, char)> = s.chars().filter(|c| *c != '-').enumerate().collect();
    if digits.len() != 10 {
        return false;
    }
    digits
        .iter()
        .map(|&(i, c)| match c {
            'X' if i == 9 => Some(10),
            c => c.to_digit(10).map(|d| d * (10 - i as u32)),
        })
        .sum::<Option<u32>>()
        .is_some_and(|s| s % 11 == 0)
}
fn phone(s: &str) -> Result<String, &'static str> {
    if s.chars().any(char::is_alphabetic) {
        return Err("letters");
    }
    let d: String = s.chars().filter(char::is_ascii_digit).collect();
    let d = match (d.len(), d.as_bytes().first()) {
        (10, _) => d.as_str(),
        (11, Some(b'1')) => &d[1..],
        (n, _) if n < 10 => return Err("too short"),
        _ => return Err("too long"),
    };
    match &d.as_bytes()[..] {
        [b'0' | b'1', ..] => Err("bad area"),
        [_, _, _, b'0'..=b'1', ..] => Err("bad exchange"),
        _ => Ok(format!("({}) {}-{}", &d[..3], &d[3..6], &d[6..])),
    }
}
fn number_to_groups(mut n: u64) -> String {
    let mut parts = vec![];
    loop {
        let (rest, last) = (n / 1000, n % 1000);
        if rest == 0 {
            parts.push(last.to_string());
            break;
        }
        parts.push(format!("{last:03}"));
        n = rest;
    }
    parts.into_iter().rev().collect::<Vec<_>>().join("_")
}
fn main() {
    for s in ["3-598-21508-8", "3-598-21508-9", "3-598-21507-X", "3-598-2X507-9", ""] {
        print!("{} ", isbn(s));
    }
    println!();
    for s in ["(223) 456-7890", "1 223 456 7890", "22234567890", "123456789", "(023) 456-7890", "523-abc-7890", "(223) 156-7890"] {
        println!("{s}: {:?}", phone(s));
    }
    println!("{} {} {}", number_to_groups(0), number_to_groups(1_000_005), number_to_groups(u64::MAX));
}
