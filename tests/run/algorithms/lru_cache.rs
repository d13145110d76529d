use std::collections::HashMap;
use std::fmt::Debug;
use std::hash::Hash;

struct Entry<K, V> {
    key: K,
    value: V,
    prev: Option<usize>,
    next: Option<usize>,
}
struct Lru<K, V> {
    map: HashMap<K, usize>,
    entries: Vec<Entry<K, V>>,
    head: Option<usize>,
    tail: Option<usize>,
    capacity: usize,
    hits: u32,
    misses: u32,
}
impl<K: Hash + Eq + Clone + Debug, V> Lru<K, V> {
    fn new(capacity: usize) -> Self {
        Lru { map: HashMap::with_capacity(capacity), entries: Vec::with_capacity(capacity), head: None, tail: None, capacity, hits: 0, misses: 0 }
    }
    fn detach(&mut self, i: usize) {
        let (prev, next) = (self.entries[i].prev, self.entries[i].next);
        match prev {
            Some(p) => self.entries[p].next = next,
            None => self.head = next,
        }
        match next {
            Some(n) => self.entries[n].prev = prev,
            None => self.tail = prev,
        }
    }
    fn attach_front(&mut self, i: usize) {
        let old = self.head.replace(i);
        let e = &mut self.entries[i];
        e.prev = None;
        e.next = old;
        match old {
            Some(o) => self.entries[o].prev = Some(i),
            None => self.tail = Some(i),
        }
    }
    fn get(&mut self, key: &K) -> Option<&mut V> {
        let Some(&i) = self.map.get(key) else {
            self.misses += 1;
            return None;
        };
        self.hits += 1;
        self.detach(i);
        self.attach_front(i);
        Some(&mut self.entries[i].value)
    }
    fn put(&mut self, key: K, value: V) -> Option<(K, V)> {
        if let Some(v) = self.get(&key) {
            return Some((key, std::mem::replace(v, value)));
        }
        if self.entries.len() < self.capacity {
            let i = self.entries.len();
            self.entries.push(Entry { key: key.clone(), value, prev: None, next: None });
            self.map.insert(key, i);
            self.attach_front(i);
            return None;
        }
        let i = self.tail?;
        self.detach(i);
        let old = std::mem::replace(&mut self.entries[i], Entry { key: key.clone(), value, prev: None, next: None });
        self.map.remove(&old.key);
        self.map.insert(key, i);
        self.attach_front(i);
        Some((old.key, old.value))
    }
    fn keys(&self) -> Vec<&K> {
        let mut out = vec![];
        let mut at = self.head;
        while let Some(i) = at {
            out.push(&self.entries[i].key);
            at = self.entries[i].next;
        }
        out
    }
}
fn main() {
    let mut c = Lru::new(3);
    for (k, v) in [("a", 1), ("b", 2), ("c", 3)] {
        println!("{:?}", c.put(k.to_string(), v));
    }
    println!("{:?}", c.get(&"a".to_string()));
    println!("{:?}", c.keys());
    println!("{:?}", c.put("d".into(), 4));
    println!("{:?}", c.keys());
    if let Some(v) = c.get(&"c".into()) {
        *v += 100;
    }
    println!("{:?}", c.put("c".into(), 0));
    println!("{:?}", c.get(&"b".to_string()));
    println!("{:?}", c.put("e".into(), 5));
    println!("{:?} hits {} misses {}", c.keys(), c.hits, c.misses);
}
