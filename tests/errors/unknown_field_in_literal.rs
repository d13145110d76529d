struct Rect {
    width: u32,
}
fn main() {
    let r = Rect { width: 1, depth: 2 };
    println!("{}", r.width);
}
