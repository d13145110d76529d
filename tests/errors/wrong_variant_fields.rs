enum Shape {
    Circle(f64),
}
fn main() {
    let s = Shape::Circle(1.0);
    match s {
        Shape::Circle(x, y) => println!("{x} {y}"),
    }
}
