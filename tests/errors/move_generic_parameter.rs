fn pair<T>(value: T) -> (T, T) {
    (value, value)
}
fn main() {
    println!("{:?}", pair(1));
}
