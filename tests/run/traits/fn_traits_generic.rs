use std::collections::HashMap;
fn twice<F>(f: F) -> impl Fn(i32) -> i32 where F: Fn(i32) -> i32 { move |x| f(f(x)) }
fn apply_n(n: usize, f: &dyn Fn(i32) -> i32, x: i32) -> i32 { (0..n).fold(x, |a, _| f(a)) }
fn call_box(f: Box<dyn FnOnce(String) -> usize>) -> usize { f("four".to_string()) }
fn collect_calls(mut f: impl FnMut() -> Option<u8>) -> Vec<u8> { let mut v = vec![]; while let Some(x) = f() { v.push(x); } v }
struct Router<'a> { routes: Vec<(&'a str, Box<dyn Fn(&[&str]) -> Result<String, String> + 'a>)>, fallback: fn(&str) -> String }
impl<'a> Router<'a> {
    fn route(mut self, path: &'a str, f: impl Fn(&[&str]) -> Result<String, String> + 'a) -> Self { self.routes.push((path, Box::new(f))); self }
    fn handle(&self, url: &str) -> String {
        let mut parts = url.trim_matches('/').split('/');
        let head = parts.next().unwrap_or_default();
        let rest: Vec<&str> = parts.collect();
        match self.routes.iter().find(|(p, _)| *p == head) {
            Some((_, f)) => f(&rest).unwrap_or_else(|e| format!("400 {e}")),
            None => (self.fallback)(url),
        }
    }
}
fn sort_with<T: Clone>(v: &[T], mut less: impl FnMut(&T, &T) -> bool) -> Vec<T> {
    let mut out: Vec<T> = vec![];
    for x in v { let at = out.iter().position(|y| less(x, y)).unwrap_or(out.len()); out.insert(at, x.clone()); }
    out
}
fn main() {
    println!("{} {}", twice(|x| x * 3)(2), twice(twice(|x| x + 1))(0));
    println!("{}", apply_n(4, &|x| x * 2, 1));
    let suffix = "!".to_string();
    println!("{}", call_box(Box::new(move |s| (s + &suffix).len())));
    let mut n = 3;
    println!("{:?} {}", collect_calls(|| { n -= 1; if n >= 0 { Some(n as u8) } else { None } }), n);
    let users = HashMap::from([("1", "ann")]);
    let r = Router { routes: vec![], fallback: |u| format!("404 {u}") }
        .route("add", |a| { let n: Result<Vec<i32>, _> = a.iter().map(|s| s.parse::<i32>()).collect(); n.map(|v| v.iter().sum::<i32>().to_string()).map_err(|e| e.to_string()) })
        .route("user", |a| a.first().and_then(|id| users.get(id)).map(|u| u.to_string()).ok_or("no user".into()));
    for u in ["/add/1/2/3", "/add/x", "/user/1", "/user/9", "/other"] { println!("{}", r.handle(u)); }
    let mut compares = 0;
    println!("{:?} {}", sort_with(&[3, 1, 2], |a, b| { compares += 1; a < b }), compares > 0);
    let ops: [(&str, fn(f64, f64) -> f64); 4] = [("+", |a, b| a + b), ("max", f64::max), ("pow", f64::powf), ("hyp", f64::hypot)];
    println!("{:?}", ops.map(|(n, f)| format!("{n}={}", f(3.0, 4.0))));
    let add = |a: i32| move |b: i32| a + b;
    let adders: Vec<_> = (1..4).map(add).collect();
    println!("{:?}", adders.iter().map(|f| f(10)).collect::<Vec<_>>());
}
