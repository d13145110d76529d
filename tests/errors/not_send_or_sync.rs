use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::{mpsc, Arc, Mutex, MutexGuard};
use std::thread;
struct Holder { name: String, inner: Rc<i32> }
fn needs_send<T: Send>(t: T) -> T { t }
fn needs_sync<T: Sync>(_: &T) {}
struct Wrapper(*const i32);
fn main() {
    let a = Arc::new(RefCell::new(1));
    thread::spawn(move || println!("{:?}", a));
    let h = Holder { name: "x".into(), inner: Rc::new(1) };
    thread::spawn(move || println!("{} {}", h.name, h.inner));
    let c = Cell::new(1);
    thread::scope(|s| { s.spawn(|| c.set(2)); });
    let (tx, rx) = mpsc::channel::<i32>();
    let rx = Arc::new(rx);
    thread::spawn(move || rx.recv());
    tx.send(1).unwrap();
    let m = Mutex::new(1);
    let g: MutexGuard<i32> = m.lock().unwrap();
    thread::scope(|s| { s.spawn(move || println!("{}", g)); });
    needs_send(Rc::new(1));
    needs_sync(&Cell::new(1));
    let v = vec![Some(Rc::new(1))];
    thread::spawn(move || v.len());
    let n = 5;
    let w = Wrapper(&n);
    thread::spawn(move || { let w = w; println!("{}", w.0.is_null()) });
    let am = Arc::new(Mutex::new(Rc::new(1)));
    thread::spawn(move || drop(am));
}
