use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;

struct Versioned {
    seq: AtomicUsize,
    a: AtomicU64,
    b: AtomicU64,
}
impl Versioned {
    fn write(&self, v: u64) {
        self.seq.fetch_add(1, Ordering::SeqCst);
        self.a.store(v, Ordering::SeqCst);
        self.b.store(v * 2, Ordering::SeqCst);
        self.seq.fetch_add(1, Ordering::SeqCst);
    }
    fn read(&self) -> (u64, u64) {
        loop {
            let before = self.seq.load(Ordering::SeqCst);
            let pair = (self.a.load(Ordering::SeqCst), self.b.load(Ordering::SeqCst));
            if before % 2 == 0 && before == self.seq.load(Ordering::SeqCst) {
                return pair;
            }
            thread::yield_now();
        }
    }
}
fn main() {
    let v = Versioned { seq: AtomicUsize::new(0), a: AtomicU64::new(0), b: AtomicU64::new(0) };
    let torn = thread::scope(|s| {
        let readers: Vec<_> = (0..2).map(|_| s.spawn(|| (0..200).map(|_| v.read()).filter(|(a, b)| a * 2 != *b).count())).collect();
        s.spawn(|| (1..=200).for_each(|i| v.write(i)));
        readers.into_iter().map(|r| r.join().unwrap()).sum::<usize>()
    });
    println!("torn {torn}, last {:?}, version {}", v.read(), v.seq.load(Ordering::SeqCst));
}
