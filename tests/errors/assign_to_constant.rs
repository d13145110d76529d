const LIMIT: i32 = 3;
fn main() {
    LIMIT = 4;
    println!("{LIMIT}");
}
