use std::sync::mpsc;
use std::thread;
use std::time::Duration;

fn main() {
    // A detached thread goes on while main does; it does not keep the program alive.
    let (tx, rx) = mpsc::channel();
    thread::spawn(move || {
        tx.send("detached ran").unwrap();
        thread::sleep(Duration::from_secs(60));
        println!("never printed");
    });
    println!("{}", rx.recv().unwrap());
    drop(thread::spawn(|| loop {
        thread::sleep(Duration::from_millis(1));
    }));
    println!("{:?}", rx.recv_timeout(Duration::from_millis(10)));
    println!("main ends");
}
