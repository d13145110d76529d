//! A future that keeps across a wait what cannot be sent stays on its thread.

use std::rc::Rc;
use std::sync::{Arc, Mutex};

async fn keeps(shared: Arc<Mutex<i32>>) {
    let mut guard = shared.lock().unwrap();
    *guard += 1;
    tokio::task::yield_now().await;
    *guard += 1;
}

async fn through(shared: Arc<Mutex<Vec<i32>>>) {
    takes(&shared).await;
}

async fn takes(shared: &Mutex<Vec<i32>>) {
    if let Some(number) = shared.lock().unwrap().pop() {
        tokio::task::yield_now().await;
        println!("{number}");
    }
}

#[tokio::main]
async fn main() {
    let numbers = Arc::new(Mutex::new(vec![1]));
    tokio::spawn(keeps(Arc::new(Mutex::new(1)))).await.unwrap();
    tokio::spawn(through(numbers.clone())).await.unwrap();
    let shared = Arc::new(Mutex::new(2));
    tokio::spawn(async move {
        let dropped = shared.lock().unwrap();
        println!("{dropped}");
        // Too late for rustc, too: it has been borrowed.
        drop(dropped);
        tokio::task::yield_now().await;
    });
    tokio::spawn(async {
        let count = Rc::new(5);
        tokio::task::yield_now().await;
        println!("{count}");
    });
    tokio::spawn(async move {
        for number in numbers.lock().unwrap().iter() {
            tokio::task::yield_now().await;
            println!("{number}");
        }
    });
}
