use std::sync::{Arc, Mutex};
use std::thread;

#[derive(Debug, Default)]
struct Account {
    balance: i64,
    history: Vec<String>,
}

fn main() {
    let m = Mutex::new(5);
    {
        let mut guard = m.lock().unwrap();
        *guard += 1;
        println!("{guard} {:?}", guard);
    }
    println!("{m:?}");
    println!("{}", m.into_inner().unwrap());

    let account = Arc::new(Mutex::new(Account::default()));
    let threads: Vec<_> = (1..=8)
        .map(|i| {
            let account = Arc::clone(&account);
            thread::spawn(move || {
                for _ in 0..100 {
                    let mut a = account.lock().unwrap();
                    a.balance += i;
                    if a.balance % 500 == 0 {
                        a.history.push("round".to_string());
                    }
                }
            })
        })
        .collect();
    for t in threads {
        t.join().unwrap();
    }
    println!("{}", account.lock().unwrap().balance);
    let mut direct = Mutex::new(vec![1, 2]);
    direct.get_mut().unwrap().push(3);
    println!("{:?}", direct.lock().unwrap());
    let taken = std::mem::take(&mut *direct.lock().unwrap());
    println!("{taken:?} {}", direct.lock().unwrap().is_empty());
    let guard = direct.lock().unwrap();
    println!("{}", direct.try_lock().is_err());
    println!("{:?}", direct);
    drop(guard);
    println!("{}", direct.try_lock().is_ok());
}
