use std::collections::HashMap;
use std::hash::Hash;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, RwLock};
use std::thread;

struct Cache<K, V> {
    slots: RwLock<HashMap<K, Arc<OnceLock<V>>>>,
    misses: AtomicUsize,
}
impl<K: Eq + Hash + Clone, V: Clone> Cache<K, V> {
    fn new() -> Self {
        Cache { slots: RwLock::new(HashMap::new()), misses: AtomicUsize::new(0) }
    }
    fn get_or_compute(&self, key: &K, f: impl FnOnce() -> V) -> V {
        let found = self.slots.read().unwrap().get(key).cloned();
        let slot = found.unwrap_or_else(|| Arc::clone(self.slots.write().unwrap().entry(key.clone()).or_default()));
        slot.get_or_init(|| {
            self.misses.fetch_add(1, Ordering::SeqCst);
            f()
        })
        .clone()
    }
}
fn slow_len(s: &str) -> usize {
    thread::yield_now();
    s.len()
}

fn main() {
    let cache: Arc<Cache<String, usize>> = Arc::new(Cache::new());
    let keys = ["one", "three", "fourteen"];
    let order = Arc::new(Mutex::new(Vec::new()));
    let threads: Vec<_> = (0..9)
        .map(|i| {
            let cache = Arc::clone(&cache);
            let order = order.clone();
            thread::spawn(move || {
                let key = keys[i % keys.len()].to_string();
                let v = cache.get_or_compute(&key, || slow_len(&key));
                order.lock().unwrap().push((key, v));
            })
        })
        .collect();
    for t in threads {
        t.join().unwrap();
    }
    let mut all = order.lock().unwrap().clone();
    all.sort();
    all.dedup();
    println!("{all:?}");
    println!("computed {} times", cache.misses.load(Ordering::SeqCst));
    println!("{}", cache.get_or_compute(&"one".to_string(), || unreachable!()));
    println!("{}", cache.slots.read().unwrap().len());
}
