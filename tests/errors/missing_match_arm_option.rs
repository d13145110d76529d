fn main() {
    let v = vec![1];
    match v.first() {
        Some(x) => println!("{x}"),
    }
}
