use std::sync::{Mutex, MutexGuard, RwLock, RwLockReadGuard};
use std::thread;

struct Session<'a> {
    guard: MutexGuard<'a, Vec<u32>>,
    started: usize,
}
impl Session<'_> {
    fn add(&mut self, n: u32) -> &mut Self {
        self.guard.push(n);
        self
    }
}
impl Drop for Session<'_> {
    fn drop(&mut self) {
        println!("added {}", self.guard.len() - self.started);
    }
}
fn begin(m: &Mutex<Vec<u32>>) -> Session<'_> {
    let guard = m.lock().unwrap();
    Session { started: guard.len(), guard }
}
fn first(l: &RwLock<Vec<String>>) -> Option<RwLockReadGuard<'_, Vec<String>>> {
    let g = l.read().unwrap();
    if g.is_empty() { None } else { Some(g) }
}
fn main() {
    let m = Mutex::new(vec![1]);
    {
        let mut s = begin(&m);
        s.add(2).add(3);
        println!("{}", m.try_lock().is_err());
    }
    thread::scope(|s| {
        s.spawn(|| { begin(&m).add(4); });
    });
    println!("{:?}", m.lock().unwrap());
    let names = RwLock::new(vec![]);
    println!("{}", first(&names).is_none());
    names.write().unwrap().push("ann".to_string());
    if let Some(g) = first(&names) {
        println!("{} {}", g[0], names.try_write().is_err());
    }
    println!("{}", names.try_write().is_ok());
    let (a, b) = (Mutex::new(1), Mutex::new(2));
    let (mut x, mut y) = (a.lock().unwrap(), b.lock().unwrap());
    std::mem::swap(&mut *x, &mut *y);
    drop((x, y));
    println!("{:?} {:?}", a, b);
}
