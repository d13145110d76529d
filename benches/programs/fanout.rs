//! n jobs (counting primes in 200 numbers) for one worker per core, over bounded channels.

use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Mutex};
use std::thread;

const WIDTH: usize = 200;

fn size(default: usize) -> usize {
    std::env::args().nth(1).map_or(default, |n| n.parse().expect("a number"))
}

fn is_prime(n: usize) -> bool {
    if n < 2 {
        return false;
    }
    if n % 2 == 0 {
        return n == 2;
    }
    let mut d = 3;
    while d * d <= n {
        if n % d == 0 {
            return false;
        }
        d += 2;
    }
    true
}

fn main() {
    let n = size(10_000);
    let (jobs, queue) = sync_channel(100);
    let (results, counts) = sync_channel(100);
    let queue = Arc::new(Mutex::new(queue));
    for _ in 0..thread::available_parallelism().map_or(1, |n| n.get()) {
        let (queue, results) = (Arc::clone(&queue), results.clone());
        thread::spawn(move || {
            loop {
                let job = queue.lock().unwrap().recv();
                let Ok(job) = job else { break };
                let mut count = 0;
                for x in job * WIDTH..(job + 1) * WIDTH {
                    if is_prime(x) {
                        count += 1;
                    }
                }
                results.send(count).unwrap();
            }
        });
    }
    drop(results);
    thread::spawn(move || {
        for job in 0..n {
            jobs.send(job).unwrap();
        }
    });
    let mut sum = 0;
    for count in counts {
        sum += count;
    }
    println!("fanout {sum}");
}
