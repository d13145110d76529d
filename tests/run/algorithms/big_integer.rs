use std::fmt;
use std::ops::{Add, Mul};
use std::str::FromStr;

#[derive(Clone, Debug, PartialEq, Eq, Default)]
struct Big(Vec<u32>); // little endian, base 10^9

const BASE: u64 = 1_000_000_000;
impl Big {
    fn trim(mut self) -> Big {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
        self
    }
    fn pow(&self, n: u32) -> Big {
        (0..n).fold(Big::from(1), |acc, _| &acc * self)
    }
    fn digit_sum(&self) -> u32 {
        self.to_string().chars().filter_map(|c| c.to_digit(10)).sum()
    }
}
impl From<u64> for Big {
    fn from(mut n: u64) -> Big {
        let mut d = vec![];
        while n > 0 {
            d.push((n % BASE) as u32);
            n /= BASE;
        }
        Big(d)
    }
}
impl FromStr for Big {
    type Err = String;
    fn from_str(s: &str) -> Result<Big, String> {
        let mut d = vec![];
        for chunk in s.as_bytes().rchunks(9) {
            let text = std::str::from_utf8(chunk).map_err(|e| e.to_string())?;
            d.push(text.parse::<u32>().map_err(|e| format!("{text}: {e}"))?);
        }
        Ok(Big(d).trim())
    }
}
impl Add for &Big {
    type Output = Big;
    fn add(self, o: &Big) -> Big {
        let mut out = Vec::with_capacity(self.0.len().max(o.0.len()) + 1);
        let mut carry = 0;
        for i in 0..self.0.len().max(o.0.len()) {
            let sum = carry + *self.0.get(i).unwrap_or(&0) as u64 + o.0.get(i).copied().unwrap_or(0) as u64;
            out.push((sum % BASE) as u32);
            carry = sum / BASE;
        }
        out.push(carry as u32);
        Big(out).trim()
    }
}
impl<'a> Mul<&'a Big> for &Big {
    type Output = Big;
    fn mul(self, o: &'a Big) -> Big {
        let mut out = vec![0u64; self.0.len() + o.0.len() + 1];
        for (i, &a) in self.0.iter().enumerate() {
            let mut carry = 0;
            for (j, &b) in o.0.iter().enumerate() {
                let cur = out[i + j] + a as u64 * b as u64 + carry;
                out[i + j] = cur % BASE;
                carry = cur / BASE;
            }
            out[i + o.0.len()] += carry;
        }
        Big(out.into_iter().map(|x| x as u32).collect()).trim()
    }
}
impl fmt::Display for Big {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Some((last, rest)) = self.0.split_last() else {
            return f.pad_integral(true, "", "0");
        };
        let mut s = last.to_string();
        for d in rest.iter().rev() {
            s += &format!("{d:09}");
        }
        f.pad_integral(true, "", &s)
    }
}
fn main() {
    let a: Big = "123456789012345678901234567890".parse().unwrap();
    let b = Big::from(u64::MAX);
    println!("{}\n{}", &a + &b, &a * &b);
    println!("{} {}", Big::default(), Big::from_str("00000000000000000012").unwrap());
    let f = (1..=50u64).map(Big::from).fold(Big::from(1), |x, y| &x * &y);
    println!("{f}");
    println!("{} {}", Big::from(2).pow(100), Big::from(2).pow(200).digit_sum());
    println!("{:?} [{:>12}] [{:<5}]", "12x".parse::<Big>(), Big::from(1_000_000_007), Big::from(7));
    let (mut x, mut y) = (Big::from(0), Big::from(1));
    for _ in 0..300 {
        (x, y) = (y.clone(), &x + &y);
    }
    println!("{x}");
}
