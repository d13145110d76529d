use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::{Rc, Weak};
struct Texture { name: String, loads: Rc<Cell<u32>> }
impl Drop for Texture { fn drop(&mut self) { println!("unload {}", self.name); } }
#[derive(Default)]
struct Cache { live: RefCell<HashMap<String, Weak<Texture>>>, loads: Rc<Cell<u32>> }
impl Cache {
    fn get(&self, name: &str) -> Rc<Texture> {
        if let Some(t) = self.live.borrow().get(name).and_then(Weak::upgrade) { return t; }
        self.loads.set(self.loads.get() + 1);
        let t = Rc::new(Texture { name: name.to_string(), loads: self.loads.clone() });
        self.live.borrow_mut().insert(name.to_string(), Rc::downgrade(&t));
        t
    }
    fn sweep(&self) -> usize { let mut l = self.live.borrow_mut(); l.retain(|_, w| w.strong_count() > 0); l.len() }
}
struct Panel { id: u32, parent: Weak<Panel>, kids: RefCell<Vec<Rc<Panel>>>, visible: Cell<bool> }
impl Panel {
    fn root() -> Rc<Panel> { Rc::new(Panel { id: 0, parent: Weak::new(), kids: RefCell::default(), visible: Cell::new(true) }) }
    fn child(self: &Rc<Self>, id: u32) -> Rc<Panel> {
        let p = Rc::new(Panel { id, parent: Rc::downgrade(self), kids: RefCell::default(), visible: Cell::new(true) });
        self.kids.borrow_mut().push(p.clone());
        p
    }
    fn shown(&self) -> bool { self.visible.get() && self.parent.upgrade().map_or(true, |p| p.shown()) }
    fn ids(&self) -> Vec<u32> { let mut v = vec![self.id]; for k in self.kids.borrow().iter() { v.extend(k.ids()); } v }
}
fn main() {
    let c = Cache::default();
    let a = c.get("a.png");
    let b = c.get("a.png");
    println!("{} {} {}", Rc::ptr_eq(&a, &b), c.loads.get(), Rc::strong_count(&a));
    let other = c.get("b.png");
    drop(a);
    println!("{}", c.sweep());
    drop(b);
    println!("{} {}", c.sweep(), other.loads.get());
    let again = c.get("a.png");
    println!("{} {}", again.loads.get(), again.name);
    let root = Panel::root();
    let mid = root.child(1);
    let leaf = mid.child(2);
    root.child(3);
    println!("{:?} {}", root.ids(), leaf.shown());
    root.visible.set(false);
    println!("{} {}", leaf.shown(), Rc::weak_count(&root));
    drop(root);
    println!("{} {:?}", leaf.shown(), mid.parent.upgrade().map(|p| p.id));
}
