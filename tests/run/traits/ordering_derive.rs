use std::cmp::{Ordering, Reverse};
use std::collections::BTreeSet;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Suit {
    Clubs,
    Hearts = 5,
    Spades,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Card {
    rank: u8,
    suit: Suit,
}

#[derive(Debug, PartialEq, PartialOrd)]
enum Shape {
    Point,
    Circle(f64),
    Rect { w: f64, h: f64 },
}

#[derive(Debug, PartialEq, Eq)]
struct Version {
    major: u32,
    minor: u32,
    label: String,
}
impl Ord for Version {
    fn cmp(&self, other: &Self) -> Ordering {
        self.major
            .cmp(&other.major)
            .then_with(|| self.minor.cmp(&other.minor))
            .then_with(|| other.label.len().cmp(&self.label.len()))
    }
}
impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
fn ver(major: u32, minor: u32, label: &str) -> Version {
    Version { major, minor, label: label.to_string() }
}

fn main() {
    println!("{} {} {}", Suit::Clubs < Suit::Hearts, Suit::Spades as i32, Suit::Clubs as u8);
    let mut hand = vec![
        Card { rank: 7, suit: Suit::Spades },
        Card { rank: 12, suit: Suit::Clubs },
        Card { rank: 7, suit: Suit::Clubs },
    ];
    hand.sort();
    println!("{hand:?}");
    println!("{:?}", hand.iter().max());
    println!("{:?}", Shape::Circle(1.0).partial_cmp(&Shape::Circle(f64::NAN)));
    println!("{:?}", Shape::Rect { w: 1.0, h: 9.0 }.partial_cmp(&Shape::Rect { w: 1.0, h: 2.0 }));
    println!("{} {}", Shape::Point < Shape::Circle(-5.0), Shape::Circle(3.0) >= Shape::Circle(3.0));
    let mut versions = [ver(1, 2, ""), ver(1, 2, "beta"), ver(0, 9, "x"), ver(1, 10, "")];
    versions.sort_by(|a, b| b.cmp(a));
    for v in &versions {
        print!("{}.{}{} ", v.major, v.minor, v.label);
    }
    println!();
    println!("{:?} {:?}", ver(1, 0, "a").max(ver(1, 0, "bb")).label, ver(2, 0, "").clamp(ver(0, 0, ""), ver(1, 0, "")).major);
    println!("{:?} {:?}", (1, "b").cmp(&(1, "a")), [1, 2].partial_cmp(&[1, 2]));
    println!("{:?}", vec![1, 2, 3] < vec![1, 3]);
    println!("{:?}", "Zebra".cmp("apple"));
    let set: BTreeSet<Reverse<i32>> = [3, 1, 2].into_iter().map(Reverse).collect();
    println!("{:?}", set.iter().map(|r| r.0).collect::<Vec<_>>());
    println!("{:?} {:?}", Ordering::Less.reverse(), Ordering::Equal.is_le());
    println!("{:?} {:?}", None < Some(0), Ok::<i32, i32>(9).cmp(&Err(10)));
    println!("{} {}", std::cmp::min(3, -3), std::cmp::max("a", "b"));
}
