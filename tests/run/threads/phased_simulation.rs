use std::sync::{Barrier, Mutex, RwLock};
use std::thread;

#[derive(Clone, Copy, Debug, PartialEq)]
struct Body {
    x: i64,
    v: i64,
}
fn force(bodies: &[Body], i: usize) -> i64 {
    bodies.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, b)| (b.x - bodies[i].x).signum()).sum()
}
fn sequential(mut b: Vec<Body>, steps: usize) -> Vec<Body> {
    for _ in 0..steps {
        let f: Vec<i64> = (0..b.len()).map(|i| force(&b, i)).collect();
        for (body, f) in b.iter_mut().zip(f) {
            body.v += f;
            body.x += body.v;
        }
    }
    b
}
fn parallel(start: &[Body], steps: usize, workers: usize) -> Vec<Body> {
    let current = RwLock::new(start.to_vec());
    let next = Mutex::new(start.to_vec());
    let barrier = Barrier::new(workers);
    thread::scope(|s| {
        for w in 0..workers {
            let (current, next, barrier) = (&current, &next, &barrier);
            s.spawn(move || {
                for _ in 0..steps {
                    {
                        let now = current.read().unwrap();
                        for i in (w..now.len()).step_by(workers) {
                            let mut b = now[i];
                            b.v += force(&now, i);
                            b.x += b.v;
                            next.lock().unwrap()[i] = b;
                        }
                    }
                    if barrier.wait().is_leader() {
                        current.write().unwrap().clone_from(&next.lock().unwrap());
                    }
                    barrier.wait();
                }
            });
        }
    });
    current.into_inner().unwrap()
}
fn main() {
    let start: Vec<Body> = [0, 10, 25, -40, 7].map(|x| Body { x, v: 0 }).to_vec();
    let a = sequential(start.clone(), 12);
    println!("{:?}", a.iter().map(|b| b.x).collect::<Vec<_>>());
    println!("{} {} {}", parallel(&start, 12, 1) == a, parallel(&start, 12, 3) == a, parallel(&start, 12, 5) == a);
}
