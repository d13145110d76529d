use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

fn main() {
    let pair = Arc::new((Mutex::new(false), Condvar::new()));
    let (lock, cvar) = &*pair;
    let guard = lock.lock().unwrap();
    let (guard, result) = cvar.wait_timeout(guard, Duration::from_millis(10)).unwrap();
    println!("{} {}", result.timed_out(), *guard);
    drop(guard);

    let (guard, result) = cvar
        .wait_timeout_while(lock.lock().unwrap(), Duration::from_millis(10), |ready| !*ready)
        .unwrap();
    println!("{} {}", result.timed_out(), guard);
    drop(guard);

    let p2 = Arc::clone(&pair);
    let setter = thread::spawn(move || {
        let (lock, cvar) = &*p2;
        thread::sleep(Duration::from_millis(5));
        *lock.lock().unwrap() = true;
        cvar.notify_one();
    });
    let (guard, result) = cvar
        .wait_timeout_while(lock.lock().unwrap(), Duration::from_secs(20), |ready| !*ready)
        .unwrap();
    println!("{} {}", result.timed_out(), guard);
    drop(guard);
    setter.join().unwrap();
    // Already true: returns at once.
    let (guard, result) = cvar
        .wait_timeout_while(lock.lock().unwrap(), Duration::ZERO, |ready| !*ready)
        .unwrap();
    println!("{} {}", result.timed_out(), *guard);
}
