//! 8 tasks that each lock, add and unlock n times.

use std::sync::{Arc, Mutex};
use std::thread;

fn size(default: usize) -> usize {
    std::env::args().nth(1).map_or(default, |n| n.parse().expect("a number"))
}

fn main() {
    let per = size(1_000_000);
    let counter = Arc::new(Mutex::new(0));
    let tasks: Vec<_> = (0..8)
        .map(|_| {
            let counter = Arc::clone(&counter);
            thread::spawn(move || {
                for _ in 0..per {
                    *counter.lock().unwrap() += 1;
                }
            })
        })
        .collect();
    for task in tasks {
        task.join().unwrap();
    }
    println!("mutex {}", counter.lock().unwrap());
}
