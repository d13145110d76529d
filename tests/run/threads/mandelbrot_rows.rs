use std::sync::mpsc;
use std::thread;

fn escape(cx: f64, cy: f64, limit: u32) -> u32 {
    let (mut x, mut y) = (0.0, 0.0);
    for i in 0..limit {
        if x * x + y * y > 4.0 {
            return i;
        }
        (x, y) = (x * x - y * y + cx, 2.0 * x * y + cy);
    }
    limit
}
fn main() {
    let (w, h) = (48usize, 15usize);
    let (tx, rx) = mpsc::channel();
    for worker in 0..4 {
        let tx = tx.clone();
        thread::spawn(move || {
            for row in (worker..h).step_by(4) {
                let line: String = (0..w)
                    .map(|col| {
                        let cx = -2.2 + 3.0 * col as f64 / w as f64;
                        let cy = -1.2 + 2.4 * row as f64 / (h - 1) as f64;
                        match escape(cx, cy, 40) {
                            40 => '#',
                            n if n > 8 => '+',
                            n if n > 4 => '.',
                            _ => ' ',
                        }
                    })
                    .collect();
                tx.send((row, line)).unwrap();
            }
        });
    }
    drop(tx);
    let mut picture = vec![String::new(); h];
    for (row, line) in rx {
        picture[row] = line;
    }
    for line in picture {
        println!("{}", line.trim_end());
    }
}
