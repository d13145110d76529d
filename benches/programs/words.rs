//! Words of a text of 1,000 lines, n times over: splitting, characters, a map of counts, a sort by count.

use std::collections::HashMap;

fn size(default: usize) -> usize {
    std::env::args().nth(1).map_or(default, |n| n.parse().expect("a number"))
}

fn main() {
    let n = size(200);
    let text: String = (0..1000).map(|i| format!("the quick w{} brown Fox w{} jumps\n", i % 97, i * 7 % 89)).collect();
    let mut counts: HashMap<String, usize> = HashMap::new();
    let (mut upper, mut vowels) = (0, 0);
    for _ in 0..n {
        for line in text.lines() {
            for word in line.split_whitespace() {
                *counts.entry(word.to_lowercase()).or_default() += 1;
            }
            upper += line.chars().filter(|c| c.is_uppercase()).count();
            for c in line.chars() {
                if matches!(c, 'a' | 'e' | 'i' | 'o' | 'u') {
                    vowels += 1;
                }
            }
        }
    }
    let mut all: Vec<(&String, &usize)> = counts.iter().collect();
    all.sort_by(|a, b| b.1.cmp(a.1).then_with(|| a.0.cmp(b.0)));
    println!("words {} {} {} {upper} {vowels}", all.len(), all[0].0, all[0].1);
}
