use std::fmt::{Debug, Display};

fn evens(limit: u32) -> impl Iterator<Item = u32> + Clone {
    (0..limit).filter(|n| n % 2 == 0)
}
fn adder(n: i32) -> impl Fn(i32) -> i32 {
    move |x| x + n
}
fn compose<A, B, C>(f: impl Fn(A) -> B, g: impl Fn(B) -> C) -> impl Fn(A) -> C {
    move |x| g(f(x))
}
fn show_all(items: impl IntoIterator<Item = impl Display>) -> String {
    items.into_iter().map(|i| format!("[{i}]")).collect()
}
fn pairs<'a>(words: &'a [&'a str]) -> impl Iterator<Item = (usize, &'a str)> + 'a {
    words.iter().map(|w| (w.len(), *w))
}
fn either(flag: bool) -> Box<dyn Iterator<Item = i32>> {
    if flag {
        Box::new(1..4)
    } else {
        Box::new([9, 8].into_iter())
    }
}
fn secret() -> impl Debug + PartialEq<i32> {
    7
}
struct Tree {
    value: i32,
    kids: Vec<Tree>,
}
impl Tree {
    fn walk(&self) -> Box<dyn Iterator<Item = i32> + '_> {
        Box::new(std::iter::once(self.value).chain(self.kids.iter().flat_map(|k| k.walk())))
    }
}

fn main() {
    let e = evens(10);
    println!("{:?} {}", e.clone().collect::<Vec<_>>(), e.sum::<u32>());
    let f = compose(adder(3), adder(10));
    let g = compose(|s: &str| s.len(), |n| format!("{n} bytes"));
    println!("{} {}", f(1), g("hello"));
    println!("{} {}", show_all([1.5, 2.0]), show_all(vec!["a", "b"]));
    println!("{:?}", pairs(&["one", "three"]).collect::<Vec<_>>());
    println!("{:?} {:?}", either(true).collect::<Vec<_>>(), either(false).last());
    println!("{:?} {}", secret(), secret() == 7);
    let t = Tree { value: 1, kids: vec![Tree { value: 2, kids: vec![Tree { value: 3, kids: vec![] }] }, Tree { value: 4, kids: vec![] }] };
    println!("{:?}", t.walk().collect::<Vec<_>>());
}
