//! Conway's life on a torus: each generation is computed in bands of rows, a task for each.
//!
//!     ruchy examples/life.rs [GENERATIONS]

use std::fmt;
use std::sync::Arc;
use std::thread;

const WIDTH: usize = 40;
const HEIGHT: usize = 16;
const BANDS: usize = 4;

#[derive(Clone, PartialEq)]
struct World {
    cells: Vec<bool>,
}

impl World {
    /// A glider and a blinker.
    fn start() -> Self {
        let mut world = World { cells: vec![false; WIDTH * HEIGHT] };
        for (x, y) in [(1, 0), (2, 1), (0, 2), (1, 2), (2, 2), (20, 8), (21, 8), (22, 8)] {
            world.cells[y * WIDTH + x] = true;
        }
        world
    }

    fn neighbours(&self, x: usize, y: usize) -> usize {
        let mut count = 0;
        for dy in [HEIGHT - 1, 0, 1] {
            for dx in [WIDTH - 1, 0, 1] {
                if (dx, dy) != (0, 0) && self.cells[(y + dy) % HEIGHT * WIDTH + (x + dx) % WIDTH] {
                    count += 1;
                }
            }
        }
        count
    }

    fn rows(&self, from: usize, to: usize) -> Vec<bool> {
        let mut out = Vec::with_capacity((to - from) * WIDTH);
        for y in from..to {
            for x in 0..WIDTH {
                let alive = self.cells[y * WIDTH + x];
                out.push(matches!((alive, self.neighbours(x, y)), (true, 2) | (_, 3)));
            }
        }
        out
    }

    fn next(self) -> World {
        let world = Arc::new(self);
        let bands: Vec<_> = (0..BANDS)
            .map(|band| {
                let world = Arc::clone(&world);
                thread::spawn(move || world.rows(band * HEIGHT / BANDS, (band + 1) * HEIGHT / BANDS))
            })
            .collect();
        World { cells: bands.into_iter().flat_map(|band| band.join().unwrap()).collect() }
    }
}

impl fmt::Display for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for row in self.cells.chunks(WIDTH) {
            let line: String = row.iter().map(|&alive| if alive { '#' } else { '.' }).collect();
            writeln!(f, "{line}")?;
        }
        Ok(())
    }
}

fn main() {
    let generations = std::env::args().nth(1).map_or(60, |n| n.parse().expect("a number"));
    let mut world = World::start();
    for _ in 0..generations {
        world = world.next();
    }
    print!("{world}");
    println!("{} alive after {generations} generations", world.cells.iter().filter(|&&alive| alive).count());
}
