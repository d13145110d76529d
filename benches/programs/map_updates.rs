//! n updates of a map with 10,000 text keys.

use std::collections::HashMap;

fn size(default: usize) -> usize {
    std::env::args().nth(1).map_or(default, |n| n.parse().expect("a number"))
}

fn main() {
    let n = size(2_000_000);
    let keys: Vec<String> = (0..10_000).map(|i| format!("key{i}")).collect();
    let mut counts: HashMap<String, i64> = HashMap::new();
    let mut x: usize = 42;
    for _ in 0..n {
        x = x * 48271 % 2147483647;
        *counts.entry(keys[x % 10_000].clone()).or_insert(0) += 1;
    }
    let mut most = 0;
    for count in counts.values() {
        most = most.max(*count);
    }
    println!("map_updates {} {most}", counts.len());
}
