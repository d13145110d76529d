use std::collections::BTreeMap;
fn nucleotides(s: &str) -> Result<BTreeMap<char, usize>, char> {
    let mut m: BTreeMap<char, usize> = "ACGT".chars().map(|c| (c, 0)).collect();
    for c in s.chars() {
        *m.get_mut(&c).ok_or(c)? += 1;
    }
    Ok(m)
}
fn hamming(a: &str, b: &str) -> Option<usize> {
    (a.len() == b.len()).then(|| a.bytes().zip(b.bytes()).filter(|(x, y)| x != y).count())
}
fn proteins(rna: &str) -> Option<Vec<&'static str>> {
    let table = BTreeMap::from([("AUG", "Met"), ("UUU", "Phe"), ("UUC", "Phe"), ("UGG", "Trp"), ("UAA", "stop"), ("UAG", "stop")]);
    rna.as_bytes()
        .chunks(3)
        .map(|c| std::str::from_utf8(c).ok().and_then(|c| table.get(c).copied()))
        .take_while(|p| *p != Some("stop"))
        .collect()
}
fn series(s: &str, n: usize) -> Vec<String> {
    s.chars().collect::<Vec<_>>().windows(n).map(String::from_iter).collect()
}
fn pangram(s: &str) -> bool {
    s.bytes().filter(u8::is_ascii_alphabetic).fold(0u32, |m, b| m | 1 << (b.to_ascii_lowercase() - b'a')) == (1 << 26) - 1
}
fn isogram(s: &str) -> bool {
    let mut cs: Vec<char> = s.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    cs.sort_unstable();
    cs.windows(2).all(|w| w[0] != w[1])
}
fn raindrops(n: u32) -> String {
    let s: String = [(3, "Pling"), (5, "Plang"), (7, "Plong")].iter().filter(|(d, _)| n % d == 0).map(|(_, s)| *s).collect();
    if s.is_empty() { n.to_string() } else { s }
}
fn armstrong(n: u32) -> bool {
    let d: Vec<u32> = n.to_string().chars().filter_map(|c| c.to_digit(10)).collect();
    d.iter().map(|x| x.pow(d.len() as u32)).sum::<u32>() == n
}
fn triangle(mut s: [u32; 3]) -> Option<&'static str> {
    s.sort();
    match s {
        [0, ..] => None,
        [a, b, c] if a + b < c => None,
        [a, _, c] if a == c => Some("equilateral"),
        [a, b, c] if a == b || b == c => Some("isosceles"),
        _ => Some("scalene"),
    }
}
fn main() {
    println!("{:?} {:?}", nucleotides("GATTACA"), nucleotides("AXE"));
    println!("{:?} {:?}", hamming("GAGCCTACTAACGGGAT", "CATCGTAATGACGGCCT"), hamming("A", ""));
    println!("{:?} {:?} {:?}", proteins("AUGUUUUAAUGG"), proteins("UUCXYZ"), proteins(""));
    println!("{:?} {:?}", series("49142", 3), series("12", 5));
    println!("{} {}", pangram("Pack my box with five dozen liquor jugs"), pangram("no"));
    println!("{} {}", isogram("six-year-old"), isogram("Alphabet"));
    println!("{:?}", [1, 15, 28, 105].map(raindrops));
    println!("{:?}", (100..1000).filter(|n| armstrong(*n)).collect::<Vec<_>>());
    println!("{:?}", [[3, 4, 5], [2, 2, 3], [1, 1, 1], [1, 1, 5], [0, 0, 0]].map(triangle));
}
