use std::sync::Mutex;
use std::thread;
fn main() {
    let rows: Vec<Mutex<Vec<u32>>> = (0..3).map(|_| Mutex::new(vec![])).collect();
    thread::scope(|s| {
        for t in 0..6u32 {
            let rows = &rows;
            s.spawn(move || {
                for i in 0..10 {
                    rows[(t + i) as usize % 3].lock().unwrap().push(t * 10 + i);
                }
            });
        }
    });
    for (i, r) in rows.iter().enumerate() {
        let mut r = r.lock().unwrap();
        r.sort_unstable();
        println!("{i}: {} {:?}", r.len(), &r[..3]);
    }
    let total: u32 = rows.into_iter().map(|r| r.into_inner().unwrap().into_iter().sum::<u32>()).sum();
    println!("{total}");
}
