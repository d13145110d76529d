// `#[tokio::main]` on a function that is not `main`: a plain function, which runs its body to the end.
use std::time::Duration;
#[tokio::main]
async fn compute(start: u32) -> Result<u32, String> {
    tokio::time::sleep(Duration::from_millis(1)).await;
    if start == 0 {
        return Err("nought".to_string());
    }
    let parts = tokio::join!(async { start }, tokio::spawn(async move { start * 2 }));
    Ok(parts.0 + parts.1.map_err(|e| e.to_string())?)
}
struct Counter {
    count: u32,
}
impl Counter {
    #[tokio::main(flavor = "current_thread")]
    async fn add(&mut self, by: u32) -> u32 {
        tokio::task::yield_now().await;
        self.count += by;
        self.count
    }
}
fn main() {
    println!("{:?} {:?}", compute(3), compute(0));
    let mut counter = Counter { count: 1 };
    counter.add(2);
    println!("{}", counter.add(3));
}
