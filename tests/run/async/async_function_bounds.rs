//! Bounds by `AsyncFn` and its kin, async closures, futures that are polled by hand.

use std::future::Future;
use std::pin::{pin, Pin};
use std::sync::Arc;
use std::task::{Context, Poll, RawWaker, RawWakerVTable, Wake, Waker};
struct Nop;
impl Wake for Nop {
    fn wake(self: Arc<Self>) {}
}
fn block_on<F: Future>(f: F) -> F::Output {
    let mut f = pin!(f);
    let w = Waker::from(Arc::new(Nop));
    let mut cx = Context::from_waker(&w);
    loop {
        if let Poll::Ready(v) = f.as_mut().poll(&mut cx) {
            return v;
        }
    }
}
async fn twice<F: AsyncFn(i32) -> i32>(f: F) -> i32 {
    f(1).await + f(2).await
}
async fn dynfn(f: impl AsyncFn(&str) -> String) -> String {
    f("x").await
}
async fn thrice<F>(mut f: F)
where
    F: AsyncFnMut(i32),
{
    f(1).await;
    f(2).await;
    f(3).await
}
async fn once(f: impl AsyncFnOnce() -> String) -> String {
    f().await
}
async fn byref(f: &impl AsyncFn(i32) -> i32) -> i32 {
    f(5).await
}
async fn double(x: i32) -> i32 {
    x * 2
}
fn plain(x: i32) -> impl Future<Output = i32> {
    async move { x + 100 }
}
struct Retry {
    n: usize,
}
impl Retry {
    async fn run<T, E: std::fmt::Debug, F: AsyncFnMut(usize) -> Result<T, E>>(&self, mut f: F) -> Result<T, E> {
        let mut i = 0;
        loop {
            match f(i).await {
                Ok(v) => return Ok(v),
                Err(e) if i + 1 == self.n => return Err(e),
                Err(_) => i += 1,
            }
        }
    }
}
fn apply<F: Fn(i32) -> Fut, Fut: Future<Output = i32>>(f: F) -> i32 {
    block_on(f(7))
}
fn main() {
    let k = 10;
    println!("{}", block_on(twice(async |x| x + k)));
    println!("{}", block_on(twice(async move |x: i32| -> i32 { x * k })));
    println!("{}", block_on(twice(double)));
    println!("{}", block_on(twice(plain)));
    println!("{}", block_on(twice(|x| async move { x - 1 })));
    println!("{}", block_on(dynfn(async |s: &str| s.to_uppercase())));
    let mut v = vec![];
    block_on(thrice(async |x| v.push(x)));
    println!("{v:?}");
    let mut total = 0;
    block_on(async {
        let mut add = async |x: i32| {
            total += x;
            total
        };
        println!("{}", add(1).await);
        println!("{}", add(2).await);
    });
    println!("{total}");
    let s = String::from("owned");
    println!("{}", block_on(once(async move || s)));
    println!("{}", block_on(byref(&async |x| x + 1)));
    println!("{}", apply(double));
    println!("{:?}", block_on(Retry { n: 3 }.run(async |i| if i == 2 { Ok(i) } else { Err("no") })));
    println!("{:?}", block_on(Retry { n: 2 }.run(async |i: usize| -> Result<usize, String> { Err(format!("no{i}")) })));
    let mut fut = pin!(double(4));
    let w = Waker::from(Arc::new(Nop));
    let mut cx = Context::from_waker(&w);
    println!("{:?}", fut.as_mut().poll(&mut cx));
    println!("{:?}", pin!(double(5)).poll(&mut cx));
    println!("{:?}", pin!(async { 3 }).as_mut().poll(&mut cx));
    let mut b: Pin<Box<dyn Future<Output = i32>>> = Box::pin(double(6));
    println!("{:?}", b.as_mut().poll(&mut cx));
    let mut c = Box::pin(async { "boxed" });
    println!("{:?}", c.as_mut().poll(&mut cx));
    let mut r = std::future::ready(1);
    println!("{:?}", Pin::new(&mut r).poll(&mut cx));
    let fs: Vec<Box<dyn Fn(i32) -> Pin<Box<dyn Future<Output = i32>>>>> =
        vec![Box::new(|x| Box::pin(double(x))), Box::new(|x| Box::pin(async move { x + 1 }))];
    for f in &fs {
        println!("{}", block_on(f(20)));
    }
    let nested = async |x: i32| {
        let inner = async |y: i32| x + y;
        inner(1).await + inner(2).await
    };
    println!("{}", block_on(nested(10)));
    let cl = async || println!("called");
    block_on(async {
        cl().await;
        cl().await
    });
    println!("{}", block_on(compose(async |x| x + 1, async |x| x * 2)(5)));
}
fn compose<A: AsyncFn(i32) -> i32, B: AsyncFn(i32) -> i32>(a: A, b: B) -> impl AsyncFnOnce(i32) -> i32 {
    async move |x| b(a(x).await).await
}
