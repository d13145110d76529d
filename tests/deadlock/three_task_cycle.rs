use std::sync::mpsc::{channel, Receiver, Sender};
use std::thread;

// Each waits for its neighbour to speak first.
fn node(inbox: Receiver<u32>, next: Sender<u32>) -> u32 {
    let n = inbox.recv().unwrap();
    next.send(n + 1).unwrap();
    n
}

fn main() {
    let (tx_a, rx_a) = channel();
    let (tx_b, rx_b) = channel();
    let (tx_c, rx_c) = channel();
    let a = thread::spawn(move || node(rx_a, tx_b));
    let b = thread::spawn(move || node(rx_b, tx_c));
    let c = thread::spawn(move || node(rx_c, tx_a));
    println!("{}", a.join().unwrap() + b.join().unwrap() + c.join().unwrap());
}
