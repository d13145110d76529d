// Maps and sets that many tasks use at once.
use dashmap::mapref::entry::Entry;
use dashmap::{DashMap, DashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

struct Loud(Arc<AtomicUsize>);
impl Drop for Loud { fn drop(&mut self) { self.0.fetch_add(1, Ordering::SeqCst); } }

fn main() {
    let map: Arc<DashMap<String, i32>> = Arc::new(DashMap::new());
    let tasks: Vec<_> = (0..8).map(|t| { let map = Arc::clone(&map); thread::spawn(move || for i in 0..50 { *map.entry(format!("k{}", i % 10)).or_insert(0) += t; }) }).collect();
    for t in tasks { t.join().unwrap(); }
    let mut all: Vec<(String, i32)> = map.iter().map(|e| (e.key().clone(), *e.value())).collect();
    all.sort();
    println!("{:?}", all);
    println!("{:?} {:?}", map.insert("new".to_string(), 1), map.insert("new".to_string(), 2));
    println!("{} {}", map.len(), map.contains_key("new"));
    if let Some(mut v) = map.get_mut("new") { *v += 40; }
    println!("{}", *map.get("new").unwrap());
    println!("{:?}", map.get("none").is_none());
    map.alter("new", |_, v| v * 2);
    println!("{:?}", map.remove("new"));
    map.retain(|k, _| k == "k1" || k == "k2");
    println!("{}", map.len());
    for mut e in map.iter_mut() { *e.value_mut() = 7; }
    println!("{}", map.iter().map(|e| *e).sum::<i32>());
    let words: DashMap<&str, Vec<i32>> = DashMap::new();
    words.entry("a").or_insert_with(Vec::new).push(1);
    words.entry("a").or_default().push(2);
    words.entry("b").and_modify(|v| v.push(9)).or_insert_with(|| vec![3]);
    println!("{:?} {:?}", *words.get("a").unwrap(), words.get("b").unwrap().value());
    match words.entry("a") { Entry::Occupied(e) => println!("occupied {} {:?}", e.key(), e.get()), Entry::Vacant(_) => println!("vacant") }
    match words.entry("z") { Entry::Occupied(_) => println!("occupied"), Entry::Vacant(e) => { e.insert(vec![]); } }
    println!("{:?}", words.remove_if("z", |_, v| v.is_empty()));
    // Reading while holding what was read.
    for e in words.iter() { words.insert("c", vec![e.value().len() as i32]); }
    println!("{}", words.len());
    let drops = Arc::new(AtomicUsize::new(0));
    let loud = DashMap::new();
    loud.insert(1, Loud(drops.clone()));
    loud.insert(1, Loud(drops.clone()));
    println!("{}", drops.load(Ordering::SeqCst));
    { let _held = loud.get(&1); }
    drop(loud);
    println!("{}", drops.load(Ordering::SeqCst));
    let set = DashSet::new();
    println!("{} {} {}", set.insert(1), set.insert(1), set.contains(&1));
    let m: DashMap<i32, i32> = (0..5).map(|x| (x, x * x)).collect();
    let mut v: Vec<(i32, i32)> = m.into_iter().collect();
    v.sort();
    println!("{:?}", v);
}
