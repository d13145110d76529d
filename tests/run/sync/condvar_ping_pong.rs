use std::sync::{Arc, Condvar, Mutex};
use std::thread;

#[derive(Clone, Copy, PartialEq, Debug)]
enum Turn {
    Ping,
    Pong,
}

impl Turn {
    fn other(self) -> Turn {
        match self {
            Turn::Ping => Turn::Pong,
            Turn::Pong => Turn::Ping,
        }
    }
}

fn play(who: Turn, table: Arc<(Mutex<(Turn, Vec<String>)>, Condvar)>, rounds: usize) {
    let (state, changed) = &*table;
    for round in 0..rounds {
        let mut guard = state.lock().unwrap();
        while guard.0 != who {
            guard = changed.wait(guard).unwrap();
        }
        guard.1.push(format!("{who:?}{round}"));
        guard.0 = who.other();
        changed.notify_all();
    }
}

fn main() {
    let table = Arc::new((Mutex::new((Turn::Ping, Vec::new())), Condvar::new()));
    let a = thread::spawn({
        let table = Arc::clone(&table);
        move || play(Turn::Ping, table, 4)
    });
    let b = thread::spawn({
        let table = Arc::clone(&table);
        move || play(Turn::Pong, table, 4)
    });
    a.join().unwrap();
    b.join().unwrap();
    let guard = table.0.lock().unwrap();
    println!("{}", guard.1.join(" "));
    println!("{:?}", guard.0);
}
