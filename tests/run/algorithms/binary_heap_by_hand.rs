#[derive(Debug, Clone)]
struct Heap<T, F> { items: Vec<T>, before: F }
impl<T, F: Fn(&T, &T) -> bool> Heap<T, F> {
    fn new(before: F) -> Self { Heap { items: Vec::new(), before } }
    fn push(&mut self, t: T) {
        self.items.push(t);
        let mut i = self.items.len() - 1;
        while i > 0 {
            let p = (i - 1) / 2;
            if !(self.before)(&self.items[i], &self.items[p]) { break; }
            self.items.swap(i, p);
            i = p;
        }
    }
    fn pop(&mut self) -> Option<T> {
        if self.items.is_empty() { return None; }
        let top = self.items.swap_remove(0);
        let (mut i, n) = (0, self.items.len());
        loop {
            let best = [2 * i + 1, 2 * i + 2].into_iter().filter(|&c| c < n).fold(i, |b, c| if (self.before)(&self.items[c], &self.items[b]) { c } else { b });
            if best == i { return Some(top); }
            self.items.swap(i, best);
            i = best;
        }
    }
}
impl<T, F: Fn(&T, &T) -> bool> Iterator for Heap<T, F> { type Item = T; fn next(&mut self) -> Option<T> { self.pop() } }
fn main() {
    let mut min = Heap::new(|a: &i32, b: &i32| a < b);
    for x in [5, 2, 9, 2, 7, -1] { min.push(x); }
    println!("{:?} {:?}", min.pop(), min.collect::<Vec<_>>());
    let mut by_len = Heap::new(|a: &String, b: &String| a.len() > b.len());
    for w in "a quick example of words".split(' ') { by_len.push(w.into()); }
    println!("{:?}", by_len.take(2).collect::<Vec<_>>());
}
