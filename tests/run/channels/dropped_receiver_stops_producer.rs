use std::sync::mpsc::channel;
use std::thread;

fn naturals() -> impl Iterator<Item = u64> {
    let (tx, rx) = channel();
    thread::spawn(move || {
        for n in 0.. {
            if tx.send(n).is_err() {
                break;
            }
            if n % 16 == 0 {
                thread::yield_now();
            }
        }
    });
    rx.into_iter()
}
fn main() {
    println!("{:?}", naturals().skip(3).step_by(4).take(5).collect::<Vec<_>>());
    println!("{}", naturals().take_while(|n| n * n < 5000).filter(|n| n % 7 == 0).sum::<u64>());
    let (tx, rx) = channel();
    let h = thread::spawn(move || {
        let mut sent = 0;
        while let Ok(()) = tx.send(sent) {
            sent += 1;
        }
        tx.send(sent).unwrap_err().0 == sent
    });
    let got: Vec<i32> = rx.iter().take(3).collect();
    drop(rx);
    println!("{got:?} {}", h.join().unwrap());
}
