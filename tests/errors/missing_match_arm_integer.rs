fn main() {
    let n: u8 = 7;
    let s = match n {
        0 => "none",
        1..=9 => "few",
        11..=255 => "many",
    };
    println!("{s}");
}
