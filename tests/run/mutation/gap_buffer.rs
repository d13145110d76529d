#[derive(Debug, Default, Clone)]
struct Gap { before: Vec<char>, after: Vec<char> }
impl Gap {
    fn left(&mut self) -> bool { self.before.pop().map(|c| self.after.push(c)).is_some() }
    fn right(&mut self) -> bool { match self.after.pop() { Some(c) => { self.before.push(c); true } None => false } }
    fn insert(&mut self, s: &str) -> &mut Self { self.before.extend(s.chars()); self }
    fn seek(&mut self, to: usize) -> &mut Self { while self.before.len() > to && self.left() {} while self.before.len() < to && self.right() {} self }
    fn delete(&mut self, n: usize) -> String { (0..n).map_while(|_| self.after.pop()).collect() }
    fn edit_char(&mut self, at: usize) -> Option<&mut char> {
        if at < self.before.len() { self.before.get_mut(at) } else { let i = self.after.len().checked_sub(at - self.before.len() + 1)?; self.after.get_mut(i) }
    }
    fn text(&self) -> String { self.before.iter().chain(self.after.iter().rev()).collect() }
}
impl From<&str> for Gap { fn from(s: &str) -> Self { let mut g = Gap::default(); g.insert(s); g } }
fn main() {
    let mut g = Gap::from("hello world");
    g.seek(5).insert(",").seek(7).insert("brave ");
    println!("{} {}", g.text(), g.before.len());
    println!("{:?} {}", g.seek(0).delete(6), g.text());
    if let Some(c) = g.edit_char(1) { c.make_ascii_uppercase(); }
    *g.edit_char(6).unwrap() = '_';
    println!("{:?} {:?}", g.text(), g.edit_char(99));
    let saved = g.clone();
    g.seek(usize::MAX).insert("!");
    println!("{} | {}", g.text(), saved.text());
    println!("{:?} {}", g.delete(3), { let mut e = Gap::default(); e.left() || e.right() });
}
