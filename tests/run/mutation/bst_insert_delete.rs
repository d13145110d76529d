use std::cmp::Ordering;

#[derive(Debug, Default)]
struct Tree<K, V> {
    root: Link<K, V>,
    size: usize,
}
type Link<K, V> = Option<Box<Node<K, V>>>;
#[derive(Debug)]
struct Node<K, V> {
    key: K,
    value: V,
    left: Link<K, V>,
    right: Link<K, V>,
}

impl<K: Ord, V> Tree<K, V> {
    fn new() -> Self {
        Tree { root: None, size: 0 }
    }
    fn insert(&mut self, key: K, value: V) -> Option<V> {
        let mut cursor = &mut self.root;
        while let Some(node) = cursor {
            match key.cmp(&node.key) {
                Ordering::Less => cursor = &mut node.left,
                Ordering::Greater => cursor = &mut node.right,
                Ordering::Equal => return Some(std::mem::replace(&mut node.value, value)),
            }
        }
        *cursor = Some(Box::new(Node { key, value, left: None, right: None }));
        self.size += 1;
        None
    }
    fn get(&self, key: &K) -> Option<&V> {
        let mut cursor = self.root.as_ref();
        while let Some(node) = cursor {
            cursor = match key.cmp(&node.key) {
                Ordering::Less => node.left.as_ref(),
                Ordering::Greater => node.right.as_ref(),
                Ordering::Equal => return Some(&node.value),
            };
        }
        None
    }
    fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        let mut cursor = self.root.as_mut();
        while let Some(node) = cursor {
            match key.cmp(&node.key) {
                Ordering::Less => cursor = node.left.as_mut(),
                Ordering::Greater => cursor = node.right.as_mut(),
                Ordering::Equal => return Some(&mut node.value),
            }
        }
        None
    }
    fn remove(&mut self, key: &K) -> Option<V> {
        let removed = remove_from(&mut self.root, key);
        if removed.is_some() {
            self.size -= 1;
        }
        removed
    }
    fn depth(&self) -> usize {
        fn go<K, V>(n: &Link<K, V>) -> usize {
            n.as_ref().map_or(0, |n| 1 + go(&n.left).max(go(&n.right)))
        }
        go(&self.root)
    }
    fn in_order<'a>(&'a self, out: &mut Vec<(&'a K, &'a V)>) {
        fn go<'a, K, V>(n: &'a Link<K, V>, out: &mut Vec<(&'a K, &'a V)>) {
            if let Some(n) = n {
                go(&n.left, out);
                out.push((&n.key, &n.value));
                go(&n.right, out);
            }
        }
        go(&self.root, out);
    }
}
fn remove_from<K: Ord, V>(link: &mut Link<K, V>, key: &K) -> Option<V> {
    let node = link.as_mut()?;
    match key.cmp(&node.key) {
        Ordering::Less => remove_from(&mut node.left, key),
        Ordering::Greater => remove_from(&mut node.right, key),
        Ordering::Equal => {
            let mut node = link.take()?;
            *link = match (node.left.take(), node.right.take()) {
                (None, None) => None,
                (Some(child), None) | (None, Some(child)) => Some(child),
                (Some(left), Some(right)) => {
                    let mut right = Some(right);
                    let mut min = take_min(&mut right)?;
                    min.left = Some(left);
                    min.right = right;
                    Some(min)
                }
            };
            Some(node.value)
        }
    }
}
fn take_min<K, V>(link: &mut Link<K, V>) -> Option<Box<Node<K, V>>> {
    if link.as_ref()?.left.is_some() {
        take_min(&mut link.as_mut()?.left)
    } else {
        let mut node = link.take()?;
        *link = node.right.take();
        Some(node)
    }
}

fn main() {
    let mut t = Tree::new();
    for k in [50, 30, 70, 20, 40, 60, 80, 35, 45, 65] {
        t.insert(k, format!("v{k}"));
    }
    println!("{} {}", t.size, t.depth());
    println!("{:?}", t.insert(40, "new".into()));
    println!("{:?} {:?}", t.get(&40), t.get(&41));
    t.get_mut(&65).unwrap().push_str("+");
    println!("{:?} {:?} {:?} {:?}", t.remove(&20), t.remove(&30), t.remove(&50), t.remove(&1));
    let mut out = Vec::new();
    t.in_order(&mut out);
    println!("{out:?}");
    println!("{} {} root {:?}", t.size, t.depth(), t.root.as_ref().map(|n| n.key));
}
