use std::sync::{Arc, Barrier, Mutex};
use std::thread;

fn main() {
    let n = 5;
    let forks: Arc<Vec<Mutex<u32>>> = Arc::new((0..n).map(|_| Mutex::new(0)).collect());
    let seated = Arc::new(Barrier::new(n));
    let diners: Vec<_> = (0..n)
        .map(|i| {
            let (forks, seated) = (forks.clone(), seated.clone());
            thread::spawn(move || {
                let mut left = forks[i].lock().unwrap();
                seated.wait();
                let mut right = forks[(i + 1) % n].lock().unwrap();
                *left += 1;
                *right += 1;
            })
        })
        .collect();
    for d in diners {
        d.join().unwrap();
    }
}
