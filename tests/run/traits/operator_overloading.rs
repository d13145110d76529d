use std::ops::{Add, AddAssign, BitAnd, BitOr, BitXor, Div, Mul, MulAssign, Neg, Not, Rem, Shl, Shr, Sub, SubAssign};

#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct V2 {
    x: f64,
    y: f64,
}
const fn v(x: f64, y: f64) -> V2 {
    V2 { x, y }
}
impl Add for V2 {
    type Output = V2;
    fn add(self, o: V2) -> V2 {
        v(self.x + o.x, self.y + o.y)
    }
}
impl Sub for V2 {
    type Output = Self;
    fn sub(self, o: Self) -> Self {
        v(self.x - o.x, self.y - o.y)
    }
}
impl Mul<f64> for V2 {
    type Output = V2;
    fn mul(self, k: f64) -> V2 {
        v(self.x * k, self.y * k)
    }
}
impl Mul<V2> for f64 {
    type Output = V2;
    fn mul(self, o: V2) -> V2 {
        o * self
    }
}
impl Mul for V2 {
    type Output = f64;
    fn mul(self, o: V2) -> f64 {
        self.x * o.x + self.y * o.y
    }
}
impl Div<f64> for V2 {
    type Output = V2;
    fn div(self, k: f64) -> V2 {
        v(self.x / k, self.y / k)
    }
}
impl Neg for V2 {
    type Output = V2;
    fn neg(self) -> V2 {
        v(-self.x, -self.y)
    }
}
impl AddAssign for V2 {
    fn add_assign(&mut self, o: V2) {
        *self = *self + o;
    }
}
impl SubAssign<f64> for V2 {
    fn sub_assign(&mut self, k: f64) {
        self.x -= k;
        self.y -= k;
    }
}
impl MulAssign<f64> for V2 {
    fn mul_assign(&mut self, k: f64) {
        self.x *= k;
        self.y *= k;
    }
}
impl<'a> Add<&'a V2> for &V2 {
    type Output = V2;
    fn add(self, o: &'a V2) -> V2 {
        *self + *o
    }
}
impl std::iter::Sum for V2 {
    fn sum<I: Iterator<Item = V2>>(it: I) -> V2 {
        it.fold(V2::default(), |a, b| a + b)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Set(u16);
impl BitOr for Set { type Output = Set; fn bitor(self, o: Set) -> Set { Set(self.0 | o.0) } }
impl BitAnd for Set { type Output = Set; fn bitand(self, o: Set) -> Set { Set(self.0 & o.0) } }
impl BitXor for Set { type Output = Set; fn bitxor(self, o: Set) -> Set { Set(self.0 ^ o.0) } }
impl Not for Set { type Output = Set; fn not(self) -> Set { Set(!self.0) } }
impl Shl<u32> for Set { type Output = Set; fn shl(self, n: u32) -> Set { Set(self.0 << n) } }
impl Shr<u32> for Set { type Output = Set; fn shr(self, n: u32) -> Set { Set(self.0 >> n) } }
impl Rem<u16> for Set { type Output = u16; fn rem(self, n: u16) -> u16 { self.0 % n } }

fn main() {
    let (a, b) = (v(1.0, 2.0), v(3.5, -1.0));
    println!("{:?}", a + b);
    println!("{:?} {:?}", a - b, -a);
    println!("{:?} {:?} {}", a * 2.0, 2.0 * a, a * b);
    println!("{:?} {:?}", b / 2.0, &a + &b);
    let mut c = a;
    c += b;
    c *= 10.0;
    c -= 1.0;
    println!("{c:?} {}", c == v(44.0, 9.0));
    println!("{:?}", vec![a, b, c].into_iter().sum::<V2>());
    let (p, q) = (Set(0b1100), Set(0b1010));
    println!("{:?} {:?} {:?} {:?}", p | q, p & q, p ^ q, !p);
    println!("{:?} {:?} {}", p << 4, q >> 1, p % 5);
}
