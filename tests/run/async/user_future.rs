// Futures that a program writes itself, and wakers.
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::thread;
use std::time::Duration;

struct Shared { done: bool, waker: Option<Waker> }
struct Timer { shared: Arc<Mutex<Shared>> }
impl Timer {
    fn new(ms: u64) -> Timer {
        let shared = Arc::new(Mutex::new(Shared { done: false, waker: None }));
        let other = shared.clone();
        thread::spawn(move || {
            thread::sleep(Duration::from_millis(ms));
            let mut s = other.lock().unwrap();
            s.done = true;
            if let Some(w) = s.waker.take() { w.wake(); }
        });
        Timer { shared }
    }
}
impl Future for Timer {
    type Output = &'static str;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut s = self.shared.lock().unwrap();
        if s.done { Poll::Ready("time is up") } else { s.waker = Some(cx.waker().clone()); Poll::Pending }
    }
}

struct Countdown(u32);
impl Future for Countdown {
    type Output = &'static str;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if self.0 == 0 { return Poll::Ready("zero"); }
        println!("count {}", self.0);
        self.0 -= 1;
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

struct Unpark(thread::Thread);
impl Wake for Unpark { fn wake(self: Arc<Self>) { self.0.unpark(); } }
fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = Box::pin(future);
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut cx = Context::from_waker(&waker);
    loop {
        match future.as_mut().poll(&mut cx) {
            Poll::Ready(value) => return value,
            Poll::Pending => thread::park(),
        }
    }
}

async fn both() -> String { format!("{}, {}", Countdown(2).await, Timer::new(5).await) }

#[tokio::main]
async fn main() {
    println!("{}", both().await);
    println!("{}", block_on(both()));
    println!("{}", block_on(async { 1 + block_on(async { 2 }) }));
}
