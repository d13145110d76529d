use std::thread;
use std::time::{Duration, Instant};
use std::sync::mpsc;

fn main() {
    let (tx, rx) = mpsc::channel::<()>();
    let h = thread::spawn(move || {
        rx.recv().unwrap();
        17
    });
    println!("finished: {}", h.is_finished());
    tx.send(()).unwrap();
    while !h.is_finished() {
        thread::yield_now();
    }
    println!("finished: {}", h.is_finished());
    println!("{}", h.join().unwrap());

    let start = Instant::now();
    thread::sleep(Duration::from_millis(30));
    let elapsed = start.elapsed();
    println!("slept enough: {}", elapsed >= Duration::from_millis(30));
    println!("not absurdly long: {}", elapsed < Duration::from_secs(5));

    // Thirty sleeps at once take about as long as one.
    let start = Instant::now();
    let sleepers: Vec<_> = (0..30)
        .map(|i| {
            thread::spawn(move || {
                thread::sleep(Duration::from_millis(200));
                i
            })
        })
        .collect();
    let sum: i32 = sleepers.into_iter().map(|h| h.join().unwrap()).sum();
    println!("{sum} {}", start.elapsed() < Duration::from_millis(5000));
}
