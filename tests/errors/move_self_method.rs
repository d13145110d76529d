struct Builder {
    parts: Vec<u8>,
}
impl Builder {
    fn build(self) -> Vec<u8> {
        self.parts
    }
}
fn main() {
    let builder = Builder { parts: vec![1] };
    let a = builder.build();
    let b = builder.build();
    println!("{a:?} {b:?}");
}
