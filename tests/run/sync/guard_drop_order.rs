#![allow(let_underscore_lock)]

use std::sync::Mutex;

struct Tracer(&'static str);

impl Drop for Tracer {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

fn free(m: &Mutex<i32>) -> &'static str {
    match m.try_lock() {
        Ok(_) => "free",
        Err(_) => "held",
    }
}

fn main() {
    let m = Mutex::new(1);
    let _first = Tracer("first");
    {
        let _g = m.lock().unwrap();
        let _inner = Tracer("inner");
        println!("{}", free(&m));
    }
    println!("{}", free(&m));
    let _ = m.lock().unwrap(); // `_` does not keep the guard
    println!("{}", free(&m));
    let _kept = m.lock().unwrap();
    println!("{}", free(&m));
    drop(_kept);
    println!("{}", free(&m));

    // A temporary guard lives to the end of its statement.
    let doubled = { let g = m.lock().unwrap(); *g * 2 };
    println!("{doubled} {}", free(&m));
    match *m.lock().unwrap() {
        1 => println!("inside match: {}", free(&m)),
        _ => unreachable!(),
    }
    println!("after match: {}", free(&m));
    if *m.lock().unwrap() == 1 {
        println!("inside if: {}", free(&m));
    }
    if let 1 = *m.lock().unwrap() {
        println!("inside if let: {}", free(&m));
    }
    let _last = Tracer("last");
    println!("end");
}
