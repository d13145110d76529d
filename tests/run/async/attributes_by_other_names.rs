// `tokio::main` and `tokio::test` can be imported, also under other names.
use tokio::main as start;
mod tests {
    use tokio::test as waiting_test;
    #[waiting_test]
    async fn it_waits() {
        tokio::task::yield_now().await;
    }
}
#[start(flavor = "current_thread")]
async fn main() {
    println!("{}", tokio::spawn(async { 7 }).await.unwrap());
}
