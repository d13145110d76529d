use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
struct State<T> { items: VecDeque<T>, senders: usize, receivers: usize }
struct Shared<T> { state: Mutex<State<T>>, ready: Condvar }
struct Tx<T>(Arc<Shared<T>>);
struct Rx<T>(Arc<Shared<T>>);
fn channel<T>() -> (Tx<T>, Rx<T>) {
    let s = Arc::new(Shared { state: Mutex::new(State { items: VecDeque::new(), senders: 1, receivers: 1 }), ready: Condvar::new() });
    (Tx(s.clone()), Rx(s))
}
impl<T> Clone for Tx<T> { fn clone(&self) -> Self { self.0.state.lock().unwrap().senders += 1; Tx(Arc::clone(&self.0)) } }
impl<T> Clone for Rx<T> { fn clone(&self) -> Self { self.0.state.lock().unwrap().receivers += 1; Rx(Arc::clone(&self.0)) } }
impl<T> Drop for Tx<T> { fn drop(&mut self) { let mut s = self.0.state.lock().unwrap(); s.senders -= 1; if s.senders == 0 { drop(s); self.0.ready.notify_all(); } } }
impl<T> Drop for Rx<T> { fn drop(&mut self) { self.0.state.lock().unwrap().receivers -= 1; } }
impl<T> Tx<T> { fn send(&self, t: T) -> Result<(), T> { let mut s = self.0.state.lock().unwrap(); if s.receivers == 0 { return Err(t); } s.items.push_back(t); self.0.ready.notify_one(); Ok(()) } }
impl<T> Iterator for Rx<T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        let mut s = self.0.state.lock().unwrap();
        loop {
            if let Some(t) = s.items.pop_front() { return Some(t); }
            if s.senders == 0 { return None; }
            s = self.0.ready.wait(s).unwrap();
        }
    }
}
fn main() {
    let (tx, rx) = channel::<u64>();
    let consumers: Vec<_> = (0..3).map(|_| { let rx = rx.clone(); thread::spawn(move || rx.fold((0, 0), |(n, s), x| (n + 1, s + x))) }).collect();
    let producers: Vec<_> = (0..4).map(|p| { let tx = tx.clone(); thread::spawn(move || (0..25).filter(|i| tx.send(p * 100 + i).is_ok()).count()) }).collect();
    println!("{}", producers.into_iter().map(|p| p.join().unwrap()).sum::<usize>());
    drop(tx);
    println!("{:?}", consumers.into_iter().map(|c| c.join().unwrap()).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1)));
    println!("{}", rx.count());
    let (tx, rx) = channel();
    drop(rx);
    println!("{:?}", tx.send("nobody"));
}
