use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

struct Bucket {
    tokens: Mutex<u32>,
    capacity: u32,
    refilled: Condvar,
}
impl Bucket {
    fn new(capacity: u32) -> Arc<Self> {
        Arc::new(Bucket { tokens: Mutex::new(capacity), capacity, refilled: Condvar::new() })
    }
    fn take(&self, n: u32) {
        let mut t = self.refilled.wait_while(self.tokens.lock().unwrap(), |t| *t < n).unwrap();
        *t -= n;
    }
    fn try_take(&self) -> bool {
        let mut t = self.tokens.lock().unwrap();
        match t.checked_sub(1) {
            Some(left) => {
                *t = left;
                true
            }
            None => false,
        }
    }
    fn refill(&self, n: u32) {
        let mut t = self.tokens.lock().unwrap();
        *t = (*t + n).min(self.capacity);
        self.refilled.notify_all();
    }
}

fn main() {
    let bucket = Bucket::new(3);
    println!("{:?}", (0..5).map(|_| bucket.try_take()).collect::<Vec<_>>());
    bucket.refill(100);
    println!("{}", bucket.tokens.lock().unwrap());
    let b = Arc::clone(&bucket);
    let workers: Vec<_> = (0..4)
        .map(|_| {
            let b = Arc::clone(&b);
            thread::spawn(move || {
                for _ in 0..5 {
                    b.take(1);
                }
                5
            })
        })
        .collect();
    let start = Instant::now();
    while workers.iter().any(|w| !w.is_finished()) {
        bucket.refill(1);
        thread::sleep(Duration::from_millis(1));
    }
    let done: i32 = workers.into_iter().map(|w| w.join().unwrap()).sum();
    println!("{done} taken");
    println!("had to wait: {}", start.elapsed() >= Duration::from_millis(10));
}
