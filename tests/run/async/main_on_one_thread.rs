//! On one thread tasks take turns in the order in which they were started.

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let tasks: Vec<_> = (0..3)
        .map(|n| {
            tokio::spawn(async move {
                println!("task {n} begins");
                tokio::task::yield_now().await;
                println!("task {n} ends");
            })
        })
        .collect();
    println!("all are started");
    for task in tasks {
        task.await.unwrap();
    }
}
