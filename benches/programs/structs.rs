//! n steps with small structs: methods, operators, an enum, options and results.

use std::ops::{Add, Mul};

fn size(default: usize) -> usize {
    std::env::args().nth(1).map_or(default, |n| n.parse().expect("a number"))
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Point {
    x: f64,
    y: f64,
}

impl Point {
    fn new(x: f64, y: f64) -> Point {
        Point { x, y }
    }

    fn dot(&self, other: &Point) -> f64 {
        self.x * other.x + self.y * other.y
    }
}

impl Add for Point {
    type Output = Point;

    fn add(self, other: Point) -> Point {
        Point::new(self.x + other.x, self.y + other.y)
    }
}

impl Mul<f64> for Point {
    type Output = Point;

    fn mul(self, by: f64) -> Point {
        Point::new(self.x * by, self.y * by)
    }
}

enum Shape {
    Circle(f64),
    Square { side: f64 },
}

impl Shape {
    fn area(&self) -> f64 {
        match self {
            Shape::Circle(r) => 3.0 * r * r,
            Shape::Square { side } => side * side,
        }
    }
}

struct Counter {
    count: u64,
    limit: u64,
}

impl Counter {
    fn tick(&mut self) -> Option<u64> {
        if self.count == self.limit {
            return None;
        }
        self.count += 1;
        Some(self.count)
    }
}

fn halve(n: u64) -> Result<u64, String> {
    if n % 2 == 0 { Ok(n / 2) } else { Err("odd".to_string()) }
}

fn main() {
    let n = size(2_000_000);
    let mut at = Point::new(0.0, 0.0);
    let step = Point::new(0.5, 0.25);
    let mut dots = 0.0;
    for _ in 0..n {
        at = at + step * 0.5;
        dots += at.dot(&step);
    }
    let shapes = [Shape::Circle(1.0), Shape::Square { side: 2.0 }];
    let mut area = 0.0;
    for i in 0..n {
        area += shapes[i % 2].area();
    }
    let mut counter = Counter { count: 0, limit: n as u64 };
    let mut halves = 0;
    while let Some(tick) = counter.tick() {
        halves += halve(tick * 2).unwrap_or(0);
    }
    println!("structs {dots} {area} {halves}");
}
