use std::panic::{self, AssertUnwindSafe};
use std::sync::{LazyLock, Mutex, Once, OnceLock};
use std::thread;

static ORDER: Mutex<Vec<&str>> = Mutex::new(Vec::new());
static A: LazyLock<u32> = LazyLock::new(|| {
    ORDER.lock().unwrap().push("A");
    *B + 1
});
static B: LazyLock<u32> = LazyLock::new(|| {
    ORDER.lock().unwrap().push("B");
    41
});
fn main() {
    println!("{} {} {:?}", *A, *B, ORDER.lock().unwrap());
    let once = Once::new();
    let failed = panic::catch_unwind(AssertUnwindSafe(|| once.call_once(|| panic!("first try"))));
    println!("{} {}", failed.is_err(), once.is_completed());
    once.call_once_force(|state| println!("poisoned: {}", state.is_poisoned()));
    println!("{}", once.is_completed());
    let cell: OnceLock<String> = OnceLock::new();
    let lens: Vec<usize> = thread::scope(|s| {
        let hs: Vec<_> = (1..=3).map(|_| s.spawn(|| cell.get_or_init(|| "initialised once".to_string()).len())).collect();
        hs.into_iter().map(|h| h.join().unwrap()).collect()
    });
    println!("{lens:?} {:?}", cell.set("again".into()));
    let mut c = cell.clone();
    c.get_mut().unwrap().truncate(4);
    println!("{:?} {:?} {:?}", c.take(), c.get(), cell.get());
}
