//! The library's sort.

fn size(default: usize) -> usize {
    std::env::args().nth(1).map_or(default, |n| n.parse().expect("a number"))
}

// 52-bit values from MINSTD, two draws each: the same in every language.
fn random_integers(n: usize) -> Vec<i64> {
    let mut x: i64 = 42;
    let mut v = Vec::with_capacity(n);
    for _ in 0..n {
        x = x * 48271 % 2147483647;
        let high = x;
        x = x * 48271 % 2147483647;
        v.push(high * 2097152 + x % 2097152);
    }
    v
}

fn check(a: &[i64]) -> i64 {
    let mut sum = 0;
    for (k, value) in a.iter().step_by(1000).enumerate() {
        sum += value % 1000003 * (k as i64 + 1);
    }
    sum
}

fn main() {
    let mut a = random_integers(size(5_000_000));
    a.sort_unstable();
    println!("lib_sort {}", check(&a));
}
