use std::panic;
use std::thread;

fn main() {
    let result = panic::catch_unwind(|| {
        thread::scope(|s| {
            s.spawn(|| panic!("not joined"));
            s.spawn(|| 5);
            "the scope's value is lost"
        })
    });
    println!("{}", result.unwrap_err().downcast_ref::<&str>().unwrap());
    let joined = thread::scope(|s| {
        let bad = s.spawn(|| -> i32 { panic!("joined") });
        let good = s.spawn(|| 5);
        (bad.join().is_err(), good.join().unwrap())
    });
    println!("{joined:?}");
    let mut finished = Vec::new();
    let r = panic::catch_unwind(panic::AssertUnwindSafe(|| {
        thread::scope(|s| {
            s.spawn(|| finished.push("worker ended first"));
            panic!("in the scope itself");
        })
    }));
    println!("{} {finished:?}", r.is_err());
    let r = panic::catch_unwind(|| panic::resume_unwind(Box::new(7u8)));
    println!("{:?}", r.unwrap_err().downcast::<u8>().map(|b| *b));
}
