fn read(s: &str) {
    let n = s.parse::<i32>()?;
    println!("{n}");
}
fn main() {
    read("1");
}
