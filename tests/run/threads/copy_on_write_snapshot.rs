use std::collections::BTreeMap;
use std::sync::{Arc, RwLock};
use std::thread;

#[derive(Default)]
struct Store {
    current: RwLock<Arc<BTreeMap<String, i32>>>,
}
impl Store {
    fn snapshot(&self) -> Arc<BTreeMap<String, i32>> {
        Arc::clone(&self.current.read().unwrap())
    }
    fn update(&self, f: impl FnOnce(&mut BTreeMap<String, i32>)) {
        let mut guard = self.current.write().unwrap();
        f(Arc::make_mut(&mut guard));
    }
}
fn main() {
    let store = Arc::new(Store::default());
    store.update(|m| { m.insert("a".into(), 1); });
    let before = store.snapshot();
    let writers: Vec<_> = (0..4)
        .map(|t| {
            let store = store.clone();
            thread::spawn(move || {
                for i in 0..10 {
                    store.update(|m| *m.entry(format!("k{}", i % 3)).or_insert(0) += t);
                }
                store.snapshot().len() >= 3
            })
        })
        .collect();
    println!("{}", writers.into_iter().all(|w| w.join().unwrap()));
    println!("{before:?}");
    println!("{:?}", store.snapshot());
    let s = store.snapshot();
    println!("{}", Arc::strong_count(&s));
    store.update(|m| m.clear());
    println!("{} {} {}", s.len(), store.snapshot().len(), Arc::strong_count(&s));
}
