fn classify(n: i32) -> &'static str {
    if n < 0 { return "negative"; }
    for d in 2..n { if n % d == 0 { return "composite"; } }
    match n { 0 | 1 => return "unit", _ => {} }
    "prime"
}
fn never(s: &str) -> ! { panic!("{s}") }
fn pick(o: Option<u8>) -> u8 {
    let v = match o { Some(v) if v < 100 => v, Some(_) => return 99, None => never("nothing to pick") };
    v + 1
}
fn nested(v: &[Vec<i32>]) -> Option<(usize, usize)> {
    for (i, row) in v.iter().enumerate() {
        for (j, x) in row.iter().enumerate() {
            if *x == 0 { return Some((i, j)); }
            if *x > 50 { break; }
        }
    }
    None
}
fn unit_return(n: i32) {
    if n > 2 { return; }
    println!("small {n}");
}
fn value_or_exit(r: Result<i32, String>) -> i32 {
    let Ok(v) = r else { return -1 };
    let w: i32 = if v > 10 { return 10 } else { v };
    w * 2
}
fn main() {
    println!("{:?}", [-5, 0, 7, 9].map(classify));
    println!("{} {}", pick(Some(1)), pick(Some(200)));
    println!("{:?}", std::panic::catch_unwind(|| pick(None)).unwrap_err().downcast_ref::<String>());
    println!("{:?} {:?}", nested(&[vec![1, 60, 0], vec![2, 0]]), nested(&[]));
    unit_return(1);
    unit_return(3);
    println!("{} {} {}", value_or_exit(Ok(4)), value_or_exit(Ok(40)), value_or_exit(Err("e".into())));
    let f = |x: i32| -> Result<i32, String> { if x == 0 { return Err("zero".to_string()); } Ok(10 / x) };
    println!("{:?} {:?}", f(0), f(3));
    let found = [3, 5, 8].iter().find_map(|x| { if x % 2 == 1 { return None; } Some(x * 100) });
    println!("{found:?}");
}
