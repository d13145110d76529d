trait Shape {
    fn area(&self) -> f64;
}
struct Square(f64);
impl Shape for Square {
    fn area(&self) -> f64 {
        self.0
    }
    fn perimeter(&self) -> f64 {
        4.0
    }
}
fn main() {
    println!("{}", Square(1.0).area());
}
