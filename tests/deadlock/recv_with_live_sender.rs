use std::sync::mpsc;

fn main() {
    let (tx, rx) = mpsc::channel();
    tx.send(1).unwrap();
    let mut sum = 0;
    // `tx` lives to the end of main, so this loop cannot end.
    for v in &rx {
        sum += v;
    }
    println!("{sum}");
    drop(tx);
}
