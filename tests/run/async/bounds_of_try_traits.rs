// `TryStreamExt` and `TryFutureExt` as bounds: their values and errors are `S::Ok` and `S::Error`.
use futures::future::{self, TryFutureExt};
use futures::stream::{self, TryStreamExt};
use std::fmt::Debug;

async fn first<S: TryStreamExt + Unpin>(mut items: S) -> Result<Option<S::Ok>, S::Error> {
    items.try_next().await
}

async fn shown<F: TryFutureExt>(work: F) -> String
where
    F::Ok: Debug,
    F::Error: Debug,
{
    match TryFutureExt::into_future(work).await {
        Ok(value) => format!("{value:?}"),
        Err(error) => format!("no: {error:?}"),
    }
}

fn main() {
    futures::executor::block_on(async {
        println!("{:?}", first(stream::iter(vec![Ok::<i32, String>(1), Ok(2)])).await);
        println!("{:?}", first(stream::iter(vec![Err::<i32, &str>("broken"), Ok(2)])).await);
        println!("{} {}", shown(future::ok::<i32, i32>(1)).await, shown(future::err::<i32, &str>("x").map_ok(|n| n + 1)).await);
    });
}
