use std::cell::RefCell;
use std::rc::Rc;
fn main() {
    let shared = Rc::new(RefCell::new(vec![1, 2]));
    let other = Rc::clone(&shared);
    let reading = shared.borrow();
    println!("{}", reading.len());
    other.borrow_mut().push(3);
    println!("never");
}
