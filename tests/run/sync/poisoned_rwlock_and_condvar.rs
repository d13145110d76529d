use std::sync::{Arc, Condvar, Mutex, RwLock};
use std::thread;

fn main() {
    let table = Arc::new(RwLock::new(vec![1, 2, 3]));
    let t = table.clone();
    let reader = thread::spawn(move || {
        let r = t.read().unwrap();
        assert!(r.len() > 5, "readers do not poison");
    });
    println!("{} {}", reader.join().is_err(), table.is_poisoned());
    let t = table.clone();
    let _ = thread::spawn(move || {
        t.write().unwrap().push(4);
        let mut w = t.write().unwrap();
        w.push(5);
        panic!("writers do");
    })
    .join();
    println!("{}", table.is_poisoned());
    match table.write() {
        Ok(_) => println!("clean"),
        Err(e) => {
            let mut w = e.into_inner();
            w.pop();
            println!("{w:?}");
        }
    };
    table.clear_poison();
    println!("{:?}", table.read().map(|v| v.len()).ok());

    let pair = Arc::new((Mutex::new(0), Condvar::new()));
    let p = pair.clone();
    let h = thread::spawn(move || {
        let mut g = p.0.lock().unwrap();
        *g = 7;
        p.1.notify_all();
        panic!("with the lock held");
    });
    let seen = {
        let mut g = pair.0.lock().unwrap_or_else(|e| e.into_inner());
        while *g == 0 {
            g = pair.1.wait(g).unwrap_or_else(|e| e.into_inner());
        }
        *g
    };
    println!("{seen} {}", h.join().is_err());
    println!("{}", pair.0.lock().is_err());
}
