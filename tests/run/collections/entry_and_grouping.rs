use std::collections::{BTreeMap, HashMap, HashSet};
fn main() {
    let pets = [("ann", "cat", 3), ("bob", "dog", 5), ("ann", "dog", 1), ("cy", "cat", 9)];
    let mut by_owner: BTreeMap<&str, Vec<(&str, u32)>> = BTreeMap::new();
    for (o, k, n) in pets { by_owner.entry(o).or_default().push((k, n)); }
    println!("{by_owner:?}");
    let oldest = pets.iter().fold(HashMap::new(), |mut m: HashMap<&str, &(&str, &str, u32)>, p| {
        m.entry(p.1).and_modify(|old| if p.2 > old.2 { *old = p }).or_insert(p);
        m
    });
    println!("{} {}", oldest["cat"].0, oldest["dog"].0);
    let mut graph: HashMap<u32, HashSet<u32>> = HashMap::new();
    for (a, b) in [(1, 2), (2, 3), (1, 3), (1, 2)] {
        graph.entry(a).or_default().insert(b);
        graph.entry(b).or_insert_with(HashSet::new).insert(a);
    }
    let mut degrees: Vec<_> = graph.iter().map(|(n, e)| (*n, e.len())).collect();
    degrees.sort_unstable();
    println!("{degrees:?}");
    let mut hist = [0usize; 5];
    for w in "a bb cc dddd e ff".split(' ') { hist[w.len()] += 1; }
    println!("{hist:?}");
    let mut m: BTreeMap<String, i32> = BTreeMap::new();
    *m.entry("x".into()).or_insert(10) -= 3;
    if let Some(v) = m.get_mut("x") { *v *= *v; }
    let old = m.insert("x".to_string(), 0);
    println!("{old:?} {m:?}");
    let first = m.entry("y".to_string()).or_insert_with(|| 5);
    *first += 1;
    println!("{:?}", m.first_key_value());
    println!("{:?}", m.remove("y"));
    let inverted: BTreeMap<usize, BTreeMap<char, Vec<&str>>> = ["apple", "angle", "bat", "ball"].iter().fold(BTreeMap::new(), |mut m, w| {
        m.entry(w.len()).or_insert_with(BTreeMap::new).entry(w.chars().next().unwrap()).or_insert_with(Vec::new).push(*w);
        m
    });
    println!("{inverted:?}");
    let (evens, odds): (BTreeMap<i32, char>, BTreeMap<i32, char>) = (1..5).zip('a'..).partition(|(k, _)| k % 2 == 0);
    println!("{evens:?} {odds:?}");
}
