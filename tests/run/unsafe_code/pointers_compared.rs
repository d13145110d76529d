use std::sync::Arc; use std::rc::Rc;
fn main(){
 let a = Arc::new(5); let b = Arc::new(5);
 println!("{}", Arc::as_ptr(&a) == Arc::as_ptr(&b));
 let c = Rc::new(String::from("x")); let d = Rc::new(String::from("x"));
 println!("{} {}", Rc::as_ptr(&c) == Rc::as_ptr(&d), Rc::as_ptr(&c) == Rc::as_ptr(&c.clone()));
 let w = Rc::downgrade(&c); println!("{}", w.as_ptr() == Rc::as_ptr(&c));
 let x = [1, 1]; println!("{}", &raw const x[0] == &raw const x[1]);
 let p: *const i32 = &x[0]; let q: *const i32 = &x[0]; println!("{}", p == q);
 println!("{:?}", p != q);
}
