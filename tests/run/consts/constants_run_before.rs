// What types depend on is computed before the run: by functions, loops, matches, associated constants.
trait Sized2 { const SIZE: usize; const TWICE: usize = Self::SIZE * 2; }
struct Small;
struct Wide<T>(T);
impl Sized2 for Small { const SIZE: usize = 3; }
impl<T: Sized2> Sized2 for Wide<T> { const SIZE: usize = T::SIZE + 1; }

struct Shape { sides: usize, name: (&'static str, [u8; 2]) }
const SHAPE: Shape = Shape { sides: 6, name: ("hexagon", [1, 2]) };
const PRIMES: [u32; 5] = [2, 3, 5, 7, 11];
const fn fibonacci(n: usize) -> usize {
    let (mut a, mut b) = (0, 1);
    let mut i = 0;
    while i < n {
        (a, b) = (b, a + b);
        i += 1;
    }
    return a;
}
const fn gcd(a: usize, b: usize) -> usize { if b == 0 { a } else { gcd(b, a % b) } }
const fn largest(list: &[u32]) -> u32 {
    let mut most = list[0];
    let mut i = 1;
    loop {
        if i == list.len() { break most; }
        match list[i] { x if x > most => most = x, _ => {} }
        i += 1;
    }
}
const LIMIT: Option<u8> = 250u8.checked_add(10);
const LENGTH: usize = match LIMIT { Some(n) => n as usize, None => "length".len() };
#[derive(Clone, Copy, PartialEq, Debug)]
enum Bits { A = 1 << 3, B, C = (Bits::A as isize) | 0b10, D = fibonacci(10) as isize }

fn rows<const N: usize, const FLAG: bool, const MARK: char>() -> (usize, bool, char) { (N, FLAG, MARK) }
struct Level<const N: u8>;
impl<const N: u8> Level<N> { fn get(&self) -> u8 { N } }
struct Pair<const N: usize = 2, const M: usize = N>;
impl<const N: usize, const M: usize> Pair<N, M> { fn sum(&self) -> usize { N + M } }

fn main() {
    let a = [0u8; fibonacci(7)];
    let b = [0u8; gcd(48, 36)];
    let c: [i32; largest(&PRIMES) as usize] = [1; 11];
    let d = [0; SHAPE.sides];
    let e = [0; SHAPE.name.1[1] as usize];
    println!("{} {} {} {} {}", a.len(), b.len(), c.len(), d.len(), e.len());
    let f = [(); <Wide<Small> as Sized2>::SIZE];
    let g = [(); Small::TWICE];
    let h = [(); <Wide<Wide<Small>>>::TWICE];
    let i = [0; LENGTH];
    println!("{} {} {} {} {}", f.len(), g.len(), h.len(), i.len(), [0u8; u8::MAX as usize - 250].len());
    println!("{} {} {} {}", Bits::A as u8, Bits::B as u8, Bits::C as u8, Bits::D as u8);
    println!("{:?} {:?}", rows::<{ PRIMES.len() }, true, 'x'>(), rows::<LENGTH, { LIMIT.is_some() }, '\n'>());
    println!("{} {} {}", Level::<7>.get(), Pair::<4>.sum(), Pair::<1, 5>.sum());
}
