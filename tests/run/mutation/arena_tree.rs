#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct NodeId(usize);

#[derive(Debug)]
struct Node {
    name: String,
    size: u64,
    parent: Option<NodeId>,
    children: Vec<NodeId>,
}
#[derive(Default)]
struct Arena {
    nodes: Vec<Node>,
}
impl Arena {
    fn add(&mut self, name: &str, size: u64, parent: Option<NodeId>) -> NodeId {
        let id = NodeId(self.nodes.len());
        self.nodes.push(Node { name: name.into(), size, parent, children: vec![] });
        if let Some(p) = parent {
            self[p].children.push(id);
        }
        id
    }
    fn total(&self, id: NodeId) -> u64 {
        self[id].size + self[id].children.iter().map(|&c| self.total(c)).sum::<u64>()
    }
    fn path(&self, id: NodeId) -> String {
        let mut parts = vec![];
        let mut at = Some(id);
        while let Some(NodeId(i)) = at {
            parts.push(self.nodes[i].name.as_str());
            at = self.nodes[i].parent;
        }
        parts.reverse();
        parts.join("/")
    }
    fn detach(&mut self, id: NodeId) {
        if let Some(p) = self[id].parent.take() {
            self[p].children.retain(|c| *c != id);
        }
    }
    fn print(&self, id: NodeId, depth: usize, out: &mut String) {
        let node = &self[id];
        out.push_str(&format!("{}{} {}\n", "  ".repeat(depth), node.name, self.total(id)));
        for &c in &node.children {
            self.print(c, depth + 1, out);
        }
    }
    fn double_all(&mut self) {
        self.nodes.iter_mut().for_each(|n| n.size *= 2);
    }
}
impl std::ops::Index<NodeId> for Arena {
    type Output = Node;
    fn index(&self, i: NodeId) -> &Node {
        &self.nodes[i.0]
    }
}
impl std::ops::IndexMut<NodeId> for Arena {
    fn index_mut(&mut self, i: NodeId) -> &mut Node {
        &mut self.nodes[i.0]
    }
}

fn main() {
    let mut a = Arena::default();
    let root = a.add("root", 1, None);
    let home = a.add("home", 10, Some(root));
    let ann = a.add("ann", 200, Some(home));
    let bob = a.add("bob", 300, Some(home));
    let doc = a.add("doc.txt", 4000, Some(ann));
    let mut out = String::new();
    a.print(root, 0, &mut out);
    print!("{out}");
    println!("{} {}", a.path(doc), a.total(home));
    a[doc].name.push_str(".bak");
    a[ann].size += 5;
    a.detach(ann);
    a[bob].children.push(ann);
    a[ann].parent = Some(bob);
    a.double_all();
    println!("{} {} {:?}", a.path(doc), a.total(root), a[home].children);
    let deepest = (0..a.nodes.len()).map(NodeId).max_by_key(|&id| a.path(id).matches('/').count()).unwrap();
    println!("{deepest:?} {}", a[deepest].name);
}
