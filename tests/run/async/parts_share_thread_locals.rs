// Thread-locals within the parts of `join!`, `select!` and `timeout` are those of the task around.
use std::cell::Cell;
use std::time::Duration;
struct D(&'static str);
impl Drop for D { fn drop(&mut self) { println!("dropped {}", self.0); } }
thread_local! { static C: Cell<i32> = Cell::new(0); static K: D = D("made in a part"); }
#[tokio::main(flavor = "current_thread")]
async fn main() {
    C.set(1);
    let (a, b) = tokio::join!(async { C.set(C.get() + 1); tokio::task::yield_now().await; C.get() }, async { C.set(C.get() * 10); K.with(|k| k.0.len()) });
    println!("{a} {b} {}", C.get());
    let t = tokio::time::timeout(Duration::from_secs(5), async { C.set(5); C.get() }).await;
    println!("{t:?} {}", C.get());
    tokio::select! { _ = async { C.set(7); } => {}, _ = std::future::pending::<()>() => {} }
    println!("end {}", C.get());
}
