use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

static READY: AtomicBool = AtomicBool::new(false);
static SEEN: AtomicUsize = AtomicUsize::new(0);
static SLOTS: [AtomicUsize; 4] = [const { AtomicUsize::new(0) }; 4];

fn next_id() -> usize {
    static NEXT: AtomicUsize = AtomicUsize::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

fn main() {
    let waiters: Vec<_> = (0..SLOTS.len())
        .map(|i| {
            thread::spawn(move || {
                while !READY.load(Ordering::Acquire) {
                    thread::yield_now();
                }
                SLOTS[i].store(i * i, Ordering::Relaxed);
                SEEN.fetch_add(1, Ordering::AcqRel);
            })
        })
        .collect();
    println!("seen before: {}", SEEN.load(Ordering::SeqCst));
    READY.store(true, Ordering::Release);
    for w in waiters {
        w.join().unwrap();
    }
    println!("seen after: {}", SEEN.load(Ordering::SeqCst));
    println!("{:?}", SLOTS.iter().map(|s| s.load(Ordering::Relaxed)).collect::<Vec<_>>());
    let mut ids: Vec<usize> = thread::scope(|s| {
        (0..3)
            .map(|_| s.spawn(|| (next_id(), next_id())))
            .collect::<Vec<_>>()
            .into_iter()
            .flat_map(|h| { let (a, b) = h.join().unwrap(); [a, b] })
            .collect()
    });
    ids.sort();
    println!("{ids:?}");
}
