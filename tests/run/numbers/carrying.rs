// Arithmetic word by word, and numbers that are not zero.
use std::num::{NonZero, NonZeroI8, NonZeroU16, NonZeroU32, NonZeroU8, Wrapping};

fn multiply(a: &[u64], b: &[u64]) -> Vec<u64> {
    let mut product = vec![0u64; a.len() + b.len()];
    for (i, &x) in a.iter().enumerate() {
        let mut carry = 0;
        for (j, &y) in b.iter().enumerate() {
            let (low, high) = x.carrying_mul_add(y, carry, product[i + j]);
            product[i + j] = low;
            carry = high;
        }
        product[i + b.len()] = carry;
    }
    product
}

fn add(a: u128, b: u128) -> (u128, bool) {
    let (low, carry) = (a as u64).carrying_add(b as u64, false);
    let (high, carry) = ((a >> 64) as u64).carrying_add((b >> 64) as u64, carry);
    ((high as u128) << 64 | low as u128, carry)
}

fn main() {
    let mut seed = 12345u64;
    let mut next = || { seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407); seed };
    for _ in 0..200 {
        let (a, b, c, d) = (next(), next(), next(), next());
        let wide = a as u128 * b as u128 + c as u128 + d as u128;
        assert_eq!(a.carrying_mul_add(b, c, d), (wide as u64, (wide >> 64) as u64));
        let (x, y) = ((a as u128) << 64 | b as u128, (c as u128) << 64 | d as u128);
        assert_eq!(add(x, y), x.overflowing_add(y));
        let (low, high) = x.carrying_mul(y, 0);
        assert_eq!(vec![low as u64, (low >> 64) as u64, high as u64, (high >> 64) as u64], multiply(&[b, a], &[d, c]));
    }
    for a in 0..=255u8 {
        for b in [0u8, 1, 15, 16, 17, 127, 128, 200, 255] {
            let wide = a as u16 * b as u16 + 255 + 7;
            assert_eq!(a.carrying_mul_add(b, 255, 7), (wide as u8, (wide >> 8) as u8));
            let rest = a as i16 - b as i16 - 1;
            assert_eq!(a.borrowing_sub(b, true), (rest as u8, rest < 0));
        }
    }
    println!("{:?}", u128::MAX.carrying_mul_add(u128::MAX, u128::MAX, u128::MAX));

    let wide: NonZeroU16 = NonZeroU8::MAX.into();
    println!("{wide} {:?} {:?}", NonZeroU8::try_from(wide), NonZeroI8::try_from(wide).is_err());
    let (mut total, three) = (100u32, NonZeroU32::new(3).unwrap());
    total /= three;
    total %= NonZero::new(20).unwrap();
    let mut flags = three;
    flags |= 8;
    flags |= NonZero::new(16).unwrap();
    println!("{total} {flags} {:?}", NonZeroI8::MIN.unsigned_abs());

    let (a, b) = (Wrapping(200u8), Wrapping(100));
    let mut sum = &a + &b;
    sum += &a;
    println!("{sum} {:x} {:#010b} {}", a, b, a * &b);
}
