fn spiral(n: usize) -> Vec<Vec<u32>> {
    let mut m = vec![vec![0; n]; n];
    let (mut r, mut c, mut dr, mut dc) = (0i32, 0i32, 0i32, 1i32);
    for k in 1..=(n * n) as u32 {
        m[r as usize][c as usize] = k;
        let (nr, nc) = (r + dr, c + dc);
        let blocked = nr < 0 || nc < 0 || nr >= n as i32 || nc >= n as i32 || m[nr as usize][nc as usize] != 0;
        if blocked {
            (dr, dc) = (dc, -dr);
        }
        r += dr;
        c += dc;
    }
    m
}
fn rotate<T: Clone>(m: &[Vec<T>]) -> Vec<Vec<T>> {
    if m.is_empty() {
        return vec![];
    }
    (0..m[0].len()).map(|c| m.iter().rev().map(|row| row[c].clone()).collect()).collect()
}
fn saddle(m: &[Vec<u32>]) -> Vec<(usize, usize)> {
    let mut out = vec![];
    for (r, row) in m.iter().enumerate() {
        for (c, v) in row.iter().enumerate() {
            if row.iter().all(|x| x <= v) && m.iter().all(|row| row[c] >= *v) {
                out.push((r, c));
            }
        }
    }
    out
}
fn determinant(m: &Vec<Vec<f64>>) -> f64 {
    match m.len() {
        0 => 1.0,
        1 => m[0][0],
        n => (0..n)
            .map(|c| {
                let minor: Vec<Vec<f64>> = m[1..].iter().map(|row| row.iter().enumerate().filter(|(i, _)| *i != c).map(|(_, x)| *x).collect()).collect();
                let sign = if c % 2 == 0 { 1.0 } else { -1.0 };
                sign * m[0][c] * determinant(&minor)
            })
            .sum(),
    }
}
fn main() {
    for row in spiral(4) {
        println!("{}", row.iter().map(|n| format!("{n:>3}")).collect::<String>());
    }
    println!("{:?} {:?}", spiral(1), spiral(0));
    println!("{:?}", rotate(&[vec!['a', 'b'], vec!['c', 'd'], vec!['e', 'f']]));
    println!("{:?}", saddle(&[vec![9, 8, 7], vec![5, 3, 2], vec![6, 6, 7]]));
    println!("{}", determinant(&vec![vec![2.0, 0.0, 1.0], vec![1.0, 3.0, -1.0], vec![0.0, 5.0, 4.0]]));
}
