//! n tasks that do next to nothing; all are joined.

use std::thread;

fn size(default: usize) -> usize {
    std::env::args().nth(1).map_or(default, |n| n.parse().expect("a number"))
}

fn main() {
    let n = size(1_000_000);
    let tasks: Vec<_> = (0..n).map(|i| thread::spawn(move || i % 7)).collect();
    let sum: usize = tasks.into_iter().map(|task| task.join().unwrap()).sum();
    println!("spawn_many {sum}");
}
