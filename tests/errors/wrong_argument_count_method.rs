struct P {
    x: i32,
}
impl P {
    fn move_to(&mut self, x: i32) {
        self.x = x;
    }
}
fn main() {
    let mut p = P { x: 0 };
    p.move_to(1, 2);
    println!("{}", p.x);
}
