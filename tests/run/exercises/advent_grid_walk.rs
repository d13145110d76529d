use std::collections::{BTreeMap, HashSet};
fn follow(path: &str) -> (i32, i32, Option<(i32, i32)>) {
    let (mut x, mut y, mut d) = (0i32, 0i32, 0usize);
    let mut seen = HashSet::from([(0, 0)]);
    let mut twice = None;
    for step in path.split(", ") {
        let (turn, n) = step.split_at(1);
        d = (d + if turn == "R" { 1 } else { 3 }) % 4;
        for _ in 0..n.parse::<u32>().unwrap() {
            let (dx, dy) = [(0, 1), (1, 0), (0, -1), (-1, 0)][d];
            x += dx;
            y += dy;
            if !seen.insert((x, y)) && twice.is_none() { twice = Some((x, y)); }
        }
    }
    (x, y, twice)
}
fn keypad(moves: &str) -> String {
    let pad: BTreeMap<(i32, i32), char> = ["  1", " 234", "56789", " ABC", "  D"].iter().enumerate().flat_map(|(r, l)| l.chars().enumerate().filter(|(_, c)| *c != ' ').map(move |(c, k)| ((r as i32, c as i32), k))).collect();
    let mut at = (2, 0);
    moves.lines().map(|l| {
        for m in l.chars() {
            let next = match m { 'U' => (at.0 - 1, at.1), 'D' => (at.0 + 1, at.1), 'L' => (at.0, at.1 - 1), _ => (at.0, at.1 + 1) };
            if pad.contains_key(&next) { at = next; }
        }
        pad[&at]
    }).collect()
}
fn main() {
    println!("{:?}", follow("R8, R4, R4, R8"));
    println!("{:?}", follow("R2, L3"));
    println!("{}", keypad("ULL\nRRDDD\nLURDL\nUUUUD"));
}
