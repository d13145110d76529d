use std::sync::mpsc;
use std::thread;

fn main() {
    let (tx, rx) = mpsc::channel::<i32>();
    let worker = thread::spawn(move || rx.recv().unwrap() * 2);
    // The worker waits for a message, which is only sent after it has ended.
    let result = worker.join().unwrap();
    tx.send(result).unwrap();
}
