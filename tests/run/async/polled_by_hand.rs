//! Futures polled step by step, wakers made of tables and of traits, trait objects behind a pin.

use std::future::Future;
use std::pin::{pin, Pin};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Arc;
use std::task::{ready, Context, Poll, RawWaker, RawWakerVTable, Wake, Waker};

struct Noisy(&'static str);
impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

struct Count(AtomicUsize);
impl Wake for Count {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

struct Turns(u32);
impl Future for Turns {
    type Output = u32;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<u32> {
        if self.0 == 0 {
            return Poll::Ready(5);
        }
        self.0 -= 1;
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

struct Twice(Turns);
impl Future for Twice {
    type Output = u32;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<u32> {
        let value = ready!(Pin::new(&mut self.0).poll(cx));
        Poll::Ready(value * 2)
    }
}

fn table() -> RawWaker {
    fn clone(_: *const ()) -> RawWaker {
        table()
    }
    fn wake(_: *const ()) {}
    fn wake_by_ref(_: *const ()) {
        println!("woken");
    }
    fn dropped(_: *const ()) {}
    static TABLE: RawWakerVTable = RawWakerVTable::new(clone, wake, wake_by_ref, dropped);
    RawWaker::new(std::ptr::null(), &TABLE)
}

fn main() {
    let count = Arc::new(Count(AtomicUsize::new(0)));
    let waker = Waker::from(count.clone());
    let mut cx = Context::from_waker(&waker);
    let mut twice = Twice(Turns(1));
    println!("{:?} {}", Pin::new(&mut twice).poll(&mut cx), count.0.load(Ordering::SeqCst));
    println!("{:?}", Pin::new(&mut twice).poll(&mut cx));

    let mut block = pin!(async {
        let _noisy = Noisy("inner");
        Turns(1).await + Turns(1).await
    });
    for _ in 0..3 {
        println!("{:?}", block.as_mut().poll(&mut cx));
    }

    let raw = unsafe { Waker::from_raw(table()) };
    let mut cx = Context::from_waker(&raw);
    let mut boxed: Pin<Box<dyn Future<Output = u32>>> = Box::pin(Turns(1));
    println!("{:?}", boxed.as_mut().poll(&mut cx));
    println!("{:?}", boxed.as_mut().poll(&mut cx));
    let mut list: Vec<Pin<Box<dyn Future<Output = u32>>>> = vec![Box::pin(async { 1 }), Box::pin(Turns(0))];
    println!("{:?}", list.iter_mut().map(|f| f.as_mut().poll(&mut cx)).collect::<Vec<_>>());
    println!("{}", waker.will_wake(&waker.clone()));
}
