//! A clock that stands: it moves when it is told to, and to the next timer when all tasks wait.

use std::time::Duration;
use tokio::time::{self, Instant, MissedTickBehavior};

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    time::sleep(Duration::from_secs(3600)).await;
    println!("{:?}", start.elapsed());

    let sleeper = tokio::spawn(async {
        let before = Instant::now();
        time::sleep(Duration::from_secs(5)).await;
        before.elapsed()
    });
    tokio::task::yield_now().await;
    time::advance(Duration::from_secs(5)).await;
    println!("{:?}", sleeper.await.unwrap());

    let mut interval = time::interval(Duration::from_millis(50));
    interval.set_missed_tick_behavior(MissedTickBehavior::Skip);
    let start = Instant::now();
    for _ in 0..3 {
        println!("tick after {:?}", interval.tick().await - start);
        time::advance(Duration::from_millis(60)).await;
    }
    println!("{:?}", time::timeout(Duration::from_secs(9), std::future::pending::<()>()).await);
    let mut later = std::pin::pin!(time::sleep(Duration::from_secs(1)));
    later.as_mut().reset(Instant::now() + Duration::from_secs(2));
    let start = Instant::now();
    later.await;
    println!("{:?}", start.elapsed());
    time::resume();
}
