use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

fn main() {
    let flag = Arc::new(AtomicBool::new(false));
    let waiter = {
        let flag = Arc::clone(&flag);
        thread::spawn(move || {
            while !flag.load(Ordering::Acquire) {
                thread::park();
            }
            "woken"
        })
    };
    thread::sleep(Duration::from_millis(5));
    flag.store(true, Ordering::Release);
    waiter.thread().unpark();
    println!("{}", waiter.join().unwrap());

    // A token given before parking makes park return at once.
    let early = thread::spawn(|| {
        thread::current().unpark();
        thread::park();
        "token"
    });
    println!("{}", early.join().unwrap());

    thread::park_timeout(Duration::from_millis(2));
    println!("timed out or woken");

    let turn = Arc::new(AtomicUsize::new(0));
    let main_thread = thread::current();
    let t2 = Arc::clone(&turn);
    let other = thread::spawn(move || {
        for round in 0..3 {
            while t2.load(Ordering::SeqCst) != round * 2 + 1 {
                thread::park();
            }
            println!("  pong {round}");
            t2.store(round * 2 + 2, Ordering::SeqCst);
            main_thread.unpark();
        }
    });
    for round in 0..3 {
        println!("ping {round}");
        turn.store(round * 2 + 1, Ordering::SeqCst);
        other.thread().unpark();
        while turn.load(Ordering::SeqCst) != round * 2 + 2 {
            thread::park();
        }
    }
    other.join().unwrap();
}
