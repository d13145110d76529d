use std::ops::{Bound, Range, RangeBounds, RangeFrom, RangeInclusive};
fn describe(r: impl RangeBounds<i32>) -> String {
    let b = |b: Bound<&i32>| match b { Bound::Included(x) => format!("={x}"), Bound::Excluded(x) => format!("<{x}"), Bound::Unbounded => "*".into() };
    format!("{} {} {}", b(r.start_bound()), b(r.end_bound()), r.contains(&5))
}
fn overlap(a: &Range<u32>, b: &Range<u32>) -> Option<Range<u32>> { let r = a.start.max(b.start)..a.end.min(b.end); (!r.is_empty()).then_some(r) }
fn main() {
    println!("{} | {} | {} | {} | {}", describe(1..5), describe(1..=5), describe(..), describe(6..), describe(..=9));
    let r = 3..7;
    println!("{:?} {} {} {:?}", r, r.len(), r.start + r.end, r.clone().rev().collect::<Vec<_>>());
    let i: RangeInclusive<char> = 'x'..='z';
    println!("{:?} {} {} {:?}", i, i.start(), i.end(), i.clone().last());
    let f: RangeFrom<u8> = 250..;
    println!("{:?}", f.take(3).collect::<Vec<_>>());
    println!("{:?} {:?}", overlap(&(1..5), &(3..9)), overlap(&(1..2), &(2..3)));
    println!("{} {}", (5..1).is_empty(), (1..=0).count());
    println!("{:?} {:?}", (1..4) == (1..4), Range { start: 0, end: 2 });
    let s = "hello world";
    println!("{} {} {} {}", &s[..5], &s[6..], &s[2..=3], &s[..]);
    let idx = 1..3;
    println!("{:?} {:?}", &[1, 2, 3, 4][idx.clone()], [1, 2, 3, 4].get(idx));
    println!("{:?} {:?}", (0..10).step_by(3).collect::<Vec<_>>(), (0.0..1.0).contains(&0.5));
    println!("{:?} {:?}", (0u8..=255).count(), (-3..=3).map(|x: i32| x.pow(2)).max());
    println!("{:?}", (1..=3).flat_map(|i| (i..=3).map(move |j| i * 10 + j)).collect::<Vec<_>>());
    match 42 { 0..10 => println!("low"), 10..=41 => println!("mid"), 42.. => println!("high"), _ => println!("neg") }
}
