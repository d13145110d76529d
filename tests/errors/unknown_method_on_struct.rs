struct Dog;
impl Dog {
    fn bark(&self) -> &str {
        "wuff"
    }
}
fn main() {
    println!("{}", Dog.bark());
    Dog.fly();
}
