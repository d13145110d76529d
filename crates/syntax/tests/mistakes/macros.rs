macro_rules! endless { ($x:expr) => { endless!($x + 1) }; }
macro_rules! two { ($a:ident) => { $a + }; }
macro_rules! bad { ($a:foo) => {}; }
macro_rules! lost { ($($a:expr),*) => { $a }; }
macro_rules! none { ($($a:expr),*) => { $(1)* }; }
fn main() {
    early!();
    two!(1 + 2);
    two!(x);
    lost!(1, 2);
    pritnln!("x");
    let x = endless!(1);
}
macro_rules! early { () => {}; }
