//! Chains of iterator adaptors over n numbers.

fn size(default: usize) -> usize {
    std::env::args().nth(1).map_or(default, |n| n.parse().expect("a number"))
}

fn main() {
    let n = size(1_000_000);
    let numbers: Vec<i64> = (0..n as i64).map(|i| i * 7919 % 10_007).collect();
    let squares: i64 = numbers.iter().filter(|x| **x % 3 == 0).map(|x| x * x).sum();
    let folded = numbers.iter().fold(0i64, |a, b| (a * 31 + b) % 1_000_003);
    let dot: i64 = numbers.iter().zip(numbers.iter().rev()).map(|(a, b)| a * b % 1000).sum();
    let places: usize = numbers.iter().enumerate().filter(|(_, x)| **x < 5000).map(|(i, _)| i).sum();
    let rises = numbers.windows(2).filter(|w| w[0] < w[1]).count();
    let stepped: i64 = (0..n as i64).step_by(3).take_while(|x| *x >= 0).max().unwrap_or(0);
    println!("iterators {squares} {folded} {dot} {places} {rises} {stepped}");
}
