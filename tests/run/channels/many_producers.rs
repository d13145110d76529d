use std::sync::mpsc;
use std::thread;

fn main() {
    let (tx, rx) = mpsc::channel();
    for id in 0..4 {
        let tx = tx.clone();
        thread::spawn(move || {
            for step in 0..5 {
                tx.send((id, step, format!("{id}:{step}"))).unwrap();
            }
        });
    }
    drop(tx);

    let mut got: Vec<(i32, i32, String)> = rx.iter().collect();
    // Each producer's messages arrive in the order in which it sent them.
    for id in 0..4 {
        let steps: Vec<i32> = got.iter().filter(|m| m.0 == id).map(|m| m.1).collect();
        println!("{id}: {steps:?}");
    }
    got.sort();
    let names: Vec<String> = got.into_iter().map(|(_, _, s)| s).collect();
    println!("{}", names.join(" "));
}
