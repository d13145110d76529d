//! Recursive fib(n): calls.

fn size(default: usize) -> usize {
    std::env::args().nth(1).map_or(default, |n| n.parse().expect("a number"))
}

fn fib(n: i64) -> i64 {
    if n < 2 { n } else { fib(n - 1) + fib(n - 2) }
}

fn main() {
    println!("fib {}", fib(size(35) as i64));
}
