fn t(name: &str, v: bool) -> bool {
    print!("{name} ");
    v
}
fn n(x: i32) -> i32 {
    print!("{x} ");
    x
}
struct S { a: i32, b: i32 }
fn f(a: i32, b: i32, c: i32) -> i32 { a + b * c }
fn main() {
    println!("{}", t("a", false) && t("b", true));
    println!("{}", t("a", true) || t("b", true));
    println!("{}", t("a", true) && t("b", false) || t("c", true));
    println!("{}", t("x", true) & t("y", false) | t("z", false));
    println!("{}", f(n(1), n(2), n(3)) - n(4));
    let s = S { b: n(5), a: n(6) };
    println!("{} {}", s.a, s.b);
    let v = [n(1), n(2)];
    println!("{v:?}");
    let mut a = [0; 3];
    a[{ n(1); 1 }] = n(9);
    println!("{a:?}");
    a[2] += { n(7) };
    println!("{a:?} {:?}", (n(1), n(2)));
    let mut i = 0;
    let mut next = || { i += 1; i };
    println!("{}", next() * 100 + next() * 10 + next());
    let r = Some(n(3)).filter(|_| t("f", false)).or_else(|| Some(n(8)));
    println!("{r:?}");
    if n(1) > 0 && n(2) > 5 || n(3) == 3 { println!("yes") }
    match n(4) { x if t("g", false) && x > 0 => println!("first"), 4 if t("h", true) => println!("second"), _ => println!("third") }
    while { i += 1; i < 6 } { print!("{i},") }
    println!();
}
