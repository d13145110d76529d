use std::sync::{Arc, Barrier, Mutex, TryLockError};
use std::thread;

fn main() {
    let m = Arc::new(Mutex::new(String::from("held")));
    let (held, tried) = (Arc::new(Barrier::new(2)), Arc::new(Barrier::new(2)));
    let holder = {
        let (m, held, tried) = (m.clone(), held.clone(), tried.clone());
        thread::spawn(move || {
            let mut g = m.lock().unwrap();
            held.wait();
            tried.wait();
            g.push_str(" then released");
        })
    };
    held.wait();
    match m.try_lock() {
        Ok(_) => println!("free"),
        Err(TryLockError::WouldBlock) => println!("would block"),
        Err(TryLockError::Poisoned(_)) => println!("poisoned"),
    }
    println!("{}", m.try_lock().map(|g| g.len()).map_err(|e| e.to_string()).unwrap_err());
    tried.wait();
    holder.join().unwrap();
    println!("{:?}", m.try_lock().as_deref().map(|s| s.as_str()).ok());
    let counts: Vec<usize> = thread::scope(|s| {
        let hs: Vec<_> = (0..3)
            .map(|_| {
                s.spawn(|| {
                    let mut done = 0;
                    while done < 20 {
                        if let Ok(mut g) = m.try_lock() {
                            g.push('.');
                            done += 1;
                        } else {
                            thread::yield_now();
                        }
                    }
                    done
                })
            })
            .collect();
        hs.into_iter().map(|h| h.join().unwrap()).collect()
    });
    println!("{counts:?} {}", m.lock().unwrap().matches('.').count());
}
