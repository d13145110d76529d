//! What closures borrow is borrowed for as long as they are used, and not longer than it lives.

fn returned() -> impl Fn() -> i32 {
    let kept = 5;
    || kept + 1
}

fn boxed(given: i32) -> Box<dyn Fn(i32) -> i32> {
    Box::new(|more| given + more)
}

fn main() {
    println!("{} {}", returned()(), boxed(1)(2));

    let mut shown = 1;
    let show = || println!("{shown}");
    shown += 1;
    show();

    let mut counted = 1;
    let mut first = || counted += 1;
    let mut second = || counted += 2;
    first();
    second();

    let mut taken = vec![1];
    let mut push = || taken.push(2);
    drop(taken);
    push();
}
