use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

struct Latch {
    count: Mutex<usize>,
    zero: Condvar,
}
impl Latch {
    fn new(n: usize) -> Self {
        Latch { count: Mutex::new(n), zero: Condvar::new() }
    }
    fn count_down(&self) {
        let mut c = self.count.lock().unwrap();
        *c = c.saturating_sub(1);
        if *c == 0 {
            self.zero.notify_all();
        }
    }
    fn wait(&self) {
        drop(self.zero.wait_while(self.count.lock().unwrap(), |c| *c > 0).unwrap());
    }
    fn wait_for(&self, limit: Duration) -> bool {
        let (_g, r) = self.zero.wait_timeout_while(self.count.lock().unwrap(), limit, |c| *c > 0).unwrap();
        !r.timed_out()
    }
}

fn main() {
    let start = Arc::new(Latch::new(1));
    let done = Arc::new(Latch::new(4));
    let early = Arc::new(AtomicBool::new(false));
    let results = Arc::new(Mutex::new(Vec::new()));
    println!("not yet: {}", done.wait_for(Duration::from_millis(3)));
    for i in 0..4 {
        let (start, done, early, results) = (start.clone(), done.clone(), early.clone(), results.clone());
        thread::spawn(move || {
            start.wait();
            if !early.load(Ordering::SeqCst) {
                results.lock().unwrap().push(-1);
            }
            results.lock().unwrap().push(i);
            done.count_down();
        });
    }
    early.store(true, Ordering::SeqCst);
    start.count_down();
    done.wait();
    let mut r = results.lock().unwrap().clone();
    r.sort();
    println!("{r:?} {}", done.wait_for(Duration::ZERO));
    done.count_down();
    println!("{}", done.count.lock().unwrap());
}
