use std::sync::mpsc::{channel, Receiver};
use std::thread;

fn stage<A, B, F>(input: Receiver<A>, mut f: F) -> Receiver<B>
where
    A: Send + 'static,
    B: Send + 'static,
    F: FnMut(A) -> Option<B> + Send + 'static,
{
    let (tx, rx) = channel();
    thread::spawn(move || {
        for item in input {
            if let Some(out) = f(item) {
                if tx.send(out).is_err() {
                    return;
                }
            }
        }
    });
    rx
}

fn main() {
    let (tx, source) = channel();
    let odd = stage(source, |n: u32| if n % 2 == 1 { Some(n) } else { None });
    let mut running = 0;
    let sums = stage(odd, move |n| {
        running += n;
        Some(running)
    });
    let text = stage(sums, |n| Some(format!("<{n}>")));
    for i in 0..12 {
        tx.send(i).unwrap();
    }
    drop(tx);
    println!("{}", text.into_iter().collect::<Vec<_>>().join(""));

    // A consumer that stops early ends the stages behind it.
    let (tx, source) = channel();
    let doubled = stage(source, |n: i64| Some(n * 2));
    let producer = thread::spawn(move || {
        let mut n = 0i64;
        while tx.send(n).is_ok() {
            n += 1;
        }
        n > 4
    });
    println!("{:?}", doubled.iter().take(5).collect::<Vec<_>>());
    drop(doubled);
    println!("{}", producer.join().unwrap());
}
