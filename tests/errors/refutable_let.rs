fn main() {
    let found: Option<i32> = "5".parse().ok();
    let Some(n) = found;
    println!("{n}");
}
