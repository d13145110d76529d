use std::thread;
fn main() {
    let data = vec![1, 2, 3];
    let handle = thread::spawn(move || data.iter().sum::<i32>());
    println!("{}", handle.join().unwrap());
    println!("{:?}", data);
}
