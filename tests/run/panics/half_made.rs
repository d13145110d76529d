// What was made of a value that is not finished is dropped: by a panic, `?`, `break` and `return` in a later part.
use std::cell::RefCell;
use std::panic;

thread_local! {
    static LOG: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

struct Part(u32);

impl Drop for Part {
    fn drop(&mut self) {
        LOG.with(|log| log.borrow_mut().push(format!("-{}", self.0)));
    }
}

struct Pair {
    a: Part,
    b: Part,
}

fn log(title: &str) {
    println!("{title}: {}", LOG.with(|log| log.borrow_mut().drain(..).collect::<Vec<_>>().join(" ")));
}

fn stop() -> Part {
    panic!("no part");
}

fn fails() -> Result<Part, String> {
    Err("none".into())
}

fn both(_a: Part, _b: Part) {}

fn early() -> Result<(), String> {
    both(Part(1), fails()?);
    Ok(())
}

fn literal() -> Option<Pair> {
    let missing: Option<Part> = None;
    Some(Pair { b: Part(2), a: missing? })
}

fn patterns((_x, _): (Part, Part), (_, _y): (Part, Part)) {}

fn main() {
    panic::set_hook(Box::new(|_| {}));
    let _ = panic::catch_unwind(|| {
        let _list = [Part(1), Part(2), stop(), Part(4)];
    });
    log("array");
    let _ = panic::catch_unwind(|| (Part(1), Part(2), stop()));
    log("tuple");
    println!("{:?}", early());
    log("argument");
    println!("{}", literal().map_or(0, |pair| pair.a.0 + pair.b.0));
    log("struct");
    loop {
        let _list = vec![Part(1), { Part(3); break }];
    }
    log("break");
    patterns((Part(3), Part(4)), (Part(2), Part(1)));
    log("patterns");
}
