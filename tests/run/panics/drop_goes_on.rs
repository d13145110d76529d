// A panic in one destructor leaves the others to run: fields, elements, neighbours.
use std::panic::{self, AssertUnwindSafe};

struct Noisy(&'static str, bool);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop {}", self.0);
        if self.1 {
            panic!("in {}", self.0);
        }
    }
}

struct Outer {
    _first: Noisy,
    _second: Noisy,
}

impl Drop for Outer {
    fn drop(&mut self) {
        println!("drop outer");
        panic!("outer");
    }
}

fn message(result: std::thread::Result<()>) -> String {
    match result {
        Ok(()) => "no panic".into(),
        Err(payload) => match payload.downcast_ref::<String>() {
            Some(text) => text.clone(),
            None => payload.downcast_ref::<&str>().unwrap().to_string(),
        },
    }
}

fn main() {
    panic::set_hook(Box::new(|_| {}));
    let outer = Outer { _first: Noisy("a", false), _second: Noisy("b", false) };
    println!("{}", message(panic::catch_unwind(AssertUnwindSafe(|| drop(outer)))));
    let list = vec![Noisy("1", false), Noisy("2", true), Noisy("3", false)];
    println!("{}", message(panic::catch_unwind(AssertUnwindSafe(|| drop(list)))));
    let result = panic::catch_unwind(|| {
        let _x = Noisy("x", false);
        let _y = Noisy("y", true);
        let _z = Noisy("z", false);
    });
    println!("{}", message(result));
}
