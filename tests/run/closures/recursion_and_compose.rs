use std::collections::HashMap;

struct Y<'a> {
    f: &'a dyn Fn(&Y, u64) -> u64,
}
impl Y<'_> {
    fn call(&self, n: u64) -> u64 {
        (self.f)(self, n)
    }
}
fn memo_fib() -> impl FnMut(u64) -> u64 {
    let mut memo = HashMap::new();
    fn go(n: u64, memo: &mut HashMap<u64, u64>) -> u64 {
        if n < 2 {
            return n;
        }
        if let Some(v) = memo.get(&n) {
            return *v;
        }
        let v = go(n - 1, memo) + go(n - 2, memo);
        memo.insert(n, v);
        v
    }
    move |n| go(n, &mut memo)
}
fn chain(fs: Vec<Box<dyn Fn(i32) -> i32>>) -> Box<dyn Fn(i32) -> i32> {
    fs.into_iter().fold(Box::new(|x| x), |acc, f| Box::new(move |x| f(acc(x))))
}
fn curry<A: Copy + 'static, B: Copy + 'static, C: 'static>(f: fn(A, B) -> C) -> impl Fn(A) -> Box<dyn Fn(B) -> C> {
    move |a| Box::new(move |b| f(a, b))
}
fn times(n: u32, mut f: impl FnMut()) {
    for _ in 0..n {
        f()
    }
}

fn main() {
    let fact = Y { f: &|y, n| if n == 0 { 1 } else { n * y.call(n - 1) } };
    println!("{}", fact.call(15));
    let mut fib = memo_fib();
    println!("{} {}", fib(80), fib(10));
    let f = chain(vec![Box::new(|x| x + 1), Box::new(|x| x * 10), Box::new(|x| x - 3)]);
    println!("{} {}", f(0), f(4));
    let pow = curry(u64::pow);
    let two = pow(2);
    println!("{} {} {}", two(10), two(3), pow(3)(4));
    let mut s = String::new();
    times(3, || s += "ab");
    println!("{s}");
    let mut v: Vec<(String, i32)> = vec![("b".into(), 2), ("a".into(), 2), ("c".into(), 1)];
    let by = |desc: bool| move |x: &(String, i32), y: &(String, i32)| {
        let o = x.1.cmp(&y.1).then_with(|| x.0.cmp(&y.0));
        if desc { o.reverse() } else { o }
    };
    v.sort_by(by(true));
    println!("{v:?}");
    v.sort_by(by(false));
    println!("{v:?}");
    let shared = std::cell::RefCell::new(vec![]);
    let a = |x| shared.borrow_mut().push(x);
    let b = |x| shared.borrow_mut().push(x * 100);
    a(1);
    b(2);
    a(3);
    println!("{:?}", shared.into_inner());
}
