use std::iter::Sum;
use std::sync::Arc;
use std::thread;

fn parallel_sum<T>(data: Arc<Vec<T>>, workers: usize) -> T
where
    T: Copy + Send + Sync + Sum<T> + 'static,
{
    let size = data.len().div_ceil(workers);
    let mut handles = Vec::new();
    for w in 0..workers {
        let data = Arc::clone(&data);
        handles.push(thread::spawn(move || {
            let start = (w * size).min(data.len());
            let end = (start + size).min(data.len());
            data[start..end].iter().copied().sum::<T>()
        }));
    }
    handles.into_iter().map(|h| h.join().unwrap()).sum()
}

fn main() {
    let ints = Arc::new((1..=10_000u64).collect::<Vec<_>>());
    for workers in [1, 2, 3, 7, 16] {
        println!("{workers} workers: {}", parallel_sum(Arc::clone(&ints), workers));
    }
    let floats = Arc::new(vec![0.5f64; 64]);
    println!("{}", parallel_sum(floats, 5));
    println!("owners left: {}", Arc::strong_count(&ints));
}
