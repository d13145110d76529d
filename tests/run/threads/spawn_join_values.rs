use std::thread;

fn collatz_len(mut n: u64) -> u32 {
    let mut steps = 0;
    while n != 1 {
        n = if n % 2 == 0 { n / 2 } else { 3 * n + 1 };
        steps += 1;
    }
    steps
}

fn main() {
    let handles: Vec<thread::JoinHandle<(u64, u32)>> = [27u64, 97, 871, 6171]
        .into_iter()
        .map(|n| thread::spawn(move || (n, collatz_len(n))))
        .collect();
    let mut total = 0;
    for handle in handles {
        let (n, steps) = handle.join().unwrap();
        println!("{n:>5} takes {steps} steps");
        total += steps;
    }
    println!("total {total}");

    let text = String::from("moved into a thread and back");
    let back = thread::spawn(move || {
        let words = text.split(' ').count();
        (text, words)
    });
    let (text, words) = back.join().expect("no panic");
    println!("{text:?} has {words} words");
    let unit = thread::spawn(|| {}).join();
    println!("{unit:?}");
}
