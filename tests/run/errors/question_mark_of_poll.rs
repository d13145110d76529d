use std::task::Poll;
fn a(x: Result<i32, std::num::ParseIntError>) -> Poll<Result<i32, Box<dyn std::error::Error>>> { let v = x?; Poll::Ready(Ok(v)) }
fn b(x: Poll<Result<i32, String>>) -> Poll<Result<String, String>> { let p = x?; p.map(|v| Ok(v.to_string())) }
fn c(x: Poll<Option<Result<i32, String>>>) -> Poll<Option<Result<i64, String>>> { let p = x?; match p { Poll::Ready(Some(v)) => Poll::Ready(Some(Ok(v as i64))), Poll::Ready(None) => Poll::Ready(None), Poll::Pending => Poll::Pending } }
fn d(x: Poll<Result<i32, String>>) -> Result<i32, String> { match x? { Poll::Ready(v) => Ok(v), Poll::Pending => Ok(-1) } }
fn main() {
    println!("{:?}", a("5".parse()));
    println!("{:?}", a("x".parse()).map(|r| r.map_err(|e| e.to_string())));
    println!("{:?} {:?} {:?}", b(Poll::Ready(Ok(3))), b(Poll::Ready(Err("no".into()))), b(Poll::Pending));
    println!("{:?} {:?} {:?} {:?}", c(Poll::Ready(Some(Ok(3)))), c(Poll::Ready(Some(Err("no".into())))), c(Poll::Ready(None)), c(Poll::Pending));
    println!("{:?} {:?} {:?}", d(Poll::Ready(Ok(3))), d(Poll::Ready(Err("no".into()))), d(Poll::Pending));
    let seen = vec![true, false];
    for (i, s) in seen.iter().enumerate() { if i == 0 { assert!(s); } else { assert!(!s); } }
}
