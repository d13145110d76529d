//! Product of two n × n matrices: nested vectors of floats.

fn size(default: usize) -> usize {
    std::env::args().nth(1).map_or(default, |n| n.parse().expect("a number"))
}

fn matrix(n: usize, p: usize, q: usize) -> Vec<Vec<f64>> {
    (0..n).map(|i| (0..n).map(|j| ((i * p + j * q) % 10) as f64).collect()).collect()
}

fn main() {
    let n = size(400);
    let (a, b, mut c) = (matrix(n, 3, 7), matrix(n, 5, 1), matrix(n, 0, 0));
    for i in 0..n {
        for j in 0..n {
            let mut s = 0.0;
            for k in 0..n {
                s += a[i][k] * b[k][j];
            }
            c[i][j] = s;
        }
    }
    let mut sum = 0.0;
    for i in 0..n {
        for j in 0..n {
            sum += c[i][j] * ((i + j) % 3) as f64;
        }
    }
    println!("matmul {}", sum as i64);
}
