use std::cmp::Reverse;
use std::collections::{BinaryHeap, BTreeMap};
#[derive(Default)]
struct Median { low: BinaryHeap<i32>, high: BinaryHeap<Reverse<i32>> }
impl Median {
    fn add(&mut self, x: i32) {
        if self.low.peek().is_none_or(|&l| x <= l) { self.low.push(x) } else { self.high.push(Reverse(x)) }
        if self.low.len() > self.high.len() + 1 { let x = self.low.pop().unwrap(); self.high.push(Reverse(x)); }
        else if self.high.len() > self.low.len() { let Reverse(x) = self.high.pop().unwrap(); self.low.push(x); }
    }
    fn get(&self) -> Option<f64> {
        match (self.low.peek(), self.high.peek()) {
            (Some(&a), Some(Reverse(b))) if self.low.len() == self.high.len() => Some((a as f64 + *b as f64) / 2.0),
            (Some(&a), _) => Some(a as f64),
            _ => None,
        }
    }
}
fn top_k<T: Ord + Clone>(v: &[T], k: usize) -> Vec<T> {
    let mut h = BinaryHeap::new();
    for x in v { h.push(Reverse(x)); if h.len() > k { h.pop(); } }
    h.into_sorted_vec().into_iter().map(|Reverse(x)| x.clone()).collect()
}
fn merge_sorted(lists: Vec<Vec<i32>>) -> Vec<i32> {
    let mut its: Vec<_> = lists.into_iter().map(|l| l.into_iter()).collect();
    let mut h: BinaryHeap<Reverse<(i32, usize)>> = its.iter_mut().enumerate().filter_map(|(i, it)| Some(Reverse((it.next()?, i)))).collect();
    let mut out = vec![];
    while let Some(Reverse((x, i))) = h.pop() { out.push(x); if let Some(n) = its[i].next() { h.push(Reverse((n, i))); } }
    out
}
fn main() {
    let mut m = Median::default();
    println!("{:?} {:?}", m.get(), [5, 2, 8, 1, 9].map(|x| { m.add(x); m.get().unwrap() }));
    println!("{:?} {:?}", top_k(&[4, 9, 1, 7, 9], 3), top_k(&["b", "z", "a"], 1));
    println!("{:?}", merge_sorted(vec![vec![1, 5, 9], vec![], vec![2, 3], vec![0, 10]]));
    let freq = "abracadabra".chars().fold(BTreeMap::new(), |mut m, c| { *m.entry(c).or_insert(0) += 1; m });
    let mut h: BinaryHeap<(i32, Reverse<char>)> = freq.into_iter().map(|(c, n)| (n, Reverse(c))).collect();
    print!("{:?} ", h.len());
    while let Some((n, Reverse(c))) = h.pop() { print!("{c}{n}"); }
    println!();
}
