fn pick(v: &[i32], i: usize) -> i32 {
    v[i]
}
fn main() {
    let v = vec![10, 20, 30];
    println!("{}", pick(&v, 2));
    println!("{}", pick(&v, 3));
}
