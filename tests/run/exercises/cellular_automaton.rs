fn step(cells: &[bool], rule: u8) -> Vec<bool> {
    let n = cells.len();
    (0..n).map(|i| {
        let idx = [(i + n - 1) % n, i, (i + 1) % n].iter().fold(0, |a, &j| a << 1 | cells[j] as u8);
        rule >> idx & 1 == 1
    }).collect()
}
fn life(alive: &std::collections::BTreeSet<(i32, i32)>) -> std::collections::BTreeSet<(i32, i32)> {
    let mut n = std::collections::BTreeMap::new();
    for &(x, y) in alive { for dx in -1..=1 { for dy in -1..=1 { if (dx, dy) != (0, 0) { *n.entry((x + dx, y + dy)).or_insert(0) += 1; } } } }
    n.into_iter().filter(|(p, c)| *c == 3 || *c == 2 && alive.contains(p)).map(|(p, _)| p).collect()
}
fn main() {
    for rule in [30, 90] {
        let mut c = vec![false; 31];
        c[15] = true;
        for _ in 0..6 {
            println!("{}", c.iter().map(|b| if *b { '#' } else { '.' }).collect::<String>());
            c = step(&c, rule);
        }
    }
    let mut g = [(0, 0), (1, 0), (2, 0), (2, 1), (1, 2)].into();
    for _ in 0..4 { g = life(&g); }
    println!("{g:?}");
}
