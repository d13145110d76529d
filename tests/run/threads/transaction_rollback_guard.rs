use std::sync::Mutex;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::thread;
struct Db { rows: Mutex<Vec<String>> }
struct Tx<'a> { db: &'a Db, pending: Vec<String>, committed: bool }
impl Db { fn begin(&self) -> Tx<'_> { Tx { db: self, pending: vec![], committed: false } } }
impl Tx<'_> {
    fn insert(&mut self, s: &str) -> Result<&mut Self, String> { if s.is_empty() { return Err("empty row".into()); } self.pending.push(s.to_string()); Ok(self) }
    fn commit(mut self) -> usize { self.committed = true; let mut rows = self.db.rows.lock().unwrap(); rows.append(&mut self.pending); rows.len() }
}
impl Drop for Tx<'_> { fn drop(&mut self) { if !self.committed { println!("rolled back {} (panicking: {})", self.pending.len(), thread::panicking()); } } }
fn work(db: &Db, rows: &[&str]) -> Result<usize, String> {
    let mut tx = db.begin();
    for r in rows { tx.insert(r)?; }
    if rows.len() > 3 { panic!("too many"); }
    Ok(tx.commit())
}
fn main() {
    let db = Db { rows: Mutex::default() };
    println!("{:?}", work(&db, &["a", "b"]));
    println!("{:?}", work(&db, &["c", "", "d"]));
    println!("{}", catch_unwind(AssertUnwindSafe(|| work(&db, &["1", "2", "3", "4"]))).is_err());
    let results = thread::scope(|s| { let hs: Vec<_> = ["x", "y"].map(|r| { let db = &db; s.spawn(move || work(db, &[r]).is_ok()) }).into_iter().collect(); hs.into_iter().map(|h| h.join().unwrap()).collect::<Vec<_>>() });
    let mut rows = db.rows.into_inner().unwrap();
    rows.sort();
    println!("{results:?} {rows:?}");
}
