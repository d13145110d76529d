use std::thread;

#[derive(Debug)]
enum Tree {
    Leaf(i64),
    Node(Vec<Tree>),
}
use Tree::*;

fn sum(t: &Tree) -> i64 {
    match t {
        Leaf(n) => *n,
        Node(kids) => thread::scope(|s| {
            kids.iter().map(|k| s.spawn(move || sum(k))).collect::<Vec<_>>().into_iter().map(|h| h.join().unwrap()).sum()
        }),
    }
}
fn double(t: &mut Tree) {
    match t {
        Leaf(n) => *n *= 2,
        Node(kids) => thread::scope(|s| {
            for k in kids {
                s.spawn(|| double(k));
            }
        }),
    }
}
fn build(depth: u32, n: i64) -> Tree {
    if depth == 0 {
        Leaf(n)
    } else {
        Node((0..3).map(|i| build(depth - 1, n * 3 + i)).collect())
    }
}

fn main() {
    let mut t = build(4, 0);
    println!("{}", sum(&t));
    double(&mut t);
    println!("{}", sum(&t));
    if let Node(kids) = &mut t {
        kids.truncate(1);
        kids.push(Leaf(-1));
    }
    println!("{}", sum(&t));
    let mut log = vec![];
    let total = thread::scope(|outer| {
        let h = outer.spawn(|| {
            thread::scope(|inner| {
                let a = inner.spawn(|| 1);
                let b = inner.spawn(|| 2);
                a.join().unwrap() + b.join().unwrap()
            })
        });
        let n = h.join().unwrap();
        log.push(n);
        outer.spawn(|| log.push(100));
        n
    });
    println!("{total} {log:?}");
    let v = thread::scope(|s| {
        // A scoped thread may spawn its siblings.
        s.spawn(|| s.spawn(|| 5).join().unwrap() + 1).join().unwrap()
    });
    println!("{v}");
}
