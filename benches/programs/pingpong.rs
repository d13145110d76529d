//! n round trips between two tasks over two channels.

use std::sync::mpsc::sync_channel;
use std::thread;

fn size(default: usize) -> usize {
    std::env::args().nth(1).map_or(default, |n| n.parse().expect("a number"))
}

fn main() {
    let n = size(1_000_000);
    let (ping, pings) = sync_channel(1);
    let (pong, pongs) = sync_channel(1);
    thread::spawn(move || {
        for v in pings {
            pong.send(v + 1).unwrap();
        }
    });
    let mut sum = 0;
    for i in 0..n {
        ping.send(i).unwrap();
        sum += pongs.recv().unwrap();
    }
    println!("pingpong {sum}");
}
