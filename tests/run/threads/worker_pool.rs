use std::sync::{mpsc, Arc, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send + 'static>;

struct Pool {
    workers: Vec<Option<JoinHandle<usize>>>,
    queue: Option<mpsc::Sender<Job>>,
}

impl Pool {
    fn new(size: usize) -> Pool {
        assert!(size > 0);
        let (tx, rx) = mpsc::channel::<Job>();
        let rx = Arc::new(Mutex::new(rx));
        let workers = (0..size)
            .map(|_| {
                let rx = Arc::clone(&rx);
                Some(thread::spawn(move || {
                    let mut done = 0;
                    loop {
                        let message = rx.lock().unwrap().recv();
                        match message {
                            Ok(job) => {
                                job();
                                done += 1;
                            }
                            Err(_) => break done,
                        }
                    }
                }))
            })
            .collect();
        Pool { workers, queue: Some(tx) }
    }

    fn execute<F>(&self, f: F)
    where
        F: FnOnce() + Send + 'static,
    {
        self.queue.as_ref().unwrap().send(Box::new(f)).unwrap();
    }

    fn finish(mut self) -> usize {
        drop(self.queue.take());
        self.workers.iter_mut().map(|w| w.take().unwrap().join().unwrap()).sum()
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        drop(self.queue.take());
        for worker in &mut self.workers {
            if let Some(handle) = worker.take() {
                handle.join().unwrap();
            }
        }
        println!("pool closed");
    }
}

fn main() {
    let results = Arc::new(Mutex::new(Vec::new()));
    let pool = Pool::new(4);
    for i in 0..25u64 {
        let results = Arc::clone(&results);
        pool.execute(move || results.lock().unwrap().push((i, i.pow(3))));
    }
    println!("jobs done: {}", pool.finish());
    let mut results = Arc::try_unwrap(results).unwrap().into_inner().unwrap();
    results.sort();
    println!("{:?}", &results[20..]);
    {
        let pool = Pool::new(2);
        pool.execute(|| println!("ran before the pool closed"));
    }
    println!("end");
}
