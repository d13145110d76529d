use std::fmt::Debug;
#[derive(Debug, Clone, Default)]
struct Stack<T> { items: Vec<T> }
impl<T> Stack<T> {
    fn push(&mut self, t: T) -> usize { self.items.push(t); self.items.len() }
    fn pop(&mut self) -> Option<T> { self.items.pop() }
    fn peek_mut(&mut self) -> Option<&mut T> { self.items.last_mut() }
    fn drain_where(&mut self, mut f: impl FnMut(&T) -> bool) -> Vec<T> {
        let (out, keep) = std::mem::take(&mut self.items).into_iter().partition(|x| f(x));
        self.items = keep;
        out
    }
}
#[derive(Debug)]
struct Queue<T> { inbox: Stack<T>, outbox: Stack<T> }
impl<T: Debug> Queue<T> {
    fn new() -> Self { Queue { inbox: Stack { items: vec![] }, outbox: Stack { items: vec![] } } }
    fn push(&mut self, t: T) -> &mut Self { self.inbox.push(t); self }
    fn pop(&mut self) -> Option<T> {
        if self.outbox.items.is_empty() { while let Some(x) = self.inbox.pop() { self.outbox.push(x); } }
        self.outbox.pop()
    }
    fn front_mut(&mut self) -> Option<&mut T> {
        match self.outbox.items.last_mut() { Some(x) => Some(x), None => self.inbox.items.first_mut() }
    }
    fn len(&self) -> usize { self.inbox.items.len() + self.outbox.items.len() }
}
struct MinStack { items: Vec<(i32, i32)> }
impl MinStack {
    fn push(&mut self, x: i32) { let m = self.items.last().map_or(x, |(_, m)| x.min(*m)); self.items.push((x, m)); }
    fn min(&self) -> Option<i32> { self.items.last().map(|&(_, m)| m) }
}
fn balanced(s: &str) -> Result<(), (usize, char)> {
    let mut st = Stack::default();
    for (i, c) in s.char_indices() {
        match c {
            '(' | '[' | '{' => { st.push((i, c)); }
            ')' | ']' | '}' => match (st.pop(), c) { (Some((_, '(')), ')') | (Some((_, '[')), ']') | (Some((_, '{')), '}') => {} _ => return Err((i, c)) },
            _ => {}
        }
    }
    st.pop().map_or(Ok(()), Err)
}
fn rpn(s: &str) -> Option<f64> {
    let mut st = vec![];
    for tok in s.split(' ') {
        let v = match tok {
            "+" | "-" | "*" | "/" => { let (b, a) = (st.pop()?, st.pop()?); match tok { "+" => a + b, "-" => a - b, "*" => a * b, _ => a / b } }
            n => n.parse().ok()?,
        };
        st.push(v);
    }
    match st[..] { [v] => Some(v), _ => None }
}
fn main() {
    let mut s = Stack::default();
    for i in 1..=6 { s.push(i * i); }
    if let Some(t) = s.peek_mut() { *t += 1; }
    println!("{:?} {:?} {s:?}", s.pop(), { let c = s.clone(); c.items.len() });
    println!("{:?} {s:?}", s.clone().drain_where(|x| x % 2 == 0));
    let mut q = Queue::new();
    q.push("a".to_string()).push("b".into()).push("c".into());
    q.front_mut().unwrap().push('1');
    println!("{:?}", q.pop());
    q.push("d".into());
    q.front_mut().unwrap().push('2');
    println!("{:?} {}", q, q.len());
    while let Some(x) = q.pop() { print!("{x} "); }
    println!("{:?}", q.pop());
    let mut m = MinStack { items: vec![] };
    for x in [5, 3, 8, 1] { m.push(x); }
    let before = m.min();
    m.items.pop();
    println!("{before:?} {:?}", m.min());
    println!("{:?} {:?} {:?}", balanced("{[()]()}"), balanced("(]"), balanced("(("));
    println!("{:?} {:?} {:?}", rpn("3 4 + 2 * 7 /"), rpn("1 +"), rpn("1 2"));
}
