use std::collections::{BTreeMap, HashMap};
use std::sync::mpsc;
use std::thread;

const TEXT: &str = "the quick brown fox jumps over the lazy dog
the dog barks and the fox runs away
quick quick said the brown bear to the fox
and over and over it went";

fn map(line: &str) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for word in line.split_whitespace() {
        *counts.entry(word.to_owned()).or_insert(0) += 1;
    }
    counts
}

fn main() {
    let (tx, rx) = mpsc::channel();
    for line in TEXT.lines() {
        let tx = tx.clone();
        thread::spawn(move || tx.send(map(line)).unwrap());
    }
    drop(tx);
    let mut totals: BTreeMap<String, usize> = BTreeMap::new();
    for part in rx {
        for (word, n) in part {
            *totals.entry(word).or_default() += n;
        }
    }
    let mut ranked: Vec<(&String, &usize)> = totals.iter().collect();
    ranked.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    for (word, n) in ranked.iter().take(6) {
        println!("{word:<6}{n:>3} {}", "*".repeat(**n));
    }
    println!("{} distinct, {} in all", totals.len(), totals.values().sum::<usize>());
}
