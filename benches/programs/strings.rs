//! Building strings: n lines formatted, appended, split again.

fn size(default: usize) -> usize {
    std::env::args().nth(1).map_or(default, |n| n.parse().expect("a number"))
}

fn main() {
    let n = size(1_000_000);
    let mut text = String::new();
    for i in 0..n {
        text.push_str("line ");
        text.push_str(&i.to_string());
        text += "\n";
    }
    let mut length = 0;
    for line in text.lines() {
        length += format!("{line}:{}", line.len()).len();
    }
    println!("strings {} {length}", text.len());
}
