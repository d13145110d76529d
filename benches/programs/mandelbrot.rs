//! n × n points, 200 iterations, one core: floats.

fn size(default: usize) -> usize {
    std::env::args().nth(1).map_or(default, |n| n.parse().expect("a number"))
}

fn main() {
    let n = size(1000);
    let max = 200;
    let (mut inside, mut total) = (0, 0);
    for py in 0..n {
        let ci = -1.25 + 2.5 * (py as f64 + 0.5) / n as f64;
        for px in 0..n {
            let cr = -2.0 + 2.5 * (px as f64 + 0.5) / n as f64;
            let (mut x, mut y, mut i) = (0.0, 0.0, 0);
            while i < max {
                let (x2, y2) = (x * x, y * y);
                if x2 + y2 > 4.0 {
                    break;
                }
                y = 2.0 * x * y + ci;
                x = x2 - y2 + cr;
                i += 1;
            }
            if i == max {
                inside += 1;
            }
            total += i;
        }
    }
    println!("mandelbrot {inside} {total}");
}
