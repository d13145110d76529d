use std::sync::{Arc, Barrier, Mutex};
use std::thread;

fn main() {
    let n = 4;
    let barrier = Arc::new(Barrier::new(n));
    let log = Arc::new(Mutex::new(Vec::new()));
    let handles: Vec<_> = (0..n)
        .map(|i| {
            let barrier = Arc::clone(&barrier);
            let log = Arc::clone(&log);
            thread::spawn(move || {
                let mut led = 0;
                for phase in 0..3 {
                    log.lock().unwrap().push((phase, i));
                    if barrier.wait().is_leader() {
                        led += 1;
                    }
                    barrier.wait();
                }
                led
            })
        })
        .collect();
    let leaders: i32 = handles.into_iter().map(|h| h.join().unwrap()).sum();
    println!("one leader in each of the phases: {leaders}");
    let log = log.lock().unwrap();
    println!("{}", log.windows(2).all(|w| w[0].0 <= w[1].0));
    for phase in 0..3 {
        let mut ids: Vec<_> = log.iter().filter(|e| e.0 == phase).map(|e| e.1).collect();
        ids.sort();
        println!("{phase}: {ids:?}");
    }
    println!("{}", Barrier::new(1).wait().is_leader());
}
