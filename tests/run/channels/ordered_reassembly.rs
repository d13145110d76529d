use std::collections::BTreeMap;
use std::sync::mpsc;
use std::thread;
struct InOrder<T, I> { input: I, held: BTreeMap<usize, T>, next: usize }
impl<T, I: Iterator<Item = (usize, T)>> Iterator for InOrder<T, I> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        loop {
            if let Some(t) = self.held.remove(&self.next) { self.next += 1; return Some(t); }
            let (i, t) = self.input.next()?;
            self.held.insert(i, t);
        }
    }
}
fn main() {
    let text = "each word is handled by its own thread and put back in order";
    let (tx, rx) = mpsc::channel();
    for (i, w) in text.split(' ').map(String::from).enumerate() {
        let tx = tx.clone();
        thread::spawn(move || { if i % 3 == 0 { thread::yield_now(); } tx.send((i, w.chars().rev().collect::<String>())).unwrap() });
    }
    drop(tx);
    let ordered = InOrder { input: rx.into_iter(), held: BTreeMap::new(), next: 0 };
    println!("{}", ordered.collect::<Vec<_>>().join(" "));
    println!("{:?}", InOrder { input: [(2, 'c'), (0, 'a'), (1, 'b'), (9, 'x')].into_iter(), held: BTreeMap::new(), next: 0 }.collect::<String>());
}
