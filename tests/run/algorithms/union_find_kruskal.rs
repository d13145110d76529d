#[derive(Debug)]
struct UnionFind {
    parent: Vec<usize>,
    size: Vec<usize>,
    sets: usize,
}
impl UnionFind {
    fn new(n: usize) -> Self {
        UnionFind { parent: (0..n).collect(), size: vec![1; n], sets: n }
    }
    fn find(&mut self, x: usize) -> usize {
        if self.parent[x] != x {
            let root = self.find(self.parent[x]);
            self.parent[x] = root;
        }
        self.parent[x]
    }
    fn union(&mut self, a: usize, b: usize) -> bool {
        let (mut a, mut b) = (self.find(a), self.find(b));
        if a == b {
            return false;
        }
        if self.size[a] < self.size[b] {
            std::mem::swap(&mut a, &mut b);
        }
        self.parent[b] = a;
        self.size[a] += self.size[b];
        self.sets -= 1;
        true
    }
}
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Edge {
    weight: u32,
    a: usize,
    b: usize,
}
fn kruskal(n: usize, edges: &[Edge]) -> Option<(u32, Vec<Edge>)> {
    let mut sorted = edges.to_vec();
    sorted.sort_unstable();
    let mut uf = UnionFind::new(n);
    let tree: Vec<Edge> = sorted.into_iter().filter(|e| uf.union(e.a, e.b)).collect();
    (uf.sets == 1).then(|| (tree.iter().map(|e| e.weight).sum(), tree))
}
fn prim(n: usize, edges: &[Edge]) -> u32 {
    use std::cmp::Reverse;
    let mut adj = vec![vec![]; n];
    for e in edges {
        adj[e.a].push((e.weight, e.b));
        adj[e.b].push((e.weight, e.a));
    }
    let mut seen = vec![false; n];
    let mut heap = std::collections::BinaryHeap::from(vec![Reverse((0, 0))]);
    let mut total = 0;
    while let Some(Reverse((w, v))) = heap.pop() {
        if std::mem::replace(&mut seen[v], true) {
            continue;
        }
        total += w;
        heap.extend(adj[v].iter().filter(|(_, u)| !seen[*u]).map(|&(w, u)| Reverse((w, u))));
    }
    total
}
fn floyd(n: usize, edges: &[Edge]) -> Vec<Vec<Option<u32>>> {
    let mut d = vec![vec![None; n]; n];
    for i in 0..n {
        d[i][i] = Some(0);
    }
    for e in edges {
        d[e.a][e.b] = Some(e.weight);
        d[e.b][e.a] = Some(e.weight);
    }
    for k in 0..n {
        for i in 0..n {
            for j in 0..n {
                if let (Some(x), Some(y)) = (d[i][k], d[k][j]) {
                    if d[i][j].is_none_or(|now| x + y < now) {
                        d[i][j] = Some(x + y);
                    }
                }
            }
        }
    }
    d
}
fn main() {
    let edges: Vec<Edge> = [(7, 0, 1), (5, 0, 3), (8, 1, 2), (9, 1, 3), (7, 1, 4), (5, 2, 4), (15, 3, 4), (6, 3, 5), (8, 4, 5)]
        .into_iter()
        .map(|(weight, a, b)| Edge { weight, a, b })
        .collect();
    let (cost, tree) = kruskal(6, &edges).unwrap();
    println!("{cost} {:?}", tree.iter().map(|e| (e.a, e.b)).collect::<Vec<_>>());
    println!("{} {:?}", prim(6, &edges), kruskal(7, &edges).is_none());
    println!("{:?}", floyd(6, &edges)[0]);
    let mut uf = UnionFind::new(5);
    println!("{} {} {}", uf.union(0, 1), uf.union(1, 0), uf.union(3, 4));
    println!("{}", uf.sets);
    println!("{}", uf.find(4) == uf.find(3));
}
