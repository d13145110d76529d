use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Add, Index, Mul};
#[derive(Debug, Clone, Default, PartialEq)]
struct Sparse { cells: BTreeMap<(usize, usize), i64>, zero: i64 }
impl Sparse {
    fn from_rows(rows: &[&[i64]]) -> Self { rows.iter().enumerate().flat_map(|(r, row)| row.iter().enumerate().map(move |(c, v)| ((r, c), *v))).collect() }
    fn set(&mut self, at: (usize, usize), v: i64) -> i64 { if v == 0 { self.cells.remove(&at) } else { self.cells.insert(at, v) }.unwrap_or(0) }
    fn row(&self, r: usize) -> impl Iterator<Item = (usize, i64)> + '_ { self.cells.range((r, 0)..(r + 1, 0)).map(|(&(_, c), &v)| (c, v)) }
    fn transposed(&self) -> Self { self.cells.iter().map(|(&(r, c), &v)| ((c, r), v)).collect() }
}
impl FromIterator<((usize, usize), i64)> for Sparse { fn from_iter<I: IntoIterator<Item = ((usize, usize), i64)>>(i: I) -> Self { Sparse { cells: i.into_iter().filter(|x| x.1 != 0).collect(), zero: 0 } } }
impl Index<[usize; 2]> for Sparse { type Output = i64; fn index(&self, [r, c]: [usize; 2]) -> &i64 { self.cells.get(&(r, c)).unwrap_or(&self.zero) } }
impl<'a> Mul<&'a Sparse> for &Sparse {
    type Output = Sparse;
    fn mul(self, o: &'a Sparse) -> Sparse {
        let mut out = Sparse::default();
        for (&(r, k), &a) in &self.cells { for (c, b) in o.row(k) { *out.cells.entry((r, c)).or_insert(0) += a * b; } }
        out.cells.retain(|_, v| *v != 0);
        out
    }
}
impl Add for Sparse { type Output = Sparse; fn add(mut self, o: Sparse) -> Sparse { for (at, v) in o.cells { let sum = self[[at.0, at.1]] + v; self.set(at, sum); } self } }
fn main() {
    let a = Sparse::from_rows(&[&[1, 0, 2], &[0, 0, 0], &[-1, 3, 0]]);
    println!("{:?} {} {}", a.cells, a[[0, 2]], a[[9, 9]]);
    println!("{:?}", (&a * &a.transposed()).cells);
    println!("{:?}", a.row(2).collect::<Vec<_>>());
    let neg: Sparse = a.cells.iter().map(|(k, v)| (*k, -v)).collect();
    println!("{} {}", (a.clone() + neg) == Sparse::default(), a.clone() + Sparse::from_rows(&[&[0, 5]]) == a);
    let mut b = a.clone();
    println!("{} {} {}", b.set((0, 0), 0), b.set((0, 0), 7), b.cells.len());
    println!("{:?}", b.cells.keys().map(|k| k.1).collect::<BTreeSet<_>>());
}
