use std::any::Any;
use std::rc::{Rc, Weak};
use std::sync::Arc;

trait Show {
    fn text(&self) -> String;
    fn twice(&self) -> String {
        self.text() + &self.text()
    }
}
impl Show for i32 {
    fn text(&self) -> String {
        self.to_string()
    }
}
impl Show for Vec<u8> {
    fn text(&self) -> String {
        format!("{self:?}")
    }
}

fn main() {
    let a: Rc<dyn Show> = Rc::new(8);
    println!("{} {}", a.text(), Rc::clone(&a).twice());
    let b = Arc::new(vec![1u8]) as Arc<dyn Show>;
    println!("{}", b.twice());
    // The number has another owner, who still sees a number.
    let number = Rc::new(3);
    let shown: Rc<dyn Show> = number.clone();
    let weak: Weak<dyn Show> = Rc::downgrade(&shown);
    println!("{} {} {}", *number + 1, shown.text(), weak.upgrade().unwrap().twice());
    drop((shown, number));
    println!("{}", weak.upgrade().is_none());
    for value in [Arc::new(String::from("word")) as Arc<dyn Any + Send + Sync>, Arc::new(5i8)] {
        match value.downcast::<String>() {
            Ok(text) => println!("text of {}", text.len()),
            Err(_) => println!("something else"),
        }
    }
    println!("{}", Weak::<i32>::new().ptr_eq(&Weak::new()));
}
