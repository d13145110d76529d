use std::sync::{Arc, Mutex};
use std::thread;

struct Philosopher {
    name: &'static str,
    first: usize,
    second: usize,
}

impl Philosopher {
    fn new(name: &'static str, seat: usize, seats: usize) -> Self {
        let (left, right) = (seat, (seat + 1) % seats);
        // The lower fork first: no cycle can form.
        Philosopher { name, first: left.min(right), second: left.max(right) }
    }

    fn eat(&self, forks: &[Mutex<u32>]) {
        let mut a = forks[self.first].lock().unwrap();
        let mut b = forks[self.second].lock().unwrap();
        *a += 1;
        *b += 1;
    }
}

fn main() {
    let names = ["Ada", "Blaise", "Carl", "Dora", "Emmy"];
    let forks: Arc<Vec<Mutex<u32>>> = Arc::new((0..5).map(|_| Mutex::new(0)).collect());
    let meals = 200;
    let handles: Vec<_> = names
        .iter()
        .enumerate()
        .map(|(i, name)| {
            let p = Philosopher::new(name, i, names.len());
            let forks = forks.clone();
            thread::spawn(move || {
                for _ in 0..meals {
                    p.eat(&forks);
                }
                p.name.len()
            })
        })
        .collect();
    let letters: usize = handles.into_iter().map(|h| h.join().unwrap()).sum();
    println!("{letters} letters");
    for (i, fork) in forks.iter().enumerate() {
        println!("fork {i} used {}", fork.lock().unwrap());
    }
}
