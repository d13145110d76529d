use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, RwLock};
use std::thread;

struct Vault {
    gate: RwLock<()>,
    cells: Vec<Mutex<i64>>,
}
impl Vault {
    fn shift(&self, from: usize, to: usize, n: i64) {
        let _shared = self.gate.read().unwrap();
        *self.cells[from].lock().unwrap() -= n;
        *self.cells[to].lock().unwrap() += n;
    }
    fn audit(&self) -> i64 {
        let _alone = self.gate.write().unwrap();
        self.cells.iter().map(|c| *c.lock().unwrap()).sum()
    }
}
fn main() {
    let v = Vault { gate: RwLock::new(()), cells: (0..6).map(|_| Mutex::new(100)).collect() };
    let stop = AtomicBool::new(false);
    let wrong = thread::scope(|s| {
        let auditor = s.spawn(|| {
            let mut wrong = 0;
            while !stop.load(Ordering::Relaxed) {
                wrong += (v.audit() != 600) as u32;
                thread::yield_now();
            }
            wrong
        });
        let movers: Vec<_> = (0..3usize).map(|t| { let v = &v; s.spawn(move || (0..150usize).for_each(|i| v.shift((i + t) % 6, (i * t + 1) % 6, i as i64 % 10))) }).collect();
        movers.into_iter().for_each(|m| m.join().unwrap());
        stop.store(true, Ordering::Relaxed);
        auditor.join().unwrap()
    });
    println!("wrong audits: {wrong}, total {}", v.audit());
}
