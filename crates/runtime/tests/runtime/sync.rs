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

#[test]
fn a_condvar_hands_a_queue_around() {
    everywhere(|runtime| async move {
        let (mutex, condvar) = (Arc::new(RawMutex::new()), Arc::new(Condvar::new()));
        let stock = Arc::new(AtomicUsize::new(0));
        let takers: Vec<_> = (0..4)
            .map(|number| {
                let (mutex, condvar, stock) = (mutex.clone(), condvar.clone(), stock.clone());
                spawn(&runtime, async move {
                    for _ in 0..25 {
                        mutex.lock(owner(number)).await;
                        while stock.load(Ordering::Relaxed) == 0 {
                            let wait = condvar.wait();
                            mutex.unlock();
                            wait.await;
                            mutex.lock(owner(number)).await;
                        }
                        stock.fetch_sub(1, Ordering::Relaxed);
                        mutex.unlock();
                    }
                })
            })
            .collect();
        for _ in 0..100 {
            mutex.lock(owner(9)).await;
            stock.fetch_add(1, Ordering::Relaxed);
            condvar.notify_one();
            mutex.unlock();
            yield_now().await;
        }
        for taker in takers {
            taker.join().await.unwrap();
        }
        assert_eq!((stock.load(Ordering::Relaxed), condvar.waiting()), (0, 0));
    });
}

#[test]
fn a_notification_for_a_wait_that_left_reaches_the_next() {
    let condvar = Arc::new(Condvar::new());
    let (leaves, mut stays) = (condvar.wait(), condvar.wait());
    condvar.notify_one();
    drop(leaves);
    assert_eq!(poll_once(&mut stays), Poll::Ready(()));

    let notify = Arc::new(Notify::new());
    let (leaves, mut stays) = (notify.notified(), notify.notified());
    notify.notify_one();
    drop(leaves);
    assert_eq!(poll_once(&mut stays), Poll::Ready(()));
    notify.notify_one();
    drop(notify.notified());
    assert_eq!(poll_once(&mut notify.notified()), Poll::Ready(()), "a stored notification survives");
    assert!(poll_once(&mut notify.notified()).is_pending());
}

#[test]
fn a_barrier_has_one_leader_for_each_generation() {
    everywhere(|runtime| async move {
        let (barrier, arrived) = (Arc::new(Barrier::new(4)), Arc::new(AtomicUsize::new(0)));
        let tasks: Vec<_> = (0..4)
            .map(|_| {
                let (barrier, arrived) = (barrier.clone(), arrived.clone());
                spawn(&runtime, async move {
                    let mut led = 0;
                    for round in 1..=20 {
                        arrived.fetch_add(1, Ordering::SeqCst);
                        led += usize::from(barrier.wait().await);
                        assert!(arrived.load(Ordering::SeqCst) >= 4 * round);
                    }
                    led
                })
            })
            .collect();
        let mut led = 0;
        for task in tasks {
            led += task.join().await.unwrap();
        }
        assert_eq!(led, 20);
    });
}

#[test]
fn a_semaphore_bounds_and_cancelled_waits_give_permits_on() {
    everywhere(|runtime| async move {
        let (semaphore, inside) = (Arc::new(Semaphore::new(3)), Arc::new(AtomicUsize::new(0)));
        let tasks: Vec<_> = (0..8)
            .map(|number| {
                let (semaphore, inside, runtime) = (semaphore.clone(), inside.clone(), runtime.clone());
                spawn(&runtime.clone(), async move {
                    let mut done = 0;
                    while done < 30 {
                        let count = 1 + (number + done) % 3;
                        let patience = Duration::from_nanos(runtime.random() % 5_000);
                        if let Ok(acquired) = runtime.timeout(patience, semaphore.acquire(count)).await {
                            acquired.unwrap();
                            assert!(inside.fetch_add(count, Ordering::SeqCst) + count <= 3);
                            yield_now().await;
                            inside.fetch_sub(count, Ordering::SeqCst);
                            semaphore.release(count);
                            done += 1;
                        }
                    }
                })
            })
            .collect();
        for task in tasks {
            task.join().await.unwrap();
        }
        assert_eq!(semaphore.available(), 3);
    });
}

#[test]
fn a_closed_semaphore_refuses_also_those_who_wait() {
    let semaphore = Arc::new(Semaphore::new(1));
    assert_eq!(semaphore.try_acquire(1), Ok(()));
    assert_eq!(semaphore.try_acquire(1), Err(TryAcquireError::NoPermits));
    let mut waiting = semaphore.acquire(1);
    assert!(poll_once(&mut waiting).is_pending());
    semaphore.close();
    assert_eq!(poll_once(&mut waiting), Poll::Ready(Err(AcquireError)));
    assert_eq!(semaphore.try_acquire(1), Err(TryAcquireError::Closed));
    assert_eq!(semaphore.forget(5), 0);
}

#[test]
fn one_task_initialises() {
    everywhere(|runtime| async move {
        let (gate, initialised) = (Arc::new(OnceGate::new()), Arc::new(AtomicUsize::new(0)));
        let tasks: Vec<_> = (0..8)
            .map(|number| {
                let (gate, initialised) = (gate.clone(), initialised.clone());
                spawn(&runtime, async move {
                    match gate.enter(owner(number)).await {
                        Entered::Initialise => {
                            assert_eq!(gate.initialiser(), Some(owner(number)));
                            yield_now().await;
                            // The first attempt fails, and another task takes over.
                            match initialised.fetch_add(1, Ordering::SeqCst) {
                                0 => gate.reopen(),
                                _ => gate.complete(),
                            }
                        }
                        entered => assert_eq!(entered, Entered::Done),
                    }
                })
            })
            .collect();
        for task in tasks {
            task.join().await.unwrap();
        }
        assert_eq!(initialised.load(Ordering::SeqCst), 2);
        assert!(gate.is_done());
        assert_eq!(gate.try_enter(owner(0)), Ok(Entered::Done));
    });
}

#[test]
fn parks_and_latches_and_events_let_through() {
    everywhere(|runtime| async move {
        let (parker, latch, event) = (Arc::new(Parker::new()), Arc::new(Latch::new(3)), Event::new());
        parker.unpark();
        parker.unpark();
        parker.park().await;
        let (waker, counter, wait) = (parker.clone(), latch.clone(), event.wait());
        let task = spawn(&runtime, async move {
            waker.unpark();
            for _ in 0..3 {
                yield_now().await;
                counter.count_down();
            }
            wait.await;
        });
        parker.park().await;
        latch.wait().await;
        event.set();
        task.join().await.unwrap();
        assert!(event.is_set());
        event.reset();
        assert!(poll_once(&mut event.wait()).is_pending());
    });
}
