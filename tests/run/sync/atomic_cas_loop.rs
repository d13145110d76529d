use std::sync::atomic::{AtomicI64, AtomicU32, AtomicU64, Ordering::*};
use std::thread;

fn add_float(cell: &AtomicU64, x: f64) -> f64 {
    let mut old = cell.load(Relaxed);
    loop {
        let new = (f64::from_bits(old) + x).to_bits();
        match cell.compare_exchange_weak(old, new, SeqCst, Relaxed) {
            Ok(_) => return f64::from_bits(new),
            Err(now) => old = now,
        }
    }
}
fn take_ticket(left: &AtomicU32) -> Option<u32> {
    left.fetch_update(AcqRel, Acquire, |n| n.checked_sub(1)).ok()
}
fn main() {
    let sum = AtomicU64::new(0f64.to_bits());
    let max = AtomicI64::new(i64::MIN);
    let tickets = AtomicU32::new(10);
    let got = thread::scope(|s| {
        let hs: Vec<_> = (0..4i64)
            .map(|t| {
                let (sum, max, tickets) = (&sum, &max, &tickets);
                s.spawn(move || {
                    for i in 0..100 {
                        add_float(sum, 0.25);
                        max.fetch_max(t * 1000 - i, Relaxed);
                    }
                    std::iter::from_fn(|| take_ticket(tickets)).count()
                })
            })
            .collect();
        hs.into_iter().map(|h| h.join().unwrap()).sum::<usize>()
    });
    println!("{} {} {got} {:?}", f64::from_bits(sum.into_inner()), max.into_inner(), take_ticket(&tickets));
}
