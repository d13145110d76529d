// Branches meet whichever of them has to change; pointers, boxes and structs lose their size; casts wait for what is inferred.
use std::fmt::Debug;
use std::rc::Rc;
use std::cell::RefCell;

fn one() -> i32 { 1 }
fn two() -> i32 { 2 }
struct Tail<T: ?Sized> { n: u8, tail: T }
struct Outer<T: ?Sized>(Tail<T>);
trait Area { fn area(&self) -> f64; fn grow(&mut self) {} }
struct Square(f64);
impl Area for Square { fn area(&self) -> f64 { self.0 * self.0 } fn grow(&mut self) { self.0 += 1.0; } }
struct Handlers;
trait Handler: Fn(i32) -> i32 {}
impl<F: Fn(i32) -> i32> Handler for F {}
fn handle(h: &dyn Handler) -> i32 { h(20) + 1 }
fn grow_any(a: &mut dyn Area) { a.grow() }
fn grow_twice<A: Area>(a: &mut A) -> f64 { grow_any(a); grow_any(a); a.area() }
fn call<R: ?Sized + AsRef<str>>(f: Box<dyn FnOnce() -> Box<R>>) -> Box<R> { f() }

fn main() {
    let owned = String::from("owned");
    let list = vec![1, 2, 3];
    for flag in [true, false] {
        let text = if flag { &owned } else { "literal" };
        let slice = match flag { true => &list, false => &[4, 5][..] };
        let f = if flag { one } else { two as fn() -> i32 };
        let g = match flag { true => one, false => two };
        println!("{text} {slice:?} {} {} {}", f(), g(), f == one);
    }
    let texts = [&owned, "b", &owned[..2]];
    println!("{texts:?}");

    let boxed: Box<[i32]> = Box::new([1, 2, 3]);
    let shown: Vec<Box<dyn Debug>> = vec![Box::new(1), Box::new("x"), Box::new(Some('c'))];
    println!("{boxed:?} {shown:?}");
    let t: &Tail<[i32]> = &Tail { n: 1, tail: [1, 2, 3] };
    let o: &Outer<[u8]> = &Outer(Tail { n: 2, tail: *b"abc" });
    println!("{} {:?} {} {}", t.n, &t.tail, o.0.n, o.0.tail.len());
    let cell: Rc<RefCell<dyn Area>> = Rc::new(RefCell::new(Square(2.0)));
    cell.borrow_mut().grow();
    println!("{}", cell.borrow().area());

    let numbers = [7u8, 8, 9];
    let p: *const [u8] = &numbers;
    let q = numbers.as_ptr() as *const _;
    let byte: &u8 = unsafe { &*q };
    println!("{} {byte}", unsafe { (&*p).len() });
    let shape: *const dyn Area = &Square(3.0);
    println!("{}", unsafe { (&*shape).area() });

    let mut s = Square(1.0);
    println!("{}", grow_twice(&mut s));
    let mut it = list.iter();
    let r: &mut std::slice::Iter<i32> = &mut it;
    println!("{:?} {:?}", (r as &mut dyn Iterator<Item = &i32>).next(), (r as &mut dyn Iterator<Item = &i32>).next());
    let wide: u64 = numbers[0] as _;
    let letter = 0x41 as char;
    println!("{wide} {letter} {}", handle(&|x| x * 2));
    println!("{}", &*call::<str>(Box::new(|| "boxed".into())));
    let _ = Handlers;
    let (mut a, mut b);
    (a, b) = (1, 2);
    ((a, _), b) = ((b, a), a + b);
    (..) = (3, 4);
    struct S { x: i32, y: i32 }
    S { x: a, .. } = S { x: a + 1, y: b };
    println!("{a} {b} {}", S { x: 0, y: 3 }.y);
}
