// An arm of `select!` that loses has lost nothing: all messages arrive, whatever wins.
use tokio::sync::mpsc;
use tokio::time::{sleep, timeout, Duration};

#[tokio::main]
async fn main() {
    let (tx, mut rx) = mpsc::channel(1);
    let sender = tokio::spawn(async move {
        for i in 0..300u32 {
            if i % 7 == 0 { sleep(Duration::from_micros(200)).await; }
            tx.send(i).await.unwrap();
        }
    });
    let (mut next, mut ticks) = (0, 0);
    loop {
        tokio::select! {
            message = rx.recv() => match message {
                Some(n) => { assert_eq!(n, next); next += 1; }
                None => break,
            },
            _ = sleep(Duration::from_micros(50)) => ticks += 1,
        }
    }
    sender.await.unwrap();
    println!("{next} {}", ticks > 0);

    // The same with a timeout around the receiver.
    let (tx, mut rx) = mpsc::channel(1);
    tokio::spawn(async move {
        for i in 0..50u32 { sleep(Duration::from_micros(300)).await; tx.send(i).await.unwrap(); }
    });
    let mut got = Vec::new();
    loop {
        match timeout(Duration::from_micros(100), rx.recv()).await {
            Ok(Some(n)) => got.push(n),
            Ok(None) => break,
            Err(_) => {}
        }
    }
    println!("{} {}", got.len(), got.windows(2).all(|w| w[0] + 1 == w[1]));
}
