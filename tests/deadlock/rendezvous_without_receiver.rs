use std::sync::mpsc::sync_channel;

fn main() {
    let (tx, rx) = sync_channel(0);
    tx.send("nobody is waiting").unwrap();
    println!("{}", rx.recv().unwrap());
}
