struct Guard(&'static str);
impl Drop for Guard {
    fn drop(&mut self) {
        println!("dropping {} panicking={}", self.0, std::thread::panicking());
    }
}
fn inner(v: &[i32]) -> i32 {
    let _g = Guard("inner");
    v.iter().map(|x| 100 / x).sum()
}
fn main() {
    let _outer = Guard("outer");
    println!("{}", inner(&[1, 2, 5]));
    println!("{}", inner(&[1, 0]));
    println!("unreachable");
}
