use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{mpsc, Arc};
use std::thread;
use std::time::Duration;

#[derive(Clone, Default)]
struct Token(Arc<AtomicBool>);
impl Token {
    fn cancel(&self) {
        self.0.store(true, Ordering::SeqCst);
    }
    fn check(&self) -> Result<(), Cancelled> {
        if self.0.load(Ordering::SeqCst) { Err(Cancelled) } else { Ok(()) }
    }
}
#[derive(Debug, PartialEq)]
struct Cancelled;

fn search(token: &Token, progress: &AtomicU64) -> Result<u64, Cancelled> {
    for n in 1.. {
        token.check()?;
        progress.store(n, Ordering::Relaxed);
        if n % 64 == 0 {
            thread::yield_now();
        }
    }
    unreachable!()
}

fn main() {
    let token = Token::default();
    let progress = Arc::new(AtomicU64::new(0));
    let workers: Vec<_> = (0..3)
        .map(|_| {
            let (token, progress) = (token.clone(), Arc::clone(&progress));
            thread::spawn(move || search(&token, &progress))
        })
        .collect();
    while progress.load(Ordering::Relaxed) < 100 {
        thread::sleep(Duration::from_millis(1));
    }
    token.cancel();
    let results: Vec<_> = workers.into_iter().map(|w| w.join().unwrap()).collect();
    println!("{results:?}");

    // A worker that sleeps on a channel is stopped by dropping its sender.
    let (stop, stopped) = mpsc::channel::<()>();
    let seen = Arc::new(AtomicU64::new(0));
    let told = Arc::clone(&seen);
    let ticker = thread::spawn(move || {
        let mut ticks = 0;
        loop {
            match stopped.recv_timeout(Duration::from_millis(2)) {
                Err(mpsc::RecvTimeoutError::Timeout) => {
                    ticks += 1;
                    told.store(ticks, Ordering::SeqCst);
                }
                Err(mpsc::RecvTimeoutError::Disconnected) => return ticks,
                Ok(()) => unreachable!(),
            }
        }
    });
    while seen.load(Ordering::SeqCst) < 2 {
        thread::sleep(Duration::from_millis(1));
    }
    drop(stop);
    println!("ticked: {}", ticker.join().unwrap() > 0);
}
