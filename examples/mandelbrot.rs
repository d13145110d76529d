//! The Mandelbrot set as a picture: rows are handed to a task for each core.
//!
//!     ruchy examples/mandelbrot.rs [WIDTH] > picture.ppm

use std::io::{self, Write};
use std::sync::Mutex;
use std::thread;

const MOST: u32 = 100;

fn steps(cr: f64, ci: f64) -> u32 {
    let (mut x, mut y, mut i) = (0.0, 0.0, 0);
    while i < MOST && x * x + y * y <= 4.0 {
        (x, y) = (x * x - y * y + cr, 2.0 * x * y + ci);
        i += 1;
    }
    i
}

fn row(y: usize, width: usize, height: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(width * 3);
    let ci = -1.25 + 2.5 * y as f64 / height as f64;
    for x in 0..width {
        let i = steps(-2.0 + 2.7 * x as f64 / width as f64, ci);
        let shade = (i * 255 / MOST) as u8;
        if i == MOST {
            bytes.extend_from_slice(&[0, 0, 0]);
        } else {
            bytes.extend_from_slice(&[shade.saturating_mul(3), shade, 80 + shade / 2]);
        }
    }
    bytes
}

fn main() -> io::Result<()> {
    let width: usize = std::env::args().nth(1).map_or(240, |n| n.parse().expect("a number"));
    let height = width * 2 / 3;
    let next = Mutex::new(0..height);
    let mut rows: Vec<(usize, Vec<u8>)> = Vec::new();
    thread::scope(|scope| {
        let workers: Vec<_> = (0..thread::available_parallelism().map_or(1, |cores| cores.get()))
            .map(|_| {
                scope.spawn(|| {
                    let mut mine = Vec::new();
                    loop {
                        let y = next.lock().unwrap().next();
                        let Some(y) = y else { return mine };
                        mine.push((y, row(y, width, height)));
                    }
                })
            })
            .collect();
        for worker in workers {
            rows.extend(worker.join().unwrap());
        }
    });
    rows.sort();
    let mut out = io::stdout().lock();
    write!(out, "P6\n{width} {height}\n255\n")?;
    for (_, bytes) in rows {
        out.write_all(&bytes)?;
    }
    Ok(())
}
