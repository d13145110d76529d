fn main() {
    let b: u8 = 300;
    println!("{b}");
}
