//! A lock of tokio that is asked for again by a function that its holder calls.

use std::sync::Arc;
use tokio::sync::Mutex;

async fn total(counts: &Mutex<Vec<u32>>) -> u32 {
    counts.lock().await.iter().sum()
}

#[tokio::main]
async fn main() {
    let counts = Arc::new(Mutex::new(vec![1, 2]));
    let mut held = counts.lock().await;
    held.push(total(&counts).await);
    println!("unreachable");
}
