use std::sync::{Arc, Condvar, Mutex};
use std::thread;

#[derive(Default)]
struct State {
    readers: u32,
    writing: bool,
    waiting_writers: u32,
}
#[derive(Default)]
struct RwGate {
    state: Mutex<State>,
    changed: Condvar,
}
impl RwGate {
    fn read<R>(&self, f: impl FnOnce() -> R) -> R {
        let mut s = self.state.lock().unwrap();
        while s.writing || s.waiting_writers > 0 {
            s = self.changed.wait(s).unwrap();
        }
        s.readers += 1;
        drop(s);
        let r = f();
        let mut s = self.state.lock().unwrap();
        s.readers -= 1;
        if s.readers == 0 {
            self.changed.notify_all();
        }
        r
    }
    fn write<R>(&self, f: impl FnOnce() -> R) -> R {
        let mut s = self.state.lock().unwrap();
        s.waiting_writers += 1;
        while s.writing || s.readers > 0 {
            s = self.changed.wait(s).unwrap();
        }
        s.waiting_writers -= 1;
        s.writing = true;
        drop(s);
        let r = f();
        self.state.lock().unwrap().writing = false;
        self.changed.notify_all();
        r
    }
}

fn main() {
    let gate = Arc::new(RwGate::default());
    let cell = Arc::new(Mutex::new((0u64, 0u64)));
    let mut handles = vec![];
    for id in 0..3 {
        let (gate, cell) = (gate.clone(), cell.clone());
        handles.push(thread::spawn(move || {
            for i in 0..40 {
                gate.write(|| {
                    let v = { cell.lock().unwrap().0 };
                    let mut c = cell.lock().unwrap();
                    *c = (v + id + 1, v + id + 1);
                    let _ = i;
                });
            }
            0
        }));
    }
    for _ in 0..3 {
        let (gate, cell) = (gate.clone(), cell.clone());
        handles.push(thread::spawn(move || {
            (0..40).filter(|_| gate.read(|| { let c = cell.lock().unwrap(); c.0 != c.1 })).count()
        }));
    }
    let torn: usize = handles.into_iter().map(|h| h.join().unwrap()).sum();
    println!("torn reads: {torn}");
    println!("final: {:?}", cell.lock().unwrap());
    let s = gate.state.lock().unwrap();
    println!("{} {} {}", s.readers, s.writing, s.waiting_writers);
}
