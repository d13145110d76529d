use std::sync::{Arc, Mutex};
use std::thread;
fn main() {
    let m = Arc::new(Mutex::new(1));
    let c = Arc::clone(&m);
    let r = thread::spawn(move || {
        let _g = c.lock().unwrap();
        panic!("worker gave up");
    })
    .join();
    println!("{}", r.is_err());
    println!("{}", m.lock().unwrap());
}
