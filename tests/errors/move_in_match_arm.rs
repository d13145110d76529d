fn main() {
    let option = Some(String::from("x"));
    match option {
        Some(s) => println!("{s}"),
        None => {}
    }
    println!("{:?}", option);
}
