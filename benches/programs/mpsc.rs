//! 8 producers of n messages each into one bounded channel.

use std::sync::mpsc::sync_channel;
use std::thread;

fn size(default: usize) -> usize {
    std::env::args().nth(1).map_or(default, |n| n.parse().expect("a number"))
}

fn main() {
    let per = size(500_000);
    let (sender, receiver) = sync_channel(100);
    for p in 0..8 {
        let sender = sender.clone();
        thread::spawn(move || {
            for i in 0..per {
                sender.send(i + p).unwrap();
            }
        });
    }
    drop(sender);
    let mut sum = 0;
    for v in receiver {
        sum += v;
    }
    println!("mpsc {sum}");
}
