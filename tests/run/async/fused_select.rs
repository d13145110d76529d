//! `futures::select!`: its futures are not taken, those that are over are left out, and `complete` says that all are.

use futures::channel::mpsc;
use futures::future::{self, Fuse, FusedFuture, FutureExt};
use futures::stream::{self, FuturesUnordered, StreamExt};
use futures::{pin_mut, select, select_biased, SinkExt};

async fn add_all() -> i32 {
    let mut left = stream::iter(vec![1, 2]).fuse();
    let mut right = stream::iter(vec![10]).fuse();
    let mut total = 0;
    loop {
        let item = select! {
            n = left.next() => n,
            n = right.next() => n,
            complete => break,
        };
        total += item.unwrap_or(0);
    }
    total
}

#[tokio::main]
async fn main() {
    println!("{}", add_all().await);
    let mut a = future::ready(4);
    let mut b = future::ready(6);
    let mut total = 0;
    loop {
        select_biased! {
            n = a => total += n,
            n = b => total += n * 100,
            complete => break,
            default => unreachable!(),
        }
    }
    println!("{total}");
    let mut never = future::pending::<()>().fuse();
    select! { _ = never => unreachable!(), default => println!("none is ready") }

    let (mut tx, mut rx) = mpsc::channel(0);
    tokio::spawn(async move {
        for n in 0..3 {
            tx.send(n).await.unwrap();
        }
    });
    let running = Fuse::terminated();
    pin_mut!(running);
    let mut started = FuturesUnordered::new();
    let mut sum = 0;
    loop {
        select! {
            n = rx.select_next_some() => {
                if running.is_terminated() { running.set(async { 100 }.fuse()); }
                started.push(async move { n });
            }
            n = running => sum += n,
            n = started.select_next_some() => sum += n,
            complete => break,
        }
    }
    println!("{}", sum % 100 == 3 && sum >= 100);
}
