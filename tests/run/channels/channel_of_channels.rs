use std::collections::HashMap;
use std::sync::mpsc::{self, Sender};
use std::thread;

enum Request {
    Put(String, i64),
    Get(String, Sender<Option<i64>>),
    Sum(Sender<i64>),
    Stop,
}

#[derive(Clone)]
struct Store {
    tx: Sender<Request>,
}

impl Store {
    fn start() -> (Store, thread::JoinHandle<usize>) {
        let (tx, rx) = mpsc::channel();
        let handle = thread::spawn(move || {
            let mut map = HashMap::new();
            while let Ok(request) = rx.recv() {
                match request {
                    Request::Put(k, v) => {
                        map.insert(k, v);
                    }
                    Request::Get(k, reply) => {
                        let _ = reply.send(map.get(&k).copied());
                    }
                    Request::Sum(reply) => reply.send(map.values().sum()).unwrap(),
                    Request::Stop => break,
                }
            }
            map.len()
        });
        (Store { tx }, handle)
    }
    fn put(&self, k: &str, v: i64) {
        self.tx.send(Request::Put(k.to_string(), v)).unwrap();
    }
    fn get(&self, k: &str) -> Option<i64> {
        let (tx, rx) = mpsc::channel();
        self.tx.send(Request::Get(k.into(), tx)).ok()?;
        rx.recv().ok()?
    }
    fn sum(&self) -> i64 {
        let (tx, rx) = mpsc::channel();
        self.tx.send(Request::Sum(tx)).unwrap();
        rx.recv().unwrap()
    }
}

fn main() {
    let (store, handle) = Store::start();
    let writers: Vec<_> = (0..5)
        .map(|i| {
            let store = store.clone();
            thread::spawn(move || store.put(&format!("k{i}"), i * 10))
        })
        .collect();
    for w in writers {
        w.join().unwrap();
    }
    println!("{:?} {:?}", store.get("k3"), store.get("nope"));
    println!("{}", store.sum());
    store.tx.send(Request::Stop).unwrap();
    println!("{} keys", handle.join().unwrap());
    println!("{:?}", store.get("k1"));
}
