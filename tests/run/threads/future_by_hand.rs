use std::sync::{Arc, Condvar, Mutex};
use std::thread;

enum Slot<T> {
    Empty,
    Ready(T),
    Failed(String),
    Taken,
}
struct Promise<T>(Option<Arc<(Mutex<Slot<T>>, Condvar)>>);
struct Eventual<T>(Arc<(Mutex<Slot<T>>, Condvar)>);

fn pair<T>() -> (Promise<T>, Eventual<T>) {
    let shared = Arc::new((Mutex::new(Slot::Empty), Condvar::new()));
    (Promise(Some(shared.clone())), Eventual(shared))
}
impl<T> Promise<T> {
    fn set(mut self, slot: Slot<T>) {
        if let Some(s) = self.0.take() {
            *s.0.lock().unwrap() = slot;
            s.1.notify_all();
        }
    }
}
impl<T> Drop for Promise<T> {
    fn drop(&mut self) {
        if let Some(s) = self.0.take() {
            *s.0.lock().unwrap() = Slot::Failed("promise dropped".into());
            s.1.notify_all();
        }
    }
}
impl<T> Eventual<T> {
    fn get(&self) -> Result<T, String> {
        let (lock, ready) = &*self.0;
        let mut slot = ready.wait_while(lock.lock().unwrap(), |s| matches!(s, Slot::Empty)).unwrap();
        match std::mem::replace(&mut *slot, Slot::Taken) {
            Slot::Ready(v) => Ok(v),
            Slot::Failed(e) => Err(e),
            Slot::Taken => Err("already taken".to_string()),
            Slot::Empty => unreachable!(),
        }
    }
}
fn go<T: Send + 'static>(f: impl FnOnce() -> Result<T, String> + Send + 'static) -> Eventual<T> {
    let (p, e) = pair();
    thread::spawn(move || match f() {
        Ok(v) => p.set(Slot::Ready(v)),
        Err(m) => p.set(Slot::Failed(m)),
    });
    e
}

fn main() {
    let a = go(|| Ok(6));
    let b = go(|| Ok(7));
    println!("{}", a.get().unwrap() * b.get().unwrap());
    println!("{:?}", a.get());
    println!("{:?}", go::<i32>(|| Err("no luck".into())).get());
    println!("{:?}", go::<String>(|| panic!("worker died")).get());
    let all: Result<Vec<usize>, String> = ["a", "bb", "ccc"].map(|s| go(move || Ok(s.len()))).iter().map(|e| e.get()).collect();
    println!("{all:?}");
}
