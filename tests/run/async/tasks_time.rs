use tokio::time::{sleep, timeout, Duration};
use tokio::task::JoinSet;
struct D(&'static str);
impl Drop for D { fn drop(&mut self) { println!("drop {}", self.0); } }
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let h = tokio::spawn(async { sleep(Duration::from_millis(10)).await; 5 });
    println!("{:?}", h.await);
    let h = tokio::spawn(async { let _d = D("aborted"); sleep(Duration::from_secs(10)).await; 5 });
    sleep(Duration::from_millis(5)).await;
    h.abort();
    let e = h.await.unwrap_err();
    println!("{} {}", e.is_cancelled(), e.is_panic());
    let d = D("captured");
    let h = tokio::spawn(async move { let _d = d; sleep(Duration::from_secs(10)).await; });
    h.abort();
    println!("{}", h.await.is_err());
    let h: tokio::task::JoinHandle<()> = tokio::spawn(async { panic!("boom") });
    let e = h.await.unwrap_err();
    println!("{} {}", e.is_panic(), e.to_string().ends_with("panicked with message \"boom\""));
    let mut set = JoinSet::new();
    for i in 0..5u64 { set.spawn(async move { sleep(Duration::from_millis(10 * (5 - i))).await; i }); }
    let mut out = vec![];
    while let Some(r) = set.join_next().await { out.push(r.unwrap()); }
    println!("{out:?}");
    println!("{:?}", timeout(Duration::from_millis(20), async { let _d = D("late"); sleep(Duration::from_secs(5)).await; 1 }).await);
    println!("{:?}", timeout(Duration::from_millis(20), async { 1 }).await);
    let mut iv = tokio::time::interval(Duration::from_millis(5));
    for _ in 0..3 { iv.tick().await; }
    let mut s = sleep(Duration::from_millis(30));
    tokio::pin!(s);
    let mut ticks = 0;
    loop { tokio::select! { _ = &mut s => break, _ = iv.tick() => ticks += 1 } }
    println!("{}", ticks >= 1);
    let mut set = JoinSet::new();
    set.spawn(async { let _d = D("in set"); sleep(Duration::from_secs(5)).await; });
    sleep(Duration::from_millis(5)).await;
    set.shutdown().await;
    println!("{}", set.len());
}
