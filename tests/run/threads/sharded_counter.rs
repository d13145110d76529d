use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, HashMap};
use std::hash::{Hash, Hasher};
use std::sync::Mutex;
use std::thread;

struct Sharded<K, V> {
    shards: Vec<Mutex<HashMap<K, V>>>,
}
impl<K: Hash + Eq + Ord + Clone, V: Default + Clone> Sharded<K, V> {
    fn new(n: usize) -> Self {
        Sharded { shards: (0..n).map(|_| Mutex::new(HashMap::new())).collect() }
    }
    fn update(&self, key: K, f: impl FnOnce(&mut V)) {
        let mut h = DefaultHasher::new();
        key.hash(&mut h);
        let shard = &self.shards[h.finish() as usize % self.shards.len()];
        f(shard.lock().unwrap().entry(key).or_default());
    }
    fn snapshot(&self) -> BTreeMap<K, V> {
        let mut out = BTreeMap::new();
        for s in &self.shards {
            for (k, v) in s.lock().unwrap().iter() {
                out.insert(k.clone(), v.clone());
            }
        }
        out
    }
    fn len(&self) -> usize {
        self.shards.iter().map(|s| s.lock().unwrap().len()).sum()
    }
}

fn main() {
    let counts: Sharded<char, usize> = Sharded::new(4);
    let texts = ["hello world", "parallel letters", "sharded maps scale", "zebra"];
    thread::scope(|s| {
        for t in texts {
            let counts = &counts;
            s.spawn(move || {
                for c in t.chars().filter(|c| c.is_alphabetic()) {
                    counts.update(c, |n| *n += 1);
                }
            });
        }
    });
    let snap = counts.snapshot();
    println!("{:?}", snap.iter().filter(|(_, n)| **n > 3).collect::<Vec<_>>());
    println!("{} {}", counts.len(), snap.values().sum::<usize>());
    let lists: Sharded<&str, Vec<i32>> = Sharded::new(2);
    thread::scope(|s| {
        s.spawn(|| (0..3).for_each(|i| lists.update("a", |v| v.push(i))));
        s.spawn(|| (10..12).for_each(|i| lists.update("b", |v| v.push(i))));
    });
    println!("{:?}", lists.snapshot());
}
