use std::collections::HashSet;

fn sorted<T: Ord + Copy>(it: impl Iterator<Item = T>) -> Vec<T> {
    let mut v: Vec<T> = it.collect();
    v.sort();
    v
}
fn has_pair(nums: &[i32], target: i32) -> Option<(i32, i32)> {
    let mut seen = HashSet::new();
    for &n in nums {
        if seen.contains(&(target - n)) {
            return Some((target - n, n));
        }
        seen.insert(n);
    }
    None
}
fn anagrams(words: &[&str]) -> usize {
    words
        .iter()
        .map(|w| {
            let mut c: Vec<char> = w.chars().collect();
            c.sort();
            c
        })
        .collect::<HashSet<_>>()
        .len()
}

fn main() {
    let a: HashSet<i32> = (1..6).collect();
    let b = HashSet::from([4, 5, 6, 7]);
    println!("{:?}", sorted(a.union(&b)));
    println!("{:?}", sorted(a.intersection(&b)));
    println!("{:?}", sorted(a.difference(&b)));
    println!("{:?}", sorted(a.symmetric_difference(&b)));
    println!("{:?}", sorted((&a | &b).into_iter()).len());
    println!("{:?}", has_pair(&[3, 9, 14, 20], 23));
    println!("{:?}", has_pair(&[3, 9], 100));
    println!("{}", anagrams(&["listen", "silent", "enlist", "google", "elgoog", "abc"]));
    let mut s: HashSet<String> = HashSet::new();
    println!("{} {}", s.insert("x".to_string()), s.insert("x".to_string()));
    println!("{} {:?}", s.contains("x"), s.get("x"));
    println!("{:?}", s.replace("x".into()));
    println!("{} {}", s.remove("x"), s.remove("x"));
    let pts: HashSet<(i32, i32)> = [(0, 0), (1, 2), (0, 0)].into_iter().collect();
    println!("{} {}", pts.len(), pts.contains(&(1, 2)));
    let mut uniq = HashSet::new();
    let first_dup = [2, 5, 1, 2, 3, 5].iter().find(|x| !uniq.insert(**x));
    println!("{first_dup:?}");
    let mut order = HashSet::new();
    let dedup: Vec<char> = "mississippi".chars().filter(|c| order.insert(*c)).collect();
    println!("{dedup:?}");
    println!("{} {}", a == (1..6).rev().collect(), a.is_subset(&b));
    let mut r = a.clone();
    r.retain(|x| x % 2 == 1);
    println!("{:?}", sorted(r.drain()));
    println!("{:?}", a.iter().copied().max());
}
