use std::sync::mpsc::{channel, sync_channel};
use std::thread;

// Two buffers travel between a producer and a consumer and are reused.
fn main() {
    let (full_tx, full_rx) = sync_channel::<Vec<u32>>(2);
    let (empty_tx, empty_rx) = channel::<Vec<u32>>();
    for _ in 0..2 {
        empty_tx.send(Vec::with_capacity(4)).unwrap();
    }
    let producer = thread::spawn(move || {
        let mut next = 0;
        let mut reused = 0;
        while next < 20 {
            let Ok(mut buf) = empty_rx.recv() else { break };
            if buf.capacity() >= 4 {
                reused += 1;
            }
            buf.clear();
            while buf.len() < 4 {
                buf.push(next);
                next += 1;
            }
            full_tx.send(buf).unwrap();
        }
        reused
    });
    let mut sums = vec![];
    for buf in full_rx {
        sums.push(buf.iter().sum::<u32>());
        let _ = empty_tx.send(buf);
    }
    println!("{sums:?} reused {}", producer.join().unwrap());
}
