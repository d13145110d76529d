use std::ops::{Add, Mul};

#[derive(Debug, Clone, Copy, PartialEq)]
struct Matrix<const R: usize, const C: usize>([[i64; C]; R]);
impl<const R: usize, const C: usize> Matrix<R, C> {
    const CELLS: usize = R * C;
    fn transpose(&self) -> Matrix<C, R> {
        let mut out = [[0; R]; C];
        for r in 0..R {
            for c in 0..C {
                out[c][r] = self.0[r][c];
            }
        }
        Matrix(out)
    }
}
impl<const N: usize> Matrix<N, N> {
    fn identity() -> Self {
        let mut m = [[0; N]; N];
        for i in 0..N {
            m[i][i] = 1;
        }
        Matrix(m)
    }
    fn pow(self, mut e: u32) -> Self {
        let mut base = self;
        let mut acc = Self::identity();
        while e > 0 {
            if e & 1 == 1 {
                acc = acc * base;
            }
            base = base * base;
            e >>= 1;
        }
        acc
    }
}
impl<const A: usize, const B: usize, const C: usize> Mul<Matrix<B, C>> for Matrix<A, B> {
    type Output = Matrix<A, C>;
    fn mul(self, o: Matrix<B, C>) -> Matrix<A, C> {
        let mut out = [[0; C]; A];
        for i in 0..A {
            for j in 0..C {
                out[i][j] = (0..B).map(|k| self.0[i][k] * o.0[k][j]).sum();
            }
        }
        Matrix(out)
    }
}
struct Ring<T, const N: usize> {
    data: [Option<T>; N],
    start: usize,
    len: usize,
}
impl<T: Copy, const N: usize> Ring<T, N> {
    fn new() -> Self {
        Ring { data: [None; N], start: 0, len: 0 }
    }
    fn push(&mut self, t: T) -> Option<T> {
        let at = (self.start + self.len) % N;
        let old = self.data[at].replace(t);
        if self.len == N {
            self.start = (self.start + 1) % N;
        } else {
            self.len += 1;
        }
        old
    }
    fn iter(&self) -> impl Iterator<Item = T> + '_ {
        (0..self.len).filter_map(move |i| self.data[(self.start + i) % N])
    }
}
fn sum_all<T: Copy + Add<Output = T> + Default, const N: usize>(a: [T; N]) -> (usize, T) {
    (N, a.iter().fold(T::default(), |x, y| x + *y))
}
fn first_n<const N: usize>(v: &[i32]) -> Option<[i32; N]> {
    v.get(..N)?.try_into().ok()
}
const fn factorial(n: u64) -> u64 {
    if n == 0 { 1 } else { n * factorial(n - 1) }
}
const FACTS: [u64; 6] = {
    let mut t = [0; 6];
    let mut i = 0;
    while i < 6 {
        t[i] = factorial(i as u64);
        i += 1;
    }
    t
};

fn main() {
    let m = Matrix([[1, 2, 3], [4, 5, 6]]);
    println!("{:?} {}", m.transpose(), Matrix::<2, 3>::CELLS);
    println!("{:?}", m * m.transpose());
    println!("{}", Matrix([[1, 1], [1, 0]]).pow(50).0[0][1]);
    println!("{}", Matrix::<3, 3>::identity() == Matrix([[1, 0, 0], [0, 1, 0], [0, 0, 1]]));
    let mut r: Ring<i32, 3> = Ring::new();
    let dropped: Vec<_> = (1..=5).map(|i| r.push(i)).collect();
    println!("{:?} {dropped:?}", r.iter().collect::<Vec<_>>());
    println!("{:?} {:?}", sum_all([1, 2, 3]), sum_all([0.5; 4]));
    println!("{:?} {:?}", first_n::<2>(&[1, 2, 3]), first_n::<4>(&[1]));
    println!("{FACTS:?}");
    let [a, b, c] = first_n(&[7, 8, 9, 10]).unwrap();
    println!("{}", a * b * c);
    println!("{:?}", std::array::from_fn::<usize, 5, _>(|i| i * i));
}
