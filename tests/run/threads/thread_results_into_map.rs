use std::collections::BTreeMap;
use std::thread::{self, JoinHandle};
fn main() {
    let jobs: BTreeMap<&str, JoinHandle<Result<u64, String>>> = [("ok", 5u64), ("big", 30), ("zero", 0)]
        .into_iter()
        .map(|(name, n)| (name, thread::spawn(move || (1..=n).try_fold(1u64, |a, x| a.checked_mul(x)).filter(|_| n > 0).ok_or_else(|| format!("{n} fails")))))
        .collect();
    let done: BTreeMap<&str, Result<u64, String>> = jobs.into_iter().map(|(k, h)| (k, h.join().unwrap())).collect();
    println!("{done:?}");
    let (good, bad): (Vec<_>, Vec<_>) = done.into_iter().partition(|(_, r)| r.is_ok());
    println!("{} {:?}", good.len(), bad.iter().map(|b| b.0).collect::<Vec<_>>());
    let mut optional: Option<JoinHandle<i32>> = Some(thread::spawn(|| 8));
    if let Some(h) = optional.take() { println!("{}", h.join().unwrap()); }
    println!("{}", optional.is_none());
    let nested: Vec<Vec<JoinHandle<usize>>> = (0..3).map(|i| (0..i).map(|j| thread::spawn(move || i * j)).collect()).collect();
    println!("{:?}", nested.into_iter().map(|v| v.into_iter().map(|h| h.join().unwrap()).collect::<Vec<_>>()).collect::<Vec<_>>());
}
