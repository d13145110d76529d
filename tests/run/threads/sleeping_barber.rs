use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

#[derive(Default)]
struct Shop {
    chairs: VecDeque<u32>,
    closed: bool,
    turned_away: Vec<u32>,
    served: Vec<u32>,
}
fn main() {
    let shop = Arc::new((Mutex::new(Shop::default()), Condvar::new()));
    // The first five come before the barber: three chairs, so two leave.
    for id in 1..=5 {
        let mut s = shop.0.lock().unwrap();
        if s.chairs.len() < 3 { s.chairs.push_back(id) } else { s.turned_away.push(id) }
    }
    let barber = {
        let shop = shop.clone();
        thread::spawn(move || loop {
            let (lock, cv) = &*shop;
            let mut s = cv.wait_while(lock.lock().unwrap(), |s| s.chairs.is_empty() && !s.closed).unwrap();
            match s.chairs.pop_front() {
                Some(c) => {
                    s.served.push(c);
                    cv.notify_all();
                }
                None => return s.served.len(),
            }
        })
    };
    for id in 6..=9 {
        let (lock, cv) = &*shop;
        let mut s = cv.wait_while(lock.lock().unwrap(), |s| s.chairs.len() == 3).unwrap();
        s.chairs.push_back(id);
        cv.notify_all();
    }
    shop.0.lock().unwrap().closed = true;
    shop.1.notify_all();
    println!("{} served", barber.join().unwrap());
    let s = shop.0.lock().unwrap();
    println!("{:?} {:?}", s.served, s.turned_away);
}
