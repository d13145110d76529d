use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::Hash;
fn memoize<A: Hash + Eq + Clone, R: Clone>(f: impl Fn(&dyn Fn(A) -> R, A) -> R) -> impl Fn(A) -> R {
    struct Memo<A, R, F> { cache: RefCell<HashMap<A, R>>, f: F }
    impl<A: Hash + Eq + Clone, R: Clone, F: Fn(&dyn Fn(A) -> R, A) -> R> Memo<A, R, F> {
        fn call(&self, a: A) -> R {
            if let Some(r) = self.cache.borrow().get(&a) { return r.clone(); }
            let r = (self.f)(&|x| self.call(x), a.clone());
            self.cache.borrow_mut().insert(a, r.clone());
            r
        }
    }
    let m = Memo { cache: RefCell::default(), f };
    move |a| m.call(a)
}
fn debounce(limit: u32) -> impl FnMut(u32) -> Option<u32> { let mut last = None; move |t| { let ok = last.is_none_or(|l| t - l >= limit); if ok { last = Some(t); Some(t) } else { None } } }
fn counter() -> (impl FnMut() -> u32, impl Fn() -> u32) { use std::rc::Rc; let n = Rc::new(std::cell::Cell::new(0)); let m = n.clone(); (move || { n.set(n.get() + 1); n.get() }, move || m.get()) }
fn flip<A, B, C>(f: impl Fn(A, B) -> C) -> impl Fn(B, A) -> C { move |b, a| f(a, b) }
fn main() {
    let fib = memoize(|rec, n: u64| if n < 2 { n } else { rec(n - 1) + rec(n - 2) });
    println!("{} {}", fib(70), fib(10));
    let paths = memoize(|rec, (r, c): (u32, u32)| -> u64 { if r == 0 || c == 0 { 1 } else { rec((r - 1, c)) + rec((r, c - 1)) } });
    println!("{}", paths((16, 16)));
    let mut d = debounce(10);
    println!("{:?}", [0, 3, 10, 15, 25].map(&mut d));
    let (mut up, get) = counter();
    up();
    up();
    println!("{} {}", get(), flip(|a: i32, b: i32| a - b)(1, 10));
    let mut fs: Vec<(&str, Box<dyn FnMut(i32) -> i32>)> = vec![];
    let mut total = 0;
    fs.push(("sum", Box::new(move |x| { total += x; total })));
    fs.push(("max", { let mut m = i32::MIN; Box::new(move |x| { m = m.max(x); m }) }));
    for x in [3, 9, 4] { print!("{:?} ", fs.iter_mut().map(|(n, f)| format!("{n}{}", f(x))).collect::<Vec<_>>()); }
    println!("{total}");
}
