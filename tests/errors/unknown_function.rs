fn main() {
    let x = compute(3);
    println!("{x}");
}
