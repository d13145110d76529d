use std::collections::HashMap;
use std::sync::{Arc, Mutex, RwLock};
use std::thread;
#[derive(Clone, Default)]
struct Memo(Arc<RwLock<HashMap<(usize, usize), u64>>>);
impl Memo {
    fn paths(&self, r: usize, c: usize, depth: u32) -> u64 {
        if r == 0 || c == 0 { return 1; }
        if let Some(v) = self.0.read().unwrap().get(&(r, c)) { return *v; }
        let v = if depth > 0 {
            let me = self.clone();
            let up = thread::spawn(move || me.paths(r - 1, c, depth - 1));
            let left = self.paths(r, c - 1, depth - 1);
            up.join().unwrap() + left
        } else {
            self.paths(r - 1, c, 0) + self.paths(r, c - 1, 0)
        };
        self.0.write().unwrap().insert((r, c), v);
        v
    }
}
fn main() {
    let m = Memo::default();
    println!("{} {}", m.paths(12, 12, 3), m.0.read().unwrap().len());
    let order = Mutex::new(vec![]);
    let total: u64 = thread::scope(|s| {
        let hs: Vec<_> = (1..=5).map(|n| { let (m, order) = (m.clone(), &order); s.spawn(move || { let v = m.paths(n, n, 0); order.lock().unwrap().push(n); v }) }).collect();
        hs.into_iter().map(|h| h.join().unwrap()).sum()
    });
    let mut order = order.into_inner().unwrap();
    order.sort();
    println!("{total} {order:?} {}", Arc::strong_count(&m.0));
}
