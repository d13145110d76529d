use std::collections::HashMap;
use std::fmt::{Debug, Display};
use std::hash::Hash;

#[derive(Debug, Clone, PartialEq)]
struct Pair<A, B = A> {
    first: A,
    second: B,
}
impl<A, B> Pair<A, B> {
    fn new(first: A, second: B) -> Self {
        Pair { first, second }
    }
    fn swap(self) -> Pair<B, A> {
        Pair { first: self.second, second: self.first }
    }
    fn map_first<C>(self, f: impl FnOnce(A) -> C) -> Pair<C, B> {
        Pair { first: f(self.first), second: self.second }
    }
}
impl<T: PartialOrd + Copy> Pair<T> {
    fn larger(&self) -> T {
        if self.first > self.second { self.first } else { self.second }
    }
}
impl Pair<String, i32> {
    fn describe(&self) -> String {
        format!("{} x{}", self.first, self.second)
    }
}
fn largest<T: PartialOrd>(items: &[T]) -> Option<&T> {
    let mut it = items.iter();
    let mut best = it.next()?;
    for x in it {
        if x > best {
            best = x;
        }
    }
    Some(best)
}
fn group_by<T, K, F>(items: &[T], key: F) -> HashMap<K, Vec<&T>>
where
    K: Eq + Hash,
    F: Fn(&T) -> K,
{
    let mut m: HashMap<K, Vec<&T>> = HashMap::new();
    for i in items {
        m.entry(key(i)).or_default().push(i);
    }
    m
}
fn show<T>(x: T) -> String
where
    T: Display + Debug + Clone,
{
    format!("{x} {x:?}")
}
#[derive(Debug)]
struct Stack<T> {
    items: Vec<T>,
}
impl<T> Default for Stack<T> {
    fn default() -> Self {
        Stack { items: Vec::new() }
    }
}
impl<T: Clone + Default> Stack<T> {
    fn push(&mut self, t: T) -> &mut Self {
        self.items.push(t);
        self
    }
    fn pop_or_default(&mut self) -> T {
        self.items.pop().unwrap_or_default()
    }
    fn peek(&self) -> Option<&T> {
        self.items.last()
    }
}
enum Either<L, R> {
    Left(L),
    Right(R),
}
impl<L, R, T> Iterator for Either<L, R>
where
    L: Iterator<Item = T>,
    R: Iterator<Item = T>,
{
    type Item = T;
    fn next(&mut self) -> Option<T> {
        match self {
            Either::Left(l) => l.next(),
            Either::Right(r) => r.next(),
        }
    }
}
fn numbers(up: bool) -> impl Iterator<Item = i32> {
    if up { Either::Left(0..3) } else { Either::Right((0..3).rev()) }
}
fn default_of<T: Default>() -> T {
    T::default()
}
fn sizes<T>() -> usize {
    std::mem::size_of::<T>()
}

fn main() {
    let p = Pair::new("x".to_string(), 3);
    println!("{} {:?}", p.describe(), p.clone().swap());
    println!("{:?} {}", p.map_first(|s| s.len()), Pair::new(2.5, 1.5).larger());
    println!("{:?} {:?} {:?}", largest(&[1, 5, 2]), largest(&["b", "a"]), largest::<f64>(&[]));
    let words = ["apple", "bob", "cat", "angle"];
    let g = group_by(&words, |w| w.len());
    let mut keys: Vec<_> = g.iter().map(|(k, v)| (*k, v.len())).collect();
    keys.sort();
    println!("{keys:?} {:?}", g[&5]);
    println!("{} {}", show("s"), show(1.0));
    let mut s = Stack::default();
    s.push(1).push(2);
    println!("{:?} {} {} {} {s:?}", s.peek().copied(), s.pop_or_default(), s.pop_or_default(), s.pop_or_default());
    println!("{:?} {:?}", numbers(true).collect::<Vec<_>>(), numbers(false).collect::<Vec<_>>());
    println!("{:?} {:?} {:?}", default_of::<String>(), default_of::<(i32, Option<u8>)>(), { let v: Vec<i32> = default_of(); v });
    println!("{} {} {}", sizes::<u64>(), sizes::<[u16; 3]>(), sizes::<(u8, u32)>());
    println!("{:?}", Vec::<Pair<u8>>::new());
}
