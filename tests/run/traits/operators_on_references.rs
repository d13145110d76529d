use std::ops::{Add, AddAssign, Index, IndexMut, Mul, Neg, Not, Range, Sub};
#[derive(Debug, Clone, PartialEq)]
struct Poly(Vec<i64>);
impl Add<&Poly> for &Poly { type Output = Poly; fn add(self, o: &Poly) -> Poly { let n = self.0.len().max(o.0.len()); Poly((0..n).map(|i| self[i] + o[i]).collect()) } }
impl Add for Poly { type Output = Poly; fn add(self, o: Poly) -> Poly { &self + &o } }
impl Sub for &Poly { type Output = Poly; fn sub(self, o: &Poly) -> Poly { self + &-o } }
impl Neg for &Poly { type Output = Poly; fn neg(self) -> Poly { Poly(self.0.iter().map(|c| -c).collect()) } }
impl Mul for &Poly { type Output = Poly; fn mul(self, o: &Poly) -> Poly { let mut v = vec![0; self.0.len() + o.0.len() - 1]; for (i, a) in self.0.iter().enumerate() { for (j, b) in o.0.iter().enumerate() { v[i + j] += a * b; } } Poly(v) } }
impl Mul<i64> for Poly { type Output = Poly; fn mul(mut self, k: i64) -> Poly { self.0.iter_mut().for_each(|c| *c *= k); self } }
impl Mul<Poly> for i64 { type Output = Poly; fn mul(self, p: Poly) -> Poly { p * self } }
impl AddAssign<i64> for Poly { fn add_assign(&mut self, k: i64) { self[0] += k; } }
impl AddAssign<&Poly> for Poly { fn add_assign(&mut self, o: &Poly) { *self = &*self + o; } }
impl Index<usize> for Poly { type Output = i64; fn index(&self, i: usize) -> &i64 { self.0.get(i).unwrap_or(&0) } }
impl IndexMut<usize> for Poly { fn index_mut(&mut self, i: usize) -> &mut i64 { if i >= self.0.len() { self.0.resize(i + 1, 0); } &mut self.0[i] } }
impl Index<Range<usize>> for Poly { type Output = [i64]; fn index(&self, r: Range<usize>) -> &[i64] { &self.0[r] } }
impl Not for Poly { type Output = bool; fn not(self) -> bool { self.0.iter().all(|c| *c == 0) } }
impl Poly { fn eval(&self, x: i64) -> i64 { self.0.iter().rev().fold(0, |a, c| a * x + c) } }
fn sum<T: Copy + Add<Output = T>>(v: &[T]) -> Option<T> { v.iter().copied().reduce(|a, b| a + b) }
fn dot<'a, T>(a: &'a [T], b: &'a [T]) -> T where &'a T: Mul<&'a T, Output = T>, T: std::iter::Sum { a.iter().zip(b).map(|(x, y)| x * y).sum() }
fn main() {
    let (p, q) = (Poly(vec![1, 2]), Poly(vec![0, 1, 3]));
    println!("{:?} {:?} {:?}", &p + &q, &p - &q, &p * &q);
    println!("{:?} {:?}", 2 * p.clone() * 5, p.clone() + q.clone());
    let mut r = p.clone();
    r += 10;
    r += &q;
    r[4] = 7;
    println!("{r:?} {} {} {:?}", r[1], r[99], &r[0..2]);
    println!("{} {} {}", r.eval(2), !Poly(vec![0, 0]), !r);
    println!("{:?} {:?} {}", sum(&[1, 2, 3]), sum::<f64>(&[]), dot(&[1.5, 2.0], &[2.0, 4.0]));
    let (a, b) = (5, &3);
    println!("{} {} {} {}", a + b, &a * b, -b, &a - &1 == 4);
    let mut n = 1;
    n += &4;
    n *= &a;
    println!("{n} {}", [1u8, 2].iter().map(|x| x << 2).sum::<u8>());
}
