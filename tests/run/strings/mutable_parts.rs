fn up(s: &mut str) { s.make_ascii_uppercase(); }
fn main() {
    let mut s = String::from("hello wörld");
    s[1..3].make_ascii_uppercase();
    up(&mut s[7..]);
    println!("{s}");
    let (a, b) = s.split_at_mut(2);
    a.make_ascii_lowercase(); b.make_ascii_uppercase();
    println!("{s}");
    if let Some(r) = s.get_mut(0..1) { r.make_ascii_uppercase(); }
    println!("{s}");
    let r = &mut s[..5];
    let q = &mut r[1..2];
    q.make_ascii_uppercase();
    println!("{s}");
    let mut b: Box<str> = "abc".into();
    b.make_ascii_uppercase();
    b[1..].make_ascii_lowercase();
    println!("{b}");
}
