use std::fmt;
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
struct Clock {
    minutes: i32,
}
impl Clock {
    const DAY: i32 = 24 * 60;
    fn new(h: i32, m: i32) -> Self {
        Clock { minutes: (h * 60 + m).rem_euclid(Self::DAY) }
    }
    fn add_minutes(&self, m: i32) -> Self {
        Self::new(0, self.minutes + m)
    }
}
impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.minutes / 60, self.minutes % 60)
    }
}
fn main() {
    for (h, m) in [(8, 0), (24, 0), (25, 160), (-1, 15), (-25, -160), (72, 8640)] {
        print!("{} ", Clock::new(h, m));
    }
    println!();
    println!("{} {}", Clock::new(10, 0).add_minutes(-90), Clock::new(23, 59).add_minutes(2));
    println!("{}", Clock::new(15, 37) == Clock::new(39, 37));
}
