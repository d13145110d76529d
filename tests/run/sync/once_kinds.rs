use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{LazyLock, Once, OnceLock};
use std::thread;

static INIT: Once = Once::new();
static CALLS: AtomicU32 = AtomicU32::new(0);
static NAME: OnceLock<String> = OnceLock::new();
static TABLE: LazyLock<Vec<u64>> = LazyLock::new(|| {
    println!("building the table");
    (0..10).map(|i| 1u64 << i).collect()
});

fn name() -> &'static str {
    NAME.get_or_init(|| {
        println!("naming");
        "ruchy".to_uppercase()
    })
}

fn main() {
    let threads: Vec<_> = (0..6)
        .map(|_| {
            thread::spawn(|| {
                INIT.call_once(|| {
                    CALLS.fetch_add(1, Ordering::Relaxed);
                });
                name().len()
            })
        })
        .collect();
    let lens: Vec<usize> = threads.into_iter().map(|t| t.join().unwrap()).collect();
    println!("{lens:?} calls {} done {}", CALLS.load(Ordering::Relaxed), INIT.is_completed());
    println!("{} {:?}", name(), NAME.get());
    println!("{:?}", NAME.set("other".to_string()));
    println!("before the table");
    println!("{} {}", TABLE[9], TABLE.len());
    println!("{}", TABLE.iter().sum::<u64>());
    let local: OnceLock<i32> = OnceLock::new();
    println!("{:?} {:?} {:?} {:?}", local.get(), local.set(4), local.get(), local.set(5));
    println!("{:?}", local.into_inner());
    let lazy = LazyLock::new(|| { println!("computed"); 6 * 7 });
    println!("{} {}", *lazy, *lazy + 1);
}
