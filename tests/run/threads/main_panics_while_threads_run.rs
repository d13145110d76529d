use std::sync::mpsc;
use std::thread;
struct Note(&'static str);
impl Drop for Note {
    fn drop(&mut self) {
        println!("note: {}", self.0);
    }
}
fn main() {
    let _n = Note("main unwinds");
    let (tx, rx) = mpsc::channel::<i32>();
    let worker = thread::spawn(move || rx.iter().sum::<i32>());
    tx.send(4).unwrap();
    tx.send(5).unwrap();
    drop(tx);
    let total = worker.join().unwrap();
    println!("{total}");
    assert!(total > 100, "total was only {total}");
}
