// What is printed of a mutable reference is what it refers to, also by an impl of the program's own.
use std::fmt;
use std::marker::PhantomData;

struct Own {
    v: i32,
}
impl fmt::Debug for Own {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "Own{}", self.v)
    }
}
impl fmt::Display for Own {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let v = self.v;
        f.write_str("own ")?;
        v.fmt(f)
    }
}
#[derive(Debug)]
struct Holds<T> {
    own: Own,
    none: PhantomData<T>,
}
trait Shape: fmt::Display {
    fn grow(&mut self);
}
impl Shape for Own {
    fn grow(&mut self) {
        self.v += 1;
    }
}

fn passed(own: &mut Own) {
    println!("{own} {:?} {}", own, *own);
    own.v += 1;
    println!("{:>6}|{own:?}", own);
}
fn object(shape: &mut dyn Shape) {
    shape.grow();
    println!("{shape}");
}
fn generic<T: fmt::Debug>(mut value: T) {
    let r = &mut value;
    println!("{r:?} {:?}", &r);
}

fn main() {
    let mut own = Own { v: 1 };
    let r = &mut own;
    println!("{} {:?} {0}", r, r);
    passed(&mut own);
    object(&mut own);
    let mut outer = &mut own;
    let inner = &mut outer;
    println!("{inner} {:?}", inner);
    let mut list = vec![Holds::<u8> { own: Own { v: 5 }, none: PhantomData }];
    for each in list.iter_mut() {
        each.own.v += 1;
        println!("{each:?}");
        println!("{}", &mut each.own);
    }
    let mut shapes: Vec<Box<dyn Shape>> = vec![Box::new(Own { v: 9 })];
    for shape in shapes.iter_mut() {
        shape.grow();
        println!("{shape} {}", *shape);
    }
    if let Some(last) = list.last_mut() {
        println!("{}", format!("{:?}", last).len());
        assert_eq!(last.own.v, 6, "{last:?}");
    }
    generic(Own { v: 3 });
    generic(vec![1, 2]);
}
