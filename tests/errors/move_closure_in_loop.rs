use std::thread;
fn main() {
    let log = vec![0];
    for i in 0..2 {
        thread::spawn(move || println!("{} {}", i, log.len())).join().unwrap();
    }
}
