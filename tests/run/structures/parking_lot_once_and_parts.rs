// The states of parking_lot's Once, and guards of parts of parts.
use parking_lot::{
    MappedMutexGuard, MappedRwLockReadGuard, MappedRwLockWriteGuard, Mutex, MutexGuard, Once, OnceState, RwLock, RwLockReadGuard, RwLockWriteGuard,
};
use std::time::{Duration, Instant};

static INIT: Once = Once::new();

fn once() {
    INIT.call_once(|| println!("while it runs: {:?}", INIT.state()));
    INIT.call_once(|| println!("never"));
    println!("{:?} {}", INIT.state(), INIT.state().done());
    let failing = Once::new();
    println!("{:?}", failing.state());
    let result = std::panic::catch_unwind(|| failing.call_once(|| std::panic::resume_unwind(Box::new("no setup"))));
    println!("{} {:?} {}", result.is_err(), failing.state(), failing.state().poisoned());
    failing.call_once_force(|before| println!("before: {before:?}"));
    failing.call_once_force(|before| println!("never {before:?}"));
    println!("{failing:?}");
    println!("{}", failing.state() == OnceState::Done);
}

fn parts() {
    let pair = Mutex::new((1, Some(2)));
    {
        let half = MutexGuard::map(pair.lock(), |pair| &mut pair.1);
        let mut value = MappedMutexGuard::try_map(half, |half| half.as_mut()).unwrap();
        *value += 5;
        println!("locked: {}", pair.is_locked());
        MappedMutexGuard::unlock_fair(value);
    }
    println!("{:?}", pair);
    let lock = RwLock::new((1, Some(2), (3, 4)));
    {
        let value = RwLockReadGuard::try_map(lock.read(), |whole| whole.1.as_ref()).unwrap();
        let inner = MappedRwLockReadGuard::map(RwLockReadGuard::map(lock.read(), |whole| &whole.2), |part| &part.0);
        println!("{} {} {} {}", *value, *inner, lock.is_locked(), lock.is_locked_exclusive());
    }
    *RwLockWriteGuard::try_map(lock.write(), |whole| whole.1.as_mut()).unwrap() += 1;
    *MappedRwLockWriteGuard::map(RwLockWriteGuard::map(lock.write(), |whole| &mut whole.2), |part| &mut part.1) = 9;
    let absent = RwLockWriteGuard::try_map(lock.write(), |whole| if whole.0 == 5 { Some(&mut whole.0) } else { None });
    println!("{}", absent.is_err());
    drop(absent);
    println!("{:?} {}", lock, lock.is_locked());
    let first = lock.try_upgradable_read_for(Duration::from_millis(1));
    println!("{} {}", first.is_some(), lock.try_upgradable_read_until(Instant::now()).is_some());
}

fn main() {
    once();
    parts();
}
