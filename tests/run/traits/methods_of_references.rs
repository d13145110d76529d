// Methods of references: what takes `&mut T` or `&T` by value is found at the value.
#[derive(Default)]
struct Bag(Vec<i32>);
trait Take { fn take_all(self) -> Vec<i32>; }
impl<'a> Take for &'a mut Bag { fn take_all(self) -> Vec<i32> { std::mem::take(&mut self.0) } }
trait Look { fn look(self) -> usize; }
impl<'a> Look for &'a Bag { fn look(self) -> usize { self.0.len() } }
struct Gen<T>(Vec<T>);
trait Drn { type Item; fn drn(self) -> Vec<Self::Item>; }
impl<'a, T> Drn for &'a mut Gen<T> { type Item = T; fn drn(self) -> Vec<T> { std::mem::take(&mut self.0) } }
impl<'a, T> Drn for &'a mut Vec<T> { type Item = T; fn drn(self) -> Vec<T> { std::mem::take(self) } }
fn main() { let mut b = Bag(vec![1, 2]); println!("{}", b.look()); println!("{:?}", b.take_all()); println!("{}", b.look());
 let mut g = Gen(vec![1]); println!("{:?}", g.drn()); let mut v = vec![1]; println!("{:?} {:?}", v.drn(), v); }
