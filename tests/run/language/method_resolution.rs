trait Speak { fn speak(&self) -> String { "trait".into() } fn only(&self) -> u8 { 1 } }
trait Other { fn speak(&self) -> String; }
struct A;
impl A { fn speak(&self) -> String { "inherent".into() } fn by_value(self) -> u8 { 9 } fn make() -> A { A } }
impl Speak for A {}
impl Other for A { fn speak(&self) -> String { "other".into() } }
impl Speak for str { fn speak(&self) -> String { format!("str {self}") } }
impl<T: Speak> Speak for Vec<T> { fn speak(&self) -> String { self.iter().map(|x| x.speak()).collect::<Vec<_>>().join("+") } }
impl<T: Speak + ?Sized> Speak for Box<T> { fn speak(&self) -> String { format!("box({})", (**self).speak()) } }
impl Speak for (i32, i32) { fn speak(&self) -> String { (self.0 * self.1).to_string() } }
impl Speak for [u8; 2] {}
impl Speak for fn() -> i32 { fn speak(&self) -> String { self().to_string() } }
fn seven() -> i32 { 7 }
#[derive(Clone)]
struct W(Vec<i32>);
impl std::ops::Deref for W { type Target = Vec<i32>; fn deref(&self) -> &Vec<i32> { &self.0 } }
impl W { fn len(&self) -> usize { 1000 } }
fn main() {
    let a = A;
    println!("{} {} {}", a.speak(), Speak::speak(&a), <A as Other>::speak(&a));
    println!("{} {}", a.only(), A::make().by_value());
    println!("{} {}", "x".speak(), Speak::speak("y"));
    println!("{}", <Vec<A> as Speak>::speak(&vec![A, A]));
    println!("{}", Box::new(A).only());
    let b: Box<dyn Speak> = Box::new((6, 7));
    println!("{} {}", b.speak(), Speak::speak(&b));
    println!("{} {}", [1u8, 2].speak(), (seven as fn() -> i32).speak());
    let w = W(vec![1, 2]);
    println!("{} {} {}", w.len(), w.0.len(), w.iter().sum::<i32>());
    println!("{} {}", (*w).len(), w.clone().first().unwrap());
    let r = &&&a;
    println!("{}", r.speak());
    println!("{} {}", i32::max(3, 4), str::len("four"));
    println!("{:?}", ["b", "a"].iter().map(ToString::to_string).collect::<Vec<_>>());
    println!("{:?}", [Some(1), None].iter().map(Option::is_some).collect::<Vec<_>>());
    println!("{:?}", [1.5f64, 2.5].iter().copied().map(f64::floor).map(|x| x as i32).collect::<Vec<_>>());
    println!("{:?}", ["1", "z"].map(str::parse::<i32>).map(|r| r.is_ok()));
}
