fn square(n: i64) -> i64 {
    n * n
}
fn main() {
    println!("{}", square(String::from("4")));
}
