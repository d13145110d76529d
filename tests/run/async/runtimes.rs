// A runtime owns what is spawned within it; guards, names, hooks, local runtimes and sets.
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::runtime::{Builder, Handle, LocalOptions, LocalRuntime, Runtime, worker_index};
use tokio::task::LocalSet;

struct Told(Arc<AtomicUsize>);
impl Drop for Told {
    fn drop(&mut self) { self.0.fetch_add(1, Ordering::SeqCst); }
}

fn owns() {
    let ended = Arc::new(AtomicUsize::new(0));
    let runtime = Builder::new_multi_thread().worker_threads(2).name("mine").thread_name("pool").build().unwrap();
    let (one, two, three) = (Told(ended.clone()), Told(ended.clone()), Told(ended.clone()));
    // One by the runtime, one by its task, one within block_on.
    let inner = runtime.spawn(async move {
        let inner = tokio::spawn(async move { let _two = two; std::future::pending::<()>().await });
        let _one = one;
        let name = std::thread::current().name().map(str::to_string);
        (inner, Handle::current().name().map(str::to_string), name, worker_index().is_some())
    });
    let (inner, name, thread, worker) = runtime.block_on(inner).unwrap();
    println!("{name:?} {thread:?} {worker} {:?}", runtime.block_on(async { worker_index() }));
    runtime.block_on(async move { tokio::spawn(async move { let _three = three; std::future::pending::<()>().await }); });
    println!("alive {} of {} workers", runtime.metrics().num_alive_tasks(), runtime.metrics().num_workers());
    let handle = runtime.handle().clone();
    drop(runtime);
    println!("ended {}", ended.load(Ordering::SeqCst));
    let other = Runtime::new().unwrap();
    println!("cancelled {}", other.block_on(inner).unwrap_err().is_cancelled());
    println!("too late {}", other.block_on(handle.spawn(async { 5 })).unwrap_err().is_cancelled());
    println!("ids differ {}", handle.id() != other.handle().id());
    other.shutdown_background();
}

fn blocking() {
    let runtime = Builder::new_current_thread().build().unwrap();
    let done = Arc::new(AtomicUsize::new(0));
    let told = done.clone();
    runtime.spawn_blocking(move || { std::thread::sleep(Duration::from_millis(5)); told.fetch_add(1, Ordering::SeqCst); });
    drop(runtime);
    println!("functions run to their end {}", done.load(Ordering::SeqCst));
}

fn guards() {
    let (one, two) = (Runtime::new().unwrap(), Runtime::new().unwrap());
    let first = one.enter();
    let second = two.enter();
    println!("{}", Handle::current().id() == two.handle().id());
    drop(second);
    println!("{}", Handle::current().id() == one.handle().id());
    drop(first);
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let first = one.enter();
        let _second = two.enter();
        drop(first);
    }));
    println!("out of order {}", panicked.is_err());
}

fn hooks() {
    let counts: Arc<[AtomicUsize; 4]> = Arc::new(Default::default());
    let hook = |at: usize| { let counts = counts.clone(); move || { counts[at].fetch_add(1, Ordering::SeqCst); } };
    let runtime = Builder::new_multi_thread().worker_threads(3).on_thread_start(hook(0)).on_thread_stop(hook(1)).on_thread_park(hook(2)).on_thread_unpark(hook(3)).build().unwrap();
    runtime.block_on(tokio::time::sleep(Duration::from_millis(1)));
    drop(runtime);
    let n = |at: usize| counts[at].load(Ordering::SeqCst);
    println!("start {} stop {} parked {}", n(0), n(1), n(2) > 0 && n(2) == n(3));
}

fn local() {
    let runtime = Builder::new_current_thread().build_local(LocalOptions::default()).unwrap();
    let shared = Rc::new(Cell::new(1));
    let other = shared.clone();
    let task = runtime.spawn_local(async move { other.set(other.get() + 1); });
    runtime.block_on(task).unwrap();
    println!("local {} {:?}", shared.get(), LocalRuntime::new().unwrap().block_on(async { worker_index() }));

    let set = LocalSet::new();
    let count = Rc::new(Cell::new(0));
    let mine = count.clone();
    set.spawn_local(async move {
        tokio::time::sleep(Duration::from_millis(1)).await;
        // Started while the set is awaited.
        tokio::task::spawn_local(async move { tokio::task::yield_now().await; mine.set(1); });
    });
    Runtime::new().unwrap().block_on(set);
    println!("the set waits for all {}", count.get());

    let held = Rc::new(());
    let set = LocalSet::new();
    let mine = held.clone();
    set.block_on(&Runtime::new().unwrap(), async move {
        tokio::task::spawn_local(async move { let _mine = mine; std::future::pending::<()>().await });
    });
    drop(set);
    println!("a dropped set has dropped its tasks {}", Rc::strong_count(&held));
}

fn main() {
    owns();
    blocking();
    guards();
    hooks();
    local();
}
