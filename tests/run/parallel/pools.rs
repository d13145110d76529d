// Pools, join, scope; a panic surfaces once.
use rayon::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

fn fib(n: u64) -> u64 { if n < 2 { n } else if n < 10 { fib(n - 1) + fib(n - 2) } else { let (a, b) = rayon::join(|| fib(n - 1), || fib(n - 2)); a + b } }

struct Noisy(Arc<AtomicUsize>);
impl Drop for Noisy { fn drop(&mut self) { self.0.fetch_add(1, Ordering::SeqCst); } }

fn main() {
    println!("{}", fib(15));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(3).thread_name(|i| format!("w{i}")).build().unwrap();
    println!("{} {}", pool.current_num_threads(), pool.install(|| rayon::current_num_threads()));
    println!("{}", pool.install(|| (0..1000).into_par_iter().map(|x| x + 1).sum::<i32>()));
    println!("{}", pool.install(|| (0..9).into_par_iter().all(|_| std::thread::current().name().unwrap().starts_with('w'))));
    let hits = AtomicUsize::new(0);
    rayon::scope(|s| {
        for i in 0..4 {
            let hits = &hits;
            s.spawn(move |s| { hits.fetch_add(i, Ordering::SeqCst); s.spawn(move |_| { hits.fetch_add(100, Ordering::SeqCst); }); });
        }
    });
    println!("{}", hits.load(Ordering::SeqCst));
    let drops = Arc::new(AtomicUsize::new(0));
    let noisy = Noisy(drops.clone());
    println!("{}", (0..100).into_par_iter().map(move |x| { let _keep = &noisy; x }).count());
    println!("{}", drops.load(Ordering::SeqCst));
    let items: Vec<Noisy> = (0..50).map(|_| Noisy(drops.clone())).collect();
    let kept: Vec<Noisy> = items.into_par_iter().filter(|n| n.0.load(Ordering::SeqCst) < 1000).collect();
    println!("{} {}", kept.len(), drops.load(Ordering::SeqCst));
    drop(kept);
    println!("{}", drops.load(Ordering::SeqCst));
    let caught = std::panic::catch_unwind(|| (0..100).into_par_iter().for_each(|x| if x == 37 { panic!("item {x}") }));
    println!("{:?}", caught.unwrap_err().downcast_ref::<String>());
}
