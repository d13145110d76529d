use std::sync::{Arc, Barrier, Mutex};
use std::thread;

fn main() {
    let a = Arc::new(Mutex::new(1));
    let b = Arc::new(Mutex::new(2));
    let both_hold_one = Arc::new(Barrier::new(2));
    let first = {
        let (a, b, gate) = (a.clone(), b.clone(), both_hold_one.clone());
        thread::spawn(move || {
            let mut x = a.lock().unwrap();
            gate.wait();
            *x += *b.lock().unwrap();
        })
    };
    let second = thread::spawn(move || {
        let mut y = b.lock().unwrap();
        both_hold_one.wait();
        *y += *a.lock().unwrap();
    });
    first.join().unwrap();
    second.join().unwrap();
    println!("never printed");
}
