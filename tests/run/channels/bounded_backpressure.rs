use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::mpsc::sync_channel;
use std::sync::Arc;
use std::thread;

fn main() {
    const CAPACITY: i32 = 3;
    let (tx, rx) = sync_channel(CAPACITY as usize);
    let in_flight = Arc::new(AtomicI32::new(0));
    let highest = Arc::new(AtomicI32::new(0));
    let producer = {
        let in_flight = in_flight.clone();
        let highest = Arc::clone(&highest);
        thread::spawn(move || {
            for i in 0..100 {
                tx.send(i).unwrap();
                let now = in_flight.fetch_add(1, Ordering::SeqCst) + 1;
                highest.fetch_max(now, Ordering::SeqCst);
            }
        })
    };
    let mut total = 0;
    for v in rx.iter() {
        in_flight.fetch_sub(1, Ordering::SeqCst);
        total += v;
        if v % 10 == 0 {
            thread::yield_now();
        }
    }
    producer.join().unwrap();
    println!("{total}");
    println!("never more than the buffer: {}", highest.load(Ordering::SeqCst) <= CAPACITY + 1);
    println!("all delivered: {}", in_flight.load(Ordering::SeqCst) == 0);
}
