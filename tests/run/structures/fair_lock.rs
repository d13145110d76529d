// Readers and writers are served in the order in which they came.
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

fn main() {
    let lock = Arc::new(FairRwLock::new(0));
    let order = Arc::new(Mutex::new(Vec::new()));
    let held = lock.write_guard();
    let mut tasks = vec![];
    for i in 0..6 {
        let (lock, order) = (Arc::clone(&lock), Arc::clone(&order));
        tasks.push(thread::spawn(move || if i % 2 == 0 { lock.write(|n| { *n += 1; order.lock().unwrap().push(i); }) } else { lock.read(|_| order.lock().unwrap().push(i)) }));
        thread::sleep(Duration::from_millis(10));
    }
    drop(held);
    for t in tasks { t.join().unwrap(); }
    println!("{:?} {}", order.lock().unwrap(), lock.read(|n| *n));
}
