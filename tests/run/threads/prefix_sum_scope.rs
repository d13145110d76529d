use std::thread;
fn prefix(v: &mut [i64], parts: usize) {
    let size = v.len().div_ceil(parts).max(1);
    let sums: Vec<i64> = thread::scope(|s| {
        let hs: Vec<_> = v.chunks_mut(size).map(|c| s.spawn(move || { for i in 1..c.len() { c[i] += c[i - 1]; } c.last().copied().unwrap_or(0) })).collect();
        hs.into_iter().map(|h| h.join().unwrap()).collect()
    });
    let offsets: Vec<i64> = sums.iter().scan(0, |acc, s| { let before = *acc; *acc += s; Some(before) }).collect();
    thread::scope(|s| {
        for (c, off) in v.chunks_mut(size).zip(&offsets) {
            s.spawn(move || c.iter_mut().for_each(|x| *x += off));
        }
    });
}
fn main() {
    let mut v: Vec<i64> = (1..=20).collect();
    prefix(&mut v, 4);
    println!("{v:?}");
    let mut w = vec![5];
    prefix(&mut w, 3);
    let mut e: Vec<i64> = vec![];
    prefix(&mut e, 2);
    println!("{w:?} {e:?}");
    let mut big = vec![1i64; 1000];
    prefix(&mut big, 7);
    println!("{}", big.iter().enumerate().all(|(i, x)| *x == i as i64 + 1));
}
