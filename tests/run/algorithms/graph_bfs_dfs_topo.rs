use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};

type Graph = HashMap<u32, Vec<u32>>;
fn bfs(g: &Graph, start: u32) -> Vec<(u32, u32)> {
    let mut seen = HashSet::from([start]);
    let mut queue = VecDeque::from([(start, 0)]);
    let mut order = vec![];
    while let Some((n, d)) = queue.pop_front() {
        order.push((n, d));
        for &m in g.get(&n).map(|v| v.as_slice()).unwrap_or(&[]) {
            if seen.insert(m) {
                queue.push_back((m, d + 1));
            }
        }
    }
    order
}
fn dfs(g: &Graph, n: u32, seen: &mut HashSet<u32>, out: &mut Vec<u32>) {
    if !seen.insert(n) {
        return;
    }
    out.push(n);
    if let Some(next) = g.get(&n) {
        for &m in next {
            dfs(g, m, seen, out);
        }
    }
}
fn topo<'a>(deps: &[(&'a str, &'a str)]) -> Result<Vec<&'a str>, Vec<&'a str>> {
    let mut incoming: HashMap<&str, usize> = HashMap::new();
    let mut out: HashMap<&str, Vec<&str>> = HashMap::new();
    for &(a, b) in deps {
        incoming.entry(a).or_insert(0);
        *incoming.entry(b).or_insert(0) += 1;
        out.entry(a).or_default().push(b);
    }
    let mut ready: BTreeSet<&str> = incoming.iter().filter(|(_, n)| **n == 0).map(|(k, _)| *k).collect();
    let mut order = vec![];
    while let Some(n) = ready.pop_first() {
        order.push(n);
        for m in out.remove(n).unwrap_or_default() {
            let c = incoming.get_mut(m).unwrap();
            *c -= 1;
            if *c == 0 {
                ready.insert(m);
            }
        }
    }
    if order.len() == incoming.len() {
        Ok(order)
    } else {
        let mut stuck: Vec<&str> = incoming.into_iter().filter(|(_, n)| *n > 0).map(|(k, _)| k).collect();
        stuck.sort();
        Err(stuck)
    }
}
fn flood(grid: &mut Vec<Vec<char>>, r: usize, c: usize) -> usize {
    if grid[r][c] != '#' {
        return 0;
    }
    grid[r][c] = '~';
    let mut size = 1;
    if r > 0 { size += flood(grid, r - 1, c) }
    if c > 0 { size += flood(grid, r, c - 1) }
    if r + 1 < grid.len() { size += flood(grid, r + 1, c) }
    if c + 1 < grid[r].len() { size += flood(grid, r, c + 1) }
    size
}
fn maze(text: &str) -> Option<usize> {
    let grid: Vec<&[u8]> = text.lines().map(str::as_bytes).collect();
    let find = |ch: u8| grid.iter().enumerate().find_map(|(r, row)| row.iter().position(|&b| b == ch).map(|c| (r, c)));
    let (start, end) = (find(b'S')?, find(b'E')?);
    let mut dist = HashMap::from([(start, 0)]);
    let mut queue = VecDeque::from([start]);
    while let Some((r, c)) = queue.pop_front() {
        let d = dist[&(r, c)];
        if (r, c) == end {
            return Some(d);
        }
        for (dr, dc) in [(0, 1), (1, 0), (0, -1), (-1, 0)] {
            let (Some(nr), Some(nc)) = (r.checked_add_signed(dr), c.checked_add_signed(dc)) else { continue };
            if grid.get(nr).and_then(|row| row.get(nc)).is_some_and(|&b| b != b'X') && !dist.contains_key(&(nr, nc)) {
                dist.insert((nr, nc), d + 1);
                queue.push_back((nr, nc));
            }
        }
    }
    None
}
fn main() {
    let g: Graph = [(1, vec![2, 3]), (2, vec![4]), (3, vec![4, 5]), (4, vec![1]), (9, vec![1])].into();
    println!("{:?}", bfs(&g, 1));
    let mut out = vec![];
    dfs(&g, 1, &mut HashSet::new(), &mut out);
    println!("{out:?}");
    println!("{:?}", topo(&[("shirt", "tie"), ("tie", "jacket"), ("trousers", "shoes"), ("trousers", "jacket"), ("socks", "shoes")]));
    println!("{:?}", topo(&[("a", "b"), ("b", "c"), ("c", "b"), ("c", "d")]));
    let mut grid: Vec<Vec<char>> = ["##..#", "#..##", "..#..", "##..#"].iter().map(|l| l.chars().collect()).collect();
    let mut sizes = vec![];
    for r in 0..4 {
        for c in 0..5 {
            match flood(&mut grid, r, c) {
                0 => {}
                n => sizes.push(n),
            }
        }
    }
    println!("{sizes:?}");
    println!("{:?} {:?}", maze("S.X.\n..X.\nX...\n..XE"), maze("SX\nXE"));
}
