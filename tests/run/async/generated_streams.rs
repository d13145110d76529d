//! Streams made with `yield`, from states, of several streams; nothing of them is lost where a `select!` is won by another.

use futures::stream::{self, BoxStream, StreamExt, TryStreamExt};
use std::time::Duration;

fn numbers(text: &'static str) -> BoxStream<'static, Result<i32, std::num::ParseIntError>> {
    Box::pin(async_stream::try_stream! {
        for word in text.split(' ') {
            let n: i32 = word.parse()?;
            yield n;
        }
    })
}

#[tokio::main]
async fn main() {
    let squares = async_stream::stream! {
        for n in 0..4 {
            tokio::time::sleep(Duration::from_millis(1)).await;
            yield n * n;
        }
        yield 100;
    };
    futures::pin_mut!(squares);
    let mut seen = Vec::new();
    loop {
        tokio::select! {
            item = squares.next() => match item { Some(n) => seen.push(n), None => break },
            _ = tokio::time::sleep(Duration::from_micros(200)) => {}
        }
    }
    println!("{seen:?}");
    println!("{:?}", numbers("1 2 3").try_collect::<Vec<_>>().await);
    println!("{:?}", numbers("1 x 3").collect::<Vec<_>>().await);

    let down = stream::unfold(3, |n| async move {
        tokio::task::yield_now().await;
        if n == 0 { None } else { Some((n, n - 1)) }
    });
    let pairs = down.zip(stream::iter("abc".chars())).collect::<Vec<_>>().await;
    println!("{pairs:?}");
    let sorted = {
        let mut all = stream::select(stream::iter(1..=2), stream::iter(10..=11)).collect::<Vec<_>>().await;
        all.sort();
        all
    };
    println!("{sorted:?}");
    let until = stream::iter(1..).take_until(futures::future::ready(())).count().await;
    println!("{until}");
    let flat = stream::iter(1..=3).flat_map(|n| stream::iter(vec![n; n])).ready_chunks(4).collect::<Vec<_>>().await;
    println!("{flat:?}");
}
