use std::sync::mpsc::{sync_channel, TrySendError};

fn main() {
    let (tx, rx) = sync_channel(3);
    let mut accepted = 0;
    let refused = loop {
        match tx.try_send(accepted) {
            Ok(()) => accepted += 1,
            Err(TrySendError::Full(v)) => break v,
            Err(TrySendError::Disconnected(_)) => unreachable!(),
        }
    };
    println!("{accepted} accepted, {refused} refused");
    println!("{:?}", rx.recv());
    tx.send(99).unwrap();
    let tx2 = tx.clone();
    println!("{:?}", tx2.try_send(100).is_err());
    drop(tx);
    drop(tx2);
    println!("{:?}", rx.iter().collect::<Vec<_>>());
    println!("{:?}", rx.recv().map_err(|e| e.to_string()));
}
