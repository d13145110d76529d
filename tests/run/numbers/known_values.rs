//! Numbers known before the run: constants made of constants, floats of loops (also -0.0 and infinities), and operations that have no result.

use std::hint::black_box;
use std::thread;

const WIDTH: usize = 3;
const CELLS: usize = WIDTH * WIDTH - 1;
const LIMIT: i64 = -(1 << 4);
const HALF: f64 = 0.5;
const QUARTER: f64 = HALF * HALF;
const ZERO: f64 = 0.0;
const MANY: f64 = 1.0 / ZERO;
const NAME: &str = "constants";
const EVEN: bool = CELLS % 2 == 0;

fn panics<T: Send + 'static>(what: &str, f: impl FnOnce() -> T + Send + 'static) {
    println!("{what} {}", thread::spawn(f).join().is_err());
}

fn sum(values: &[f64]) -> f64 {
    let mut total = 0.0;
    for v in values {
        let mut i = 0;
        while i < WIDTH {
            total += v * QUARTER + -1.5;
            if total > 100.0 || total < -1e300 {
                total = -0.0;
            }
            i += 1;
        }
        total += [2.5].iter().map(|x| x * 2.0).sum::<f64>();
    }
    loop {
        total -= 7.25;
        if total < HALF {
            break total + 0.125;
        }
    }
}

fn main() {
    println!("{NAME} {CELLS} {LIMIT} {QUARTER} {MANY} {EVEN}");
    let mut grid = [[0i64; WIDTH]; WIDTH];
    for i in 0..CELLS {
        grid[i / WIDTH][i % WIDTH] += i as i64 - LIMIT;
    }
    println!("{grid:?} {}", sum(&[1.0, 2.0, 400.0]));
    let mut signs = String::new();
    for _ in 0..2 {
        for x in [-0.0, 0.0, f64::NAN] {
            signs += &format!("{} {} {} {} ", 1.0 / x, x < 0.5, x >= 0.5, x == -0.0);
        }
    }
    println!("{signs}");
    let mut n = 1;
    n += n;
    let m = n;
    n += m;
    println!("{n}");
    let (a, b, c, d) = (black_box(i32::MAX), black_box(i64::MIN), black_box(0u64), black_box(usize::MAX));
    panics("add", move || a + 1);
    panics("subtract", move || b - 1);
    panics("unsigned", move || c - 1);
    panics("multiply", move || d * 2);
    panics("divide by zero", move || d / black_box(0));
    panics("divide", move || b / black_box(-1));
    panics("remainder", move || a % black_box(0));
    panics("shift", move || c << black_box(64));
    panics("sum", move || a + black_box(1));
    panics("none", move || (a - 1, b + 1, c + 1, d - 1, a / 2, b % 7, c << 3, d >> 3));
}
