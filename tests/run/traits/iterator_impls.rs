struct Fib {
    a: u64,
    b: u64,
}
impl Iterator for Fib {
    type Item = u64;
    fn next(&mut self) -> Option<u64> {
        let out = self.a;
        (self.a, self.b) = (self.b, self.a + self.b);
        Some(out)
    }
}

struct Countdown(i32);
impl Iterator for Countdown {
    type Item = i32;
    fn next(&mut self) -> Option<Self::Item> {
        if self.0 <= 0 {
            return None;
        }
        self.0 -= 1;
        Some(self.0 + 1)
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.0 as usize, Some(self.0 as usize))
    }
}
impl ExactSizeIterator for Countdown {}
impl DoubleEndedIterator for Span {
    fn next_back(&mut self) -> Option<char> {
        if self.lo > self.hi { return None; }
        let c = self.hi;
        self.hi = (self.hi as u8 - 1) as char;
        Some(c)
    }
}
struct Span {
    lo: char,
    hi: char,
}
impl Iterator for Span {
    type Item = char;
    fn next(&mut self) -> Option<char> {
        if self.lo > self.hi {
            return None;
        }
        let c = self.lo;
        self.lo = (self.lo as u8 + 1) as char;
        Some(c)
    }
}

struct Library {
    books: Vec<String>,
}
impl IntoIterator for Library {
    type Item = String;
    type IntoIter = std::vec::IntoIter<String>;
    fn into_iter(self) -> Self::IntoIter {
        self.books.into_iter()
    }
}
impl<'a> IntoIterator for &'a Library {
    type Item = &'a String;
    type IntoIter = std::slice::Iter<'a, String>;
    fn into_iter(self) -> Self::IntoIter {
        self.books.iter()
    }
}
impl<'a> IntoIterator for &'a mut Library {
    type Item = &'a mut String;
    type IntoIter = std::slice::IterMut<'a, String>;
    fn into_iter(self) -> Self::IntoIter {
        self.books.iter_mut()
    }
}
impl FromIterator<&'static str> for Library {
    fn from_iter<I: IntoIterator<Item = &'static str>>(iter: I) -> Self {
        Library { books: iter.into_iter().map(String::from).collect() }
    }
}
impl Extend<String> for Library {
    fn extend<T: IntoIterator<Item = String>>(&mut self, iter: T) {
        for b in iter {
            self.books.push(b);
        }
    }
}

fn main() {
    println!("{:?}", Fib { a: 0, b: 1 }.take(12).collect::<Vec<_>>());
    println!("{:?}", Fib { a: 0, b: 1 }.skip_while(|&n| n < 100).step_by(2).take(4).collect::<Vec<_>>());
    let even: u64 = Fib { a: 1, b: 2 }.take_while(|n| *n < 4_000_000).filter(|n| n % 2 == 0).sum();
    println!("{even}");
    let c = Countdown(5);
    println!("{} {:?}", c.len(), c.zip(Fib { a: 1, b: 1 }).collect::<Vec<_>>());
    println!("{}", Span { lo: 'a', hi: 'f' }.rev().collect::<String>());
    let mut ends = Span { lo: 'p', hi: 't' };
    println!("{:?} {:?} {:?}", ends.next(), ends.next_back(), ends.collect::<Vec<_>>());
    let mut lib: Library = ["Emma", "Ulysses"].into_iter().collect();
    for b in &mut lib {
        b.push('!');
    }
    lib.extend(vec!["Dune".to_string()]);
    for b in &lib {
        print!("{b} ");
    }
    println!();
    for (i, b) in lib.into_iter().enumerate() {
        println!("{i} {b}");
    }
    for n in Countdown(3) {
        print!("{n}..");
    }
    println!();
}
