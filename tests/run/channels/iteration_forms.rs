use std::sync::mpsc;
use std::thread;

fn filled(n: i32) -> mpsc::Receiver<i32> {
    let (tx, rx) = mpsc::channel();
    thread::spawn(move || {
        for i in 0..n {
            tx.send(i * i).unwrap();
        }
    });
    rx
}

fn main() {
    let rx = filled(4);
    for v in &rx {
        print!("{v} ");
    }
    println!("| again: {:?}", rx.recv().is_err());

    let sum: i32 = filled(10).into_iter().sum();
    println!("{sum}");
    let mut it = filled(6).into_iter().skip(1).step_by(2).peekable();
    while let Some(v) = it.next() {
        match it.peek() {
            Some(next) => print!("{v} then {next}; "),
            None => println!("{v} last"),
        }
    }
    let rx = filled(5);
    let mut seen = vec![];
    while let Ok(v) = rx.recv() {
        if v == 4 {
            continue;
        }
        seen.push(v);
    }
    println!("{seen:?}");
    let (tx, rx) = mpsc::channel();
    tx.send("a").unwrap();
    tx.send("b").unwrap();
    println!("{:?}", rx.try_iter().collect::<Vec<_>>());
    println!("{:?}", rx.try_iter().next());
    tx.send("c").unwrap();
    println!("{:?}", rx.iter().next());
}
