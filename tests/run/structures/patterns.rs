// Limits, retries, breakers, caches, latches.
use patterns::{BreakerError, BreakerState, Cache, CircuitBreaker, Latch, RateLimiter, Retry, TokenBucket};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

fn main() {
    let bucket = TokenBucket::new(2.0, 0.001);
    println!("{} {}", bucket.try_acquire(2.0), bucket.try_acquire(2.0));
    let bucket = TokenBucket::new(2.0, 100.0);
    let start = Instant::now();
    bucket.acquire(2.0);
    bucket.acquire(2.0);
    println!("{}", start.elapsed() >= Duration::from_millis(15));
    let limiter = RateLimiter::new(1000);
    println!("{}", (0..2000).filter(|_| limiter.try_acquire()).count() >= 1000);
    let mut tries = 0;
    let result: Result<i32, String> = Retry::new(3, Duration::from_millis(1)).run(|| { tries += 1; if tries < 3 { Err(format!("try {tries}")) } else { Ok(tries) } });
    println!("{:?}", result);
    let result: Result<i32, &str> = patterns::retry(2, || Err("always"));
    println!("{:?}", result);
    let breaker = CircuitBreaker::new(2, Duration::from_secs(3600));
    for _ in 0..3 { let r: Result<i32, BreakerError<&str>> = breaker.call(|| Err("down")); println!("{:?} {:?}", r, breaker.state()); }
    let breaker = CircuitBreaker::new(1, Duration::from_millis(2));
    println!("{}", breaker.call(|| Err::<i32, &str>("down")).is_err());
    while breaker.state() == BreakerState::Open { thread::sleep(Duration::from_millis(1)); }
    println!("{:?}", breaker.state() == BreakerState::HalfOpen);
    println!("{:?} {:?}", breaker.call(|| Ok::<i32, &str>(1)), breaker.state());
    let cache: Cache<&str, usize> = Cache::new(Duration::from_secs(3600));
    let made = Arc::new(AtomicUsize::new(0));
    let tasks: Vec<_> = (0..8).map(|_| { let cache = cache.clone(); let made = made.clone(); thread::spawn(move || cache.get_or_insert_with("k", || { thread::sleep(Duration::from_millis(5)); made.fetch_add(1, Ordering::SeqCst) + 1 })) }).collect();
    println!("{:?}", tasks.into_iter().map(|t| t.join().unwrap()).collect::<Vec<_>>());
    println!("{:?} {}", cache.get(&"k"), cache.get_or_insert_with("k", || 9));
    let brief: Cache<&str, usize> = Cache::new(Duration::from_millis(1));
    brief.get_or_insert_with("k", || 1);
    thread::sleep(Duration::from_millis(3));
    println!("{:?} {}", brief.get(&"k"), brief.get_or_insert_with("k", || 9));
    let latch = Latch::new(3);
    for _ in 0..3 { let latch = latch.clone(); thread::spawn(move || latch.count_down()); }
    latch.wait();
    println!("{}", latch.count());
}
