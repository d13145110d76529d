fn gcd(a: u128, b: u128) -> u128 {
    if b == 0 { a } else { gcd(b, a % b) }
}
fn mod_pow(mut base: u128, mut exp: u128, m: u128) -> u128 {
    let mut r = 1;
    base %= m;
    while exp > 0 {
        if exp & 1 == 1 {
            r = r * base % m;
        }
        base = base * base % m;
        exp >>= 1;
    }
    r
}
fn is_probable_prime(n: u64) -> bool {
    if n < 2 {
        return false;
    }
    for p in [2u64, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37] {
        if n == p {
            return true;
        }
        if n % p == 0 {
            return false;
        }
    }
    let s = (n - 1).trailing_zeros();
    let d = (n - 1) >> s;
    'witness: for a in [2u128, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37] {
        let mut x = mod_pow(a, d as u128, n as u128);
        if x == 1 || x == n as u128 - 1 {
            continue;
        }
        for _ in 1..s {
            x = x * x % n as u128;
            if x == n as u128 - 1 {
                continue 'witness;
            }
        }
        return false;
    }
    true
}
fn fib(n: u32) -> i128 {
    let (mut a, mut b) = (0i128, 1i128);
    for _ in 0..n {
        (a, b) = (b, a + b);
    }
    a
}
fn main() {
    println!("{}", (1..=33u128).product::<u128>());
    println!("{}", fib(180));
    println!("{}", -fib(180) * 3);
    println!("{}", gcd(2u128.pow(70) * 81, 6u128.pow(20)));
    println!("{}", mod_pow(7, 1_000_000_007, 998_244_353));
    for n in [2u64, 561, 7919, 1_000_000_007, 18446744073709551557, 18446744073709551556] {
        println!("{n} {}", is_probable_prime(n));
    }
    println!("{:?} {:?}", i128::MAX.checked_add(1), u128::MAX.checked_mul(2));
    println!("{:#x} {:b}", u128::MAX >> 4, 1u128 << 70);
    println!("{} {}", u128::MAX.count_ones(), (1u128 << 90).leading_zeros());
    println!("{} {}", (u64::MAX as u128 * u64::MAX as u128) % 1_000_000_007, i128::from(-5i8));
    println!("{:e} {}", 1.0e30, 1e30 as i128);
    println!("{:?}", "170141183460469231731687303715884105727".parse::<i128>().map(|v| v == i128::MAX));
    println!("{:>45}|{:<45}|{:+}", i128::MIN, u128::MAX, 7i128);
}
