use std::cmp::Ordering;
use std::fmt;
use std::ops::*;
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Ratio { n: i64, d: i64 }
fn gcd(a: i64, b: i64) -> i64 { if b == 0 { a.abs() } else { gcd(b, a % b) } }
impl Ratio {
    fn new(n: i64, d: i64) -> Ratio { assert!(d != 0, "zero denominator"); let g = gcd(n, d).max(1) * d.signum(); Ratio { n: n / g, d: d / g } }
    fn pow(self, e: i32) -> Ratio { if e < 0 { Ratio::new(self.d.pow(e.unsigned_abs()), self.n.pow(e.unsigned_abs())) } else { Ratio::new(self.n.pow(e as u32), self.d.pow(e as u32)) } }
}
impl From<i64> for Ratio { fn from(n: i64) -> Self { Ratio { n, d: 1 } } }
impl From<Ratio> for f64 { fn from(r: Ratio) -> f64 { r.n as f64 / r.d as f64 } }
macro_rules! op { ($($tr:ident $f:ident |$a:ident, $b:ident| $e:expr;)+) => { $( impl $tr for Ratio { type Output = Ratio; fn $f(self, o: Ratio) -> Ratio { let ($a, $b) = (self, o); $e } } )+ } }
op! {
    Add add |a, b| Ratio::new(a.n * b.d + b.n * a.d, a.d * b.d);
    Sub sub |a, b| a + -b;
    Mul mul |a, b| Ratio::new(a.n * b.n, a.d * b.d);
    Div div |a, b| Ratio::new(a.n * b.d, a.d * b.n);
}
impl Neg for Ratio { type Output = Ratio; fn neg(self) -> Ratio { Ratio { n: -self.n, ..self } } }
impl<T: Into<Ratio>> AddAssign<T> for Ratio { fn add_assign(&mut self, o: T) { *self = *self + o.into(); } }
impl PartialOrd for Ratio { fn partial_cmp(&self, o: &Self) -> Option<Ordering> { Some(self.cmp(o)) } }
impl Ord for Ratio { fn cmp(&self, o: &Self) -> Ordering { (self.n * o.d).cmp(&(o.n * self.d)) } }
impl std::iter::Sum for Ratio { fn sum<I: Iterator<Item = Ratio>>(i: I) -> Ratio { i.fold(Ratio::from(0), Add::add) } }
impl fmt::Display for Ratio { fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result { if self.d == 1 { write!(f, "{}", self.n) } else { write!(f, "{}/{}", self.n, self.d) } } }
fn main() {
    let (a, b) = (Ratio::new(1, 2), Ratio::new(-3, -4));
    println!("{} {} {} {} {}", a + b, a - b, a * b, a / b, -a);
    println!("{} {} {}", Ratio::new(6, -8), Ratio::new(0, 5), Ratio::new(10, 5));
    println!("{:?} {} {}", a.cmp(&b), a < b, a.max(b));
    println!("{}", (1..=10).map(|n| Ratio::new(1, n)).sum::<Ratio>());
    let mut r = a;
    r += 2;
    r += b;
    println!("{r} {} {:.4}", r.pow(-2), f64::from(r));
    let mut v = vec![Ratio::new(2, 3), Ratio::new(1, 7), Ratio::new(-1, 2)];
    v.sort();
    println!("{}", v.iter().map(Ratio::to_string).collect::<Vec<_>>().join(" < "));
    println!("{}", std::panic::catch_unwind(|| Ratio::new(1, 0)).is_err());
    println!("{}", Ratio::new(2, 4) == a);
}
