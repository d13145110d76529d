use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::{mpsc, Arc, Mutex, RwLock};
use std::thread;
struct Holder { name: String, inner: Rc<i32>, count: Cell<u32> }
fn needs_send<T: Send>(t: T) -> T { t }
fn needs_sync<T: Sync>(_: &T) {}
struct Wrapper(*const i32);
unsafe impl Send for Wrapper {}
struct Shared { cell: Cell<i32> }
unsafe impl Sync for Shared {}
fn main() {
    let h = Holder { name: "x".into(), inner: Rc::new(1), count: Cell::new(0) };
    thread::scope(|s| { s.spawn(|| println!("{}", h.name)); });
    let c = Cell::new(1);
    let t = thread::spawn(move || { c.set(2); c.get() });
    println!("{} {} {}", t.join().unwrap(), h.inner, h.count.get());
    let (tx, rx) = mpsc::channel::<Box<dyn FnOnce() -> i32 + Send>>();
    let r = Arc::new(Mutex::new(rx));
    let t = thread::spawn(move || r.lock().unwrap().recv().unwrap()());
    tx.send(Box::new(|| 4)).unwrap();
    println!("{}", t.join().unwrap());
    let cell = Arc::new(Mutex::new(RefCell::new(Cell::new(3))));
    let c2 = cell.clone();
    thread::spawn(move || c2.lock().unwrap().borrow().set(9)).join().unwrap();
    println!("{}", cell.lock().unwrap().borrow().get());
    let n = 5;
    let w = Wrapper(&n);
    thread::spawn(move || { let w = w; println!("{}", w.0.is_null()) }).join().unwrap();
    let s = Arc::new(Shared { cell: Cell::new(1) });
    needs_send(s.clone()); needs_sync(&s);
    println!("{}", s.cell.get());
    let rw = Arc::new(RwLock::new(vec![1]));
    let rw2 = Arc::clone(&rw);
    thread::spawn(move || rw2.write().unwrap().push(2)).join().unwrap();
    println!("{:?}", rw.read().unwrap());
    let mut v = vec![1, 2, 3];
    thread::scope(|s| { for x in v.iter_mut() { s.spawn(move || *x *= 2); } });
    println!("{v:?}");
    let t = thread::spawn(|| { let r = Rc::new(RefCell::new(1)); let q = r.clone(); *q.borrow_mut() += 1; let n = *r.borrow(); n });
    println!("{}", t.join().unwrap());
}
