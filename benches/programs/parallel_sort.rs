//! Merge sort written out, in a task for each half of a long vector.

use std::thread;

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

fn insertion_sort(a: &mut [i64]) {
    for i in 1..a.len() {
        let v = a[i];
        let mut j = i;
        while j > 0 && a[j - 1] > v {
            a[j] = a[j - 1];
            j -= 1;
        }
        a[j] = v;
    }
}

fn merge(left: Vec<i64>, right: Vec<i64>) -> Vec<i64> {
    let mut out = Vec::with_capacity(left.len() + right.len());
    let (mut i, mut j) = (0, 0);
    while i < left.len() && j < right.len() {
        if left[i] <= right[j] {
            out.push(left[i]);
            i += 1;
        } else {
            out.push(right[j]);
            j += 1;
        }
    }
    out.extend_from_slice(&left[i..]);
    out.extend_from_slice(&right[j..]);
    out
}

fn merge_sort(mut left: Vec<i64>) -> Vec<i64> {
    let n = left.len();
    if n <= 32 {
        insertion_sort(&mut left);
        return left;
    }
    let right = left.split_off(n / 2);
    if n > 20_000 {
        let half = thread::spawn(move || merge_sort(left));
        let right = merge_sort(right);
        merge(half.join().unwrap(), right)
    } else {
        merge(merge_sort(left), merge_sort(right))
    }
}

fn main() {
    let a = merge_sort(random_integers(size(5_000_000)));
    println!("parallel_sort {}", check(&a));
}
