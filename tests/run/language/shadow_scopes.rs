fn value() -> i32 { 1 }
mod m { pub fn value() -> i32 { 2 } }
fn main() {
    let x = 5;
    let x = x * 2;
    {
        let x = "inner";
        println!("{x}");
        let x = x.len();
        println!("{x}");
    }
    println!("{x}");
    for x in 0..2 { let x = x + 100; print!("{x} "); }
    println!("{x}");
    if let Some(x) = Some(x + 1) { println!("{x}"); }
    match x { x if x > 100 => println!("no"), x => println!("{}", x + 5) }
    let f = |x: i32| { let x = x + 1; x };
    println!("{} {x}", f(1));
    println!("{} {}", value(), m::value());
    {
        use m::value;
        println!("{}", value());
        fn local() -> i32 { super_value() }
        fn super_value() -> i32 { 30 }
        println!("{}", local());
    }
    let value = 9;
    println!("{}", value + crate::value());
    let s = String::from("a");
    let s = { let t = s; t + "b" };
    let s = s.as_str();
    println!("{s}");
    let (a, b) = (1, 2);
    let (a, b) = (b, a);
    println!("{a}{b}");
    struct Local { v: i32 }
    impl Local { fn get(&self) -> i32 { self.v } }
    println!("{}", Local { v: 3 }.get());
    enum E { A, B }
    let e = if a > b { E::A } else { E::B };
    println!("{}", match e { E::A => 'A', E::B => 'B' });
    let x: Vec<_> = (0..3).map(|x| { let y = x; move |z: i32| y + z + x }).map(|f| f(1)).collect();
    println!("{x:?}");
}
