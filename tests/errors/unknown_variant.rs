#[derive(Debug)]
enum Color {
    Red,
    Green,
}
fn main() {
    println!("{:?} {:?}", Color::Red, Color::Green);
    println!("{:?}", Color::Purple);
}
