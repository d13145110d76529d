use std::panic;

struct Noisy(&'static str);
impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

struct Pair {
    a: Noisy,
    b: Noisy,
    n: i32,
}

fn pair(n: i32) -> Pair {
    Pair { a: Noisy("a"), b: Noisy("b"), n }
}

fn take_a(p: Pair) -> i32 {
    let a = p.a;
    println!("took {}", a.0);
    p.n
}

fn add_to(x: i32, total: &mut i32) -> i32 {
    *total += 10;
    x + *total
}

fn first_even(v: &[i32]) -> Option<i32> {
    for &x in v {
        if x % 2 == 0 {
            return Some(x);
        }
    }
    None
}

fn sum_of_first_evens(a: &[i32], b: &[i32]) -> Option<i32> {
    Some(first_even(a)? + first_even(b)?)
}

fn twice(mut f: impl FnMut() -> i32) -> i32 {
    f() * 100 + f()
}

fn counter(start: i32) -> impl FnMut() -> i32 {
    let mut n = start;
    move || {
        n += 1;
        n
    }
}

fn adder(n: i32) -> impl Fn(i32) -> i32 + Clone {
    move |x| x + n
}

struct Source {
    left: u32,
    items: Vec<String>,
}

impl Source {
    fn next(&mut self) -> Option<String> {
        if self.left == 0 {
            return None;
        }
        self.left -= 1;
        self.items.push(format!("made {}", self.left));
        self.items.last().cloned()
    }
}

struct Holder {
    source: Source,
}

fn minmax(v: &[i32]) -> (i32, i32) {
    (*v.iter().min().unwrap(), *v.iter().max().unwrap())
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct V2 {
    x: f64,
    y: f64,
}

impl std::ops::Add for V2 {
    type Output = V2;
    fn add(self, o: V2) -> V2 {
        V2 { x: self.x + o.x, y: self.y + o.y }
    }
}

impl V2 {
    fn scale(&mut self, k: f64) -> &mut V2 {
        self.x *= k;
        self.y *= k;
        self
    }
    fn len2(&self) -> f64 {
        self.x * self.x + self.y * self.y
    }
}

fn main() {
    // A value and the variable that it came from.
    let mut total = 1;
    println!("{} {total}", add_to(total, &mut total));
    // Leaving an inlined body early.
    println!("{:?} {:?} {:?}", sum_of_first_evens(&[1, 2], &[4]), sum_of_first_evens(&[1], &[4]), sum_of_first_evens(&[2], &[]));
    // State of closures.
    let mut c = counter(5);
    println!("{} {}", c(), c());
    println!("{} {}", twice(counter(0)), twice(&mut c));
    let mut n = 0;
    println!("{}", twice(|| { n += 3; n }));
    println!("{n}");
    let add = adder(4);
    let other = add.clone();
    println!("{} {}", add(1), other(2));
    let mut log = Vec::new();
    let mut note = |s: &str| log.push(s.to_string());
    note("one");
    note("two");
    println!("{log:?}");
    // Values in parts, with what they own.
    println!("{}", take_a(pair(7)));
    let p = pair(8);
    let Pair { b, .. } = p;
    println!("has {}", b.0);
    drop(b);
    let r = panic::catch_unwind(|| {
        let p = pair(9);
        let v: Vec<i32> = Vec::new();
        v[p.n as usize]
    });
    println!("{}", r.is_err());
    // A part that is changed in place while it is asked.
    let mut holder = Holder { source: Source { left: 3, items: vec![] } };
    while let Some(s) = holder.source.next() {
        println!("{s}");
    }
    println!("{:?}", holder.source.items);
    // Tuples and small structs.
    let (low, high) = minmax(&[3, 1, 2]);
    println!("{low} {high}");
    let mut v = V2 { x: 1.0, y: 2.0 };
    let w = v;
    v.scale(2.0).scale(3.0);
    println!("{:?} {:?} {} {}", v, w, v.len2(), (v + w).len2());
    v = v + V2 { x: 0.5, ..w };
    println!("{v:?} {}", v == V2 { x: 6.5, y: 14.0 });
    match (first_even(&[4]), first_even(&[])) {
        (Some(a), None) => println!("only {a}"),
        other => println!("{other:?}"),
    }
    // Chains that keep state, and are left in the middle.
    let mut it = (1..).map(|x| x * x).filter(|x| x % 2 == 1).peekable();
    println!("{:?} {:?} {:?}", it.peek().copied(), it.next(), it.next());
    let found = [3, 8, 1].iter().enumerate().map(|(i, x)| (i, x * 2)).find(|&(i, x)| i > 0 && x > 10);
    println!("{found:?}");
    let words = ["a", "b", "c"];
    let joined = words.iter().zip(words.iter().rev()).map(|(a, b)| format!("{a}{b}")).fold(String::new(), |acc, s| acc + &s);
    println!("{joined}");
    for (i, w) in words.iter().enumerate().skip(1) {
        if i == 2 {
            break;
        }
        println!("{i} {w}");
    }
}
