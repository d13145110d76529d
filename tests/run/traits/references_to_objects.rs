// `&mut dyn Trait` that is kept: it is handed on, looked through and changed, whatever type it refers to.
use std::fmt::Debug;
trait Foo { fn foo(&self) -> usize; fn bar(&mut self) -> usize; }
impl Foo for usize { fn foo(&self) -> usize { *self } fn bar(&mut self) -> usize { *self += 1; *self } }
impl Foo for String { fn foo(&self) -> usize { self.len() } fn bar(&mut self) -> usize { self.push('x'); self.len() } }
impl Foo for Vec<u8> { fn foo(&self) -> usize { self.len() } fn bar(&mut self) -> usize { self.push(1); self.len() } }
impl Foo for (i32, i32) { fn foo(&self) -> usize { self.0 as usize } fn bar(&mut self) -> usize { self.0 += 1; self.0 as usize } }
impl Foo for Option<i32> { fn foo(&self) -> usize { self.unwrap_or(0) as usize } fn bar(&mut self) -> usize { *self = Some(self.unwrap_or(0) + 5); self.foo() } }
fn twice(o: &mut dyn Foo) { let x = o.bar(); let y = o.foo(); assert_eq!(x, y); look(o, y); }
fn look(o: &dyn Foo, v: usize) { assert_eq!(o.foo(), v); }
fn main() {
    let mut x: usize = 22;
    let obj = &mut x as &mut dyn Foo;
    twice(obj); look(obj, 23); twice(obj);
    println!("{x}");
    let mut s = String::from("a"); let mut v = vec![1u8]; let mut t = (1, 2); let mut o = None;
    { let list: Vec<&mut dyn Foo> = vec![&mut s, &mut v, &mut t, &mut o, &mut x]; for l in list { twice(l); twice(l); } }
    println!("{s} {v:?} {t:?} {o:?} {x}");
    let mut all: Vec<Box<dyn Foo>> = vec![Box::new(1usize), Box::new(String::new()), Box::new(Some(3))];
    for a in all.iter_mut() { twice(a.as_mut()); twice(&mut **a); }
    println!("{:?}", all.iter().map(|a| a.foo()).collect::<Vec<_>>());
    let b = &(5 as i32); let mut a = 7i32; let c = &(a as i32); a = 9; println!("{b} {c} {a}");
    let d: &dyn Debug = &a; println!("{d:?}");
    let r: &mut dyn Foo = &mut s; r.bar(); let q: &mut dyn Foo = r; q.bar(); println!("{}", s);
}
