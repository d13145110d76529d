use std::strings::Builder;
fn main() {
    println!("x");
}
