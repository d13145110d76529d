use std::sync::{Arc, Condvar, Mutex};
use std::thread;
fn main() {
    let state = Arc::new((Mutex::new((1u32, Vec::new())), Condvar::new()));
    let make = |name: &'static str, wants: fn(u32) -> bool| {
        let state = Arc::clone(&state);
        thread::spawn(move || loop {
            let mut s = state.1.wait_while(state.0.lock().unwrap(), |s| s.0 <= 15 && !wants(s.0)).unwrap();
            if s.0 > 15 { return; }
            let n = s.0;
            s.1.push(if name.is_empty() { n.to_string() } else { name.to_string() });
            s.0 += 1;
            state.1.notify_all();
        })
    };
    let all = [
        make("fizz", |n| n % 3 == 0 && n % 5 != 0),
        make("buzz", |n| n % 5 == 0 && n % 3 != 0),
        make("fizzbuzz", |n| n % 15 == 0),
        make("", |n| n % 3 != 0 && n % 5 != 0),
    ];
    all.into_iter().for_each(|t| t.join().unwrap());
    println!("{}", state.0.lock().unwrap().1.join(" "));
}
