//! n tasks that all wait at one gate, which opens when the last has arrived: memory of a waiting task.

use std::sync::{Arc, Barrier};
use std::thread;

fn size(default: usize) -> usize {
    std::env::args().nth(1).map_or(default, |n| n.parse().expect("a number"))
}

fn main() {
    let n = size(1_000_000);
    let gate = Arc::new(Barrier::new(n + 1));
    let tasks: Vec<_> = (0..n)
        .map(|i| {
            let gate = Arc::clone(&gate);
            thread::spawn(move || {
                gate.wait();
                i % 7
            })
        })
        .collect();
    gate.wait();
    let sum: usize = tasks.into_iter().map(|task| task.join().unwrap()).sum();
    println!("idle_tasks {sum}");
}
