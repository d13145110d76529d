use std::collections::BTreeMap;

#[derive(Default, Debug)]
struct Trie {
    kids: BTreeMap<char, Trie>,
    count: usize,
}
impl Trie {
    fn insert(&mut self, word: &str) {
        let mut node = self;
        for c in word.chars() {
            node = node.kids.entry(c).or_default();
        }
        node.count += 1;
    }
    fn insert_recursive(&mut self, mut chars: std::str::Chars) {
        match chars.next() {
            Some(c) => self.kids.entry(c).or_default().insert_recursive(chars),
            None => self.count += 1,
        }
    }
    fn node(&self, prefix: &str) -> Option<&Trie> {
        prefix.chars().try_fold(self, |n, c| n.kids.get(&c))
    }
    fn complete(&self, prefix: &str) -> Vec<(String, usize)> {
        let mut out = vec![];
        if let Some(n) = self.node(prefix) {
            n.collect(&mut prefix.to_string(), &mut out);
        }
        out.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        out
    }
    fn collect(&self, path: &mut String, out: &mut Vec<(String, usize)>) {
        if self.count > 0 {
            out.push((path.clone(), self.count));
        }
        for (c, kid) in &self.kids {
            path.push(*c);
            kid.collect(path, out);
            path.pop();
        }
    }
    fn remove(&mut self, word: &str) -> bool {
        let mut chars = word.chars();
        let Some(c) = chars.next() else {
            return std::mem::take(&mut self.count) > 0;
        };
        let Some(kid) = self.kids.get_mut(&c) else { return false };
        let removed = kid.remove(chars.as_str());
        if kid.count == 0 && kid.kids.is_empty() {
            self.kids.remove(&c);
        }
        removed
    }
    fn size(&self) -> usize {
        1 + self.kids.values().map(Trie::size).sum::<usize>()
    }
    fn longest(&self) -> String {
        self.kids.iter().map(|(c, k)| format!("{c}{}", k.longest())).max_by_key(|s| s.chars().count()).unwrap_or_default()
    }
}
fn main() {
    let mut t = Trie::default();
    for w in "tea ten to inn in i tea tee über übel ten tea".split(' ') {
        t.insert(w);
    }
    t.insert_recursive("tent".chars());
    println!("{:?}", t.complete("te"));
    println!("{:?} {:?}", t.complete("ü"), t.complete("x"));
    println!("{} {}", t.size(), t.longest());
    println!("{} {} {}", t.remove("tent"), t.remove("tent"), t.remove("zzz"));
    println!("{} {}", t.remove("in"), t.node("inn").is_some());
    println!("{:?} {}", t.complete(""), t.size());
}
