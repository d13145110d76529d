use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Arc;
use std::thread;

fn tree(depth: u32, leaves: &Arc<AtomicUsize>) -> u32 {
    if depth == 0 {
        leaves.fetch_add(1, Ordering::Relaxed);
        return 1;
    }
    let kids: Vec<_> = (0..2).map(|_| { let l = leaves.clone(); thread::spawn(move || tree(depth - 1, &l)) }).collect();
    1 + kids.into_iter().map(|k| k.join().unwrap()).sum::<u32>()
}
fn main() {
    let leaves = Arc::new(AtomicUsize::new(0));
    println!("{} {}", tree(7, &leaves), leaves.load(Ordering::SeqCst));
    let hs: Vec<_> = (0..300u64).map(|i| thread::spawn(move || i * i)).collect();
    println!("{}", hs.into_iter().map(|h| h.join().unwrap()).sum::<u64>());
    let chain = (0..50).fold(thread::spawn(|| 0), |prev, i| thread::spawn(move || prev.join().unwrap() + i));
    println!("{}", chain.join().unwrap());
}
