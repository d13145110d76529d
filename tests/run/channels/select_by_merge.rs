use std::sync::mpsc::{self, Receiver};
use std::thread;

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Either<A, B> {
    Left(A),
    Right(B),
}
fn merge<A: Send + 'static, B: Send + 'static>(a: Receiver<A>, b: Receiver<B>) -> Receiver<Either<A, B>> {
    let (tx, rx) = mpsc::channel();
    let tx2 = tx.clone();
    thread::spawn(move || a.into_iter().all(|v| tx.send(Either::Left(v)).is_ok()));
    thread::spawn(move || b.into_iter().for_each(|v| drop(tx2.send(Either::Right(v)))));
    rx
}
fn main() {
    let (na, nb) = (mpsc::channel(), mpsc::channel());
    let merged = merge(na.1, nb.1);
    for i in 0..3 {
        na.0.send(i).unwrap();
        nb.0.send(format!("s{i}")).unwrap();
    }
    drop((na.0, nb.0));
    let mut all: Vec<Either<i32, String>> = merged.iter().collect();
    all.sort();
    println!("{all:?}");
    println!("{}", merged.recv().is_err());
}
