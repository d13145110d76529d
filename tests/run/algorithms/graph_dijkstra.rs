use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap, HashMap};

#[derive(Copy, Clone, PartialEq, Eq)]
struct State<'a> {
    cost: u32,
    node: &'a str,
}
impl Ord for State<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        other.cost.cmp(&self.cost).then_with(|| self.node.cmp(other.node))
    }
}
impl PartialOrd for State<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
#[derive(Default)]
struct Graph<'a> {
    edges: BTreeMap<&'a str, Vec<(&'a str, u32)>>,
}
impl<'a> Graph<'a> {
    fn parse(text: &'a str) -> Self {
        let mut g = Graph::default();
        for line in text.lines() {
            if let [from, to, cost] = line.split_whitespace().collect::<Vec<_>>()[..] {
                let cost = cost.parse().unwrap();
                g.edges.entry(from).or_default().push((to, cost));
                g.edges.entry(to).or_default().push((from, cost));
            }
        }
        g
    }
    fn shortest(&self, start: &'a str, goal: &'a str) -> Option<(u32, Vec<&'a str>)> {
        let mut dist: HashMap<&str, u32> = HashMap::from([(start, 0)]);
        let mut came: HashMap<&str, &str> = HashMap::new();
        let mut heap = BinaryHeap::from([State { cost: 0, node: start }]);
        while let Some(State { cost, node }) = heap.pop() {
            if node == goal {
                let mut path = vec![goal];
                let mut at = goal;
                while let Some(&prev) = came.get(at) {
                    path.push(prev);
                    at = prev;
                }
                path.reverse();
                return Some((cost, path));
            }
            if cost > *dist.get(node).unwrap_or(&u32::MAX) {
                continue;
            }
            for &(next, w) in self.edges.get(node).into_iter().flatten() {
                let new = cost + w;
                if new < *dist.get(next).unwrap_or(&u32::MAX) {
                    dist.insert(next, new);
                    came.insert(next, node);
                    heap.push(State { cost: new, node: next });
                }
            }
        }
        None
    }
}
fn main() {
    let g = Graph::parse("a b 7\na c 9\na f 14\nb c 10\nb d 15\nc d 11\nc f 2\nd e 6\ne f 9\nx y 1");
    for (from, to) in [("a", "e"), ("b", "f"), ("a", "a"), ("a", "x")] {
        match g.shortest(from, to) {
            Some((cost, path)) => println!("{from}->{to}: {cost} via {}", path.join("-")),
            None => println!("{from}->{to}: no way"),
        }
    }
}
