use std::sync::{Arc, Barrier, Mutex};
use std::thread;
fn main() {
    let n = 8usize;
    let values: Arc<Vec<Mutex<u64>>> = Arc::new((1..=n as u64).map(|v| Mutex::new(v * v)).collect());
    let barrier = Arc::new(Barrier::new(n));
    let hs: Vec<_> = (0..n)
        .map(|id| {
            let (values, barrier) = (values.clone(), barrier.clone());
            thread::spawn(move || {
                let mut stride = 1;
                let mut additions = 0;
                while stride < n {
                    if id % (stride * 2) == 0 {
                        let other = *values[id + stride].lock().unwrap();
                        *values[id].lock().unwrap() += other;
                        additions += 1;
                    }
                    barrier.wait();
                    stride *= 2;
                }
                additions
            })
        })
        .collect();
    let additions: Vec<i32> = hs.into_iter().map(|h| h.join().unwrap()).collect();
    println!("{} {additions:?}", values[0].lock().unwrap());
    println!("{:?}", values.iter().map(|v| *v.lock().unwrap()).collect::<Vec<_>>());
}
