use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

#[derive(Debug)]
struct Job {
    id: u32,
    attempts: u32,
}
#[derive(Default)]
struct Shared {
    queue: VecDeque<Job>,
    running: usize,
    done: Vec<(u32, u32)>,
    failed: Vec<u32>,
}
fn work(j: &Job) -> Result<(), ()> {
    // Multiples of four never succeed, odd ones at once, the others at the second attempt.
    match j.id {
        n if n % 4 == 0 => Err(()),
        n if n % 2 == 1 || j.attempts >= 2 => Ok(()),
        _ => Err(()),
    }
}
fn main() {
    let shared = Arc::new((Mutex::new(Shared::default()), Condvar::new()));
    shared.0.lock().unwrap().queue.extend((1..=10).map(|id| Job { id, attempts: 0 }));
    let workers: Vec<_> = (0..3)
        .map(|_| {
            let shared = shared.clone();
            thread::spawn(move || {
                let (lock, cv) = &*shared;
                loop {
                    let mut s = lock.lock().unwrap();
                    let mut job = loop {
                        if let Some(j) = s.queue.pop_front() {
                            break j;
                        }
                        if s.running == 0 {
                            cv.notify_all();
                            return;
                        }
                        s = cv.wait(s).unwrap();
                    };
                    s.running += 1;
                    drop(s);
                    job.attempts += 1;
                    let result = work(&job);
                    let mut s = lock.lock().unwrap();
                    s.running -= 1;
                    match result {
                        Ok(()) => s.done.push((job.id, job.attempts)),
                        Err(()) if job.attempts < 3 => s.queue.push_back(job),
                        Err(()) => s.failed.push(job.id),
                    }
                    cv.notify_all();
                }
            })
        })
        .collect();
    workers.into_iter().for_each(|w| w.join().unwrap());
    let mut s = shared.0.lock().unwrap();
    s.done.sort();
    s.failed.sort();
    println!("{:?}\n{:?}", s.done, s.failed);
}
