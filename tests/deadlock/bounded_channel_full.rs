use std::sync::mpsc::sync_channel;
use std::thread;

fn main() {
    let (tx, rx) = sync_channel(2);
    let producer = thread::spawn(move || {
        for i in 0..5 {
            tx.send(i).unwrap();
        }
    });
    // All of it is awaited before any of it is received.
    producer.join().unwrap();
    println!("{:?}", rx.iter().collect::<Vec<i32>>());
}
