use std::sync::{Arc, Mutex};
use std::thread;

fn main() {
    let log = Arc::new(Mutex::new(Vec::new()));
    let mut guard = log.lock().unwrap();
    guard.push("main");
    let worker = {
        let log = Arc::clone(&log);
        thread::spawn(move || log.lock().unwrap().push("worker"))
    };
    worker.join().unwrap();
    println!("{:?}", guard);
}
