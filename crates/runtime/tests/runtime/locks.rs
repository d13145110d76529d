use crate::{everywhere, owner, poll_once, spawn};
use ruchy_runtime::*;
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::Poll,
    time::Duration,
};

/// What a lock protects, where two at once would be seen.
#[derive(Default)]
struct Protected {
    inside: AtomicUsize,
    count: AtomicUsize,
}

impl Protected {
    async fn change(&self) {
        assert_eq!(self.inside.fetch_add(1, Ordering::SeqCst), 0);
        let count = self.count.load(Ordering::Relaxed);
        yield_now().await;
        self.count.store(count + 1, Ordering::Relaxed);
        assert_eq!(self.inside.fetch_sub(1, Ordering::SeqCst), 1);
    }
}

#[test]
fn a_mutex_admits_one_at_a_time() {
    everywhere(|runtime| async move {
        let (mutex, protected) = (Arc::new(RawMutex::new()), Arc::new(Protected::default()));
        let tasks: Vec<_> = (0..8)
            .map(|number| {
                let (mutex, protected) = (mutex.clone(), protected.clone());
                spawn(&runtime, async move {
                    for _ in 0..100 {
                        if !mutex.try_lock(owner(number)) {
                            mutex.lock(owner(number)).await;
                        }
                        assert_eq!(mutex.holder(), Some(owner(number)));
                        protected.change().await;
                        mutex.unlock();
                    }
                })
            })
            .collect();
        for task in tasks {
            task.join().await.unwrap();
        }
        assert_eq!(protected.count.load(Ordering::Relaxed), 800);
        assert!(!mutex.is_locked() && mutex.waiting() == 0);
    });
}

#[test]
fn cancelled_lock_waits_pass_the_lock_on() {
    everywhere(|runtime| async move {
        let (mutex, protected) = (Arc::new(RawMutex::new()), Arc::new(Protected::default()));
        let tasks: Vec<_> = (0..8)
            .map(|number| {
                let (mutex, protected, runtime) = (mutex.clone(), protected.clone(), runtime.clone());
                spawn(&runtime.clone(), async move {
                    let mut done = 0;
                    while done < 40 {
                        let patience = Duration::from_nanos(runtime.random() % 2_000);
                        if runtime.timeout(patience, mutex.lock(owner(number))).await.is_ok() {
                            protected.change().await;
                            mutex.unlock();
                            done += 1;
                        }
                    }
                })
            })
            .collect();
        for task in tasks {
            task.join().await.unwrap();
        }
        assert!(mutex.try_lock(owner(0)));
    });
}

#[test]
fn a_lock_handed_to_a_waiter_that_left_is_passed_on() {
    let mutex = Arc::new(RawMutex::new());
    assert!(mutex.try_lock(owner(0)));
    let (mut leaves, mut stays) = (mutex.lock(owner(1)), mutex.lock(owner(2)));
    assert!(poll_once(&mut leaves).is_pending() && poll_once(&mut stays).is_pending());
    // In vain so often that it is handed the lock in the end.
    for _ in 0..10 {
        mutex.unlock();
        if !mutex.try_lock(owner(0)) {
            break;
        }
        assert!(poll_once(&mut leaves).is_pending());
    }
    assert_eq!(mutex.holder(), Some(owner(1)));
    drop(leaves);
    assert_eq!(poll_once(&mut stays), Poll::Ready(()));
    assert_eq!(mutex.holder(), Some(owner(2)));
    mutex.unlock();
    assert_eq!(mutex.holder(), None);
}

#[test]
fn who_was_handed_a_lock_and_is_not_awake_yet_waits_for_nobody() {
    let mutex = Arc::new(RawMutex::new());
    assert!(mutex.try_lock(owner(0)));
    let mut waits = mutex.lock(owner(1));
    assert!(poll_once(&mut waits).is_pending());
    assert_eq!(waits.holders(), [owner(0)]);
    for _ in 0..10 {
        mutex.unlock();
        if !mutex.try_lock(owner(0)) {
            break;
        }
        assert!(poll_once(&mut waits).is_pending());
    }
    assert_eq!((mutex.holder(), waits.holders()), (Some(owner(1)), Vec::new()));

    let lock = Arc::new(RawRwLock::new());
    assert!(lock.try_write(owner(0)));
    let mut reads = lock.read(owner(1));
    let mut writes = lock.write(owner(2));
    assert!(poll_once(&mut reads).is_pending() && poll_once(&mut writes).is_pending());
    assert_eq!((reads.holders(), writes.holders()), (vec![owner(0)], vec![owner(0)]));
    lock.unlock_write(owner(0));
    assert_eq!((reads.holders(), writes.holders()), (Vec::new(), vec![owner(1)]));
    lock.unlock_read(owner(1));
    assert_eq!((writes.holders(), lock.holders()), (Vec::new(), vec![owner(2)]));
}

#[test]
fn readers_share_and_writers_do_not_starve() {
    everywhere(|runtime| async move {
        let (lock, protected) = (Arc::new(RawRwLock::new()), Arc::new(Protected::default()));
        let writers: Vec<_> = (0..3)
            .map(|number| {
                let (lock, protected) = (lock.clone(), protected.clone());
                spawn(&runtime, async move {
                    for _ in 0..50 {
                        lock.write(owner(number)).await;
                        assert_eq!(lock.holders(), [owner(number)]);
                        protected.change().await;
                        lock.unlock_write(owner(number));
                    }
                })
            })
            .collect();
        // Readers that overlap without end: only a fair lock lets the writers through.
        let readers: Vec<_> = (3..6)
            .map(|number| {
                let (lock, protected) = (lock.clone(), protected.clone());
                spawn(&runtime, async move {
                    while protected.count.load(Ordering::Relaxed) < 150 {
                        lock.read(owner(number)).await;
                        assert_eq!(protected.inside.load(Ordering::SeqCst), 0);
                        yield_now().await;
                        assert_eq!(protected.inside.load(Ordering::SeqCst), 0);
                        lock.unlock_read(owner(number));
                    }
                })
            })
            .collect();
        for task in writers.into_iter().chain(readers) {
            task.join().await.unwrap();
        }
        assert!(lock.try_write(owner(0)));
    });
}

#[test]
fn a_writer_that_leaves_lets_the_readers_behind_it_in() {
    let lock = Arc::new(RawRwLock::new());
    assert!(lock.try_read(owner(0)));
    let (mut writer, mut reader) = (lock.write(owner(1)), lock.read(owner(2)));
    assert!(poll_once(&mut writer).is_pending() && poll_once(&mut reader).is_pending());
    assert!(!lock.try_read(owner(3)), "a reader queues up behind a waiting writer");
    drop(writer);
    assert_eq!(poll_once(&mut reader), Poll::Ready(()));
    assert_eq!(lock.readers(), 2);
}
