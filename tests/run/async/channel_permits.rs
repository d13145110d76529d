//! Room in a channel that is kept, given back, and closed; senders that do not keep a channel open.

use std::time::Duration;
use tokio::sync::{broadcast, mpsc, oneshot};

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (tx, mut rx) = mpsc::channel::<i32>(2);
    let permit = tx.reserve().await.unwrap();
    println!("room for {} of {}", tx.capacity(), tx.max_capacity());
    tx.send(1).await.unwrap();
    println!("{:?}", tx.try_send(9));
    permit.send(2);
    println!("{:?} {:?} {:?}", rx.recv().await, rx.recv().await, rx.try_recv());

    // Permits outlive `close`.
    let permits = tx.reserve_many(2).await.unwrap();
    rx.close();
    println!("{:?}", tx.reserve().await.is_err());
    for (n, permit) in permits.enumerate() {
        permit.send(n as i32);
    }
    println!("{:?} {:?} {:?}", rx.recv().await, rx.recv().await, rx.recv().await);

    // A send that lost a race has not sent.
    let (tx, mut rx) = mpsc::channel(1);
    tx.send("first").await.unwrap();
    tokio::select! {
        biased;
        _ = tx.send("lost") => println!("sent"),
        _ = tokio::time::sleep(Duration::from_millis(1)) => println!("no room"),
    }
    println!("{:?} {:?}", rx.recv().await, rx.try_recv());
    println!("{:?}", tx.send_timeout("again", Duration::from_millis(1)).await);
    println!("{:?}", tx.send_timeout("late", Duration::from_millis(1)).await);

    let weak = tx.downgrade();
    println!("{} {} {}", tx.strong_count(), tx.weak_count(), weak.upgrade().is_some());
    let closed = tokio::spawn(async move { tx.closed().await });
    drop(rx);
    closed.await.unwrap();
    println!("{}", weak.upgrade().is_none());

    let (tx, mut rx) = oneshot::channel();
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(4)).await;
        tx.send("one message").unwrap();
    });
    let mut rounds = 0;
    loop {
        tokio::select! {
            message = &mut rx => { println!("{message:?} {}", rounds > 0); break; }
            _ = tokio::time::sleep(Duration::from_millis(1)) => rounds += 1,
        }
    }

    let (tx, mut rx) = broadcast::channel(2);
    let weak = tx.downgrade();
    for n in 0..5 {
        tx.send(n).unwrap();
    }
    println!("{:?} {:?}", rx.recv().await, rx.recv().await);
    drop(tx);
    println!("{:?} {:?} {}", rx.recv().await, rx.recv().await, weak.upgrade().is_none());
}
