use std::sync::{Arc, Mutex};
use std::thread;

type Log = Arc<Mutex<Vec<String>>>;
struct Tracked {
    name: String,
    log: Log,
}
impl Drop for Tracked {
    fn drop(&mut self) {
        let how = if thread::panicking() { "unwinding" } else { "normal" };
        self.log.lock().unwrap().push(format!("{} {how}", self.name));
    }
}
fn take(log: &Log) -> Vec<String> {
    std::mem::take(&mut *log.lock().unwrap())
}

fn main() {
    let log: Log = Arc::default();
    let make = |name: &str| Tracked { name: name.to_string(), log: Arc::clone(&log) };
    let a = make("a");
    thread::spawn(move || {
        let _moved = a;
    })
    .join()
    .unwrap();
    println!("{:?}", take(&log));
    let b = make("b");
    let c = make("c");
    let r = thread::spawn(move || {
        let _b = b;
        let _c = c;
        if _c.name.len() == 1 {
            panic!("boom");
        }
    })
    .join();
    println!("{} {:?}", r.is_err(), take(&log));
    // The value that a thread returns is dropped by whoever joins it.
    let d = make("d");
    let h = thread::spawn(move || d);
    let d = h.join().unwrap();
    println!("{:?}", take(&log));
    drop(d);
    println!("{:?}", take(&log));
    // The result of a thread that nobody takes is dropped with the handle.
    let e = make("e");
    drop(thread::spawn(move || e).join());
    println!("{:?}", take(&log));
    // An Arc's content goes with the last of its holders.
    let shared = Arc::new(make("shared"));
    let hs: Vec<_> = (0..3).map(|_| { let s = shared.clone(); thread::spawn(move || s.name.len()) }).collect();
    let n: usize = hs.into_iter().map(|h| h.join().unwrap()).sum();
    println!("{n} {:?} {}", take(&log), Arc::strong_count(&shared));
    drop(shared);
    println!("{:?}", take(&log));
    // A closure that never runs still drops what it captured.
    let f = make("f");
    let never = move || println!("{}", f.name);
    drop(never);
    println!("{:?}", take(&log));
}
