fn main() {
    println!("{} and {}", 1);
}
