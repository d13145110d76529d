#[derive(Debug)]
struct Node { key: i32, next: Option<Box<Node>> }
#[derive(Debug, Default)]
struct SortedList { head: Option<Box<Node>> }
impl SortedList {
    fn slot(&mut self, key: i32) -> &mut Option<Box<Node>> {
        let mut at = &mut self.head;
        while at.as_ref().is_some_and(|n| n.key < key) { at = &mut at.as_mut().unwrap().next; }
        at
    }
    fn insert(&mut self, key: i32) -> bool {
        let slot = self.slot(key);
        if slot.as_ref().is_some_and(|n| n.key == key) { return false; }
        let next = slot.take();
        *slot = Some(Box::new(Node { key, next }));
        true
    }
    fn remove(&mut self, key: i32) -> bool {
        let slot = self.slot(key);
        match slot.take() {
            Some(n) if n.key == key => { *slot = n.next; true }
            other => { *slot = other; false }
        }
    }
    fn keys(&self) -> Vec<i32> { std::iter::successors(self.head.as_deref(), |n| n.next.as_deref()).map(|n| n.key).collect() }
    fn merge(self, other: SortedList) -> SortedList {
        fn go(a: Option<Box<Node>>, b: Option<Box<Node>>) -> Option<Box<Node>> {
            match (a, b) {
                (None, r) | (r, None) => r,
                (Some(mut x), Some(mut y)) => {
                    if x.key <= y.key { x.next = go(x.next.take(), Some(y)); Some(x) } else { y.next = go(Some(x), y.next.take()); Some(y) }
                }
            }
        }
        SortedList { head: go(self.head, other.head) }
    }
    fn swap_pairs(&mut self) {
        let mut at = &mut self.head;
        while let Some(mut first) = at.take() {
            match first.next.take() {
                None => { *at = Some(first); break; }
                Some(mut second) => {
                    first.next = second.next.take();
                    second.next = Some(first);
                    *at = Some(second);
                    at = &mut at.as_mut().unwrap().next.as_mut().unwrap().next;
                }
            }
        }
    }
    fn last_mut(&mut self) -> Option<&mut i32> {
        let mut at = self.head.as_mut()?;
        while at.next.is_some() { at = at.next.as_mut().unwrap(); }
        Some(&mut at.key)
    }
}
fn main() {
    let mut l = SortedList::default();
    println!("{:?}", [5, 1, 9, 5, 3, 0].map(|k| l.insert(k)));
    println!("{:?} {} {} {}", l.keys(), l.remove(5), l.remove(5), l.remove(0));
    let mut m = SortedList::default();
    for k in [2, 4, 10] { m.insert(k); }
    let mut all = l.merge(m);
    println!("{:?}", all.keys());
    all.swap_pairs();
    println!("{:?}", all.keys());
    if let Some(k) = all.last_mut() { *k = 77; }
    println!("{:?} {:?}", all.keys(), SortedList::default().last_mut());
}
