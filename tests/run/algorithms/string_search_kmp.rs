fn failure(p: &[u8]) -> Vec<usize> {
    let mut f = vec![0; p.len()];
    let mut k = 0;
    for i in 1..p.len() {
        while k > 0 && p[k] != p[i] { k = f[k - 1]; }
        if p[k] == p[i] { k += 1; }
        f[i] = k;
    }
    f
}
fn kmp(text: &str, pat: &str) -> Vec<usize> {
    let (t, p) = (text.as_bytes(), pat.as_bytes());
    if p.is_empty() { return vec![]; }
    let f = failure(p);
    let mut k = 0;
    let mut out = vec![];
    for (i, b) in t.iter().enumerate() {
        while k > 0 && p[k] != *b { k = f[k - 1]; }
        if p[k] == *b { k += 1; }
        if k == p.len() { out.push(i + 1 - k); k = f[k - 1]; }
    }
    out
}
fn rabin_karp(text: &str, pat: &str) -> Option<usize> {
    const B: u64 = 257;
    let hash = |s: &[u8]| s.iter().fold(0u64, |h, &c| h.wrapping_mul(B).wrapping_add(c as u64));
    let (t, p) = (text.as_bytes(), pat.as_bytes());
    let want = hash(p);
    let top = (1..p.len()).fold(1u64, |x, _| x.wrapping_mul(B));
    let mut h = hash(t.get(..p.len())?);
    for i in 0..=t.len() - p.len() {
        if h == want && &t[i..i + p.len()] == p { return Some(i); }
        if let Some(&next) = t.get(i + p.len()) { h = h.wrapping_sub((t[i] as u64).wrapping_mul(top)).wrapping_mul(B).wrapping_add(next as u64); }
    }
    None
}
fn longest_palindrome(s: &str) -> String {
    let c: Vec<char> = s.chars().collect();
    let grow = |mut l: isize, mut r: isize| { while l >= 0 && (r as usize) < c.len() && c[l as usize] == c[r as usize] { l -= 1; r += 1; } ((l + 1) as usize, r as usize) };
    (0..c.len() as isize).flat_map(|i| [grow(i, i), grow(i, i + 1)]).max_by_key(|(l, r)| (r - l, usize::MAX - l)).map(|(l, r)| c[l..r].iter().collect()).unwrap_or_default()
}
fn main() {
    println!("{:?} {:?}", kmp("abababcab", "abab"), failure(b"aabaaab"));
    println!("{:?} {:?} {:?}", rabin_karp("hello world", "o w"), rabin_karp("abc", "zz"), rabin_karp("a", "long"));
    println!("{:?} {:?} {:?}", longest_palindrome("babad"), longest_palindrome("xyzzyx1"), longest_palindrome(""));
}
