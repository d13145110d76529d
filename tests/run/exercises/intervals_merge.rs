#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Span { lo: i32, hi: i32 }
fn merge(mut v: Vec<Span>) -> Vec<Span> {
    v.sort();
    let mut out: Vec<Span> = Vec::new();
    for s in v {
        match out.last_mut() {
            Some(last) if s.lo <= last.hi + 1 => last.hi = last.hi.max(s.hi),
            _ => out.push(s),
        }
    }
    out
}
fn main() {
    let v: Vec<Span> = "5-7 1-2 9-9 3-3 6-8 20-30".split(' ').filter_map(|s| s.split_once('-')).map(|(a, b)| Span { lo: a.parse().unwrap(), hi: b.parse().unwrap() }).collect();
    let m = merge(v);
    println!("{m:?}");
    println!("{}", m.iter().map(|s| s.hi - s.lo + 1).sum::<i32>());
    println!("{:?}", m.windows(2).map(|w| (w[0].hi + 1, w[1].lo - 1)).collect::<Vec<_>>());
    println!("{:?}", merge(vec![]));
}
