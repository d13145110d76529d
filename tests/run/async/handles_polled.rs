// A handle that is polled while its task ends has the task's result, whenever that is.
use futures::future::{join_all, select_all};
use tokio::task;

#[tokio::main]
async fn main() {
    let handles: Vec<_> = (1..=6).map(|n| task::spawn(async move { n * n })).collect();
    let all: Vec<i32> = join_all(handles).await.into_iter().map(|r| r.unwrap()).collect();
    println!("{all:?}");
    let mut left: Vec<_> = (1..=4).map(|n| task::spawn(async move { n })).collect();
    let mut sum = 0;
    while !left.is_empty() {
        let (one, _, rest) = select_all(left).await;
        sum += one.unwrap();
        left = rest;
    }
    println!("{sum}");
    let (mut a, mut b) = (task::spawn(async { 1 }), task::spawn(async { panic!("of b") }));
    let mut done = 0;
    let (mut first, mut second) = (false, false);
    while done < 2 {
        tokio::select! {
            r = &mut a, if !first => { first = true; done += 1; assert_eq!(r.unwrap(), 1); }
            r = &mut b, if !second => { second = true; done += 1; let r: Result<(), _> = r; assert!(r.unwrap_err().is_panic()); }
        }
    }
    println!("both");
}
