use std::sync::{Arc, Barrier, RwLock};
use std::thread;

const W: usize = 8;
const H: usize = 8;
type Board = [[bool; W]; H];

fn neighbours(b: &Board, r: usize, c: usize) -> usize {
    let mut n = 0;
    for dr in [H - 1, 0, 1] {
        for dc in [W - 1, 0, 1] {
            if (dr, dc) != (0, 0) && b[(r + dr) % H][(c + dc) % W] {
                n += 1;
            }
        }
    }
    n
}
fn show(b: &Board) -> String {
    b.iter().map(|row| row.iter().map(|&c| if c { '#' } else { '.' }).collect::<String>()).collect::<Vec<_>>().join("\n")
}
fn main() {
    let mut start: Board = [[false; W]; H];
    for (r, c) in [(0, 1), (1, 2), (2, 0), (2, 1), (2, 2)] {
        start[r][c] = true;
    }
    println!("{}\n", show(&start));
    let board = Arc::new(RwLock::new(start));
    let next = Arc::new(RwLock::new([[false; W]; H]));
    let barrier = Arc::new(Barrier::new(4));
    let handles: Vec<_> = (0..4)
        .map(|w| {
            let (board, next, barrier) = (board.clone(), next.clone(), barrier.clone());
            thread::spawn(move || {
                for _ in 0..8 {
                    for r in w * 2..w * 2 + 2 {
                        let row: Vec<bool> = {
                            let b = board.read().unwrap();
                            (0..W).map(|c| matches!((b[r][c], neighbours(&b, r, c)), (true, 2) | (_, 3))).collect()
                        };
                        next.write().unwrap()[r].copy_from_slice(&row);
                    }
                    if barrier.wait().is_leader() {
                        let n = *next.read().unwrap();
                        *board.write().unwrap() = n;
                    }
                    barrier.wait();
                }
            })
        })
        .collect();
    for h in handles {
        h.join().unwrap();
    }
    println!("{}", show(&board.read().unwrap()));
}
