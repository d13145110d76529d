use std::ops::Deref;
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
struct Meters(f64);
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Email(String);
impl Email {
    fn parse(s: &str) -> Result<Self, String> {
        match s.split_once('@') {
            Some((user, host)) if !user.is_empty() && host.contains('.') => Ok(Email(s.to_lowercase())),
            _ => Err(format!("{s:?} is no address")),
        }
    }
}
impl Deref for Email {
    type Target = str;
    fn deref(&self) -> &str { &self.0 }
}
struct Unit;
fn min_max(v: &[i32]) -> Option<(i32, i32)> {
    Some((*v.iter().min()?, *v.iter().max()?))
}
fn swap<A, B>((a, b): (A, B)) -> (B, A) { (b, a) }
fn main() {
    let t = (1, "two", 3.0, ('4', [5; 2]));
    let (a, b, .., (d, e)) = t;
    println!("{a} {b} {d} {e:?} {}", t.2);
    println!("{:?} {:?}", min_max(&[3, 1, 2]), min_max(&[]));
    println!("{:?}", swap(swap((1, 'x'))));
    let mut pair = (vec![1], String::new());
    pair.0.push(2);
    pair.1 += "s";
    let (v, s) = &mut pair;
    v.push(3);
    s.push('!');
    println!("{pair:?} {:?}", (1,));
    let m = Meters(2.5);
    let Meters(inner) = m;
    println!("{m:?} {inner} {} {:?}", Meters(1.0) < m, Meters::default());
    println!("{:?} {:?}", Email::parse("A@B.com"), Email::parse("nope"));
    let e = Email::parse("me@site.org").unwrap();
    println!("{} {} {}", e.len(), e.starts_with("me"), &e[3..]);
    println!("{:?}", [1.5, 2.5].map(Meters));
    println!("{:?}", [("b", 2), ("a", 2), ("a", 1)].iter().max());
    let _ = Unit;
    let ((x, _), [y, ..]) = ((1, 2), [3, 4, 5]);
    println!("{}", x + y);
    println!("{}", (1, 2.0, "x") == (1, 2.0, "x") && (1, 'b') > (1, 'a'));
}
