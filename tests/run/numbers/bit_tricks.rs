#[derive(Clone, Copy, PartialEq, Eq)]
struct Bits(u64);
impl Bits {
    fn set(&mut self, i: u32) -> &mut Self {
        self.0 |= 1 << i;
        self
    }
    fn clear(&mut self, i: u32) -> &mut Self {
        self.0 &= !(1 << i);
        self
    }
    fn toggle(&mut self, i: u32) -> &mut Self {
        self.0 ^= 1 << i;
        self
    }
    fn has(self, i: u32) -> bool {
        self.0 >> i & 1 == 1
    }
    fn iter(self) -> impl Iterator<Item = u32> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            if rest == 0 {
                return None;
            }
            let i = rest.trailing_zeros();
            rest &= rest - 1;
            Some(i)
        })
    }
}
fn gray(n: u32) -> u32 {
    n ^ (n >> 1)
}
fn parity(mut x: u64) -> u32 {
    for s in [32, 16, 8, 4, 2, 1] {
        x ^= x >> s;
    }
    (x & 1) as u32
}
fn crc8(data: &[u8]) -> u8 {
    data.iter().fold(0u8, |mut crc, b| {
        crc ^= b;
        for _ in 0..8 {
            crc = if crc & 0x80 != 0 { (crc << 1) ^ 0x07 } else { crc << 1 };
        }
        crc
    })
}
fn fnv(s: &str) -> u64 {
    s.bytes().fold(0xcbf29ce484222325, |h, b| (h ^ b as u64).wrapping_mul(0x100000001b3))
}
fn adler(data: &[u8]) -> u32 {
    let (mut a, mut b) = (1u32, 0u32);
    for &d in data {
        a = (a + d as u32) % 65521;
        b = (b + a) % 65521;
    }
    b << 16 | a
}
fn xorshift(state: &mut u32) -> u32 {
    let mut x = *state;
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    *state = x;
    x
}
fn subsets(n: u32) -> Vec<Vec<u32>> {
    (0..1u32 << n).map(|m| (0..n).filter(|i| m & (1 << i) != 0).collect()).collect()
}
fn main() {
    let mut b = Bits(0);
    b.set(1).set(5).set(63).toggle(5).toggle(7).clear(63);
    println!("{:?} {} {}", b.iter().collect::<Vec<_>>(), b.has(7), b.has(5));
    println!("{:?}", (0..8).map(|n| format!("{:03b}", gray(n))).collect::<Vec<_>>());
    println!("{} {}", parity(0b1011), parity(u64::MAX));
    println!("{:#04x} {:#018x} {:#x}", crc8(b"123456789"), fnv("hello"), adler(b"Wikipedia"));
    let mut s = 2463534242;
    println!("{:?}", (0..4).map(|_| xorshift(&mut s)).collect::<Vec<_>>());
    println!("{:?}", subsets(3));
    let (mut a, mut c) = (17, 42);
    a ^= c;
    c ^= a;
    a ^= c;
    println!("{a} {c} {}", 12 & -12);
    println!("{:032b}", f32::to_bits(-0.15625));
    println!("{}", (0..=255u8).filter(|b| b.count_ones() == 4).count());
}
