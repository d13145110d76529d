use std::any::{type_name, Any, TypeId};
use std::collections::HashMap;
trait Component: Any { fn as_any(&self) -> &dyn Any; fn as_any_mut(&mut self) -> &mut dyn Any; }
impl<T: 'static> Component for T { fn as_any(&self) -> &dyn Any { self } fn as_any_mut(&mut self) -> &mut dyn Any { self } }
#[derive(Debug, PartialEq)]
struct Pos(i32, i32);
#[derive(Debug)]
struct Name(String);
#[derive(Default)]
struct Entity { parts: HashMap<TypeId, Box<dyn Any>> }
impl Entity {
    fn with<T: Any>(mut self, t: T) -> Self { self.parts.insert(TypeId::of::<T>(), Box::new(t)); self }
    fn get<T: Any>(&self) -> Option<&T> { self.parts.get(&TypeId::of::<T>())?.downcast_ref() }
    fn get_mut<T: Any>(&mut self) -> Option<&mut T> { self.parts.get_mut(&TypeId::of::<T>())?.downcast_mut() }
    fn remove<T: Any>(&mut self) -> Option<T> { self.parts.remove(&TypeId::of::<T>())?.downcast().ok().map(|b| *b) }
}
fn describe(v: &dyn Any) -> String {
    if let Some(n) = v.downcast_ref::<i32>() { format!("i32 {n}") }
    else if let Some(s) = v.downcast_ref::<&str>() { format!("str {s}") }
    else if v.is::<Vec<u8>>() { "bytes".into() }
    else { "unknown".into() }
}
fn main() {
    for v in [&5i32 as &dyn Any, &"x", &vec![1u8], &5u8] { println!("{}", describe(v)); }
    let mut e = Entity::default().with(Pos(1, 2)).with(Name("hero".into()));
    if let Some(p) = e.get_mut::<Pos>() { p.0 += 10; }
    println!("{:?} {:?} {:?}", e.get::<Pos>(), e.get::<Name>().map(|n| &n.0), e.get::<u8>());
    println!("{:?}", e.remove::<Name>().map(|n| n.0));
    println!("{:?}", e.remove::<Name>().is_none());
    let mut c = Pos(0, 0);
    if let Some(p) = c.as_any_mut().downcast_mut::<Pos>() { p.1 = 7; }
    println!("{:?} {}", c.as_any().downcast_ref::<Pos>(), c.as_any().is::<Name>());
    let b: Box<dyn Any> = Box::new(String::from("boxed"));
    match b.downcast::<i32>() { Ok(n) => println!("{n}"), Err(b) => println!("{:?}", b.downcast::<String>()) }
    println!("{} {}", type_name::<i32>(), TypeId::of::<u8>() == TypeId::of::<i8>());
}
