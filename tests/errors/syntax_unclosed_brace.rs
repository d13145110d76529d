fn main() {
    let v = vec![1, 2];
    if v.len() > 1 {
        println!("long");
}
