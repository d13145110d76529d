use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

fn main() {
    let d = Duration::from_millis(2_500) + Duration::from_secs(60) * 2;
    println!("{:?} {} {} {}", d, d.as_secs(), d.subsec_millis(), d.as_millis());
    println!("{:?} {:?}", d / 4, d.checked_sub(Duration::from_secs(1000)));
    println!("{:?} {:?}", d.saturating_sub(Duration::from_secs(1000)), Duration::from_secs_f64(0.25));
    println!("{} {:?}", d.as_secs_f64(), Duration::new(1, 5_000));
    println!("{:?} {:?}", Duration::from_nanos(1_234), Duration::ZERO.is_zero());
    println!("{}", Duration::from_secs(1) < Duration::from_millis(1001));
    println!("{:.1?} {:?}", Duration::from_micros(1250), Duration::MAX > d);
    let start = Instant::now();
    thread::sleep(Duration::from_millis(12));
    let took = start.elapsed();
    println!("{} {}", took >= Duration::from_millis(12), took < Duration::from_secs(10));
    let later = start + Duration::from_secs(3600);
    println!("{} {:?}", later > Instant::now(), start.checked_duration_since(later));
    println!("{:?}", later.duration_since(start));
    println!("{:?}", start.saturating_duration_since(later));
    println!("{}", SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs() > 1_600_000_000);
    println!("{}", [1, 2, 3].iter().map(|s| Duration::from_secs(*s)).sum::<Duration>().as_secs());
    println!("{}", thread::available_parallelism().is_ok_and(|n| n.get() >= 1));
}
