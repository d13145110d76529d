use std::thread;

fn main() {
    let mut numbers = [0u32; 20];
    thread::scope(|s| {
        for (part, chunk) in numbers.chunks_mut(6).enumerate() {
            s.spawn(move || {
                for (i, slot) in chunk.iter_mut().enumerate() {
                    *slot = (part * 100 + i) as u32;
                }
            });
        }
    });
    println!("{numbers:?}");

    let (left, right) = numbers.split_at_mut(10);
    thread::scope(|s| {
        s.spawn(|| left.reverse());
        s.spawn(|| right.sort_by(|a, b| b.cmp(a)));
    });
    println!("{left:?}");
    println!("{right:?}");
    let total: u32 = numbers.iter().sum();
    println!("{total}");
}
