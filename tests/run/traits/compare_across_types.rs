// Equality between different types is their own; variants are ordered by their numbers.
use std::borrow::Cow;
use std::ffi::OsStr;
use std::path::Path;

#[derive(Debug)]
struct Metres(i32);
struct Feet(i32);

impl PartialEq<Feet> for Metres {
    fn eq(&self, other: &Feet) -> bool {
        self.0 * 3 == other.0
    }
}

#[derive(PartialEq, Eq, PartialOrd, Ord, Debug, Clone, Copy)]
enum Level {
    High = 3,
    Low = -1,
    Middle = 2,
}

fn main() {
    println!("{}", vec![Metres(1), Metres(2)] == [Feet(3), Feet(6)]);
    println!("{}", [Metres(1)][..] == [Feet(4)][..]);
    let cow: Cow<str> = String::from_utf8_lossy(b"ab");
    println!("{} {} {}", cow == "ab", "ab" == cow, cow == String::from("ac"));
    let names: Vec<&OsStr> = Path::new("a/b").iter().collect();
    println!("{} {}", names == ["a", "b"], Path::new("x").to_string_lossy() == "x");
    let mut levels = [Level::High, Level::Low, Level::Middle];
    levels.sort();
    println!("{levels:?} {} {:?}", Level::Low < Level::High, Level::Middle.cmp(&Level::High));
}
