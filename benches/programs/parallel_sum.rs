//! A closure over a range, a part of it for each core.

use std::thread;

fn size(default: usize) -> usize {
    std::env::args().nth(1).map_or(default, |n| n.parse().expect("a number"))
}

fn main() {
    let n = size(50_000_000) as u64;
    let workers = thread::available_parallelism().map_or(1, |n| n.get()) as u64;
    let parts: Vec<_> = (0..workers)
        .map(|w| {
            let (from, to) = (n * w / workers, n * (w + 1) / workers);
            thread::spawn(move || {
                let f = |x: u64| x * x % 7;
                let mut sum = 0;
                for x in from..to {
                    sum += f(x);
                }
                sum
            })
        })
        .collect();
    let sum: u64 = parts.into_iter().map(|part| part.join().unwrap()).sum();
    println!("parallel_sum {sum}");
}
