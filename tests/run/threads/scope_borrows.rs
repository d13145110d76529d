use std::thread;

#[derive(Debug)]
struct Stats {
    min: i32,
    max: i32,
    sum: i64,
}

fn main() {
    let data: Vec<i32> = (0..1000).map(|i| (i * 7919) % 1009 - 500).collect();
    let stats = thread::scope(|s| {
        let min = s.spawn(|| *data.iter().min().unwrap());
        let max = s.spawn(|| *data.iter().max().unwrap());
        let sum = s.spawn(|| data.iter().map(|&x| x as i64).sum());
        Stats {
            min: min.join().unwrap(),
            max: max.join().unwrap(),
            sum: sum.join().unwrap(),
        }
    });
    println!("{stats:?}");
    println!("still ours: {} items, first {}", data.len(), data[0]);

    let mut counter = 0;
    let mut label = String::from("x");
    thread::scope(|s| {
        s.spawn(|| counter += 5);
        s.spawn(|| label.push_str("yz"));
    });
    counter += 1;
    println!("{counter} {label}");
}
