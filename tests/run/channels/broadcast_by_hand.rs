use std::sync::mpsc::{channel, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread;

#[derive(Clone, Default)]
struct Broadcast<T> {
    subs: Arc<Mutex<Vec<Sender<T>>>>,
}
impl<T: Clone> Broadcast<T> {
    fn subscribe(&self) -> Receiver<T> {
        let (tx, rx) = channel();
        self.subs.lock().unwrap().push(tx);
        rx
    }
    fn send(&self, t: T) -> usize {
        let mut subs = self.subs.lock().unwrap();
        subs.retain(|s| s.send(t.clone()).is_ok());
        subs.len()
    }
    fn close(self) {
        self.subs.lock().unwrap().clear();
    }
}
fn main() {
    let b: Broadcast<String> = Broadcast { subs: Arc::default() };
    let receivers: Vec<_> = (0..3).map(|_| b.subscribe()).collect();
    let handles: Vec<_> = receivers
        .into_iter()
        .enumerate()
        .map(|(i, rx)| thread::spawn(move || rx.iter().take(i + 1).map(|s| s.len()).sum::<usize>()))
        .collect();
    let first = b.send("one".into());
    println!("{first}");
    let mut handles = handles.into_iter();
    println!("{}", handles.next().unwrap().join().unwrap());
    println!("{}", b.send("three".into()));
    println!("{}", handles.next().unwrap().join().unwrap());
    println!("{}", b.send("eleven".into()));
    println!("{}", handles.next().unwrap().join().unwrap());
    println!("{}", b.send("nobody".into()));
    b.close();
}
