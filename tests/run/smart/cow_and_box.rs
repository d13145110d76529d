use std::borrow::Cow;
use std::rc::Rc;

fn escape(s: &str) -> Cow<'_, str> {
    if s.contains(['<', '&']) {
        Cow::Owned(s.replace('&', "&amp;").replace('<', "&lt;"))
    } else {
        Cow::Borrowed(s)
    }
}
fn abs_all(v: &mut Cow<'_, [i32]>) {
    for i in 0..v.len() {
        if v[i] < 0 {
            v.to_mut()[i] = -v[i];
        }
    }
}
fn kind<T: ?Sized + ToOwned>(c: &Cow<'_, T>) -> &'static str {
    match c {
        Cow::Borrowed(_) => "borrowed",
        Cow::Owned(_) => "owned",
    }
}
#[derive(Debug)]
enum List {
    Cons(i32, Box<List>),
    Nil,
}
use List::{Cons, Nil};
impl List {
    fn sum(&self) -> i32 {
        match self {
            Cons(v, rest) => v + rest.sum(),
            Nil => 0,
        }
    }
}
#[derive(Debug)]
enum Shared {
    Cons(i32, Rc<Shared>),
    Nil,
}
fn greet(name: impl Into<Cow<'static, str>>) -> String {
    let name = name.into();
    format!("hi {name} ({})", kind(&name))
}

fn main() {
    for s in ["plain", "a<b && c"] {
        let e = escape(s);
        println!("{e} {} {}", kind(&e), e.len());
    }
    let clean = [1, 2];
    let dirty = [1, -2];
    let mut c1 = Cow::from(&clean[..]);
    let mut c2 = Cow::from(&dirty[..]);
    abs_all(&mut c1);
    abs_all(&mut c2);
    println!("{:?} {} {:?} {}", c1, kind(&c1), c2, kind(&c2));
    println!("{:?} {:?}", c2.into_owned(), dirty);
    let mut text: Cow<str> = "base".into();
    text += " more";
    println!("{text} {}", kind(&text));
    println!("{} {}", greet("static"), greet(String::from("owned")));
    let l = Cons(1, Box::new(Cons(2, Box::new(Cons(3, Box::new(Nil))))));
    println!("{} {l:?}", l.sum());
    let tail = Rc::new(Shared::Cons(5, Rc::new(Shared::Nil)));
    let a = Shared::Cons(1, Rc::clone(&tail));
    let b = Shared::Cons(2, tail.clone());
    println!("{a:?} {b:?} {}", Rc::strong_count(&tail));
    let mut b = Box::new(5);
    *b += 1;
    let c = b.clone();
    *b *= 10;
    println!("{b} {c} {}", *b + *c);
    let unboxed: i32 = *b;
    let boxed_slice = vec![1, 2, 3].into_boxed_slice();
    println!("{unboxed} {} {:?}", boxed_slice.len(), boxed_slice.iter().rev().collect::<Vec<_>>());
    let mut v: Vec<Box<dyn std::fmt::Display>> = vec![Box::new(1), Box::new("two"), Box::new('3')];
    v.push(Box::new(4.5));
    println!("{}", v.iter().map(|d| d.to_string()).collect::<Vec<_>>().join(" "));
    let leaked: &'static mut i32 = Box::leak(Box::new(3));
    *leaked += 1;
    println!("{leaked}");
}
