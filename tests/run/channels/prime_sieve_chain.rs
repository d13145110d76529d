use std::sync::mpsc::{sync_channel, Receiver};
use std::thread;

fn generate() -> Receiver<u32> {
    let (tx, rx) = sync_channel(1);
    thread::spawn(move || (2..).take_while(|n| tx.send(*n).is_ok()).count());
    rx
}
fn filter(input: Receiver<u32>, prime: u32) -> Receiver<u32> {
    let (tx, rx) = sync_channel(1);
    thread::spawn(move || {
        for n in input {
            if n % prime != 0 && tx.send(n).is_err() {
                return;
            }
        }
    });
    rx
}
fn main() {
    let mut source = generate();
    let mut primes = Vec::new();
    for _ in 0..25 {
        let p = source.recv().unwrap();
        primes.push(p);
        source = filter(source, p);
    }
    println!("{primes:?}");
}
