//! Sorting n numbers by a closure.

fn size(default: usize) -> usize {
    std::env::args().nth(1).map_or(default, |n| n.parse().expect("a number"))
}

fn main() {
    let n = size(300_000);
    let mut x: i64 = 42;
    let mut v: Vec<i64> = Vec::new();
    for _ in 0..n {
        x = x * 48271 % 2147483647;
        v.push(x);
    }
    v.sort_by(|a, b| (b % 1000).cmp(&(a % 1000)).then(a.cmp(b)));
    println!("closure_sort {} {}", v[0], v[n / 2]);
}
