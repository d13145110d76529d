// `Future` and `IntoFuture` need no `use`, as in Rust's edition of 2024; a program's own name goes before.
struct Later(i32);

impl IntoFuture for Later {
    type Output = i32;
    type IntoFuture = std::future::Ready<i32>;
    fn into_future(self) -> Self::IntoFuture {
        std::future::ready(self.0)
    }
}

fn twice(n: i32) -> impl Future<Output = i32> {
    async move { n * 2 }
}

mod own {
    #[derive(Debug)]
    pub struct Future(pub i32);
    pub fn made() -> Future {
        Future(3)
    }
}

#[tokio::main]
async fn main() {
    println!("{} {} {:?}", twice(4).await, Later(5).await, own::made());
}
