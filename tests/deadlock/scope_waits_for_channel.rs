use std::sync::mpsc;
use std::thread;

fn main() {
    let (tx, rx) = mpsc::channel::<String>();
    thread::scope(|s| {
        s.spawn(move || {
            // `tx` lives until the scope ends, and the scope until this thread does.
            for line in rx.iter() {
                println!("got {line}");
            }
        });
        tx.send("one".to_string()).unwrap();
    });
    drop(tx);
}
