use std::collections::HashMap;

fn main() {
    let text = "it was the best of times it was the worst of times";
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for w in text.split_whitespace() {
        *counts.entry(w).or_insert(0) += 1;
    }
    let mut sorted: Vec<_> = counts.iter().collect();
    sorted.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    println!("{sorted:?}");
    println!("{:?} {:?}", counts.get("best"), counts.get("none"));
    println!("{:?} {:?}", counts.insert("best", 9), counts.insert("new", 1));
    println!("{:?} {:?} {}", counts.remove("was"), counts.remove("was"), counts.contains_key("it"));
    if let Some(n) = counts.get_mut("it") {
        *n *= 50;
    }
    println!("{} {}", counts["it"], counts.len());
    counts.retain(|k, v| k.len() > 2 && *v > 0);
    let mut keys: Vec<&str> = counts.keys().copied().collect();
    keys.sort_unstable();
    println!("{keys:?}");
    println!("{}", counts.values().sum::<u32>());
    for v in counts.values_mut() {
        *v += 1;
    }
    for (_, v) in counts.iter_mut() {
        *v *= 2;
    }
    for (_, v) in &mut counts {
        *v -= 1;
    }
    println!("{}", counts.values().copied().max().unwrap());
    counts.entry("best").and_modify(|v| *v = 0).or_insert(1);
    counts.entry("zzz").and_modify(|v| *v = 0).or_insert(77);
    println!("{} {}", counts["best"], counts["zzz"]);
    println!("{:?}", counts.get_key_value("zzz"));
    println!("{:?}", counts.remove_entry("zzz"));
    let len = counts.entry("k").or_insert_with_key(|k| k.len() as u32);
    *len += 5;
    println!("{}", counts["k"]);
    let inverted: HashMap<u32, Vec<&str>> = counts.iter().fold(HashMap::new(), |mut m, (k, v)| {
        m.entry(*v).or_insert_with(Vec::new).push(*k);
        m
    });
    println!("{}", inverted.values().map(Vec::len).sum::<usize>() == counts.len());
    let mut nested: HashMap<String, HashMap<String, i32>> = HashMap::new();
    for (a, b, n) in [("x", "y", 1), ("x", "z", 2), ("w", "y", 3), ("x", "y", 10)] {
        *nested.entry(a.to_string()).or_default().entry(b.to_string()).or_default() += n;
    }
    println!("{} {}", nested["x"]["y"], nested["x"].len());
    let mut drained: Vec<(String, HashMap<String, i32>)> = nested.drain().collect();
    drained.sort_by(|a, b| a.0.cmp(&b.0));
    println!("{:?} {}", drained[0], nested.is_empty());
    let a = HashMap::from([(1, "a"), (2, "b")]);
    let b: HashMap<_, _> = vec![(2, "b"), (1, "a")].into_iter().collect();
    println!("{}", a == b);
    println!("{:?}", HashMap::from([("only", vec![Some(1)])]));
    println!("{:#?}", HashMap::from([("only", (1, 2))]));
    println!("{:?}", HashMap::<i32, i32>::new());
}
