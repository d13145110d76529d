use std::sync::mpsc::{sync_channel, SyncSender};
use std::sync::{Arc, Mutex};
use std::thread;
fn spawn_worker(id: u32, tx: SyncSender<(u32, u32)>, limit: Arc<Mutex<u32>>) -> thread::JoinHandle<u32> {
    thread::spawn(move || {
        let mut sent = 0;
        loop {
            let n = { let mut l = limit.lock().unwrap(); if *l == 0 { return sent; } *l -= 1; *l };
            tx.send((id, n)).unwrap();
            sent += 1;
        }
    })
}
fn main() {
    let (tx, rx) = sync_channel(2);
    let limit = Arc::new(Mutex::new(30));
    let hs: Vec<_> = (0..3).map(|id| spawn_worker(id, tx.clone(), limit.clone())).collect();
    drop(tx);
    let mut seen: Vec<u32> = rx.iter().map(|(_, n)| n).collect();
    let sent: u32 = hs.into_iter().map(|h| h.join().unwrap()).sum();
    seen.sort_unstable_by(|a, b| b.cmp(a));
    println!("{sent} {:?} {:?}", &seen[..3], seen.last());
    println!("{}", seen.iter().sum::<u32>());
}
