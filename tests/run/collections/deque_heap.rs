use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Task {
    priority: u8,
    name: &'static str,
}

fn main() {
    let mut d: VecDeque<i32> = VecDeque::new();
    for i in 0..4 {
        d.push_back(i);
        d.push_front(-i);
    }
    println!("{d:?} {}", d.len());
    println!("{:?} {:?} {:?} {:?}", d.pop_front(), d.pop_back(), d.front(), d.back());
    d.rotate_left(2);
    println!("{d:?} {} {:?}", d[1], d.get(99));
    d[0] = 77;
    *d.back_mut().unwrap() += 1000;
    d.make_contiguous().sort();
    println!("{d:?}");
    d.extend([5, 5]);
    d.retain(|x| *x != 0);
    d.truncate(5);
    println!("{d:?} {}", d.contains(&77));
    d.insert(1, 9);
    println!("{:?}", d.remove(0));
    d.swap(0, 1);
    println!("{:?}", d.iter().rev().collect::<Vec<_>>());
    println!("{:?}", d.drain(..2).collect::<Vec<_>>());
    let v: Vec<i32> = d.into();
    println!("{v:?} {:?}", VecDeque::from(vec![1, 2]) == [1, 2]);
    println!("{:?}", VecDeque::from([1, 2, 3]).iter().map(|x| x * 2).collect::<VecDeque<_>>());

    let mut h = BinaryHeap::from([4, 1, 9, 3]);
    h.push(7);
    println!("{:?} {}", h.peek(), h.len());
    if let Some(mut top) = h.peek_mut() {
        *top = 0;
    }
    print!("heap");
    while let Some(x) = h.pop() {
        print!(" {x}");
    }
    println!();
    let mut min = BinaryHeap::new();
    for x in [5, 2, 8] {
        min.push(Reverse(x));
    }
    println!("{:?}", min.pop().map(|Reverse(x)| x));
    println!("{:?} {:?}", min.into_sorted_vec(), BinaryHeap::<u8>::new().pop());
    let mut tasks: BinaryHeap<Task> = vec![
        Task { priority: 2, name: "write" },
        Task { priority: 9, name: "alarm" },
        Task { priority: 2, name: "read" },
    ]
    .into();
    tasks.push(Task { priority: 5, name: "eat" });
    while let Some(Task { priority, name }) = tasks.pop() {
        print!("{priority}:{name} ");
    }
    println!();
    let mut window: VecDeque<f64> = VecDeque::with_capacity(3);
    for x in [1.0, 2.0, 6.0, 9.0] {
        if window.len() == 3 {
            window.pop_front();
        }
        window.push_back(x);
        print!("{:.2} ", window.iter().sum::<f64>() / window.len() as f64);
    }
    println!();
}
