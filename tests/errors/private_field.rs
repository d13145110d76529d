mod vault {
    pub struct Safe {
        secret: u32,
    }
    impl Safe {
        pub fn new() -> Self {
            Safe { secret: 7 }
        }
    }
}
fn main() {
    let s = vault::Safe::new();
    println!("{}", s.secret);
}
