#[derive(Debug)]
enum Reading {
    Temp { value: i32, sensor: u8 },
    Text(String),
    Pair(Option<i64>, Result<u8, String>),
    Nothing,
}
use Reading::*;

fn classify(r: &Reading) -> String {
    match r {
        Temp { value: v @ (i32::MIN..=-1), .. } => format!("frost {v}"),
        Temp { value: 0, sensor } => format!("zero at {sensor}"),
        Temp { value: v @ 1..=30, sensor: s @ (1 | 2) } => format!("mild {v} main {s}"),
        Temp { value, sensor: 3.. } if *value > 100 => String::from("broken sensor"),
        Temp { value, .. } => format!("other {value}"),
        Text(s) if s.is_empty() => "empty text".to_string(),
        Text(s) => match s.as_str() {
            "on" | "off" => format!("switch {s}"),
            t if t.starts_with('#') => format!("comment {}", &t[1..]),
            _ => format!("text of {}", s.len()),
        },
        Pair(Some(n), Ok(b)) if *n == *b as i64 => format!("equal {n}"),
        Pair(Some(n @ 10..20), _) => format!("teens {n}"),
        Pair(None, Err(e)) => format!("nothing but {e}"),
        whole @ Pair(..) => format!("{whole:?}"),
        Nothing => "nothing".into(),
    }
}
fn letter(c: char) -> &'static str {
    match c {
        'a' | 'e' | 'i' | 'o' | 'u' => "vowel",
        'a'..='z' => "consonant",
        'A'..='Z' => "capital",
        '0'..='9' => "digit",
        '\u{80}'.. => "foreign",
        _ => "other",
    }
}

fn main() {
    let all = [
        Temp { value: -5, sensor: 1 },
        Temp { value: 0, sensor: 9 },
        Temp { value: 20, sensor: 2 },
        Temp { value: 500, sensor: 4 },
        Temp { value: 20, sensor: 4 },
        Text(String::new()),
        Text("on".into()),
        Text("#x y".into()),
        Text("plain".into()),
        Pair(Some(3), Ok(3)),
        Pair(Some(15), Err("e".into())),
        Pair(None, Err("bad".into())),
        Pair(None, Ok(1)),
        Nothing,
    ];
    for r in &all {
        println!("{}", classify(r));
    }
    for c in "aZq7é ".chars() {
        print!("{} ", letter(c));
    }
    println!();
    let n = 42u8;
    let text = match n {
        0 => "none",
        x if x % 2 == 1 => "odd",
        1..=9 => "few",
        10..=99 => "some",
        100..=u8::MAX => "many",
    };
    println!("{text}");
    println!("{}", matches!(all[2], Temp { value: 10..=20, .. }));
    println!("{}", all.iter().filter(|r| matches!(r, Text(s) if s.len() > 2)).count());
}
