use std::sync::RwLock;

fn main() {
    let table = RwLock::new(vec![1, 2, 3]);
    let reading = table.read().unwrap();
    if reading.len() < 10 {
        table.write().unwrap().push(4);
    }
    println!("{}", reading.len());
}
