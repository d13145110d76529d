fn main() {
    let items = vec![3, 1, 2];
    let doubled: Vec<i32> = items.into_iter().map(|x| x * 2).collect();
    println!("{doubled:?} {}", items.len());
}
