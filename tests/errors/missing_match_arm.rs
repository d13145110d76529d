enum Color {
    Red,
    Green,
    Blue,
}
fn code(c: Color) -> u8 {
    match c {
        Color::Red => 1,
        Color::Green => 2,
    }
}
fn main() {
    println!("{}", code(Color::Red) + code(Color::Green) + code(Color::Blue));
}
