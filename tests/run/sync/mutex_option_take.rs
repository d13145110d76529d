use std::sync::{Arc, Mutex};
use std::thread;
fn main() {
    let slot = Arc::new(Mutex::new(Some("prize".to_string())));
    let winners: Vec<Option<String>> = (0..5).map(|_| { let s = slot.clone(); thread::spawn(move || s.lock().unwrap().take()) }).map(|h| h.join().unwrap()).collect();
    println!("{} {:?}", winners.iter().flatten().count(), slot.lock().unwrap());
    *slot.lock().unwrap() = Some("again".into());
    if let Some(s) = slot.lock().unwrap().as_mut() {
        s.push('!');
    }
    println!("{:?}", slot.lock().unwrap().replace("new".into()));
    let len = slot.lock().unwrap().as_ref().map_or(0, |s| s.len());
    println!("{len} {:?}", Arc::into_inner(slot).unwrap().into_inner().unwrap());
}
