// Small things of tokio: turns in select!, permits, time's end, task locals of an aborted task, sets that grow, empty joins.
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Semaphore, broadcast, mpsc, oneshot, watch};

tokio::task_local! { static KEY: u32; }
struct Tells(Option<oneshot::Sender<u32>>);
impl Drop for Tells {
    fn drop(&mut self) { let _ = self.0.take().unwrap().send(KEY.get()); }
}
struct Never(Tells);
impl std::future::Future for Never {
    type Output = ();
    fn poll(self: std::pin::Pin<&mut Self>, _: &mut std::task::Context<'_>) -> std::task::Poll<()> { std::task::Poll::Pending }
}

#[tokio::main]
async fn main() {
    // An arm that never has to wait lets the others come.
    let (tx, mut rx) = watch::channel(1);
    drop(tx);
    tokio::select! { biased; _ = async { loop { let _ = rx.changed().await; } } => {}, _ = tokio::task::yield_now() => println!("watch") }
    let (tx, mut rx) = mpsc::unbounded_channel::<i32>();
    drop(tx);
    tokio::select! { biased; _ = async { loop { let _ = rx.recv().await; } } => {}, _ = tokio::task::yield_now() => println!("mpsc") }
    let (tx, mut rx) = broadcast::channel::<i32>(1);
    drop(tx);
    tokio::select! { biased; _ = async { loop { let _ = rx.recv().await; } } => {}, _ = tokio::task::yield_now() => println!("broadcast") }

    // A ring has a power of two places.
    let (tx, mut rx) = broadcast::channel(3);
    for n in 0..4 { tx.send(n).unwrap(); }
    println!("{} {:?}", rx.len(), rx.recv().await);

    let many = Arc::new(Semaphore::new(6_000_000_000));
    let mut one = many.clone().try_acquire_many_owned(3_000_000_000).unwrap();
    one.merge(many.clone().try_acquire_many_owned(3_000_000_000).unwrap());
    println!("{} {}", one.num_permits(), many.available_permits());
    let permit = { drop(one); many.acquire().await.unwrap() };
    println!("{}", permit.semaphore().available_permits());

    let mut ticks = tokio::time::interval(Duration::MAX);
    ticks.tick().await;
    ticks.reset();
    ticks.reset_after(Duration::MAX);
    let sleep = tokio::time::sleep(Duration::ZERO);
    tokio::pin!(sleep);
    let before = sleep.is_elapsed();
    sleep.as_mut().await;
    println!("{before} {}", sleep.is_elapsed());

    let (tx, rx) = oneshot::channel();
    let task = tokio::spawn(KEY.scope(42, Never(Tells(Some(tx)))));
    tokio::task::yield_now().await;
    task.abort();
    println!("{:?}", rx.await);

    let mut set = tokio::task::JoinSet::new();
    set.extend((1..=3).map(|n| async move { n }));
    println!("{}", set.join_all().await.iter().sum::<i32>());

    tokio::join!();
    println!("{:?}", std::panic::catch_unwind(|| tokio::sync::RwLock::with_max_readers(1, 0)).is_err());
    let notify = tokio::sync::Notify::new();
    let told = std::pin::pin!(notify.notified());
    notify.notify_one();
    println!("{}", told.enable());
}
