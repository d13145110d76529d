use std::sync::{mpsc, Arc, Mutex};
use std::thread;

fn parallel_map<T, U, F>(items: Vec<T>, workers: usize, f: F) -> Vec<U>
where
    T: Send + 'static,
    U: Send + 'static,
    F: Fn(T) -> U + Send + Sync + 'static,
{
    let f = Arc::new(f);
    let n = items.len();
    let queue = Arc::new(Mutex::new(items.into_iter().enumerate()));
    let (tx, rx) = mpsc::channel();
    for _ in 0..workers {
        let (queue, f, tx) = (Arc::clone(&queue), Arc::clone(&f), tx.clone());
        thread::spawn(move || {
            loop {
                let next = queue.lock().unwrap().next();
                match next {
                    Some((i, item)) => tx.send((i, f(item))).unwrap(),
                    None => break,
                }
            }
        });
    }
    drop(tx);
    let mut out: Vec<Option<U>> = (0..n).map(|_| None).collect();
    for (i, u) in rx {
        out[i] = Some(u);
    }
    out.into_iter().map(|o| o.expect("every item was mapped")).collect()
}
fn scoped_map<T: Sync, U: Send>(items: &[T], f: impl Fn(&T) -> U + Sync) -> Vec<U> {
    thread::scope(|s| {
        let hs: Vec<_> = items.iter().map(|i| s.spawn(|| f(i))).collect();
        hs.into_iter().map(|h| h.join().unwrap()).collect()
    })
}

fn main() {
    println!("{:?}", parallel_map((1..=10).collect(), 3, |x: i32| x * x));
    let words: Vec<String> = "map these words at once".split(' ').map(str::to_owned).collect();
    println!("{:?}", parallel_map(words.clone(), 2, |w| w.chars().rev().collect::<String>()));
    let factor = 10;
    println!("{:?}", scoped_map(&words, |w| w.len() * factor));
    println!("{:?}", scoped_map(&[1.5, 2.5], |x| x.to_string() + "!"));
    println!("{:?}", parallel_map(Vec::<u8>::new(), 2, |x| x));
    let results = parallel_map(vec!["1", "b", "3"], 2, |s| s.parse::<i32>());
    println!("{:?}", results.into_iter().collect::<Result<Vec<_>, _>>().map_err(|e| e.to_string()));
}
