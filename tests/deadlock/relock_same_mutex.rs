use std::sync::Mutex;

fn total(m: &Mutex<Vec<i32>>) -> i32 {
    m.lock().unwrap().iter().sum()
}

fn main() {
    let m = Mutex::new(vec![1, 2, 3]);
    let mut guard = m.lock().unwrap();
    let t = total(&m);
    guard.push(t);
}
