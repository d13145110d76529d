struct Rect {
    width: u32,
    height: u32,
}
fn main() {
    let r = Rect { width: 1, height: 2 };
    println!("{} {}", r.width, r.height);
    println!("{}", r.heigth);
}
