// What was borrowed may be changed again when the borrow is used no more.
use std::collections::HashMap;
use std::cell::RefCell;

struct Parser<'a> {
    text: &'a str,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str) -> Self {
        Parser { text }
    }
    fn word(&self) -> &'a str {
        self.text.split(' ').next().unwrap_or("")
    }
    fn advance(&mut self, n: usize) -> &'a str {
        let (head, tail) = self.text.split_at(n);
        self.text = tail;
        head
    }
}

struct Node { next: Option<Box<Node>>, n: i32 }

fn last(list: &mut Node) -> &mut Node {
    let mut cur = list;
    while cur.next.is_some() {
        cur = cur.next.as_mut().unwrap();
    }
    cur
}

fn count<'a>(words: &mut HashMap<&'a str, usize>, text: &'a str) {
    for w in text.split(' ') {
        *words.entry(w).or_insert(0) += 1;
    }
}

fn main() {
    let mut p = Parser::new("one two three");
    let a = p.advance(4);
    let b = p.advance(4);
    println!("{a}{b}{}", p.word());
    let mut v = vec![3, 1, 2];
    let first = *v.first().unwrap();
    v.push(first);
    let n = v.iter().max().copied().unwrap();
    v.push(n);
    if let Some(x) = v.last().cloned() {
        v.push(x);
    }
    if let Some(x) = v.last_mut() {
        *x += 1;
    }
    v.push(1);
    let mut map: HashMap<String, i32> = HashMap::new();
    match map.get("a") {
        Some(n) => println!("{n}"),
        None => {
            map.insert("a".to_string(), 1);
        }
    }
    let total: i32 = map.values().sum();
    map.insert("b".into(), total);
    let names: Vec<&'static str> = vec!["x", "y"];
    let mut owned = names.clone();
    if let Some(&s) = names.first() {
        owned.push(s);
    }
    for (i, s) in names.iter().enumerate() {
        owned[i] = s;
    }
    let mut list = Node { next: None, n: 1 };
    last(&mut list).next = Some(Box::new(Node { next: None, n: 2 }));
    let end = last(&mut list);
    end.n = 3;
    println!("{} {}", list.n, list.next.as_ref().map_or(0, |n| n.n));
    let mut words = HashMap::new();
    let text = String::from("a b a");
    count(&mut words, &text);
    println!("{:?}", words.get("a"));
    let cell = RefCell::new(vec![1]);
    let len = cell.borrow().len();
    cell.borrow_mut().push(len);
    let mut s = String::from("  x ");
    let t = s.trim().to_string();
    s.push_str(&t);
    let mut parts = s.split_whitespace();
    let head = parts.next();
    let rest: Vec<&str> = parts.collect();
    println!("{head:?} {rest:?}");
    let mut stack = vec![1];
    while let Some(top) = stack.pop() {
        if top < 3 {
            stack.push(top + 1);
        }
    }
    let mut grid = vec![vec![0; 2]; 2];
    for row in grid.iter_mut() {
        for c in row.iter_mut() {
            *c += 1;
        }
    }
    let (x, y) = grid.split_at_mut(1);
    x[0][0] = y[0][0];
    grid[0][0] = 1;
    let mut buffer = String::new();
    let r = &mut buffer;
    r.push('a');
    let view = r.as_str();
    println!("{view}");
    buffer.push('b');
    let mut best = None;
    for w in ["a", "bb"] {
        let long = match best {
            None => true,
            Some(b) => w.len() > str::len(b),
        };
        if long {
            best = Some(w);
        }
    }
    println!("{best:?} {buffer}");
    let k = String::from("k");
    let longest = {
        let inner = k.as_str();
        inner
    };
    println!("{longest}");
    let mut o = Some(3);
    if let Some(x) = o.as_mut() {
        *x += 1;
    }
    o = None;
    println!("{o:?}");
    let mut it = v.iter().peekable();
    while let Some(x) = it.next() {
        if it.peek().is_none() {
            println!("{x}");
        }
    }
    v.clear();
}
