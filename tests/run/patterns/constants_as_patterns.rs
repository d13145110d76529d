// A constant in a pattern is its value: of any type that compares part by part, and it counts for exhaustiveness.
use std::f64;
use std::marker::PhantomData;
const NAME: &str = "twelve";
const BYTES: &[u8] = b"ab";
const ARRAY: &[u8; 2] = b"xy";
const ON: bool = true;
const OFF: bool = !ON;
const NOTHING: Option<u8> = None;
const LOW: f64 = -1.5;
#[derive(PartialEq, Eq, Clone, Copy)]
struct Point { x: i32, y: i32 }
const ORIGIN: Point = Point { x: 0, y: 0 };
#[derive(PartialEq, Eq)]
enum Kind { A, B(u8) }
const KIND: Kind = Kind::B(2);
const MARK: PhantomData<String> = PhantomData;
trait Zero { const ZERO: Self; }
impl Zero for usize { const ZERO: usize = 0; }
impl Zero for (u8, u8) { const ZERO: (u8, u8) = (0, 0); }

fn text(s: String) -> u8 { match &*s { NAME => 12, "x" => 1, _ => 0 } }
fn bytes(b: &[u8]) -> u8 { match b { BYTES => 1, b"c" => 2, &[] => 3, _ => 4 } }
fn array(b: &[u8; 2]) -> u8 { match b { ARRAY => 1, _ => 2 } }
fn switch(b: bool) -> &'static str { match b { ON => "on", OFF => "off" } }
fn option(o: Option<u8>) -> u8 { match o { Some(n) => n, NOTHING => 99 } }
fn temperature(t: f64) -> &'static str { match t { f64::NEG_INFINITY..=LOW => "cold", LOW..0.0 => "cool", _ => "warm" } }
fn point(p: &Point) -> u8 { match *p { ORIGIN => 0, Point { x: 0, .. } => 1, _ => 2 } }
fn kind(k: Kind) -> u8 { match k { KIND => 2, Kind::A => 0, Kind::B(n) => n } }
fn mark(m: PhantomData<String>) -> u8 { match m { MARK => 5 } }
fn zero<T: Zero + PartialEq>(t: T) -> bool { t == T::ZERO }
fn is_zero(n: usize, p: (u8, u8)) -> (bool, bool) { (matches!(n, Zero::ZERO), matches!(p, <(u8, u8) as Zero>::ZERO)) }
fn joined(s: &str) -> bool { match s { concat!("v", 1, '.', 2) => true, _ => false } }

fn never() -> isize { match return 4 { 2 => 3, _ => panic!() } }
fn counted(mut list: Option<i32>) -> i32 {
    if let Some(mut n) = &list { n += 1; list = Some(n); }
    list.unwrap_or(0)
}

fn main() {
    println!("{} {} {}", text("twelve".into()), text("x".into()), text(String::new()));
    println!("{} {} {} {}", bytes(b"ab"), bytes(b"c"), bytes(&[]), bytes(b"abc"));
    println!("{} {} {} {}", array(b"xy"), array(b"yx"), switch(true), switch(false));
    println!("{} {} {} {} {}", option(Some(3)), option(None), temperature(-2.0), temperature(-1.0), temperature(3.5));
    println!("{} {} {}", point(&ORIGIN), point(&Point { x: 0, y: 1 }), point(&Point { x: 1, y: 1 }));
    println!("{} {} {} {}", kind(Kind::B(2)), kind(Kind::A), kind(Kind::B(7)), mark(PhantomData));
    println!("{} {} {:?} {:?}", zero(0usize), zero((1, 0)), is_zero(0, (0, 0)), is_zero(1, (0, 1)));
    println!("{} {} {} {}", joined("v1.2"), joined("v1"), never(), counted(Some(4)));
    let x: f64 = f64::consts::PI.floor();
    println!("{x}");
}
