// Groups that own their tasks, deadlines, pools, pipelines, batches.
use patterns::*;
use std::time::Duration;
use std::sync::{Arc, Mutex, mpsc};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

struct Note(&'static str, Arc<Mutex<Vec<String>>>);
impl Drop for Note { fn drop(&mut self) { self.1.lock().unwrap().push(format!("dropped {}", self.0)); } }
fn deep(n: u32) { if n == 0 { thread::sleep(Duration::from_secs(60)); } else { deep(n - 1); } }

fn main() {
    // Groups.
    let total = AtomicUsize::new(0);
    let r: Result<&str, String> = scope(|g| {
        for n in 1..=4 { let total = &total; g.spawn(move || { total.fetch_add(n, Ordering::SeqCst); Ok(()) }); }
        Ok("done")
    });
    println!("{:?} {}", r, total.load(Ordering::SeqCst));
    let log = Arc::new(Mutex::new(Vec::new()));
    let held = log.clone();
    let r: Result<(), &str> = scope(|g| {
        g.spawn(move || { let _note = Note("sibling", held); thread::sleep(Duration::from_secs(60)); Ok(()) });
        g.spawn(|| { thread::sleep(Duration::from_millis(20)); Err("first") });
        thread::sleep(Duration::from_secs(60));
        Ok(())
    });
    println!("{:?} {:?}", r, log.lock().unwrap());
    let caught = std::panic::catch_unwind(|| scope(|g: &TaskGroup<String>| { g.spawn(|| std::panic::resume_unwind(Box::new("thrown"))); Ok(1) }));
    println!("{:?}", caught.unwrap_err().downcast_ref::<&str>());
    // Deadlines.
    println!("{:?}", deadline().is_none());
    println!("{:?}", with_deadline(Duration::from_millis(10), || deep(5)));
    println!("{:?}", with_deadline(Duration::from_secs(60), || with_deadline(Duration::from_secs(600), || time_left().unwrap() <= Duration::from_secs(60))));
    let log = Arc::new(Mutex::new(Vec::new()));
    let held = log.clone();
    let r = with_deadline(Duration::from_millis(20), move || { scope(|g: &TaskGroup<()>| { g.spawn(move || { let _n = Note("below", held); thread::sleep(Duration::from_secs(60)); Ok(()) }); Ok(()) }) });
    println!("{:?} {:?}", r, log.lock().unwrap());
    // Pools.
    let pool = WorkerPool::new(3, 2, |n: u64| n * n);
    for n in 1..=10 { pool.submit(n).unwrap(); }
    println!("{}", pool.finish().iter().sum::<u64>());
    let out: Vec<String> = Pipeline::new(1..=3, 4).stage(1, |n: i32| n * 10).stage(1, |n| format!("<{n}>")).collect();
    println!("{:?}", out);
    println!("{}", fan_out(1..=100, 4, |items| items.sum::<i32>()).iter().sum::<i32>());
    let (a, ra) = mpsc::channel(); let (b, rb) = mpsc::channel();
    a.send(1).unwrap(); b.send(2).unwrap(); drop((a, b));
    let mut all: Vec<i32> = fan_in(vec![ra, rb]).into_iter().collect(); all.sort();
    println!("{:?}", all);
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = seen.clone();
    let batcher = Batcher::new(2, Duration::from_secs(60), move |batch: Vec<i32>| log.lock().unwrap().push(batch));
    for n in 1..=5 { batcher.add(n).unwrap(); }
    drop(batcher);
    println!("{:?}", seen.lock().unwrap());
    let mut tries = 0;
    let r = Retry::new(5, Duration::from_millis(1)).run_if(|| { tries += 1; Err::<(), i32>(tries) }, |e| *e < 3);
    println!("{:?}", r);
}
