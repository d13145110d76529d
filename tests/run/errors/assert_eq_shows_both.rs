#[derive(Debug, PartialEq)]
struct Pair(i32, &'static str);
fn main() {
    println!("before");
    assert_eq!(Pair(1, "a"), Pair(2, "a"), "the pairs");
}
