// A task that is ended drops what it holds, also where it would catch a panic.
use std::thread;
use std::time::Duration;
use std::panic::{catch_unwind, AssertUnwindSafe};
struct Say(&'static str);
impl Drop for Say { fn drop(&mut self) { println!("say {}", self.0); } }
fn plain<F: FnOnce() -> i32>(f: F) -> i32 { f() }
fn nest(f: impl FnOnce() -> i32) -> i32 { let _o = Say("outer"); match catch_unwind(AssertUnwindSafe(f)) { Ok(x) => x, Err(_) => { println!("caught"); -1 } } }
#[tokio::main]
async fn main() {
    let h = tokio::spawn(async move { plain(|| { let _s = Say("a"); thread::sleep(Duration::from_secs(3)); 1 }) });
    tokio::time::sleep(Duration::from_millis(20)).await;
    h.abort();
    println!("{:?}", h.await.is_err());
    let h = tokio::spawn(async move { nest(|| { let _s = Say("b"); thread::sleep(Duration::from_secs(3)); 1 }) });
    tokio::time::sleep(Duration::from_millis(20)).await;
    h.abort();
    println!("{:?}", h.await.is_err());
    let h = tokio::spawn(async move { nest(|| { let _s = Say("c"); let mut n = 0; loop { n += 1; if n < 0 { return 1; } } }) });
    tokio::time::sleep(Duration::from_millis(20)).await;
    h.abort();
    println!("{:?}", h.await.is_err());
}
