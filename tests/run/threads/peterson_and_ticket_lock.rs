use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::thread;
struct Ticket { next: AtomicUsize, serving: AtomicUsize }
impl Ticket {
    fn with<R>(&self, f: impl FnOnce() -> R) -> R {
        let mine = self.next.fetch_add(1, SeqCst);
        while self.serving.load(SeqCst) != mine { thread::yield_now(); }
        let r = f();
        self.serving.store(mine + 1, SeqCst);
        r
    }
}
struct Peterson { want: [AtomicBool; 2], turn: AtomicUsize }
impl Peterson {
    fn lock(&self, me: usize) {
        self.want[me].store(true, SeqCst);
        self.turn.store(1 - me, SeqCst);
        while self.want[1 - me].load(SeqCst) && self.turn.load(SeqCst) == 1 - me { thread::yield_now(); }
    }
    fn unlock(&self, me: usize) { self.want[me].store(false, SeqCst); }
}
struct Shared(UnsafeCell<u64>);
unsafe impl Sync for Shared {}
fn main() {
    let (t, v) = (Ticket { next: AtomicUsize::new(0), serving: AtomicUsize::new(0) }, Shared(UnsafeCell::new(0)));
    let vr = &v;
    thread::scope(|s| {
        for _ in 0..4 { s.spawn(|| for _ in 0..50 { t.with(|| unsafe { *vr.0.get() += 1 }) }); }
    });
    println!("{}", unsafe { *v.0.get() });
    let p = Peterson { want: [AtomicBool::new(false), AtomicBool::new(false)], turn: AtomicUsize::new(0) };
    thread::scope(|s| {
        for me in 0..2 {
            let p = &p;
            s.spawn(move || for _ in 0..100 { p.lock(me); unsafe { *vr.0.get() += 10 }; p.unlock(me); });
        }
    });
    println!("{}", v.0.into_inner());
}
