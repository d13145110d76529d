//! Two parts of `join!` that take two locks in opposite orders: each has its turn, so neither goes on.

use std::sync::Arc;
use tokio::sync::Mutex;

#[tokio::main]
async fn main() {
    let (a, b) = (Arc::new(Mutex::new(0)), Arc::new(Mutex::new(0)));
    let first = async {
        let _a = a.lock().await;
        tokio::task::yield_now().await;
        let _b = b.lock().await;
    };
    let second = async {
        let _b = b.lock().await;
        tokio::task::yield_now().await;
        let _a = a.lock().await;
    };
    tokio::join!(first, second);
    println!("unreachable");
}
