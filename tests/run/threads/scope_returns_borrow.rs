use std::thread;
fn longest<'a>(texts: &[&'a str]) -> Option<&'a str> {
    thread::scope(|s| {
        let hs: Vec<_> = texts.chunks(2).map(|c| s.spawn(move || c.iter().copied().max_by_key(|t| t.len()))).collect();
        hs.into_iter().filter_map(|h| h.join().unwrap()).max_by_key(|t| t.len())
    })
}
struct Index<'a> { words: Vec<&'a str> }
fn index(text: &str) -> Index<'_> {
    let (a, b) = text.split_at(text[text.len() / 2..].find(' ').map_or(text.len(), |i| i + text.len() / 2));
    let (mut x, y) = thread::scope(|s| {
        let y = s.spawn(|| b.split_whitespace().collect::<Vec<_>>());
        (a.split_whitespace().collect::<Vec<_>>(), y.join().unwrap())
    });
    x.extend(y);
    Index { words: x }
}
fn find_mut<'a>(v: &'a mut [i32], want: i32) -> Option<&'a mut i32> {
    let (l, r) = v.split_at_mut(v.len() / 2);
    thread::scope(|s| {
        let h = s.spawn(move || l.iter_mut().find(|x| **x == want));
        let right = r.iter_mut().find(|x| **x == want);
        h.join().unwrap().or(right)
    })
}
fn main() {
    println!("{:?} {:?}", longest(&["a", "four", "xyz", "seven77", "b"]), longest(&[]));
    let text = String::from("one two three four five six");
    println!("{:?}", index(&text).words);
    let mut v = [4, 8, 15, 16, 23];
    if let Some(x) = find_mut(&mut v, 23) { *x = 42; }
    if let Some(x) = find_mut(&mut v, 4) { *x += 100; }
    println!("{v:?} {}", find_mut(&mut v, 99).is_none());
}
