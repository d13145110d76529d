// Receivers written out, impls whose header names an associated type, names that blocks and macros hide.
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

struct Counter { n: u32 }
impl Counter {
    fn by_name(self: &mut Counter) -> u32 { self.n += 1; self.n }
    fn shared(self: &Rc<Self>) -> usize { Rc::strong_count(self) }
    fn nested(self: &Arc<Rc<Box<Self>>>) -> u32 { self.n }
    fn boxed(self: Box<Self>) -> u32 { self.n * 2 }
    fn pinned(self: Pin<&mut Self>) -> u32 { self.n + 100 }
}
trait Named { fn name(self: Rc<Self>) -> String; }
impl Named for Vec<i32> { fn name(self: Rc<Self>) -> String { format!("{self:?}") } }

trait Device { type Pixel; fn depth() -> u8 { 8 } }
struct Screen<D, P>(D, P);
struct Lcd;
struct Rgb(u8);
impl Device for Lcd { type Pixel = Rgb; }
impl<D: Device> Screen<D, D::Pixel> { fn present(&self) -> u8 { D::depth() } }
impl<D: Device<Pixel = Rgb>> Screen<D, Rgb> { fn red(&self) -> u8 { self.1.0 } }

trait Point { type P: Default; fn shift(p: Self::P) -> i32; }
#[derive(Default)]
struct Pos { x: i32, y: i32 }
struct Plane;
impl Point for Plane { type P = Pos; fn shift(p: Pos) -> i32 { let Pos { x, y } = p; x - y } }
fn made<T: Point<P = Pos>>() -> i32 {
    let p = T::P { x: 5, ..Default::default() };
    match p { T::P { x, y } => T::shift(Pos { x: x * 2, y }) }
}
trait Container { type Of<T>; fn wrap<T>(t: T) -> Self::Of<T>; }
struct Lists;
impl Container for Lists { type Of<T> = Vec<T>; fn wrap<T>(t: T) -> Self::Of<T> { vec![t] } }

trait Fill { fn filled<const N: usize>(&self) -> [u8; N]; }
impl Fill for u8 { fn filled<const N: usize>(&self) -> [u8; N] { [*self; N] } }
const FOUR: usize = 4;

trait Sorted<T> { fn less(&self, a: &Option<T>) -> bool where Option<T>: Ord { *a < None } fn id(&self) -> u8 { 3 } }
struct Unordered;
impl Sorted<Unordered> for u8 {}
trait Tag { fn tag(&self) -> &'static str; }
impl Tag for isize { fn tag(&self) -> &'static str { "isize" } }
#[derive(Debug)]
struct Held<T: Tag> { it: T }

mod inner {
    pub struct Hidden { x: i32, pub open: Open }
    pub struct Open { pub x: i32 }
    impl std::ops::Deref for Hidden { type Target = Open; fn deref(&self) -> &Open { &self.open } }
    pub fn hidden() -> Hidden { let h = Hidden { x: 1, open: Open { x: 2 } }; assert_eq!(h.x, 1); h }
}
macro_rules! each { ($($n:ident = $e:expr;)*) => { $({ const C: i32 = $e; fn get() -> i32 { C } println!("{} {}", stringify!($n), get()); })* } }
macro_rules! import { ($p:path, $q:path) => { use $p::{Open}; use $q::*; } }
mod deep { pub fn reached() -> u8 { 9 } }
import!(inner, deep);

fn main() {
    let mut c = Counter { n: 1 };
    println!("{} {}", c.by_name(), c.by_name());
    println!("{}", Pin::new(&mut c).pinned());
    let rc = Rc::new(c);
    let _other = rc.clone();
    println!("{} {}", rc.shared(), Box::new(Counter { n: 4 }).boxed());
    println!("{} {}", Arc::new(Rc::new(Box::new(Counter { n: 8 }))).nested(), Rc::new(vec![1, 2]).name());
    let s = Screen(Lcd, Rgb(7));
    println!("{} {}", s.present(), s.red());
    println!("{} {:?} {:?}", made::<Plane>(), Lists::wrap(3), Lists::wrap("x"));
    println!("{:?} {:?}", 1u8.filled::<FOUR>(), 2u8.filled::<2>());
    let object: &dyn Sorted<Unordered> = &1u8;
    println!("{} {:?} {}", object.id(), Held { it: 12 }, Held { it: 1 }.it.tag());
    println!("{} {} {}", inner::hidden().x, reached(), Open { x: 6 }.x);
    each! { a = 1; b = 2; c = 3; }
    let f = 1;
    { fn f() -> i32 { 10 } println!("{}", f()); }
    println!("{f}");
    let x @ (a, _) = (3, 4);
    println!("{x:?} {a}");
}
