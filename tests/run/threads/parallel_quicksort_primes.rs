use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Mutex;
use std::thread;

fn quicksort<T: PartialOrd + Send>(v: &mut [T], depth: usize) {
    if v.len() <= 1 {
        return;
    }
    let p = partition(v);
    let (left, right) = v.split_at_mut(p);
    let right = &mut right[1..];
    if depth == 0 {
        quicksort(left, 0);
        quicksort(right, 0);
    } else {
        thread::scope(|s| {
            s.spawn(|| quicksort(left, depth - 1));
            quicksort(right, depth - 1);
        });
    }
}
fn partition<T: PartialOrd>(v: &mut [T]) -> usize {
    let last = v.len() - 1;
    v.swap(last / 2, last);
    let mut store = 0;
    for i in 0..last {
        if v[i] < v[last] {
            v.swap(i, store);
            store += 1;
        }
    }
    v.swap(store, last);
    store
}
fn primes(limit: usize, workers: usize) -> Vec<usize> {
    let next = AtomicUsize::new(2);
    let found = Mutex::new(Vec::new());
    thread::scope(|s| {
        for _ in 0..workers {
            s.spawn(|| {
                let mut mine = vec![];
                loop {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    if n >= limit {
                        break;
                    }
                    if (2..n).take_while(|d| d * d <= n).all(|d| n % d != 0) {
                        mine.push(n);
                    }
                }
                found.lock().unwrap().append(&mut mine);
            });
        }
    });
    let mut found = found.into_inner().unwrap();
    quicksort(&mut found, 2);
    found
}

fn main() {
    let mut v: Vec<i64> = (0..300).map(|i| (i * 7907) % 1013).collect();
    quicksort(&mut v, 3);
    println!("{} {:?} {:?}", v.is_sorted(), &v[..4], v.last());
    let mut words: Vec<String> = "the quick brown fox jumps over a lazy dog".split(' ').map(String::from).collect();
    quicksort(&mut words, 2);
    println!("{}", words.join(" "));
    let p = primes(1000, 3);
    println!("{} {:?} {:?}", p.len(), &p[..8], &p[p.len() - 2..]);
    let mut f = [2.5, -1.0, 1e9, 0.0];
    quicksort(&mut f, 1);
    println!("{f:?}");
}
