use std::thread;

fn merge<T: Ord + Clone>(a: &[T], b: &[T]) -> Vec<T> {
    let mut out = Vec::with_capacity(a.len() + b.len());
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        if a[i] <= b[j] {
            out.push(a[i].clone());
            i += 1;
        } else {
            out.push(b[j].clone());
            j += 1;
        }
    }
    out.extend_from_slice(&a[i..]);
    out.extend_from_slice(&b[j..]);
    out
}

fn sort<T: Ord + Clone + Send + Sync>(items: &[T], depth: u32) -> Vec<T> {
    if items.len() <= 1 {
        return items.to_vec();
    }
    let (left, right) = items.split_at(items.len() / 2);
    let (left, right) = if depth > 0 {
        thread::scope(|s| {
            let l = s.spawn(|| sort(left, depth - 1));
            let r = sort(right, depth - 1);
            (l.join().unwrap(), r)
        })
    } else {
        (sort(left, 0), sort(right, 0))
    };
    merge(&left, &right)
}

fn main() {
    let mut x = 12345u32;
    let data: Vec<u32> = (0..500)
        .map(|_| {
            x = x.wrapping_mul(1664525).wrapping_add(1013904223);
            x >> 20
        })
        .collect();
    let sorted = sort(&data, 3);
    let mut expected = data.clone();
    expected.sort();
    println!("{}", sorted == expected);
    println!("{:?} .. {:?}", &sorted[..5], &sorted[495..]);
    let words = ["pear", "apple", "fig", "date", "cherry", "banana"];
    println!("{:?}", sort(&words, 2));
    println!("{:?}", sort::<i32>(&[], 4));
}
