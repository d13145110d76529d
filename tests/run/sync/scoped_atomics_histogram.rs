use std::sync::atomic::{AtomicU32, AtomicBool, Ordering::Relaxed};
use std::thread;
fn main() {
    let text = "the quick brown fox jumps over the lazy dog ".repeat(20);
    let bins: Vec<AtomicU32> = (0..26).map(|_| AtomicU32::new(0)).collect();
    let saw_space = AtomicBool::new(false);
    thread::scope(|s| {
        for chunk in text.as_bytes().chunks(97) {
            let (bins, saw_space) = (&bins, &saw_space);
            s.spawn(move || {
                for b in chunk {
                    match b {
                        b'a'..=b'z' => { bins[(b - b'a') as usize].fetch_add(1, Relaxed); }
                        b' ' => saw_space.store(true, Relaxed),
                        _ => unreachable!(),
                    }
                }
            });
        }
    });
    let top = bins.iter().enumerate().max_by_key(|(_, n)| n.load(Relaxed)).map(|(i, n)| ((b'a' + i as u8) as char, n.load(Relaxed)));
    println!("{top:?} {}", saw_space.into_inner());
    println!("{}", bins.into_iter().map(AtomicU32::into_inner).sum::<u32>());
}
