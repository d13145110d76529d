macro_rules! swap { ($a:ident, $b:ident) => { let tmp = $a; $a = $b; $b = tmp; }; }
macro_rules! map { ($($k:expr => $v:expr),* $(,)?) => {{ let mut m = Map::new(); $( m.insert($k, $v); )* m }}; }
macro_rules! largest { ($x:expr) => ($x); ($x:expr, $($y:expr),+) => {{ let a = $x; let b = largest!($($y),+); if a > b { a } else { b } }}; }
macro_rules! point {
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $($f:ident : $t:ty),* $(,)? }) => {
        $(#[$meta])* $vis struct $name { $($f: $t),* }
        impl $name { fn new($($f: $t),*) -> Self { $name { $($f),* } } }
    };
}
macro_rules! count { () => {0usize}; ($h:tt $($t:tt)*) => {1usize + count!($($t)*)}; }
macro_rules! define { ($n:ident) => { macro_rules! $n { ($z:expr) => { $z * 2 }; } }; }
macro_rules! matrix { ($([$($x:expr),*]),*) => { vec![$(vec![$($x),*]),*] }; }
macro_rules! ty_of { ($t:ty) => { <$t>::default() }; }
macro_rules! assoc { ($t:ty) => { $t::new() }; }
macro_rules! int { () => { i32 }; }
macro_rules! some { ($p:pat) => { Some($p) }; }
macro_rules! method { ($n:ident, $b:block) => { fn $n(&self) -> u8 $b }; }
macro_rules! lit { ($l:literal, $lt:lifetime) => { $lt: loop { break $lt $l } }; }
macro_rules! stmts { ($($s:stmt;)*) => { $($s;)* }; }
macro_rules! op { ($a:expr, plus, $b:expr) => { $a + $b }; ($a:expr, times, $b:expr) => { $a * $b }; }
macro_rules! outer { () => { inner!() }; }
macro_rules! inner { () => { 7 }; }
macro_rules! print_it { ($e:expr) => { let value = $e; println!("{value} {}", stringify!($e)) }; }
macro_rules! closures { ($f:expr) => { (|x| $f(x))(1) }; }
macro_rules! paths { ($p:path) => { $p { a: 1 } }; }
macro_rules! crated { () => { $crate::f() }; }
define!(double);
point! {
    /// Doc.
    #[derive(Debug)]
    pub struct P { x: i32, y: Vec<Vec<i32>> }
}
impl S { method!(go, { 1 }); }
fn main() {
    let (mut x, mut y) = (1, 2);
    swap!(x, y);
    let m = map! { "a" => 1, "b" => 2, };
    let t = largest!(1, x + 2, 3) * 2;
    let c = count!(a b c);
    let d = double!(3 + 1) + double!(1);
    let e = matrix!([1, 2], [3]);
    let v: int!() = ty_of!(Vec<i32>) + assoc!(Box<u8>);
    if let some!(q @ 1..=3) = r {}
    lit!(-5, 'a);
    stmts! { let a = 1; a += 1; }
    let value = 3;
    print_it!(value + 1);
    let f = op!(1 + 2, times, 3);
    closures!(|x| x);
    paths!(a::B);
    crated!();
    outer!()
}
