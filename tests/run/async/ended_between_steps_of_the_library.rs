// A task that is ended between two steps of the library leaves no lock behind.
use std::sync::{Arc, Mutex, RwLock};
use std::time::Duration;

#[tokio::main]
async fn main() {
    let mutex = Arc::new(Mutex::new(0));
    let lock = Arc::new(RwLock::new(0));
    for round in 0..30 {
        let tasks: Vec<_> = (0..3)
            .map(|_| {
                let (mutex, lock) = (mutex.clone(), lock.clone());
                tokio::spawn(async move {
                    loop {
                        match mutex.lock() { Ok(mut n) => *n += 1, Err(error) => *error.into_inner() += 1 }
                        match lock.write() { Ok(mut n) => *n += 1, Err(error) => *error.into_inner() += 1 }
                        match lock.read() { Ok(n) => assert!(*n > 0), Err(_) => {} }
                    }
                })
            })
            .collect();
        tokio::time::sleep(Duration::from_micros(100 + round * 7)).await;
        for task in &tasks { task.abort(); }
        for task in tasks { assert!(task.await.unwrap_err().is_cancelled()); }
        let held = match mutex.lock() { Ok(n) => *n, Err(error) => *error.into_inner() };
        let written = match lock.write() { Ok(n) => *n, Err(error) => *error.into_inner() };
        assert!(held >= 0 && written >= 0);
    }
    println!("free");
}
