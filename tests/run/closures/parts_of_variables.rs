//! A closure takes the parts of variables that it names, not the whole ones (edition 2021).

use std::cell::RefCell;
thread_local!(static LOG: RefCell<Vec<String>> = RefCell::new(vec![]));
fn l(s: String) {
    LOG.with(|l| l.borrow_mut().push(s));
}
fn flush(what: &str) {
    LOG.with(|l| println!("{what}: {}", l.borrow_mut().drain(..).collect::<Vec<_>>().join(" ")));
}
struct D(&'static str);
impl Drop for D {
    fn drop(&mut self) {
        l(format!("drop-{}", self.0))
    }
}
struct P {
    a: D,
    b: D,
    n: i32,
    v: Vec<i32>,
    inner: Q,
}
struct Q {
    x: D,
    y: String,
}
fn p() -> P {
    P { a: D("a"), b: D("b"), n: 1, v: vec![1], inner: Q { x: D("x"), y: "y".into() } }
}
fn main() {
    {
        let p = p();
        let c = move || {
            let _r = &p.a;
            l("in".into());
        };
        c();
        l(p.b.0.to_string());
        drop(c);
        flush("move one");
    }
    flush("end");
    {
        let p = p();
        let c = || {
            let q = p.a;
            l(format!("in {}", q.0));
        };
        l(p.b.0.to_string());
        c();
        l(p.inner.y.clone());
        flush("by value one");
    }
    flush("end");
    {
        let p = p();
        let c = move || p.inner.y.len();
        l(c().to_string());
        l(p.inner.x.0.to_string());
        let P { a, b, .. } = p;
        flush("nested");
        drop(c);
        drop(b);
        drop(a);
        flush("drops");
    }
    flush("end");
    {
        let mut p = p();
        {
            let mut c = || {
                p.n += 1;
                p.v.push(p.n);
            };
            c();
            l(format!("{}", p.b.0));
            c();
        }
        l(format!("{:?}", p.v));
        flush("changes");
        let mut c = || p.n += 1;
        let d = &mut p.v;
        d.push(9);
        c();
        d.push(10);
        l(format!("{} {:?}", p.n, p.v));
        flush("disjoint");
    }
    flush("end");
    {
        let mut p = p();
        let mut c = || {
            p.n += 10;
            let a = p.a;
            l(a.0.into());
        };
        c();
        l(p.n.to_string());
        p.a = D("a2");
        l(p.b.0.to_string());
        flush("move and change");
    }
    flush("end");
    {
        let t = (D("t0"), D("t1"), D("t2"));
        let c = || {
            let _x = t.1;
        };
        flush("tuple");
        c();
        flush("called");
        let _z = t.0;
    }
    flush("end");
    {
        let t = (D("t0"), D("t1"));
        let c = move || {
            let _ = &t.0;
        };
        let d = move || {
            let _ = &t.1;
        };
        drop(d);
        flush("d");
        drop(c);
        flush("c");
    }
    flush("end");
    {
        let t = (D("t0"), D("t1"));
        {
            let c = move || {
                let _x = &t.0;
            };
            c();
            flush("before");
        }
        flush("inner end");
    }
    flush("end");
    {
        let b = Box::new((D("b0"), D("b1")));
        let c = move || {
            let _x = &b.0;
        };
        c();
        flush("box");
        drop(c);
        flush("box dropped");
    }
    flush("end");
    {
        let t = (D("u0"), 5, String::from("s"));
        let c = move || t.1 + 1;
        l(c().to_string());
        l(t.2.clone());
        drop(t);
        l("after".into());
        drop(c);
        flush("copy");
    }
    {
        let t = (D("v0"), D("v1"));
        let c = || {
            let _ = t;
        };
        c();
        flush("wild");
        drop(t);
        flush("wild2");
    }
    flush("end");
    {
        struct S {
            name: String,
            count: i32,
            items: Vec<String>,
        }
        impl S {
            fn run(&mut self) -> i32 {
                let name = &self.name;
                self.items.iter_mut().for_each(|i| i.push_str(name));
                let mut add = |n: i32| self.count += n;
                add(2);
                add(3);
                self.items.len() as i32 + self.count
            }
        }
        let mut s = S { name: "n".into(), count: 0, items: vec!["i".into(), "j".into()] };
        println!("{} {:?}", s.run(), s.items);
        let S { ref mut count, .. } = s;
        *count += 1;
        let th = std::thread::spawn(move || s.name.len());
        println!("{} {:?} {}", s.count, s.items, th.join().unwrap());
    }
    {
        let mut t = (String::from("a"), String::from("b"));
        let r = &mut t.0;
        let c = || t.1.len();
        r.push('x');
        println!("{} {}", c(), r);
        let mut arr = [(1, String::from("q")), (2, String::from("w"))];
        let mut c = || arr[0].0 += 1;
        c();
        println!("{arr:?}");
        let tup = ((String::from("x"), String::from("y")), 3);
        let f = move || tup.0 .1.len();
        println!("{} {}", f(), tup.0 .0);
    }
}
