//! A thread for work that recurses as deep as a program nests.

use std::cell::Cell;

/// Deep enough for everything that the parser's own limits let through; the system gives memory only to the part that is used.
const STACK: usize = 256 << 20;

thread_local! {
    /// Whether this is such a thread.
    static IS_DEEP: Cell<bool> = const { Cell::new(false) };
}

/// Runs `work` on a thread with a large stack, this one if it has one, and waits for it.
pub fn on_deep_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    if IS_DEEP.get() {
        return work();
    }
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name("main".into()).stack_size(STACK).spawn_scoped(scope, || {
            IS_DEEP.set(true);
            work()
        });
        match thread.expect("the system refuses a thread").join() {
            Ok(value) => value,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}
