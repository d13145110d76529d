// `Select` of crossbeam's channels: operations chosen while the program runs, and the errors with their methods.
use crossbeam_channel::{after, at, bounded, never, select, select_biased, unbounded, RecvTimeoutError, Select, SendTimeoutError, TryRecvError, TrySendError};
use std::thread;
use std::time::{Duration, Instant};

fn main() {
    let (tx, rx) = bounded::<i32>(1);
    let (other_tx, other_rx) = unbounded::<&str>();
    let mut select = Select::new();
    let receive = select.recv(&rx);
    let send = select.send(&tx);
    let other = select.recv(&other_rx);
    println!("{receive} {send} {other}");
    let operation = select.select();
    println!("{}", operation.index() == send);
    println!("{:?}", operation.send(&tx, 7));
    println!("{:?}", select.ready() == receive);
    let operation = select.try_select().unwrap();
    println!("{:?}", operation.recv(&rx));
    select.remove(send);
    println!("{:?}", select.try_select().map(|o| o.index()));
    println!("{:?}", select.try_ready());
    println!("{:?}", select.select_timeout(Duration::from_millis(5)).map(|o| o.index()));
    println!("{:?}", select.ready_timeout(Duration::from_millis(5)));
    let sender = thread::spawn(move || other_tx.send("late").unwrap());
    let operation = select.select();
    println!("{:?} {:?}", operation.index() == other, operation.recv(&other_rx));
    sender.join().unwrap();
    // An end that is gone makes its operations ready.
    println!("{:?}", select.ready_deadline(Instant::now() + Duration::from_secs(5)) == Ok(other));
    drop(tx);
    let mut biased = Select::new_biased();
    biased.recv(&rx);
    biased.recv(&other_rx);
    let operation = biased.select();
    println!("{} {:?}", operation.index(), operation.recv(&rx));
    // A sender and a receiver that both select, without room between them.
    let (tx, rx) = bounded::<u32>(0);
    let total = thread::scope(|s| {
        let sums = s.spawn(|| { let mut sum = 0; for _ in 0..50 { let mut sel = Select::new(); sel.recv(&rx); let o = sel.select(); sum += o.recv(&rx).unwrap(); } sum });
        for n in 0..50 { let mut sel = Select::new(); sel.send(&tx); let o = sel.select(); o.send(&tx, n).unwrap(); }
        sums.join().unwrap()
    });
    println!("{total}");
    // The macros.
    let (tx, rx) = bounded(1);
    let full = select! { send(tx, 1) -> sent => sent.is_ok(), default => false };
    let blocked = select! { send(tx, 2) -> sent => sent.is_ok(), default => false };
    let got = select_biased! { recv(rx) -> n => n, recv(never::<i32>()) -> n => n };
    println!("{full} {blocked} {got:?}");
    select! { recv(rx) -> n => println!("{n:?}"), default(Duration::from_millis(5)) => println!("timed out") }
    select! { recv(rx) -> n => println!("{n:?}"), recv(after(Duration::from_millis(5))) -> _ => println!("after") }
    let when = Instant::now() + Duration::from_millis(5);
    let timer = at(when);
    println!("{} {:?} {:?}", timer.recv() == Ok(when), timer.try_recv(), timer.capacity());
    // Errors.
    println!("{:?} {}", tx.try_send(5), tx.len());
    let error = tx.try_send(6).unwrap_err();
    println!("{error:?} {error} {} {}", error.is_full(), error.into_inner());
    let error = tx.send_timeout(6, Duration::from_millis(1)).unwrap_err();
    println!("{error:?} {error} {} {}", error.is_timeout(), error.into_inner());
    drop(rx);
    let error = tx.send(8).unwrap_err();
    println!("{error:?} {error} {}", error.into_inner());
    println!("{:?} {:?}", tx.try_send(9).map_err(|e: TrySendError<i32>| e.is_disconnected()), tx.send_timeout(9, Duration::from_secs(1)).map_err(|e: SendTimeoutError<i32>| e.is_disconnected()));
    let (tx, rx) = unbounded::<()>();
    println!("{:?} {:?}", rx.try_recv().map_err(|e: TryRecvError| (e.is_empty(), e.to_string())), rx.recv_timeout(Duration::from_millis(1)).map_err(|e: RecvTimeoutError| (e.is_timeout(), e.to_string())));
    drop(tx);
    println!("{:?} {:?} {}", rx.try_recv().map_err(|e| (e.is_disconnected(), e.to_string())), rx.recv_timeout(Duration::from_millis(1)), rx.recv().unwrap_err());
}
