use std::cell::Cell;
use std::rc::Rc;
#[derive(Debug)]
struct Counted { id: u32, clones: Rc<Cell<u32>> }
impl Clone for Counted { fn clone(&self) -> Self { self.clones.set(self.clones.get() + 1); Counted { id: self.id + 100, clones: Rc::clone(&self.clones) } } }
#[derive(Debug, Clone, Copy, PartialEq)]
struct P { x: i32 }
impl P { fn moved(mut self, d: i32) -> P { self.x += d; self } fn shift(&mut self) { self.x *= 2; } }
#[derive(Clone)]
struct Deep { name: String, kids: Vec<Deep> }
impl Deep { fn size(&self) -> usize { 1 + self.kids.iter().map(Deep::size).sum::<usize>() } }
fn consume<T>(_: T) {}
fn main() {
    let n = Rc::new(Cell::new(0));
    let a = Counted { id: 1, clones: n.clone() };
    let b = a.clone();
    let v = vec![a, b.clone()];
    let w = v.clone();
    println!("{:?} {:?} {}", v.iter().map(|c| c.id).collect::<Vec<_>>(), w.iter().map(|c| c.id).collect::<Vec<_>>(), n.get());
    let o = Some(b);
    println!("{} {}", o.as_ref().cloned().unwrap().id, o.is_some());
    println!("{:?} {}", vec![Counted { id: 7, clones: n.clone() }; 3].iter().map(|c| c.id).collect::<Vec<_>>(), n.get());
    let p = P { x: 1 };
    let mut q = p;
    q.shift();
    consume(q);
    println!("{p:?} {q:?} {:?} {:?}", p.moved(10), [p; 2]);
    let arr = [p, q];
    let mut copy = arr;
    copy[0].x = 50;
    println!("{arr:?} {copy:?}");
    let mut t = Deep { name: "r".into(), kids: vec![Deep { name: "k".into(), kids: vec![] }] };
    t.kids.push(t.clone());
    let snapshot = t.clone();
    t.kids[1].kids[0].name.push('!');
    t.kids.truncate(2);
    println!("{} {} {} {}", t.size(), snapshot.kids[1].kids[0].name, t.kids[1].kids[0].name, t.name);
    let mut s1 = String::from("a");
    let s2 = String::from("longer");
    s1.clone_from(&s2);
    println!("{s1}");
}
