use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound::{Excluded, Included, Unbounded};

fn main() {
    let mut m: BTreeMap<i32, &str> = (1..=9).zip(["a", "b", "c", "d", "e", "f", "g", "h", "i"]).collect();
    println!("{:?}", m.range(3..6).collect::<Vec<_>>());
    println!("{:?}", m.range(..=2).map(|(k, _)| k).collect::<Vec<_>>());
    println!("{:?}", m.range((Excluded(6), Unbounded)).next());
    println!("{:?}", m.range((Included(2), Excluded(4))).next_back());
    println!("{:?} {:?}", m.first_key_value(), m.last_key_value());
    println!("{:?} {:?} {}", m.pop_first(), m.pop_last(), m.len());
    let upper = m.split_off(&5);
    println!("{m:?} {upper:?}");
    for (_, v) in m.range_mut(3..) {
        *v = "Z";
    }
    println!("{m:?}");
    m.append(&mut upper.clone());
    println!("{:?}", m.keys().rev().collect::<Vec<_>>());
    println!("{:?}", m.iter().next_back());
    m.retain(|k, _| k % 2 == 0);
    println!("{m:?}");
    println!("{:?}", m.into_values().collect::<String>());
    let a: BTreeSet<i32> = [1, 2, 3, 5, 8].into();
    let b: BTreeSet<i32> = [2, 3, 4, 8, 9].into();
    println!("{:?}", a.union(&b).collect::<Vec<_>>());
    println!("{:?}", a.intersection(&b).collect::<Vec<_>>());
    println!("{:?}", a.difference(&b).collect::<Vec<_>>());
    println!("{:?}", a.symmetric_difference(&b).collect::<Vec<_>>());
    println!("{:?} {:?} {:?} {:?}", &a | &b, &a & &b, &a - &b, &a ^ &b);
    println!("{} {}", a.is_subset(&b), a.is_disjoint(&BTreeSet::from([100])));
    println!("{:?} {:?}", a.first(), a.range(4..).next());
    let mut s = a.clone();
    println!("{} {} {} {:?}", s.insert(1), s.insert(100), s.remove(&5), s.take(&8));
    println!("{s:?} {}", s.is_superset(&[1, 2].into()));
    let mut grades: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (n, g) in [("tom", 5), ("ann", 3), ("tom", 2)] {
        grades.entry(n.into()).or_default().push(g);
    }
    println!("{grades:?}");
    println!("{grades:#?}");
    if let Some(mut e) = grades.first_entry() {
        e.get_mut().push(99);
    }
    println!("{:?} {:?}", grades.get("ann"), grades.values().flatten().max());
}
