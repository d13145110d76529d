use std::ptr;

struct Node<T> {
    item: T,
    prev: *mut Node<T>,
    next: *mut Node<T>,
}
struct List<T> {
    front: *mut Node<T>,
    back: *mut Node<T>,
    len: usize,
}
impl<T: std::fmt::Debug> List<T> {
    fn new() -> Self {
        Self { front: ptr::null_mut(), back: ptr::null_mut(), len: 0 }
    }
    fn push_back(&mut self, item: T) -> *mut Node<T> {
        let node = Box::into_raw(Box::new(Node { item, prev: self.back, next: ptr::null_mut() }));
        if self.back.is_null() {
            self.front = node;
        } else {
            unsafe { (*self.back).next = node };
        }
        self.back = node;
        self.len += 1;
        node
    }
    fn push_front(&mut self, item: T) -> *mut Node<T> {
        let node = Box::into_raw(Box::new(Node { item, prev: ptr::null_mut(), next: self.front }));
        match unsafe { self.front.as_mut() } {
            Some(f) => f.prev = node,
            None => self.back = node,
        }
        self.front = node;
        self.len += 1;
        node
    }
    fn unlink(&mut self, node: *mut Node<T>) -> T {
        unsafe {
            let Node { prev, next, .. } = *node;
            if prev.is_null() { self.front = next } else { (*prev).next = next }
            if next.is_null() { self.back = prev } else { (*next).prev = prev }
            self.len -= 1;
            Box::from_raw(node).item
        }
    }
    fn to_vec(&self) -> Vec<&T> {
        let mut out = vec![];
        let mut at = self.front;
        while let Some(n) = unsafe { at.as_ref() } {
            out.push(&n.item);
            at = n.next;
        }
        out
    }
    fn backwards(&self) -> String {
        let mut s = String::new();
        let mut at = self.back;
        while !at.is_null() {
            s += &format!("{:?};", unsafe { &(*at).item });
            at = unsafe { (*at).prev };
        }
        s
    }
}
impl<T> Drop for List<T> {
    fn drop(&mut self) {
        let mut at = self.front;
        while !at.is_null() {
            let b = unsafe { Box::from_raw(at) };
            at = b.next;
        }
    }
}
struct Loud(&'static str);
impl Drop for Loud {
    fn drop(&mut self) {
        println!("bye {}", self.0);
    }
}
impl std::fmt::Debug for Loud {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

fn main() {
    let mut l = List::new();
    let b = l.push_back("b".to_string());
    l.push_back("c".to_string());
    let a = l.push_front("a".to_string());
    println!("{:?} {} {}", l.to_vec(), l.backwards(), l.len);
    unsafe { (*b).item.push_str("bb") };
    println!("{}", l.unlink(b));
    println!("{:?} {}", l.to_vec(), l.backwards());
    println!("{} {}", l.unlink(a), l.len);
    let mut m = List::new();
    m.push_back(Loud("x"));
    let y = m.push_back(Loud("y"));
    m.push_back(Loud("z"));
    let taken = m.unlink(y);
    drop(m);
    println!("kept {taken:?}");
}
