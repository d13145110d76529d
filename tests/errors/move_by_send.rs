use std::sync::mpsc;
fn main() {
    let (tx, rx) = mpsc::channel();
    let message = String::from("hi");
    tx.send(message).unwrap();
    println!("sent {message}");
    println!("{}", rx.recv().unwrap());
}
