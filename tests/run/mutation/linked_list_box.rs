#[derive(Debug)]
struct Node<T> {
    value: T,
    next: Option<Box<Node<T>>>,
}
#[derive(Debug)]
struct List<T> {
    head: Option<Box<Node<T>>>,
    len: usize,
}
impl<T: PartialOrd + std::fmt::Debug> List<T> {
    fn new() -> Self {
        List { head: None, len: 0 }
    }
    fn push_front(&mut self, value: T) {
        let next = self.head.take();
        self.head = Some(Box::new(Node { value, next }));
        self.len += 1;
    }
    fn push_back(&mut self, value: T) {
        let mut cursor = &mut self.head;
        while let Some(node) = cursor {
            cursor = &mut node.next;
        }
        *cursor = Some(Box::new(Node { value, next: None }));
        self.len += 1;
    }
    fn insert_sorted(&mut self, value: T) {
        let mut cursor = &mut self.head;
        while cursor.as_ref().is_some_and(|n| n.value < value) {
            cursor = &mut cursor.as_mut().unwrap().next;
        }
        let rest = cursor.take();
        *cursor = Some(Box::new(Node { value, next: rest }));
        self.len += 1;
    }
    fn pop_front(&mut self) -> Option<T> {
        self.head.take().map(|node| {
            self.head = node.next;
            self.len -= 1;
            node.value
        })
    }
    fn reverse(&mut self) {
        let mut prev = None;
        let mut current = self.head.take();
        while let Some(mut node) = current {
            current = node.next.take();
            node.next = prev;
            prev = Some(node);
        }
        self.head = prev;
    }
    fn remove_if(&mut self, f: impl Fn(&T) -> bool) -> usize {
        let before = self.len;
        let mut cursor = &mut self.head;
        loop {
            match cursor {
                None => break,
                Some(node) if f(&node.value) => {
                    *cursor = node.next.take();
                    self.len -= 1;
                }
                Some(node) => cursor = &mut node.next,
            }
        }
        before - self.len
    }
    fn iter(&self) -> Iter<'_, T> {
        Iter { next: self.head.as_deref() }
    }
    fn iter_mut(&mut self) -> IterMut<'_, T> {
        IterMut { next: self.head.as_deref_mut() }
    }
    fn peek_mut(&mut self) -> Option<&mut T> {
        self.head.as_mut().map(|n| &mut n.value)
    }
}
struct Iter<'a, T> {
    next: Option<&'a Node<T>>,
}
impl<'a, T> Iterator for Iter<'a, T> {
    type Item = &'a T;
    fn next(&mut self) -> Option<&'a T> {
        self.next.map(|n| {
            self.next = n.next.as_deref();
            &n.value
        })
    }
}
struct IterMut<'a, T> {
    next: Option<&'a mut Node<T>>,
}
impl<'a, T> Iterator for IterMut<'a, T> {
    type Item = &'a mut T;
    fn next(&mut self) -> Option<&'a mut T> {
        self.next.take().map(|n| {
            self.next = n.next.as_deref_mut();
            &mut n.value
        })
    }
}

fn main() {
    let mut l = List::new();
    for x in [5, 1, 3] {
        l.push_front(x);
    }
    l.push_back(7);
    println!("{:?} len {}", l.iter().collect::<Vec<_>>(), l.len);
    l.reverse();
    println!("{:?}", l.iter().collect::<Vec<_>>());
    for v in l.iter_mut() {
        *v *= 10;
    }
    if let Some(v) = l.peek_mut() {
        *v += 1;
    }
    println!("{:?} {:?}", l.pop_front(), l.iter().sum::<i32>());
    println!("{}", l.remove_if(|v| *v == 10 || *v == 30));
    println!("{l:?}");
    let mut s = List::new();
    for w in ["pear", "apple", "zoo", "mango"] {
        s.insert_sorted(w.to_string());
    }
    println!("{:?}", s.iter().map(|w| w.as_str()).collect::<Vec<_>>().join(" < "));
    println!("{} {}", s.remove_if(|w| w.len() > 4), s.len);
    while let Some(w) = s.pop_front() {
        print!("{w} ");
    }
    println!("{:?}", s.head.is_none());
}
