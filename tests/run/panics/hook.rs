// A hook sees what panicked and where, in place of the report; a caught panic stays on its thread.
use std::cell::Cell;
use std::panic::{self, Location};
use std::sync::Mutex;
use std::thread;

static SEEN: Mutex<Vec<String>> = Mutex::new(Vec::new());

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(0) };
}

#[track_caller]
fn wanted(x: Option<i32>) -> i32 {
    match x {
        Some(x) => x,
        None => panic!("nothing there"),
    }
}

#[track_caller]
fn here() -> u32 {
    Location::caller().line()
}

fn main() {
    panic::set_hook(Box::new(|info| {
        let text = info.payload().downcast_ref::<&str>().map(|s| s.to_string());
        let text = text.or_else(|| info.payload().downcast_ref::<String>().cloned());
        let line = info.location().unwrap().line();
        SEEN.lock().unwrap().push(format!("{:?} at line {line}", text.unwrap_or("other".into())));
    }));
    let me = thread::current().id();
    let result = panic::catch_unwind(|| {
        DEPTH.with(|depth| depth.set(depth.get() + 1));
        assert_eq!(thread::current().id(), me);
        wanted(None)
    });
    println!("{}", result.is_err());
    println!("depth {}", DEPTH.with(Cell::get));
    let _ = panic::catch_unwind(|| panic!("number {}", 7));
    let _ = panic::catch_unwind(|| panic::panic_any(5u8)).map_err(|e| println!("{:?}", e.downcast_ref::<u8>()));
    let _ = thread::spawn(|| panic!("in a thread")).join();
    for seen in SEEN.lock().unwrap().iter() {
        println!("{seen}");
    }
    let _ = panic::take_hook();
    let nested = panic::catch_unwind(|| {
        let inner = panic::catch_unwind(|| panic::resume_unwind(Box::new("quiet")));
        println!("{:?}", inner.unwrap_err().downcast_ref::<&str>());
        3
    });
    println!("{:?} {} {}", nested.unwrap(), here(), line!());
}
