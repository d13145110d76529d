// The helpers of the Rust book's chapter on asynchronous programs.
use std::time::Duration;
use trpl::{Either, StreamExt};

fn main() {
    trpl::block_on(async {
        let (tx, mut rx) = trpl::channel();
        let send = async move {
            for word in ["a", "b"] {
                tx.send(word.to_string()).unwrap();
                trpl::sleep(Duration::from_millis(5)).await;
            }
        };
        let receive = async {
            while let Some(word) = rx.recv().await {
                println!("got {word}");
            }
        };
        trpl::join(send, receive).await;
        println!("{}", trpl::spawn_task(async { 5 }).await.unwrap());
        let slow = async {
            trpl::sleep(Duration::from_secs(60)).await;
            "slow"
        };
        let fast = async {
            trpl::yield_now().await;
            3
        };
        match trpl::select(slow, fast).await {
            Either::Left(text) => println!("{text}"),
            Either::Right(number) => println!("{number}"),
        }
        let mut stream = trpl::stream_from_iter([1, 2, 3].iter().map(|n| n * 2));
        while let Some(number) = stream.next().await {
            println!("{number}");
        }
    });
}
