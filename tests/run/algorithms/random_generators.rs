struct Lcg(u64);
impl Lcg {
    fn next_u32(&mut self) -> u32 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as u32
    }
    fn below(&mut self, n: u32) -> u32 {
        self.next_u32() % n
    }
    fn float(&mut self) -> f64 {
        self.next_u32() as f64 / (1u64 << 31) as f64
    }
    fn shuffle<T>(&mut self, v: &mut [T]) {
        for i in (1..v.len()).rev() {
            v.swap(i, self.below(i as u32 + 1) as usize);
        }
    }
    fn choose<'a, T>(&mut self, v: &'a [T]) -> Option<&'a T> {
        if v.is_empty() { None } else { v.get(self.below(v.len() as u32) as usize) }
    }
}
impl Iterator for Lcg {
    type Item = u32;
    fn next(&mut self) -> Option<u32> {
        Some(self.next_u32())
    }
}
struct Xoshiro([u64; 4]);
impl Xoshiro {
    fn seeded(seed: u64) -> Self {
        let mut z = seed;
        let mut split = || {
            z = z.wrapping_add(0x9e3779b97f4a7c15);
            let mut x = z;
            x = (x ^ (x >> 30)).wrapping_mul(0xbf58476d1ce4e5b9);
            x = (x ^ (x >> 27)).wrapping_mul(0x94d049bb133111eb);
            x ^ (x >> 31)
        };
        Xoshiro([split(), split(), split(), split()])
    }
    fn next(&mut self) -> u64 {
        let s = &mut self.0;
        let result = s[1].wrapping_mul(5).rotate_left(7).wrapping_mul(9);
        let t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = s[3].rotate_left(45);
        result
    }
}
struct Mt {
    state: [u32; 624],
    index: usize,
}
impl Mt {
    fn new(seed: u32) -> Mt {
        let mut state = [seed; 624];
        for i in 1..624 {
            let p = state[i - 1];
            state[i] = 1812433253u32.wrapping_mul(p ^ (p >> 30)).wrapping_add(i as u32);
        }
        Mt { state, index: 624 }
    }
    fn next(&mut self) -> u32 {
        if self.index == 624 {
            for i in 0..624 {
                let y = (self.state[i] & 0x8000_0000) | (self.state[(i + 1) % 624] & 0x7fff_ffff);
                self.state[i] = self.state[(i + 397) % 624] ^ (y >> 1) ^ if y & 1 == 1 { 0x9908_b0df } else { 0 };
            }
            self.index = 0;
        }
        let mut y = self.state[self.index];
        self.index += 1;
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c_5680;
        y ^= (y << 15) & 0xefc6_0000;
        y ^ (y >> 18)
    }
}
fn main() {
    let mut r = Lcg(42);
    println!("{:?}", r.by_ref().take(4).collect::<Vec<_>>());
    let mut deck: Vec<u32> = (1..=10).collect();
    r.shuffle(&mut deck);
    println!("{deck:?} {:?} {:?}", r.choose(&["a", "b", "c"]), r.choose::<u8>(&[]));
    let inside = (0..2000).filter(|_| { let (x, y) = (r.float(), r.float()); x * x + y * y < 1.0 }).count();
    println!("{inside}");
    let mut x = Xoshiro::seeded(7);
    println!("{:#018x} {:#018x}", x.next(), x.next());
    let mut m = Mt::new(5489);
    println!("{} {}", m.next(), m.next());
    let mut hist = [0; 6];
    for _ in 0..600 {
        hist[r.below(6) as usize] += 1;
    }
    println!("{hist:?} {}", hist.iter().sum::<i32>());
}
