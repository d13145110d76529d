struct {
    x: i32,
}
fn main() {
    println!("x");
}
