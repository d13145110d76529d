use std::sync::{Mutex, MutexGuard};
use std::thread;

#[derive(Default)]
struct Inventory {
    items: Mutex<Vec<(String, u32)>>,
    log: Mutex<Vec<String>>,
}
impl Inventory {
    fn items(&self) -> MutexGuard<'_, Vec<(String, u32)>> {
        self.items.lock().unwrap()
    }
    fn add(&self, name: &str, n: u32) {
        let mut items = self.items();
        match items.iter_mut().find(|(k, _)| k == name) {
            Some((_, count)) => *count += n,
            None => items.push((name.to_string(), n)),
        }
        drop(items);
        self.log.lock().unwrap().push(format!("+{n} {name}"));
    }
    fn take(&self, name: &str, n: u32) -> Result<u32, String> {
        let mut items = self.items();
        let (_, count) = items.iter_mut().find(|(k, _)| k == name).ok_or_else(|| format!("no {name}"))?;
        *count = count.checked_sub(n).ok_or(format!("only {count} {name}"))?;
        Ok(*count)
    }
}
fn main() {
    let inv = Inventory::default();
    thread::scope(|s| {
        for part in ["bolt", "nut", "bolt", "gear"] {
            let inv = &inv;
            s.spawn(move || (1..=4).for_each(|n| inv.add(part, n)));
        }
    });
    println!("{:?} {:?} {:?}", inv.take("bolt", 5), inv.take("nut", 50), inv.take("cog", 1));
    inv.items().sort();
    println!("{:?} {}", inv.items(), inv.log.lock().unwrap().len());
    inv.items()[0].1 = 0;
    let total: u32 = inv.items().iter().map(|(_, n)| n).sum();
    println!("{total}");
}
