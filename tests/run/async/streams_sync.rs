use futures::stream::{self, StreamExt, FuturesUnordered};
use futures::future::{self, FutureExt};
use tokio::sync::{broadcast, mpsc, oneshot, watch, Mutex, Notify, RwLock, Semaphore, Barrier, OnceCell};
use tokio::time::{sleep, Duration};
use tokio_util::sync::CancellationToken;
use std::sync::Arc;
async fn after(ms: u64, n: i32) -> i32 { sleep(Duration::from_millis(ms)).await; n }
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    println!("{:?}", future::join_all((0..3).map(|i| after(30 - 10 * i as u64, i))).await);
    let mut all: FuturesUnordered<_> = (0..3).map(|i| after(30 - 10 * i as u64, i)).collect();
    let mut out = vec![];
    while let Some(n) = all.next().await { out.push(n); }
    println!("{out:?}");
    let v: Vec<i32> = stream::iter(1..=6).map(|n| after(10 * (7 - n as u64) % 30, n)).buffered(3).collect().await;
    println!("{v:?}");
    let s = stream::unfold(0, |n| async move { if n < 3 { Some((n * n, n + 1)) } else { None } });
    println!("{:?}", s.collect::<Vec<i32>>().await);
    let evens: Vec<i32> = stream::iter(0..10).filter(|n| future::ready(n % 2 == 0)).then(|n| async move { n * 10 }).take(3).collect().await;
    println!("{evens:?}");
    println!("{:?}", stream::iter(0..7).chunks(3).collect::<Vec<_>>().await);
    let total = Arc::new(Mutex::new(0));
    stream::iter(1..=10).for_each_concurrent(4, |n| { let total = total.clone(); async move { sleep(Duration::from_millis(1)).await; *total.lock().await += n; } }).await;
    println!("{}", *total.lock().await);
    println!("{:?}", future::try_join_all(vec![async { Ok::<i32, String>(1) }.boxed(), async { Err("no".to_string()) }.boxed()]).await);
    println!("{:?}", future::select_ok(vec![future::err::<i32, &str>("a"), future::ok(2)]).await.map(|(v, rest)| (v, rest.len())));
    let (tx, rx) = oneshot::channel();
    tokio::spawn(async move { tx.send(9).unwrap(); });
    println!("{:?}", rx.await);
    let (tx, rx) = oneshot::channel::<i32>();
    drop(tx);
    println!("{:?}", rx.await.is_err());
    let (tx, mut a) = broadcast::channel(2);
    let mut b = tx.subscribe();
    for i in 0..4 { tx.send(i).unwrap(); }
    println!("{:?} {:?} {:?}", a.recv().await, a.recv().await, a.recv().await);
    drop(tx);
    println!("{:?} {:?} {:?} {:?}", b.recv().await, b.recv().await, b.recv().await, b.recv().await);
    let (tx, mut rx) = watch::channel("a");
    tx.send("b").unwrap();
    rx.changed().await.unwrap();
    println!("{} {:?}", *rx.borrow(), rx.has_changed());
    drop(tx);
    println!("{}", rx.changed().await.is_err());
    let lock = Arc::new(RwLock::new(vec![1]));
    { let r1 = lock.read().await; let r2 = lock.read().await; println!("{} {}", r1.len(), r2.len()); }
    lock.write().await.push(2);
    println!("{:?}", *lock.read().await);
    let notify = Arc::new(Notify::new());
    let n2 = notify.clone();
    let h = tokio::spawn(async move { n2.notified().await; "told" });
    notify.notify_one();
    println!("{}", h.await.unwrap());
    let sem = Arc::new(Semaphore::new(1));
    let p = sem.clone().acquire_owned().await.unwrap();
    println!("{:?} {}", sem.try_acquire().map(|_| ()), sem.available_permits());
    drop(p);
    sem.close();
    println!("{:?}", sem.acquire().await.map(|_| ()));
    let barrier = Arc::new(Barrier::new(3));
    let hs: Vec<_> = (0..3).map(|_| { let b = barrier.clone(); tokio::spawn(async move { b.wait().await.is_leader() }) }).collect();
    let mut leaders = 0;
    for h in hs { if h.await.unwrap() { leaders += 1; } }
    println!("{leaders}");
    let cell = OnceCell::new();
    println!("{} {}", cell.get_or_init(|| async { 5 }).await, cell.get_or_init(|| async { 6 }).await);
    let token = CancellationToken::new();
    let child = token.child_token();
    let h = tokio::spawn(async move { tokio::select! { _ = child.cancelled() => "stopped", _ = sleep(Duration::from_secs(9)) => "slept" } });
    token.cancel();
    println!("{}", h.await.unwrap());
    let (tx, mut rx) = mpsc::channel(4);
    let (tx2, mut rx2) = mpsc::unbounded_channel();
    tokio::spawn(async move { for i in 0..100 { tx.send(i).await.unwrap(); } });
    tokio::spawn(async move { for i in 100..200 { tx2.send(i).unwrap(); tokio::task::yield_now().await; } });
    let (mut sum, mut count) = (0, 0);
    loop {
        tokio::select! {
            Some(n) = rx.recv() => { sum += n; count += 1; }
            Some(n) = rx2.recv() => { sum += n; count += 1; }
            else => break,
        }
    }
    println!("{sum} {count}");
}
