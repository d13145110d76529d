use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Mutex;
use std::thread;

fn main() {
    let n = 3;
    let deques: Vec<Mutex<VecDeque<u64>>> = (0..n).map(|_| Mutex::new(VecDeque::new())).collect();
    deques[0].lock().unwrap().extend(1..=90); // all work begins on one worker
    let done = AtomicUsize::new(0);
    let sums: Vec<(u64, usize)> = thread::scope(|s| {
        let hs: Vec<_> = (0..n)
            .map(|me| {
                let (deques, done) = (&deques, &done);
                s.spawn(move || {
                    let (mut sum, mut count) = (0, 0);
                    while done.load(Ordering::Acquire) < 90 {
                        let own = deques[me].lock().unwrap().pop_back();
                        let job = own.or_else(|| (0..n).filter(|v| *v != me).find_map(|v| deques[v].lock().unwrap().pop_front()));
                        if let Some(j) = job {
                            sum += j * j;
                            count += 1;
                            done.fetch_add(1, Ordering::AcqRel);
                        }
                        thread::yield_now();
                    }
                    (sum, count)
                })
            })
            .collect();
        hs.into_iter().map(|h| h.join().unwrap()).collect()
    });
    let total = sums.iter().fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
    println!("{total:?}");
}
