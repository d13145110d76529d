// Which worker of which pool runs what, as rayon tells it.
use rayon::prelude::*;
fn main() {
    let n = rayon::current_num_threads();
    println!("{:?} {:?}", rayon::current_thread_index(), rayon::yield_now());
    println!("{}", rayon::broadcast(|c| rayon::current_thread_index() == Some(c.index())).into_iter().all(|x| x));
    println!("{}", (0..100).into_par_iter().all(|_| rayon::current_thread_index().is_some_and(|i| i < n)));
    println!("{}", (0..100).into_par_iter().all(|_| rayon::yield_now().is_some()));
    let (_, b) = rayon::join(|| (), || rayon::current_thread_index().is_some());
    println!("{b}");
    let mut inside = [false; 2];
    rayon::scope(|s| { for x in inside.iter_mut() { s.spawn(|_| *x = rayon::current_thread_index().is_some()); } });
    println!("{inside:?}");
    let (tx, rx) = std::sync::mpsc::channel();
    rayon::spawn(move || tx.send((rayon::current_thread_index().is_some(), rayon::current_num_threads() == n)).unwrap());
    println!("{:?}", rx.recv().unwrap());
    let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
    println!("{:?}", pool.install(|| (0..100).into_par_iter().all(|_| pool.current_thread_index().is_some_and(|i| i < 3))));
    println!("{:?}", pool.install(|| rayon::join(rayon::current_num_threads, rayon::current_num_threads)));
    println!("{:?}", (0..4).into_par_iter().map(|_| pool.current_thread_index()).collect::<Vec<_>>());
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    println!("{:?}", one.install(|| (0..3).into_par_iter().map(|_| one.current_thread_index()).collect::<Vec<_>>()));
    println!("{:?}", rayon::current_thread_index());
}
