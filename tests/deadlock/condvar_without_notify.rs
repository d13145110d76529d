use std::sync::{Arc, Condvar, Mutex};
use std::thread;

fn main() {
    let pair = Arc::new((Mutex::new(false), Condvar::new()));
    let setter = {
        let pair = Arc::clone(&pair);
        thread::spawn(move || {
            // Changes the flag and forgets to notify.
            thread::sleep(std::time::Duration::from_millis(20));
            *pair.0.lock().unwrap() = true;
        })
    };
    let mut ready = pair.0.lock().unwrap();
    while !*ready {
        ready = pair.1.wait(ready).unwrap();
    }
    setter.join().unwrap();
}
