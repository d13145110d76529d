//! A thread for work that recurses as deep as a program nests.

/// Deep enough for everything that the parser's own limits let through; the system gives memory only to the part that is used.
const STACK: usize = 256 << 20;

/// Runs `work` on a thread of its own with a large stack and waits for it.
pub fn on_deep_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name("main".into()).stack_size(STACK).spawn_scoped(scope, work);
        match thread.expect("the system refuses a thread").join() {
            Ok(value) => value,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}
