fn main() {
    let mut v = vec![1];
    v.push_bak(2);
    println!("{v:?}");
}
