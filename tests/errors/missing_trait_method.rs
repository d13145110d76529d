trait Shape {
    fn area(&self) -> f64;
    fn name(&self) -> String;
}
struct Square(f64);
impl Shape for Square {
    fn name(&self) -> String {
        "square".into()
    }
}
fn main() {
    println!("{}", Square(1.0).name());
}
