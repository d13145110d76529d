fn main() {
    let text = String::from("owned");
    let show = move || println!("{text}");
    show();
    println!("{text}");
}
