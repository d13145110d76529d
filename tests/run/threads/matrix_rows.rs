use std::thread;

type Matrix = Vec<Vec<i64>>;

fn multiply(a: &Matrix, b: &Matrix) -> Matrix {
    let (n, m) = (a.len(), b[0].len());
    let mut result = vec![vec![0; m]; n];
    thread::scope(|s| {
        for (row, out) in a.iter().zip(result.iter_mut()) {
            s.spawn(move || {
                for (j, cell) in out.iter_mut().enumerate() {
                    *cell = row.iter().enumerate().map(|(k, v)| v * b[k][j]).sum();
                }
            });
        }
    });
    result
}

fn main() {
    let a = vec![vec![1, 2, 3], vec![4, 5, 6]];
    let b = vec![vec![7, 8], vec![9, 10], vec![11, 12]];
    for row in multiply(&a, &b) {
        println!("{row:?}");
    }
    let n = 24;
    let id: Matrix = (0..n).map(|i| (0..n).map(|j| (i == j) as i64).collect()).collect();
    let m: Matrix = (0..n).map(|i| (0..n).map(|j| i * j % 7).collect()).collect();
    println!("{}", multiply(&m, &id) == m);
    let trace: i64 = { let p = multiply(&m, &m); (0..n as usize).map(|i| p[i][i]).sum() };
    println!("{trace}");
}
