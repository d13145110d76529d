fn name(id: u32) -> String {
    id + 1
}
fn main() {
    println!("{}", name(1));
}
