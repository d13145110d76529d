fn main() {
    let v = [3, 1, 4, 1, 5, 9, 2, 6];
    println!("{:?}", v.iter().scan(i32::MIN, |m, &x| { *m = (*m).max(x); Some(*m) }).collect::<Vec<_>>());
    println!("{:?}", v.iter().fold((i32::MAX, i32::MIN, 0), |(lo, hi, s), &x| (lo.min(x), hi.max(x), s + x)));
    println!("{:?}", v.iter().fold(vec![vec![]], |mut runs: Vec<Vec<i32>>, &x| { if runs.last().unwrap().last().is_some_and(|l| *l > x) { runs.push(vec![]); } runs.last_mut().unwrap().push(x); runs }));
    println!("{:?}", v.iter().try_fold(100, |a: i32, &x| if a < 80 { Err(a) } else { Ok(a - x) }));
    println!("{:?}", v.iter().map(|x| x % 3).enumerate().fold([0; 3], |mut b, (i, r)| { b[r as usize] += i; b }));
    let (inc, dec): (Vec<_>, Vec<_>) = v.windows(2).partition(|w| w[0] < w[1]);
    println!("{} {}", inc.len(), dec.len());
    println!("{:?}", (1..=4).scan(1u32, |f, n| { *f *= n; Some(*f) }).zip(["a", "b", "c", "d"]).last());
    println!("{}", "a1b22".chars().fold((0, 0), |(n, s), c| c.to_digit(10).map_or((0, s + n), |d| (n * 10 + d, s))).1 + 22);
    println!("{:?}", ["x", "yy"].iter().rev().fold(String::new(), |a, s| a + s + "/"));
    println!("{:?}", v.iter().copied().reduce(|a, b| a * 2 + b));
    println!("{:?}", (0..5).map(|i| (i, i * i)).unzip::<i32, i32, Vec<_>, std::collections::BTreeSet<_>>());
    println!("{:?}", v.iter().max_by(|a, b| (*a % 5).cmp(&(*b % 5))));
    println!("{:?}", v.iter().position(|&x| x == 1).into_iter().chain(v.iter().rposition(|&x| x == 1)).collect::<Vec<_>>());
    println!("{:?}", std::iter::successors(Some((0u32, 1u32)), |&(a, b)| b.checked_add(a).map(|c| (b, c))).map(|p| p.0).last());
    println!("{:?}", v.iter().min_by_key(|x| (std::cmp::Reverse(*x % 2), **x)));
    println!("{:?}", v.split(|x| *x == 1).map(|s| s.iter().sum::<i32>()).collect::<Vec<_>>());
}
