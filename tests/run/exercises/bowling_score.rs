#[derive(Debug, PartialEq)]
enum Error {
    NotEnoughPins,
    GameComplete,
}
#[derive(Default)]
struct Game {
    rolls: Vec<u16>,
    frame_starts: Vec<usize>,
    open: Option<u16>,
}
impl Game {
    fn roll(&mut self, pins: u16) -> Result<(), Error> {
        if self.score().is_some() {
            return Err(Error::GameComplete);
        }
        if pins > 10 || self.open.is_some_and(|first| first + pins > 10) {
            return Err(Error::NotEnoughPins);
        }
        if self.open.is_none() && self.frame_starts.len() < 10 {
            self.frame_starts.push(self.rolls.len());
        }
        self.rolls.push(pins);
        self.open = match self.open {
            None if pins < 10 => Some(pins),
            _ => None,
        };
        Ok(())
    }
    fn score(&self) -> Option<u16> {
        if self.frame_starts.len() < 10 {
            return None;
        }
        self.frame_starts
            .iter()
            .map(|&i| {
                let r = &self.rolls[i..];
                match r {
                    [10, a, b, ..] => Some(10 + a + b),
                    [a, b, c, ..] if a + b == 10 => Some(10 + c),
                    [a, b, ..] if a + b < 10 => Some(a + b),
                    _ => None,
                }
            })
            .sum()
    }
}
fn play(rolls: &[u16]) -> (Option<u16>, Option<(usize, Error)>) {
    let mut g = Game::default();
    for (i, &r) in rolls.iter().enumerate() {
        if let Err(e) = g.roll(r) {
            return (g.score(), Some((i, e)));
        }
    }
    (g.score(), None)
}
fn main() {
    println!("{:?}", play(&[10; 12]));
    println!("{:?}", play(&[0; 20]));
    println!("{:?}", play(&[5; 21]));
    println!("{:?}", play(&[3, 6, 10, 7, 3, 0, 0, 2]));
    println!("{:?}", play(&[5, 6]));
    println!("{:?}", play(&[1; 21]));
    println!("{:?}", play(&[10, 7, 3, 9, 0, 10, 0, 8, 8, 2, 0, 6, 10, 10, 10, 8, 1]));
}
