use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

#[derive(Debug)]
struct Node {
    name: String,
    parent: RefCell<Weak<Node>>,
    children: RefCell<Vec<Rc<Node>>>,
}
impl Node {
    fn new(name: &str) -> Rc<Node> {
        Rc::new(Node { name: name.to_string(), parent: RefCell::new(Weak::new()), children: RefCell::default() })
    }
    fn adopt(self: &Rc<Self>, child: &Rc<Node>) {
        *child.parent.borrow_mut() = Rc::downgrade(self);
        self.children.borrow_mut().push(Rc::clone(child));
    }
    fn path(&self) -> String {
        match self.parent.borrow().upgrade() {
            Some(p) => format!("{}/{}", p.path(), self.name),
            None => self.name.clone(),
        }
    }
    fn count(&self) -> usize {
        1 + self.children.borrow().iter().map(|c| c.count()).sum::<usize>()
    }
}
impl Drop for Node {
    fn drop(&mut self) {
        println!("drop {}", self.name);
    }
}
struct Vertex {
    id: u32,
    edges: RefCell<Vec<Weak<Vertex>>>,
}
fn bfs(start: &Rc<Vertex>) -> Vec<u32> {
    let mut seen = vec![start.id];
    let mut queue = VecDeque::from([Rc::clone(start)]);
    while let Some(v) = queue.pop_front() {
        for e in v.edges.borrow().iter().filter_map(Weak::upgrade) {
            if !seen.contains(&e.id) {
                seen.push(e.id);
                queue.push_back(e);
            }
        }
    }
    seen
}

fn main() {
    let root = Node::new("root");
    let (a, b) = (Node::new("a"), Node::new("b"));
    let leaf = Node::new("leaf");
    root.adopt(&a);
    root.adopt(&b);
    a.adopt(&leaf);
    println!("{} {}", leaf.path(), root.count());
    println!("{} {} {}", Rc::strong_count(&leaf), Rc::strong_count(&root), Rc::weak_count(&root));
    drop(a);
    println!("{}", leaf.path());
    root.children.borrow_mut().retain(|c| c.name != "a");
    println!("{} {:?}", leaf.path(), leaf.parent.borrow().upgrade().is_none());
    drop(root);
    println!("{}", b.path());
    let vs: Vec<Rc<Vertex>> = (0..5).map(|id| Rc::new(Vertex { id, edges: RefCell::default() })).collect();
    for (f, t) in [(0, 2), (2, 4), (4, 0), (0, 3), (3, 1), (1, 0)] {
        vs[f].edges.borrow_mut().push(Rc::downgrade(&vs[t]));
    }
    println!("{:?} {:?}", bfs(&vs[0]), bfs(&vs[4]));
}
