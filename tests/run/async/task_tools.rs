//! Values of tasks, trackers, maps of tasks, tokens, guards of parts.

use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, MutexGuard, RwLock, RwLockWriteGuard, Semaphore, SetOnce};
use tokio_util::sync::CancellationToken;
use tokio_util::task::{JoinMap, TaskTracker};
use tokio_util::time::{DelayQueue, FutureExt};

tokio::task_local! {
    static NUMBER: u32;
}

async fn number() -> u32 {
    tokio::task::yield_now().await;
    NUMBER.get()
}

#[tokio::main]
async fn main() {
    println!("{:?}", tokio::join!(NUMBER.scope(1, number()), NUMBER.scope(2, number())));
    println!("{}", NUMBER.try_get().is_err());

    let tracker = TaskTracker::new();
    let token = CancellationToken::new();
    for n in 0..3 {
        let token = token.child_token();
        tracker.spawn(async move { token.run_until_cancelled(std::future::pending::<()>()).await.is_none() && n < 3 });
    }
    tracker.close();
    println!("{}", tracker.wait().timeout(Duration::from_millis(2)).await.is_err());
    drop(token.drop_guard());
    tracker.wait().await;
    println!("{}", tracker.len());

    let mut map = JoinMap::new();
    map.spawn("a", async { 1 });
    map.spawn("b", std::future::pending());
    println!("{:?}", map.join_next().await.map(|(key, result)| (key, result.unwrap())));
    map.abort(&"b");
    println!("{:?}", map.join_next().await.map(|(key, result)| (key, result.unwrap_err().is_cancelled())));

    let mut queue = DelayQueue::new();
    queue.insert("late", Duration::from_millis(6));
    let key = queue.insert("never", Duration::from_millis(3));
    queue.insert("soon", Duration::from_millis(1));
    queue.remove(&key);
    while let Some(expired) = futures::StreamExt::next(&mut queue).await {
        println!("{}", expired.into_inner());
    }

    let pair = Mutex::new((1, String::from("x")));
    MutexGuard::map(pair.lock().await, |pair| &mut pair.1).push('y');
    println!("{:?}", pair.lock().await);
    let lock = RwLock::new(vec![1, 2]);
    let mut writing = lock.write().await;
    writing.push(3);
    let reading = RwLockWriteGuard::downgrade(writing);
    println!("{} {} {}", reading.len(), lock.try_read().is_ok(), lock.try_write().is_err());

    let semaphore = Arc::new(Semaphore::new(3));
    let mut permit = semaphore.clone().acquire_many_owned(3).await.unwrap();
    let part = permit.split(2).unwrap();
    drop(permit);
    println!("{} {}", semaphore.available_permits(), part.num_permits());
    part.forget();
    println!("{}", semaphore.available_permits());

    let once = Arc::new(SetOnce::new());
    let waits = { let once = once.clone(); tokio::spawn(async move { *once.wait().await }) };
    once.set(7).unwrap();
    println!("{} {}", waits.await.unwrap(), once.set(8).is_err());
}
