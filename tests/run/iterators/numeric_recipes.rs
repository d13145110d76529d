fn main() {
    println!("{}", (1..1000).filter(|n| n % 3 == 0 || n % 5 == 0).sum::<u32>());
    println!("{:?}", (1..20u64).flat_map(|a| (a..20).flat_map(move |b| (b..20).filter(move |c| a * a + b * b == c * c).map(move |c| (a, b, c)))).collect::<Vec<_>>());
    println!("{:?}", (10..100).filter_map(|n: u32| { let d = n / 10 + n % 10; (d * d == n - n % 1 && d > 0).then_some(n) }).collect::<Vec<_>>());
    let digits = |n: u64| std::iter::successors(Some(n), |n| (*n >= 10).then(|| n / 10)).map(|n| n % 10);
    println!("{:?} {}", digits(90210).collect::<Vec<_>>(), digits(999).map(|d| d * d).sum::<u64>());
    println!("{}", (100..1000u32).flat_map(|a| (a..1000).map(move |b| a * b)).filter(|p| { let s = p.to_string(); s.bytes().eq(s.bytes().rev()) }).max().unwrap());
    let tri = (1..).scan(0u32, |t, n| { *t += n; Some(*t) });
    println!("{:?}", tri.map(|t| (t, (1..=t).filter(|d| t % d == 0).count())).find(|(_, d)| *d > 20));
    let mut sum_sq = (0u64, 0u64);
    for n in 1..=100u64 { sum_sq.0 += n * n; sum_sq.1 += n; }
    println!("{}", sum_sq.1.pow(2) - sum_sq.0);
    let happy = |mut n: u64| { let mut seen = std::collections::HashSet::new(); while seen.insert(n) { n = digits(n).map(|d| d * d).sum(); } n == 1 };
    println!("{:?}", (1..50).filter(|n| happy(*n)).collect::<Vec<_>>());
    println!("{:?}", (1..=5u64).map(|n| (1..=n).product::<u64>()).zip((0..).map(|n| 2u64.pow(n))).map(|(a, b)| a.abs_diff(b)).collect::<Vec<_>>());
    let pi = (0..2000).map(|k| if k % 2 == 0 { 4.0 } else { -4.0 } / (2 * k + 1) as f64).sum::<f64>();
    println!("{pi:.4}");
    let newton = std::iter::successors(Some(2.0f64), |x| Some((x + 2.0 / x) / 2.0)).take(6).last();
    println!("{newton:?}");
    println!("{:?}", (0..4).map(|r| (0..=r).map(|k| (0..k).fold(1, |c, i| c * (r - i) / (i + 1))).collect::<Vec<i32>>()).collect::<Vec<_>>());
    let (q, r): (Vec<i32>, Vec<i32>) = [-7, 7, 8].iter().map(|n| (n / 3, n % 3)).unzip();
    println!("{q:?} {r:?}");
}
