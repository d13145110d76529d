use std::collections::HashMap;
use std::fmt::Write;
#[derive(Default, Clone, Copy)]
struct Row {
    win: u32,
    draw: u32,
    loss: u32,
}
impl Row {
    fn points(self) -> u32 {
        self.win * 3 + self.draw
    }
}
fn tally(results: &str) -> String {
    let mut table: HashMap<&str, Row> = HashMap::new();
    for line in results.lines() {
        let mut parts = line.splitn(3, ';');
        let (Some(home), Some(away), Some(outcome)) = (parts.next(), parts.next(), parts.next()) else { continue };
        let mut bump = |team, f: fn(&mut Row)| f(table.entry(team).or_default());
        match outcome {
            "win" => {
                bump(home, |r| r.win += 1);
                bump(away, |r| r.loss += 1);
            }
            "loss" => {
                bump(away, |r| r.win += 1);
                bump(home, |r| r.loss += 1);
            }
            "draw" => [home, away].into_iter().for_each(|t| bump(t, |r| r.draw += 1)),
            _ => {}
        }
    }
    let mut rows: Vec<_> = table.into_iter().collect();
    rows.sort_by(|(n, a), (m, b)| b.points().cmp(&a.points()).then_with(|| n.cmp(m)));
    let mut out = format!("{:<12}| {:>2} | {:>2} | {:>2} | {:>2}\n", "Team", "W", "D", "L", "P");
    for (name, r) in rows {
        writeln!(out, "{name:<12}| {:>2} | {:>2} | {:>2} | {:>2}", r.win, r.draw, r.loss, r.points()).unwrap();
    }
    out
}
fn main() {
    print!("{}", tally("Allegoric;Blithering;win\nDevastating;Courageous;draw\nBlithering;Devastating;loss\nnonsense\nCourageous;Allegoric;what\nAllegoric;Courageous;draw"));
    print!("{}", tally(""));
}
