use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::Hash;
trait Graph {
    type Node: Copy + Eq + Hash + Ord;
    type Edges<'a>: Iterator<Item = Self::Node> where Self: 'a;
    fn edges<'a>(&'a self, n: Self::Node) -> Self::Edges<'a>;
    fn reach(&self, start: Self::Node) -> Vec<Self::Node> {
        let mut seen = HashSet::from([start]);
        let mut todo = vec![start];
        while let Some(n) = todo.pop() { for m in self.edges(n) { if seen.insert(m) { todo.push(m); } } }
        let mut v: Vec<_> = seen.into_iter().collect();
        v.sort();
        v
    }
}
struct Table(HashMap<char, Vec<char>>);
impl Graph for Table {
    type Node = char;
    type Edges<'a> = std::iter::Copied<std::slice::Iter<'a, char>>;
    fn edges<'a>(&'a self, n: char) -> Self::Edges<'a> { self.0.get(&n).map(|v| v.as_slice()).unwrap_or_default().iter().copied() }
}
struct Divisors(u32);
impl Graph for Divisors {
    type Node = u32;
    type Edges<'a> = Box<dyn Iterator<Item = u32> + 'a>;
    fn edges<'a>(&'a self, n: u32) -> Self::Edges<'a> { Box::new((2..=self.0).filter(move |k| n % k == 0).map(move |k| n / k)) }
}
fn frequencies<I>(it: I) -> BTreeMap<I::Item, usize> where I: IntoIterator, I::Item: Ord { let mut m = BTreeMap::new(); for x in it { *m.entry(x).or_insert(0) += 1; } m }
fn sum_by<T, N: std::iter::Sum<N>>(v: &[T], f: impl Fn(&T) -> N) -> N { v.iter().map(f).sum() }
fn zip_with<A, B, C>(a: impl IntoIterator<Item = A>, b: impl IntoIterator<Item = B>, f: impl Fn(A, B) -> C) -> Vec<C> { a.into_iter().zip(b).map(|(a, b)| f(a, b)).collect() }
fn main() {
    let t = Table(HashMap::from([('a', vec!['b', 'c']), ('c', vec!['a', 'd']), ('z', vec!['a'])]));
    println!("{:?} {:?}", t.reach('a'), t.reach('d'));
    println!("{:?}", Divisors(5).reach(60));
    println!("{:?} {:?}", frequencies("hello".chars()), frequencies(vec![2, 1, 2]));
    println!("{} {}", sum_by(&["a", "bcd"], |s| s.len()), sum_by(&[1, 2], |x| *x as f64 / 2.0));
    println!("{:?}", zip_with([1, 2], vec!["x", "y"], |n, s| s.repeat(n)));
}
