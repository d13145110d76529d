use std::cell::Cell;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::Duration;
#[derive(Debug, PartialEq)]
enum Failure { Transient(u32), Fatal(&'static str) }
fn retry<T>(mut limit: u32, delays: &mut Vec<u64>, mut f: impl FnMut() -> Result<T, Failure>) -> Result<T, Failure> {
    let mut delay = Duration::from_micros(100);
    loop {
        match f() {
            Err(Failure::Transient(_)) if limit > 1 => {
                limit -= 1;
                delays.push(delay.as_micros() as u64);
                thread::sleep(delay);
                delay = (delay * 2).min(Duration::from_micros(500));
            }
            done => return done,
        }
    }
}
fn main() {
    let calls = Cell::new(0);
    let mut delays = vec![];
    let r = retry(5, &mut delays, || { calls.set(calls.get() + 1); if calls.get() < 4 { Err(Failure::Transient(calls.get())) } else { Ok("served") } });
    println!("{r:?} {} {delays:?}", calls.get());
    println!("{:?}", retry::<()>(3, &mut delays, || Err(Failure::Transient(9))));
    println!("{:?} {}", retry::<u8>(9, &mut delays, || Err(Failure::Fatal("disk"))), delays.len());
    let flaky = AtomicU32::new(0);
    let results: Vec<bool> = thread::scope(|s| {
        let hs: Vec<_> = (0..3).map(|_| s.spawn(|| retry(50, &mut vec![], || { let n = flaky.fetch_add(1, Ordering::SeqCst); if n % 3 == 2 { Ok(n) } else { Err(Failure::Transient(n)) } }).is_ok())).collect();
        hs.into_iter().map(|h| h.join().unwrap()).collect()
    });
    println!("{results:?} {}", flaky.load(Ordering::SeqCst) >= 9);
}
