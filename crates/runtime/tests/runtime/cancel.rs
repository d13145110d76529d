use crate::{everywhere, owner, spawn};
use ruchy_runtime::*;
use std::{sync::Arc, time::Duration};

#[test]
fn an_aborted_task_ends_wherever_it_waits() {
    everywhere(|runtime| async move {
        let (mutex, channel) = (Arc::new(RawMutex::new()), Channel::<u8>::new(None));
        assert!(mutex.try_lock(owner(0)));
        let waits: Vec<JoinHandle<()>> = vec![
            spawn(&runtime, mutex.lock(owner(1))),
            spawn(&runtime, {
                let wait = channel.recv();
                async move {
                    let _ = wait.await;
                }
            }),
            spawn(&runtime, runtime.sleep(Duration::from_secs(3600))),
            spawn(&runtime, Event::new().wait()),
        ];
        for _ in 0..3 {
            yield_now().await;
        }
        for wait in &waits {
            wait.abort();
        }
        for wait in &waits {
            assert_eq!(wait.join().await, Err(JoinError::Lost));
            assert!(wait.task().is_cancelled());
        }
        assert_eq!(mutex.waiting(), 0);
        mutex.unlock();
        channel.try_send(1).unwrap();
        assert_eq!(channel.try_recv(), Ok(1), "no receiver is left that it could be lost to");
    });
}

#[test]
fn aborting_at_any_moment_loses_no_permit() {
    everywhere(|runtime| async move {
        let semaphore = Arc::new(Semaphore::new(2));
        /// Gives its permit back when it is dropped.
        struct Permit(Arc<Semaphore>);
        impl Drop for Permit {
            fn drop(&mut self) {
                self.0.release(1);
            }
        }
        let tasks: Vec<_> = (0..50)
            .map(|_| {
                let semaphore = semaphore.clone();
                spawn(&runtime, async move {
                    for _ in 0..10 {
                        semaphore.acquire(1).await.unwrap();
                        let _permit = Permit(semaphore.clone());
                        yield_now().await;
                    }
                })
            })
            .collect();
        for (number, task) in tasks.iter().enumerate() {
            yield_now().await;
            if number % 2 == 0 {
                task.abort();
            }
        }
        for task in tasks {
            let _ = task.join().await;
        }
        while semaphore.available() < 2 {
            yield_now().await;
        }
    });
}
