use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

struct Semaphore {
    permits: Mutex<usize>,
    free: Condvar,
}

struct Permit<'a>(&'a Semaphore);

impl Semaphore {
    fn new(permits: usize) -> Self {
        Self { permits: Mutex::new(permits), free: Condvar::new() }
    }
    fn acquire(&self) -> Permit<'_> {
        let mut permits = self.permits.lock().unwrap();
        while *permits == 0 {
            permits = self.free.wait(permits).unwrap();
        }
        *permits -= 1;
        Permit(self)
    }
    fn try_acquire(&self) -> Option<Permit<'_>> {
        let mut permits = self.permits.lock().unwrap();
        if *permits == 0 {
            None
        } else {
            *permits -= 1;
            Some(Permit(self))
        }
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        *self.0.permits.lock().unwrap() += 1;
        self.0.free.notify_one();
    }
}

fn main() {
    let sem = Arc::new(Semaphore::new(3));
    let inside = Arc::new(AtomicUsize::new(0));
    let peak = Arc::new(AtomicUsize::new(0));
    let threads: Vec<_> = (0..12)
        .map(|_| {
            let (sem, inside, peak) = (sem.clone(), inside.clone(), peak.clone());
            thread::spawn(move || {
                let _permit = sem.acquire();
                let now = inside.fetch_add(1, Ordering::SeqCst) + 1;
                peak.fetch_max(now, Ordering::SeqCst);
                thread::sleep(Duration::from_millis(2));
                inside.fetch_sub(1, Ordering::SeqCst);
            })
        })
        .collect();
    for t in threads {
        t.join().unwrap();
    }
    println!("peak within limit: {}", peak.load(Ordering::SeqCst) <= 3);
    println!("permits back: {}", sem.permits.lock().unwrap());
    let a = sem.try_acquire();
    let b = sem.try_acquire();
    let c = sem.try_acquire();
    println!("{} {} {}", a.is_some(), b.is_some(), c.is_some());
    println!("{}", sem.try_acquire().is_none());
    drop(b);
    println!("{}", sem.try_acquire().is_some());
}
