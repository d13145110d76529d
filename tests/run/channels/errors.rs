use std::sync::mpsc::{self, RecvTimeoutError, TryRecvError, TrySendError};
use std::time::Duration;

fn main() {
    let (tx, rx) = mpsc::channel::<i32>();
    println!("{:?}", rx.try_recv());
    println!("{:?}", rx.recv_timeout(Duration::from_millis(5)));
    tx.send(1).unwrap();
    tx.send(2).unwrap();
    println!("{:?}", rx.try_recv());
    drop(tx);
    println!("{:?}", rx.recv());
    println!("{:?}", rx.recv());
    println!("{:?}", rx.try_recv());
    println!("{:?}", rx.recv_timeout(Duration::from_millis(5)));
    match rx.try_recv() {
        Err(TryRecvError::Empty) => println!("empty"),
        Err(e @ TryRecvError::Disconnected) => println!("gone: {e}"),
        Ok(v) => println!("{v}"),
    }
    if let Err(e) = rx.recv() {
        println!("{e}");
    }
    match rx.recv_timeout(Duration::from_millis(1)) {
        Err(RecvTimeoutError::Disconnected) => println!("disconnected"),
        Err(RecvTimeoutError::Timeout) => println!("timeout"),
        Ok(_) => unreachable!(),
    }

    let (tx, rx) = mpsc::channel::<String>();
    drop(rx);
    let failed = tx.send("lost".to_string());
    println!("{failed:?}");
    let mpsc::SendError(value) = failed.unwrap_err();
    println!("given back: {value}");

    let (tx, rx) = mpsc::sync_channel(1);
    println!("{:?}", tx.try_send('a'));
    match tx.try_send('b') {
        Err(TrySendError::Full(c)) => println!("full, {c} returned"),
        other => println!("{other:?}"),
    }
    println!("{:?}", rx.recv());
    drop(rx);
    println!("{:?}", tx.try_send('c'));
    println!("{}", tx.try_send('d').unwrap_err());
}
