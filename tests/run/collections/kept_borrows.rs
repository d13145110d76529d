//! Borrows that collections keep, and parts of values with destructors, as rustc takes them.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
struct D {
    s: String,
    n: i32,
}
impl Drop for D {
    fn drop(&mut self) {
        println!("drop {}", self.s)
    }
}
struct Lex<'a> {
    src: &'a str,
    toks: Vec<&'a str>,
}
impl<'a> Lex<'a> {
    fn add(&mut self, t: &'a str) {
        self.toks.push(t);
    }
    fn run(&mut self) {
        for w in self.src.split(' ') {
            self.add(w);
        }
    }
}
fn main() {
    let mut d = D { s: "x".into(), n: 1 };
    let n = d.n;
    let s = std::mem::take(&mut d.s);
    println!("{n} {s}");
    d.s.push('y');
    let r = &d.s;
    println!("{r}");
    let text = String::from("a b a c");
    let mut seen: HashSet<&str> = HashSet::new();
    let mut dup = vec![];
    for w in text.split(' ') {
        if !seen.insert(w) {
            dup.push(w);
        }
    }
    println!("{:?} {}", dup, seen.len());
    let mut m: HashMap<&str, Vec<&str>> = HashMap::new();
    m.insert("k", vec![]);
    m.get_mut("k").unwrap().push(&text);
    m.entry("z").or_default().push("q");
    println!("{}", m.len());
    let mut lx = Lex { src: &text, toks: vec![] };
    lx.run();
    let extra = String::from("e");
    lx.add(&extra);
    println!("{:?}", lx.toks);
    let mut q = VecDeque::new();
    let a = 1;
    let b = 2;
    q.push_back(&a);
    q.push_back(&b);
    q.push_front(&a);
    println!("{q:?}");
    let mut x = 5;
    {
        let mut v = vec![];
        v.push(&x);
        println!("{v:?}");
    }
    x += 1;
    println!("{x}");
    let mut y = 5;
    let mut v = Vec::new();
    v.push(&mut y);
    *v[0] += 1;
    println!("{y}");
    let mut p = 1;
    let mut q2 = 2;
    let mut refs: Vec<&mut i32> = Vec::new();
    refs.push(&mut p);
    refs.push(&mut q2);
    for r in refs.iter_mut() {
        **r += 10;
    }
    println!("{p} {q2}");
    let words = vec!["a".to_string(), "b".to_string()];
    let mut by: BTreeMap<usize, Vec<&String>> = BTreeMap::new();
    for w in &words {
        by.entry(w.len()).or_default().push(w);
    }
    println!("{by:?}");
    let mut best: Option<&String> = None;
    for w in &words {
        if best.is_none_or(|b| w > b) {
            best.replace(w);
        }
    }
    println!("{best:?}");
    let mut cur = String::new();
    let mut out: Vec<String> = vec![];
    for c in text.chars() {
        if c == ' ' {
            out.push(cur.clone());
            cur.clear();
        } else {
            cur.push(c);
        }
    }
    out.push(cur);
    println!("{out:?}");
    let mut ptrs = vec![];
    for i in 0..2 {
        let t = words[i].as_str();
        ptrs.push(t);
    }
    println!("{ptrs:?}");
    let mut st: Vec<(&str, i32)> = vec![];
    st.push((&text, 1));
    let t2 = text.clone();
    st.push((&t2[..1], 2));
    println!("{}", st.len());
}
