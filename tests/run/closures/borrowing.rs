//! Closures that borrow, borrows kept in collections, and several borrows in one call, all as rustc takes them.

use std::collections::HashMap;
struct S {
    items: Vec<i32>,
    count: i32,
    name: String,
}
impl S {
    fn run(&mut self) -> i32 {
        let mut add = |n: i32| self.count += n;
        for i in &self.items {
            add(*i);
        }
        add(1);
        self.count
    }
    fn two(&mut self) {
        let f = || self.name.len();
        self.items.push(f() as i32);
        self.items.push(f() as i32);
    }
    fn maker(&self) -> impl Fn(i32) -> i32 + '_ {
        |x| x + self.count
    }
    fn moved(&self) -> impl Fn(i32) -> i32 + use<> {
        let c = self.count;
        move |x| x + c
    }
    fn boxed<'a>(&'a self, k: &'a i32) -> Box<dyn Fn(i32) -> i32 + 'a> {
        Box::new(move |x| x + *k + self.count)
    }
}
fn byref<'a>(x: &'a i32) -> impl Fn() -> i32 + 'a {
    || *x + 1
}
fn fnptr() -> fn(i32) -> i32 {
    |x| x + 1
}
fn stat() -> impl Fn() -> i32 {
    || 5
}
fn glob() -> Box<dyn Fn() -> usize> {
    static N: [i32; 2] = [1, 2];
    Box::new(|| N.len())
}
fn apply<F: FnMut(i32)>(v: &[i32], mut f: F) {
    for x in v {
        f(*x)
    }
}
fn two(a: &mut i32, b: &mut i32) {
    std::mem::swap(a, b)
}
fn rd(a: &i32, b: &i32) -> i32 {
    a + b
}
fn mx(a: &mut Vec<i32>, n: usize) {
    a.push(n as i32)
}
fn main() {
    let mut s = S { items: vec![1, 2], count: 0, name: "ab".into() };
    println!("{}", s.run());
    s.two();
    println!("{:?}", s.items);
    println!("{} {} {}", s.maker()(1), s.moved()(1), s.boxed(&5)(1));
    println!("{} {} {} {}", byref(&3)(), fnptr()(1), stat()(), glob()());
    let mut x = 1;
    {
        let mut inc = || x += 1;
        inc();
        inc();
    }
    x += 1;
    println!("{x}");
    let mut inc = || x += 1;
    inc();
    println!("{x}");
    x += 5;
    println!("{x}");
    let mut total = 0;
    apply(&[1, 2, 3], |n| total += n);
    println!("{total}");
    total += 1;
    apply(&[1], |n| total += n);
    println!("{total}");
    let k = 5;
    let f = |n: i32| n + k;
    let g = |n: i32| n * k;
    println!("{} {} {}", f(1), g(2), k);
    let mut p = (1, 2);
    two(&mut p.0, &mut p.1);
    println!("{p:?}");
    println!("{}", rd(&p.0, &p.0));
    let mut v = vec![1];
    let n = v.len();
    mx(&mut v, n);
    v.push(v.len() as i32);
    let m = v[0];
    v[m as usize] += 1;
    println!("{v:?}");
    let mut a = 1;
    let mut b = |y: i32| {
        a = y;
    };
    b(2);
    b(3);
    a += 1;
    println!("{a}");
    let mut cnt = HashMap::new();
    let mut bump = |w: &str| *cnt.entry(w.to_string()).or_insert(0) += 1;
    bump("a");
    bump("b");
    bump("a");
    let mut l: Vec<_> = cnt.iter().collect();
    l.sort();
    println!("{l:?}");
    let mut q = vec![1, 2, 3];
    let mut i = 0;
    while {
        i += 1;
        i < 3
    } {
        let mut take = || q.pop();
        let t = take();
        q.insert(0, t.unwrap());
    }
    println!("{q:?}");
    let mut st = vec![0];
    let mut step = |st: &mut Vec<i32>| st.push(1);
    step(&mut st);
    st.push(2);
    step(&mut st);
    println!("{st:?}");
    let mut grid = vec![vec![0; 2]; 2];
    let (h, w) = (grid.len(), grid[0].len());
    let inside = |r: usize, c: usize| r < h && c < w;
    if inside(1, 1) {
        grid[1][1] = 5;
    }
    if inside(0, 0) {
        grid[0][0] = 1;
    }
    println!("{grid:?}");
    let data = vec![1, 2, 3];
    let has = |n: &i32| data.contains(n);
    println!("{}", has(&2));
    let d2 = data;
    println!("{d2:?}");
    let mut o = Some(3);
    if let Some(n) = &mut o {
        *n += 1;
    }
    match &o {
        Some(n) if *n > 3 => println!("big {n}"),
        _ => {}
    }
    o = None;
    println!("{o:?}");
    let mut opt = Some(String::from("a"));
    match &opt {
        Some(t) => {
            let t = t.clone();
            opt = Some(t + "b");
        }
        None => {}
    }
    println!("{opt:?}");
    match &opt {
        Some(t) if t.len() > 1 => {
            println!("{t}");
            opt = None;
        }
        _ => {}
    }
    println!("{opt:?}");
    let mut stack = vec![Some(1)];
    while let Some(top) = stack.last() {
        match top {
            Some(n) if *n < 3 => {
                let n = *n;
                stack.push(Some(n + 1));
            }
            _ => break,
        }
    }
    println!("{stack:?}");
    let th: Vec<_> = (0..2).map(|i| std::thread::spawn(move || i * 2)).collect();
    for t in th {
        println!("{}", t.join().unwrap());
    }
    let mut c = 0;
    std::thread::scope(|sc| {
        sc.spawn(|| c += 1);
    });
    println!("{c}");
    let fs: Vec<Box<dyn Fn(i32) -> i32>> = (1..3).map(|m| Box::new(move |x| x * m) as Box<dyn Fn(i32) -> i32>).collect();
    println!("{}", fs.iter().fold(1, |a, f| f(a)));
    let mut log = vec![];
    let mut rec = |m: &str| log.push(m.to_string());
    rec("a");
    rec("b");
    println!("{}", log.len());
    let mut counter = {
        let mut c = 0;
        move || {
            c += 1;
            c
        }
    };
    println!("{} {}", counter(), counter());
    let mut buf = String::new();
    {
        use std::fmt::Write;
        let b = &mut buf;
        write!(b, "{}", 1).unwrap();
        write!(b, "{}", 2).unwrap();
    }
    buf.push('x');
    println!("{buf}");
}
