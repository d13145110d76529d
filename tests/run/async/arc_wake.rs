// A waker of `ArcWake`, which needs no more than `wake_by_ref`; all wakers of one `Arc` wake the same.
use futures::task::{waker, waker_ref, ArcWake};
use std::future::Future;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Arc;
use std::task::Context;

struct Count(AtomicUsize);

impl ArcWake for Count {
    fn wake_by_ref(arc_self: &Arc<Self>) {
        arc_self.0.fetch_add(1, Ordering::SeqCst);
    }
}

fn main() {
    let count = Arc::new(Count(AtomicUsize::new(0)));
    let first = waker(count.clone());
    println!("{}", first.will_wake(&waker_ref(&count)));
    println!("{}", first.will_wake(&waker(Arc::new(Count(AtomicUsize::new(0))))));
    let mut yields = Box::pin(async {
        futures::pending!();
        5
    });
    first.wake_by_ref();
    count.clone().wake();
    let mut cx = Context::from_waker(&first);
    println!("{:?}", yields.as_mut().poll(&mut cx));
    println!("{:?}", yields.as_mut().poll(&mut cx));
    println!("{}", count.0.load(Ordering::SeqCst));
}
