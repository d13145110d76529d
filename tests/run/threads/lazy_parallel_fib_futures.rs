use std::sync::mpsc::{self, Receiver};
use std::thread;

enum Task<T> {
    Now(T),
    Later(Receiver<T>),
}
impl<T: Send + 'static> Task<T> {
    fn spawn(f: impl FnOnce() -> T + Send + 'static) -> Self {
        let (tx, rx) = mpsc::sync_channel(1);
        thread::spawn(move || {
            let _ = tx.send(f());
        });
        Task::Later(rx)
    }
    fn get(self) -> Option<T> {
        match self {
            Task::Now(t) => Some(t),
            Task::Later(rx) => rx.recv().ok(),
        }
    }
    fn map<U: Send + 'static>(self, f: impl FnOnce(T) -> U + Send + 'static) -> Task<U> {
        match self {
            Task::Now(t) => Task::Now(f(t)),
            later => Task::spawn(move || f(later.get().expect("the first task answered"))),
        }
    }
}
fn fib(n: u32) -> u64 {
    if n < 2 {
        return n as u64;
    }
    if n < 14 {
        return fib(n - 1) + fib(n - 2);
    }
    let left = Task::spawn(move || fib(n - 1));
    let right = fib(n - 2);
    left.get().unwrap() + right
}
fn main() {
    println!("{}", fib(20));
    println!("{:?}", Task::Now(3).map(|x| x + 1).get());
    println!("{:?}", Task::spawn(|| "abc".to_string()).map(|s| s.len()).map(|n| n * 2).get());
    println!("{:?}", Task::<i32>::spawn(|| panic!("lost")).get());
    let all: Vec<Task<usize>> = (0..5).map(|i| Task::spawn(move || i * i)).collect();
    println!("{:?}", all.into_iter().filter_map(Task::get).collect::<Vec<_>>());
}
