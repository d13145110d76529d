use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

struct Noisy {
    id: u8,
    log: Sender<String>,
}

impl Drop for Noisy {
    fn drop(&mut self) {
        self.log.send(format!("drop {}", self.id)).unwrap();
    }
}

fn drain(rx: &Receiver<String>) -> Vec<String> {
    rx.try_iter().collect()
}

fn main() {
    let (log, lines) = mpsc::channel();
    let (tx, rx) = mpsc::channel::<Noisy>();
    let extra = tx.clone();
    tx.send(Noisy { id: 1, log: log.clone() }).unwrap();
    extra.send(Noisy { id: 2, log: log.clone() }).unwrap();
    drop(tx);
    println!("{:?}", drain(&lines));
    let first = rx.recv().unwrap();
    println!("holding {}", first.id);
    drop(rx); // the message still queued is dropped with the receiver
    println!("{:?}", drain(&lines));
    if let Err(back) = extra.send(Noisy { id: 3, log: log.clone() }) {
        println!("came back: {}", back.0.id);
    }
    println!("{:?}", drain(&lines));
    thread::spawn(move || drop(first)).join().unwrap();
    println!("{:?}", drain(&lines));
    drop(log);
    println!("{:?}", lines.recv().is_err());
}
