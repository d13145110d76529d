use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Tree { Leaf(char), Node(Box<Tree>, Box<Tree>) }
fn build(text: &str) -> Option<Tree> {
    let mut counts = BTreeMap::new();
    for c in text.chars() { *counts.entry(c).or_insert(0usize) += 1; }
    let mut heap: BinaryHeap<_> = counts.into_iter().enumerate().map(|(i, (c, n))| Reverse((n, i, Tree::Leaf(c)))).collect();
    let mut id = heap.len();
    while heap.len() > 1 {
        let (Reverse((n, _, a)), Reverse((m, _, b))) = (heap.pop()?, heap.pop()?);
        heap.push(Reverse((n + m, id, Tree::Node(Box::new(a), Box::new(b)))));
        id += 1;
    }
    heap.pop().map(|Reverse((.., t))| t)
}
fn codes(t: &Tree, prefix: String, out: &mut BTreeMap<char, String>) {
    match t {
        Tree::Leaf(c) => { out.insert(*c, if prefix.is_empty() { "0".into() } else { prefix }); }
        Tree::Node(a, b) => { codes(a, prefix.clone() + "0", out); codes(b, prefix + "1", out); }
    }
}
fn decode(t: &Tree, bits: &str) -> String {
    let mut out = String::new();
    let mut at = t;
    for b in bits.chars() {
        if let Tree::Node(l, r) = at { at = if b == '0' { l } else { r }; }
        if let Tree::Leaf(c) = at { out.push(*c); at = t; }
    }
    out
}
fn main() {
    for text in ["abracadabra", "aaaa", "hello world"] {
        let t = build(text).unwrap();
        let mut m = BTreeMap::new();
        codes(&t, String::new(), &mut m);
        let bits: String = text.chars().map(|c| m[&c].as_str()).collect();
        println!("{} bits, round trip {}", bits.len(), decode(&t, &bits) == text);
    }
    println!("{:?}", build(""));
}
