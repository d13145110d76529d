use crate::{everywhere, finish, spawn};
use ruchy_runtime::*;
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

#[test]
fn sleepers_wake_in_the_order_of_their_deadlines() {
    everywhere(|runtime| async move {
        let woken = Arc::new(Mutex::new(Vec::new()));
        let tasks: Vec<_> = [6, 2, 4]
            .map(|milliseconds| {
                let (woken, sleep) = (woken.clone(), runtime.sleep(Duration::from_millis(milliseconds)));
                let runtime = runtime.clone();
                spawn(&runtime.clone(), async move {
                    let deadline = sleep.deadline();
                    sleep.await;
                    assert!(runtime.now() >= deadline);
                    woken.lock().unwrap().push(deadline);
                })
            })
            .into();
        for task in tasks {
            task.join().await.unwrap();
        }
        assert_eq!(woken.lock().unwrap().len(), 3);
        if runtime.seed().is_some() {
            assert!(woken.lock().unwrap().is_sorted());
        }
    });
}

#[test]
fn a_virtual_year_takes_no_time_and_a_loop_that_looks_at_the_clock_ends() {
    finish(Runtime::exploring(3), |runtime| async move {
        let (before, date) = (runtime.now(), runtime.system_time());
        let year = Duration::from_secs(365 * 86_400);
        runtime.sleep(year).await;
        assert!(runtime.now() - before >= year);
        assert!(runtime.system_time().duration_since(date).unwrap() >= year);
        let deadline = runtime.now() + Duration::from_micros(100);
        while runtime.now() < deadline {
            yield_now().await;
        }
    });
}

#[test]
fn a_timeout_ends_a_wait_and_leaves_no_timer_behind() {
    everywhere(|runtime| async move {
        let channel = Channel::<u8>::new(None);
        assert_eq!(runtime.timeout(Duration::from_millis(1), channel.recv()).await, Err(Elapsed));
        channel.try_send(1).unwrap();
        let far = Duration::from_secs(3600);
        assert_eq!(runtime.timeout(far, channel.recv()).await, Ok(Ok(1)));
        assert!(runtime.now() < Time::default() + far, "the clock did not run to the cancelled timer");
    });
}

#[test]
fn ten_thousand_sleepers_wake() {
    finish(Runtime::production(Config::workers(2)), |runtime| async move {
        let tasks: Vec<_> = (0..10_000).map(|number| spawn(&runtime, runtime.sleep(Duration::from_micros(number % 5_000)))).collect();
        for task in tasks {
            task.join().await.unwrap();
        }
    });
}
