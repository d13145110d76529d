// A `OnceCell` cannot be set while it is being filled; if the filling is dropped, it can.
use std::sync::Arc;
use tokio::sync::{Notify, OnceCell, SetError};

#[tokio::main]
async fn main() {
    let cell = Arc::new(OnceCell::new());
    let begun = Arc::new(Notify::new());
    let (other, told) = (cell.clone(), begun.clone());
    let filling = tokio::spawn(async move {
        *other
            .get_or_init(|| async {
                told.notify_one();
                std::future::pending::<i32>().await
            })
            .await
    });
    begun.notified().await;
    println!("{:?}", cell.set(1));
    filling.abort();
    println!("{}", filling.await.unwrap_err().is_cancelled());
    println!("{:?}", cell.set(2));
    println!("{:?} {:?}", cell.set(3), cell.get());
    println!("{}", matches!(cell.set(4), Err(SetError::AlreadyInitializedError(4))));
}
