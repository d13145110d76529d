// A send that loses a race has sent nothing, though there came room for it at the same time.
use std::sync::Arc;
use tokio::sync::{Notify, mpsc};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (tx, mut rx) = mpsc::channel(1);
    tx.send("first").await.unwrap();
    let stop = Arc::new(Notify::new());
    let other = stop.clone();
    let reader = tokio::spawn(async move {
        println!("received {}", rx.recv().await.unwrap());
        other.notify_one();
        rx
    });
    tokio::select! {
        biased;
        _ = stop.notified() => println!("stopped"),
        sent = tx.send("second") => println!("sent: {}", sent.is_ok()),
    }
    let mut rx = reader.await.unwrap();
    println!("{:?}", rx.try_recv());
    // There is room for the next, and for one that waited behind it.
    tx.send("third").await.unwrap();
    println!("{:?}", rx.recv().await);
}
