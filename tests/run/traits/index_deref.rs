use std::collections::HashMap;
use std::ops::{Deref, DerefMut, Index, IndexMut, RangeInclusive};

struct Grid<T> {
    width: usize,
    cells: Vec<T>,
}

impl<T: Clone> Grid<T> {
    fn new(width: usize, height: usize, fill: T) -> Self {
        Grid { width, cells: vec![fill; width * height] }
    }
}
impl<T> Index<(usize, usize)> for Grid<T> {
    type Output = T;
    fn index(&self, (x, y): (usize, usize)) -> &T {
        &self.cells[y * self.width + x]
    }
}
impl<T> IndexMut<(usize, usize)> for Grid<T> {
    fn index_mut(&mut self, (x, y): (usize, usize)) -> &mut T {
        &mut self.cells[y * self.width + x]
    }
}
impl<T> Index<usize> for Grid<T> {
    type Output = [T];
    fn index(&self, row: usize) -> &[T] {
        &self.cells[row * self.width..(row + 1) * self.width]
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Color {
    Red,
    Blue,
}
struct Palette(HashMap<Color, String>);
impl Index<Color> for Palette {
    type Output = str;
    fn index(&self, c: Color) -> &str {
        self.0.get(&c).map_or("none", |s| s.as_str())
    }
}

struct Wrapper {
    inner: Vec<i32>,
    writes: u32,
}
impl Deref for Wrapper {
    type Target = Vec<i32>;
    fn deref(&self) -> &Vec<i32> {
        &self.inner
    }
}
impl DerefMut for Wrapper {
    fn deref_mut(&mut self) -> &mut Vec<i32> {
        self.writes += 1;
        &mut self.inner
    }
}

struct Poly(Vec<i64>);
impl Index<RangeInclusive<usize>> for Poly {
    type Output = [i64];
    fn index(&self, r: RangeInclusive<usize>) -> &[i64] {
        &self.0[r]
    }
}

fn main() {
    let mut g = Grid::new(3, 2, 0);
    g[(1, 0)] = 5;
    g[(2, 1)] += 7;
    let copy = g[(1, 0)];
    g[(0, 1)] = copy * 2;
    println!("{:?} {:?}", &g[0], &g[1]);
    std::mem::swap(&mut g[(0, 0)], &mut copy.clone());
    println!("{:?}", g.cells);
    let mut names = Grid::new(2, 1, String::new());
    names[(0, 0)].push_str("ab");
    names[(1, 0)] = names[(0, 0)].to_uppercase();
    println!("{:?}", names.cells);
    let palette = Palette(HashMap::from([(Color::Red, "ff0000".to_string())]));
    println!("{} {}", &palette[Color::Red], &palette[Color::Blue]);
    let mut w = Wrapper { inner: vec![3, 1, 2], writes: 0 };
    println!("{} {:?} {}", w.len(), w.first(), w.iter().sum::<i32>());
    w.push(9);
    w.sort();
    w[0] = 100;
    println!("{:?} {}", *w, w.writes);
    println!("{:?}", &Poly(vec![1, 2, 3, 4])[1..=2]);
}
