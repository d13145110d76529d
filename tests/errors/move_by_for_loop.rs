fn main() {
    let words = vec!["a".to_string(), "b".to_string()];
    for w in words {
        print!("{w}");
    }
    println!("{}", words.len());
}
