use std::thread;

fn main() {
    let sleeper = thread::spawn(|| {
        thread::park();
        "awake"
    });
    println!("{}", sleeper.join().unwrap());
}
