use std::ptr;
use std::sync::atomic::{AtomicPtr, AtomicUsize, Ordering};
use std::thread;

struct Node {
    value: usize,
    next: *mut Node,
}
struct Stack {
    head: AtomicPtr<Node>,
    pushed: AtomicUsize,
}
impl Stack {
    fn push(&self, value: usize) {
        let node = Box::into_raw(Box::new(Node { value, next: ptr::null_mut() }));
        loop {
            let head = self.head.load(Ordering::Acquire);
            unsafe { (*node).next = head };
            if self.head.compare_exchange_weak(head, node, Ordering::AcqRel, Ordering::Relaxed).is_ok() {
                self.pushed.fetch_add(1, Ordering::Relaxed);
                return;
            }
        }
    }
    fn take_all(&self) -> Vec<usize> {
        let mut at = self.head.swap(ptr::null_mut(), Ordering::AcqRel);
        let mut out = vec![];
        while !at.is_null() {
            let node = unsafe { Box::from_raw(at) };
            out.push(node.value);
            at = node.next;
        }
        out
    }
}
fn main() {
    let s = Stack { head: AtomicPtr::new(ptr::null_mut()), pushed: AtomicUsize::new(0) };
    thread::scope(|scope| {
        for t in 0..4 {
            let s = &s;
            scope.spawn(move || (0..50).for_each(|i| s.push(t * 50 + i)));
        }
    });
    let mut all = s.take_all();
    all.sort_unstable();
    println!("{} {} {}", s.pushed.load(Ordering::SeqCst), all == (0..200).collect::<Vec<_>>(), s.take_all().is_empty());
}
