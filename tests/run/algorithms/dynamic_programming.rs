use std::collections::HashMap;

fn knapsack(items: &[(usize, u32)], cap: usize) -> (u32, Vec<usize>) {
    let mut best = vec![vec![0u32; cap + 1]; items.len() + 1];
    for (i, &(w, v)) in items.iter().enumerate() {
        for c in 0..=cap {
            best[i + 1][c] = best[i][c];
            if c >= w {
                best[i + 1][c] = best[i + 1][c].max(best[i][c - w] + v);
            }
        }
    }
    let mut c = cap;
    let mut taken = vec![];
    for i in (0..items.len()).rev() {
        if best[i + 1][c] != best[i][c] {
            taken.push(i);
            c -= items[i].0;
        }
    }
    taken.reverse();
    (best[items.len()][cap], taken)
}
fn lcs(a: &str, b: &str) -> String {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut t = vec![vec![0usize; b.len() + 1]; a.len() + 1];
    for i in 0..a.len() {
        for j in 0..b.len() {
            t[i + 1][j + 1] = if a[i] == b[j] { t[i][j] + 1 } else { t[i][j + 1].max(t[i + 1][j]) };
        }
    }
    let (mut i, mut j) = (a.len(), b.len());
    let mut out = String::new();
    while i > 0 && j > 0 {
        if a[i - 1] == b[j - 1] {
            out.insert(0, a[i - 1]);
            i -= 1;
            j -= 1;
        } else if t[i - 1][j] >= t[i][j - 1] {
            i -= 1;
        } else {
            j -= 1;
        }
    }
    out
}
fn coins(target: usize, coins: &[usize]) -> Option<Vec<usize>> {
    let mut last: Vec<Option<usize>> = vec![None; target + 1];
    let mut need = vec![usize::MAX; target + 1];
    need[0] = 0;
    for t in 1..=target {
        for &c in coins {
            if c <= t && need[t - c] != usize::MAX && need[t - c] + 1 < need[t] {
                need[t] = need[t - c] + 1;
                last[t] = Some(c);
            }
        }
    }
    let mut out = vec![];
    let mut t = target;
    while t > 0 {
        let c = last[t]?;
        out.push(c);
        t -= c;
    }
    Some(out)
}
fn lis(v: &[i32]) -> usize {
    let mut tails: Vec<i32> = vec![];
    for &x in v {
        match tails.binary_search(&x) {
            Ok(_) => {}
            Err(i) if i == tails.len() => tails.push(x),
            Err(i) => tails[i] = x,
        }
    }
    tails.len()
}
fn partitions(n: u64, max: u64, memo: &mut HashMap<(u64, u64), u64>) -> u64 {
    if n == 0 {
        return 1;
    }
    if let Some(&v) = memo.get(&(n, max)) {
        return v;
    }
    let v = (1..=max.min(n)).map(|k| partitions(n - k, k, memo)).sum();
    memo.insert((n, max), v);
    v
}
fn max_subarray(v: &[i64]) -> i64 {
    v.iter().fold((i64::MIN, 0), |(best, run), &x| { let run = (run + x).max(x); (best.max(run), run) }).0
}
fn pascal(n: usize) -> Vec<Vec<u64>> {
    (0..n).scan(vec![1u64], |row, _| {
        let current = row.clone();
        *row = std::iter::once(1).chain(row.windows(2).map(|w| w[0] + w[1])).chain(std::iter::once(1)).collect();
        Some(current)
    }).collect()
}
fn main() {
    println!("{:?}", knapsack(&[(12, 4), (2, 2), (1, 1), (4, 10), (1, 2)], 15));
    println!("{}", lcs("AGGTAB", "GXTXAYB"));
    println!("{:?} {:?}", coins(63, &[1, 5, 10, 21, 25]), coins(3, &[2]));
    println!("{} {}", lis(&[10, 9, 2, 5, 3, 7, 101, 18]), lis(&[]));
    println!("{}", partitions(60, 60, &mut HashMap::new()));
    println!("{}", max_subarray(&[-2, 1, -3, 4, -1, 2, 1, -5, 4]));
    println!("{:?}", pascal(6));
}
