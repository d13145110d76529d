use std::collections::BTreeMap;
use std::fmt::Debug;

trait Shape: Debug {
    fn area(&self) -> f64;
    fn scale(&mut self, k: f64);
    fn boxed_clone(&self) -> Box<dyn Shape>;
    fn name(&self) -> &str {
        "shape"
    }
}

#[derive(Debug, Clone)]
struct Circle {
    r: f64,
}
#[derive(Debug, Clone)]
struct Rect {
    w: f64,
    h: f64,
}

impl Shape for Circle {
    fn area(&self) -> f64 {
        std::f64::consts::PI * self.r.powi(2)
    }
    fn scale(&mut self, k: f64) {
        self.r *= k;
    }
    fn boxed_clone(&self) -> Box<dyn Shape> {
        Box::new(self.clone())
    }
    fn name(&self) -> &str {
        "circle"
    }
}
impl Shape for Rect {
    fn area(&self) -> f64 {
        self.w * self.h
    }
    fn scale(&mut self, k: f64) {
        self.w *= k;
        self.h *= k;
    }
    fn boxed_clone(&self) -> Box<dyn Shape> {
        Box::new(Rect { ..*self })
    }
}
impl Clone for Box<dyn Shape> {
    fn clone(&self) -> Self {
        self.boxed_clone()
    }
}

fn total(shapes: &[Box<dyn Shape>]) -> f64 {
    shapes.iter().map(|s| s.area()).sum()
}
fn grow(shape: &mut dyn Shape) {
    shape.scale(2.0);
}
fn largest<'a>(a: &'a dyn Shape, b: &'a dyn Shape) -> &'a dyn Shape {
    if a.area() >= b.area() { a } else { b }
}

fn main() {
    let mut shapes: Vec<Box<dyn Shape>> = vec![Box::new(Circle { r: 1.0 }), Box::new(Rect { w: 2.0, h: 3.5 })];
    println!("{:.3}", total(&shapes));
    let saved = shapes.clone();
    for s in shapes.iter_mut() {
        s.scale(0.5);
    }
    grow(shapes[1].as_mut());
    grow(&mut *shapes[1]);
    println!("{shapes:?}");
    println!("{saved:?}");
    let mut r = Rect { w: 1.0, h: 1.0 };
    grow(&mut r);
    println!("{:?} vs {:?}: {}", r, saved[0], largest(&r, saved[0].as_ref()).name());
    let mut registry: BTreeMap<&str, fn(f64) -> Box<dyn Shape>> = BTreeMap::new();
    registry.insert("unit circle", |r| Box::new(Circle { r }));
    registry.insert("square", |a| Box::new(Rect { w: a, h: a }));
    for (key, make) in &registry {
        println!("{key}: {:.2}", make(2.0).area());
    }
}
