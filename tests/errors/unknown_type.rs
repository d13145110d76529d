fn show(w: Widget) -> u32 {
    1
}
fn main() {
    println!("hello");
}
