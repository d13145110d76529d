use std::sync::mpsc;
use std::thread;
fn main() {
    let (tx, rx) = mpsc::channel();
    let (ack_tx, ack_rx) = mpsc::channel();
    let h = thread::spawn(move || {
        for v in rx { ack_tx.send(v * 2).unwrap(); }
        "receiver saw the end"
    });
    let mut acks = Vec::new();
    for i in 0..5 {
        tx.send(i).unwrap();
        acks.push(ack_rx.recv().unwrap());
    }
    println!("{acks:?}");
    for i in 5..8 { tx.send(i).unwrap(); }
    drop(tx);
    println!("{}", h.join().unwrap());
    println!("{:?}", ack_rx.iter().collect::<Vec<_>>());
    let (a, b) = (mpsc::channel::<&str>(), mpsc::channel::<&str>());
    a.0.send("to a").unwrap();
    b.0.send("to b").unwrap();
    println!("{} {}", b.1.recv().unwrap(), a.1.recv().unwrap());
    let senders: Vec<mpsc::Sender<usize>>;
    let receivers: Vec<mpsc::Receiver<usize>>;
    (senders, receivers) = (0..3).map(|_| mpsc::channel()).unzip();
    senders.iter().enumerate().for_each(|(i, s)| s.send(i * 11).unwrap());
    println!("{:?}", receivers.iter().rev().map(|r| r.recv().unwrap()).collect::<Vec<_>>());
}
