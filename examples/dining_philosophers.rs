//! Five philosophers, five forks. Each takes the fork with the lower number first, so no circle of waiting can close.
//!
//!     ruchy examples/dining_philosophers.rs [greedy]
//!
//! With `greedy` each takes the left fork first and lets go of the processor before the right one: sooner or later all wait
//! for each other, and Ruchy says who waits for whom instead of hanging.

use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

const NAMES: [&str; 5] = ["Judith", "Gilles", "Karl", "Emma", "Michel"];
const MEALS: usize = 3;

struct Philosopher {
    name: &'static str,
    first: Arc<Mutex<usize>>,
    second: Arc<Mutex<usize>>,
    pause: Duration,
}

impl Philosopher {
    fn eat(&self) {
        let mut first = self.first.lock().unwrap();
        thread::sleep(self.pause);
        let mut second = self.second.lock().unwrap();
        // How often each fork has been used.
        *first += 1;
        *second += 1;
    }
}

fn main() {
    let greedy = std::env::args().any(|arg| arg == "greedy");
    let forks: Vec<_> = (0..NAMES.len()).map(|_| Arc::new(Mutex::new(0))).collect();
    let tasks: Vec<_> = NAMES
        .iter()
        .enumerate()
        .map(|(i, &name)| {
            let (left, right) = (i, (i + 1) % NAMES.len());
            let (first, second) = if greedy { (left, right) } else { (left.min(right), left.max(right)) };
            let philosopher = Philosopher {
                name,
                first: Arc::clone(&forks[first]),
                second: Arc::clone(&forks[second]),
                pause: Duration::from_millis(if greedy { 20 } else { 1 }),
            };
            let body = move || {
                for _ in 0..MEALS {
                    philosopher.eat();
                }
                philosopher.name
            };
            thread::Builder::new().name(name.to_string()).spawn(body).unwrap()
        })
        .collect();
    for task in tasks {
        println!("{} has eaten {MEALS} times", task.join().unwrap());
    }
    let used: Vec<usize> = forks.iter().map(|fork| *fork.lock().unwrap()).collect();
    println!("the forks were used {used:?} times");
}
