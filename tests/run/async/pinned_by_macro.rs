// `pin!(x)` declares its variable again, so that it can be borrowed mutably.
use std::time::Duration;
use tokio::time::sleep;

#[tokio::main]
async fn main() {
    let nap = sleep(Duration::from_millis(5));
    tokio::pin!(nap);
    let mut turns = 0;
    loop {
        tokio::select! {
            _ = &mut nap => break,
            _ = tokio::task::yield_now() => turns += 1,
        }
    }
    println!("awake {}", turns > 0);
}
