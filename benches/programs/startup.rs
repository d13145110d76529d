//! Hello world.

fn main() {
    println!("hello");
}
