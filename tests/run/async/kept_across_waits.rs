//! Futures that are sent to other threads: guards and counts that end before a wait are no obstacle.

use std::cell::RefCell;
use std::collections::HashMap;
use std::future::Future;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::sync::{Arc, Mutex, RwLock};
use std::task::{Context, Poll, Wake, Waker};

struct Nothing;

impl Wake for Nothing {
    fn wake(self: Arc<Self>) {}
}

struct Pause(bool);

impl Future for Pause {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if std::mem::replace(&mut self.0, true) {
            return Poll::Ready(());
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

fn pause() -> Pause {
    Pause(false)
}

fn drive<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Nothing));
    let mut cx = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut cx) {
            return value;
        }
    }
}

fn elsewhere<F>(future: F) -> F::Output
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    std::thread::spawn(move || drive(future)).join().unwrap()
}

async fn double(n: i32) -> i32 {
    pause().await;
    n * 2
}

struct Cache {
    map: Mutex<HashMap<i32, i32>>,
    log: RwLock<Vec<String>>,
}

impl Cache {
    async fn load(&self, key: i32) -> i32 {
        if let Some(value) = self.map.lock().unwrap().get(&key).copied() {
            return value;
        }
        let value = double(key).await;
        self.map.lock().unwrap().insert(key, value);
        let count = {
            let guard = self.map.lock().unwrap();
            guard.len()
        };
        let line = format!("{key}={}", double(count as i32).await);
        self.log.write().unwrap().push(line);
        while self.log.read().unwrap().len() > 5 {
            pause().await;
        }
        let lines = {
            let log = self.log.read().unwrap();
            log.len()
        };
        pause().await;
        for i in 0..lines {
            let sum = self.map.lock().unwrap().len() + i;
            double(sum as i32).await;
        }
        match self.map.lock().unwrap().get(&key) {
            Some(value) => *value,
            None => 0,
        }
    }
}

fn main() {
    let cache = Arc::new(Cache { map: Mutex::default(), log: RwLock::default() });
    for key in [1, 2, 1] {
        let cache = cache.clone();
        println!("{}", elsewhere(async move { cache.load(key).await }));
    }
    println!("{:?}", cache.log.read().unwrap());
    let shared = Arc::new(Mutex::new(1));
    let given = shared.clone();
    let value = elsewhere(async move {
        let first = { *given.lock().unwrap() };
        pause().await;
        if let Ok(mut guard) = given.lock() {
            *guard += first;
        }
        pause().await;
        {
            let count = Rc::new(RefCell::new(1));
            *count.borrow_mut() += 1;
        }
        pause().await;
        let guard = given.lock().unwrap();
        drop(guard);
        pause().await;
        let guard = given.lock().unwrap();
        *guard
    });
    println!("{value}");
    // What stays on its thread may keep what it likes.
    let kept = drive(async {
        let count = Rc::new(5);
        let guard = shared.lock().unwrap();
        pause().await;
        *count + *guard
    });
    println!("{kept}");
}
