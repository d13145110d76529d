use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, RwLock};
use std::thread;

#[derive(Debug, Clone, PartialEq)]
enum Entry {
    In(u32),
    Out(u32),
    Refused(u32),
}
#[derive(Default)]
struct Account {
    balance: u32,
    log: Vec<Entry>,
}
impl Account {
    fn apply(&mut self, delta: i64) {
        let amount = delta.unsigned_abs() as u32;
        if delta >= 0 {
            self.balance += amount;
            self.log.push(Entry::In(amount));
        } else if self.balance >= amount {
            self.balance -= amount;
            self.log.push(Entry::Out(amount));
        } else {
            self.log.push(Entry::Refused(amount));
        }
    }
    fn replayed(&self) -> u32 {
        self.log.iter().fold(0, |b, e| match e {
            Entry::In(n) => b + n,
            Entry::Out(n) => b - n,
            Entry::Refused(_) => b,
        })
    }
}
type Accounts = Arc<RwLock<BTreeMap<String, Arc<Mutex<Account>>>>>;
fn account(all: &Accounts, name: &str) -> Arc<Mutex<Account>> {
    if let Some(a) = all.read().unwrap().get(name) {
        return a.clone();
    }
    all.write().unwrap().entry(name.to_string()).or_default().clone()
}

fn main() {
    let all: Accounts = Default::default();
    let tellers: Vec<_> = (0..4i64)
        .map(|t| {
            let all = Arc::clone(&all);
            thread::spawn(move || {
                for i in 0..60 {
                    let name = ["a", "b", "c"][(i as usize + t as usize) % 3];
                    let delta = if i % 3 == 2 { -(i + 20 * t) } else { i };
                    account(&all, name).lock().unwrap().apply(delta);
                }
            })
        })
        .collect();
    tellers.into_iter().for_each(|t| t.join().unwrap());
    for (name, a) in all.read().unwrap().iter() {
        let a = a.lock().unwrap();
        println!("{name}: {} entries, replay agrees: {}", a.log.len(), a.replayed() == a.balance);
    }
    println!("{}", Arc::strong_count(&account(&all, "a")));
}
