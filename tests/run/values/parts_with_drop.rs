// Values with an `impl Drop` that are looked at, moved, replaced and left while their fields lie apart.
use std::cell::RefCell;

struct Guard<'a> {
    name: String,
    log: &'a RefCell<Vec<String>>,
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        self.log.borrow_mut().push(format!("drop {}", self.name));
    }
}

fn open<'a>(name: &str, log: &'a RefCell<Vec<String>>) -> Result<Guard<'a>, String> {
    if name.is_empty() { Err("no name".into()) } else { Ok(Guard { name: name.to_string(), log }) }
}

fn length(name: &str, log: &RefCell<Vec<String>>) -> Result<usize, String> {
    let guard = open(name, log)?;
    if guard.name.len() > 3 {
        return Ok(100);
    }
    Ok(guard.name.len())
}

fn either<'a>(first: bool, log: &'a RefCell<Vec<String>>) -> Guard<'a> {
    let a = Guard { name: "a".into(), log };
    let b = Guard { name: "b".into(), log };
    if first { a } else { b }
}

enum Shape {
    Circle(f64),
    Square { side: f64 },
    Nothing,
}

fn shape(n: u32) -> Shape {
    match n {
        0 => Shape::Circle(1.5),
        1 => Shape::Square { side: 2.0 },
        _ => Shape::Nothing,
    }
}

fn area(n: u32) -> f64 {
    match shape(n) {
        Shape::Circle(r) => r * 2.0,
        Shape::Square { side } => side * side,
        Shape::Nothing => -1.0,
    }
}

fn is_round(n: u32) -> bool {
    matches!(shape(n), Shape::Circle(_) | Shape::Nothing)
}

fn main() {
    let log = RefCell::new(Vec::new());
    println!("{:?} {:?} {:?}", length("abc", &log), length("long one", &log), length("", &log));
    println!("{:?}", log.take());

    // A condition ends what it looked at before its branches begin.
    let x = RefCell::new(0);
    if *x.borrow() == 0 {
        *x.borrow_mut() += 5;
    }
    if *x.borrow() > 4 && open("y", &log).unwrap().name == "y" {
        println!("{} {:?}", x.borrow(), log.take());
    }

    let kept = either(false, &log);
    println!("{:?} {}", log.take(), kept.name);
    drop(kept);
    let mut replaced = open("first", &log).unwrap();
    replaced = open("second", &log).unwrap();
    replaced.name.push('!');
    println!("{:?} {}", log.take(), replaced.name);
    let moved = replaced;
    replaced = Guard { name: "third".into(), log: &log };
    println!("{} {} {:?}", moved.name, replaced.name, log.take());
    drop(moved);

    for name in ["p", "", "q"] {
        let Ok(guard) = open(name, &log) else { continue };
        if guard.name == "p" {
            continue;
        }
        println!("at {} {:?}", guard.name, log.take());
    }
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let guard = open("panicking", &log).unwrap();
        let n: usize = guard.name.len() - 9;
        println!("{}", 1 / n);
    }));
    println!("{} {:?}", result.is_err(), log.take());

    println!("{} {} {} {} {} {}", area(0), area(1), area(2), is_round(0), is_round(1), is_round(2));
    let number = "12".parse::<i32>().map_err(|e| e.to_string()).and_then(|n| if n > 10 { Ok(n * 2) } else { Err("small".into()) });
    println!("{number:?} {}", "x".parse::<i32>().map_or_else(|e| e.to_string(), |n| n.to_string()));
}
