use std::collections::{BTreeMap, BTreeSet};
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Dir { North, South }
#[derive(Default)]
struct Room { exits: BTreeMap<Dir, usize>, items: BTreeSet<&'static str>, locked: bool }
struct Game { rooms: Vec<Room>, at: usize, bag: Vec<&'static str>, turns: u32 }
impl Game {
    fn exec(&mut self, line: &str) -> Result<String, String> {
        self.turns += 1;
        let words: Vec<&str> = line.split(' ').collect();
        match *words.as_slice() {
            ["go", d] => {
                let d = match d { "north" | "n" => Dir::North, "south" | "s" => Dir::South, _ => return Err(format!("no direction {d}")) };
                let &to = self.rooms[self.at].exits.get(&d).ok_or_else(|| format!("no way {d:?}"))?;
                if self.rooms[to].locked && !self.bag.contains(&"key") { return Err("locked".into()); }
                self.rooms[to].locked = false;
                self.at = to;
                Ok(format!("room {to}"))
            }
            ["take", "all"] => {
                let items = std::mem::take(&mut self.rooms[self.at].items);
                self.bag.extend(items);
                Ok(self.bag.join(","))
            }
            ["take", what] => { let i = self.rooms[self.at].items.take(what).ok_or(format!("no {what} here"))?; self.bag.push(i); Ok(format!("took {i}")) }
            ["drop"] => self.bag.pop().map(|i| { self.rooms[self.at].items.insert(i); i.to_string() }).ok_or("empty bag".to_string()),
            _ => Err(format!("what is {line:?}?")),
        }
    }
}
fn main() {
    let room = |exits: &[(Dir, usize)], items: &[&'static str], locked| Room { exits: exits.iter().copied().collect(), items: items.iter().copied().collect(), locked };
    let mut g = Game { rooms: vec![room(&[(Dir::North, 1)], &["key", "lamp"], false), room(&[(Dir::South, 0)], &["gold"], true)], at: 0, bag: vec![], turns: 0 };
    for c in ["go n", "take sword", "take key", "go north", "take all", "go up", "go n", "drop", "go s", "take all", "dance", "drop"] {
        match g.exec(c) { Ok(s) => println!("{c}: {s}"), Err(e) => println!("{c}! {e}") }
    }
    println!("{} {:?}", g.turns, g.rooms[1].items);
}
