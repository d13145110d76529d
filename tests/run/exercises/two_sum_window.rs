use std::collections::HashMap;
fn two_sum(v: &[i32], t: i32) -> Option<(usize, usize)> {
    let mut seen = HashMap::new();
    for (i, x) in v.iter().enumerate() {
        if let Some(&j) = seen.get(&(t - x)) { return Some((j, i)); }
        seen.insert(*x, i);
    }
    None
}
fn longest_unique(s: &str) -> &str {
    let (mut start, mut best) = (0, 0..0);
    let mut last: HashMap<char, usize> = HashMap::new();
    for (i, c) in s.char_indices() {
        if let Some(p) = last.insert(c, i) { start = start.max(p + c.len_utf8()); }
        let end = i + c.len_utf8();
        if end - start > best.len() { best = start..end; }
    }
    &s[best]
}
fn rain(h: &[u32]) -> u32 {
    let (mut l, mut r, mut lm, mut rm, mut sum) = (0, h.len().saturating_sub(1), 0, 0, 0);
    while l < r {
        if h[l] < h[r] { lm = lm.max(h[l]); sum += lm - h[l]; l += 1; } else { rm = rm.max(h[r]); sum += rm - h[r]; r -= 1; }
    }
    sum
}
fn main() {
    println!("{:?} {:?}", two_sum(&[2, 7, 11, 15], 26), two_sum(&[1], 2));
    println!("{:?} {:?} {:?}", longest_unique("abcabcbb"), longest_unique("ñandúñ"), longest_unique(""));
    println!("{} {}", rain(&[0, 1, 0, 2, 1, 0, 1, 3, 2, 1, 2, 1]), rain(&[]));
}
