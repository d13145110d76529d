// parking_lot and once_cell.
use once_cell::sync::{Lazy, OnceCell};
use parking_lot::{Condvar, Mutex, Once, RwLock};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

static TABLE: Lazy<Mutex<Vec<i32>>> = Lazy::new(|| Mutex::new(vec![1]));
static CELL: OnceCell<String> = OnceCell::new();

fn main() {
    let m = Arc::new(Mutex::new(0));
    let tasks: Vec<_> = (0..4).map(|_| { let m = Arc::clone(&m); thread::spawn(move || for _ in 0..100 { *m.lock() += 1; }) }).collect();
    for t in tasks { t.join().unwrap(); }
    println!("{} {:?}", *m.lock(), m);
    let g = m.lock();
    println!("{}", m.try_lock().is_none());
    println!("{}", m.try_lock_for(Duration::from_millis(2)).is_none());
    drop(g);
    let failing = Arc::clone(&m);
    let _ = thread::spawn(move || { let _g = failing.lock(); std::panic::resume_unwind(Box::new(1)); }).join();
    println!("{}", *m.lock());
    let rw = RwLock::new(vec![1]);
    rw.write().push(2);
    println!("{:?} {}", *rw.read(), rw.try_write().is_some());
    let pair = Arc::new((Mutex::new(false), Condvar::new()));
    let other = Arc::clone(&pair);
    thread::spawn(move || { *other.0.lock() = true; other.1.notify_one(); });
    let mut ready = pair.0.lock();
    while !*ready { pair.1.wait(&mut ready); }
    println!("{}", *ready);
    println!("{}", pair.1.wait_for(&mut ready, Duration::from_millis(1)).timed_out());
    let once = Once::new();
    once.call_once(|| println!("once"));
    once.call_once(|| println!("twice"));
    TABLE.lock().push(5);
    println!("{:?}", *TABLE.lock());
    println!("{} {:?}", CELL.get_or_init(|| "made".to_string()), CELL.set("again".to_string()));
    let lazy = once_cell::unsync::Lazy::new(|| 6 * 7);
    println!("{}", *lazy);
}
