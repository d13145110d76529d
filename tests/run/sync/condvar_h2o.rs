use std::sync::{Arc, Condvar, Mutex};
use std::thread;

#[derive(Default)]
struct Pool {
    h: usize,
    o: usize,
    molecules: usize,
}
fn main() {
    let pool = Arc::new((Mutex::new(Pool::default()), Condvar::new()));
    let mut threads = vec![];
    for i in 0..12 {
        let pool = Arc::clone(&pool);
        threads.push(thread::spawn(move || {
            let (lock, cv) = &*pool;
            let mut p = lock.lock().unwrap();
            if i % 3 == 0 { p.o += 1 } else { p.h += 1 }
            let before = p.molecules;
            if p.h >= 2 && p.o >= 1 {
                p.h -= 2;
                p.o -= 1;
                p.molecules += 1;
                cv.notify_all();
                return 1;
            }
            while p.molecules == before && p.molecules < 4 {
                p = cv.wait(p).unwrap();
            }
            0
        }));
    }
    let makers: i32 = threads.into_iter().map(|t| t.join().unwrap()).sum();
    let p = pool.0.lock().unwrap();
    println!("{} molecules by {makers} makers, left {} {}", p.molecules, p.h, p.o);
}
