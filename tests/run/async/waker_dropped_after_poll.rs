// A small executor that makes a new waker for each poll: what is waited for calls it all the same.
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Poll, Wake, Waker};

struct Flag(Mutex<bool>, Condvar);
impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        *self.0.lock().unwrap() = true;
        self.1.notify_one();
    }
}
fn poll_once<F: Future>(future: &mut Pin<Box<F>>, flag: &Arc<Flag>) -> Poll<F::Output> {
    let waker = Waker::from(flag.clone());
    future.as_mut().poll(&mut Context::from_waker(&waker))
}
fn run<F: Future>(future: F) -> F::Output {
    let flag = Arc::new(Flag(Mutex::new(false), Condvar::new()));
    let mut future = Box::pin(future);
    loop {
        if let Poll::Ready(value) = poll_once(&mut future, &flag) { return value; }
        let mut woken = flag.0.lock().unwrap();
        while !*woken { woken = flag.1.wait(woken).unwrap(); }
        *woken = false;
    }
}
fn main() {
    let (tx, mut rx) = tokio::sync::mpsc::channel(1);
    let sender = std::thread::spawn(move || { for n in 0..3 { tx.blocking_send(n).unwrap(); } });
    let got = run(async move { let mut got = Vec::new(); while let Some(n) = rx.recv().await { got.push(n); } got });
    sender.join().unwrap();
    println!("{got:?}");
}
