fn consume(names: Vec<String>) -> usize {
    names.len()
}
fn main() {
    let names = vec!["a".to_string()];
    println!("{}", consume(names));
    println!("{}", names.len());
}
