#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Pt { x: i64, y: i64 }
fn cross(o: Pt, a: Pt, b: Pt) -> i64 { (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x) }
fn hull(mut pts: Vec<Pt>) -> Vec<Pt> {
    pts.sort();
    pts.dedup();
    if pts.len() < 3 { return pts; }
    let half = |it: &mut dyn Iterator<Item = &Pt>| {
        let mut h: Vec<Pt> = vec![];
        for &p in it {
            while let [.., a, b] = h[..] { if cross(a, b, p) > 0 { break; } h.pop(); }
            h.push(p);
        }
        h.pop();
        h
    };
    let mut lower = half(&mut pts.iter());
    lower.extend(half(&mut pts.iter().rev()));
    lower
}
fn area2(poly: &[Pt]) -> i64 { poly.iter().zip(poly.iter().cycle().skip(1)).map(|(a, b)| a.x * b.y - a.y * b.x).sum::<i64>().abs() }
fn main() {
    let pts: Vec<Pt> = [(0, 0), (4, 0), (4, 3), (0, 3), (2, 1), (1, 2), (4, 0)].map(|(x, y)| Pt { x, y }).to_vec();
    let h = hull(pts);
    println!("{:?}", h.iter().map(|p| (p.x, p.y)).collect::<Vec<_>>());
    println!("{} {:?}", area2(&h) as f64 / 2.0, hull(vec![Pt { x: 1, y: 1 }]));
}
