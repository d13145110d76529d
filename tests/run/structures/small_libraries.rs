// threadpool, arc_swap, num_cpus, either: small libraries under their own names.
use arc_swap::ArcSwap;
use either::Either;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Arc;
use threadpool::ThreadPool;

fn main() {
    let pool = ThreadPool::new(3);
    let total = Arc::new(AtomicUsize::new(0));
    for n in 1..=10 {
        let total = total.clone();
        pool.execute(move || { total.fetch_add(n, Ordering::SeqCst); });
    }
    pool.execute(|| std::panic::resume_unwind(Box::new("on purpose")));
    pool.join();
    println!("{} {} {} {}", total.load(Ordering::SeqCst), pool.max_count(), pool.panic_count(), pool.active_count() + pool.queued_count());
    let config = Arc::new(ArcSwap::from_pointee(0));
    let tasks: Vec<_> = (0..4).map(|_| { let config = config.clone(); std::thread::spawn(move || for _ in 0..25 { config.rcu(|n| **n + 1); }) }).collect();
    for task in tasks { task.join().unwrap(); }
    println!("{} {}", config.load(), *config.swap(Arc::new(-1)));
    println!("{}", num_cpus::get() >= 1);
    let e: Either<i32, String> = Either::Right("r".to_string());
    println!("{:?} {:?} {}", e, e.as_ref().left(), e.clone().either(|n| n.to_string(), |s| s + "!"));
}
