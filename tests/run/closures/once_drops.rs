//! What a closure that is called by `FnOnce` owns is dropped when the call returns, and once.

struct Say(&'static str);
impl Say {
    fn name(&self) -> &str {
        self.0
    }
}
impl Drop for Say {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

fn call<F: FnOnce()>(f: F) {
    f();
    println!("after");
}

struct Job {
    work: Box<dyn FnOnce(i32) -> i32>,
}

fn main() {
    let a = Say("given away");
    call(move || drop(a));
    let a = Say("as a statement");
    let b = Say("another one");
    call(move || {
        a;
        b;
        println!("in");
    });
    let a = Say("looked at");
    call(move || println!("in {}", a.name()));
    let a = Say("called twice");
    let twice = move || println!("in {}", a.name());
    twice();
    twice();
    let a = Say("boxed");
    let boxed: Box<dyn FnOnce()> = Box::new(move || println!("in {}", a.name()));
    boxed();
    println!("after");
    let a = Say("in a field");
    let job = Job { work: Box::new(move |n| n + a.name().len() as i32) };
    println!("{}", (job.work)(1));
    let a = Say("in an option");
    let mut later = Some(move || a.name().len());
    println!("{:?}", later.take().map(|f| f()));
    println!("end");
}
