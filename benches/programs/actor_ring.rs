//! A token goes n hops round a ring of 1,000 tasks.

use std::sync::mpsc::{channel, sync_channel};
use std::thread;

const ACTORS: usize = 1000;

fn size(default: usize) -> usize {
    std::env::args().nth(1).map_or(default, |n| n.parse().expect("a number"))
}

fn main() {
    let hops = size(1_000_333);
    let (senders, receivers): (Vec<_>, Vec<_>) = (0..ACTORS).map(|_| sync_channel::<usize>(1)).unzip();
    let (done, end) = channel();
    for (id, receiver) in receivers.into_iter().enumerate() {
        let next = senders[(id + 1) % ACTORS].clone();
        let done = done.clone();
        thread::spawn(move || {
            for token in receiver {
                if token == 0 {
                    done.send(id).unwrap();
                } else {
                    next.send(token - 1).unwrap();
                }
            }
        });
    }
    senders[0].send(hops).unwrap();
    println!("actor_ring {}", end.recv().unwrap());
}
