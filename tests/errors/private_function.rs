mod inner {
    fn hidden() -> i32 {
        1
    }
    pub fn shown() -> i32 {
        hidden()
    }
}
fn main() {
    println!("{}", inner::shown() + inner::hidden());
}
