// A `select!` on both sides of a rendezvous: what is taken from one is sent by the other, once.
use crossbeam_channel::{Receiver, Sender, bounded, select};
use std::thread;
use std::time::Duration;

fn sender(first: Sender<u32>, second: Sender<u32>, count: u32) {
    for n in 0..count {
        select! {
            send(first, n) -> sent => sent.unwrap(),
            send(second, n) -> sent => sent.unwrap(),
        }
    }
}

fn every_number_comes_once() {
    let (a, from_a) = bounded(0);
    let (b, from_b) = bounded(0);
    let (x, from_x) = bounded(0);
    let relay = thread::spawn(move || {
        loop {
            let n: u32 = select! {
                recv(from_a) -> n => match n { Ok(n) => n, Err(_) => return },
                recv(from_b) -> n => match n { Ok(n) => n, Err(_) => return },
            };
            x.send(n).unwrap();
        }
    });
    let sending = thread::spawn(move || sender(a, b, 200));
    let mut got: Vec<u32> = (0..200).map(|_| from_x.recv().unwrap()).collect();
    sending.join().unwrap();
    relay.join().unwrap();
    got.sort();
    assert_eq!(got, (0..200).collect::<Vec<u32>>());
    println!("every number came once");
}

// Two tasks that both send and receive in one `select!` meet each other, never themselves.
fn nobody_meets_itself() {
    let (tx, rx) = bounded::<usize>(0);
    let each = |own: usize, tx: Sender<usize>, rx: Receiver<usize>| {
        thread::spawn(move || {
            for _ in 0..100 {
                select! {
                    send(tx, own) -> sent => sent.unwrap(),
                    recv(rx) -> other => assert_ne!(other.unwrap(), own),
                }
            }
        })
    };
    let (one, two) = (each(1, tx.clone(), rx.clone()), each(2, tx, rx));
    one.join().unwrap();
    two.join().unwrap();
    println!("nobody met itself");
}

// Of what is ready each comes as often, whatever stands around it.
fn what_is_ready_has_equal_chances() {
    let (one, from_one) = bounded(1000);
    let (two, from_two) = bounded(1000);
    for _ in 0..1000 {
        one.send(()).unwrap();
        two.send(()).unwrap();
    }
    let (full, _kept) = bounded::<()>(0);
    let mut hits = [0; 2];
    for _ in 0..1000 {
        select! {
            recv(from_one) -> _ => hits[0] += 1,
            recv(from_two) -> _ => hits[1] += 1,
            send(full, ()) -> _ => unreachable!(),
            send(full, ()) -> _ => unreachable!(),
            default => unreachable!(),
        }
    }
    assert!(hits[0] > 350 && hits[1] > 350, "{hits:?}");
    println!("equal chances");
}

fn without_arms() {
    select! { default => println!("default alone") }
    select! { default(Duration::from_millis(1),) => println!("after a while") }
    select! { default() => println!("default with brackets") }
}

fn main() {
    every_number_comes_once();
    nobody_meets_itself();
    what_is_ready_has_equal_chances();
    without_arms();
}
