// What an awaited call borrows is dropped at the statement's end.
struct Guard<T> {
    name: T,
}
impl<T> Guard<T> {
    async fn look(&self) -> usize {
        std::mem::size_of::<T>()
    }
    fn later(&self) -> impl std::future::Future<Output = usize> + '_ {
        async { 2 }
    }
    async fn change(&mut self, by: &mut Guard<u8>) -> u8 {
        by.name += 1;
        by.name
    }
}
impl<T> Drop for Guard<T> {
    fn drop(&mut self) {
        println!("dropped");
    }
}
async fn nothing(_: &Guard<u8>, _: &Guard<u8>) {}
#[tokio::main]
async fn main() {
    println!("{}", Guard { name: 1u8 }.look().await);
    Guard { name: 1 }.later().await;
    println!("after the second");
    println!("{}", Guard { name: "x" }.change(&mut Guard { name: 4 }).await);
    nothing(&Guard { name: 1 }, &Guard { name: 2 }).await;
    println!("end");
}
