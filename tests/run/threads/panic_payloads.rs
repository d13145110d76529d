use std::any::Any;
use std::panic;
use std::thread;

fn describe(payload: Box<dyn Any + Send>) -> String {
    if let Some(s) = payload.downcast_ref::<&'static str>() {
        format!("str: {s}")
    } else if let Some(s) = payload.downcast_ref::<String>() {
        format!("string: {s}")
    } else if let Some(n) = payload.downcast_ref::<i32>() {
        format!("number: {n}")
    } else {
        "something else".to_string()
    }
}

fn main() {
    let literal = thread::spawn(|| {
        if true {
            panic!("a literal");
        }
    });
    println!("{}", describe(literal.join().unwrap_err()));
    let formatted = thread::spawn(|| {
        let v: Vec<i32> = Vec::new();
        if v.is_empty() {
            panic!("formatted {}", 1 + 1);
        }
        v.len()
    });
    println!("{}", describe(formatted.join().unwrap_err()));
    let any = thread::spawn(|| panic::panic_any(42i32));
    println!("{}", describe(any.join().unwrap_err()));
    let other = thread::spawn(|| panic::panic_any('c'));
    println!("{}", describe(other.join().unwrap_err()));
    let index = thread::spawn(|| {
        let v = vec![1, 2, 3];
        let i = v.len() + 2;
        v[i]
    });
    println!("{}", describe(index.join().unwrap_err()));
    let unwrap = thread::spawn(|| "abc".parse::<u8>().unwrap());
    println!("{}", describe(unwrap.join().unwrap_err()));
    let fine = thread::spawn(|| 5).join();
    println!("{}", fine.is_ok());
}
