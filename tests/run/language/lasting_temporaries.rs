//! What a `let` borrows lives as long as its variable.

use std::cell::RefCell;
use std::sync::Mutex;
#[derive(Debug, Clone)]
struct N(i32);
impl Drop for N {
    fn drop(&mut self) {
        println!("drop{}", self.0)
    }
}
struct Wrap<'a> {
    n: &'a N,
    k: i32,
}
fn make(i: i32) -> N {
    println!("make{i}");
    N(i)
}
fn opt(i: i32) -> Option<N> {
    Some(N(i))
}
fn pair(i: i32) -> (N, N) {
    (N(i), N(i + 1))
}
struct V(Vec<N>);
impl std::ops::Index<usize> for V {
    type Output = N;
    fn index(&self, i: usize) -> &N {
        &self.0[i]
    }
}
impl std::ops::Deref for V {
    type Target = Vec<N>;
    fn deref(&self) -> &Vec<N> {
        &self.0
    }
}
fn main() {
    {
        let m = Mutex::new(N(1));
        let g = &mut *m.lock().unwrap();
        g.0 += 1;
        println!("{} {}", g.0, m.try_lock().is_err());
    }
    println!("-- tuple");
    {
        let t = (make(10), &make(11), &mut make(12));
        t.2 .0 += 1;
        println!("{:?} {:?} {:?}", t.0, t.1, t.2);
    }
    println!("-- struct");
    {
        let w = Wrap { k: make(5).0, n: &make(20) };
        println!("{} {}", w.n.0, w.k);
    }
    println!("-- array");
    {
        let a = [&make(1), &make(2)];
        println!("{:?}", a);
    }
    println!("-- ref");
    {
        let ref r = make(30);
        println!("{}", r.0);
    }
    println!("-- pattern");
    {
        let (ref a, ref b) = pair(40);
        println!("{} {}", a.0, b.0);
    }
    {
        let Some(ref a) = opt(43) else { return };
        println!("{}", a.0);
    }
    {
        let (a, _) = pair(45);
        println!("{}", a.0);
    }
    {
        let (_, ref mut b) = pair(47);
        b.0 += 1;
        println!("{}", b.0);
    }
    {
        let (a, b) = &pair(50);
        println!("{} {}", a.0, b.0);
    }
    {
        let Wrap { n, .. } = Wrap { k: 1, n: &make(52) };
        println!("{}", n.0);
    }
    println!("-- block");
    {
        let x = &{
            let _y = make(60);
            make(61)
        };
        println!("{}", x.0);
    }
    {
        let x = {
            println!("in");
            &make(62)
        };
        println!("{}", x.0);
    }
    println!("-- if");
    {
        let x = if true { &make(63) } else { &make(64) };
        println!("{}", x.0);
    }
    println!("-- cast");
    {
        let x: &dyn std::fmt::Debug = &make(65);
        println!("{x:?}");
    }
    {
        let x: &[N] = &[make(66), make(67)];
        println!("{x:?}");
    }
    {
        let x: Box<&i32> = Box::new(&68);
        println!("{x:?}");
    }
    println!("-- index");
    {
        let x = &*Box::new(make(72));
        println!("{}", x.0);
    }
    {
        let r = RefCell::new(N(73));
        {
            let b = &*r.borrow();
            println!("{} {}", b.0, r.try_borrow_mut().is_err());
        }
        println!("{}", r.try_borrow_mut().is_ok());
    }
    println!("-- nested");
    {
        let x = &(&make(80), make(81));
        println!("{:?}", x);
    }
    {
        let x = Some(&make(82));
        println!("{:?}", x);
    }
    {
        let x = &mut Some(make(83));
        x.as_mut().unwrap().0 = 1;
        println!("{x:?}");
    }
    for i in 0..2 {
        let x = &make(90 + i);
        if i == 0 {
            continue;
        }
        println!("{}", x.0);
    }
    let c = || {
        let x = &pair(95).1;
        x.0
    };
    println!("{}", c());
    println!("-- shadows");
    let x = &make(96);
    let x = &make(x.0 + 1);
    println!("{}", x.0);
    match &make(98) {
        n => println!("{}", n.0),
    }
    static S: &N = &N(99);
    println!("{}", S.0);
    const C: &[N] = &[N(100)];
    println!("{}", C[0].0);
    let y = &N(101) as &dyn std::fmt::Debug;
    println!("{y:?}");
}
