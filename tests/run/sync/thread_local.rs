use std::cell::{Cell, RefCell};
use std::thread;

thread_local! {
    static COUNTER: Cell<u32> = const { Cell::new(10) };
    static LOG: RefCell<Vec<String>> = RefCell::new(vec!["start".to_string()]);
}

fn bump() -> u32 {
    COUNTER.with(|c| {
        c.set(c.get() + 1);
        c.get()
    })
}

fn note(s: &str) {
    LOG.with(|log| log.borrow_mut().push(s.to_owned()));
}

fn main() {
    bump();
    bump();
    note("main");
    let theirs: Vec<(u32, Vec<String>)> = (0..3)
        .map(|i| {
            thread::spawn(move || {
                for _ in 0..i {
                    bump();
                }
                note(&format!("thread {i}"));
                (COUNTER.get(), LOG.with_borrow(|l| l.clone()))
            })
            .join()
            .unwrap()
        })
        .collect();
    println!("{theirs:?}");
    println!("{} {:?}", COUNTER.get(), LOG.take());
    println!("{:?}", LOG.with(|l| l.borrow().len()));
    COUNTER.set(99);
    println!("{} {}", COUNTER.replace(1), COUNTER.take());
    LOG.with_borrow_mut(|l| l.extend(["x".to_string(), "y".to_string()]));
    println!("{:?}", LOG.replace(Vec::new()));
    LOG.set(vec![String::from("end")]);
    LOG.with(|l| println!("{:?}", l.borrow()));
}
