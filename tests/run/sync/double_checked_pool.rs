use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex};
use std::thread;
struct Pool<T> { free: Mutex<Vec<T>>, available: Condvar, made: AtomicUsize, max: usize, make: fn(usize) -> T }
struct Lease<'a, T> { pool: &'a Pool<T>, item: Option<T> }
impl<T> Pool<T> {
    fn new(max: usize, make: fn(usize) -> T) -> Self { Pool { free: Mutex::new(vec![]), available: Condvar::new(), made: AtomicUsize::new(0), max, make } }
    fn get(&self) -> Lease<'_, T> {
        let mut free = self.free.lock().unwrap();
        loop {
            if let Some(item) = free.pop() { return Lease { pool: self, item: Some(item) }; }
            let n = self.made.load(Ordering::SeqCst);
            if n < self.max {
                self.made.store(n + 1, Ordering::SeqCst);
                return Lease { pool: self, item: Some((self.make)(n)) };
            }
            free = self.available.wait(free).unwrap();
        }
    }
}
impl<T> std::ops::Deref for Lease<'_, T> { type Target = T; fn deref(&self) -> &T { self.item.as_ref().unwrap() } }
impl<T> std::ops::DerefMut for Lease<'_, T> { fn deref_mut(&mut self) -> &mut T { self.item.as_mut().unwrap() } }
impl<T> Drop for Lease<'_, T> { fn drop(&mut self) { self.pool.free.lock().unwrap().push(self.item.take().unwrap()); self.pool.available.notify_one(); } }
fn main() {
    let pool: Pool<(usize, Vec<u32>)> = Pool::new(2, |id| (id, vec![]));
    thread::scope(|s| {
        for t in 0..6 {
            let pool = &pool;
            s.spawn(move || for i in 0..5 { let mut c = pool.get(); c.1.push(t * 10 + i); });
        }
    });
    let free = pool.free.lock().unwrap();
    println!("{} made at most {}", pool.made.load(Ordering::SeqCst) <= 2, pool.max);
    let mut all: Vec<u32> = free.iter().flat_map(|c| c.1.iter().copied()).collect();
    all.sort();
    println!("{} {:?}", all.len(), &all[..6]);
}
