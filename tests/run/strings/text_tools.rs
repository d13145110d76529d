use std::collections::BTreeMap;

fn is_palindrome(s: &str) -> bool {
    let c: Vec<char> = s.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect();
    c.iter().eq(c.iter().rev())
}
fn rle(s: &str) -> String {
    let mut out = String::new();
    let mut chars = s.chars().peekable();
    while let Some(c) = chars.next() {
        let mut n = 1;
        while chars.peek() == Some(&c) {
            chars.next();
            n += 1;
        }
        if n > 1 {
            out.push_str(&n.to_string());
        }
        out.push(c);
    }
    out
}
fn unrle(s: &str) -> String {
    let mut out = String::new();
    let mut n = 0usize;
    for c in s.chars() {
        if let Some(d) = c.to_digit(10) {
            n = n * 10 + d as usize;
        } else {
            out.extend(std::iter::repeat_n(c, n.max(1)));
            n = 0;
        }
    }
    out
}
fn caesar(s: &str, k: u8) -> String {
    s.chars()
        .map(|c| {
            if c.is_ascii_alphabetic() {
                let base = if c.is_ascii_uppercase() { b'A' } else { b'a' };
                ((c as u8 - base + k) % 26 + base) as char
            } else {
                c
            }
        })
        .collect()
}
fn pig_latin(s: &str) -> String {
    s.split(' ')
        .map(|w| match w.find(|c| "aeiou".contains(c)) {
            Some(0) => format!("{w}way"),
            Some(i) => format!("{}{}ay", &w[i..], &w[..i]),
            None => format!("{w}ay"),
        })
        .collect::<Vec<_>>()
        .join(" ")
}
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().unwrap();
        if !line.is_empty() && line.len() + 1 + word.len() > width {
            lines.push(word.to_string());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}
fn levenshtein(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut prev = row[0];
        row[0] = i + 1;
        for (j, &cb) in b.iter().enumerate() {
            let cost = if ca == cb { prev } else { prev.min(row[j]).min(row[j + 1]) + 1 };
            prev = row[j + 1];
            row[j + 1] = cost;
        }
    }
    row[b.len()]
}
fn letters(s: &str) -> BTreeMap<char, usize> {
    let mut m = BTreeMap::new();
    s.chars().filter(|c| c.is_alphabetic()).for_each(|c| *m.entry(c).or_insert(0) += 1);
    m
}
fn acronym(s: &str) -> String {
    s.split(|c: char| c == ' ' || c == '-').filter_map(|w| w.chars().next()).flat_map(char::to_uppercase).collect()
}

fn main() {
    println!("{} {}", is_palindrome("A man, a plan, a canal: Panama"), is_palindrome("no"));
    let r = rle("wwwbbaacddd");
    println!("{r} {} {}", unrle(&r), unrle("12x"));
    println!("{} {}", caesar("Hello, World", 3), caesar(&caesar("abc", 5), 21));
    println!("{}", pig_latin("the apple school my"));
    for l in wrap("the quick brown fox jumps over the lazy dog again", 16) {
        println!("|{l:<16}|");
    }
    println!("{} {} {}", levenshtein("kitten", "sitting"), levenshtein("", "abc"), levenshtein("same", "same"));
    println!("{:?}", letters("hello all"));
    println!("{}", acronym("portable network-graphics file"));
}
