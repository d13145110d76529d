#[derive(Debug, Clone)]
struct Point { x: i32, y: i32 }
#[derive(Debug, Clone)]
enum Shape { Seg { a: Point, b: Point }, Poly(Vec<Point>), Tagged(Box<(String, Shape)>), Empty }
use Shape::*;
fn info(s: &Shape) -> String {
    match s {
        Seg { a: Point { x: x1, y: y1 }, b: Point { x: x2, y: y2 } } if x1 == x2 && y1 == y2 => format!("dot {x1},{y1}"),
        Seg { a: Point { x: 0, .. }, b } | Seg { a: b, b: Point { x: 0, .. } } => format!("touches the axis, other y {}", b.y),
        Seg { a, b: Point { y, .. } } => format!("from {a:?} to y {y}"),
        Poly(p) => match p.as_slice() {
            [] => "no points".into(),
            [Point { x, y }] => format!("single {x} {y}"),
            [first, .., Point { x: lx, .. }] if first.x == *lx => "closed in x".to_string(),
            [_, rest @ ..] => format!("{} more", rest.len()),
        },
        Tagged(b) => { let (tag, inner) = &**b; format!("{tag}({})", info(inner)) }
        Empty => String::new(),
    }
}
fn main() {
    let p = |x, y| Point { x, y };
    let shapes = [Seg { a: p(1, 1), b: p(1, 1) }, Seg { a: p(0, 3), b: p(5, 6) }, Seg { a: p(2, 9), b: p(0, 4) }, Seg { a: p(1, 2), b: p(3, 4) }, Poly(vec![]), Poly(vec![p(7, 8)]), Poly(vec![p(1, 0), p(2, 0), p(1, 5)]), Poly(vec![p(1, 0), p(2, 0)]), Tagged(Box::new(("t".into(), Tagged(Box::new(("u".into(), Empty))))))];
    for s in &shapes { println!("{}", info(s)); }
    let [Seg { a: Point { x, .. }, .. }, .., Tagged(last)] = &shapes else { panic!() };
    println!("{x} {}", last.0);
    let ((a, [b, .., c]), Point { y: d, x: _ }) = ((1, [2, 3, 4]), p(5, 6));
    println!("{}", a + b + c + d);
    let mut pairs = vec![(1, Some(p(1, 2))), (2, None), (3, Some(p(5, 5)))];
    for (n, slot) in &mut pairs { if let Some(Point { x, y }) = slot { std::mem::swap(x, y); *n += *x; } else { *slot = Some(p(*n, *n)); } }
    println!("{:?}", pairs.iter().filter_map(|(n, slot)| slot.as_ref().map(|Point { x, y }| (*n, *x, *y))).collect::<Vec<_>>());
}
