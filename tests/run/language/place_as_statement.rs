struct D(&'static str);
impl Drop for D { fn drop(&mut self) { println!("drop {}", self.0); } }
fn main() {
    let a = D("a");
    a;
    println!("after a");
    let b = D("b");
    let _ = b;
    println!("after b");
    let t = (D("c"), D("d"));
    t.0;
    println!("after c");
    let v = vec![1, 2];
    let r = std::panic::catch_unwind(|| { let _ = v[5]; });
    println!("{}", r.is_err());
    let r = std::panic::catch_unwind(|| { v[5]; });
    println!("{}", r.is_err());
}
