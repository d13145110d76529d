fn helper() -> i32 {
    1
}
fn helper() -> i32 {
    2
}
fn main() {
    println!("{}", helper());
}
