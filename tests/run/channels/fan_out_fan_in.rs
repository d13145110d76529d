use std::sync::{mpsc, Arc, Mutex};
use std::thread;

fn is_prime(n: u32) -> bool {
    n >= 2 && (2..).take_while(|d| d * d <= n).all(|d| n % d != 0)
}

fn main() {
    let (job_tx, job_rx) = mpsc::sync_channel::<u32>(4);
    let job_rx = Arc::new(Mutex::new(job_rx));
    let (out_tx, out_rx) = mpsc::channel::<(u32, bool)>();
    let workers: Vec<_> = (0..3)
        .map(|_| {
            let jobs = Arc::clone(&job_rx);
            let out = out_tx.clone();
            thread::spawn(move || {
                loop {
                    let job = { jobs.lock().unwrap().recv() };
                    let Ok(n) = job else { break };
                    out.send((n, is_prime(n))).unwrap();
                }
            })
        })
        .collect();
    drop(out_tx);
    let feeder = thread::spawn(move || (1..=60).for_each(|n| job_tx.send(n).unwrap()));
    let (mut primes, others): (Vec<_>, Vec<_>) = out_rx.iter().partition(|&(_, p)| p);
    feeder.join().unwrap();
    workers.into_iter().for_each(|w| w.join().unwrap());
    primes.sort_unstable();
    println!("{:?}", primes.iter().map(|p| p.0).collect::<Vec<_>>());
    println!("{} others", others.len());
}
