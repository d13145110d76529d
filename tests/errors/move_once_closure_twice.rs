fn main() {
    let s = String::from("once");
    let give = move || s;
    println!("{}", give());
    println!("{}", give());
}
