use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, RwLock};
use std::thread;

static REGISTRY: LazyLock<Mutex<BTreeMap<String, usize>>> = LazyLock::new(Default::default);
static CONFIG: RwLock<Option<String>> = RwLock::new(None);
static TOTAL: Mutex<i64> = Mutex::new(0);
thread_local!(static DEPTH: RefCell<Vec<&'static str>> = RefCell::default());

fn enter<R>(name: &'static str, f: impl FnOnce() -> R) -> R {
    DEPTH.with_borrow_mut(|d| d.push(name));
    let r = f();
    DEPTH.with_borrow_mut(|d| d.pop());
    r
}
fn trail() -> String {
    DEPTH.with_borrow(|d| d.join(">"))
}
fn main() {
    *CONFIG.write().unwrap() = Some("fast".into());
    let trails: Vec<String> = ["alpha", "beta"]
        .map(|n| {
            thread::Builder::new()
                .name(n.to_string())
                .spawn(move || {
                    let me = thread::current().name().unwrap().to_string();
                    REGISTRY.lock().unwrap().insert(me, n.len());
                    *TOTAL.lock().unwrap() += n.len() as i64;
                    enter(n, || enter("inner", || format!("{} {:?}", trail(), CONFIG.read().unwrap().as_deref())))
                })
                .unwrap()
        })
        .into_iter()
        .map(|h| h.join().unwrap())
        .collect();
    println!("{trails:?} {:?}", trail());
    println!("{:?} {}", REGISTRY.lock().unwrap(), TOTAL.lock().unwrap());
    println!("{:?}", CONFIG.write().unwrap().take());
}
