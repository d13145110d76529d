struct Point {
    x: i32,
}
impl Point {
    fn new(x: i32) -> Self {
        Point { x }
    }
}
fn main() {
    println!("{}", Point::new(1).x);
    println!("{}", Point::create(1).x);
}
