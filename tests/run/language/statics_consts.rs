use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Mutex;
const LIMITS: [i32; 3] = [1, 10, 100];
const NAME: &str = concat!("ru", "chy");
const MASK: u32 = !0 >> 8;
const PAIRS: &[(&str, fn(f64) -> f64)] = &[("sqrt", f64::sqrt), ("neg", neg)];
static HITS: AtomicUsize = AtomicUsize::new(0);
static LOG: Mutex<Vec<String>> = Mutex::new(vec![]);
static TABLE: [[u8; 3]; 2] = [[1, 2, 3], [4, 5, 6]];
fn neg(x: f64) -> f64 { -x }
struct Circle;
impl Circle {
    const SIDES: usize = LIMITS.len() * 2;
    const ORIGIN: (f32, f32) = (0.0, 0.5);
    const NAMES: &'static [&'static str] = &["c", "o"];
}
trait Kind { const ID: u8; const LABEL: &'static str = "none"; }
impl Kind for Circle { const ID: u8 = 7; }
impl Kind for i32 { const ID: u8 = <Circle as Kind>::ID + 1; const LABEL: &'static str = "int"; }
fn ids<T: Kind, U: Kind>() -> String { format!("{}{}{}{}", T::ID, T::LABEL, U::ID, U::LABEL) }
const fn gcd(a: u32, b: u32) -> u32 { if b == 0 { a } else { gcd(b, a % b) } }
const G: u32 = gcd(48, 36);
fn hit(s: &str) {
    static LOCAL: AtomicUsize = AtomicUsize::new(10);
    HITS.fetch_add(1, Ordering::SeqCst);
    LOG.lock().unwrap().push(format!("{s}{}", LOCAL.fetch_add(1, Ordering::SeqCst)));
}
fn main() {
    println!("{} {NAME} {MASK:#x} {G}", LIMITS[1] + LIMITS.iter().sum::<i32>());
    for (n, f) in PAIRS { print!("{n}={} ", f(16.0)); }
    println!("{:?}", TABLE);
    println!("{} {:?} {:?}", Circle::SIDES, Circle::ORIGIN, Circle::NAMES);
    println!("{}", ids::<Circle, i32>());
    hit("a");
    hit("b");
    println!("{} {:?}", HITS.load(Ordering::SeqCst), LOG.lock().unwrap());
    let arr = [0; Circle::SIDES];
    println!("{}", arr.len());
    let mut l = LIMITS;
    l[0] = 50;
    println!("{l:?} {LIMITS:?}");
    match 10 { 10 if LIMITS.contains(&10) => println!("in"), _ => println!("out") }
    const TEN: i32 = LIMITS[1];
    match 10 { TEN => println!("ten"), _ => println!("not ten") }
    println!("{} {}", i32::MAX, std::f64::consts::E);
}
