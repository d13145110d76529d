#[derive(Debug, Clone, Copy, PartialEq)]
enum Dir {
    N,
    E,
    S,
    W,
}
impl Dir {
    const ORDER: [Dir; 4] = [Dir::N, Dir::E, Dir::S, Dir::W];
    fn turn(self, by: usize) -> Dir {
        Self::ORDER[(self as usize + by) % 4]
    }
    fn delta(self) -> (i32, i32) {
        match self {
            Dir::N => (0, 1),
            Dir::E => (1, 0),
            Dir::S => (0, -1),
            Dir::W => (-1, 0),
        }
    }
}
#[derive(Debug, Clone)]
struct Robot {
    at: (i32, i32),
    dir: Dir,
}
impl Robot {
    fn step(self, c: char) -> Result<Robot, (char, Robot)> {
        Ok(match c {
            'L' => Robot { dir: self.dir.turn(3), ..self },
            'R' => Robot { dir: self.dir.turn(1), ..self },
            'A' => {
                let (dx, dy) = self.dir.delta();
                let (x, y) = self.at;
                Robot { at: (x + dx, y + dy), ..self }
            }
            other => return Err((other, self)),
        })
    }
}
fn main() {
    let r = Robot { at: (7, 3), dir: Dir::N };
    println!("{:?}", "RAALAL".chars().try_fold(r.clone(), Robot::step));
    println!("{:?}", "RAX".chars().try_fold(r.clone(), Robot::step));
    let path: Vec<(i32, i32)> = "AARAA".chars().scan(r, |r, c| { *r = r.clone().step(c).ok()?; Some(r.at) }).collect();
    println!("{path:?}");
}
