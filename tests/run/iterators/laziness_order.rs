fn main() {
    let mut trace = Vec::new();
    let result: Vec<i32> = (1..=4)
        .map(|x| {
            trace.push(format!("map {x}"));
            x * 10
        })
        .collect();
    println!("{result:?} {trace:?}");
    let log = std::cell::RefCell::new(Vec::<String>::new());
    let found = (1..100)
        .inspect(|x| log.borrow_mut().push(format!("see {x}")))
        .filter(|x| {
            log.borrow_mut().push(format!("test {x}"));
            x % 3 == 0
        })
        .map(|x| {
            log.borrow_mut().push(format!("double {x}"));
            x * 2
        })
        .find(|x| *x > 6);
    println!("{found:?}");
    for line in log.borrow().iter() {
        print!("{line}; ");
    }
    println!();
    let unused = (0..5).map(|_| -> i32 { panic!("never called") });
    drop(unused);
    let mut calls = 0;
    let first = (0..).map(|x| { calls += 1; x * x }).skip_while(|x| *x < 50).next();
    println!("{first:?} after {calls}");
    let mut calls = 0;
    let z = (0..3).zip((0..10).map(|x| { calls += 1; x })).count();
    println!("{z} {calls}");
    let mut n = 0;
    let any = [1, 2, 3, 4].iter().any(|x| { n += 1; *x == 2 });
    println!("{any} {n}");
    let mut it = vec![1, 2, 3].into_iter();
    it.next();
    let rest: Vec<_> = it.clone().collect();
    println!("{rest:?} {:?}", it.as_slice());
    let mut outer = (1..=9).into_iter();
    let mut rows = vec![];
    loop {
        let row: Vec<i32> = outer.by_ref().take(4).collect();
        if row.is_empty() {
            break;
        }
        rows.push(row);
    }
    println!("{rows:?}");
    let s = "a1b22c333";
    let mut chars = s.chars().peekable();
    let mut tokens = vec![];
    while let Some(&c) = chars.peek() {
        if c.is_ascii_digit() {
            let mut num = String::new();
            while let Some(d) = chars.next_if(|c| c.is_ascii_digit()) {
                num.push(d);
            }
            tokens.push(num);
        } else {
            tokens.push(chars.next().unwrap().to_string());
        }
    }
    println!("{tokens:?}");
}
