use std::collections::BTreeMap;
use std::sync::{Arc, RwLock};
use std::thread;

fn main() {
    let config = Arc::new(RwLock::new(BTreeMap::from([("threads", 2), ("retries", 3)])));
    {
        let a = config.read().unwrap();
        let b = config.read().unwrap();
        println!("{} {}", a["threads"], b.len());
        println!("{}", config.try_write().is_err());
        println!("{}", config.try_read().is_ok());
    }
    config.write().unwrap().insert("limit", 10);
    let writers: Vec<_> = (0..4)
        .map(|_| {
            let config = Arc::clone(&config);
            thread::spawn(move || {
                for _ in 0..50 {
                    *config.write().unwrap().get_mut("limit").unwrap() += 1;
                }
            })
        })
        .collect();
    let readers: Vec<_> = (0..4)
        .map(|_| {
            let config = config.clone();
            thread::spawn(move || {
                let mut last = 0;
                for _ in 0..50 {
                    let now = config.read().unwrap()["limit"];
                    assert!(now >= last);
                    last = now;
                }
            })
        })
        .collect();
    for t in writers.into_iter().chain(readers) {
        t.join().unwrap();
    }
    println!("{:?}", config.read().unwrap());
    println!("{:?}", RwLock::new(7));
    let c2 = Arc::clone(&config);
    let _ = thread::spawn(move || {
        let _w = c2.write().unwrap();
        panic!("writer died");
    })
    .join();
    println!("{} {}", config.is_poisoned(), config.read().is_err());
    let inner = Arc::into_inner(config).unwrap().into_inner();
    println!("{}", inner.unwrap_err().into_inner().len());
}
