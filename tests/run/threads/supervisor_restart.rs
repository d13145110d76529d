use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{mpsc, Arc, Mutex};
use std::thread;

#[derive(Debug, PartialEq)]
enum Outcome {
    Done(u32),
    GaveUp { attempts: usize, last: String },
}

fn supervise<F>(max: usize, job: F) -> Outcome
where
    F: Fn(usize) -> u32 + Send + Sync + 'static,
{
    let job = Arc::new(job);
    let mut last = String::new();
    for attempt in 1..=max {
        let job = Arc::clone(&job);
        match thread::spawn(move || job(attempt)).join() {
            Ok(v) => return Outcome::Done(v),
            Err(e) => {
                last = match e.downcast::<String>() {
                    Ok(s) => *s,
                    Err(e) => e.downcast_ref::<&str>().unwrap_or(&"?").to_string(),
                };
            }
        }
    }
    Outcome::GaveUp { attempts: max, last }
}

fn main() {
    println!("{:?}", supervise(3, |_| 7));
    println!("{:?}", supervise(5, |n| if n < 3 { panic!("attempt {n} failed") } else { n as u32 * 10 }));
    println!("{:?}", supervise(2, |_| panic!("always")));
    let calls = Arc::new(AtomicUsize::new(0));
    let c = calls.clone();
    let o = supervise(4, move |n| {
        c.fetch_add(1, Ordering::SeqCst);
        [1u32, 2][n]
    });
    println!("{o:?} after {}", calls.load(Ordering::SeqCst));

    let (tx, rx) = mpsc::channel::<()>();
    let lock = Arc::new(Mutex::new(0));
    for i in 0..4 {
        let (tx, lock) = (tx.clone(), lock.clone());
        thread::spawn(move || {
            let _done = tx;
            let mut g = lock.lock().unwrap_or_else(|e| e.into_inner());
            *g += i;
            if i % 2 == 1 {
                panic!("odd ones fail");
            }
        });
    }
    drop(tx);
    println!("{:?}", rx.recv()); // returns when every thread has dropped its end
    println!("{} {}", lock.is_poisoned(), lock.lock().unwrap_or_else(|e| e.into_inner()));
}
