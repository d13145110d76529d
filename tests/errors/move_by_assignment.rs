fn main() {
    let first = String::from("one");
    let second = first;
    println!("{second} {first}");
}
