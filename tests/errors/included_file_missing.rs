fn main() { println!("{}", include_str!("no.txt")); }
