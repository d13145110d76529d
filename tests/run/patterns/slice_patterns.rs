fn describe(v: &[i32]) -> String {
    match v {
        [] => "empty".into(),
        [x] => format!("one: {x}"),
        [a, b] => format!("two: {a} {b}"),
        [first, .., last] if first == last => format!("same ends {first}"),
        [first, middle @ .., last] => format!("{first} [{}] {last}", middle.len()),
    }
}
fn sum(v: &[i32]) -> i32 {
    if let [head, tail @ ..] = v { head + sum(tail) } else { 0 }
}
fn is_palindrome(s: &[char]) -> bool {
    match s {
        [a, rest @ .., b] => a == b && is_palindrome(rest),
        _ => true,
    }
}
fn command(line: &str) -> String {
    let parts: Vec<&str> = line.split(' ').collect();
    match parts.as_slice() {
        ["go", dir @ ("north" | "south")] => format!("walking {dir}"),
        ["go", other] => format!("cannot go {other}"),
        ["take", n, what] if n.parse::<u32>().is_ok() => format!("{n} times {what}"),
        ["take", items @ ..] => format!("taking {}", items.join("+")),
        [single] => format!("{single}?"),
        _ => "what?".to_string(),
    }
}

fn main() {
    for v in [&[][..], &[1], &[1, 2], &[3, 9, 3], &[1, 2, 3, 4]] {
        println!("{}", describe(v));
    }
    println!("{}", sum(&[1, 2, 3, 4, 5]));
    for w in ["racecar", "noon", "ab", ""] {
        println!("{w:?} {}", is_palindrome(&w.chars().collect::<Vec<_>>()));
    }
    for c in ["go north", "go up", "take 3 apples", "take axe rope", "look", "a b c"] {
        println!("{}", command(c));
    }
    let arr = [1, 2, 3, 4, 5];
    let [a, b, rest @ ..] = arr;
    println!("{a} {b} {rest:?}");
    let [.., y, z] = arr;
    println!("{y} {z}");
    let mut data = vec![1, 2, 3, 4];
    if let [first, .., last] = data.as_mut_slice() {
        std::mem::swap(first, last);
        *last *= 100;
    }
    println!("{data:?}");
    if let [x @ 4, _, rest @ ..] = &mut data[..] {
        *x = 0;
        rest[0] = -1;
    }
    println!("{data:?}");
    match b"hello" {
        [b'h', b'e', rest @ ..] => println!("{rest:?}"),
        _ => println!("no"),
    }
}
