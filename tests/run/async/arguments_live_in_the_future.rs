//! A future owns its function's arguments, used or not, until it ends.

use std::future::Future;
use std::pin::{pin, Pin};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
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
struct Yield(bool);
impl Future for Yield {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if self.0 {
            Poll::Ready(())
        } else {
            self.0 = true;
            cx.waker().wake_by_ref();
            Poll::Pending
        }
    }
}
struct D(&'static str);
impl Drop for D {
    fn drop(&mut self) {
        println!("drop {}", self.0)
    }
}
struct P {
    a: D,
    b: D,
}
async fn unused(_d: D, _: D, e: D) {
    println!("start");
    Yield(false).await;
    println!("end {}", e.0);
}
async fn part(p: P) -> usize {
    println!("start");
    let n = p.a.0.len();
    Yield(false).await;
    println!("end");
    n
}
async fn take(p: P) -> usize {
    println!("start");
    let q = p.a;
    Yield(false).await;
    println!("end {}", q.0);
    1
}
async fn pat((x, _): (D, D), P { a, .. }: P) {
    println!("start {} {}", x.0, a.0);
    Yield(false).await;
    println!("end");
}
struct S {
    d: D,
}
impl S {
    async fn own(self) {
        println!("own");
        Yield(false).await;
        println!("owned");
    }
    async fn by(&self, _x: D) {
        println!("by {}", self.d.0);
    }
}
fn main() {
    {
        let f = unused(D("u1"), D("u2"), D("u3"));
        println!("made");
        block_on(f);
        println!("done");
    }
    {
        let f = unused(D("n1"), D("n2"), D("n3"));
        println!("made");
        drop(f);
        println!("dropped");
    }
    {
        let f = part(P { a: D("pa"), b: D("pb") });
        println!("made");
        block_on(f);
        println!("done");
    }
    {
        let f = take(P { a: D("ta"), b: D("tb") });
        println!("made");
        block_on(f);
        println!("done");
    }
    {
        let f = pat((D("x1"), D("x2")), P { a: D("x3"), b: D("x4") });
        println!("made");
        block_on(f);
        println!("done");
    }
    {
        let s = S { d: D("s") };
        let f = s.own();
        println!("made");
        block_on(f);
        println!("done");
    }
    {
        let s = S { d: D("s2") };
        let f = s.by(D("arg"));
        println!("made");
        block_on(f);
        println!("done");
    }
    {
        let p = P { a: D("ba"), b: D("bb") };
        let f = async move {
            println!("start");
            let _x = &p.a;
            Yield(false).await;
            println!("end");
        };
        println!("made");
        block_on(f);
        println!("done");
    }
    {
        let p = P { a: D("ca"), b: D("cb") };
        let c = async move |d: D, _e: D| {
            println!("in {} {}", p.a.0, d.0);
            Yield(false).await;
            println!("out");
        };
        block_on(c(D("arg1"), D("arg2")));
        block_on(c(D("arg3"), D("arg4")));
        println!("done");
    }
    {
        let c = async |d: D| {
            let x = d;
            Yield(false).await;
            println!("out {}", x.0);
        };
        let f = c(D("moved"));
        println!("made");
        drop(f);
        println!("done");
        block_on(c(D("second")));
    }
}
