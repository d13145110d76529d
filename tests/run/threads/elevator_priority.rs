use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

struct PriorityQueue<T> {
    inner: Mutex<(BinaryHeap<(Reverse<u8>, Reverse<u64>, T)>, u64, bool)>,
    ready: Condvar,
}
impl<T: Ord> PriorityQueue<T> {
    fn new() -> Self {
        PriorityQueue { inner: Mutex::new((BinaryHeap::new(), 0, false)), ready: Condvar::new() }
    }
    fn push(&self, priority: u8, item: T) {
        let mut g = self.inner.lock().unwrap();
        let seq = g.1;
        g.1 += 1;
        g.0.push((Reverse(priority), Reverse(seq), item));
        self.ready.notify_one();
    }
    fn close(&self) {
        self.inner.lock().unwrap().2 = true;
        self.ready.notify_all();
    }
    fn pop(&self) -> Option<(u8, T)> {
        let mut g = self.ready.wait_while(self.inner.lock().unwrap(), |(h, _, closed)| h.is_empty() && !*closed).unwrap();
        g.0.pop().map(|(Reverse(p), _, t)| (p, t))
    }
}
fn main() {
    let q = Arc::new(PriorityQueue::new());
    for (p, t) in [(2, "b1"), (1, "a1"), (3, "c1"), (1, "a2"), (2, "b2")] {
        q.push(p, t.to_string());
    }
    let consumer = { let q = q.clone(); thread::spawn(move || std::iter::from_fn(|| q.pop()).map(|(p, t)| format!("{p}{t}")).collect::<Vec<_>>()) };
    q.close();
    println!("{:?}", consumer.join().unwrap());
    println!("{:?}", q.pop());
}
