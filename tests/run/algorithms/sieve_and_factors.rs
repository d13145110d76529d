fn sieve(limit: usize) -> Vec<usize> {
    let mut composite = vec![false; limit + 1];
    let mut primes = vec![];
    for n in 2..=limit {
        if !composite[n] {
            primes.push(n);
            for m in (n * n..=limit).step_by(n) {
                composite[m] = true;
            }
        }
    }
    primes
}
fn factors(mut n: u64) -> Vec<(u64, u32)> {
    let mut out: Vec<(u64, u32)> = vec![];
    let mut d = 2;
    while d * d <= n {
        while n % d == 0 {
            match out.last_mut() {
                Some((p, e)) if *p == d => *e += 1,
                _ => out.push((d, 1)),
            }
            n /= d;
        }
        d += 1;
    }
    if n > 1 {
        out.push((n, 1));
    }
    out
}
fn divisors(n: u32) -> Vec<u32> {
    let mut small: Vec<u32> = (1..).take_while(|d| d * d <= n).filter(|d| n % d == 0).collect();
    let big: Vec<u32> = small.iter().rev().map(|d| n / d).filter(|b| b * b != n).collect();
    small.extend(big);
    small
}
fn main() {
    let p = sieve(100);
    println!("{} {:?}", p.len(), &p[p.len() - 5..]);
    for n in [1u64, 97, 360, 1 << 20, 600851475143] {
        let text = factors(n).iter().map(|(p, e)| if *e > 1 { format!("{p}^{e}") } else { p.to_string() }).collect::<Vec<_>>().join(" * ");
        println!("{n} = {text}");
    }
    println!("{:?} {:?}", divisors(36), divisors(13));
    let perfect: Vec<u32> = (2..1000).filter(|&n| divisors(n).iter().sum::<u32>() == 2 * n).collect();
    println!("{perfect:?}");
    println!("{}", sieve(10_000).len());
}
