use std::sync::{Arc, Condvar, Mutex};
use std::thread;

// Threads print in order of their number, whatever the order in which they run.
fn main() {
    let turn = Arc::new((Mutex::new(0usize), Condvar::new()));
    let out = Arc::new(Mutex::new(String::new()));
    let handles: Vec<_> = (0..6)
        .rev()
        .map(|i| {
            let (turn, out) = (turn.clone(), out.clone());
            thread::spawn(move || {
                for round in 0..2 {
                    let want = round * 6 + i;
                    let (lock, cv) = &*turn;
                    let mut t = cv.wait_while(lock.lock().unwrap(), |t| *t != want).unwrap();
                    out.lock().unwrap().push_str(&format!("{i}{} ", ['a', 'b'][round]));
                    *t += 1;
                    cv.notify_all();
                }
            })
        })
        .collect();
    for h in handles {
        h.join().unwrap();
    }
    println!("{}", out.lock().unwrap());
    println!("{}", turn.0.lock().unwrap());
}
