// Locks of parking_lot: parts of a value, readers that become writers, a lock that its holder takes again.
use parking_lot::{Mutex, MutexGuard, MappedMutexGuard, ReentrantMutex, RwLock, RwLockUpgradableReadGuard, RwLockWriteGuard, RwLockReadGuard, const_mutex};
use std::cell::Cell;
use std::sync::Arc;
use std::thread;
static TOTAL: Mutex<i32> = const_mutex(5);
struct Pair { a: Vec<i32>, b: String }
fn main() {
    *TOTAL.lock() += 1;
    println!("{}", TOTAL.lock());
    let pair = Mutex::new(Pair { a: vec![1], b: "x".to_string() });
    {
        let mut part: MappedMutexGuard<Vec<i32>> = MutexGuard::map(pair.lock(), |p| &mut p.a);
        part.push(2);
        println!("{:?} {}", part, pair.is_locked());
    }
    println!("{:?}", pair.lock().a); println!("{}", pair.is_locked());
    let mut guard = pair.lock();
    MutexGuard::unlocked(&mut guard, || pair.lock().b.push('y'));
    println!("{}", guard.b);
    drop(guard);
    let lock = Arc::new(RwLock::new(1));
    let upgradable = lock.upgradable_read();
    let other = lock.read();
    println!("{} {} {}", *upgradable, *other, lock.try_upgradable_read().is_none());
    let upgradable = match RwLockUpgradableReadGuard::try_upgrade(upgradable) { Ok(_) => panic!("somebody reads"), Err(guard) => guard };
    drop(other);
    let mut upgradable = upgradable;
    RwLockUpgradableReadGuard::with_upgraded(&mut upgradable, |n| *n += 10);
    println!("{}", *upgradable);
    let mut writing = RwLockUpgradableReadGuard::upgrade(upgradable);
    *writing += 1;
    println!("{}", lock.try_read().is_none());
    let reading = RwLockWriteGuard::downgrade(writing);
    println!("{} {}", *reading, *lock.read());
    drop(reading);
    println!("{:?}", lock);
    let text = RwLock::new((1, "two".to_string()));
    let part = RwLockReadGuard::map(text.read(), |t| &t.1);
    println!("{} {}", *part, text.try_write().is_none());
    drop(part);
    println!("{}", text.try_write().is_some());
    let again = Arc::new(ReentrantMutex::new(Cell::new(0)));
    let tasks: Vec<_> = (0..4).map(|_| { let again = again.clone(); thread::spawn(move || for _ in 0..100 { let outer = again.lock(); let inner = again.lock(); inner.set(inner.get() + 1); drop(inner); assert!(again.is_owned_by_current_thread()); outer.set(outer.get() + 1); }) }).collect();
    for task in tasks { task.join().unwrap(); }
    println!("{} {}", again.lock().get(), again.is_locked());
}
