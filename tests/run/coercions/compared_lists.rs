fn main() {
    let mut lines = Vec::new();
    for l in ["a".to_string()].iter() { lines.push(l.clone()); }
    assert_eq!(lines, vec!["a"]);
    assert_eq!(lines, ["a"]);
    assert_eq!(vec!["x".to_string()], vec!["x"]);
    let e: Vec<String> = vec![]; assert_eq!(e, Vec::<String>::new());
    let v: Vec<&String> = lines.iter().collect(); assert_eq!(v, vec!["a"]);
    let o: Vec<Option<i32>> = vec![Some(1), None]; assert_eq!(o, vec![Some(1), None]);
    let t: Vec<(i64, u8)> = vec![(1, 2)]; assert_eq!(t, [(1, 2)]);
    let n: Vec<Vec<u64>> = vec![vec![1], vec![]]; assert_eq!(n, vec![vec![1], vec![]]);
    println!("ok");
}
