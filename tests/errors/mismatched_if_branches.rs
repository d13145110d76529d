fn main() {
    let n = 3;
    let text = if n > 2 { "many" } else { 0 };
    println!("{text}");
}
