use std::sync::{mpsc, Arc};
use std::thread;

#[derive(Debug, Clone, PartialEq)]
struct Matrix {
    rows: usize,
    cols: usize,
    data: Vec<f64>,
}
impl Matrix {
    fn from_fn(rows: usize, cols: usize, f: impl Fn(usize, usize) -> f64) -> Self {
        let data = (0..rows * cols).map(|i| f(i / cols, i % cols)).collect();
        Matrix { rows, cols, data }
    }
    fn row(&self, r: usize) -> &[f64] {
        &self.data[r * self.cols..][..self.cols]
    }
    fn col(&self, c: usize) -> impl Iterator<Item = f64> + '_ {
        self.data.iter().skip(c).step_by(self.cols).copied()
    }
    fn multiply(self: &Arc<Self>, other: &Arc<Matrix>, workers: usize) -> Result<Matrix, String> {
        if self.cols != other.rows {
            return Err(format!("{}x{} by {}x{}", self.rows, self.cols, other.rows, other.cols));
        }
        let (tx, rx) = mpsc::channel();
        for w in 0..workers {
            let (a, b, tx) = (Arc::clone(self), Arc::clone(other), tx.clone());
            thread::spawn(move || {
                for r in (w..a.rows).step_by(workers) {
                    let row: Vec<f64> = (0..b.cols).map(|c| a.row(r).iter().zip(b.col(c)).map(|(x, y)| x * y).sum()).collect();
                    tx.send((r, row)).unwrap();
                }
            });
        }
        drop(tx);
        let mut out = Matrix { rows: self.rows, cols: other.cols, data: vec![0.0; self.rows * other.cols] };
        for (r, row) in rx {
            out.data[r * out.cols..(r + 1) * out.cols].copy_from_slice(&row);
        }
        Ok(out)
    }
}
fn main() {
    let a = Arc::new(Matrix::from_fn(3, 4, |r, c| (r + c) as f64));
    let b = Arc::new(Matrix::from_fn(4, 2, |r, c| r as f64 - c as f64 * 0.5));
    let p = a.multiply(&b, 2).unwrap();
    for r in 0..p.rows {
        println!("{:?}", p.row(r));
    }
    println!("{:?}", b.multiply(&b, 3));
    let id = Arc::new(Matrix::from_fn(4, 4, |r, c| if r == c { 1.0 } else { 0.0 }));
    println!("{}", a.multiply(&id, 5).unwrap() == *a);
}
