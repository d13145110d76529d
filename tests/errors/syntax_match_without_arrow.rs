fn main() {
    let n = 2;
    let s = match n {
        1 "one",
        _ => "other",
    };
    println!("{s}");
}
