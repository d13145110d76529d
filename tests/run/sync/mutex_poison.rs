use std::sync::{Arc, Mutex, PoisonError, TryLockError};
use std::thread;

fn main() {
    let lock = Arc::new(Mutex::new(vec![1, 2, 3]));
    let l2 = Arc::clone(&lock);
    let result = thread::spawn(move || {
        let mut guard = l2.lock().unwrap();
        guard.push(4);
        panic!("while holding");
    })
    .join();
    println!("{} {}", result.is_err(), lock.is_poisoned());
    match lock.lock() {
        Ok(_) => println!("clean"),
        Err(poisoned) => {
            println!("{poisoned}");
            let guard = poisoned.into_inner();
            println!("{:?}", *guard);
        }
    }
    match lock.try_lock() {
        Err(TryLockError::Poisoned(e)) => println!("still poisoned: {}", e.get_ref().len()),
        Err(TryLockError::WouldBlock) => println!("busy"),
        Ok(_) => println!("free"),
    };
    let sum: i32 = lock.lock().unwrap_or_else(PoisonError::into_inner).iter().sum();
    println!("{sum}");
    lock.clear_poison();
    println!("{}", lock.lock().is_ok());

    // A panic after the guard is gone does not poison.
    let other = Arc::new(Mutex::new(0));
    let o2 = other.clone();
    let _ = thread::spawn(move || {
        {
            *o2.lock().unwrap() = 9;
        }
        panic!("afterwards");
    })
    .join();
    println!("{} {}", other.is_poisoned(), other.lock().unwrap());
    let unwrapped = Arc::try_unwrap(lock).unwrap().into_inner().unwrap();
    println!("{unwrapped:?}");
}
